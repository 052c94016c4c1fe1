"""The monthly series of a pair as lanes of bars: one lane for each group of statuses, never mixed."""

from collections.abc import Iterable

from dragoman.records import Record, Series, SeriesPoint
from dragoman.web.timeline import LEFT, MOST_TICKS, NARROWEST, TOP, WIDTH, Tick

HIGHEST = 10.0
"""Scores go from -10 to +10."""

HALF = 26
"""Units of the drawing from a lane's zero to a score of ten."""

FOOT = 8
"""Units between the lowest bar of a lane and its foot."""


class MonthBar(Record, frozen=True, kw_only=True):
    """The mean of a month: up from the zero of its lane where it is cooperative, down where it is conflictual."""

    point: SeriesPoint
    x: float
    y: float
    width: float
    height: float


class SeriesLane(Record, frozen=True, kw_only=True):
    """The months of one group; `zero` is where its scores begin, `foot` where it ends."""

    group: str
    zero: float
    foot: float
    bars: tuple[MonthBar, ...]


class SeriesPicture(Record, frozen=True, kw_only=True):
    """The drawing; `points` are all points by group, also those that have no month and stand in the table alone."""

    width: int
    height: float
    lanes: tuple[SeriesLane, ...]
    ticks: tuple[Tick, ...]
    points: tuple[tuple[str, SeriesPoint], ...]


def draw_series(series: Iterable[Series]) -> SeriesPicture | None:
    """The picture of a pair's series; null where no happening of the two is scored.

    Of a month the mean is drawn, with its count beside it in the table: a sum would make a much told month a tense one.
    """
    points = tuple((one.group.value, point) for one in series for point in one.points if point.count)
    if not points:
        return None
    months = {point.month: _number(point.month) for _, point in points if point.month[:4].isdigit()}
    first = min(months.values(), default=0) // 12 * 12
    last = max(months.values(), default=0) // 12 * 12 + 12
    scale = (WIDTH - LEFT - NARROWEST) / max(last - first, 12)
    lanes: list[SeriesLane] = []
    top = float(TOP)
    for group in dict.fromkeys(group for group, _ in points):
        drawn = [point for name, point in points if name == group and point.month in months]
        if not drawn:
            continue
        zero = top + HALF
        bars = tuple(_bar(point, LEFT + (months[point.month] - first) * scale, zero, scale) for point in drawn)
        lanes.append(SeriesLane(group=group, zero=zero, foot=zero + HALF + FOOT, bars=bars))
        top = zero + HALF + FOOT
    return SeriesPicture(
        width=WIDTH, height=top, lanes=tuple(lanes), ticks=_ticks(first, last, scale) if lanes else (), points=points
    )


def _number(month: str) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _bar(point: SeriesPoint, x: float, zero: float, scale: float) -> MonthBar:
    mean = point.mean or 0.0
    height = max(abs(mean) / HIGHEST * HALF, 1.0)  # a mean of nothing is seen as a line
    y = zero - height if mean >= 0 else zero
    width = max(scale - 1, 3.0)
    return MonthBar(point=point, x=round(x, 1), y=round(y, 1), width=round(width, 1), height=round(height, 1))


def _ticks(first: int, last: int, scale: float) -> tuple[Tick, ...]:
    """Years at even distances."""
    years = range(first // 12, last // 12 + 1)
    step = max(1, -(-len(years) // MOST_TICKS))
    return tuple(
        Tick(x=round(LEFT + (year * 12 - first) * scale, 1), label=str(year)) for year in years if not year % step
    )
