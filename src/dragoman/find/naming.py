"""Persons of one article: full names, surnames and spellings of one name brought together."""

import re

import msgspec

from dragoman.find.atom import Atom
from dragoman.find.descriptors import Descriptor
from dragoman.knowledge.actor_entries import Entry
from dragoman.knowledge.actor_rows import LeaderRow
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer
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
    key = article_less(fold_name(part)).replace("-", "").replace("'", "")
    for spelling, plain in _SPELLINGS:
        key = key.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", key)


def article_less(name: str) -> str:
    """A folded name without a leading Arabic article: "al-sisi" and "el-sisi" give "sisi"."""
    return name[3:] if name.startswith(("al-", "el-")) and len(name) > 4 else name


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
    titles: list[Descriptor] = []

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


def written_name(marked: Marked, atom: Atom, entry: Entry | None, gazetteer: Gazetteer) -> str:
    """The name of an atom: its row's where one is chosen, but a bare surname as it stands ("Macron").

    A surname belongs to the person whom the article names in full, whoever else bears it.
    """
    words = words_of(marked, atom)
    if entry is None:
        return words
    is_surname = (
        atom.last - atom.first == 1 and name_parts(words, gazetteer)[-1:] == name_parts(entry.name, gazetteer)[-1:]
    )
    return words if is_surname else entry.name
