"""Tie claims → accounts and conflicts: what is one account, what differs, and what only seems to."""

import pytest

from dragoman.merge import merge_ties
from dragoman.merge.tie_times import tie_time
from dragoman.merge.windows import day_number
from dragoman.records import CodedArticle, Grain, Hop, Interval, TieConflict, TieConflictKind, edtf
from tests.records_made import Page, on, person, speaker, state, unnamed, vaguely

PER, CHL, USA = state("PER"), state("CHL"), state("USA")
RIOS = person("Lucía Ríos", "PER", "President")
PAIR = ("CHL", "PER")


def at(text: str | None) -> Interval | None:
    """The interval of an EDTF string, null for none."""
    if text is None:
        return None
    earliest, latest = edtf.bounds(text)
    days = (earliest.isoformat() if earliest else None, latest.isoformat() if latest else None)
    return Interval(edtf=text, earliest=days[0], latest=days[1], grain=edtf.grain(text))


def told(
    *ties: tuple[str, str | None],
    outlet: str | None = "The Meridian Courier",
    published: str | None = "2025-04-23",
    chain: tuple[Hop, ...] = (),
) -> CodedArticle:
    """An article of ties of Peru and Chile, each a word of quality or change and an EDTF time."""
    text = " ".join(f"Claim {place}: {word} {time or 'some day'}." for place, (word, time) in enumerate(ties))
    page = Page(text, outlet=outlet, published=published)
    for place, (word, time) in enumerate(ties):
        kind = "change" if word in ("resumed", "broken_off", "opened", "improving", "worsening") else "quality"
        words = f"Claim {place}: {word} {time or 'some day'}"
        page.tie(words, (PER, CHL), **{kind: word}, time=at(time), chain=chain)  # type: ignore[arg-type]  # by kind
    return page.coded()


def beside(one: tuple[str, str | None], other: tuple[str, str | None], **more: str | None) -> list[int]:
    """How many claims each account has, of two articles with one claim each."""
    articles = [told(one, outlet="A", **more), told(other, outlet="B", **more)]  # type: ignore[arg-type]  # of strings
    return sorted(len(account.claims) for account in merge_ties(articles)[0])


@pytest.mark.parametrize(
    ("one", "other", "accounts"),
    [
        # Changes of one time, at whatever grain.
        (("resumed", "2022"), ("resumed", "2022-08"), [2]),
        (("resumed", "2022-07"), ("resumed", "2022-08"), [1, 1]),
        (("resumed", "2022-08"), ("opened", "2022-08"), [1, 1]),
        (("broken_off", "2013~"), ("broken_off", "2012-05"), [2]),
        (("broken_off", "2013~"), ("broken_off", "2009"), [1, 1]),
        # Of what takes place at once, the ends of "late 2020" are no begin and no end.
        (("broken_off", "2020-09/2020-12"), ("broken_off", "2020-12"), [2]),
        (("broken_off", "2020-09/2020-12"), ("broken_off", "2020-12/2021-01"), [2]),
        (("broken_off", "2020-09/2020-12"), ("broken_off", "2021"), [1, 1]),
        # Qualities with told begins and ends.
        (("frozen", "2012~/2022"), ("frozen", "2013/2022"), [2]),
        (("frozen", "2012~/2022"), ("frozen", "2018/2022"), [1, 1]),
        (("frozen", "2012/2022"), ("frozen", "2012/2016"), [1, 1]),
        (("frozen", "2012/2022"), ("frozen", "2015"), [2]),
        (("frozen", "2012/2022"), ("severed", "2012/2022"), [1, 1]),
        (("tense", "2018/.."), ("tense", "2025-04-23"), [2]),
        (("tense", "2018/.."), ("tense", "2023/.."), [1, 1]),
        # What has held up to now, nobody knows since when, is known of now.
        (("close", "/2025-04-23"), ("close", "1998"), [1, 1]),
        (("close", "/2025-04-23"), ("close", "2001/.."), [2]),
        # Unknown days join only unknown days.
        (("close", None), ("close", None), [2]),
        (("close", None), ("close", "2025-04-23"), [1, 1]),
    ],
)
def test_claims_that_say_the_same_are_one_account(
    one: tuple[str, str | None], other: tuple[str, str | None], accounts: list[int]
) -> None:
    """One key, shared days, and no told begin or end that stand apart."""
    assert beside(one, other) == accounts


def test_what_holds_since_a_day_says_nothing_of_the_time_after_its_article() -> None:
    """An article of 2019 does not describe 2025; two of one month describe one state."""
    old = told(("tense", "2018/.."), outlet="A", published="2019-03-01")
    new = told(("tense", "2025-04-23"), outlet="B", published="2025-04-23")
    week = told(("tense", "2025-04-30"), outlet="C", published="2025-04-30")
    accounts, _ = merge_ties([old, new, week])
    assert [[claim.outlet for claim in account.claims] for account in accounts] == [["A"], ["B", "C"]]


def test_a_claim_that_fits_two_accounts_equally_stays_alone() -> None:
    """A bare "resumed in 2022" is neither the resumption of March nor that of August; the next one like it joins it."""
    months = [told(("resumed", "2022-03"), outlet="A"), told(("resumed", "2022-08"), outlet="B")]
    years = [told(("resumed", "2022"), outlet="C"), told(("resumed", "2022"), outlet="D")]
    accounts, _ = merge_ties([*years, *months])
    outlets = sorted(sorted(claim.outlet or "" for claim in account.claims) for account in accounts)
    assert outlets == [["A"], ["B"], ["C", "D"]]


def test_the_time_of_a_claim_with_quality_and_change_is_the_changes() -> None:
    """What is "already tense, relations soured in 2023" is an account of the souring."""
    page = Page("Already tense, relations soured in 2023.")
    page.tie("Already tense, relations soured in 2023", (PER, CHL), "tense", "worsening", on("2023"))
    _, account = merge_ties([page.coded(), told(("tense", "2010/2012"))])[0]
    assert (account.quality, account.change, account.time and account.time.edtf) == ("tense", "worsening", "2023")


def test_an_account_counts_reports_outlets_and_origins() -> None:
    """Two outlets that each cite unnamed sources are one to two origins; the most exact time is the account's."""
    articles = [
        told(("resumed", "2022"), outlet="A", chain=(unnamed(),)),
        told(("resumed", "2022-08"), outlet="B", chain=(unnamed("an official"),)),
    ]
    (account,), _ = merge_ties(articles)
    assert (account.reports, account.outlets, account.origins.min, account.origins.max) == (2, 2, 1, 2)
    assert account.time is not None
    assert (account.time.edtf, account.time.span) == ("2022-08", None)


def test_accounts_stand_in_time_and_those_of_unknown_days_last() -> None:
    """Oldest first; the pair's states are sorted whoever is named first."""
    accounts, _ = merge_ties([told(("close", None), ("resumed", "2022"), ("frozen", "2012/2022"))])
    assert [account.quality or account.change for account in accounts] == ["frozen", "resumed", "close"]
    assert {account.pair for account in accounts} == {PAIR}


def test_only_the_asked_pair_and_the_articles_own_story_count() -> None:
    """Ties of other pairs do not join; a vague time is no day."""
    page = Page("All are close.").tie("All are close", (PER, CHL), "close", time=vaguely("now"))
    page.tie("All are close", (USA, CHL), "allied")
    accounts, _ = merge_ties([page.coded()], ("PER", "CHL"))
    assert [account.pair for account in accounts] == [PAIR]
    assert len(merge_ties([page.coded()])[0]) == 2


def test_what_is_told_of_a_pair_does_not_hang_on_whether_others_are_looked_at() -> None:
    """Asking for one pair gives what asking for all gives of it, though the ties of others are then not compared."""
    pages = []
    for number in range(3):
        page = Page(f"Report {number}. All are close. They were tense. Both are hostile.", published="2025-03-01")
        page.tie("All are close", (USA, CHL), "close").tie("They were tense", (PER, CHL), "tense", time=on("2024"))
        pages.append(page.tie("Both are hostile", (PER, CHL), "frozen").coded())
    every, conflicts = merge_ties(pages)
    assert merge_ties(pages, ("CHL", "PER")) == (
        tuple(one for one in every if one.pair == PAIR),
        tuple(one for one in conflicts if one.pair == PAIR),
    )


def differing(*articles: CodedArticle) -> list[tuple[str, list[str]]]:
    """The conflicts of articles, each with its kind and its versions."""
    return [(one.kind.value, [side.value for side in one.sides]) for one in merge_ties(articles)[1]]


MORE_THAN_A_DECADE = (("frozen", "2012~/2022"), ("resumed", "2022"))
SHAKY = (("tense", "2018/.."), ("resumed", "2022-08"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (MORE_THAN_A_DECADE, SHAKY, [("break_began", ["2012~", "2018"])]),
        (MORE_THAN_A_DECADE, (("broken_off", "2018"), ("resumed", "2022-08")), [("break_began", ["2012~", "2018"])]),
        # Strain counts only where the article tells of no break.
        (MORE_THAN_A_DECADE, (("frozen", "2011/2022"), *SHAKY), []),
        # The latest break before the resumption is the one that it ended.
        ((("broken_off", "1982"), *SHAKY), SHAKY, [("break_began", ["1982", "2018"])]),
        ((("broken_off", "1982"), ("broken_off", "2018"), ("resumed", "2022")), SHAKY, []),
        # "More than a decade" reaches two years either way.
        (MORE_THAN_A_DECADE, (("frozen", "2010/2022"), ("resumed", "2022")), []),
        (
            (("broken_off", "2020-09/2020-12"), ("resumed", "2021-05")),
            (("broken_off", "2020-12"), ("resumed", "2021")),
            [],
        ),
        # Another resumption is another story.
        (MORE_THAN_A_DECADE, (("tense", "2018/.."), ("resumed", "2024")), [("resumptions", ["2022", "2024"])]),
        # Without a told begin there is nothing to differ on.
        (MORE_THAN_A_DECADE, (("frozen", "2020"), ("resumed", "2022")), []),
        (MORE_THAN_A_DECADE, (("resumed", "2022"),), []),
    ],
)
def test_articles_that_agree_on_a_resumption_may_differ_on_when_the_break_began(
    one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...], expected: list[tuple[str, list[str]]]
) -> None:
    """Each side has its begin; the resumption is what both agree on."""
    assert differing(told(*one, outlet="A"), told(*other, outlet="B")) == expected


def test_a_conflict_has_both_wordings_and_what_is_agreed() -> None:
    """Article, outlet, span, time and chain stand with each claim."""
    articles = [told(*MORE_THAN_A_DECADE, outlet="A"), told(*SHAKY, outlet="B", chain=(speaker(RIOS),))]
    (conflict,) = merge_ties(articles)[1]
    texts = {coded.article.id: coded.article for coded in articles}
    claims = [*(claim for side in conflict.sides for claim in side.claims), *conflict.agreed]
    assert [claim.outlet for claim in claims] == ["A", "B", "B", "A"]
    assert all(texts[claim.article].words(claim.evidence) == claim.words for claim in claims)
    assert conflict.sides[1].claims[0].chain[-1].name == "Lucía Ríos"
    assert {claim.change for claim in conflict.agreed} == {"resumed"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((("resumed", "2016"),), (("resumed", "2022"),), [("resumptions", ["2016", "2022"])]),
        ((("resumed", "2016"),), (("resumed", "2016-06"),), []),
        ((("resumed", "2016"),), (("tense", "2018/.."), ("resumed", "2022")), []),
        ((("resumed", "2016"), ("broken_off", "2019")), (("resumed", "2022"),), []),
        ((("resumed", None),), (("resumed", "2022"),), []),
    ],
)
def test_two_resumptions_without_a_break_between_differ(
    one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...], expected: list[tuple[str, list[str]]]
) -> None:
    """Whoever tells of the break: with one, both resumptions can be right."""
    assert differing(told(*one, outlet="A"), told(*other, outlet="B")) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("close", "2015/2020"), ("frozen", "2012/2022"), [("qualities", ["close", "frozen"])]),
        (("close", "2025-04-23"), ("severed", "2019/.."), [("qualities", ["close", "severed"])]),
        (("allied", "1991/.."), ("at_war", "2020-10-01"), [("qualities", ["allied", "at_war"])]),
        # Tense goes with anything; close and allied with each other.
        (("close", "2015/2020"), ("tense", "2012/2022"), []),
        (("allied", "2015/2020"), ("close", "2012/2022"), []),
        # They may lie in different months of the year.
        (("close", "2022"), ("frozen", "2022"), []),
        (("close", "2015/2018"), ("frozen", "2018/2022"), []),
        # A resumption implies a break before it, a break something better.
        (("close", "2001/.."), ("resumed", "2022-08"), [("qualities", ["close", "frozen"])]),
        (("frozen", "2012/2022"), ("broken_off", "2018"), [("qualities", ["normal", "frozen"])]),
        (("close", "2023/.."), ("resumed", "2022-08"), []),
        # And the contrary after it.
        (("close", "2012/.."), ("broken_off", "2017-06"), [("qualities", ["close", "severed"])]),
        (("frozen", "2018/.."), ("resumed", "2022-08"), [("qualities", ["normal", "frozen"])]),
        # Whenever in its days the change took place, the quality must have held.
        (("close", "2012/2017-06"), ("broken_off", "2017"), []),
        (("close", "2022-03/.."), ("resumed", "2022"), []),
        (("resumed", "2016"), ("broken_off", "2016"), []),
        (("frozen", "2018/2022"), ("broken_off", "2018"), []),
    ],
)
def test_qualities_that_exclude_each_other_on_a_common_day_differ(
    one: tuple[str, str], other: tuple[str, str], expected: list[tuple[str, list[str]]]
) -> None:
    """Only days on which both hold for sure count."""
    assert differing(told(one, outlet="A"), told(other, outlet="B")) == expected


def test_what_is_severed_since_a_day_was_broken_off_then_and_has_lasted() -> None:
    """A break told with an open end has its begin for its moment, and excludes good relations from then on."""
    page = Page("Relations have been severed since June 2017.", outlet="B", published="2025-03-02")
    page.tie("Relations have been severed since June 2017", (PER, CHL), "severed", "broken_off", at("2017-06/.."))
    bare = told(("broken_off", "2017-06-05"), outlet="C")
    assert [len(one.claims) for one in merge_ties([page.coded(), bare])[0]] == [2]
    assert differing(page.coded(), told(("close", "2020/2022"), outlet="A")) == [("qualities", ["close", "severed"])]
    assert differing(page.coded(), told(("close", "2012/2016"), outlet="A")) == []
    resumed = told(("frozen", "2012~/2022"), ("resumed", "2022"), outlet="A")
    again = Page("Severed since 2018, resumed in 2022.", outlet="B")
    again.tie("Severed since 2018", (PER, CHL), "severed", "broken_off", at("2018/.."))
    again.tie("resumed in 2022", (PER, CHL), change="resumed", time=at("2022"))
    assert differing(again.coded(), resumed) == [("break_began", ["2012~", "2018"])]


def test_one_voice_never_contradicts_itself() -> None:
    """Another speaker of the same article does."""
    both = (("close", "2015/2020"), ("frozen", "2012/2022"))
    assert differing(told(*both)) == []
    page = Page("Ties were close from 2015 to 2020. Ties were frozen from 2012 to 2022, Lucía Ríos said.")
    page.tie("Ties were close from 2015 to 2020", (PER, CHL), "close", time=at("2015/2020"))
    page.tie("Ties were frozen from 2012 to 2022", (PER, CHL), "frozen", time=at("2012/2022"), chain=[speaker(RIOS)])
    assert differing(page.coded()) == [("qualities", ["close", "frozen"])]


def test_claims_that_differ_on_a_break_are_not_told_again_as_qualities() -> None:
    """Being "frozen since 2012" against "broken off in 2018" is one conflict, not two."""
    conflicts = differing(
        told(*MORE_THAN_A_DECADE, outlet="A"), told(("broken_off", "2018"), ("resumed", "2022"), outlet="B")
    )
    assert conflicts == [("break_began", ["2012~", "2018"])]


def test_conflicts_of_different_decades_stand_apart() -> None:
    """Only claims that contradict each other, directly or through another, are one conflict."""
    articles = [
        told(("close", "1991/1995"), ("close", "2015/2020"), outlet="A"),
        told(("frozen", "1990/1996"), outlet="B"),
        told(("frozen", "2014/2021"), outlet="C"),
    ]
    conflicts: tuple[TieConflict, ...] = merge_ties(articles)[1]
    assert [one.kind for one in conflicts] == [TieConflictKind.QUALITIES] * 2
    assert all(len(side.claims) == 1 for one in conflicts for side in one.sides)


@pytest.mark.parametrize(
    ("text", "published", "begin", "end", "held"),
    [
        ("2012~/2022", "2025-04-23", ("2010-01-01", "2014-12-31"), ("2022-01-01", "2022-12-31"), True),
        ("2018/..", "2025-04-23", ("2018-01-01", "2018-12-31"), None, True),
        ("2018/2025-04-23", "2025-04-23", ("2018-01-01", "2018-12-31"), None, True),
        ("/2025-04-23", "2025-04-23", None, None, True),
        ("../2016", "2025-04-23", None, ("2016-01-01", "2016-12-31"), True),
        ("2022", "2025-04-23", None, None, False),
        ("2025-04-23", "2025-04-23", None, None, True),
    ],
)
def test_a_begin_or_an_end_is_told_only_where_the_text_has_one(
    text: str, published: str, begin: tuple[str, str] | None, end: tuple[str, str] | None, held: bool
) -> None:
    """The day of publication is no end; a year in which something held tells neither, and no day for sure."""
    page = Page("Words.", published=published)
    found = tie_time(at(text), page.article)
    assert found is not None
    for told_days, days in ((found.begin, begin), (found.end, end)):
        assert told_days == (days and tuple(day_number(day, 0) for day in days))
    assert (found.held is not None) is held


@pytest.mark.parametrize("time", [None, vaguely("now"), Interval(relative="anchor", grain=Grain.VAGUE)])
def test_unknown_days_have_no_time(time: Interval | None) -> None:
    """No words, vague words, and words relative to a day of publication that nobody knows."""
    assert tie_time(time, Page("Words.").article) is None
