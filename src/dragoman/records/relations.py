"""Relations of a pair over time: accounts of ties, conflicts between them, and the monthly series; derived."""

from enum import StrEnum

from dragoman.records.attribution import Hop
from dragoman.records.base import Record, Span, check_span
from dragoman.records.happening import OriginCount
from dragoman.records.interval import Interval
from dragoman.records.tie import Change, Quality


class TieClaim(Record, frozen=True, kw_only=True):
    """One tie as one article claims it. `words` are those of `evidence` as found; `published` is the article's day."""

    tie: str
    article: str
    external_id: str | None = None
    outlet: str | None = None
    published: str | None = None
    quality: Quality | None = None
    change: Change | None = None
    time: Interval | None = None
    chain: tuple[Hop, ...] = ()
    evidence: Span
    words: str

    def __post_init__(self) -> None:
        check_span(self.evidence, "tie claim evidence")


class TieAccount(Record, frozen=True, kw_only=True):
    """What one or more tie claims say alike about a pair (ISO alpha-3, sorted): one change or quality at one time.

    `time` is the most telling one that a claim gives, without its span; null where none is known.
    """

    id: str
    pair: tuple[str, str]
    quality: Quality | None = None
    change: Change | None = None
    time: Interval | None = None
    claims: tuple[TieClaim, ...]
    reports: int
    outlets: int
    origins: OriginCount


class TieConflictKind(StrEnum):
    """On what claims about ties differ.

    `break_began`: when the break began that one resumption ended. `resumptions`: two resumptions, and nobody tells of
    a break between. `qualities`: qualities of the same days of which only one can hold, told or implied by a change.
    """

    BREAK_BEGAN = "break_began"
    RESUMPTIONS = "resumptions"
    QUALITIES = "qualities"


class TieSide(Record, frozen=True, kw_only=True):
    """One version: `value` is its EDTF date for a break or a resumption, its word for a quality; `claims` give it."""

    value: str
    claims: tuple[TieClaim, ...]


class TieConflict(Record, frozen=True, kw_only=True):
    """Claims about one pair's ties that cannot all be right; `agreed` are claims on which the sides agree."""

    id: str
    pair: tuple[str, str]
    kind: TieConflictKind
    sides: tuple[TieSide, ...]
    agreed: tuple[TieClaim, ...] = ()


class StatusGroup(StrEnum):
    """The series that a happening counts in by its status; what is done is never mixed with what is not."""

    DONE = "done"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class SeriesPoint(Record, frozen=True, kw_only=True):
    """A month ("2022-08"), or `several_months` or `undated`, of one series.

    `sum` and `mean` are of scores from -10 (conflict) to +10 (cooperation), one for each of the happenings in
    `happenings`; `ties` are ids of tie accounts of that month, which have no score.
    """

    month: str
    count: int = 0
    sum: float = 0.0
    mean: float | None = None
    cooperative: int = 0
    conflictual: int = 0
    happenings: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


class Series(Record, frozen=True, kw_only=True):
    """The points of one group by month, then `several_months` and `undated`; months without any are left out."""

    group: StatusGroup
    points: tuple[SeriesPoint, ...] = ()


class Relations(Record, frozen=True, kw_only=True):
    """Relations of a pair over time. `scores` names what the series is scored by, with its version."""

    pair: tuple[str, str]
    as_of: str | None = None
    added_until: str | None = None
    accounts: tuple[TieAccount, ...] = ()
    conflicts: tuple[TieConflict, ...] = ()
    series: tuple[Series, ...] | None = None
    scores: str | None = None
