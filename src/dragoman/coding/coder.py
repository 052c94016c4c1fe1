"""The Coder protocol: candidates in, codings out."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.find.found import FoundActors
from dragoman.find.opinions import Opinion
from dragoman.knowledge import Knowledge
from dragoman.records import Act, Record, Status, StatusDetail
from dragoman.text.marked import Marked


class Coding(Record, frozen=True, kw_only=True):
    """What a coder decides of one candidate. `confidence` is in [0, 1]; `reason` is for the reader of the record.

    A `directed` act is no act between equals: the sides of a symmetric candidate are then source and target.
    """

    act: Act
    mode: str | None = None
    status: Status
    detail: StatusDetail | None = None
    confidence: float
    reason: str
    directed: bool = False


@runtime_checkable
class OpinionatedCoder(Protocol):
    """A coder that also says, before it codes, which words claim an act and who stands in their roles."""

    def opinions(
        self,
        marked: Marked,
        actors: FoundActors,
        candidates: Sequence[Candidate],
        scopes: Sequence[Scope],
        knowledge: Knowledge,
    ) -> Sequence[Opinion]:
        """At most one opinion per token, in reading order."""
        ...


class Coder(Protocol):
    """Decides which act, if any, each candidate claims.

    `name` goes into every event, so it must change when the coder's decisions may change. A coder gives one coding,
    or null for no event, per candidate and in their order.
    """

    @property
    def name(self) -> str:
        """The coder's name and version, for instance "rules-1"."""
        ...

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """One coding, or null, per candidate.

        Raises:
            CoderError: the coder cannot decide at all (a missing model, a service that does not answer).
        """
        ...
