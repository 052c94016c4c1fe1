"""Time expressions in years and months of the Islamic and the Persian calendar."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dragoman.find.calendar_arithmetic import HIJRI, PERSIAN, YearCalendar
from dragoman.find.tense import Tense
from dragoman.find.time_lexing import FIRST_ERA_YEAR, LAST_ERA_YEAR, Match
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, wide
from dragoman.find.time_readings import Read, as_date, offset_of, years_named
from dragoman.find.time_resolution import shift
from dragoman.records import Grain

# Words before a month without a year that say that a time is meant: "during Ramadan", not "the Ramadan fast".
_OPENERS = ("in", "during", "since", "until", "through", "by", "before", "after", "starting")
_PERSIAN_OPENERS = ("in", "during")  # Khordad is a missile too: "fired from Khordad launchers"
_VERBS = ("begun", "ended", "start")
# A month that no past or future verb places is the one that is going on or within a month of the article's day;
# farther off, "during Ramadan" may be said of every year.
_AROUND = timedelta(days=30)
_THIRDS = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 30), "end": (21, 30)}


def read_era_year(match: Match) -> Read:
    """`1445 AH`, `AH 1445`, `the Hijri year 1445`, `the Persian year 1404`, `the Iranian year 1403-04`."""
    years = years_named(match)
    if years is None or not all(map(_is_era_year, years)) or not _is_era(match):
        return None
    calendar = _calendar_of(match)
    return as_date("year of an era", lambda _: calendar.years(*years), match.has("end"))


def _is_era_year(year: int) -> bool:
    return FIRST_ERA_YEAR <= year <= LAST_ERA_YEAR


def _is_era(match: Match) -> bool:
    """Whether an abbreviated era stands in capitals and alone: "1445 AH", not "Ah" or "AH-64"."""
    era, after = match.first("hijri_era"), match.after
    if after is not None and after.name == "dash" and after.glued:
        return False
    return era is None or len(era.text) > 2 or era.text.isupper()


def _calendar_of(match: Match) -> YearCalendar:
    return PERSIAN if match.has("persian_month", "persian_year", "persian_era") else HIJRI


def read_relative_era_year(match: Match) -> Read:
    """`the current Iranian year`, `last Hijri year`; both where the day of writing may lie in either."""
    calendar, offset = _calendar_of(match), offset_of(match)

    def resolve(at: Vantage) -> Meaning | None:
        if at.anchor is None:
            return None
        near = calendar.year_near(at.anchor)
        here = [year for year in (near - 1, near, near + 1) if _holds(calendar.years(year, year), at.anchor)]
        return calendar.years(here[0] + offset, here[-1] + offset)

    return as_date("relative year of an era", resolve)


def read_era_day(match: Match) -> Read:
    """`10 Muharram 1446`, `the 15th of Khordad 1404`: the day, with the tolerance of its calendar."""
    day, month, year = match.value("day_of_month"), _month_of(match), match.value("year")
    if not 1 <= day <= (31 if match.has("persian_month") else 30) or not _is_era_year(year):
        return None
    calendar = _calendar_of(match)
    return as_date("day of an era", lambda _: calendar.days(year, month, day, day))


def read_era_month(match: Match) -> Read:
    """`Ramadan 1446`, `the month of Khordad 1404`, `Ramadan 2024`, `during Ramadan`, `last Ramadan`."""
    calendar, month, year = _calendar_of(match), _month_of(match), match.value("year")
    if _is_era_year(year):
        resolve = _in_era_year(match, calendar, year, month)
    elif year or match.has("unit_year"):
        resolve = _in_western_year(match, lambda first, last: _overlapping(match, calendar, month, first, last))
    elif match.has("last", "next", "coming", "past") or _is_placed(match):
        resolve = _by_vantage(match, calendar, month)
    else:
        return None
    return as_date("month of an era", resolve, match.has("end"))


def _month_of(match: Match) -> int:
    return match.value("hijri_month", "persian_month")


def _is_placed(match: Match) -> bool:
    """Whether a preposition or a verb of beginning says that a month without a year is a time, and no name follows."""
    after = match.after
    if after is not None and (after.name in ("dash", "day_number") or (after.name == "other" and after.is_capital)):
        return False
    is_subject = after is not None and after.name in _VERBS
    openers = _OPENERS if match.has("hijri_month", "unit_month", "month_of") else _PERSIAN_OPENERS
    return match.has("part", "this") or is_subject or (match.before is not None and match.before.name in openers)


def _part(match: Match, calendar: YearCalendar, year: int, month: int) -> Meaning:
    """The month, or its first, middle or last ten days."""
    part = match.first("part")
    return calendar.days(year, month, *_THIRDS[part.name]) if part else calendar.month(year, month)


def _in_era_year(match: Match, calendar: YearCalendar, year: int, month: int) -> Resolver:
    return lambda _: _part(match, calendar, year, month)


def _in_western_year(match: Match, write: Callable[[date, date], Meaning | None]) -> Resolver:
    """A month in a year of our calendar, named or told from the day of writing: "Ramadan 2024", "Ramadan last year"."""
    named, offset = match.value("year"), offset_of(match)

    def resolve(at: Vantage) -> Meaning | None:
        if named:
            return write(date(named, 1, 1), date(named, 12, 31))
        if at.anchor is None:
            return None
        first = shift(at.anchor.replace(month=1, day=1), "year", offset)
        return write(first, first.replace(month=12, day=31))

    return resolve


def _overlapping(match: Match, calendar: YearCalendar, month: int, first: date, last: date) -> Meaning | None:
    """The months of a name that have a day in a stretch: both where there are two."""
    around = range(calendar.year_near(first) - 1, calendar.year_near(last) + 2)
    years = [year for year in around if _touches(calendar.month(year, month), first, last)]
    return _both([_part(match, calendar, year, month) for year in years])


def _both(found: list[Meaning]) -> Meaning | None:
    if len(found) < 2:
        return found[0] if found else None
    ends = found[0].begins_by, found[-1].ends_from
    if ends[0] is None or ends[1] is None:
        return None
    return wide(f"{found[0].left}/{found[-1].right}", Grain.MONTH, ends[0], ends[1])


def _touches(meaning: Meaning, first: date, last: date) -> bool:
    return bool(meaning.earliest and meaning.latest and meaning.earliest <= last and meaning.latest >= first)


def _holds(meaning: Meaning, day: date) -> bool:
    return _touches(meaning, day, day)


def _by_vantage(match: Match, calendar: YearCalendar, month: int) -> Resolver:
    """A month without a year: that of a date in the same clause, else by its modifier, the tense and the distance."""
    opener = match.before.name if match.before else ""
    modifier = match.first("last", "past", "next", "coming", "this")
    which = {"past": "last", "coming": "next"}.get(modifier.name, modifier.name) if modifier else ""

    def resolve(at: Vantage) -> Meaning | None:
        if at.anchor is None:
            return None
        nearby = at.nearby
        if not which and nearby is not None and nearby.earliest and nearby.latest:
            same = _overlapping(match, calendar, month, nearby.earliest, nearby.latest)
            if same is not None or nearby.latest < at.anchor - _AROUND:
                return same
        near = calendar.year_near(at.anchor)
        months = {year: calendar.month(year, month) for year in range(near - 2, near + 3)}
        year = _chosen_year(months.items(), at.anchor, which or _which_by_tense(at.tense, opener))
        return None if year is None else _part(match, calendar, year, month)

    return resolve


def _which_by_tense(tense: Tense, opener: str) -> str:
    match tense:
        case Tense.FUTURE:
            return "ahead"
        case Tense.PAST if opener == "by":
            return "none"  # "was told by Ramadan"
        case Tense.PAST:
            return "around or behind" if opener in ("before", "until") else "behind"
        case _:
            return "around"


def _chosen_year(months: Iterable[tuple[int, Meaning]], anchor: date, which: str) -> int | None:
    """The year of the month that is meant: going on ("this"), over ("last"), begun ("behind"), not over ("ahead")."""
    known = [(year, month.earliest, month.latest) for year, month in months if month.earliest and month.latest]
    distances = {year: max(first - anchor, anchor - last, timedelta(0)) for year, first, last in known}
    nearest = min(distances, key=lambda year: distances[year])
    match which:
        case "none":
            return None
        case "last":
            return max(year for year, _, last in known if last < anchor)
        case "next":
            return min(year for year, first, _ in known if first > anchor)
        case "ahead":
            return min(year for year, _, last in known if last >= anchor)
        case "this":
            return nearest
        case "behind":
            return max(year for year, first, _ in known if first <= anchor)
        case _ if distances[nearest] <= _AROUND:
            return nearest
        case "around or behind":
            return max(year for year, first, _ in known if first <= anchor)
        case _:
            return None
