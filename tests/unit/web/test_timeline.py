"""The picture of a pair: what it draws, where, and what it leaves to the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Act, EventLink, Happening, Interval, OriginCount, Status
from dragoman.web.timeline import LEFT, MOST_ROWS, WIDTH, draw_timeline
from tests.records_made import on, vaguely


def told(name: str, time: Interval | None, act: Act = Act.CONSULT, status: Status = Status.HAPPENED) -> Happening:
    """A happening of one account."""
    return Happening(
        id=f"hap-{name}",
        act=act,
        states=("AZE", "ISR"),
        status=status,
        time=time,
        links=(EventLink(event=f"evt-{name}", article="art-1", evidence=(0, 5), reason="first account"),),
        reports=1,
        outlets=1,
        origins=OriginCount(min=1, max=1),
    )


def test_each_kind_of_act_has_a_lane_and_each_happening_its_days() -> None:
    """Bars run from the first to the last possible day, in the order of time."""
    drawn = draw_timeline(
        [
            told("visit", on("2016-12-13")),
            told("year", on("1997")),
            told("deal", on("2023-03"), Act.AGREE, Status.PLANNED),
            told("soon", vaguely("in the near future")),
            told("never", None),
        ]
    )
    assert drawn is not None
    assert {lane.name: [bar.happening.id for bar in lane.bars] for lane in drawn.lanes} == {
        "Meetings, talks": ["hap-year", "hap-visit"],
        "Cooperation": ["hap-deal"],
    }
    year, visit = drawn.lanes[0].bars
    assert year.x == LEFT
    assert year.width > visit.width
    assert [tick.label for tick in drawn.ticks][:2] == ["1997", "2002"]


def test_every_act_has_one_lane() -> None:
    """None is left out, none stands twice."""
    drawn = draw_timeline([told(act, on("2024-01-01"), act) for act in Act])
    assert drawn is not None
    assert sorted(bar.happening.act for lane in drawn.lanes for bar in lane.bars) == sorted(Act)


@pytest.mark.parametrize("times", [[], [None], [on("2024")], [vaguely("soon"), None]])
def test_too_little_for_a_picture_gives_none(times: list[Interval | None]) -> None:
    """The list says it all."""
    assert draw_timeline([told(str(number), time) for number, time in enumerate(times)]) is None


DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=2, max_size=40))
def test_bars_lie_inside_and_never_over_each_other(spans: list[list[str]]) -> None:
    """Whatever the days; what has no room is counted."""
    drawn = draw_timeline([told(str(number), on(*span)) for number, span in enumerate(spans)])
    assert drawn is not None
    (lane,) = drawn.lanes
    assert len(lane.bars) + drawn.left_out == len(spans)
    assert len({bar.y for bar in lane.bars}) <= MOST_ROWS
    for bar in lane.bars:
        assert LEFT <= bar.x <= bar.x + bar.width <= WIDTH + 0.2
        assert lane.y <= bar.y < lane.foot
    for one in lane.bars:
        beside = [other for other in lane.bars if other is not one and other.y == one.y and other.x >= one.x]
        assert all(one.x + one.width < other.x for other in beside)
