"""The monthly series of a pair: what is done apart from what is not, each point with its happenings."""

import pytest

from dragoman.knowledge.cameo import load_cameo
from dragoman.merge import merge_events
from dragoman.merge.relations import relate
from dragoman.records import CodedArticle, Grain, Interval, SeriesPoint, StatusGroup
from tests.records_made import Page, on, state, vaguely

PER, CHL, USA = state("PER"), state("CHL"), state("USA")
CAMEO = load_cameo()


def series(*articles: CodedArticle) -> dict[tuple[str, str], SeriesPoint]:
    """The points of Peru and Chile by group and month."""
    told = relate(("PER", "CHL"), articles, happenings=merge_events(articles))
    assert told.scores is not None
    assert CAMEO.version in told.scores
    return {(one.group.value, point.month): point for one in told.series or () for point in one.points}


def test_a_month_sums_the_scores_of_its_happenings() -> None:
    """A visit and a threat of May are two, one cooperative and one conflictual; each is named."""
    page = Page("Peru visited Chile. Peru threatened Chile. Peru visited Chile again.", published="2025-07-01")
    page.event("CONSULT", "Peru visited Chile.", [PER], [CHL], mode="visit", time=on("2025-05-05"))
    page.event("THREATEN", "Peru threatened Chile", [PER], [CHL], time=on("2025-05"))
    page.event("CONSULT", "Peru visited Chile again", [PER], [CHL], mode="visit", time=on("2025-06-10"))
    points = series(page.coded())
    assert set(points) == {("done", "2025-05"), ("done", "2025-06")}
    may = points["done", "2025-05"]
    visit, threat = CAMEO.root_of(page.events[0].act, "visit").score, CAMEO.root_of(page.events[1].act, None).score
    assert (may.count, may.cooperative, may.conflictual) == (2, 1, 1)
    assert (may.sum, may.mean) == (visit + threat, (visit + threat) / 2)
    assert len(may.happenings) == 2
    assert {*may.happenings} & {*points["done", "2025-06"].happenings} == set()


@pytest.mark.parametrize(
    ("status", "group"),
    [
        ("happened", "done"),
        ("ongoing", "done"),
        ("planned", "planned"),
        ("called_off", "called_off"),
        ("denied", "denied"),
        ("hypothetical", "hypothetical"),
    ],
)
def test_every_status_counts_in_the_series_of_its_group(status: str, group: str) -> None:
    """What is done is never mixed with what is not."""
    page = Page("Peru, Chile: a visit.", published="2025-05-01")
    page.event("CONSULT", "a visit", [PER], [CHL], mode="visit", status=status, time=on("2025-05-05"))
    assert set(series(page.coded())) == {(group, "2025-05")}
    assert {one.value for one in StatusGroup} >= {group}


@pytest.mark.parametrize(
    ("time", "month"),
    [
        (on("2025-05"), "2025-05"),
        (on("2025-05-01", "2025-05-31"), "2025-05"),
        (on("2025-05-30", "2025-06-01"), "several_months"),
        (on("2025"), "several_months"),
        (Interval(edtf="2018/..", earliest="2018-01-01", grain=Grain.YEAR), "several_months"),
        (vaguely("recently"), "undated"),
        (None, "undated"),
    ],
)
def test_a_happening_counts_in_a_month_that_holds_all_its_days(time: Interval | None, month: str) -> None:
    """A year may be any month of it, and counts in none."""
    page = Page("Peru visited Chile.")
    page.event("CONSULT", "Peru visited Chile", [PER], [CHL], mode="visit", time=time)
    assert set(series(page.coded())) == {("done", month)}


def test_two_that_act_on_a_third_do_nothing_between_them() -> None:
    """Only what one does towards the other, or both together, counts; a visit goes to its host."""
    page = Page("One. Two. Three.")
    page.event("ACCUSE", "One", [PER, CHL], [USA], time=on("2025-05"))
    page.event("CONSULT", "Two", [PER], [USA], hosts=[CHL], time=on("2025-05"))
    page.event("CONSULT", "Three", [PER], [], hosts=[CHL], mode="visit", time=on("2025-06"))
    assert set(series(page.coded())) == {("done", "2025-06")}


def test_tie_accounts_stand_in_their_month_without_a_score() -> None:
    """They are named where they lie, and change no sum."""
    page = Page("Peru and Chile resumed relations in May 2025.")
    page.tie("Peru and Chile resumed relations in May 2025", (PER, CHL), change="resumed", time=on("2025-05"))
    (point,) = series(page.coded()).values()
    assert (point.month, point.count, point.sum, point.mean, len(point.ties)) == ("2025-05", 0, 0.0, None, 1)


def test_a_period_keeps_the_accounts_and_conflicts_that_may_lie_in_it() -> None:
    """An account of unknown days lies where it was published."""
    page = Page("Frozen then. Resumed. Close.", published="2025-05-05")
    page.tie("Frozen then", (PER, CHL), "frozen", time=on("2012-01-01", "2016-05-05"))
    page.tie("Resumed", (PER, CHL), change="resumed", time=on("2016-05"))
    page.tie("Close", (PER, CHL), "close")
    told = relate(("PER", "CHL"), [page.coded()], since="2016-05-20", until="2024-12-31")
    assert [one.change for one in told.accounts] == ["resumed"]
    assert [one.quality for one in relate(("PER", "CHL"), [page.coded()], since="2025-01-01").accounts] == ["close"]
    assert told.series is None
