"""The network: states as circles, pairs as lines, laid out so that who deals most with each other stand near.

The layout is made of forces from a fixed start, so the same counts give the same picture.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import cos, hypot, pi, sin, sqrt

from dragoman.records import Record
from dragoman.store import PairTally
from dragoman.web.labels import Box, Side, free_side, sides

WIDTH, HEIGHT, EDGE = 960.0, 620.0, 70.0
"""Units of the drawing, and what stays free around the middles of circles, for labels."""

MOST_NODES, MOST_EDGES = 40, 120

ROUNDS = 120
"""Steps of the layout: after 80 nothing moves further than a letter in networks of 40."""

MOSTLY = 0.5
"""Of a balance from -1 (all hostile) to 1 (all cooperative): beyond it, one kind is three times the other."""

Places = dict[str, tuple[float, float]]


class Kind(StrEnum):
    """How a line is drawn: by what was done, else as planned, else as what was denied, called off or hypothetical."""

    COOPERATIVE = "cooperative"
    MIXED = "mixed"
    HOSTILE = "hostile"
    PLANNED = "planned"
    OTHER = "other"


class Node(Record, frozen=True, kw_only=True):
    """A state, with the happenings of its lines."""

    code: str
    happenings: int
    x: float
    y: float
    radius: float
    label: Side


class Edge(Record, frozen=True, kw_only=True):
    """A pair as a line; `beside` is a second, dashed line for what is planned besides what was done."""

    tally: PairTally
    kind: Kind
    wide: float
    line: tuple[float, float, float, float]
    beside: tuple[float, float, float, float] | None


class Network(Record, frozen=True, kw_only=True):
    """The drawing."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def kind_of(tally: PairTally) -> Kind:
    """How the line of a pair is drawn."""
    if not tally.done:
        return Kind.PLANNED if tally.planned else Kind.OTHER
    balance = (tally.cooperative - tally.hostile) / tally.done
    if balance >= MOSTLY:
        return Kind.COOPERATIVE
    return Kind.HOSTILE if balance <= -MOSTLY else Kind.MIXED


def kept_pairs(tallies: Sequence[PairTally]) -> tuple[PairTally, ...]:
    """As many pairs as can be seen, of as many states, the most told first; `tallies` are in that order."""
    states: set[str] = set()
    kept: list[PairTally] = []
    for tally in tallies:
        wider = states | set(tally.pair)
        if len(wider) <= MOST_NODES and len(kept) < MOST_EDGES:
            states = wider
            kept.append(tally)
    return tuple(kept)


def draw_network(tallies: Sequence[PairTally], names: Mapping[str, str]) -> Network | None:
    """The picture of some pairs, of at most `MOST_NODES` states; null where there are none."""
    if not tallies:
        return None
    told: Counter[str] = Counter()
    for tally in tallies:
        for code in tally.pair:
            told[code] += tally.happenings
    places = lay_out({tally.pair: tally.happenings for tally in tallies})
    most, heaviest = max(told.values()), max(tally.happenings for tally in tallies)
    radii = {code: round(6 + 14 * sqrt(number / most), 1) for code, number in told.items()}
    edges = tuple(_edge(tally, places, heaviest) for tally in reversed(tallies))  # thin lines lie below
    taken = [Box.around(*places[code], radii[code]) for code in places]
    nodes = []
    for code, number in sorted(told.items(), key=lambda one: (-one[1], one[0])):
        (x, y), radius, name = places[code], radii[code], names.get(code, code)
        label = free_side(x, y, radius, name, taken, (WIDTH, HEIGHT)) or free_side(
            x, y, radius, code, taken, (WIDTH, HEIGHT)
        )
        label = label or sides(x, y, radius, code)[2]  # better over a line than not there
        taken.append(label.box)
        nodes.append(Node(code=code, happenings=number, x=x, y=y, radius=radius, label=label))
    return Network(width=WIDTH, height=HEIGHT, nodes=tuple(nodes), edges=edges)


def lay_out(weights: Mapping[tuple[str, str], int]) -> Places:
    """Where each state stands, by its pairs and their weights: lines pull, states push each other away.

    Source: Fruchterman and Reingold 1991, started from a circle in the order of codes.
    """
    codes = sorted({code for pair in weights for code in pair})
    number = {code: index for index, code in enumerate(codes)}
    x = [cos(2 * pi * index / len(codes)) for index in range(len(codes))]
    y = [sin(2 * pi * index / len(codes)) for index in range(len(codes))]
    heaviest = max(weights.values())
    lines = [(number[a], number[b], 0.3 + 0.7 * sqrt(weight / heaviest)) for (a, b), weight in sorted(weights.items())]
    apart = 1.6 / sqrt(len(codes))
    for step in range(ROUNDS):
        moves = _moves(x, y, lines, apart)
        most = 0.2 * (1 - step / ROUNDS) + 0.002
        for index, (move_x, move_y) in enumerate(moves):
            length = hypot(move_x, move_y) or 1.0
            x[index] += move_x / length * min(length, most)
            y[index] += move_y / length * min(length, most)
    return dict(zip(codes, zip(_spread(x, WIDTH), _spread(y, HEIGHT), strict=True), strict=True))


def _moves(
    x: Sequence[float], y: Sequence[float], lines: Sequence[tuple[int, int, float]], apart: float
) -> list[tuple[float, float]]:
    """The sum of the forces on each state."""
    move_x, move_y = [-0.15 * one for one in x], [-0.3 * one for one in y]  # towards the middle; the sheet is wide
    for a in range(len(x)):
        for b in range(a):
            across, down = x[a] - x[b], y[a] - y[b]
            push = apart * apart / max(across * across + down * down, 1e-4)
            move_x[a], move_y[a] = move_x[a] + across * push, move_y[a] + down * push
            move_x[b], move_y[b] = move_x[b] - across * push, move_y[b] - down * push
    for a, b, weight in lines:
        across, down = x[a] - x[b], y[a] - y[b]
        pull = weight * hypot(across, down) / apart
        move_x[a], move_y[a] = move_x[a] - across * pull, move_y[a] - down * pull
        move_x[b], move_y[b] = move_x[b] + across * pull, move_y[b] + down * pull
    return list(zip(move_x, move_y, strict=True))


def _spread(values: Sequence[float], size: float) -> list[float]:
    """Values over a side of the drawing, half way between where they lie and even distances: a crowd needs room."""
    low, high = min(values), max(values)
    if high - low < 1e-6:
        return [size / 2 for _ in values]
    order = sorted(range(len(values)), key=lambda index: (values[index], index))
    rank = {index: place / (len(values) - 1) for place, index in enumerate(order)}
    shares = [((one - low) / (high - low) + rank[index]) / 2 for index, one in enumerate(values)]
    return [round(EDGE + share * (size - 2 * EDGE), 1) for share in shares]


def _edge(tally: PairTally, places: Places, heaviest: int) -> Edge:
    (x1, y1), (x2, y2) = (places[code] for code in tally.pair)
    wide = round(1.5 + 6.5 * sqrt(tally.happenings / heaviest), 1)
    beside = None
    if tally.done and tally.planned:
        length = hypot(x2 - x1, y2 - y1) or 1.0
        across, down = (y1 - y2) / length * (wide / 2 + 3), (x2 - x1) / length * (wide / 2 + 3)
        beside = (round(x1 + across, 1), round(y1 + down, 1), round(x2 + across, 1), round(y2 + down, 1))
    return Edge(tally=tally, kind=kind_of(tally), wide=wide, line=(x1, y1, x2, y2), beside=beside)
