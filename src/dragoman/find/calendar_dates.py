"""Time expressions that the calendar names: days, months, seasons, quarters, years, decades, feasts."""

import re

from dragoman.find.time_composition import half_of
from dragoman.find.time_lexing import FIRST_NEWS_YEAR, Match
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, dated
from dragoman.find.time_readings import Read, as_date, fixed, in_year, part_in, rest_of
from dragoman.find.time_resolution import with_year
from dragoman.records import edtf


def read_full_date(match: Match) -> Read:
    """`2024-06-18`; `18.06.2024` and `18/06/2024` day first; where both orders are possible, one of the two."""
    text = match.lexemes[-1].text
    if "-" in text:
        return as_date("numeric date", fixed(text))
    first, second, year = (int(part) for part in re.split(r"[./]", text))
    days = [
        f"{year:04d}-{month:02d}-{day:02d}"
        for day, month in dict.fromkeys([(first, second), (second, first)])
        if 1 <= month <= 12 and 1 <= day <= 31
    ]
    if "." in text or len(days) == 1:
        return as_date("numeric date", fixed(days[0])) if days else None
    return as_date("numeric date, order unknown", fixed(f"[{','.join(sorted(days))}]")) if days else None


def _month_of(match: Match) -> int:
    return match.value("month_name")


def read_day_month(match: Match) -> Read:
    """`9 August`, `the 9th of August 2023`, `August 9`, `1 March next year`."""
    if not _is_calendar_day(match):
        return None
    month, day = _month_of(match), match.value("day_of_month", "ordinal")
    return as_date("day and month", in_year(match, lambda year: f"{edtf.month(year, month)}-{day:02d}"))


def _is_calendar_day(match: Match) -> bool:
    """Whether the numbers can be days of the month: at most 29, 30 or 31, and no count ("in May 12 people")."""
    month = _month_of(match)
    days = [int(lexeme.value) for lexeme in match.every("day_of_month", "ordinal")]
    if not all(1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31) for day in days):
        return False
    is_last = match.lexemes[-1].name == "day_number"
    after = match.after
    if is_last and after is not None and after.name == "dash" and after.glued:
        return False
    is_counted = is_last and after is not None and after.name == "other" and after.text.islower()
    return not (is_counted and match.before is not None and match.before.name in ("in", "since", "during"))


def read_day_range(match: Match) -> Read:
    """`22-24 October`, `from 22 to 24 October 2023`, `December 7-8`, `between 3 and 5 May`."""
    if not _is_calendar_day(match):
        return None
    month = _month_of(match)
    first, last = (int(lexeme.value) for lexeme in match.every("day_of_month"))
    if first >= last or (match.has("and") and not match.has("between") and last != first + 1):
        return None
    return as_date(
        "days of a month",
        in_year(match, lambda year: f"{edtf.month(year, month)}-{first:02d}/{edtf.month(year, month)}-{last:02d}"),
    )


def read_month(match: Match) -> Read:
    """`March 2023`, `October`, `last March`, `late January`, `the beginning of May`, `Earlier in June`."""
    month = _month_of(match)
    modifier = match.first("last", "next", "this", "coming", "past")
    if modifier is not None and not match.has("unit_year"):
        resolve: Resolver | None = _month_away(month, modifier.name)
    else:
        resolve = in_year(match, lambda year: edtf.month(year, month))
    return as_date("month", part_in(match, resolve), match.has("end"))


def _month_away(month: int, which: str) -> Resolver:
    """`last March` is the latest one that is over, `next March` the first one still to begin."""

    def resolve(at: Vantage) -> Meaning | None:
        if at.anchor is None:
            return with_year(lambda year: edtf.month(year, month))(at)
        year = at.anchor.year
        if which in ("last", "past") and month >= at.anchor.month:
            year -= 1
        if which in ("next", "coming") and month <= at.anchor.month:
            year += 1
        return dated(edtf.month(year, month))

    return resolve


def read_season(match: Match) -> Read:
    """`the spring of 2022`, `last summer`, `early autumn 2019`, `in the winter`, `the winter of 2021-22`."""
    season = match.value("season")
    modifier = match.first("last", "next", "this", "coming", "past")
    is_named = match.has("year", "unit_year") or modifier is not None
    opener = match.before.name if match.before else ""
    is_placed = opener in ("in", "by", "until", "since", "during", "before", "after", "from") or match.has("part")
    if match.lexemes[-1].name == "season" and match.lexemes[-1].is_capital and not match.has("the") and not is_named:
        return None
    if not is_named and (not is_placed or (match.after is not None and match.after.name == "of")):
        return None
    if modifier is not None and not match.has("year", "unit_year"):
        return as_date("season", part_in(match, _season_away(season, modifier.name)), match.has("end"))
    return as_date("season", part_in(match, in_year(match, lambda year: edtf.month(year, season))), match.has("end"))


def _season_away(season: int, which: str) -> Resolver:
    """`last summer` is the latest one that is over, `this summer` the one of this year."""

    def resolve(at: Vantage) -> Meaning | None:
        if at.anchor is None:
            return with_year(lambda year: edtf.month(year, season))(at)
        years = [at.anchor.year + offset for offset in (-2, -1, 0, 1)]
        bounds = {year: edtf.bounds(edtf.month(year, season)) for year in years}
        match which:
            case "last" | "past":
                year = max(year for year, (_, end) in bounds.items() if end and end < at.anchor)
            case "next" | "coming":
                year = min(year for year, (start, _) in bounds.items() if start and start > at.anchor)
            case _:
                year = at.anchor.year
        return dated(edtf.month(year, season))

    return resolve


def read_quarter(match: Match) -> Read:
    """`the third quarter of 2022`, `Q3 2022`, `third-quarter`, `the last quarter of 2023`."""
    number = match.value("quarter_code", "nth") or 4
    if not 1 <= number <= 4:
        return None
    of_year = rest_of(match, "quarter_code", "unit_quarter")
    resolve = in_year(of_year, lambda year: edtf.month(year, 32 + number))
    return as_date("quarter", part_in(match, resolve), match.has("end"))


def read_half_month(match: Match) -> Read:
    """`the second half of November`."""
    number, month = match.value("nth"), _month_of(match)
    if number not in (1, 2):
        return None

    def write(year: int) -> str:
        last = edtf.bounds(edtf.month(year, month))[1]
        first, end = (1, 15) if number == 1 else (16, last.day if last else 30)
        return f"{edtf.month(year, month)}-{first:02d}/{edtf.month(year, month)}-{end:02d}"

    return as_date("half of a month", in_year(match, write))


def read_week_of_month(match: Match) -> Read:
    """`the first week of May`: days 1-7, 8-14 and so on; the last week is the month's last seven days."""
    number, month = match.value("nth"), _month_of(match)
    if number > 4 or (number == 0 and not match.has("last")):
        return None

    def write(year: int) -> str:
        last = edtf.bounds(edtf.month(year, month))[1]
        end = 7 * number if number else last.day if last else 28
        return f"{edtf.month(year, month)}-{end - 6:02d}/{edtf.month(year, month)}-{end:02d}"

    return as_date("week of a month", in_year(match, write))


def read_half(match: Match) -> Read:
    """`the first half of 2023`, `H1 2023`, `the second half of the year`, `the first six months of 2023`,
    `the last two quarters of 2023`.
    """
    number = match.value("half_code", "nth")
    if match.has("unit_month", "unit_quarter"):
        count = match.value("amount") * (3 if match.has("unit_quarter") else 1)
        months = (1, count) if match.has("nth") else (13 - count, 12)
        if number > 1 or not 1 <= count < 12:
            return None
    else:
        number = number or 2
        if number not in (1, 2):
            return None
        months = (6 * number - 5, 6 * number)
    whole = in_year(rest_of(match, "half_code", "half", "unit"), edtf.year)
    if whole is None or not match.has("year", "unit_year"):
        return None
    return as_date("months of a year", half_of(whole, *months))


def read_decade(match: Match) -> Read:
    """`the 1970s`, `the late 1980s`, `the nineties`, `the ’90s`."""
    first_year = match.value("decade_number", "decade_word")
    if match.has("decade_word") and not match.has("the"):
        return None
    text = f"{first_year // 10:03d}X"
    if first_year % 100 == 0 and first_year < 2000:  # "the 1800s" is the century
        text = f"{first_year // 100:02d}XX"
    return as_date("decade", part_in(match, fixed(text)), match.has("end"))


def read_century(match: Match) -> Read:
    """`the 20th century`, `the early 19th century`."""
    number = match.value("nth")
    return (
        as_date("century", part_in(match, fixed(f"{number - 1:02d}XX")), match.has("end"))
        if 1 <= number <= 30
        else None
    )


def read_year(match: Match) -> Read:
    """`2014`, `the year 1989`, `early 2023`, `the end of 2022`."""
    if match.value("year") < FIRST_NEWS_YEAR:
        return None  # let in for an era beside it
    return as_date("year", part_in(match, fixed(edtf.year(match.value("year")))), match.has("end"))


def read_year_pair(match: Match) -> Read:
    """`2021-22`, `2021/22`."""
    first, second = match.value("year"), match.value("day_number", "number_digits")
    if second != (first + 1) % 100 or first < FIRST_NEWS_YEAR:
        return None
    return as_date("two years", fixed(f"{edtf.year(first)}/{edtf.year(first + 1)}"))


def read_holiday(match: Match) -> Read:
    """A feast with a fixed day."""
    day = match.first("holiday")
    return as_date("holiday", in_year(match, lambda year: f"{edtf.year(year)}-{day.value}")) if day else None


def read_named_date(match: Match) -> Read:
    """A day that stands for what happened on it."""
    return as_date("named date", fixed(str(match.lexemes[0].value)))
