"""The network: which pairs are drawn and how, where states stand, and what the page says."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.cameo import load_cameo
from dragoman.records import Act
from dragoman.store import PairTally
from dragoman.web.network import (
    HEIGHT,
    MOST_EDGES,
    MOST_NODES,
    WIDTH,
    Kind,
    draw_network,
    kept_pairs,
    kind_of,
    lay_out,
)
from dragoman.web.relating import cooperative_acts
from tests.records_made import Page, on, state
from tests.unit.web.room import Room

PER, CHL, USA = state("PER"), state("CHL"), state("USA")


def told(one: str, two: str, cooperative: int = 1, hostile: int = 0, planned: int = 0, other: int = 0) -> PairTally:
    """A pair with its happenings."""
    return PairTally(
        pair=(one, two), cooperative=cooperative, hostile=hostile, planned=planned, other=other, first=None, last=None
    )


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ((4, 0, 0, 0), Kind.COOPERATIVE),
        ((3, 1, 0, 0), Kind.COOPERATIVE),
        ((2, 1, 0, 0), Kind.MIXED),
        ((1, 1, 9, 9), Kind.MIXED),
        ((1, 3, 0, 0), Kind.HOSTILE),
        ((0, 1, 9, 0), Kind.HOSTILE),
        ((0, 0, 1, 5), Kind.PLANNED),  # a plan is no cooperation yet
        ((0, 0, 0, 1), Kind.OTHER),
    ],
)
def test_a_line_is_drawn_by_what_was_done(counts: tuple[int, int, int, int], kind: Kind) -> None:
    """Three in four decide; what is planned or denied never does."""
    assert kind_of(told("AZE", "ISR", *counts)) is kind


def test_no_mode_turns_an_act_round() -> None:
    """So the sign of its act is that of every happening."""
    assert {Act.CONSULT, Act.AID} <= cooperative_acts()
    assert not {Act.ASSAULT, Act.SANCTION, Act.REQUEST} & cooperative_acts()
    for root in load_cameo().root:
        assert (root.score > 0) is (root.type in cooperative_acts())


def test_pairs_without_room_are_left_out_the_least_told_first() -> None:
    """At most so many states and so many lines; a light line between states that are there is kept."""
    codes = [f"{a}{b}A" for a in "ABCDEFGH" for b in "ABCDEFGH"]
    star = [told("USA", code, 100 - number) for number, code in enumerate(codes)]
    kept = kept_pairs([*star, told(codes[0], codes[1])])
    assert len(kept) == MOST_NODES
    assert kept[-1].pair == (codes[0], codes[1])
    assert kept[:-1] == tuple(star[: MOST_NODES - 1])
    every = [told(one, two) for number, one in enumerate(codes[:20]) for two in codes[:number]]
    assert len(kept_pairs(every)) == MOST_EDGES


def test_plans_lie_beside_what_was_done() -> None:
    """As a second line; a plan alone is the line itself; a width goes by all."""
    drawn = draw_network([told("AZE", "ISR", 2, 0, 2), told("CHL", "PER", 0, 0, 1)], {"AZE": "Azerbaijan"})
    assert drawn is not None
    plan, done = drawn.edges
    assert (done.kind, done.beside is None) == (Kind.COOPERATIVE, False)
    assert (plan.kind, plan.beside) == (Kind.PLANNED, None)
    assert done.wide > plan.wide
    assert {node.label.text for node in drawn.nodes} == {"Azerbaijan", "ISR", "CHL", "PER"}


def test_no_pair_gives_no_picture() -> None:
    """The page says so."""
    assert draw_network([], {}) is None


CODES = st.sampled_from([f"{a}{b}{c}" for a in "AB" for b in "CDE" for c in "FGH"])
PAIRS = st.dictionaries(
    st.tuples(CODES, CODES).map(lambda pair: tuple(sorted(pair))).filter(lambda pair: pair[0] != pair[1]),
    st.integers(1, 1000),
    min_size=1,
    max_size=30,
)


@given(PAIRS)
def test_all_states_are_inside_and_the_picture_is_always_the_same(weights: dict[tuple[str, str], int]) -> None:
    """Whatever the counts and their order."""
    places = lay_out(weights)
    assert set(places) == {code for pair in weights for code in pair}
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places.values())
    assert len(set(places.values())) == len(places)
    assert lay_out(dict(reversed(list(weights.items())))) == places


def test_who_deals_with_each_other_stands_near() -> None:
    """Two groups that one line joins."""
    one, two = ("AAA", "BBB", "CCC"), ("XXX", "YYY", "ZZZ")
    weights = {(a, b): 9 for group in (one, two) for a in group for b in group if a < b} | {("CCC", "XXX"): 1}
    places = lay_out(weights)
    gap = abs(places["AAA"][0] - places["ZZZ"][0]) + abs(places["AAA"][1] - places["ZZZ"][1])
    within = abs(places["AAA"][0] - places["BBB"][0]) + abs(places["AAA"][1] - places["BBB"][1])
    assert within < gap


def text_of(markup: str) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def test_the_page_shows_pairs_with_their_counts_and_where_they_lead(room: Room) -> None:
    """Two who strike a third together are not hostile to each other; plans stand apart; days go with the links."""
    page = Page("Peru and Chile hit the US. Peru met Chile. Chile will meet Peru.", published="2025-01-02")
    page.event("ASSAULT", "Peru and Chile hit the US", [PER, CHL], [USA], time=on("2025-01-01"))
    page.event("CONSULT", "Peru met Chile", [PER], [CHL], time=on("2025-01-01"))
    page.event("CONSULT", "Chile will meet Peru", [CHL], [PER], time=on("2025-05-01"), status="planned")
    room.desk.workspace.store.add(page.coded(), coding="hand")
    found = room.get("/network?state=Peru&since=2025-01-01")
    text = text_of(found)
    assert "Chile – Peru: 2 happenings, 1 cooperative and 0 hostile, 1 planned" in text
    assert "Peru – United States: 1 happening, 0 cooperative and 1 hostile" in text
    assert "3 pairs of states in 3 of 3 happenings" in text
    assert '<a href="/pairs/CHL/PER?since=2025-01-01" data-open>' in found
    assert '<a class="node" href="/happenings?state=CHL&amp;with=PER&amp;since=2025-01-01"' in found
    assert '<a class="node" href="/happenings?state=PER&amp;since=2025-01-01"' in found
    assert 'style="' not in found


def test_denied_pairs_are_drawn_as_such(room: Room) -> None:
    """A meeting that somebody says never was is no cooperation."""
    page = Page("Peru never met Chile.").event("CONSULT", "Peru never met Chile", [PER], [CHL], status="denied")
    room.desk.workspace.store.add(page.coded(), coding="hand")
    text = text_of(room.get("/network?status=denied&state=Peru"))
    assert "Chile – Peru: 1 happening, 1 denied, called off or hypothetical" in text
    assert "mostly cooperative" not in text


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/network?state=Peru", "No happening matches"),
        ("/network?status=called_off", "No happening matches"),
    ],
)
def test_an_empty_network_says_what_to_do(room: Room, path: str, says: str) -> None:
    """And draws nothing."""
    page = room.get(path)
    assert says in page
    assert "<svg" not in page
