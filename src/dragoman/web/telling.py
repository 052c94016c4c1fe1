"""Happenings: what several accounts are about, side by side, with sources counted and their reasons told."""

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from dragoman.output.calendars import is_planned_meeting
from dragoman.records import Account, Happening
from dragoman.store import HappeningQuery
from dragoman.store.queries import head_of
from dragoman.web.desk import Desk
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, go, gone, show
from dragoman.web.narrowing import asked_narrowing, next_page
from dragoman.web.offers import Number, number_of, offer
from dragoman.web.views import HeldArticle, accounts_of, leads_of

LOOKALIKES = 12
"""Other happenings of the same states and act that a person may say are the same: as many as one reads through."""


@get("/happenings", sync_to_thread=True)
def happenings(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """Happenings by time, newest first, page by page."""
    narrowed = asked_narrowing(request, desk)
    query = HappeningQuery(**narrowed.query)
    found = desk.happenings(query)
    listed = [stored.happening for stored in found[:PAGE_ROWS]]
    return show(
        request,
        desk,
        "happenings.html",
        "Happenings",
        happenings=listed,
        leads=leads_of(listed, desk.texts(one.links[0].article for one in listed)),
        more=next_page(request, "/happenings", [stored.cursor for stored in found]),
        offers=offer({"happenings": number_of(desk, query, len(found))}, narrowed.chosen),
        **narrowed.page,
    )


@get("/happenings/of/{event:str}", sync_to_thread=True)
def happening_of(desk: DeskOfApp, event: FromPath[str]) -> Redirect:
    """Leads to the happening that an event belongs to now, or to the event where it belongs to none."""
    found = desk.happening_of(event)
    return go(f"/review/{event}" if found is None else f"/happenings/{found.id}")


@get("/happenings/{identifier:str}", sync_to_thread=True)
def happening(request: WebRequest, desk: DeskOfApp, identifier: FromPath[str]) -> Response[bytes]:
    """One happening."""
    found = desk.happening(identifier)
    if found is None:
        why = "No happening has or had this id. Happenings are made anew as articles come; their list has those of now."
        return gone(request, desk, identifier, why)
    articles = desk.judged(*(link.article for link in found.links))
    heads = {held.article.id: head_of(held.article) for held in articles}
    return show(
        request,
        desk,
        "happening.html",
        "Happening",
        happening=found,
        accounts=accounts_of(found, articles, desk.decisions()),
        heads=heads,
        conflicts=[
            (one.field, [(account, _said(articles, account)) for account in one.accounts]) for one in found.conflicts
        ],
        decision=desk.decision(identifier),
        lookalikes=_lookalikes(desk, found),
        offers=offer(
            {"happenings": Number(1), "events": Number(len(found.links))},
            {"happening": identifier},
            without=() if is_planned_meeting(found) else ("ics",),
        ),
    )


def _said(articles: tuple[HeldArticle, ...], account: Account) -> str:
    """The words of an account of a conflict."""
    holders = (held.article for held in articles if held.article.id == account.article)
    return next((article.words(account.evidence) for article in holders), "")


def _lookalikes(desk: Desk, happening: Happening) -> list[Happening]:
    """Other happenings of the same states and act, nearest in the order of days."""
    if len(happening.states) == 2:
        query = HappeningQuery(pair=(happening.states[0], happening.states[1]), act=happening.act, limit=LOOKALIKES + 1)
    elif happening.states:
        query = HappeningQuery(state=happening.states[0], act=happening.act, limit=LOOKALIKES + 1)
    else:
        return []
    found = [stored.happening for stored in desk.happenings(query)]
    return [one for one in found if one.id != happening.id and set(one.states) == set(happening.states)][:LOOKALIKES]
