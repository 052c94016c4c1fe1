"""Time expressions of English news and the intervals that they mean."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dragoman.find.timex import find_timexes
from dragoman.records import Grain, Interval, TimexKind, edtf
from dragoman.text.parse import mark_article
from tests.texts import article_of

WEDNESDAY = "2024-06-12"

CALENDAR = [
    ("The pact was signed on 14 February 2019.", "14 February 2019", "2019-02-14"),
    ("The pact was signed on February 14, 2019.", "February 14, 2019", "2019-02-14"),
    ("It sank on Thursday, May 2, 2024, off Dakar.", "Thursday, May 2, 2024", "2024-05-02"),
    ("The accord of the 3rd of May 2011 lapsed.", "the 3rd of May 2011", "2011-05-03"),
    ("He landed on Jan. 9.", "Jan. 9", "2024-01-09"),
    ("The note is dated 2021-11-30.", "2021-11-30", "2021-11-30"),
    ("The note is dated 30.11.2021.", "30.11.2021", "2021-11-30"),
    ("The note is dated 25/11/2021.", "25/11/2021", "2021-11-25"),
    ("The note is dated 04/05/2021.", "04/05/2021", "[2021-04-05,2021-05-04]"),
    ("Chad and Niger met in July 2015.", "July 2015", "2015-07"),
    ("The queen abdicated in 1980.", "1980", "1980"),
    ("The 1951 convention binds both.", "1951", "1951"),
    ("Its 2020 offensive failed.", "2020", "2020"),
    ("They fought in the 1960s.", "the 1960s", "196X"),
    ("They fought in the early 1960s.", "the early 1960s", "1960/1963"),
    ("The border was drawn in the 19th century.", "the 19th century", "18XX"),
    ("The fleet sailed in early March 2022.", "early March 2022", "2022-03-01/2022-03-10"),
    ("The fleet sailed in mid-2022.", "mid-2022", "2022-05/2022-08"),
    ("The fleet sailed at the end of August 2022.", "the end of August 2022", "2022-08-21/2022-08-31"),
    ("The fleet sailed in the second half of May 2022.", "the second half of May 2022", "2022-05-16/2022-05-31"),
    ("The fleet sailed in the first week of May 2022.", "in the first week of May 2022", "2022-05-01/2022-05-07"),
    ("Exports fell in the first quarter of 2020.", "the first quarter of 2020", "2020-33"),
    ("Exports fell in Q4 2020.", "Q4 2020", "2020-36"),
    ("Exports fell in the second half of 2020.", "the second half of 2020", "2020-07/2020-12"),
    ("Exports fell in the autumn of 2020.", "the autumn of 2020", "2020-23"),
    ("Exports fell in the winter of 2020-21.", "the winter of 2020-21", "2020-24"),
    ("It was agreed on New Year's Eve 2012.", "New Year's Eve 2012", "2012-12-31"),
]

RANGES = [
    ("The truce held from 3 to 9 May 2021.", "from 3 to 9 May 2021", "2021-05-03/2021-05-09"),
    (
        "The truce held from 30 December to 2 January 2021.",
        "from 30 December to 2 January 2021",
        "2020-12-30/2021-01-02",
    ),
    ("The truce held between April and June 2021.", "between April and June 2021", "2021-04/2021-06"),
    ("He reigned from 1999 until 2007.", "from 1999 until 2007", "1999/2007"),
    ("The 2003–2011 war ended.", "2003–2011", "2003/2011"),
    ("The port has been shut since 2016.", "since 2016", "2016/.."),
    ("The port was open until March 2016.", "until March 2016", "../2016-03"),
    ("Ties were close prior to the 1974 coup.", "prior to the 1974 coup", "../1973"),
    ("Both joined after 2004.", "after 2004", "2004/"),
    ("The pre-1967 lines are disputed.", "pre-1967", "../1966"),
    ("The base opened around 2010.", "around 2010", "2010~"),
    ("The base will open in July or August 2025.", "July or August 2025", "[2025-07,2025-08]"),
    ("The ban takes effect from 1 July.", "from 1 July", "2024-07-01/"),
    ("They have been holding talks in Oman since December.", "since December", "2023-12/.."),
]

FROM_PUBLICATION = [
    ("Oman expelled him yesterday.", "yesterday", "2024-06-11"),
    ("Oman expelled him the day before yesterday.", "the day before yesterday", "2024-06-10"),
    ("Oman expelled him on Wednesday.", "Wednesday", "2024-06-12"),
    ("Oman expelled him on Thursday.", "Thursday", "2024-06-06"),
    ("Oman will expel him on Tuesday.", "Tuesday", "2024-06-18"),
    ("Oman is set to expel him on Tuesday.", "Tuesday", "2024-06-18"),
    ("The vote is scheduled for Tuesday.", "Tuesday", "2024-06-18"),
    ("The envoy visits Oman on Friday.", "Friday", "2024-06-14"),
    ("Oman freed him last Wednesday.", "last Wednesday", "2024-06-05"),
    ("Oman will free him next Wednesday.", "next Wednesday", "2024-06-19"),
    ("Oman freed him late on Monday night.", "late on Monday night", "2024-06-10"),
    ("They spoke on Monday last week.", "Monday last week", "2024-06-03"),
    ("They spoke last week.", "last week", "2024-06-03/2024-06-09"),
    ("They will speak next month.", "next month", "2024-07"),
    ("They spoke earlier this year.", "earlier this year", "2024-01-01/2024-06-11"),
    ("They will speak later this month.", "later this month", "2024-06-13/2024-06-30"),
    ("They spoke late last year.", "late last year", "2023-09/2023-12"),
    ("They spoke at the weekend.", "at the weekend", "2024-06-08/2024-06-09"),
    ("They spoke in September.", "September", "2023-09"),
    ("They will speak in September.", "September", "2024-09"),
    ("They spoke last March.", "last March", "2024-03"),
    ("They spoke last summer.", "last summer", "2023-22"),
    ("They spoke in the past five weeks.", "in the past five weeks", "2024-05-08/2024-06-12"),
    ("Ties cooled over the past decade.", "over the past decade", "2014/2024"),
    ("They spoke ten days ago.", "ten days ago", "2024-06-02"),
    ("They spoke about three weeks ago.", "about three weeks ago", "2024-05-20/2024-05-26"),
    ("The wall fell more than three decades ago.", "more than three decades ago", "1994~"),
    ("The wall fell half a century ago.", "half a century ago", "1974"),
    ("The wall will open in three days.", "in three days", "2024-06-15"),
    ("He must leave within 10 days.", "within 10 days", "2024-06-12/2024-06-22"),
    ("He must leave by Sunday.", "by Sunday", "2024-06-12/2024-06-16"),
    ("He must leave by the end of the year.", "by the end of the year", "2024-06-12/2024-12-31"),
    ("By 2001 all had left.", "By 2001", "../2001"),
    ("The talks, set to end on Tuesday, cover trade.", "Tuesday", "2024-06-18"),
    ("The rally was on Tuesday, December 5.", "Tuesday, December 5", "2023-12-05"),
    ("The mandate runs through 2030.", "through 2030", "../2030"),
    ("The bill moves through a June hearing.", "June", "2024-06"),
    ("They wrote about yesterday's vote.", "yesterday", "2024-06-11"),
]

VAGUE = [
    ("Talks resume in the near future.", "in the near future", "2024-06-12/"),
    ("Talks will resume in the coming weeks.", "in the coming weeks", "2024-06-12/"),
    ("Talks will resume soon.", "soon", "2024-06-12/"),
    ("Talks have stalled in recent years.", "in recent years", "/2024-06-12"),
    ("Talks stalled recently.", "recently", "/2024-06-12"),
    ("Talks stalled several months ago.", "several months ago", "/2024-06-12"),
    ("Talks have dragged on for decades.", "for decades", "/2024-06-12"),
]

FROM_THE_TEXT = [
    ("He was named on 4 March 2020 and dismissed ten days later.", "ten days later", "2020-03-14"),
    ("He was named on 4 March 2020. The same day two envoys left.", "The same day", "2020-03-04"),
    ("He was named in March 2020. Later that year he left.", "Later that year", "2020-04-01/2020-12-31"),
    ("He was named in March 2020, and ties have been poor since then.", "since then", "2020-03/.."),
    ("In 2014, fighting broke out in April.", "April", "2014-04"),
    ("They voted two days before the 9 June 2019 election.", "two days before the 9 June 2019 election", "2019-06-07"),
    ("The embassy closed a year after the 2011 uprising.", "a year after the 2011 uprising", "2012"),
    ("Twelve years of silence ended in 2021.", "Twelve years", "2009/2021"),
    ("Over a decade of frozen ties, which both regretted, finally ended in 2021.", "Over a decade", "2011~/2021"),
    (
        "Ties have cooled since the start of the siege of Aden. It began with the start of the siege of Aden in 2019.",
        "since the start of the siege of Aden",
        "2019/..",
    ),
]

NOT_TIMES = [
    "Theresa May and April Ryan discussed the March to the sea.",
    "Ships may march on.",
    "Line 1949 and Article 5 were cut from Resolution 2231.",
    "The F-16, the Su-35 and the G20 cost $2020 each.",
    "About 1500 soldiers and 2000 tanks crossed.",
    "Novak won 6-4, 7-5 against the 31 allies at the 38th parallel.",
    "The Sunday Courier moved to 1600 Harbour Road.",
    "The fall of the government spring-loaded a second crisis.",
]

UNDATED = [
    ("The visit lasted for three days.", TimexKind.DURATION, "P3D"),
    ("It was a two-week truce.", TimexKind.DURATION, "P2W"),
    ("The bridge was rebuilt in six months.", TimexKind.DURATION, "P6M"),
    ("They widened the canal for the first time in 25 years.", TimexKind.DURATION, "P25Y"),
    ("They meet every year.", TimexKind.SET, "P1Y"),
    ("They hold annual drills.", TimexKind.SET, "P1Y"),
    ("They meet on Mondays.", TimexKind.SET, "P1W"),
    ("They regularly trade fire.", TimexKind.SET, None),
]

WITHOUT_ANCHOR = [
    ("They met last week.", "anchor-P1W"),
    ("They met last week. Two days later they parted.", "anchor-P1W+P2D"),
    ("They will meet tomorrow.", "anchor+P1D"),
    ("They will meet soon.", "anchor/"),
    ("They met recently.", "/anchor"),
    ("They met in October.", "XXXX-10"),
    ("They met on 5 October.", "XXXX-10-05"),
    ("They met on Friday.", "XXXX-WXX-5"),
    ("Earlier in October they met.", "XXXX-10/anchor"),
    ("They have met since last month.", "anchor-P1M/.."),
    ("They met a week after the war began.", "event+P1W"),
    ("Two days later they met.", "reference+P2D"),
]


def found(knowledge, text, published=WEDNESDAY, **changes):
    """The time expressions of a text, by their words."""
    article = replace(article_of(text, published=published), **changes)
    return {timex.phrase: timex for timex in find_timexes(mark_article(article, knowledge), knowledge)}


@pytest.mark.parametrize(
    ("text", "phrase", "expected"), [*CALENDAR, *RANGES, *FROM_PUBLICATION, *VAGUE, *FROM_THE_TEXT]
)
def test_each_expression_means_its_days(knowledge, text, phrase, expected):
    """Seen from Wednesday 12 June 2024; earliest and latest are the bounds of the EDTF string."""
    interval = found(knowledge, text)[phrase].interval
    earliest, latest = edtf.bounds(expected)
    assert interval.edtf == expected
    assert (interval.earliest, interval.latest) == (earliest and earliest.isoformat(), latest and latest.isoformat())


@pytest.mark.parametrize("text", NOT_TIMES)
def test_names_counts_and_labels_are_no_times(knowledge, text):
    """A near miss for each guard."""
    assert not [timex for timex in found(knowledge, text).values() if timex.interval]


@pytest.mark.parametrize(("text", "kind", "duration"), UNDATED)
def test_durations_and_sets_carry_no_date(knowledge, text, kind, duration):
    """They are found, with their ISO 8601 duration, and have no interval."""
    (timex,) = found(knowledge, text).values()
    assert (timex.kind, timex.duration, timex.interval) == (kind, duration, None)


@pytest.mark.parametrize(("text", "relative"), WITHOUT_ANCHOR)
def test_without_a_publication_day_a_relative_time_keeps_its_distance(knowledge, text, relative):
    """Never a guess: no EDTF, no days, only the distance."""
    interval = list(found(knowledge, text, published=None).values())[-1].interval
    assert interval.relative == relative
    assert interval.edtf is interval.earliest is interval.latest is None


@pytest.mark.parametrize(("text", "phrase", "expected"), CALENDAR[:3] + CALENDAR[10:27] + RANGES[:12])
def test_absolute_dates_need_no_publication_day(knowledge, text, phrase, expected):
    """A date with its year stands by itself."""
    assert found(knowledge, text, published=None)[phrase].interval.edtf == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("They met last year.", "last year", "2023"),
        ("They met yesterday.", "yesterday", "[2024-05-31..2024-06-29]"),
        ("They met last month.", "last month", "2024-05"),
        ("They met recently.", "recently", "/2024-06-30"),
    ],
)
def test_a_publication_known_to_the_month_gives_what_holds_for_all_its_days(knowledge, text, phrase, expected):
    """The union over the days on which the article can have been published."""
    june = Interval(edtf="2024-06", earliest="2024-06-01", latest="2024-06-30", grain=Grain.MONTH)
    assert found(knowledge, text, published=None, published_interval=june)[phrase].interval.edtf == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La ministre a quitté Lomé la semaine dernière.", "2024-06-03/2024-06-09"),
        ("es", "La ministra llegó a Lima hace tres días.", "2024-06-09"),
        ("de", "Die Ministerin kam vor zwei Monaten nach Riga.", "2024-04"),
        ("ru", "Министр прибыл 5 марта 2021 года.", "2021-03-05"),
        ("tr", "Bakan İki gün önce Üsküp'ten döndü.", "2024-06-10"),
        ("ar", "وصلت الوزيرة الشهر الماضي.", "2024-05"),
    ],
)
def test_six_more_languages_have_a_start(knowledge, language, text, expected):
    """The same grammar over other words; tense by the words of the sentence."""
    (timex,) = found(knowledge, text, language=language).values()
    assert timex.interval.edtf == expected


def test_a_date_of_another_story_is_no_reference(knowledge):
    """A teaser's date does not date the story that follows it."""
    text = "Riga signed on 4 March 2020.\nTwo days later Oslo followed."
    article = article_of(text, published=WEDNESDAY)
    first = replace(article.regions[0], end=28, story=1)
    marked = mark_article(replace(article, regions=(first, replace(article.regions[0], start=29))), knowledge)
    assert find_timexes(marked, knowledge)[-1].interval.relative == "reference+P2D"


HEAP = (  # noqa: SIM905 - fifty quoted words would hide what is in it
    "the a last next 31 May 30 February 2024 in since or to – , . years ago day 9999 before after until by "
    "1000000 centuries week later Monday early end of half and 0001-01-01 99/99/9999 ’s "
    "fiscal year FY25 Ramadan 1446 AH Khordad month quarter overnight within days previous"
).split()


def test_no_heap_of_time_words_breaks_the_grammar(knowledge):
    """Hostile text gives records that keep their invariants, in reading order, without overlap."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from(HEAP), min_size=1, max_size=14))
    def check(words):
        text = " ".join(words)
        timexes = find_timexes(mark_article(article_of(text, published="0001-01-02"), knowledge), knowledge)
        spans = [timex.span for timex in timexes]
        assert all(text[slice(*timex.span)] == timex.phrase for timex in timexes)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))

    check()
