"""As of an earlier day: what the articles published by then, and the judgements made by then, told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.records import CodedArticle, Status, Verdict
from dragoman.workspace import Workspace
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


@pytest.fixture
def told_over_time(workspace: Workspace) -> Workspace:
    """A plan of April, many reports of May that it was carried out, and one of an unknown day."""
    workspace.store.add(visit_told(0, "2025-04-20", "planned"), coding="hand")
    workspace.store.add(visit_told(1, None, "planned"), coding="hand")
    for number in range(2, 8):
        workspace.store.add(visit_told(number, f"2025-05-0{number}", "happened"), coding="hand")
    return workspace


@pytest.mark.parametrize(
    ("day", "reports", "statuses"),
    [
        ("2025-04-19", 0, set()),
        ("2025-04-20", 1, {"planned"}),
        ("2025-05-02", 2, {"planned", "happened"}),
        ("2025-12-31", 7, {"planned", "happened"}),
    ],
)
def test_a_pair_as_of_a_day_knows_what_was_published_by_then(
    told_over_time: Workspace, day: str, reports: int, statuses: set[str]
) -> None:
    """What was published later, or on a day that nobody knows, is not known yet, in events or in happenings."""
    found = told_over_time.pair("PER", "CHL", as_of=day)
    assert len(found.events) == len(found.articles) == reports
    assert {event.event.status.value for event in found.events} == statuses
    assert sum(happening.reports for happening in found.happenings) == reports
    assert told_over_time.happenings_as_of(day, ("CHL", "PER")) == found.happenings
    assert {one.id for one in told_over_time.happenings_as_of(day)} == {one.id for one in found.happenings}


def test_later_reports_do_not_crowd_out_what_was_known_on_a_day(told_over_time: Workspace) -> None:
    """The limit counts what was known then, not what came after."""
    found = told_over_time.pair("PER", "CHL", as_of="2025-04-30", limit=2)
    assert [event.event.status for event in found.events] == [Status.PLANNED]


def test_a_judgement_counts_from_the_day_on_which_it_was_made(told_over_time: Workspace) -> None:
    """As of a day before it, the event was not rejected yet."""
    event = told_over_time.pair("PER", "CHL", as_of="2025-04-20").events[0].event.id
    told_over_time.judge(event, Verdict.REJECT, who="Ada", at="2025-06-01T10:00:00+00:00")
    links = [{link.event for one in told_over_time.happenings_as_of(day) for link in one.links} for day in
             ("2025-05-31", "2025-06-01")]  # fmt: skip
    assert event in links[0]
    assert event not in links[1]
