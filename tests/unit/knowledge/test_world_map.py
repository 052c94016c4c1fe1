"""The map's own data: every point on the globe, every code ours, and mistakes told with what to do."""

from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.world_map import load_world_map, read_world_map

OUTLINES = "code\tmiddle\trings\tsource\n{}\n"
TOWNS = "name\tstate\tlatitude\tlongitude\tsource\n{}\n"
GOOD = ("PER\t-75.0 -9.0\t-760 -90 -740 -90 -750 -80\town", "Lima\tPER\t-12.05\t-77.04\town")


def test_states_and_towns_are_those_of_our_tables(knowledge: Knowledge) -> None:
    """And every sovereign state that is not gone has a spot."""
    world, states = load_world_map(), knowledge.gazetteer.states
    assert set(world.outlines) <= set(states)
    assert {code for _, code in world.towns} <= set(states)
    living = {code for code, row in states.items() if row.kind in ("un_member", "observer", "partially_recognised")}
    assert living - set(world.outlines) == set()
    for (name, code), (longitude, latitude) in (
        (("Baku", "AZE"), (49.9, 40.4)),
        (("Lima", "PER"), (-77.0, -12.0)),
        (("Stepanakert", "AZE"), (46.8, 39.8)),
    ):
        assert world.towns[name, code] == pytest.approx((longitude, latitude), abs=0.1)


def test_no_ring_runs_round_the_globe() -> None:
    """Those that cross 180 degrees are cut there, or a line would cross the whole map."""
    for code, outline in load_world_map().outlines.items():
        for ring in outline.rings:
            assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(ring)), code


@pytest.mark.parametrize(
    ("outline", "town", "says"),
    [
        ("PER\t-75.0\t\town", GOOD[1], "PER: .*longitudes and latitudes in turn"),
        ("PER\t\t\town", GOOD[1], "middle"),
        ("PER\t-75 south\t\town", GOOD[1], "PER: could not convert"),
        ("PER\t-9.0 -95.0\t\town", GOOD[1], "PER: -9.0, -95.0 is no point of the globe"),
        (GOOD[0], "Lima\tPER\t-112.05\t-77.04\town", "Lima: .*longitude goes first"),
        (GOOD[0], "Lima\tPER\tsouth\t-77.04\town", "towns.tsv, row 2"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, outline: str, town: str, says: str) -> None:
    """File, row and remedy."""
    (tmp_path / "outlines.tsv").write_text(OUTLINES.format(outline), encoding="utf-8")
    (tmp_path / "towns.tsv").write_text(TOWNS.format(town), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=says):
        read_world_map(tmp_path)


def test_a_map_of_ones_own_is_read(tmp_path: Path) -> None:
    """Degrees for middles and towns, tenths for rings."""
    (tmp_path / "outlines.tsv").write_text(OUTLINES.format(GOOD[0]), encoding="utf-8")
    (tmp_path / "towns.tsv").write_text(TOWNS.format(GOOD[1]), encoding="utf-8")
    world = read_world_map(tmp_path)
    assert world.outlines["PER"].rings == (((-76.0, -9.0), (-74.0, -9.0), (-75.0, -8.0)),)
    assert world.towns["Lima", "PER"] == (-77.04, -12.05)
