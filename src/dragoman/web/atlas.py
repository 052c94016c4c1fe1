"""The map: places where articles put happenings, over the outlines of states, as numbers for a drawing.

A town is a dot at its place; what names no more than a state, or no town that we know the place of, is a ring in the
middle of that state. A place whose state nobody tells, and that no town alone is called, is not drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import radians, sqrt

from dragoman.knowledge.actor_entries import Form
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.world_map import Point, WorldMap
from dragoman.records import Record
from dragoman.store import PlaceTally
from dragoman.web.labels import Box, free_side

WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 960, 600, 340
"""Units of the drawing."""

LEAST_SPAN = 0.55
"""The nearest view, in radians of the equator: 30 degrees, in which the outlines still look like themselves."""

MARGIN = 0.12
"""Of the view, kept free around the marks, so that labels and the biggest circles are inside."""

ONE, BIGGEST = 5.0, 20.0
"""Radii of one happening, and at most; areas go by numbers."""

MOST_LABELS = 40

WORLD = ((-180.0, 0.0), (180.0, 0.0), (0.0, -57.0), (0.0, 84.0))
"""Ends of the whole in each direction: without Antarctica."""


class Spot(Record, frozen=True, kw_only=True):
    """A point of the globe, and whether it is a town; else it stands for the whole state of this code."""

    point: Point
    is_town: bool
    code: str | None


class Mark(Record, frozen=True, kw_only=True):
    """A circle with the places that it stands for, most told first; radii hold done, then planned too, then all."""

    places: tuple[PlaceTally, ...]
    is_town: bool
    code: str | None
    x: float
    y: float
    done: float
    planned: float
    other: float

    @property
    def radius(self) -> float:
        """That of all of it."""
        return max(self.done, self.planned, self.other)

    @property
    def name(self) -> str:
        """What it is labelled with; the page names a state by its code."""
        return self.places[0].name


class Label(Record, frozen=True, kw_only=True):
    """Words beside a mark."""

    mark: Mark
    text: str
    x: float
    y: float
    anchor: str


class Land(Record, frozen=True, kw_only=True):
    """The outline of a state as a path, in tenths of a unit."""

    code: str
    path: str


class Atlas(Record, frozen=True, kw_only=True):
    """The drawing; `unknown` are places that it has no spot for."""

    width: int
    height: float
    lands: tuple[Land, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    unknown: tuple[PlaceTally, ...]

    @property
    def tinted(self) -> frozenset[str]:
        """The states that a ring stands for as a whole."""
        return frozenset(mark.code for mark in self.marks if mark.code and not mark.is_town)


class View(Record, frozen=True, kw_only=True):
    """What part of the projected globe is shown: its left, its top, and units to a radian."""

    left: float
    top: float
    scale: float
    height: float

    def place(self, point: Point) -> Point:
        """A point of the globe on the drawing."""
        x, y = project(point)
        return (x - self.left) * self.scale, (self.top - y) * self.scale


def project(point: Point) -> Point:
    """A point in the Natural Earth projection, in radians. Source: Šavrič, Jenny, Patterson et al. 2011."""
    lon, lat = radians(point[0]), radians(point[1])
    two = lat * lat
    four = two * two
    x = lon * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four)))
    y = lat * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return x, y


def spot_of(place: PlaceTally, gazetteer: Gazetteer, world: WorldMap) -> Spot | None:
    """Where a place lies; null where that would be a guess."""
    readings = [entry for entry in gazetteer.by_key.get(fold_name(place.name), ()) if entry.form is not Form.LEADER]
    names = [place.name, *(entry.name for entry in readings if entry.form is Form.PLACE)]
    if place.state is not None:
        towns = {world.towns[name, place.state] for name in names if (name, place.state) in world.towns}
    else:
        keys = {(entry.name, entry.state) for entry in readings if entry.state is not None}
        towns = {world.towns[key] for key in keys if key in world.towns} if len(keys) == 1 else set()
    if towns:
        return Spot(point=min(towns), is_town=True, code=place.state)
    parts = [entry.code for entry in readings if entry.form is Form.NAME and entry.state == place.state]
    for code in (*parts, place.state):  # a territory ("Greenland") is drawn as itself where it has an outline
        if code in world.outlines and code is not None:
            return Spot(point=world.outlines[code].middle, is_town=False, code=code)
    return None


def draw_atlas(
    places: Sequence[PlaceTally],
    gazetteer: Gazetteer,
    world: WorldMap,
    names: Mapping[str, str],
    *,
    is_whole: bool = False,
) -> Atlas:
    """The map of places: the part of the world that holds them, or the whole. `names` label the rings of states."""
    at: dict[Spot, list[PlaceTally]] = {}
    unknown = []
    for place in places:
        spot = spot_of(place, gazetteer, world)
        if spot is None:
            unknown.append(place)
        else:
            at.setdefault(spot, []).append(place)
    view = _view([spot.point for spot in at], MARGIN) if at and not is_whole else _view(WORLD, 0.0)
    most = max((sum(one.happenings for one in found) for found in at.values()), default=1)
    marks = [_mark(spot, found, view, min(ONE, BIGGEST / sqrt(most))) for spot, found in at.items()]
    marks.sort(key=lambda mark: (-mark.radius, mark.name))  # small circles lie on big ones
    return Atlas(
        width=WIDTH,
        height=round(view.height, 1),
        lands=tuple(_lands(world, view)),
        marks=tuple(marks),
        labels=tuple(_labels(marks, names, view)),
        unknown=tuple(unknown),
    )


def _view(points: Iterable[Point], margin: float) -> View:
    """The smallest view of all the points that is not too near."""
    placed = [project(point) for point in points]
    left, right = min(x for x, _ in placed), max(x for x, _ in placed)
    low, high = min(y for _, y in placed), max(y for _, y in placed)
    wide = max((right - left) * (1 + 2 * margin), (high - low) * WIDTH / MOST_HEIGHT * (1 + 2 * margin), LEAST_SPAN)
    wide = min(wide, 2 * project((180.0, 0.0))[0])
    scale = WIDTH / wide
    height = min(max((high - low) * scale * (1 + 2 * margin), LEAST_HEIGHT), MOST_HEIGHT)
    middle_x, middle_y = (left + right) / 2, (low + high) / 2
    return View(left=middle_x - wide / 2, top=middle_y + height / scale / 2, scale=scale, height=height)


def _mark(spot: Spot, places: list[PlaceTally], view: View, one: float) -> Mark:
    x, y = view.place(spot.point)
    done, planned = sum(place.done for place in places), sum(place.planned for place in places)
    other = sum(place.other for place in places)
    radii = (round(max(one * sqrt(number), 2.5), 1) if number else 0.0 for number in (done, planned, other))
    inner = next(radii)
    # What is planned and what was denied lie around what is done, so that each adds its own area.
    middle = round(max(one * sqrt(done + planned), inner + 3), 1) if planned else 0.0
    outer = round(max(one * sqrt(done + planned + other), inner + 3, middle + 3), 1) if other else 0.0
    ordered = tuple(sorted(places, key=lambda place: (-place.happenings, place.name)))
    return Mark(
        places=ordered, is_town=spot.is_town, code=spot.code, x=round(x, 1), y=round(y, 1),
        done=inner, planned=middle, other=outer,
    )  # fmt: skip


def _lands(world: WorldMap, view: View) -> Iterable[Land]:
    """The outlines that reach into the view."""
    for code, outline in sorted(world.outlines.items()):
        rings = [[view.place(point) for point in ring] for ring in outline.rings]
        seen = [ring for ring in rings if _reaches(ring, view)]
        if seen:
            yield Land(code=code, path="".join(map(_path, seen)))


def _reaches(ring: Sequence[Point], view: View) -> bool:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return min(across) < WIDTH and max(across) > 0 and min(down) < view.height and max(down) > 0


def _path(ring: Sequence[Point]) -> str:
    """A closed ring in steps of tenths of a unit: half as long as places would be."""
    whole = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(whole)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z"


def _labels(marks: Sequence[Mark], names: Mapping[str, str], view: View) -> Iterable[Label]:
    """The labels that have room; `marks` are in the order in which they get it."""
    taken = [Box.around(mark.x, mark.y, mark.radius) for mark in marks]
    labelled = 0
    for mark in marks:
        text = mark.name if mark.is_town else names.get(mark.code or "", mark.name)
        side = free_side(mark.x, mark.y, mark.radius, text, taken, (WIDTH, view.height))
        if side is not None and labelled < MOST_LABELS:
            labelled += 1
            taken.append(side.box)
            yield Label(mark=mark, text=side.text, x=side.x, y=side.y, anchor=side.anchor)
