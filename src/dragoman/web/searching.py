"""Search: words in articles, and events by state, pair, act, status and day. Every search is an address."""

from litestar import Response, get

from dragoman.store import EventQuery
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, asked, show
from dragoman.web.narrowing import asked_narrowing, next_page
from dragoman.web.views import EventView, found_parts

HITS = 20


@get("/search", sync_to_thread=True)
def search(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """What was looked for; a page without a question shows the form."""
    words, narrowed = asked(request, "q"), asked_narrowing(request, desk)
    events: tuple[EventView, ...] = ()
    more = None
    if narrowed.is_any:
        found = desk.workspace.events(EventQuery(third_parties=True, **narrowed.query))
        events = tuple(desk.views(found[:PAGE_ROWS]))
        more = next_page(request, "/search", [event.cursor for event in found], "q")
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
        narrowed=narrowed.is_any,
        **narrowed.page,
    )
