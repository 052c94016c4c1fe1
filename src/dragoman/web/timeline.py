"""A pair's happenings as lanes over the years: a picture beside the list that says the same.

Each happening is a bar from the first to the last day that it can mean; one without a day is in no picture, since any
place on it would be a guess.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.output.dates import is_dated
from dragoman.records import Act, Happening, Record, Status

WIDTH, LEFT, ROW, TOP = 960, 150, 16, 26
"""Units of the drawing: its width, the room for the names of lanes, the height of a row, and the room for years."""

NARROWEST = 7.0
"""A bar of one day over thirty years would be a hair; this can be seen and hit."""

MOST_ROWS = 12
"""Rows of one lane: what overlaps beyond them is left to the list, and said."""

MOST_TICKS = 12

LANES: dict[str, frozenset[Act]] = {
    "Meetings, talks": frozenset({Act.CONSULT}),
    "Cooperation": frozenset({Act.AGREE, Act.SUPPORT, Act.COOPERATE, Act.AID, Act.CONCEDE, Act.RETREAT}),
    "Disputes": frozenset({Act.REQUEST, Act.ACCUSE, Act.REJECT, Act.THREATEN, Act.PROTEST}),
    "Pressure, force": frozenset({Act.SANCTION, Act.MOBILIZE, Act.COERCE, Act.ASSAULT}),
}
"""PLOVER's root types by what a reader looks for; the order is that of its quad classes."""


class Bar(Record, frozen=True, kw_only=True):
    """A happening on the drawing."""

    happening: Happening
    x: float
    y: float
    width: float

    @property
    def status(self) -> Status:
        """How it is drawn: planned dashed, denied and called off hollow."""
        return self.happening.status


class Lane(Record, frozen=True, kw_only=True):
    """Happenings of one kind, with the height of the lane's foot."""

    name: str
    y: float
    foot: float
    bars: tuple[Bar, ...]


class Tick(Record, frozen=True, kw_only=True):
    """The beginning of a year."""

    x: float
    label: str


class Timeline(Record, frozen=True, kw_only=True):
    """The drawing; `left_out` happenings had no room."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def draw_timeline(happenings: Iterable[Happening]) -> Timeline | None:
    """The picture of dated happenings; null where fewer than two have a day."""
    dated = [(happening, *_days(happening)) for happening in happenings if is_dated(happening.time)]
    if len(dated) < 2:
        return None
    first = date(min(one[1].year for one in dated), 1, 1).toordinal()
    last = max(one[2].toordinal() for one in dated) + 1
    scale = (WIDTH - LEFT - NARROWEST) / max(last - first, 1)
    lanes = []
    top, left_out = float(TOP), 0
    for name, acts in LANES.items():
        members = [one for one in dated if one[0].act in acts]
        if members:
            bars, rows = _placed(members, first, scale, top)
            left_out += len(members) - len(bars)
            foot = top + rows * ROW + 6
            lanes.append(Lane(name=name, y=top, foot=foot, bars=bars))
            top = foot + 4
    ticks = _ticks(first, last, scale)
    return Timeline(width=WIDTH, height=top, lanes=tuple(lanes), ticks=ticks, left_out=left_out)


def _days(happening: Happening) -> tuple[date, date]:
    """Both ends; an open one is drawn at the day that is known."""
    time = happening.time
    earliest, latest = (time.earliest, time.latest) if time is not None else (None, None)
    return date.fromisoformat(earliest or latest or ""), date.fromisoformat(latest or earliest or "")


def _placed(
    members: Sequence[tuple[Happening, date, date]], first: int, scale: float, top: float
) -> tuple[tuple[Bar, ...], int]:
    """The bars of a lane, each in the first row where it has room, and the number of rows."""
    ends: list[float] = []
    bars = []
    for happening, start, end in sorted(members, key=lambda one: (one[1], one[2], one[0].id)):
        x = LEFT + (start.toordinal() - first) * scale
        width = max((end.toordinal() + 1 - start.toordinal()) * scale, NARROWEST)
        row = next((number for number, taken in enumerate(ends) if taken + 2 <= x), len(ends))
        if row == MOST_ROWS:
            continue
        ends[row : row + 1] = [x + width]
        bars.append(Bar(happening=happening, x=round(x, 1), y=top + row * ROW, width=round(width, 1)))
    return tuple(bars), len(ends)


def _ticks(first: int, last: int, scale: float) -> tuple[Tick, ...]:
    """Years at even distances, at most `MOST_TICKS` of them."""
    begin, end = date.fromordinal(first).year, date.fromordinal(min(last, date.max.toordinal())).year
    step = next(step for step in (1, 2, 5, 10, 25, 50, 100, 1000, 10000) if (end - begin) / step <= MOST_TICKS)
    years = range(begin, end + 1, step)
    return tuple(
        Tick(x=round(LEFT + (date(year, 1, 1).toordinal() - first) * scale, 1), label=str(year)) for year in years
    )
