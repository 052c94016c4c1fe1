"""Event patterns: which predicate, in which construction, claims which act, and where its roles stand."""

from functools import cached_property

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import Act, ActorKind, Status

SLOTS = frozenset({"subject", "object", "complement", "poss", "owner", "purpose", "modifier", "dative", "place"})
"""Slots that are not prepositions; any other slot name is read as a preposition ("with", "to", "between")."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and what it gives: "ISR > AZE CONSULT/visit planned"; several claims are joined by ";"."""

    text: str
    gives: str


class CounterExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence on which the pattern must not fire, and why."""

    text: str
    why: str


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"origin": "from"}):
    """One construction. Exactly one of `verb`, `noun` and `adjective` lists the predicate's lemmas.

    A verb may carry a particle ("break off"). `object`, `prep`, `prep_object` and `complement` are conditions:
    the lemma of the object (or passive subject), a preposition, the lemma of its object, the lemma of an
    infinitive or clause ("*" for any, "to" for any infinitive with "to"); `label` is what somebody is called
    ("called him a butcher"); `unless` lists objects and complements with which it means something else ("declined to
    comment"). `elides_target`: a repeated act may leave its target to the one before ("first visited
    in 1997, and again in 2016"). `source_kinds` bounds who may act; `transitive` asks for an object, or for none.
    `source`, `target`, `mediator` and `host` list slots in order of preference: "owner" is whose the event noun of the
    construction is ("conveyed Chad's protest"), "purpose" whom an infinitive of purpose is about ("fired to scatter").
    """

    id: str
    origin: str
    mode: str | None = None
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    prep_object: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ()
    mediator: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    symmetric: bool = False
    status: Status | None = None
    contexts: tuple[str, ...] = ()
    needs_target: bool = True
    elides_target: bool = False
    source_kinds: tuple[ActorKind, ...] = ()
    transitive: bool | None = None
    weight: float = 0.8
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[CounterExample, ...] = ()
    act: Act = Act.AGREE  # set from the file's own `act` at load

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The predicates of the pattern, whichever kind they are."""
        return self.verb or self.noun or self.adjective

    @property
    def conditions(self) -> int:
        """How many conditions the pattern sets beyond its predicate; the most specific match wins."""
        return sum(bool(part) for part in (self.object, self.prep, self.prep_object, self.complement, self.label))


class PatternFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of patterns of one act."""

    act: Act
    pattern: tuple[Pattern, ...]


class Patterns(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All patterns, found by the lemma of their predicate."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def _by_lemma(self) -> dict[tuple[str, str], tuple[tuple[Pattern, str | None], ...]]:
        index: dict[tuple[str, str], list[tuple[Pattern, str | None]]] = {}
        for pattern in self.patterns:
            kind = "VERB" if pattern.verb else "NOUN" if pattern.noun else "ADJ"
            for lemma in pattern.lemmas:
                head, _, particle = lemma.partition(" ")
                index.setdefault((kind, head), []).append((pattern, particle or None))
        return {key: tuple(found) for key, found in index.items()}

    def of(self, kind: str, lemma: str) -> tuple[tuple[Pattern, str | None], ...]:
        """The patterns whose predicate has this lemma, each with its particle; kind is VERB, NOUN or ADJ."""
        return self._by_lemma.get((kind, lemma), ())


def load_patterns() -> Patterns:
    """The package's own patterns.

    Raises:
        KnowledgeError: a file is not as it should be, or two patterns have one id.
    """
    found: list[Pattern] = []
    for path in sorted((data_root() / "patterns").iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".toml"):
            file = read_toml(path, PatternFile)
            found.extend(_checked(pattern, file.act, path.name) for pattern in file.pattern)
    ids = [pattern.id for pattern in found]
    twice = {identifier for identifier in ids if ids.count(identifier) > 1}
    if twice:
        raise KnowledgeError(f"patterns: two entries have the id {', '.join(sorted(twice))}; rename one")
    return Patterns(patterns=tuple(found))


def _checked(pattern: Pattern, act: Act, file: str) -> Pattern:
    """The pattern with its act, once its own consistency is checked."""
    kinds = sum(bool(part) for part in (pattern.verb, pattern.noun, pattern.adjective))
    if kinds != 1:
        raise KnowledgeError(f'patterns/{file}, entry "{pattern.id}": give exactly one of verb, noun and adjective')
    if not pattern.id.startswith(f"{act.value.lower()}."):
        raise KnowledgeError(f'patterns/{file}, entry "{pattern.id}": the id must start with "{act.value.lower()}."')
    return msgspec.structs.replace(pattern, act=act)
