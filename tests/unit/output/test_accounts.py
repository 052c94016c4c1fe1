"""Accounts side by side: what became of a plan, and where accounts differ."""

from tests.records_made import Page, on, person, state
from tests.unit.output.test_brief import brief_of, told_in

PER, CHL = state("PER"), state("CHL")
RIOS = person("Lucía Ríos", "PER", "President")


def visit(words, outlet, published, **fields):
    """An article of one sentence about the visit of Ríos."""
    page = Page(words, outlet=outlet, published=published)
    return page.event("CONSULT", words, [RIOS], [CHL], mode="visit", **fields)


def plan():
    """The visit is announced for February."""
    return visit("She comes in February.", "The Quill", "2025-02-01", status="planned", time=on("2025-02-20"))


def delay():
    """The visit is put off."""
    return visit("It is put off.", "The Gull", "2025-02-18", status="planned", detail="postponed")


def test_a_plan_its_delay_and_the_visit_are_one_happening_told_in_its_order():
    """The visit carries its history, and all words."""
    deed = visit("She came on 14 April.", "The Gull", "2025-04-15", time=on("2025-04-14"))
    brief = brief_of(plan(), delay(), deed)
    assert told_in(brief, "meetings") == [
        "Lucía Ríos visited Chile on 14 April 2025; announced beforehand and put off once"
    ]
    assert told_in(brief, "announced") == []
    assert len(brief.supports[0].claims[0]) == 3


def test_a_delay_is_told_with_the_day_that_it_undoes():
    """Without a new date the plan is told as put off."""
    assert told_in(brief_of(plan(), delay()), "announced") == [
        "The plan for Lucía Ríos to visit Chile was postponed; it had been announced for 20 February 2025"
    ]


def test_a_new_plan_after_a_delay_is_the_one_that_holds():
    """The overtaken date is not told as the plan."""
    again = visit("She comes in April.", "The Gull", "2025-02-20", status="planned", time=on("2025-04"))
    assert told_in(brief_of(plan(), delay(), again), "announced") == [
        "Lucía Ríos is to visit Chile in April 2025; it had been put off before"
    ]


def test_dates_that_differ_are_shown_with_both_wordings():
    """Each version has its words and its outlet."""
    one = visit("She came on Monday.", "The Quill", "2025-05-14", time=on("2025-05-12", None, "Monday"))
    two = visit("She came on Tuesday.", "The Gull", "2025-05-14", time=on("2025-05-13", None, "Tuesday"))
    (text,) = told_in(brief_of(one, two), "meetings")
    assert "12 May 2025 (“Monday”, The Quill)" in text
    assert "13 May 2025 (“Tuesday”, The Gull)" in text
    assert "accounts differ on the date: " in text


def test_done_and_called_off_is_a_difference_in_words():
    """Nobody reads "happened / called_off"."""
    one = visit("She came on 12 May.", "The Quill", "2025-05-14", time=on("2025-05-12"))
    two = visit("It was called off.", "The Gull", "2025-05-14", status="called_off", time=on("2025-05-12"))
    (text,) = told_in(brief_of(one, two), "meetings")
    versions = text.partition("accounts differ on whether it took place: ")[2].split(" / ")
    assert sorted(versions) == ["took place (The Quill)", "was called off (The Gull)"]


def test_the_president_comes_before_the_clerk():
    """The summary puts offices and support before what happens to stand first."""
    page = Page("A clerk came. She came.", published="2025-05-14")
    page.event(
        "CONSULT", "A clerk came.", [person("Ana Soto", "PER", "Clerk")], [CHL], mode="visit", time=on("2025-05-12")
    )
    page.event("CONSULT", "She came.", [RIOS], [CHL], mode="visit", time=on("2025-05-02"))
    assert told_in(brief_of(page), "in_brief")[0].startswith("Lucía Ríos")


def test_like_counts_stand_together():
    """Claims with the same counts and reasons are one line."""
    page = Page("One. Two.")
    page.event("CONSULT", "One.", [PER], [CHL], time=on("2016"))
    page.event("CONSULT", "Two.", [PER], [CHL], time=on("2019"))
    (support,) = brief_of(page).supports
    assert len(support.claims) == 2
    assert support.counts == "1 report in 1 outlet; 1 origin: all rests on The Meridian Courier"
