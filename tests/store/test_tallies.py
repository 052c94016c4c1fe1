"""Counts of happenings by place and by pair: who is counted where, narrowed by what, and kept up to date."""

from typing import Any

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.records import Act, CodedArticle, Place
from dragoman.store import HappeningQuery, Layer, PlaceTally, Store, TallyQuery
from dragoman.workspace.merging import merge_changes
from tests.records_made import Page, on, state

AZE, ISR, TUR, PER, CHL = (state(code) for code in ("AZE", "ISR", "TUR", "PER", "CHL"))
COOPERATIVE = frozenset({Act.CONSULT, Act.AGREE})


def told(outlet: str = "Andes Post") -> CodedArticle:
    """A meeting in Baku, a plan for Ankara, a strike by two states together, and talks nowhere."""
    page = Page("Israel met Azerbaijan. They will meet in Ankara. Both hit Peru. Chile talked to Peru.", outlet=outlet)
    page.event("CONSULT", "Israel met Azerbaijan", [ISR], [AZE], place=("Baku", "AZE"), time=on("2024-03-01"))
    page.event(
        "CONSULT", "They will meet in Ankara", [ISR, TUR], symmetric=True, status="planned",
        place=("Ankara", "TUR"), time=on("2025-05"),
    )  # fmt: skip
    page.event("ASSAULT", "Both hit Peru", [ISR, AZE], [PER], place=("Peru", "PER"), time=on("2024-06-02"))
    page.event("CONSULT", "Chile talked to Peru", [CHL], [PER], time=on("2024-07-01"))
    return page.coded()


@pytest.fixture
def filled(store: Store) -> Store:
    """The same told by two outlets, and merged."""
    for outlet in ("Andes Post", "Coast Daily"):
        store.add(told(outlet), coding="hand")
    merge_changes(store)
    return store


def places(store: Store, **query: Any) -> dict[tuple[str, str | None], tuple[int, int, int, int]]:
    """Done, planned, other and reports by place."""
    found = store.tally_places(TallyQuery(**query)).places
    return {(one.name, one.state): (one.done, one.planned, one.other, one.reports) for one in found}


def pairs(store: Store, **query: Any) -> dict[str, tuple[int, int, int, int]]:
    """Cooperative, hostile, planned and other by pair."""
    found = store.tally_pairs(TallyQuery(**query), COOPERATIVE).pairs
    return {"-".join(one.pair): (one.cooperative, one.hostile, one.planned, one.other) for one in found}


def test_each_place_has_its_happenings_and_the_reports_that_put_them_there(filled: Store) -> None:
    """Two reports of one happening are one happening; what has no place is in none, and counted."""
    assert places(filled) == {
        ("Ankara", "TUR"): (0, 1, 0, 2),
        ("Baku", "AZE"): (1, 0, 0, 2),
        ("Peru", "PER"): (1, 0, 0, 2),
    }
    total = filled.tally_places(TallyQuery(limit=1)).total
    assert (total.happenings, total.within, total.groups) == (4, 3, 3)
    (first,) = filled.tally_places(TallyQuery(state="tur", limit=1)).places
    assert (first.first, first.last, first.happenings) == ("2025-05-01", "2025-05-31", 1)


def test_who_strikes_together_is_not_hostile_to_each_other(filled: Store) -> None:
    """A pair is counted where one acts towards the other, or both act together in what is done together."""
    assert pairs(filled) == {
        "AZE-ISR": (1, 0, 0, 0),
        "AZE-PER": (0, 1, 0, 0),
        "CHL-PER": (1, 0, 0, 0),
        "ISR-PER": (0, 1, 0, 0),
        "ISR-TUR": (0, 0, 1, 0),
    }
    total = filled.tally_pairs(TallyQuery(), COOPERATIVE).total
    assert (total.happenings, total.within, total.groups) == (4, 4, 5)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "AZE"}, {"Baku", "Peru"}),
        ({"pair": ("ISR", "AZE")}, {"Baku", "Peru"}),
        ({"act": Act.ASSAULT}, {"Peru"}),
        ({"status": "planned"}, {"Ankara"}),
        ({"since": "2024-06-02", "until": "2024-12-31"}, {"Peru"}),
        ({"mode": "own-act"}, set()),
        ({"state": "' OR 1=1 --"}, set()),
    ],
)
def test_counts_are_narrowed_as_lists_are(filled: Store, query: dict[str, Any], found: set[str]) -> None:
    """And the totals with them; the list of a place has as many happenings as its count."""
    asked = msgspec.convert(query, TallyQuery)
    tallies = filled.tally_places(asked)
    assert {one.name for one in tallies.places} == found
    assert tallies.total.within == tallies.total.groups == len(found)
    fields = {name: getattr(asked, name) for name in ("state", "pair", "act", "mode", "status", "since", "until")}
    assert tallies.total.happenings == len(filled.happenings(HappeningQuery(**fields)))
    for one in tallies.places:
        listed = filled.happenings(HappeningQuery(**fields, places=((one.name, one.state or ""),)))
        assert len(listed) == one.happenings
        assert filled.happenings(HappeningQuery(**fields, places=((one.name, "XXX"),))) == ()


def test_counts_follow_what_people_judge(filled: Store) -> None:
    """A corrected place takes the place of the one that was read; a rejected event is counted nowhere."""
    coded = told()
    meeting, plan, *rest = coded.events
    corrected = msgspec.structs.replace(meeting, place=Place(name="Tel Aviv", state="ISR"))
    judged = msgspec.structs.replace(coded, events=(corrected, plan, *rest))
    filled.put_judged([Layer(coded=judged, rejected=frozenset({plan.id}))], filled.revision.records)
    merge_changes(filled)
    found = places(filled)
    assert found["Tel Aviv", "ISR"][3] == found["Baku", "AZE"][3] == found["Ankara", "TUR"][3] == 1
    assert found["Peru", "PER"][3] == 2


def test_an_open_end_is_no_day(store: Store) -> None:
    """Neither end of the calendar, nor a day that nothing tells, is shown as one."""
    page = Page("Chile met Peru in Lima.").event("CONSULT", "Chile met Peru", [CHL], [PER], place=("Lima", None))
    store.add(page.coded(), coding="hand")
    merge_changes(store)
    (found,) = store.tally_places(TallyQuery()).places
    assert found == PlaceTally(name="Lima", state=None, done=1, planned=0, other=0, reports=1, first=None, last=None)


@pytest.mark.parametrize("limit", [0, 10_001])
def test_a_limit_out_of_bounds_is_refused(store: Store, limit: int) -> None:
    """As with pages of lists."""
    with pytest.raises(StoreError, match="limit must be"):
        store.tally_places(TallyQuery(limit=limit))
