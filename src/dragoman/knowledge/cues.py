"""Cues of statements and attribution: verbs with their frames, nouns, phrases, hedges."""

from enum import StrEnum
from functools import cached_property

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import SpeechAct


class CueClass(StrEnum):
    """What a cue says its source does with the content.

    Source: PDTB 2.0 attribution types (Comm, PAtt, Ftv, Ctrl), split by Searle's speech acts.
    """

    SAY = "say"
    REPORT = "report"
    ANNOUNCE = "announce"
    CLAIM = "claim"
    KNOW = "know"
    DENY = "deny"
    ACCUSE = "accuse"
    CRITICISE = "criticise"
    PRAISE = "praise"
    NAME = "name"
    BELIEVE = "believe"
    EXPECT = "expect"
    HOPE = "hope"
    WANT = "want"
    INTEND = "intend"
    PROMISE = "promise"
    THREATEN = "threaten"
    ORDER = "order"
    ASK = "ask"
    SUPPORT = "support"
    OPPOSE = "oppose"
    REFUSE = "refuse"
    SHOW = "show"
    APPEAR = "appear"
    INFER = "infer"
    HEARSAY = "hearsay"
    OMIT = "omit"


SPEECH_ACTS = {
    CueClass.ANNOUNCE: SpeechAct.ANNOUNCE,
    CueClass.INTEND: SpeechAct.ANNOUNCE,
    CueClass.DENY: SpeechAct.DENY,
    CueClass.ACCUSE: SpeechAct.ACCUSE,
    CueClass.CRITICISE: SpeechAct.ACCUSE,
    CueClass.PRAISE: SpeechAct.PRAISE,
    CueClass.NAME: SpeechAct.NAME_CALL,
    CueClass.PROMISE: SpeechAct.PROMISE,
    CueClass.THREATEN: SpeechAct.THREATEN,
    CueClass.ORDER: SpeechAct.REQUEST,
    CueClass.ASK: SpeechAct.REQUEST,
    CueClass.OMIT: SpeechAct.NON_MENTION,
}
"""What a speaker does by a cue of a class; a class that is not listed asserts."""


class Frame(StrEnum):
    """The complement in which a verb attributes; other frames are prepositions ("for", "about")."""

    CLAUSE = "clause"
    QUOTE = "quote"
    INFINITIVE = "infinitive"
    PERSON_TO = "person-to"
    GERUND = "gerund"
    OBJECT = "object"
    AS = "as"
    NAME = "name"
    TOLD = "told"


PREPOSITIONS = frozenset(
    ("of", "for", "on", "about", "against", "with", "to", "at", "in", "over", "from", "into", "upon", "out", "off")
)


class VerbGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of one class that attribute in the same frames."""

    # "class" is a word of Python's own, so the field has another name in the code than in the file.
    cue_class: CueClass = msgspec.field(name="class")
    frames: tuple[str, ...]
    verbs: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        known = set(Frame) | PREPOSITIONS
        for frame in self.frames:
            if frame not in known:
                raise ValueError(f'cues/reporting.toml: unknown frame "{frame}"; known: {", ".join(sorted(known))}')


class VerbGroups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of reporting verbs."""

    group: tuple[VerbGroup, ...]


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of lower-case noun lemmas."""

    nouns: frozenset[str]
    source: str


class Platforms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of platforms on which statements are published."""

    names: frozenset[str]
    source: str


class Media(Nouns, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns for where something is said, and the platforms."""

    platforms: Platforms


class Hidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases that say that a source is hidden."""

    words: frozenset[str]
    phrases: tuple[str, ...]
    source: str


class Unspecified(Nouns, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sources that the text leaves open; `nobody` are words that say that there is none."""

    heads: frozenset[str]
    nobody: frozenset[str]
    modifiers: frozenset[str]


class SourceNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of nouns by the part they play in attribution."""

    unnamed_endings: tuple[str, ...]
    content: dict[str, str | tuple[str, ...]]
    document: Nouns
    medium: Media
    outlet: Nouns
    unnamed: Nouns
    hidden: Hidden
    unspecified: Unspecified
    group: Nouns

    def __post_init__(self) -> None:
        for name in self.content:
            if name != "source" and name not in set(CueClass):
                raise ValueError(f'cues/nouns.toml, "content": unknown class "{name}"')


class Preposition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase before a source: "according to"."""

    words: tuple[str, ...]
    cue_class: CueClass = msgspec.field(name="class")
    source: str


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verb lemmas with one part to play; `cue_class` where they give a class of their own."""

    verbs: frozenset[str]
    source: str
    cue_class: CueClass | None = msgspec.field(default=None, name="class")


class Hearsay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which the author leaves a claim to others who are not named."""

    adverbs: frozenset[str]
    adjectives: frozenset[str]
    source: str


class AdjectiveGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adjectives of one class that attribute to their subject in the same frames."""

    cue_class: CueClass = msgspec.field(name="class")
    frames: tuple[str, ...]
    words: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        known = {Frame.CLAUSE, Frame.INFINITIVE} | PREPOSITIONS
        for frame in self.frames:
            if frame not in known:
                raise ValueError(f'cues/attribution.toml: unknown frame "{frame}"; known: {", ".join(sorted(known))}')


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of phrases that attribute without a reporting verb."""

    preposition: tuple[Preposition, ...]
    adjective: tuple[AdjectiveGroup, ...]
    citing: Verbs
    hearsay: Hearsay
    inferential: Verbs
    mentioning: Verbs
    comment: Verbs


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of lower-case words."""

    words: frozenset[str]
    source: str


class Hedges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of words by which a source lowers its commitment."""

    probable: Words
    possible: Words


class Cues(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Cues of statements and attribution. `verbs` gives, for each lemma, the class by frame.

    `showing` are the lemmas of class "show": with a thing that is no document as subject, the author speaks.
    """

    verbs: dict[str, dict[str, CueClass]]
    showing: frozenset[str]
    nouns: SourceNouns
    phrases: Phrases
    hedges: Hedges

    @cached_property
    def phrases_by_word(self) -> dict[str, tuple[Preposition, ...]]:
        """The phrases before a source by their first words."""
        firsts = {phrase.words[0] for phrase in self.phrases.preposition}
        return {word: tuple(p for p in self.phrases.preposition if p.words[0] == word) for word in firsts}

    @cached_property
    def adjectives(self) -> dict[str, dict[str, CueClass]]:
        """For each adjective that attributes, the class by frame."""
        found: dict[str, dict[str, CueClass]] = {}
        for group in self.phrases.adjective:
            for word in group.words:
                frames = found.setdefault(word, {})
                for frame in group.frames:
                    frames.setdefault(frame, group.cue_class)
        return found

    @cached_property
    def content_nouns(self) -> dict[str, CueClass]:
        """The class of each noun that holds what somebody says or thinks."""
        return {
            noun: CueClass(name)
            for name, nouns in self.nouns.content.items()
            if not isinstance(nouns, str)
            for noun in nouns
        }


def load_cues() -> Cues:
    """The package's own data.

    Raises:
        KnowledgeError: a file is not as it should be.

    """
    folder = data_root() / "cues"
    verbs: dict[str, dict[str, CueClass]] = {}
    showing: set[str] = set()
    for group in read_toml(folder / "reporting.toml", VerbGroups).group:
        if group.cue_class is CueClass.SHOW:
            showing.update(group.verbs)
        for verb in group.verbs:
            frames = verbs.setdefault(verb, {})
            for frame in group.frames:
                # The first group that lists a frame wins, so that "warn that" claims and "warn X to" orders.
                frames.setdefault(frame, group.cue_class)
    if not verbs:
        raise KnowledgeError("cues/reporting.toml: no verbs; restore the file")
    return Cues(
        verbs=verbs,
        showing=frozenset(showing),
        nouns=read_toml(folder / "nouns.toml", SourceNouns),
        phrases=read_toml(folder / "attribution.toml", Phrases),
        hedges=read_toml(folder / "hedges.toml", Hedges),
    )
