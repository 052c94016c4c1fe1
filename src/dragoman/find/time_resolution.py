"""What a time expression means: from the day of writing, the tense and the date last named to days.

A resolver takes a `Vantage` and gives a `Meaning`. Where the day of writing is not known, a relative expression
keeps its distance ("anchor-P1W") and no day is guessed; the scheme is in docs/method/times.md.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from dragoman.errors import TimexError
from dragoman.find.tense import Tense
from dragoman.find.time_meaning import MULTIPLES, Meaning, Resolver, Vantage, dated, grain_of, signed, undated
from dragoman.records import Grain, TimexKind, edtf

# A date that hangs on a noun has no tense of its own. The latest past is taken, unless that lies most of a year back
# and the next one is near: "discussed the summit on 12 December", written on 5 December.
FAR_BACK, NEAR_AHEAD = timedelta(days=270), timedelta(days=95)
_LEAP_YEAR = 2004  # stands for the unknown year when a date without one is written out; must have a 29 February


def shift(when: date, unit: str, count: int) -> date:
    """The day so many units later (negative: earlier); the day of the month is clipped to the month's last.

    Raises:
        TimexError: the result lies outside the years 1 to 9999.

    """
    base, factor = MULTIPLES.get(unit, (unit, 1))
    count *= factor
    try:
        if base in ("month", "year"):
            months = when.year * 12 + when.month - 1 + count * (12 if base == "year" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
        hours = count * {"hour": 1, "day": 24, "week": 168, "weekend": 168}[base]
        return when + timedelta(days=int(hours / 24))
    except (ValueError, OverflowError) as error:
        raise TimexError(f"{count} {unit}s from {when}: outside the calendar") from error


def period(when: date, unit: str) -> str:
    """The EDTF string of the calendar unit that holds a day; weeks run from Monday to Sunday."""
    match unit:
        case "hour" | "day":
            return edtf.day(when)
        case "week" | "fortnight":
            monday = when - timedelta(days=when.weekday())
            return f"{monday}/{monday + timedelta(days=6)}"
        case "weekend":
            saturday = when - timedelta(days=when.weekday()) + timedelta(days=5)
            return f"{saturday}/{saturday + timedelta(days=1)}"
        case "month":
            return edtf.month(when.year, when.month)
        case "quarter":
            return edtf.month(when.year, 33 + (when.month - 1) // 3)
        case "decade":
            return f"{when.year // 10:03d}X"
        case "century":
            return f"{when.year // 100:02d}XX"
        case _:
            return edtf.year(when.year)


def with_year(
    write: Callable[[int], str], year: int | None = None, offset: int | None = None, day_of_week: int = 0
) -> Resolver:
    """A date whose year may be given (`year`), told from the day of writing (`offset`) or missing.

    A missing year is the other end's in a range, else that of a date in the same clause, else by tense: the latest
    past, or the next future. A day of the week (1 to 7) moves the year by one where only that makes it right.
    """

    def resolve(at: Vantage) -> Meaning | None:
        if year is not None or at.year is not None:
            return dated(write(year if year is not None else at.year or 0))
        if at.anchor is None:
            return _follow(write, at.nearby) or _without_year(write)
        if offset is not None:
            return dated(write(at.anchor.year + offset))
        return _follow(write, at.nearby, at.anchor) or dated(
            write(_likely_year(write, at.anchor, at.tense, day_of_week))
        )

    return resolve


def _without_year(write: Callable[[int], str]) -> Meaning:
    known = dated(write(_LEAP_YEAR))
    relative = known.text.replace(f"{_LEAP_YEAR}-", "XXXX-").replace(f"{_LEAP_YEAR + 1}-", "XXXX-")
    return undated(relative, known.grain, known.kind)


def _follow(write: Callable[[int], str], nearby: Meaning | None, anchor: date | None = None) -> Meaning | None:
    """The first such date from a date of the same clause on ("In 2022 … in April"), unless that is still to come."""
    if nearby is None or nearby.earliest is None:
        return None
    for year in (nearby.earliest.year, nearby.earliest.year + 1):
        try:
            found = dated(write(year))
        except (TimexError, OverflowError):
            continue
        if found.latest is not None and found.latest >= nearby.earliest:
            is_to_come = anchor is not None and found.earliest is not None and found.earliest > anchor
            return None if is_to_come else found
    return None


def _likely_year(write: Callable[[int], str], anchor: date, tense: Tense, day_of_week: int) -> int:
    likely = _year_by_tense(write, anchor, tense)
    if not day_of_week:
        return likely
    years = (likely, likely - 1, likely + 1)
    return next((year for year in years if _is_weekday(write(year), day_of_week)), likely)


def _is_weekday(day: str, number: int) -> bool:
    try:
        return date.fromisoformat(day).isoweekday() == number
    except ValueError:  # 29 February of a common year
        return False


def _year_by_tense(write: Callable[[int], str], anchor: date, tense: Tense) -> int:
    past = _year_where(write, anchor, -1)
    future = _year_where(write, anchor, 1)
    if tense.is_ahead:
        return future
    if tense is Tense.UNKNOWN:
        behind, ahead = edtf.bounds(write(past))[1], edtf.bounds(write(future))[0]
        if behind and ahead and anchor - behind > FAR_BACK and ahead - anchor < NEAR_AHEAD:
            return future
    return past


def _year_where(write: Callable[[int], str], anchor: date, step: Literal[1, -1]) -> int:
    """The nearest year, from the anchor's on, in which the date has begun (step -1) or is not over (step 1)."""
    for year in range(anchor.year, anchor.year + 9 * step, step):  # 29 February can be eight years away
        try:
            earliest, latest = edtf.bounds(write(year))
        except (TimexError, OverflowError):
            continue
        if (earliest and earliest <= anchor) if step < 0 else (latest and latest >= anchor):
            return year
    return anchor.year


def unit_away(unit: str, count: int, is_approximate: bool = False, grain_unit: str | None = None) -> Resolver:
    """The calendar unit so many units from the day of writing: "two months ago" is that month."""
    shown = grain_unit or ("year" if unit in ("decade", "century") else unit)

    def resolve(at: Vantage) -> Meaning:
        if at.anchor is None:
            return undated(f"anchor{signed(unit, count)}", grain_of(shown))
        text = period(shift(at.anchor, unit, count), shown)
        return dated(edtf.approximate(text) if is_approximate else text)

    return resolve


def unit_of_anchor(unit: str, count: int) -> Resolver:
    """The calendar unit itself: "last decade" is a decade, while "a decade ago" is a year."""
    return unit_away(unit, count, grain_unit=unit)


def span_from_anchor(unit: str, count: int) -> Resolver:
    """So many units up to (negative) or from the day of writing; years and months are whole, weeks counted in days."""

    def resolve(at: Vantage) -> Meaning:
        if at.anchor is None:
            far = f"anchor{signed(unit, count)}"
            return undated(f"{far}/anchor" if count < 0 else f"anchor/{far}", grain_of(unit), TimexKind.INTERVAL)
        shown = {"decade": "year", "century": "year", "quarter": "month", "month": "month", "year": "year"}.get(unit)
        ends = sorted([shift(at.anchor, unit, count), at.anchor])
        return dated("/".join(period(end, shown or "day") for end in ends), TimexKind.INTERVAL)

    return resolve


def around_anchor(template: str) -> Resolver:
    """A vague time before ("/{}") or after ("{}/") the day of writing, or that day itself ("{}")."""

    def resolve(at: Vantage) -> Meaning:
        if at.anchor is None:
            return undated(template.format("anchor"), kind=TimexKind.VAGUE)
        return dated(template.format(at.anchor), TimexKind.VAGUE)

    return resolve


def weekday(number: int, which: str, week_offset: int | None = None) -> Resolver:
    """A day of the week (Monday is 1): "last", "next" and "this", in a week so many weeks off, or bare, by tense."""

    def resolve(at: Vantage) -> Meaning | None:
        if at.anchor is None:
            return undated(f"XXXX-WXX-{number}", Grain.DAY)
        if week_offset is not None:
            monday = shift(at.anchor, "week", week_offset) - timedelta(days=at.anchor.weekday())
            return dated(edtf.day(monday + timedelta(days=number - 1)))
        ahead = (number - at.anchor.isoweekday()) % 7
        if which == "following":
            return _weekday_after(number, at.reference)
        is_ahead = at.tense.is_ahead if which == "" else at.tense is not Tense.PAST
        if which == "next" or (which in ("", "this") and is_ahead):
            days = ahead or (7 if which == "next" else 0)
        else:
            days = ahead - 7 if ahead or which == "last" else 0
        return dated(edtf.day(at.anchor + timedelta(days=days)))

    return resolve


def _weekday_after(number: int, reference: Meaning | None) -> Meaning | None:
    if reference is None or reference.latest is None:
        return undated("reference+P1W", Grain.DAY)
    ahead = (number - reference.latest.isoweekday()) % 7 or 7
    return dated(edtf.day(reference.latest + timedelta(days=ahead)))
