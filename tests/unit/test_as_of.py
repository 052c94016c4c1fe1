"""As of an earlier day: what the articles known by then, and the judgements made by then, told."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.records import CodedArticle, Happening, Horizon, Status, Verdict
from dragoman.store import EventQuery, StatementQuery, TieQuery
from dragoman.workspace import Workspace
from dragoman.workspace.relating import Asked
from tests.records_made import Page, state
from tests.unit.quick_coding import WORK


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace whose coder needs no parser."""
    with Workspace.open(tmp_path / "workspace", create=True, work=WORK) as opened:
        yield opened


def visit_told(number: int, published: str | None, status: str) -> CodedArticle:
    """An article about one visit from Peru to Chile."""
    words = f"Report {number} tells of it."
    page = Page(words, outlet=f"Outlet {number}", published=published)
    return page.event("CONSULT", words, [state("PER")], [state("CHL")], mode="visit", status=status).coded()


def published(day: str) -> Horizon:
    """What was published up to a day."""
    return Horizon(as_of=day)


def added(day: str) -> Horizon:
    """What was added up to a day."""
    return Horizon(added_until=day)


def events_in(happenings: Iterable[Happening]) -> set[str]:
    """The events that happenings are about."""
    return {link.event for one in happenings for link in one.links}


@pytest.fixture
def told_over_time(workspace: Workspace) -> Workspace:
    """A plan of April, many reports of May that it was carried out, and one of an unknown day.

    The reports of the 2nd to the 4th of May were added on the 10th, the others in June; when the plan was added nobody
    noted.
    """
    workspace.store.add(visit_told(0, "2025-04-20", "planned"), coding="hand")
    workspace.store.add(visit_told(1, None, "planned"), coding="hand", added="2025-05-01")
    for number in range(2, 8):
        day = "2025-05-10" if number < 5 else "2025-06-01"
        workspace.store.add(visit_told(number, f"2025-05-0{number}", "happened"), coding="hand", added=day)
    return workspace


@pytest.mark.parametrize(
    ("known", "reports", "statuses"),
    [
        (published("2025-04-19"), 0, set()),
        (published("2025-04-20"), 1, {"planned"}),
        (published("2025-05-02"), 2, {"planned", "happened"}),
        (published("2025-12-31"), 7, {"planned", "happened"}),
        (added("2025-04-30"), 0, set()),
        (added("2025-05-01"), 1, {"planned"}),
        (added("2025-05-09"), 1, {"planned"}),
        (added("2025-05-10"), 4, {"planned", "happened"}),
        (added("2025-12-31"), 7, {"planned", "happened"}),
        (Horizon(as_of="2025-05-06", added_until="2025-05-31"), 3, {"happened"}),
        (Horizon(as_of="2025-05-03", added_until="2025-12-31"), 2, {"happened"}),
    ],
    ids=str,
)
def test_a_pair_as_of_a_day_knows_what_was_published_or_added_by_then(
    told_over_time: Workspace, known: Horizon, reports: int, statuses: set[str]
) -> None:
    """What came later, or on a day that nobody knows, is not known yet: in events, articles, happenings and claims."""
    found = told_over_time.pair("PER", "CHL", known=known)
    assert len(found.events) == len(found.articles) == reports
    assert {event.event.status.value for event in found.events} == statuses
    assert sum(happening.reports for happening in found.happenings) == reports
    assert told_over_time.happenings_known(known, ("CHL", "PER")) == found.happenings
    assert events_in(told_over_time.happenings_known(known)) == events_in(found.happenings)
    listed = told_over_time.events(EventQuery(pair=("PER", "CHL"), newest_first=True, known=known))
    assert listed == found.events[::-1]
    claims = told_over_time.claims(Asked(pair=("PER", "CHL"), known=known))
    assert sum(len(one.claims) for one in claims.happenings) == reports
    assert not told_over_time.statements(StatementQuery(known=known))


def test_later_reports_do_not_crowd_out_what_was_known_on_a_day(told_over_time: Workspace) -> None:
    """The limit counts what was known then, not what came after."""
    found = told_over_time.pair("PER", "CHL", known=published("2025-04-30"), limit=2)
    assert [event.event.status for event in found.events] == [Status.PLANNED]


def test_an_article_that_is_coded_again_was_added_on_its_first_day(told_over_time: Workspace) -> None:
    """Another coding is no other article; nor is one that was added before it was known when."""
    for number, day in ((2, "2025-05-02"), (0, "2025-04-20")):
        again = visit_told(number, day, "denied")
        assert told_over_time.store.add(again, coding="other", added="2025-07-01")
    assert len(told_over_time.events(EventQuery(known=added("2025-05-10")))) == 4
    assert len(told_over_time.events(EventQuery(known=added("2025-07-02")))) == 7


@pytest.mark.parametrize("known", [published, added])
@pytest.mark.parametrize("change", [None, ("status", "denied"), ("targets", "KEN")])
def test_a_judgement_counts_from_the_day_on_which_it_was_made(
    told_over_time: Workspace, change: tuple[str, str] | None, known: Callable[[str], Horizon]
) -> None:
    """As of a day before it the event stands as it was read, in every list; undone later, it is judged in between."""
    asked = EventQuery(pair=("PER", "CHL"), status=Status.HAPPENED, known=known("2025-06-01"))
    event = told_over_time.events(asked)[1].event.id
    field, value = change or (None, None)
    verdict = Verdict.CORRECT if change else Verdict.REJECT
    judged = told_over_time.judge(event, verdict, who="Ada", field=field, value=value, at="2025-06-02T10:00:00+00:00")
    told_over_time.judge(judged.id, Verdict.UNDO, who="Ada", at="2025-06-04T10:00:00+00:00")
    for day, is_there in (("2025-06-01", True), ("2025-06-02", False), ("2025-06-03", False), ("2025-06-04", True)):
        asked = EventQuery(pair=("PER", "CHL"), status=Status.HAPPENED, known=known(day))
        listed = [one.event.id for one in told_over_time.events(asked)]
        assert (event in listed) is is_there, day
        found = told_over_time.pair("PER", "CHL", known=known(day))
        told = {one.event.id for one in found.events if one.event.status is Status.HAPPENED}
        assert (event in told) is is_there, day
        assert (event in events_in(found.happenings)) is (is_there or field == "status"), day
        assert in_pages(told_over_time, asked) == listed


def in_pages(workspace: Workspace, asked: EventQuery) -> list[str]:
    """The events asked for, one to a page."""
    found: list[str] = []
    after = None
    while page := workspace.events(
        EventQuery(pair=asked.pair, status=asked.status, known=asked.known, limit=1, after=after)
    ):
        found.append(page[0].event.id)
        after = page[0].cursor
    return found


def test_what_was_rejected_since_is_no_rejection_of_then(told_over_time: Workspace) -> None:
    """The list of rejected events follows the day as the others do."""
    event = told_over_time.events(EventQuery(known=added("2025-05-10")))[-1].event.id
    told_over_time.judge(event, Verdict.REJECT, who="Ada", at="2025-06-02T10:00:00+00:00")
    for day, count in (("2025-06-01", 0), ("2025-06-02", 1)):
        assert len(told_over_time.events(EventQuery(rejected=True, known=added(day)))) == count


def test_ties_and_their_accounts_are_asked_by_either_day(workspace: Workspace) -> None:
    """An account that was published early and added late is known by the one day and not by the other."""
    words = "Peru and Chile are close allies."
    page = Page(words, published="2025-04-20").tie(words, (state("PER"), state("CHL")), quality="allied")
    workspace.store.add(page.coded(), coding="hand", added="2025-06-01")
    for known, count in ((published("2025-04-20"), 1), (added("2025-05-31"), 0), (added("2025-06-01"), 1)):
        told = workspace.relations("PER", "CHL", known=known, series=True)
        assert (len(told.accounts), told.as_of, told.added_until) == (count, known.as_of, known.added_until)
        assert len(workspace.ties(TieQuery(known=known))) == count
