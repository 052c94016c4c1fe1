"""The days of months and years of the Islamic and the Persian calendar, by published arithmetic with its tolerance.

Both begin on a day that is observed, so that no rule gives it: the results are pairs, the first and the last day on
which a month can begin. Nothing outside them is a day of the month, in any country.
"""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from dragoman.errors import TimexError
from dragoman.find.time_meaning import Meaning, wide
from dragoman.records import Grain

_EPOCH = 227015  # proleptic Gregorian ordinal of 1 Muharram 1, Julian day 1948440 (19 July 622)
_CYCLE_YEARS, _CYCLE_DAYS = 30, 10631  # 19 years of 354 days and 11 of 355
# A month begins when the crescent is seen: up to two days before or after the table, by country.
_HIJRI_TOLERANCE = timedelta(days=2)
_PERSIAN_TOLERANCE = timedelta(days=1)

Days = tuple[date, date]


class YearCalendar(msgspec.Struct, frozen=True):
    """A calendar of twelve months: the days on which one can begin, and the year of a day, by one year at most."""

    first_days: Callable[[int, int], Days]
    year_near: Callable[[date], int]

    def stretch(self, first: tuple[int, int], last: tuple[int, int], grain: Grain) -> Meaning:
        """From the first day of one month to the last of another, each a year and a month.

        Raises:
            TimexError: a day outside the years 1 to 9999.

        """
        begins, follows = self._begins(*first), self._begins(last[0] + last[1] // 12, last[1] % 12 + 1)
        ends = [day - timedelta(days=1) for day in follows]
        return wide(f"{begins[0]}/{ends[1]}", grain, begins[1], ends[0])

    def month(self, year: int, month: int) -> Meaning:
        """The days of a month."""
        return self.stretch((year, month), (year, month), Grain.MONTH)

    def years(self, first: int, last: int) -> Meaning:
        """The days of a year, or of several."""
        return self.stretch((first, 1), (last, 12), Grain.YEAR)

    def days(self, year: int, month: int, first: int, last: int) -> Meaning:
        """The days of the month with these numbers."""
        begins = self._begins(year, month)
        starts = [begin + timedelta(days=first - 1) for begin in begins]
        ends = [begin + timedelta(days=last - 1) for begin in begins]
        return wide(f"{starts[0]}/{ends[1]}", Grain.DAY, starts[1], ends[0])

    def _begins(self, year: int, month: int) -> Days:
        try:
            return self.first_days(year, month)
        except ValueError as error:
            raise TimexError(f"month {month} of the year {year}: outside the calendar") from error


def _hijri_first_days(year: int, month: int) -> Days:
    """A month of the tabular Islamic calendar: 30 and 29 days in turn, a leap day at the end of 11 years of 30.

    Source: OEIS A350539 (first days of the years, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29), after Reingold
    and Dershowitz, Calendrical Calculations, and Meeus, Astronomical Algorithms, chapter 9.
    """
    new_year = _EPOCH + (_CYCLE_DAYS * year + 3) // _CYCLE_YEARS - (_CYCLE_DAYS + 3) // _CYCLE_YEARS
    day = date.fromordinal(new_year + 29 * (month - 1) + month // 2)
    return day - _HIJRI_TOLERANCE, day + _HIJRI_TOLERANCE


def _persian_first_days(year: int, month: int) -> Days:
    """A month of the Solar Hijri calendar: Nowruz on 20 or 21 March, six months of 31 days, five of 30, then Esfand.

    Source: Iranian law of 31 March 1925; Encyclopaedia Iranica, "Calendars". The day more on either side holds the
    rare 22 March of the early 20th century, and the night in which a day begins.
    """
    before = timedelta(days=31 * (month - 1) - max(month - 7, 0))
    nowruz = date(year + 621, 3, 20), date(year + 621, 3, 21)
    return nowruz[0] + before - _PERSIAN_TOLERANCE, nowruz[1] + before + _PERSIAN_TOLERANCE


HIJRI = YearCalendar(_hijri_first_days, lambda day: (day.toordinal() - _EPOCH) * _CYCLE_YEARS // _CYCLE_DAYS + 1)
PERSIAN = YearCalendar(_persian_first_days, lambda day: day.year - 621)
