"""Intervals: the days a time expression can mean, and how exact the text was."""

from enum import StrEnum

from dragoman.records.base import Record, Span, check_span


class Grain(StrEnum):
    """How exact the words are; `vague` names no bounded time ("in the near future")."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class Interval(Record, frozen=True, kw_only=True):
    """The days a time expression can mean, both ends included; an open or unknown end is null.

    `edtf` is in the profile of Extended Date/Time Format (ISO 8601-2) described in docs/method/times.md.
    `earliest` and `latest` are ISO 8601 calendar days. Where the anchor day is not known, `edtf`, `earliest`
    and `latest` are null and `relative` says the distance from the unknown anchor, for instance "anchor-P1W".
    """

    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    grain: Grain = Grain.VAGUE
    span: Span | None = None
    phrase: str | None = None
    relative: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, "interval")
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"interval: earliest {self.earliest} is after latest {self.latest}")


def touches(first: str | None, last: str | None, since: str | None, until: str | None) -> bool:
    """Whether days from `first` to `last` reach into a period; all are ISO 8601, and a null end is open."""
    return (since is None or (last or "9999") >= since) and (until is None or (first or "") <= until)


class TimexKind(StrEnum):
    """What a time expression does in the text; only dates, intervals and vague times place an act in time."""

    DATE = "date"
    INTERVAL = "interval"
    VAGUE = "vague"
    DURATION = "duration"
    SET = "set"


class Timex(Record, frozen=True, kw_only=True):
    """A time expression as found, with the interval that it means.

    `interval` is null for durations ("for three days") and sets ("every year"), which carry no date.
    Source: TimeML 1.2.1, TIMEX3; our additions are in docs/method/times.md.
    """

    span: Span
    phrase: str
    kind: TimexKind
    interval: Interval | None = None
    rule: str
    duration: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span, "timex")
