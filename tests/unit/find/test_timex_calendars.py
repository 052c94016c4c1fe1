"""Budget years, the Islamic and the Persian calendar, and the nearest nights, deadlines and quarters."""

from datetime import date
from itertools import pairwise

import pytest

from dragoman.find.calendar_arithmetic import HIJRI, PERSIAN
from dragoman.find.timex import find_timexes
from dragoman.records import Grain, edtf
from dragoman.text.parse import mark_article
from tests.texts import article_of

WEDNESDAY = "2024-06-12"

FISCAL = [
    ("Aid grew in fiscal year 2024-25.", "fiscal year 2024-25", "2024/2025"),
    ("Aid grew in the 2023/24 fiscal year.", "the 2023/24 fiscal year", "2023/2024"),
    ("Aid grew in financial year 2024–2025.", "financial year 2024–2025", "2024/2025"),
    ("Aid grew in FY2024-25.", "FY2024-25", "2024/2025"),
    ("Aid grew in FY24/25.", "FY24/25", "2024/2025"),
    ("Aid grew in fiscal 2025.", "fiscal 2025", "2024-04/2026-03"),
    ("Aid grew in FY2025.", "FY2025", "2024-04/2026-03"),
    ("Aid grew in FY25.", "FY25", "2024-04/2026-03"),
    ("Aid grew in the 2025 fiscal year.", "the 2025 fiscal year", "2024-04/2026-03"),
    ("Aid grew in the first quarter of fiscal 2025.", "the first quarter of fiscal 2025", "2024-04/2026-03"),
    ("Aid grew in the first fiscal quarter of 2025.", "the first fiscal quarter of 2025", "2024-04/2026-03"),
    ("Aid grew in fiscal years 2022-24.", "fiscal years 2022-24", "2021-04/2025-03"),
    ("Aid grew in fiscal years 2024 and 2025.", "fiscal years 2024 and 2025", "2023-04/2026-03"),
    ("The base closed before fiscal 2025.", "before fiscal 2025", "../2025-03-31"),
    ("The base will open after fiscal 2025.", "after fiscal 2025", "2025-03-31/"),
    ("The base has been shut since fiscal 2021.", "since fiscal 2021", "2020-04/.."),
    ("Aid will grow next fiscal year.", "next fiscal year", "2024-06/2026-06"),
    ("Aid will grow this fiscal year.", "this fiscal year", "2023-06/2025-06"),
    ("Aid grew last fiscal year.", "last fiscal year", "2022-06/2024-06"),
    ("Aid grew in the past two fiscal years.", "in the past two fiscal years", "2021-06/2024-06"),
    ("Aid fell in March 2020 and in the previous fiscal year.", "in the previous fiscal year", "2018-03/2020-03"),
]

ERAS = [
    ("The shrine was closed in 1445 AH.", "1445 AH", "2023-07-17/2024-07-09"),
    ("The shrine was closed in A.H. 1445.", "A.H. 1445", "2023-07-17/2024-07-09"),
    ("The shrine was closed in the Hijri year 1445.", "the Hijri year 1445", "2023-07-17/2024-07-09"),
    ("The shrine was closed in 1445-46 AH.", "1445-46 AH", "2023-07-17/2025-06-28"),
    ("The shrine opens in Ramadan 1446.", "Ramadan 1446", "2025-02-27/2025-04-01"),
    ("The shrine was closed in Dhu al-Hijjah 1445.", "Dhu al-Hijjah 1445", "2024-06-06/2024-07-09"),
    ("The shrine was closed in Sha’ban 1445.", "Sha’ban 1445", "2024-02-09/2024-03-12"),
    ("The shrine was closed on 10 Muharram 1446.", "10 Muharram 1446", "2024-07-15/2024-07-19"),
    ("The shrine was closed in late Ramadan 1446.", "late Ramadan 1446", "2025-03-19/2025-04-01"),
    ("The shrine was closed in Ramadan 2019.", "Ramadan 2019", "2019-05-04/2019-06-06"),
    ("The shrine was closed in Ramadan 1997.", "Ramadan 1997", "1997-01-08/1998-01-31"),  # two begin in it
    ("Exports rose in the Persian year 1404.", "the Persian year 1404", "2025-03-19/2026-03-21"),
    ("Exports rose in the Iranian year 1403.", "the Iranian year 1403", "2024-03-19/2025-03-21"),
    ("Exports rose in the month of Khordad 1404.", "the month of Khordad 1404", "2025-05-20/2025-06-22"),
    ("The law of 15 Khordad 1404 was read.", "15 Khordad 1404", "2025-06-03/2025-06-06"),
]

FROM_PUBLICATION = [
    ("The port was shelled during Ramadan.", "Ramadan", "2024-03-09/2024-04-11"),
    ("The port will close during Muharram.", "Muharram", "2024-07-06/2024-08-08"),
    ("The port will close after the holy month of Ramadan.", "after the holy month of Ramadan", "2025-03-28/"),
    ("The port was shelled last Ramadan.", "last Ramadan", "2024-03-09/2024-04-11"),
    ("The port was shelled during Ramadan last year.", "Ramadan last year", "2023-03-21/2023-04-23"),
    ("In 2019, the port was shut during Ramadan.", "Ramadan", "2019-05-04/2019-06-06"),
    ("Exports rose in the Iranian month of Farvardin.", "the Iranian month of Farvardin", "2024-03-19/2024-04-21"),
    ("Exports fell in the current Iranian year.", "the current Iranian year", "2024-03-19/2025-03-21"),
    ("Exports fell in the last quarter of 2023.", "the last quarter of 2023", "2023-36"),
    ("Exports fell in the last quarter of last year.", "the last quarter of last year", "2023-36"),
    ("Exports will fall in the last quarter of this year.", "the last quarter of this year", "2024-36"),
    ("Exports fell in the first quarter of last year.", "the first quarter of last year", "2023-33"),
    ("Exports fell in the first half of last year.", "the first half of last year", "2023-01/2023-06"),
    ("Exports will fall in the last half of this year.", "the last half of this year", "2024-07/2024-12"),
    ("Exports will fall in the last six months of this year.", "the last six months of this year", "2024-07/2024-12"),
    ("Exports fell in the last two quarters of 2023.", "the last two quarters of 2023", "2023-07/2023-12"),
    ("Two drones were shot down overnight.", "overnight", "2024-06-11/2024-06-12"),
    ("The navy said on Tuesday that it sank two boats overnight.", "overnight", "2024-06-11/2024-06-12"),
    ("The overnight strikes killed two.", "overnight", "2024-06-11/2024-06-12"),
    ("The talks will continue overnight.", "overnight", "2024-06-12/2024-06-13"),
    ("The garrison must leave within 48 hours.", "within 48 hours", "2024-06-12/2024-06-14"),
    ("The garrison will leave within days.", "within days", "2024-06-12/"),
    ("The garrison is expected to leave within a few weeks.", "within a few weeks", "2024-06-12/"),
    ("The truce will last until Friday.", "until Friday", "../2024-06-14"),
    ("The truce holds until Friday.", "until Friday", "../2024-06-14"),
    ("The truce lasted until Friday.", "until Friday", "../2024-06-07"),
    ("The court adjourned the hearing until Friday.", "until Friday", "../2024-06-14"),
]

# Near misses: nothing in them has an interval.
NO_INTERVAL = [
    "The fiscal cliff hurt both.",
    "The financial year ended badly.",
    "The last fiscal year of the plan was poor.",
    "The budget for fiscal year 2081/82 was read in Kathmandu.",  # Nepal's era
    "The budget grew in the second quarter of the fiscal year.",
    "The budget grew in the first fiscal quarter.",
    "The minister fasts, as all do during Ramadan.",
    "Tariq Ramadan spoke with Azar Nafisi.",
    "He was warned by Ramadan, 28, a clerk.",
    "The Ramadan fast is long.",
    "The Mehr agency and the 15 Khordad Foundation gave money.",
    "Missiles fired from Khordad launchers fell.",
    "The bell rings on 10 Muharram.",
    "Some 1445 AH-64 helicopters flew; it holds 20 Ah.",
    "The Hijri calendar is lunar, the Iranian solar.",
    "The last quarter of the century was calm.",
    "The last half of the match was dull.",
    "Peace will not come overnight.",
    "The mood changed almost overnight.",
    "It was an overnight success on an overnight train.",
    "Within weeks the garrison had left.",
    "The results will be published within 48 hours of the vote.",
    "The results will be published within days of the vote.",
]

WITHOUT_ANCHOR = [
    ("Aid grew last fiscal year.", "anchor-P2Y/anchor"),
    ("Aid will grow next fiscal year.", "anchor/anchor+P2Y"),
    ("Aid grows this fiscal year.", "anchor-P1Y/anchor+P1Y"),
    ("Two drones were shot down overnight.", "anchor-P1D/anchor"),
    ("The garrison will leave within days.", "anchor/"),
]

# First and last days as announced; where states differed, both. Saudi Supreme Court and Pakistan's committee.
RAMADANS = [
    (1437, "2016-06-06", "2016-07-05"),
    (1440, "2019-05-06", "2019-06-03"),
    (1442, "2021-04-13", "2021-05-12"),
    (1444, "2023-03-23", "2023-04-20"),
    (1445, "2024-03-11", "2024-04-09"),
    (1445, "2024-03-12", "2024-04-10"),
    (1446, "2025-03-01", "2025-03-29"),
    (1446, "2025-03-02", "2025-03-30"),
]
NOWRUZ = [(1375, "1996-03-20"), (1399, "2020-03-20"), (1402, "2023-03-21"), (1403, "2024-03-20"), (1404, "2025-03-21")]


def found(knowledge, text, published=WEDNESDAY):
    """The intervals of a text, by their words."""
    timexes = find_timexes(mark_article(article_of(text, published=published), knowledge), knowledge)
    return {timex.phrase: timex.interval for timex in timexes if timex.interval is not None}


@pytest.mark.parametrize(("text", "phrase", "expected"), [*FISCAL, *ERAS, *FROM_PUBLICATION])
def test_each_expression_means_its_days(knowledge, text, phrase, expected):
    """Seen from Wednesday 12 June 2024; earliest and latest are the bounds of the EDTF string."""
    interval = found(knowledge, text)[phrase]
    earliest, latest = edtf.bounds(expected)
    assert interval.edtf == expected
    assert (interval.earliest, interval.latest) == (earliest and earliest.isoformat(), latest and latest.isoformat())


@pytest.mark.parametrize("text", NO_INTERVAL)
def test_a_near_miss_has_no_interval(knowledge, text):
    """Names, idioms, rules of every year and other eras."""
    assert found(knowledge, text) == {}


@pytest.mark.parametrize(("text", "relative"), WITHOUT_ANCHOR)
def test_without_a_publication_day_only_the_distance_is_kept(knowledge, text, relative):
    """Never a guess: no EDTF and no days."""
    (interval,) = found(knowledge, text, published=None).values()
    assert (interval.edtf, interval.earliest, interval.latest, interval.relative) == (None, None, None, relative)


@pytest.mark.parametrize(("text", "phrase", "expected"), [*FISCAL[:14], *ERAS])
def test_a_year_that_is_named_needs_no_publication_day(knowledge, text, phrase, expected):
    """A budget year, a year of an era and its months stand by themselves."""
    assert found(knowledge, text, published=None)[phrase].edtf == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2025-02-20", "The sides had hoped for a truce before Ramadan.", "../2025-03-02"),
        ("2025-02-20", "Ramadan begins soon.", "2025-02-27/2025-04-01"),
        ("2025-03-10", "The sides fight on during Ramadan.", "2025-02-27/2025-04-01"),
        ("2024-03-20", "Exports rose this Iranian year.", "2023-03-19/2025-03-21"),  # new or old, by country
    ],
)
def test_a_month_without_a_year_is_the_one_around_the_article(knowledge, published, text, expected):
    """Where no verb in the past or future places it, it is read only within a month of the article's day."""
    assert next(iter(found(knowledge, text, published).values())).edtf == expected


def test_no_bare_month_is_read_without_a_publication_day(knowledge):
    """The months of other calendars have no place in a relative interval."""
    assert found(knowledge, "The port was shelled during Ramadan.", published=None) == {}


def test_the_grain_is_that_of_the_words(knowledge):
    """A month stays a month, although its interval is written in days."""
    assert found(knowledge, "It opens in Ramadan 1446.")["Ramadan 1446"].grain is Grain.MONTH
    assert found(knowledge, "It opens in fiscal 2025.")["fiscal 2025"].grain is Grain.YEAR


@pytest.mark.parametrize(("year", "first", "last"), RAMADANS)
def test_no_announced_ramadan_leaves_its_interval(year, first, last):
    """The tolerance of two days holds what states announced."""
    month = HIJRI.month(year, 9)
    assert month.earliest <= date.fromisoformat(first) <= month.begins_by
    assert month.ends_from <= date.fromisoformat(last) <= month.latest


@pytest.mark.parametrize(("year", "first"), NOWRUZ)
def test_no_nowruz_leaves_its_interval(year, first):
    """1 Farvardin on 20 or 21 March, whatever the leap year."""
    assert PERSIAN.month(year, 1).earliest <= date.fromisoformat(first) <= PERSIAN.month(year, 1).begins_by


@pytest.mark.parametrize("calendar", [HIJRI, PERSIAN])
def test_the_months_of_a_year_follow_each_other_without_a_gap(calendar):
    """Each begins where the one before it can end."""
    for year in range(1300, 1500):
        months = [calendar.month(year, month) for month in range(1, 13)] + [calendar.month(year + 1, 1)]
        for one, other in pairwise(months):
            assert (other.earliest - one.ends_from).days == (other.begins_by - one.latest).days == 1
            assert 29 <= (other.earliest - one.earliest).days <= 31
