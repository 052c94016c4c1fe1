"""Events: one claim in one article that an act took, takes or will take place between actors."""

from enum import StrEnum

from dragoman.records.actor import Ref
from dragoman.records.article import RegionKind
from dragoman.records.attribution import Factuality, Hop
from dragoman.records.base import Record, Span, check_span
from dragoman.records.interval import Interval


class Act(StrEnum):
    """PLOVER's 16 root types, independent of status. Source: PLOVER manual 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether the act took place, as the clause claims it. Source: EventStatus corpus; ACE realis."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


DONE = frozenset({Status.HAPPENED, Status.ONGOING})
"""What is claimed to take place or to have taken place."""

AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.CALLED_OFF})
"""What looks ahead, or did until it was called off."""


class StatusDetail(StrEnum):
    """A finer word for the status, where the text gives it."""

    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DESIRED = "desired"
    CONJECTURED = "conjectured"
    HABITUAL = "habitual"
    POSTPONED = "postponed"


class Place(Record, frozen=True, kw_only=True):
    """Where an act took place, as the text names it; `state` is an ISO alpha-3 code."""

    name: str
    state: str | None = None
    span: Span | None = None


class Event(Record, frozen=True, kw_only=True):
    """One claim in one article. `plover` is derived from act and status by the codebook; null where PLOVER has no type.

    `trigger` is the predicate, `evidence` the clause; both in code points of the article's text.
    `factuality` maps each source of the chain ("author" included) to its commitment. `confidence` is in [0, 1].
    """

    id: str
    act: Act
    mode: str | None = None
    plover: Act | None = None
    status: Status
    detail: StatusDetail | None = None
    sources: tuple[Ref, ...] = ()
    targets: tuple[Ref, ...] = ()
    mediators: tuple[Ref, ...] = ()
    hosts: tuple[Ref, ...] = ()
    symmetric: bool = False
    place: Place | None = None
    time: Interval | None = None
    contexts: tuple[str, ...] = ()
    chain: tuple[Hop, ...] = ()
    factuality: dict[str, Factuality] = {}
    trigger: Span
    evidence: Span
    region: RegionKind
    story: int = 0
    confidence: float
    coder: str
    reason: str = ""

    def __post_init__(self) -> None:
        check_span(self.trigger, "event trigger")
        check_span(self.evidence, "event evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"event: confidence must be in [0, 1], not {self.confidence}")
