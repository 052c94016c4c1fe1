"""The map: where happenings were put by the words of articles, as a picture and as a table; and the list of a place."""

from urllib.parse import urlencode

from litestar import Response, get
from litestar.exceptions import ValidationException

from dragoman.knowledge.world_map import load_world_map
from dragoman.records import Happening
from dragoman.store import HappeningQuery, PlaceTally, TallyQuery
from dragoman.web.atlas import draw_atlas
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, address, asked, show
from dragoman.web.narrowing import NAMES, Narrowing, asked_narrowing
from dragoman.web.pages import line
from dragoman.web.views import leads_of

MOST_PLACES = 200
"""Places of the picture and the table: as many as one looks through."""

MOST_NAMES = 40
"""Names of one mark that its list is narrowed to; a ring in the middle of a state stands for many."""


@get("/map", sync_to_thread=True)
def world(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The happenings by the places that articles name."""
    narrowed = asked_narrowing(request, desk)
    desk.merge()
    tallies = desk.workspace.store.tally_places(tally_query(narrowed, MOST_PLACES))
    is_whole = asked(request, "area") == "world"
    drawn = draw_atlas(tallies.places, desk.gazetteer, load_world_map(), desk.names, is_whole=is_whole)
    kinds = {place: mark for mark in drawn.marks for place in mark.places}
    return show(
        request,
        desk,
        "map.html",
        "Map",
        tallies=tallies,
        atlas=drawn,
        kinds=kinds,
        is_whole=is_whole,
        other_area=address("/map", **narrowed.chosen, area=None if is_whole else "world"),
        at=lambda *places: _list_of(places, narrowed),
        network=address("/network", **narrowed.chosen),
        **narrowed.page,
    )


@get("/map/happenings", sync_to_thread=True)
def there(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The happenings of a place, newest first."""
    narrowed = asked_narrowing(request, desk)
    places = _asked_places(request)
    found = desk.happenings(HappeningQuery(**narrowed.query, places=places))
    listed: list[Happening] = [stored.happening for stored in found[:PAGE_ROWS]]
    more = None
    if len(found) > PAGE_ROWS:
        given = [(name, asked(request, name)) for name in NAMES if asked(request, name)]
        at = [("at", "|".join(place)) for place in places]
        more = f"/map/happenings?{urlencode([*given, *at, ('after', found[PAGE_ROWS - 1].cursor)])}"
    return show(
        request,
        desk,
        "place.html",
        f"Happenings in {line(places[0][0])}",
        places=places,
        happenings=listed,
        leads=leads_of(listed, desk.texts(one.links[0].article for one in listed)),
        more=more,
        chosen=narrowed.chosen,
        map=address("/map", **narrowed.chosen),
    )


def tally_query(narrowed: Narrowing, limit: int) -> TallyQuery:
    """The counts of what a list narrowed in the same way would hold."""
    asked_for = narrowed.query
    fields = {name: asked_for[name] for name in ("pair", "state", "act", "mode", "status", "since", "until")}
    return TallyQuery(**fields, limit=limit)


def _list_of(places: tuple[PlaceTally, ...], narrowed: Narrowing) -> str:
    """The address of the list of some places."""
    given = [(name, value) for name, value in narrowed.chosen.items() if value]
    at = [("at", f"{place.name}|{place.state or ''}") for place in places[:MOST_NAMES]]
    return f"/map/happenings?{urlencode([*given, *at])}"


def _asked_places(request: WebRequest) -> tuple[tuple[str, str], ...]:
    """The places of the address, each as its name and its state.

    Raises:
        ValidationException: it names none.

    """
    given = [str(value).rpartition("|") for value in request.query_params.getall("at", [])]
    places = tuple((name, state) for name, bar, state in given if bar and name)[:MOST_NAMES]
    if not places:
        raise ValidationException("No place is named. Open the map and follow one of its marks.")
    return places
