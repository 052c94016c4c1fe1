"""Date lines: when an article was published, as far as a line of its own says so."""

import re
from datetime import date
from functools import cache

from dragoman.knowledge.clutter import Clutter
from dragoman.records import Grain, Interval, Span
from dragoman.text.mastheads import is_byline

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DATELINE = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .,’'\-]{2,40},\s+(?=[A-Z0-9])")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?", re.IGNORECASE)
# What may stand beside a date in a date line: time zones, labels and joints.
_DATE_LINE_REST = re.compile(
    r"\b(?:published|updated|posted|created|issued|last|modified|first|update|date|on|at|of|the|gmt|utc|est|edt|cet|"
    r"cest|bst|ist|msk|eet|pm|am|[ap]\.m|hrs|local|time|publication|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?",
    re.IGNORECASE,
)
_REVISED = re.compile(r"\b(?:updated|modified|update|revised|corrected)\b", re.IGNORECASE)


def published_on(line: str, clutter: Clutter) -> Interval | None:
    """The day (or month) that a date line, a dated byline or a dateline with its year gives.

    "Updated" dates, datelines without a year and ambiguous figures such as 03/04/2025 give null: never a guess.
    """
    found = _find_date(line[:200], clutter)
    if found is None:
        return None
    interval, span = found
    if _REVISED.search(line[: span[0]]) or not (is_date_line(line, clutter) or _is_dateline(line, span)):
        return None
    return interval


def is_date_line(line: str, clutter: Clutter) -> bool:
    """Whether a line holds a date and, beside it, nothing but a label, a time or a byline."""
    if len(line) > 160:
        return False
    found = _find_date(line, clutter)
    if found is None:
        return False
    span = found[1]
    rest = _DATE_LINE_REST.sub("", _CLOCK.sub("", line[: span[0]] + " " + line[span[1] :]))
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if word.lower() not in clutter.weekdays]
    if not words:
        return True
    again = _find_date(rest, clutter)
    if again is not None:
        return is_date_line(rest[: again[1][0]] + " " + rest[again[1][1] :] + " " + line[span[0] : span[1]], clutter)
    return is_byline(line, clutter) or (
        len(words) <= 4 and is_byline("By " + line[: span[0]].strip(" |–—-•·,"), clutter)
    )


def _is_dateline(line: str, span: Span) -> bool:
    """Whether the date stands in a wire dateline: "BAKU, April 23, 2025 (Agency) —"."""
    place = _DATELINE.match(line)
    return place is not None and place.end() == span[0] and re.match(r"\s*(?:\(|[-–—])", line[span[1] :]) is not None


def _find_date(line: str, clutter: Clutter) -> tuple[Interval | None, Span] | None:
    """The first full calendar date (else month and year) of a line, with its place; null where the day is ambiguous."""
    if not any(character.isdigit() for character in line):
        return None
    for pattern, fields in _date_patterns(clutter.months):
        match = pattern.search(line)
        if match:
            parts = dict(zip(fields, match.groups(), strict=True))
            return _interval(parts, match.group(), clutter), match.span()
    return None


def _interval(parts: dict[str, str], phrase: str, clutter: Clutter) -> Interval | None:
    """The interval of a date in parts; null where the calendar has no such day or the order is not certain."""
    year = int(parts["year"])
    month = _month_number(parts["month"], clutter)
    if "day" not in parts:
        return _month_interval(year, month, phrase)
    day = int(parts["day"])
    if re.search(r"\d[./]\d", phrase):
        # Figures alone: 23/04/2025 can only be 23 April and 04/23/2025 too; 03/04/2025 is either.
        if day <= 12 and month <= 12 and day != month:
            return None
        day, month = (day, month) if month <= 12 else (month, day)
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return Interval(edtf=iso, earliest=iso, latest=iso, grain=Grain.DAY, phrase=phrase)


def _month_number(word: str, clutter: Clutter) -> int:
    """The number of a month from its name, abbreviation or figures."""
    if word.isdigit():
        return int(word)
    return 1 + next(place for place, name in enumerate(clutter.months) if name.startswith(word.lower()[:3]))


def _month_interval(year: int, month: int, phrase: str) -> Interval:
    """A whole month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    edtf = f"{year:04d}-{month:02d}"
    return Interval(edtf=edtf, earliest=f"{edtf}-01", latest=last.isoformat(), grain=Grain.MONTH, phrase=phrase)


@cache
def _date_patterns(months: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each form of a calendar date with the order of its parts; the fullest forms first."""
    name = "(" + "|".join(f"{month[:3]}(?:{month[3:]}|{month[3:4]})?" for month in months) + ")"
    year, day = r"((?:19|20)\d\d)(?!\d)", r"(\d{1,2})(?:st|nd|rd|th)?"
    return (
        (_ISO, ("year", "month", "day")),
        (re.compile(rf"(?<!\d){day}\s+(?:of\s+)?{name}\.?,?\s+{year}", re.IGNORECASE), ("day", "month", "year")),
        (re.compile(rf"\b{name}\.?\s+{day},?\s+{year}", re.IGNORECASE), ("month", "day", "year")),
        (re.compile(rf"(?<!\d)(\d{{1,2}})[./](\d{{1,2}})[./]{year}"), ("day", "month", "year")),
        (re.compile(rf"\b{name}\.?,?\s+{year}", re.IGNORECASE), ("month", "year")),
    )
