"""Search: one box understood as chips, and a form that says the same by fields. Every search is an address."""

from litestar import Response, get

from dragoman.records import Act, Record, Status
from dragoman.store import EventQuery
from dragoman.web.asking import FIELDS, Question, understand
from dragoman.web.batches import last_batch
from dragoman.web.desk import Desk
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, address, asked, here_of, show
from dragoman.web.narrowing import Narrowing, asked_narrowing, next_page
from dragoman.web.offers import Number, number_of, offer
from dragoman.web.views import EventView, found_parts

HITS = 20


class ShownChip(Record, frozen=True, kw_only=True):
    """A chip on the page: its field and value in words, and the addresses without it and with its words as words."""

    field: str
    value: str
    without: str
    as_words: str | None = None


@get("/search", sync_to_thread=True)
def search(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """What was looked for; a page without a question shows the form."""
    typed, narrowed = asked(request, "q"), asked_narrowing(request, desk)
    question = understand(typed, desk.gazetteer, [name for name, value in narrowed.chosen.items() if value])
    events: tuple[EventView, ...] = ()
    more = offers = None
    is_narrowed = narrowed.is_any or bool(question.chips)
    if is_narrowed:
        query = event_query(narrowed, question)
        found = desk.workspace.events(query)
        given = {name: value for name, value in narrowed.chosen.items() if value}
        offers = offer({"events": number_of(desk, query, len(found))}, {**question.fields, **given})
        events = tuple(desk.views(found[:PAGE_ROWS]))
        more = next_page(request, "/search", [event.cursor for event in found], "q")
    words = question.words
    hits = desk.workspace.search(words, HITS) if words else ()
    return show(
        request,
        desk,
        "search.html",
        "Search",
        q=typed,
        words=words,
        unclear=question.unclear,
        chips=_chips(typed, narrowed, desk, question),
        in_texts=address("/search", q=question.all_as_words) if question.chips else None,
        hits=[(hit, found_parts(hit)) for hit in hits],
        offers=offers,
        offers_of_hits=offer({"articles": Number(len(hits), is_more=len(hits) == HITS)}, {"words": words}),
        most=HITS,
        events=events,
        more=more,
        here_again=here_of(request),
        batch=last_batch(desk) if events else None,
        narrowed=is_narrowed,
        **narrowed.page,
    )


def event_query(narrowed: Narrowing, question: Question) -> EventQuery:
    """The events of a search, newest first, a page and one more; what the form says goes before what was typed."""
    said = question.fields
    state, other = narrowed.state or said.get("state"), narrowed.other or said.get("with")
    is_pair = bool(state and other and state != other)
    return EventQuery(
        pair=(state, other) if state and other and is_pair else None,
        third_parties=True,
        state=None if is_pair else state or other,
        act=narrowed.act or (Act(said["act"]) if "act" in said else None),
        mode=said.get("mode"),
        status=narrowed.status or (Status(said["status"]) if "status" in said else None),
        since=narrowed.since or said.get("since"),
        until=narrowed.until or said.get("until"),
        outlet=said.get("outlet"),
        newest_first=True,
        limit=PAGE_ROWS + 1,
        after=narrowed.after,
    )


def _chips(typed: str, narrowed: Narrowing, desk: Desk, question: Question) -> list[ShownChip]:
    """The chips of the form, then those of what was typed, by field."""
    given = narrowed.chosen
    of_form = [
        ShownChip(
            field=name, value=_label(desk, name, value), without=address("/search", q=typed, **{**given, name: None})
        )
        for name, value in given.items()
        if value
    ]
    of_box = [
        ShownChip(
            field=chip.field,
            value=_label(desk, chip.field, chip.value),
            without=address("/search", q=chip.without, **given),
            as_words=address("/search", q=chip.as_words, **given),
        )
        for chip in sorted(question.chips, key=lambda one: FIELDS.index(one.field))
    ]
    return of_form + of_box


def _label(desk: Desk, field: str, value: str) -> str:
    if field in ("state", "with"):
        return desk.state_name(desk.state_code(value) or value)
    return value if field == "outlet" else value.replace("_", " ").lower()
