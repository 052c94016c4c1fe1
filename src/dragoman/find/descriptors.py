"""A role noun phrase, and what the role grammar reads from."""

import msgspec

from dragoman.find.atom import Atom, Atoms
from dragoman.knowledge.actor_rows import RoleRow
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.text.marked import Marked, Token


class Descriptor(msgspec.Struct, kw_only=True):
    """A role noun phrase over tokens `[first, last)`, without its article; `core` bounds the role nouns themselves.

    `owners` are the atoms that say whose the role is, `hosts` where its bearer is posted; `inner` is the phrase it
    leans on ("spokesman *for the army*"). `possessor` is the token of a possessive pronoun or of an anaphoric noun.
    """

    first: int
    last: int
    core: tuple[int, int]
    head: int
    row: RoleRow
    plural: bool
    sector: str | None
    status: str = "current"
    definite: bool = False
    indefinite: bool = False
    owners: list[Atom] = []
    hosts: list[Atom] = []
    named: Atom | None = None
    possessor: int | None = None
    inner: "Descriptor | None" = None
    topic: tuple[int, int] | None = None
    weak: list[Atom] = []
    modifiers: list[int] = []


class RoleReader(msgspec.Struct, frozen=True):
    """What the grammar reads from."""

    marked: Marked
    atoms: Atoms
    gazetteer: Gazetteer

    def token(self, index: int) -> Token:
        """The token at `index`."""
        return self.marked.tokens[index]

    def lower(self, index: int) -> str:
        """The lower-case text of the token at `index`, empty beyond the article."""
        return self.marked.tokens[index].text.lower() if 0 <= index < len(self.marked.tokens) else ""

    def bounds(self, index: int) -> tuple[int, int]:
        """The tokens of the sentence that holds the token at `index`."""
        sentence = self.marked.sentences[self.marked.tokens[index].sentence]
        return sentence.first, sentence.last
