"""Terms of office as articles state them: who held what, on which days, by which words."""

from enum import StrEnum

from dragoman.records.base import Record, Span


class OfficeConflictKind(StrEnum):
    """What two terms of overlapping windows disagree on: whose the person is, or who holds the office."""

    STATES = "states"
    HOLDERS = "holders"


class OfficeEvidence(Record, frozen=True, kw_only=True):
    """Where an article gives a person an office: `span` in its text, null where the title's place is not kept."""

    article: str
    published: str | None = None
    span: Span | None = None


class OfficeConflict(Record, frozen=True, kw_only=True):
    """Another term that cannot be true beside this one, or is of a namesake."""

    kind: OfficeConflictKind
    person: str
    state: str | None = None


class OfficeTerm(Record, frozen=True, kw_only=True):
    """A person with an office, as articles name them together.

    `first` and `last` are the days of publication (ISO 8601) of the first and last article that does; the term itself
    may be longer. Both are null where none of the articles has a date.
    """

    person: str
    title: str
    state: str | None = None
    status: str = "current"
    first: str | None = None
    last: str | None = None
    evidence: tuple[OfficeEvidence, ...]
    conflicts: tuple[OfficeConflict, ...] = ()
