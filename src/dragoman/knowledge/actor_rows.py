"""The rows of the actor tables, as their files give them."""

import difflib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import read_tsv


class StateRow(msgspec.Struct, frozen=True, kw_only=True):
    """A state or territory. `sovereign` is the code under which it is counted; `since` and `until` bound its life.

    `recognised_by`, `administered_by` and `claimed_by` tell what is contested; they decide nothing.
    """

    code: str
    name: str
    official: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    kind: str = "state"
    sovereign: str | None = None
    recognised_by: tuple[str, ...] = ()
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    since: str | None = msgspec.field(default=None, name="from")
    until: str | None = msgspec.field(default=None, name="to")
    ambiguous: tuple[str, ...] = ()
    iso2: str | None = None
    cow: str | None = None
    source: str


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A place. `state` is its nominal sovereign; `metonym` the code of the government that the name can stand for."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "city"
    state: str | None = None
    states: tuple[str, ...] = ()
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    metonym: str | None = None
    ambiguous: tuple[str, ...] = ()
    source: str


class IgoRow(msgspec.Struct, frozen=True, kw_only=True):
    """An intergovernmental organisation or an organ of one; `sector` is UNO, EUR, IGO or NGO."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    sector: str = "IGO"
    kind: str = "igo"
    parent: str | None = None
    members: tuple[str, ...] = ()
    seat: str | None = None
    source: str


class RoleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A role noun phrase. `kind` is person, office, org, anonymous or group; `individual`: can stand before a name.

    `state` is that of a role that one state alone has ("taoiseach"); its owners in the text go before it.
    """

    phrase: str
    plural: tuple[str, ...] = ()
    office: str | None = None
    sector: str | None = None
    rank: str | None = None
    individual: str | None = None
    kind: str = "office"
    state: str | None = None
    source: str


class BodyRow(msgspec.Struct, frozen=True, kw_only=True):
    """An institution, an armed or political group, or an outlet."""

    name: str
    aliases: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    state: str | None = None
    states: tuple[str, ...] = ()
    sector: str | None = None
    office: str | None = None
    kind: str | None = None
    owner_type: str | None = None
    language: str | None = None
    source: str


class LeaderRow(msgspec.Struct, frozen=True, kw_only=True):
    """One term of one person in one office; `since` and `until` are ISO 8601 dates of any length, null when open.

    `remembered` terms come from articles and not from the table: they say nothing outside their dates.
    """

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    office: str | None = None
    sector: str = "GOV"
    since: str | None = msgspec.field(default=None, name="from")
    until: str | None = msgspec.field(default=None, name="to")
    gender: str | None = None
    certainty: str | None = None
    source: str
    remembered: bool = False

    @property
    def origin(self) -> str:
        """Where the term comes from: the table's file, or the memory."""
        return self.source if self.remembered else "leaders.tsv"

    @property
    def row(self) -> str:
        """How a reason names the term: its origin, holder, office and dates."""
        return f"{self.origin} {self.name} ({self.office}, {self.since or '?'} to {self.until or 'now'})"


Row = TypeVar("Row", bound=msgspec.Struct)
# The columns whose cells are codes of states.tsv.
_CODES = {
    StateRow: ("sovereign", "recognised_by", "administered_by", "claimed_by", "successors"),
    PlaceRow: ("state", "states", "administered_by", "claimed_by"),
}


def read_rows(folder: Traversable, file: str, shape: type[Row], needed: bool) -> Iterator[Row]:
    """The rows of one table; none where an optional table is absent.

    Raises:
        KnowledgeError: a needed table is missing, or a row does not fit its shape.

    """
    path = folder / file
    if path.is_file():
        yield from read_tsv(path, shape)
    elif needed:
        raise KnowledgeError(f"actors/{file}: the file is missing; install the package again with its data")


def check_codes(states: Iterable[StateRow], places: Iterable[PlaceRow]) -> None:
    """Refuse a row of the two tables that names a state which states.tsv does not have.

    Raises:
        KnowledgeError: it names the file, the row, the column and the code.

    """
    states = tuple(states)
    known = {row.code for row in states}
    rows = [("states.tsv", row.code, row) for row in states] + [("places.tsv", row.name, row) for row in places]
    for file, key, row in rows:
        for column in _CODES[type(row)]:
            cell = getattr(row, column) or ()
            for code in (cell,) if isinstance(cell, str) else cell:
                if code not in known:
                    near = difflib.get_close_matches(code, known, n=1)
                    hint = f'did you mean "{near[0]}"?' if near else "add the state first, or correct the code"
                    raise KnowledgeError(
                        f'actors/{file}, row "{key}": {column} "{code}" is no code of states.tsv; {hint}'
                    )
