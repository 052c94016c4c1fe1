"""Time expressions in years of a budget, which begin in another month in each state.

A year that is named by one number may begin up to nine months before it (1 April, where it is named by its end, as in
India) or three months into it (1 April, where it is named by its beginning, as in Japan): the interval holds both, and
with them the years that begin in January, July and October.
"""

from datetime import date

from dragoman.find.time_lexing import Match
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, undated, wide
from dragoman.find.time_readings import Read, as_date, offset_of, rest_of, years_named
from dragoman.find.time_resolution import shift
from dragoman.records import Grain, TimexKind, edtf

# Nepal counts 56 years ahead: its budget year 2081/82 began in 2024. From 2070 on (2013) such a number is its own.
_FIRST_OTHER_ERA = 2070


def read_fiscal_year(match: Match) -> Read:
    """`fiscal year 2024-25`, `the 2023/24 fiscal year`: both years; `fiscal 2025`, `FY2025`: what surely holds it."""
    years = years_named(match)
    if years is None:
        return None
    first, last = years
    if last >= _FIRST_OTHER_ERA:
        return as_date("fiscal year of another era", lambda _: None)
    named = match.first("fiscal_year")
    is_one = last == first + 1 and match.has("dash", "slash") and (named is None or named.value == 1)
    return as_date("fiscal year", lambda _: _of_two(first) if is_one else _of_one(first, last), match.has("end"))


def read_fiscal_code(match: Match) -> Read:
    """`FY25`, `FY24-25`: two digits written to the letters."""
    numbers = match.every("day_number", "number_digits")
    if not numbers[0].glued or any(len(number.text) != 2 for number in numbers):
        return None
    first, last = 2000 + int(numbers[0].value), 2000 + int(numbers[-1].value)
    if len(numbers) == 1:
        return as_date("fiscal year", lambda _: _of_one(first, first))
    return as_date("fiscal year", lambda _: _of_two(first)) if last == first + 1 else None


def _of_two(first: int) -> Meaning:
    """A year that is named by two: it turns from one to the other at New Year at the latest."""
    turn = date(first + 1, 1, 1)
    return wide(f"{edtf.year(first)}/{edtf.year(first + 1)}", Grain.YEAR, turn, turn)


def _of_one(first: int, last: int) -> Meaning:
    """From April of the year before to March of the year after."""
    text = f"{edtf.month(first - 1, 4)}/{edtf.month(last + 1, 3)}"
    return wide(text, Grain.YEAR, date(first, 4, 1), date(last, 3, 31))


def read_relative_fiscal_year(match: Match) -> Read:
    """`next fiscal year`, `the past two fiscal years`: a stretch that holds them, wherever they begin.

    The year that is going on began and will end within a year of the day of writing, so that the next one ends within
    two years. "Previous" and "following" count from the date last named, where there is one.
    """
    count = match.value("amount") or 1
    named = match.first("fiscal_year")
    if (match.after is not None and match.after.name == "of") or (count > 1) is not bool(named and named.value == 2):
        return None
    offset = offset_of(rest_of(match, "of"))  # not that of "the last quarter of"
    return as_date("relative fiscal year", _around(offset, count, match.has("previous", "following")))


def _around(offset: int, count: int, is_told: bool) -> Resolver:
    back, ahead = (count + 1 if offset < 0 else 1 - offset), (count + 1 if offset > 0 else 1 + offset)

    def resolve(at: Vantage) -> Meaning:
        origin = _origin(at, is_told)
        if origin is None:
            ends = [f"anchor-P{back}Y" if back else "anchor", f"anchor+P{ahead}Y" if ahead else "anchor"]
            return undated("/".join(ends), Grain.YEAR, TimexKind.INTERVAL)
        start, end = shift(origin[0], "year", -back), shift(origin[1], "year", ahead)
        text = f"{edtf.month(start.year, start.month)}/{edtf.month(end.year, end.month)}"
        begins_by = shift(origin[1], "year", min(offset, offset * count))
        ends_from = shift(origin[0], "year", max(offset, offset * count))
        return wide(text, Grain.YEAR, begins_by, ends_from)

    return resolve


def _origin(at: Vantage, is_told: bool) -> tuple[date, date] | None:
    """The day of writing, or the date last named where the words count from that."""
    told = at.reference
    if is_told and told is not None and told.earliest and told.latest:
        return told.earliest, told.latest
    return (at.anchor, at.anchor) if at.anchor else None


def read_fiscal_quarter(match: Match) -> Read:
    """`the first fiscal quarter of 2025`: somewhere in that fiscal year; without a year no interval, whatever quarter
    the calendar has.
    """
    year = match.value("year")
    return as_date("fiscal quarter", lambda _: _of_one(year, year) if year else None)
