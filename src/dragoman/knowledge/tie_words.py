"""Words of ties: nouns that name the relations of two states, and cues that say how these are or how they move."""

from enum import StrEnum

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import Change, Quality


class Form(StrEnum):
    """Where a cue stands: before a noun of relations or after "are" (`adjective`), as its verb (`subject`: "ties
    soured", `object`: "severed ties", `either`), as a noun in that verb's clause ("a freeze"), as a noun for one side
    ("an ally"), as the object of "at" ("at war"), or as a noun that names the relations itself ("tensions between").
    """

    ADJECTIVE = "adjective"
    SUBJECT = "subject"
    OBJECT = "object"
    EITHER = "either"
    NOUN = "noun"
    SIDE = "side"
    AT = "at"
    NAMES = "names"


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and its ties, for instance "AZE ISR close improving"; two ties are parted by a semicolon."""

    text: str
    gives: str = ""
    why: str = ""


class TieCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words (lemmas; the further words of a phrase follow the first in its clause) and what they say of relations."""

    id: str
    form: Form
    words: tuple[str, ...]
    source: str
    quality: Quality | None = None
    change: Change | None = None
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    relation_nouns: frozenset[str]
    holding_verbs: frozenset[str]
    passing_verbs: frozenset[str]
    ending_verbs: frozenset[str]
    beginning_verbs: frozenset[str]
    mission_nouns: frozenset[str]
    mission_open_verbs: frozenset[str]
    mission_close_verbs: frozenset[str]
    absent_nouns: frozenset[str]
    formal: frozenset[str]
    envoy_nouns: frozenset[str]
    envoy_verbs: frozenset[str]
    no_longer: frozenset[str]
    unreal: frozenset[str]
    cues: tuple[TieCue, ...]


class TieWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of ties. `by_word` gives the cues of a form by the first word of their phrases, longest phrase first.

    `holding_verbs` have relations as their object without moving them ("enjoy"); `passing_verbs` lead to a noun cue
    ("went through a freeze"), whose begin and end `beginning_verbs` and `ending_verbs` tell. `absent_nouns` name
    relations that are severed where there are none, with no word between but `formal` ones; `envoy_verbs` tell of
    envoys who come. `no_longer` takes an adjective back; `unreal` words before a predicate say that it is not so, or
    not yet.
    """

    relation_nouns: frozenset[str]
    holding_verbs: frozenset[str]
    passing_verbs: frozenset[str]
    ending_verbs: frozenset[str]
    beginning_verbs: frozenset[str]
    mission_nouns: frozenset[str]
    mission_open_verbs: frozenset[str]
    mission_close_verbs: frozenset[str]
    absent_nouns: frozenset[str]
    formal: frozenset[str]
    envoy_nouns: frozenset[str]
    envoy_verbs: frozenset[str]
    no_longer: frozenset[str]
    unreal: frozenset[str]
    cues: tuple[TieCue, ...]
    by_word: dict[tuple[Form, str], tuple[tuple[tuple[str, ...], TieCue], ...]]

    def of(self, form: Form, word: str) -> tuple[tuple[tuple[str, ...], TieCue], ...]:
        """The phrases of a form that begin with a word, each with its cue."""
        return self.by_word.get((form, word), ())


def load_tie_words() -> TieWords:
    """The package's own words of ties.

    Raises:
        KnowledgeError: the file is not as it should be, a cue says nothing, or an id stands twice.

    """
    content = read_toml(data_root() / "cues" / "ties.toml", _File)
    seen: set[str] = set()
    table: dict[tuple[Form, str], list[tuple[tuple[str, ...], TieCue]]] = {}
    for cue in content.cues:
        if cue.id in seen or (cue.quality is None and cue.change is None):
            raise KnowledgeError(
                f'cues/ties.toml, entry "{cue.id}": its id stands twice, or it has no quality or change'
            )
        seen.add(cue.id)
        for phrase in cue.words:
            parts = tuple(phrase.split())
            forms = (Form.SUBJECT, Form.OBJECT) if cue.form is Form.EITHER else (cue.form,)
            for form in forms:
                table.setdefault((form, parts[0]), []).append((parts, cue))
    fields = {name: getattr(content, name) for name in _File.__struct_fields__ if name not in ("source", "cues")}
    return TieWords(
        cues=content.cues,
        by_word={key: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for key, group in table.items()},
        **fields,
    )
