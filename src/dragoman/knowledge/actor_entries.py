"""One entry per written form of every known name, and the rule for its capitals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from dragoman.knowledge.actor_rows import BodyRow, IgoRow, LeaderRow, PlaceRow, StateRow
from dragoman.knowledge.actor_words import ActorWords
from dragoman.records import ActorKind


class Form(StrEnum):
    """How a written form names its row."""

    NAME = "name"
    DEMONYM = "demonym"
    EPITHET = "epithet"
    PLACE = "place"
    BODY = "body"
    LEADER = "leader"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A written form with what it names. `rank` orders rivals for one form: lower is likelier.

    `metonym` is the code of the government that a place name can stand for. `row` says table and key.
    `administered_by` and `claimed_by` are those of a place's row, for those who ask of the name.
    """

    written: str
    name: str
    kind: ActorKind
    form: Form
    row: str
    state: str | None = None
    states: tuple[str, ...] = ()
    sector: str | None = None
    code: str | None = None
    place_kind: str | None = None
    metonym: str | None = None
    ambiguous: bool = False
    rank: int = 0
    combining: bool = False
    is_defunct: bool = False
    terms: tuple[LeaderRow, ...] = ()
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()


_BODY_KINDS = {
    "institutions.tsv": ActorKind.ORGANISATION,
    "groups.tsv": ActorKind.GROUP,
    "outlets.tsv": ActorKind.OUTLET,
}


def entries_of(
    states: Sequence[StateRow],
    places: Iterable[PlaceRow],
    igos: Iterable[IgoRow],
    bodies: Iterable[tuple[str, BodyRow]],
    leaders: Iterable[LeaderRow],
) -> Iterator[Entry]:
    """The written forms of every table."""
    sovereigns = {row.code: row.sovereign or row.code for row in states}
    capitals: set[tuple[str, str]] = set()
    for state in states:
        yield from _of_state(state, sovereigns[state.code])
        capitals.update((name, state.code) for name in state.capital)
    for place in places:
        yield from _of_place(place)
    for igo in igos:
        yield from _of_igo(igo)
    for file, body in bodies:
        yield from _of_body(file, body)
    yield from _of_leaders(leaders)


def _of_state(row: StateRow, sovereign: str) -> Iterator[Entry]:
    is_place = sovereign != row.code and row.kind != "defunct"
    kind = ActorKind.PLACE if is_place else ActorKind.STATE
    gone = row.kind == "defunct"
    defunct = 3 if gone else 0
    base = f"states.tsv {row.code}"
    for written in (row.name, *row.aliases, *row.official):
        yield Entry(
            written=written, name=row.name, kind=kind, form=Form.NAME, row=base, state=sovereign, code=row.code,
            place_kind=row.kind if is_place else None, ambiguous=_is_ambiguous(written, row.ambiguous),
            rank=defunct, is_defunct=gone,
        )  # fmt: skip
    for written in row.demonyms:
        for form in _with_plural(written):
            yield Entry(
                written=form, name=row.name, kind=kind, form=Form.DEMONYM, row=base, state=sovereign, code=row.code,
                ambiguous=_is_ambiguous(written, row.ambiguous), rank=defunct + 1, is_defunct=gone,
            )  # fmt: skip
    for written in row.epithets:
        yield Entry(
            written=written, name=row.name, kind=kind, form=Form.EPITHET, row=base, state=sovereign, code=row.code,
            rank=defunct + 1, is_defunct=gone,
        )  # fmt: skip
    for place, written in enumerate(row.capital):
        yield Entry(
            written=written, name=written, kind=ActorKind.PLACE, form=Form.PLACE, row=f"{base} capital",
            state=sovereign, place_kind="capital", metonym=None if is_place else row.code, rank=defunct + (place > 0),
            is_defunct=gone,
        )  # fmt: skip


def _with_plural(demonym: str) -> tuple[str, ...]:
    """The demonym and, where English makes one with -s, its plural ("Israelis"; no plural of "Japanese", "Irish")."""
    if demonym.endswith(("s", "ese", "ish", "ch", "sh", "x", "z", "men", "man")):
        return (demonym,)
    return (demonym, demonym + "s")


def _of_place(row: PlaceRow) -> Iterator[Entry]:
    for written in (row.name, *row.aliases):
        yield Entry(
            written=written, name=row.name, kind=ActorKind.PLACE, form=Form.PLACE, row=f"places.tsv {row.name}",
            state=row.state, states=row.states, place_kind=row.kind, metonym=row.state if row.metonym else None,
            ambiguous=_is_ambiguous(written, row.ambiguous), rank=2, administered_by=row.administered_by,
            claimed_by=row.claimed_by,
        )  # fmt: skip


def _of_igo(row: IgoRow) -> Iterator[Entry]:
    kind = ActorKind.ORGANISATION if row.sector == "NGO" else ActorKind.IGO
    for written in dict.fromkeys((row.name, row.code, *row.aliases)):
        yield Entry(
            written=written, name=row.name, kind=kind, form=Form.BODY, row=f"igos.tsv {row.code}", sector=row.sector,
            code=row.code, rank=1,
        )  # fmt: skip


def _of_body(file: str, row: BodyRow) -> Iterator[Entry]:
    kind = _BODY_KINDS[file]
    if kind is ActorKind.GROUP and row.sector in ("NGO", "BUS"):
        kind = ActorKind.ORGANISATION
    sector = "JRN" if kind is ActorKind.OUTLET else row.sector
    for written in (row.name, *row.aliases, *row.domain):
        yield Entry(
            written=written, name=row.name, kind=kind, form=Form.BODY, row=f"{file} {row.name}", state=row.state,
            states=row.states, sector=sector, rank=2,
        )  # fmt: skip


def _of_leaders(leaders: Iterable[LeaderRow]) -> Iterator[Entry]:
    """One entry per person and form; the terms of one name in one state belong to one person."""
    persons: dict[tuple[str, str | None], list[LeaderRow]] = {}
    for row in leaders:
        persons.setdefault((row.name, row.state), []).append(row)
    for (name, state), terms in persons.items():
        for written in dict.fromkeys(form for term in terms for form in (name, *term.aliases)):
            yield Entry(
                written=written, name=name, kind=ActorKind.PERSON, form=Form.LEADER, row=f"{terms[0].origin} {name}",
                state=state, sector=terms[0].sector, terms=tuple(terms), rank=1,
            )  # fmt: skip


def combining_forms(words: ActorWords, names: Mapping[str, str]) -> Iterator[Entry]:
    """The forms that stand before a dash and another demonym: "Russo-Japanese"."""
    for line in sorted(words.combining):
        written, code = line.split()
        state = code.upper()
        yield Entry(
            written=written.capitalize(), name=names.get(state, state), kind=ActorKind.STATE, form=Form.DEMONYM,
            row=f"grammar.toml combining {state}", state=state, code=state, combining=True,
        )  # fmt: skip


def _is_ambiguous(written: str, cell: tuple[str, ...]) -> bool:
    """Whether the row's `ambiguous` cell covers the written form: "yes" covers all, otherwise forms are listed."""
    return bool(cell) and (cell[0].lower() in ("yes", "true", "1") or written in cell)


def is_written_as(entry: Entry, written: str, line: str, words: ActorWords) -> bool:
    """Whether a stretch of text has the capitals that a name needs in a line of mixed case, all capitals or none."""
    form = entry.written
    if line == "upper":
        return form.casefold() not in words.acronym_words
    if line == "lower":
        return form.casefold() not in words.acronym_words and len(form) > 3 and not entry.ambiguous
    acronym = form.replace(".", "").replace("-", "")
    if acronym.isupper() and acronym.isalpha():
        shown = written.replace(".", "").replace("-", "")
        # British papers write "Nato" and "Unesco"; three letters ("Who", "Eta") are too often words or names.
        return shown.isupper() or (len(acronym) >= 4 and shown.istitle())
    if written.isupper():
        return True
    shown_words, form_words = _words(written), _words(form)
    if len(shown_words) != len(form_words):
        return bool(shown_words) and (shown_words[0][0].isupper() or not form[0].isupper())
    return all(not name[0].isupper() or shown[0].isupper() for name, shown in zip(form_words, shown_words, strict=True))


def _words(name: str) -> list[str]:
    return [part for part in name.replace("-", " ").replace("–", " ").replace("‑", " ").split() if part[0].isalnum()]
