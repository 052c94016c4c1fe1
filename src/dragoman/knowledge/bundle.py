"""The one bundle of look-ups that every stage reads; loaded once per process, never changed."""

import hashlib
from importlib.resources.abc import Traversable

import msgspec

from dragoman.knowledge.clutter import Clutter, load_clutter
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.knowledge.credits import CreditWords, load_credit_words
from dragoman.knowledge.cues import Cues, load_cues
from dragoman.knowledge.files import data_root
from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.knowledge.language import DEFAULT_LANGUAGE, Language, common_nouns, load_language, load_verb_lemmas
from dragoman.knowledge.patterns import Patterns, load_patterns
from dragoman.knowledge.status_words import StatusWords, load_status_words
from dragoman.knowledge.tie_words import TieWords, load_tie_words
from dragoman.knowledge.time_words import TimeWords, load_time_words


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """All that the stages know before they read. `fingerprint` changes when any data file or the pipeline changes."""

    codebook: Codebook
    patterns: Patterns
    status_words: StatusWords
    gazetteer: Gazetteer
    cues: Cues
    tie_words: TieWords
    time_words: TimeWords
    clutter: Clutter
    credits: CreditWords
    language: Language
    common_nouns: frozenset[str] = frozenset()
    verb_lemmas: dict[str, str] = {}
    fingerprint: str

    def __repr__(self) -> str:
        """The fingerprint alone: the tables would fill a screen a thousand times over."""
        return f"Knowledge({self.fingerprint})"


def load_knowledge(language: str = DEFAULT_LANGUAGE) -> Knowledge:
    """The package's own knowledge with the named spaCy pipeline.

    Raises:
        KnowledgeError: a data file is not as it should be, or the pipeline is not installed.

    """
    pipeline = load_language(language)
    return Knowledge(
        codebook=load_codebook(),
        patterns=load_patterns(),
        status_words=load_status_words(),
        gazetteer=load_gazetteer(),
        cues=load_cues(),
        tie_words=load_tie_words(),
        time_words=load_time_words(),
        clutter=load_clutter(),
        credits=load_credit_words(),
        language=pipeline,
        common_nouns=common_nouns(pipeline),
        verb_lemmas=load_verb_lemmas(),
        fingerprint=fingerprint(language),
    )


def fingerprint(language: str = DEFAULT_LANGUAGE) -> str:
    """40 bits of BLAKE2b over every data file and the pipeline's name, in hex."""
    digest = hashlib.blake2b(language.encode(), digest_size=5)
    for path, name in sorted(_walk(data_root(), ""), key=lambda pair: pair[1]):
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _walk(folder: Traversable, prefix: str) -> list[tuple[Traversable, str]]:
    """Every file below a folder with its relative name; byte code and hidden files are passed over."""
    found: list[tuple[Traversable, str]] = []
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        name = f"{prefix}/{entry.name}"
        found.extend(_walk(entry, name) if entry.is_dir() else [(entry, name)])
    return found
