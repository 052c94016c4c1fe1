"""Own codebooks as plain data: acts and modes that a user adds to PLOVER's, each with examples.

An own act is kept as a mode of the PLOVER act that it exports as, and is told apart by its capitals; so every record,
store, export and merge that knows PLOVER's acts knows what to do with it.
"""

import hashlib

import msgspec

from dragoman.records.base import Record, Span
from dragoman.records.event import Act, Status


class MarkedExample(Record, frozen=True, kw_only=True):
    """A sentence with the words that carry the act; spans are `[start, end)` in code points of `text`."""

    text: str
    predicate: Span
    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    status: Status = Status.HAPPENED


class OwnEntry(Record, frozen=True, kw_only=True):
    """An own act or an own mode. `act` is the PLOVER act that it is kept under and exported as.

    `seen_as` are other acts under which a coder may find it; `exports_as` is the act's own mode that it exports as,
    `cameo` its CAMEO root code, `score` its place on the conflict-cooperation scale (-10 to +10); null: the act's.
    """

    name: str
    act: Act
    description: str
    examples: tuple[MarkedExample, ...]
    near_misses: tuple[MarkedExample, ...] = ()
    seen_as: tuple[Act, ...] = ()
    exports_as: str | None = None
    cameo: str | None = None
    score: float | None = None

    @property
    def is_act(self) -> bool:
        """Whether it is an act of its own and not a mode."""
        return is_own_act(self.name)

    @property
    def label(self) -> str:
        """Act and name as a model's labels have them, for instance "AID/SECOND_STAFF"."""
        return f"{self.act.value}/{self.name}"


class OwnCodebook(Record, frozen=True, kw_only=True):
    """Acts and modes beside PLOVER's; `model` is the folder of a model that was trained with it."""

    name: str
    description: str = ""
    entries: tuple[OwnEntry, ...]
    model: str | None = None

    @property
    def digest(self) -> str:
        """40 bits of BLAKE2b over the entries, in hex: the same entries give the same."""
        return hashlib.blake2b(msgspec.json.encode(self.entries), digest_size=5).hexdigest()


def is_own_act(mode: str | None) -> bool:
    """Whether a mode is an own act: PLOVER's modes and own modes have no capitals."""
    return mode is not None and mode.isupper()


def act_label(act: Act, mode: str | None) -> str:
    """Act and mode as people read them: "CONSULT/visit", and "SECOND_STAFF (AID)" for an own act."""
    if mode is None:
        return act.value
    return f"{mode} ({act.value})" if is_own_act(mode) else f"{act.value}/{mode}"
