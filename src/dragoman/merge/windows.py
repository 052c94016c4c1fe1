"""The days on which an event can have taken or can take place, also where its text gives no date."""

from datetime import date
from enum import StrEnum

from dragoman.records import Act, Article, Event, Grain, Interval, Record, Status

FIRST_DAY, LAST_DAY = 1, date.max.toordinal()

EXPECTED_DAYS = 180
"""How far ahead of its publication an undated plan reaches: visits are announced weeks, at most some months ahead."""

RECENT_DAYS = 10
"""How far back an undated act of the news reaches: a weekly looks back seven days, and its issue lies a few days."""

RECENT_FORCE_DAYS = 3
"""The same for force: in a war every week has its strikes, and two undated ones are rarely the same."""

VAGUE_PAST_DAYS = 60
"""How far back "recently" reaches."""

FORCE = frozenset({Act.ASSAULT, Act.COERCE, Act.MOBILIZE, Act.PROTEST})


class WindowKind(StrEnum):
    """How a window is known: from a date in the text, estimated from the publication day, or not at all."""

    DATED = "dated"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class Window(Record, frozen=True, kw_only=True):
    """Days as proleptic Gregorian ordinals, both ends included."""

    first: int = FIRST_DAY
    last: int = LAST_DAY
    kind: WindowKind = WindowKind.UNKNOWN

    def overlaps(self, other: "Window") -> bool:
        """Whether there is a day in both."""
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: "Window") -> int:
        """Days from the end of the earlier to the start of the later; 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)

    @property
    def days(self) -> int:
        """How many days the window holds."""
        return self.last - self.first + 1


def window_of(event: Event, article: Article) -> Window:
    """The window of an event: its own date, or what its status and the day of publication allow.

    A plan lies after its publication, a finished act before it; a vague time ("in the near future") is no date.
    Without a day of publication nothing is estimated.
    """
    time = event.time
    if time is not None and is_dated(time):
        first, last = day_number(time.earliest, FIRST_DAY), day_number(time.latest, LAST_DAY)
        return Window(first=first, last=last, kind=WindowKind.DATED)
    published = publication_days(article)
    if published is None:
        return Window()
    back = RECENT_FORCE_DAYS if event.act in FORCE else RECENT_DAYS
    if time is not None and time.phrase:
        back = VAGUE_PAST_DAYS
    first, last = published
    match event.status:
        case Status.PLANNED | Status.HYPOTHETICAL:
            span = (first, last + EXPECTED_DAYS)
        case Status.CALLED_OFF | Status.DENIED:
            span = (first - VAGUE_PAST_DAYS, last + EXPECTED_DAYS)
        case Status.HAPPENED | Status.ONGOING:
            span = (first - back, last)
    return Window(first=max(FIRST_DAY, span[0]), last=min(LAST_DAY, span[1]), kind=WindowKind.ESTIMATED)


def is_dated(time: Interval) -> bool:
    """Whether an interval names days: not vague, not relative to an unknown day."""
    return time.grain is not Grain.VAGUE and (time.earliest is not None or time.latest is not None)


def publication_days(article: Article) -> tuple[int, int] | None:
    """The first and last day on which the article can have been published; null where not known."""
    if article.published:
        day = day_number(article.published, 0)
        return (day, day) if day else None
    interval = article.published_interval
    if interval is None or interval.earliest is None or interval.latest is None:
        return None
    return (day_number(interval.earliest, FIRST_DAY), day_number(interval.latest, LAST_DAY))


def day_number(day: str | None, otherwise: int) -> int:
    """The ordinal of an ISO 8601 day; `otherwise` for null and for days outside the calendar of years 1 to 9999."""
    if day is None:
        return otherwise
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return otherwise
