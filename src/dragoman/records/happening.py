"""Happenings: what one or more events are about, across articles; derived, and rebuilt at will."""

from dragoman.records.base import Record, Span
from dragoman.records.event import Act, Status
from dragoman.records.interval import Interval


class StatusPoint(Record, frozen=True, kw_only=True):
    """A status as one article gave it; `as_of` is that article's publication day, null where not known."""

    status: Status
    article: str
    as_of: str | None = None


class EventLink(Record, frozen=True, kw_only=True):
    """One event of a happening, and why it was put there."""

    event: str
    article: str
    external_id: str | None = None
    evidence: Span
    reason: str


class Account(Record, frozen=True, kw_only=True):
    """One article's version of one field of a happening."""

    article: str
    external_id: str | None = None
    evidence: Span
    value: str


class Conflict(Record, frozen=True, kw_only=True):
    """A field of a happening on which accounts differ, each with its own words."""

    field: str
    accounts: tuple[Account, ...]


class OriginCount(Record, frozen=True, kw_only=True):
    """How many independent origins: a range with its reasons, never one score."""

    min: int
    max: int
    reasons: tuple[str, ...] = ()


class Happening(Record, frozen=True, kw_only=True):
    """What one or more events are about. `reports`, `outlets` and `origins` are three different numbers."""

    id: str
    act: Act
    mode: str | None = None
    states: tuple[str, ...] = ()
    status: Status
    status_history: tuple[StatusPoint, ...] = ()
    time: Interval | None = None
    links: tuple[EventLink, ...] = ()
    reports: int
    outlets: int
    origins: OriginCount
    conflicts: tuple[Conflict, ...] = ()
