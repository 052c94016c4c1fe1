"""Search: words in articles, and events by state, pair, act, status and day. Every search is an address."""

from litestar import Response, get

from dragoman.records import Act, Status
from dragoman.store import EventQuery
from dragoman.web.frame import (
    PAGE_ROWS,
    DeskOfApp,
    WebRequest,
    address,
    asked,
    asked_day,
    asked_state,
    asked_word,
    show,
)
from dragoman.web.views import EventView, found_parts, stored_view

HITS = 20


@get("/search", sync_to_thread=True)
def search(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """What was looked for; a page without a question shows the form."""
    words = asked(request, "q")
    one, other = asked_state(request, desk, "state"), asked_state(request, desk, "with")
    one, other = (one, other) if one else (other, None)
    act, status = asked_word(request, "act", Act), asked_word(request, "status", Status)
    since, until = asked_day(request, "since"), asked_day(request, "until")
    narrowed = any((one, act, status, since, until))
    events: tuple[EventView, ...] = ()
    more = None
    if narrowed:
        query = EventQuery(
            pair=(one, other) if one and other and one != other else None,
            third_parties=True,
            state=one if not other or one == other else None,
            act=act,
            status=status,
            since=since,
            until=until,
            newest_first=True,
            limit=PAGE_ROWS + 1,
            after=asked(request, "after") or None,
        )
        found, decisions = desk.workspace.events(query), desk.decisions()
        events = tuple(stored_view(event, decisions) for event in desk.as_coded(found[:PAGE_ROWS]))
        if len(found) > PAGE_ROWS:
            given = {name: asked(request, name) for name in ("q", "state", "with", "act", "status", "since", "until")}
            more = address("/search", **given, after=found[PAGE_ROWS - 1].cursor)
    return show(
        request,
        desk,
        "search.html",
        "Search",
        q=words,
        hits=[(hit, found_parts(hit)) for hit in desk.workspace.search(words, HITS)] if words else [],
        most=HITS,
        events=events,
        more=more,
        narrowed=narrowed,
        chosen={"state": one, "with": other, "act": act, "status": status, "since": since, "until": until},
        acts=tuple(Act),
        statuses=tuple(Status),
    )
