"""Which articles print one text, and what that does to origins; each rule with a near miss."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from dragoman.merge import merge_events
from dragoman.merge.copies import find_copies
from dragoman.records import Article, CodedArticle, Credit, CreditKind
from tests.records_made import Page, on, state

PER, CHL = state("PER"), state("CHL")
CREDIT = Credit(kind=CreditKind.AGENCY, name="Longway News Agency", span=(0, 3))


def words(start: int, count: int) -> str:
    """Words that are nowhere else."""
    return " ".join(f"w{number}" for number in range(start, start + count))


BOILERPLATE = words(9000, 28)


def article(text: str, outlet: str = "A", published: str | None = "2025-04-23", *printed: Credit) -> Article:
    """An article whose whole text is its body."""
    return replace(Page(text, outlet=outlet, published=published).article, credits=printed)


def day(later: int) -> str:
    return (date(2025, 4, 23) + timedelta(days=later)).isoformat()


@pytest.mark.parametrize(
    ("one", "other", "is_linked"),
    [
        (article(words(0, 200)), article(words(0, 200), "B"), True),
        (article(words(0, 200)), article(f"{words(500, 20)} {words(0, 200)}", "B"), True),
        (article(words(0, 300)), article(words(0, 60), "B"), True),  # an excerpt
        (article(words(0, 200)), article(f"{words(0, 120)} {words(600, 80)}", "B"), True),  # a later version
        (article(words(0, 200)), article(f"{words(0, 60)} {words(600, 140)}", "B"), False),  # a paragraph in common
        (article(words(0, 200)), article(words(600, 200), "B"), False),  # one event in other words
        (article(f"{words(0, 100)} {BOILERPLATE}"), article(f"{words(600, 100)} {BOILERPLATE}"), False),
        (article(f"{words(0, 9)} {BOILERPLATE}"), article(f"{words(600, 9)} {BOILERPLATE}"), False),
        (article(words(0, 20)), article(words(0, 20), "B"), False),  # too short to tell
        (article(words(0, 200)), article(words(0, 200), "B", day(14)), True),
        (article(words(0, 200)), article(words(0, 200), "B", day(15)), False),
        (article(words(0, 200)), article(words(0, 200), "B", day(200), CREDIT), True),
        (article(words(0, 200)), article(words(0, 200), "B", None), False),
    ],
)
def test_articles_that_share_enough_text_in_time_are_linked(one, other, is_linked):
    """Two texts → whether they are copies, in either order."""
    assert bool(find_copies([one, other])) is bool(find_copies([other, one])) is is_linked


def test_words_outside_the_body_are_not_compared():
    """A page of links that two outlets share is no copy."""
    text = words(0, 200)
    links = [replace(article(text, name), regions=()) for name in "AB"]
    assert find_copies(links)
    regions = (replace(article(text).regions[0], kind="links"),)
    assert not find_copies([replace(one, regions=regions) for one in links])


def told(
    clause: str, rest: str, outlet: str, published: str = "2025-04-23", printed: tuple[Credit, ...] = (), **how: object
) -> CodedArticle:
    """A meeting told by a clause before the rest of a text."""
    page = Page(f"{clause} {rest}", outlet=outlet, published=published)
    page.event("CONSULT", clause, [PER], [CHL], mode="visit", time=on("2025-04-22"), **how)
    return replace(page.coded(), article=replace(page.article, credits=printed))


def origins(*articles: CodedArticle) -> tuple[int, int, str]:
    (happening,) = merge_events(articles)
    counted = happening.origins
    return counted.min, counted.max, "; ".join(counted.reasons)


def test_ten_outlets_with_one_text_are_one_origin():
    """The earliest is the original; the reason says how much is in common."""
    copies = [told(f"They met, {n}.", words(0, 200), f"Paper {n}", day(n)) for n in range(10)]
    least, most, reasons = origins(*copies)
    assert (least, most) == (1, 1)
    assert "Paper 0 and Paper 5 print the same text (98 % of its runs of words in common): counted once" in reasons


def test_two_reports_in_own_words_are_two_origins():
    """The near miss of the copies."""
    assert origins(told("They met.", words(0, 200), "A"), told("They met.", words(500, 200), "B"))[:2] == (2, 2)


def test_an_uncredited_copy_of_credited_copy_goes_back_to_the_agency():
    """It came first, and still the agency is the original."""
    early = told("They met, one.", words(0, 200), "A", day(-1))
    wire = told("They met, two.", words(0, 200), "B", day(0), (CREDIT,))
    least, most, reasons = origins(early, wire)
    assert (least, most) == (1, 1)
    assert "A and B go back to Longway News Agency: counted once" in reasons


@pytest.mark.parametrize(
    ("later", "how", "expected"),
    [
        ("They met with 12 envoys.", {}, (1, 1)),
        ("They met with 30 envoys.", {}, (2, 2)),
        ("They meet with 12 envoys.", {"status": "ongoing"}, (2, 2)),
    ],
)
def test_a_later_version_that_changes_number_or_status_stands_alone(later, how, expected):
    """The edit is an account of its own; without one the same text counts once."""
    first = told("They met with 12 envoys.", words(0, 200), "A")
    edited = told(later, words(0, 190), "B", day(1), **how)
    least, most, reasons = origins(first, edited)
    assert (least, most) == expected
    assert ("B prints a later version of the text of A" in reasons) is (expected == (2, 2))


def test_an_excerpt_counts_once_only_where_its_clause_is_the_same():
    """What a long article adds to a wire text in its own words is its own."""
    wire = told("They met on the bridge at noon and spoke of fish.", words(0, 60), "A")
    own = told("Peru's minister went to see the ministers of Chile.", f"{words(0, 60)} {words(700, 200)}", "B")
    same = told("They met on the bridge at noon and spoke of fish.", f"{words(0, 60)} {words(700, 200)}", "B")
    assert origins(wire, own)[:2] == (2, 2)
    assert origins(wire, same)[:2] == (1, 1)
