"""Intervals in words: exact where the text was, in the article's own words where it was not."""

from datetime import date, timedelta

from dragoman.knowledge.phrases import Phrases
from dragoman.output.clean import plain, shorten, unquoted
from dragoman.records import Grain, Interval

PHRASE_LENGTH = 80
"""Longer time expressions are cut; none of the measured ones has more than some fifty characters."""


_PARTS = {
    (1, 7): "the first half of",
    (7, 1): "the second half of",
    (1, 4): "the first quarter of",
    (4, 7): "the second quarter of",
    (7, 10): "the third quarter of",
    (10, 1): "the fourth quarter of",
    (3, 6): "spring",
    (6, 9): "summer",
    (9, 12): "autumn",
}
"""Months from the first to the one after the last, as parts of a year."""

_PARTS_OF_MONTH = frozenset({"early", "mid", "late"})


def is_dated(time: Interval | None) -> bool:
    """Whether an interval names days."""
    return time is not None and time.grain is not Grain.VAGUE and bool(time.earliest or time.latest)


def time_words(time: Interval | None, phrases: Phrases) -> str:
    """The time as it follows an act, with a space before it; empty where there is none.

    A vague or relative time keeps the article's words, and so does a span of days that is no calendar unit.
    """
    if time is None:
        return ""
    if not is_dated(time):
        return _phrase_words(time, phrases)
    unit = _unit(time)
    if unit is not None:
        return f" {unit}"
    shown = _phrase(time, phrases)
    is_same = not (time.earliest and time.latest) and _edge(time.earliest or time.latest or "", time.grain) in shown
    said = f" (“{shown}”)" if shown and not is_same else ""
    if time.earliest and time.latest:
        return f" between {_range(_day(time.earliest), _day(time.latest), ' and ')}{said}"
    if time.earliest:
        return f" from {_edge(time.earliest, time.grain)} on{said}"
    return f" until {_edge(time.latest or '', time.grain)}{said}"


def date_label(time: Interval) -> str:
    """A dated interval as the head of a chronology's line."""
    unit = _unit(time)
    if unit is not None:
        return unit.removeprefix("on ").removeprefix("in the years ").removeprefix("in the ").removeprefix("in ")
    if time.earliest and time.latest:
        return _range(_day(time.earliest), _day(time.latest), "–")
    return (
        f"from {_edge(time.earliest, time.grain)}" if time.earliest else f"until {_edge(time.latest or '', time.grain)}"
    )


def day_words(day: str) -> str:
    """An ISO 8601 day as "5 May 2025"; what is no such day is given back as it is."""
    found = _day(day)
    return day if found is None else f"{found.day} {found:%B} {found.year}"


def _unit(time: Interval) -> str | None:
    """The calendar unit that an interval fills, with its preposition; null where it fills none."""
    first, last = _day(time.earliest), _day(time.latest)
    if first is None or last is None:
        return None
    if first == last:
        return f"on {day_words(first.isoformat())}"
    ends_month = (last + timedelta(days=1)).day == 1 if last < date.max else True
    if first.day == 1 and ends_month and (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"in {first.year}" if first.year == last.year else f"in the years {first.year}–{last.year}"
    if time.grain is Grain.WEEK and (last - first).days == 6:
        return f"in the week of {day_words(first.isoformat())}"
    return _part_of_year(first, last) or _part_of_month(time, first, last)


def _part_of_year(first: date, last: date) -> str | None:
    """A half, a quarter or a northern season; the name of the season is that of its months, as EDTF has it."""
    months = (first.month, (last + timedelta(days=1)).month if last < date.max else 1)
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or (last - first).days > 190:
        return None
    if first.year == last.year and (named := _PARTS.get(months)):
        return f"in {named} {first.year}"
    return f"in winter {first.year}/{last.year % 100:02d}" if months == (12, 3) else None


def _part_of_month(time: Interval, first: date, last: date) -> str | None:
    """The early, middle or late part of a month, as the text names it; the days behind it are in the record."""
    words = (time.phrase or "").casefold().replace("-", " ").split()
    part = next((word for word in words if word in _PARTS_OF_MONTH), None)
    is_named = f"{first:%B}".casefold() in words
    if part is None or not is_named or (first.year, first.month) != (last.year, last.month):
        return None
    return f"in {part} {first:%B %Y}"


def _range(first: date | None, last: date | None, joint: str) -> str:
    """Two days with what they share said once: "1 and 22 April 2025"."""
    if first is None or last is None:
        return ""
    end = f"{last.day} {last:%B} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{joint}{end}"
    spaced = joint if joint.startswith(" ") else f" {joint} "
    if first.year == last.year:
        return f"{first.day} {first:%B}{spaced}{end}"
    return f"{first.day} {first:%B} {first.year}{spaced}{end}"


def _edge(day: str, grain: Grain) -> str:
    """One end of an open interval, no more exact than the text was."""
    found = _day(day)
    if found is None:
        return day
    if grain in (Grain.YEAR, Grain.DECADE, Grain.CENTURY):
        return str(found.year)
    return f"{found:%B} {found.year}" if grain in (Grain.MONTH, Grain.QUARTER, Grain.SEASON) else day_words(day)


def _phrase_words(time: Interval, phrases: Phrases) -> str:
    """The article's words for a time without a date: in the sentence where they fit, otherwise in brackets."""
    phrase = _phrase(time, phrases)
    if not phrase:
        return ""
    opens = phrase.split()[0].casefold().strip("‘“\"'") in phrases.time_openers
    return f" “{phrase}”" if opens else f" (“{phrase}”)"


def _phrase(time: Interval, phrases: Phrases) -> str:
    """The article's words for a time; nothing where they lack what they refer to ("three decades after")."""
    words = unquoted(plain(time.phrase or ""))
    if words.casefold().split()[-1:] and words.casefold().split()[-1] in phrases.dangling:
        return ""
    return shorten(words, PHRASE_LENGTH)


def _day(day: str | None) -> date | None:
    try:
        return date.fromisoformat((day or "")[:10])
    except ValueError:
        return None
