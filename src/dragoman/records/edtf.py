"""Our profile of Extended Date/Time Format: the days that a string means, and the string for a stretch of days.

The profile is level 1 and a little of level 2 of EDTF (ISO 8601-2:2019): days, months, years, decades (`199X`),
centuries (`19XX`), seasons 21 to 24, quarters 33 to 36, approximate dates (`~`), intervals with an open (`..`) or
unknown (empty) end, and one of a set (`[a,b]`, `[a..b]`). See docs/method/times.md.
"""

import re
from calendar import monthrange
from datetime import date

from dragoman.errors import TimexError
from dragoman.records.interval import Grain

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?", re.ASCII)
_SEASON, _QUARTER = 21, 33

Days = tuple[date | None, date | None]


def bounds(edtf: str) -> Days:
    """The earliest and the latest day of an EDTF string, both included; an open or unknown end is null.

    Northern seasons: spring is March to May, winter begins in December of its year and ends in February of the next.

    Raises:
        TimexError: the string is outside our profile, or ends before it begins.

    """
    if edtf.startswith("[") and edtf.endswith("]"):
        members = [_point(member) for member in re.split(r",|\.\.", edtf[1:-1])]
        return min(first for first, _ in members), max(last for _, last in members)
    left, slash, right = edtf.partition("/")
    if not slash:
        return _point(edtf)
    earliest = None if left in ("", "..") else _point(left)[0]
    latest = None if right in ("", "..") else _point(right)[1]
    if earliest is not None and latest is not None and earliest > latest:
        raise TimexError(f'EDTF "{edtf}": ends before it begins')
    return earliest, latest


def grain(edtf: str) -> Grain:
    """How exact an EDTF string is; an interval with two ends is as exact as its finer end, one with an open end vague
    unless its other end is a date.

    Raises:
        TimexError: the string is outside our profile.

    """
    bounds(edtf)
    points = [part for part in re.split(r"/|,|\.\.", edtf.strip("[]")) if part]
    grains = [_grain_of_point(point) for point in points]
    return min(grains, key=list(Grain).index, default=Grain.VAGUE)


def day(when: date) -> str:
    """The EDTF day, for instance `2024-02-29`."""
    return when.isoformat()


def month(year: int, number: int) -> str:
    """The EDTF month (1 to 12), season (21 to 24) or quarter (33 to 36) of a year."""
    return f"{year:04d}-{number:02d}"


def year(number: int) -> str:
    """The EDTF year, four digits."""
    return f"{number:04d}"


def between(first: date, last: date) -> str:
    """The shortest EDTF string that means exactly these days, both included: a day, a month, a year or an interval."""
    if first == last:
        return day(first)
    for candidate in (month(first.year, first.month), year(first.year)):
        if bounds(candidate) == (first, last):
            return candidate
    return f"{day(first)}/{day(last)}"


def approximate(edtf: str) -> str:
    """The same date marked as approximate (`~`); intervals and sets are left as they are."""
    return edtf if edtf.endswith("~") or not _POINT.fullmatch(edtf) else f"{edtf}~"


def _point(text: str) -> tuple[date, date]:
    parts = _POINT.fullmatch(text)
    if parts is None:
        raise TimexError(f'EDTF "{text}": not in our profile; see docs/method/times.md')
    digits, number, of_month = parts.groups()
    try:
        if "X" in digits:
            if number is not None:
                raise ValueError("a decade or century has no months")  # noqa: TRY301 - one place words all refusals
            return date(int(digits.replace("X", "0")), 1, 1), date(int(digits.replace("X", "9")), 12, 31)
        if number is None:
            return date(int(digits), 1, 1), date(int(digits), 12, 31)
        if of_month is not None:
            return (date(int(digits), int(number), int(of_month)),) * 2
        return _months(int(digits), int(number))
    except ValueError as error:
        raise TimexError(f'EDTF "{text}": {error}') from error


def _months(of_year: int, number: int) -> tuple[date, date]:
    """The days of a month, season or quarter."""
    if _SEASON <= number < _SEASON + 4:
        first, length = 3 + 3 * (number - _SEASON), 3
    elif _QUARTER <= number < _QUARTER + 4:
        first, length = 1 + 3 * (number - _QUARTER), 3
    else:
        first, length = number, 1
    last_year, last = divmod(of_year * 12 + first - 1 + length - 1, 12)
    return date(of_year, first, 1), date(last_year, last + 1, monthrange(last_year, last + 1)[1])


def _grain_of_point(text: str) -> Grain:
    digits = text.rstrip("~?%")
    if "X" in digits:
        return Grain.CENTURY if digits.endswith("XX") else Grain.DECADE
    number = int(digits[5:7]) if len(digits) == 7 else 0
    if number >= _QUARTER:
        return Grain.QUARTER
    if number >= _SEASON:
        return Grain.SEASON
    return {4: Grain.YEAR, 7: Grain.MONTH, 10: Grain.DAY}[len(digits)]
