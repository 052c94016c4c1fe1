"""Publication dates as inputs write them."""

import pytest

from dragoman.read.dates import day_of, read_published
from dragoman.records import Grain


@pytest.mark.parametrize(
    "words",
    [
        "2025-04-23",
        " 2025-04-23 ",
        "2025-04-23T23:59:59-11:00",
        "2025-04-23 08:15:00.123456+00:00",
        "2025-04-23T08:15Z",
        "20250423",
        "20250423T081500Z",
        "23 April 2025",
        "23 Apr 2025",
        "23rd April, 2025",
        "April 23, 2025",
        "Apr. 23, 2025",
        "Wednesday, April 23, 2025 10:30 AM",
        "Wed, 23 Apr 2025 10:00:00 +0300",
        "wednesday 23 april 2025",
    ],
)
def test_a_day_with_one_reading_is_that_day(words: str) -> None:
    """The day is the day as written: a time zone does not move it."""
    assert day_of(read_published(words)) == "2025-04-23"


@pytest.mark.parametrize(
    ("words", "grain", "edtf", "earliest", "latest"),
    [
        ("2024-02", Grain.MONTH, "2024-02", "2024-02-01", "2024-02-29"),
        ("Sept. 2025", Grain.MONTH, "2025-09", "2025-09-01", "2025-09-30"),
        ("2025", Grain.YEAR, "2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_month_or_year_stays_as_wide_as_it_is(
    words: str, grain: Grain, edtf: str, earliest: str, latest: str
) -> None:
    """No first of the month is invented."""
    interval = read_published(words)
    assert interval is not None
    assert (interval.grain, interval.edtf, interval.earliest, interval.latest) == (grain, edtf, earliest, latest)
    assert day_of(interval) is None


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "yesterday",
        "03/04/2025",
        "23 Aprilis 2025",
        "31 April 2025",
        "2025-02-30",
        "2025-13",
        "2025-00-10",
        "0000-01-01",
        "1745366400",
        "1970-01-01T00:00:00Z",
        "2 hours ago",
        "Updated 23 April 2025",
        "April 23",
        "2025-04-23 to 2025-05-01",
        "23 April 2025 and after",
    ],
)
def test_a_date_without_one_reading_is_null(words: str | None) -> None:
    """Exchangeable figures, days that do not exist, Unix zero and free words are never guessed at."""
    assert read_published(words) is None
