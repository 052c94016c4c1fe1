"""Where states and towns lie, for drawing: outlines, a point inside each state, and the towns of our own tables."""

from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_tsv

Point = tuple[float, float]
"""Longitude and latitude in degrees, east and north positive."""


class OutlineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `outlines.tsv`, as written there."""

    code: str
    middle: str
    rings: tuple[str, ...] = ()
    source: str


class TownRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `towns.tsv`, in degrees."""

    name: str
    state: str
    latitude: float
    longitude: float
    source: str


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A state: a point inside, and its rings; none where it is too small to be drawn."""

    middle: Point
    rings: tuple[tuple[Point, ...], ...]


class WorldMap(msgspec.Struct, frozen=True, kw_only=True):
    """Outlines by the code of the state, and towns by name and state. Borders are a drawing aid and take no side."""

    outlines: Mapping[str, Outline]
    towns: Mapping[tuple[str, str], Point]


@cache
def load_world_map() -> WorldMap:
    """The package's own map."""
    return read_world_map(data_root() / "map")


def read_world_map(folder: Traversable) -> WorldMap:
    """The map in a folder.

    Raises:
        KnowledgeError: a file is not as it should be, or a point lies on no globe.

    """
    outlines = {
        row.code: Outline(middle=_points(row, row.middle)[0], rings=tuple(_tenths(row, ring) for ring in row.rings))
        for row in read_tsv(folder / "outlines.tsv", OutlineRow)
    }
    towns = {}
    for row in read_tsv(folder / "towns.tsv", TownRow):
        towns[row.name, row.state] = _checked(f"towns.tsv, {row.name}", (row.longitude, row.latitude))
    return WorldMap(outlines=outlines, towns=towns)


def _points(row: OutlineRow, numbers: str, scale: float = 1.0) -> tuple[Point, ...]:
    """Longitudes and latitudes that stand in turn."""
    where = f"outlines.tsv, {row.code}"
    try:
        values = [float(number) / scale for number in numbers.split()]
        pairs = tuple(zip(values[::2], values[1::2], strict=True))
    except ValueError as error:
        raise KnowledgeError(f"{where}: {error}; give longitudes and latitudes in turn") from error
    if not pairs:
        raise KnowledgeError(f"{where}: no point; give a longitude and a latitude")
    return tuple(_checked(where, point) for point in pairs)


def _tenths(row: OutlineRow, ring: str) -> tuple[Point, ...]:
    return _points(row, ring, 10.0)


def _checked(where: str, point: Point) -> Point:
    longitude, latitude = point
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise KnowledgeError(f"{where}: {longitude}, {latitude} is no point of the globe; longitude goes first")
    return point
