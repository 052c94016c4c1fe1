"""Meanings made from meanings: parts of a period, open and closed intervals, deadlines, and steps from a date."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from dragoman.find.tense import Tense
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, dated, grain_of, joined, signed, undated
from dragoman.find.time_resolution import period, shift
from dragoman.records import Grain, TimexKind, edtf

_THIRDS = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}


def part_of(whole: Resolver, part: str) -> Resolver:
    """The early, middle or late third: days 1-10, 11-20 and the rest of a month, four months of a year, years 0-3,
    4-6 and 7-9 of a decade. "Early on Monday" is that Monday.
    """

    def resolve(at: Vantage) -> Meaning | None:
        meaning = whole(at)
        if meaning is None or meaning.earliest is None or meaning.latest is None:
            return meaning
        return _third(meaning, meaning.earliest, meaning.latest, _THIRDS[part])

    return resolve


def _third(meaning: Meaning, first: date, last: date, third: int) -> Meaning:
    match meaning.grain:
        case Grain.MONTH if first.month == last.month:
            start, end = [(1, 10), (11, 20), (21, last.day)][third]
            return dated(f"{first.replace(day=start)}/{first.replace(day=end)}")
        case Grain.YEAR if first.year == last.year:
            return dated(f"{edtf.month(first.year, 1 + 4 * third)}/{edtf.month(first.year, 4 + 4 * third)}")
        case Grain.DECADE:
            start, end = [(0, 3), (4, 6), (7, 9)][third]
            return dated(f"{edtf.year(first.year + start)}/{edtf.year(first.year + end)}")
        case Grain.CENTURY:
            start, end = [(0, 33), (34, 66), (67, 99)][third]
            return dated(f"{edtf.year(first.year + start)}/{edtf.year(first.year + end)}")
        case Grain.SEASON | Grain.QUARTER:
            month = shift(first, "month", third)
            return dated(edtf.month(month.year, month.month))
        case Grain.WEEK if (last - first).days == 6:
            start, end = [(0, 1), (2, 3), (4, 6)][third]
            return dated(f"{first + timedelta(days=start)}/{first + timedelta(days=end)}")
        case _:
            return meaning


def half_of(whole: Resolver, first_month: int, last_month: int) -> Resolver:
    """Some months of the year that `whole` means ("the first half of 2023")."""

    def resolve(at: Vantage) -> Meaning | None:
        meaning = whole(at)
        if meaning is None or meaning.earliest is None:
            return meaning
        year = meaning.earliest.year
        return dated(f"{edtf.month(year, first_month)}/{edtf.month(year, last_month)}")

    return resolve


def before_today(whole: Resolver) -> Resolver:
    """The part of a period that lies before the day of writing ("earlier this month"); the day itself is left out."""

    def resolve(at: Vantage) -> Meaning | None:
        meaning = whole(at)
        if meaning is None or meaning.edtf is None:
            return undated(f"{meaning.left}/anchor", meaning.grain, TimexKind.INTERVAL) if meaning else None
        if at.anchor is None or meaning.earliest is None or meaning.latest is None or at.anchor > meaning.latest:
            return meaning
        eve = max(at.anchor - timedelta(days=1), meaning.earliest)
        return dated(f"{meaning.earliest}/{eve}" if eve > meaning.earliest else edtf.day(eve))

    return resolve


def after_today(whole: Resolver) -> Resolver:
    """The part of a period that lies after the day of writing ("later this week"); the day itself is left out."""

    def resolve(at: Vantage) -> Meaning | None:
        meaning = whole(at)
        if meaning is None or meaning.edtf is None:
            return undated(f"anchor/{meaning.right}", meaning.grain, TimexKind.INTERVAL) if meaning else None
        if at.anchor is None or meaning.earliest is None or meaning.latest is None or at.anchor < meaning.earliest:
            return meaning
        morrow = min(at.anchor + timedelta(days=1), meaning.latest)
        return dated(f"{morrow}/{meaning.latest}" if morrow < meaning.latest else edtf.day(morrow))

    return resolve


def wrapped(inner: Resolver, wrap: Callable[[Meaning, Vantage], Meaning | None]) -> Resolver:
    """A resolver whose meaning is wrapped by one of the functions below."""

    def resolve(at: Vantage) -> Meaning | None:
        meaning = inner(at)
        return wrap(meaning, at) if meaning is not None else None

    return resolve


def since(meaning: Meaning, _: Vantage | None = None) -> Meaning | None:
    """From its start on, and still so."""
    return joined(f"{meaning.left}/..", meaning, kind=TimexKind.INTERVAL) if meaning.left.strip(".") else None


def starting(meaning: Meaning, _: Vantage | None = None) -> Meaning | None:
    """From its start on, to an end that is not known."""
    return joined(f"{meaning.left}/", meaning) if meaning.left.strip(".") else None


def after(meaning: Meaning, _: Vantage | None = None) -> Meaning | None:
    """From it on, to an end that is not known."""
    if meaning.ends_from is not None:
        return dated(f"{meaning.ends_from}/")
    return joined(f"{meaning.right}/", meaning) if meaning.right.strip(".") else None


def until(meaning: Meaning, _: Vantage | None = None) -> Meaning | None:
    """Up to its end."""
    return joined(f"../{meaning.right}", meaning, kind=TimexKind.INTERVAL) if meaning.right.strip(".") else None


def before(meaning: Meaning, _: Vantage | None = None) -> Meaning | None:
    """Up to the unit before it: prior to 2011 is up to 2010."""
    if meaning.earliest is None:
        return joined(f"../{meaning.left}", meaning, kind=TimexKind.INTERVAL) if meaning.edtf is None else None
    eve = (meaning.begins_by or meaning.earliest) - timedelta(days=1)
    if meaning.begins_by is not None:
        return dated(f"../{eve}", TimexKind.INTERVAL)
    unit = meaning.grain.value if meaning.grain in (Grain.YEAR, Grain.MONTH, Grain.DECADE, Grain.CENTURY) else "day"
    return dated(f"../{period(eve, unit)}", TimexKind.INTERVAL)


def deadline(meaning: Meaning, at: Vantage) -> Meaning | None:
    """From the day of writing to its end; up to its end where that has passed or the day of writing is not known."""
    if meaning.edtf is None:
        return undated(f"anchor/{meaning.right}", meaning.grain, TimexKind.INTERVAL)
    if meaning.latest is None:
        return None
    if at.anchor is None or at.anchor > meaning.latest:
        return until(meaning)
    is_whole = meaning.grain is Grain.DAY or "/" in meaning.text
    return dated(f"{at.anchor}/{meaning.latest if is_whole else meaning.right}", TimexKind.INTERVAL)


def approximately(meaning: Meaning, _: Vantage | None = None) -> Meaning:
    """The same date, marked approximate."""
    return dated(edtf.approximate(meaning.edtf), meaning.kind) if meaning.edtf else meaning


def range_of(first: Resolver, last: Resolver) -> Resolver:
    """From one date to another; a year missing in the first is taken from the last, which it cannot follow."""

    def resolve(at: Vantage) -> Meaning | None:
        end = last(at)
        if end is None:
            return None
        start = first(at)
        if end.latest is not None:
            start = first(replace(at, year=end.latest.year))
            if start and start.earliest and start.earliest > end.latest:
                start = first(replace(at, year=end.latest.year - 1))
        if start is None or (start.earliest and end.latest and start.earliest > end.latest):
            return None
        return joined(f"{start.left}/{end.right}", start, end, kind=TimexKind.INTERVAL)

    return resolve


def one_of(first: Resolver, second: Resolver) -> Resolver:
    """One of two dates ("June or July")."""

    def resolve(at: Vantage) -> Meaning | None:
        last = second(at)
        start = first(replace(at, year=last.latest.year) if last and last.latest else at)
        if start is None or last is None or "/" in start.text + last.text:
            return None
        return joined(f"[{start.text},{last.text}]", start, last, kind=TimexKind.DATE)

    return resolve


def the_reference(at: Vantage) -> Meaning:
    """The date last named in the text; where none is, a distance of nothing from an unknown one."""
    return at.reference or undated("reference")


def step(unit: str, count: int, origin: Resolver = the_reference, unknown: str = "reference") -> Resolver:
    """So many units from a date ("two days later", "a year after 2014"); the calendar unit there, as in "N ago"."""
    shown = "year" if unit in ("decade", "century") else unit

    def resolve(at: Vantage) -> Meaning | None:
        start = origin(at)
        if start is None or start.edtf is None:
            return undated(f"{start.text if start else unknown}{signed(unit, count)}", grain_of(shown), TimexKind.DATE)
        if start.earliest is None or start.latest is None:
            return None
        first = edtf.bounds(period(shift(start.earliest, unit, count), shown))[0]
        last_day = period(shift(start.latest, unit, count), shown)
        if first == edtf.bounds(last_day)[0]:
            return dated(last_day)
        last = edtf.bounds(last_day)[1]
        return dated(edtf.between(first, last)) if first and last else None

    return resolve


def unit_of_reference(unit: str, which: str = "same") -> Resolver:
    """The unit that holds the date last named ("that year"), or the rest of it after ("later") or before it."""

    def resolve(at: Vantage) -> Meaning | None:
        reference = the_reference(at)
        if reference.earliest is None or reference.latest is None:
            return undated(f"{reference.text}{signed(unit, 0)}", grain_of(unit), TimexKind.DATE)
        whole = dated(period(reference.earliest, unit))
        if whole.earliest is None or whole.latest is None or reference.latest > whole.latest:
            return reference
        if which == "later" and reference.latest < whole.latest:
            return dated(edtf.between(reference.latest + timedelta(days=1), whole.latest))
        if which == "earlier" and reference.earliest > whole.earliest:
            return dated(edtf.between(whole.earliest, reference.earliest - timedelta(days=1)))
        return whole

    return resolve


def within(unit: str, count: int) -> Resolver:
    """From the day of writing to so many units later, in days."""

    def resolve(at: Vantage) -> Meaning | None:
        if at.tense is not Tense.FUTURE:
            return None
        if at.anchor is None:
            return undated(f"anchor/anchor{signed(unit, count)}", grain_of(unit), TimexKind.INTERVAL)
        return dated(f"{at.anchor}/{shift(at.anchor, unit, count)}", TimexKind.INTERVAL)

    return resolve


def day_of_month(number: int, offset: int | None = None) -> Resolver:
    """A day whose month is not named ("on the 20th"): of the month so many off, or by tense."""

    def resolve(at: Vantage) -> Meaning | None:
        if at.anchor is None:
            return undated(f"XXXX-XX-{number:02d}", Grain.DAY)
        step_by = 1 if at.tense.is_ahead else -1
        offsets = [offset] if offset is not None else [0, step_by, 2 * step_by]
        for months in offsets:
            month = shift(at.anchor.replace(day=1), "month", months)
            if number > monthrange(month.year, month.month)[1]:
                continue
            day = month.replace(day=number)
            if offset is not None or (day >= at.anchor if step_by > 0 else day <= at.anchor):
                return dated(edtf.day(day))
        return None

    return resolve
