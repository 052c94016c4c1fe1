"""Persons of one article: full names, surnames and spellings of one name brought together."""

import re

import msgspec

from dragoman.find.atom import Atom
from dragoman.knowledge.actor_rows import LeaderRow
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer, was_in_office
from dragoman.records import Office
from dragoman.text.marked import Marked

_DOUBLED = re.compile(r"(.)\1")
_SPELLINGS = (
    ("kh", "h"),
    ("gh", "g"),
    ("q", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("iy", "i"),
    ("yy", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ii", "i"),
)


def name_key(part: str) -> str:
    """One key for the spellings of one name: Zelensky and Zelenskyy, Erdoğan and Erdogan, Qaddafi and Kaddafi."""
    key = fold_name(part).replace("-", "").replace("'", "")
    for spelling, plain in _SPELLINGS:
        key = key.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", key)


class Person(msgspec.Struct, kw_only=True):
    """One person of an article. `parts` are the keys of the name's parts, surname last."""

    name: str
    parts: tuple[str, ...]
    story: int
    states: tuple[str, ...] = ()
    sector: str | None = None
    offices: list[Office] = []
    feminine: bool | None = None
    reason: str = ""
    terms: tuple[LeaderRow, ...] = ()
    former: bool = False

    @property
    def state(self) -> str | None:
        """The one state of the person, null when unknown or several."""
        return self.states[0] if len(self.states) == 1 else None


class Persons(msgspec.Struct, kw_only=True):
    """The persons of an article, by full key and by each part of their names."""

    by_key: dict[tuple[str, ...], Person] = {}
    by_part: dict[str, list[Person]] = {}

    def add(self, person: Person) -> Person:
        """Enters a person."""
        self.by_key[person.parts] = person
        for part in person.parts:
            self.by_part.setdefault(part, []).append(person)
        return person

    def named(self, parts: tuple[str, ...]) -> Person | None:
        """The person of a full name or a surname; a surname is tried before the other parts of names."""
        exact = self.by_key.get(parts)
        if exact is not None or not parts:
            return exact
        rivals = [person for person in self.by_part.get(parts[-1], ()) if set(parts) <= set(person.parts)]
        by_surname = [person for person in rivals if person.parts[-1] == parts[-1]]
        return next(reversed(by_surname or rivals), None)


def name_parts(name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The keys of the parts of a name, without particles and forms of address."""
    words = gazetteer.words
    parts = [part for part in name.split() if part.lower() not in words.honorifics]
    kept = [part for part in parts if part.lower() not in words.particles] or parts
    return tuple(key for key in (name_key(part) for part in kept) if key)


def words_of(marked: Marked, atom: Atom) -> str:
    """The words of an atom with single spaces."""
    return " ".join(marked.words((marked.tokens[atom.first].start, marked.tokens[atom.last - 1].end)).split())


def leader_of(
    gazetteer: Gazetteer, name: str, day: str | None, states: tuple[str, ...], of_article: set[str]
) -> tuple[LeaderRow, ...]:
    """The terms of the one leader of a name: of the given states, then in office on the day, then of the article.

    Without a day the last holder is meant. Nothing is given where several persons remain.
    """
    rows = [row for row in _all_terms(gazetteer, name) if not states or row.state in states]
    rows = [row for row in rows if was_in_office(row, day)] or rows
    if len(_persons(rows)) > 1:
        rows = [row for row in rows if row.state in of_article] or rows
    if len(_persons(rows)) > 1 and day is None:
        rows = [max(rows, key=lambda row: row.until or row.since or "")]
    if len(_persons(rows)) != 1:
        return ()
    return tuple(row for row in _all_terms(gazetteer, name) if (row.name, row.state) in _persons(rows))


def _persons(rows: list[LeaderRow]) -> set[tuple[str, str | None]]:
    return {(row.name, row.state) for row in rows}


def _all_terms(gazetteer: Gazetteer, name: str) -> tuple[LeaderRow, ...]:
    key = fold_name(name)
    named = [term for entry in gazetteer.by_key.get(key, ()) for term in entry.terms]
    return tuple(named) or gazetteer.by_surname.get(key, ())
