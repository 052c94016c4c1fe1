"""Atoms: the smallest stretches that can name an actor — known names, role nouns and runs of capitals."""

from enum import StrEnum

import msgspec

from dragoman.knowledge.actor_entries import Entry
from dragoman.knowledge.gazetteer import RoleHit


class AtomKind(StrEnum):
    """What an atom is before its surroundings are read."""

    STATE = "state"
    DEMONYM = "demonym"
    EPITHET = "epithet"
    PLACE = "place"
    BODY = "body"
    PERSON = "person"
    ROLE = "role"
    NAME = "name"


class Atom(msgspec.Struct, frozen=True, gc=False):
    """Tokens `[first, last)` with what the tables say of them; `label` is the parser's guess for a run of capitals."""

    first: int
    last: int
    kind: AtomKind
    entries: tuple[Entry, ...] = ()
    role: RoleHit | None = None
    label: str | None = None

    @property
    def entry(self) -> Entry | None:
        """The likeliest row, null for roles and unknown names."""
        return self.entries[0] if self.entries else None


class Atoms(msgspec.Struct, frozen=True):
    """The atoms of an article in reading order; `at` gives, for each token, the number of its atom or -1."""

    atoms: tuple[Atom, ...]
    at: list[int]
    title_case: frozenset[int]

    def covering(self, token: int) -> Atom | None:
        """The atom that covers a token, or null."""
        if 0 <= token < len(self.at) and self.at[token] >= 0:
            return self.atoms[self.at[token]]
        return None

    def starting(self, token: int) -> Atom | None:
        """The atom whose first token this is, or null."""
        atom = self.covering(token)
        return atom if atom is not None and atom.first == token else None

    def ending(self, token: int) -> Atom | None:
        """The atom whose last token this is, or null."""
        atom = self.covering(token)
        return atom if atom is not None and atom.last == token + 1 else None
