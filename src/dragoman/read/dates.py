"""Publication dates as inputs give them: read where there is one reading, otherwise null; never guessed.

The day is the day as written: a time zone does not move it. Day and month in figures only ("03/04/2025") have two
readings and give null. No clock is asked.
"""

import calendar
import re
from datetime import date

from dragoman.records import Grain, Interval

# RFC 5322 §3.3 writes the first three letters; newspapers also the whole name, and "Sept".
_MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
# "T08:15Z", ", 10:30 AM", " at 8 p.m. GMT"; anything else behind a date ("to 25 April") makes it no publication date.
_TIME = r"(?:[T,\s]\s{0,3}(?:at\s{1,3}|[-–|]\s{0,3})?\d{1,2}(?::\d{2}|\s?[ap]\.?m).{0,30})?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}}){_TIME}",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T\d{2,6}\S{0,10})?",
        r"(?P<y>\d{4})-(?P<m>\d{2})",
        r"(?P<y>\d{4})",
        rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}{_MONTH},?\s{{1,3}}(?P<y>\d{{4}}){_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s{{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y>\d{{4}}){_TIME}",
        rf"{_MONTH},?\s{{1,3}}(?P<y>\d{{4}})",
    )
)
# The zero of Unix time is what programs write for "not known".
_EPOCH = re.compile(r"1970-01-01[T ]00:00(?::00)?(?:\.0*)?\s?(?:Z|[+-]00:?00|UTC|GMT)?")


def read_published(words: str | None) -> Interval | None:
    """The days that a given publication date can mean: one day, one month or one year; null when it has no one reading.

    Forms: ISO 8601 day or time, "2025-04", "2025", "23 April 2025", "April 23, 2025", RFC 5322 ("Wed, 23 Apr 2025
    10:00:00 +0300").

    Source: EDTF level 0 (ISO 8601-2) for the answer.
    """
    if words is None or _EPOCH.fullmatch(words.strip()):
        return None
    for form in _FORMS:
        match = form.fullmatch(words.strip())
        if match is not None:
            return _interval(match.groupdict())
    return None


def day_of(interval: Interval | None) -> str | None:
    """The ISO 8601 day, where the interval is exactly one."""
    return interval.earliest if interval is not None and interval.grain is Grain.DAY else None


def _interval(parts: dict[str, str | None]) -> Interval | None:
    year = int(parts["y"] or 0)
    month = _month_number(parts)
    if month == 0 or year == 0:
        return None
    if parts.get("d"):
        try:
            day = date(year, month or 0, int(parts["d"] or 0)).isoformat()
        except ValueError:
            return None
        return Interval(edtf=day, earliest=day, latest=day, grain=Grain.DAY)
    if month is not None:
        if month > 12:
            return None
        last = calendar.monthrange(year, month)[1]
        edtf = f"{year:04}-{month:02}"
        return Interval(edtf=edtf, earliest=f"{edtf}-01", latest=f"{edtf}-{last:02}", grain=Grain.MONTH)
    return Interval(edtf=f"{year:04}", earliest=f"{year:04}-01-01", latest=f"{year:04}-12-31", grain=Grain.YEAR)


def _month_number(parts: dict[str, str | None]) -> int | None:
    """The month from 1; null where the form has none, 0 where its name is not a month's."""
    if parts.get("m"):
        return int(parts["m"] or 0)
    name = parts.get("month")
    return None if name is None else _MONTHS.get(name.lower(), 0)
