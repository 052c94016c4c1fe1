"""Home, the list of articles, and the page of one: the text as found, with every record beside its words."""

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from dragoman.records import Actor, CodedArticle, Statement, Tie
from dragoman.store import ArticleQuery
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, address, asked, asked_day, go, gone, missing, show
from dragoman.web.highlights import is_both_ways, mark_text
from dragoman.web.offers import REJECTED, Number, Offers, number_of, offer
from dragoman.web.saving import shown_searches
from dragoman.web.views import HeldArticle, event_view, hops_of, marks_of, numbers_of, spoken

HOME_PAIRS = 20
HOME_ARTICLES = 8


@get("/", sync_to_thread=True)
def home(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """What the workspace holds, and what to do next."""
    desk.merge()
    store = desk.workspace.store
    searches, removed = shown_searches(desk)
    decided = sum(1 for record, one in desk.decisions().items() if record.startswith("evt-") and one.is_made)
    return show(
        request,
        desk,
        "home.html",
        "Home",
        overview=store.overview(),
        decided=decided,
        searches=searches,
        removed=removed,
        pairs=store.pairs(HOME_PAIRS),
        articles=store.articles(ArticleQuery(newest_first=True, limit=HOME_ARTICLES)),
        folder=desk.workspace.folder.resolve().name,
        offers=offer({"everything": None}, {}),
    )


@get("/articles", sync_to_thread=True)
def articles(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The articles, newest first, page by page."""
    outlet, since, until = asked(request, "outlet") or None, asked_day(request, "since"), asked_day(request, "until")
    query = ArticleQuery(
        outlet=outlet,
        since=since,
        until=until,
        newest_first=True,
        limit=PAGE_ROWS + 1,
        after=asked(request, "after") or None,
    )
    found = desk.workspace.articles(query)
    shown = found[:PAGE_ROWS]
    more = None
    if len(found) > PAGE_ROWS:
        more = address("/articles", outlet=outlet, since=since, until=until, after=shown[-1].cursor)
    return show(
        request, desk, "articles.html", "Articles",
        articles=shown, more=more, outlet=outlet, since=since, until=until,
        offers=offer(
            {"articles": number_of(desk, query, len(found))}, {"outlet": outlet, "since": since, "until": until}
        ),
    )  # fmt: skip


@get("/articles/{identifier:str}", sync_to_thread=True)
def article(request: WebRequest, desk: DeskOfApp, identifier: FromPath[str]) -> Response[bytes]:
    """One article: its text with the words of its records marked, and a card for each record."""
    found = [held for held in desk.judged(identifier) if held.article.id == identifier]
    if not found:
        raise missing("No article has this id. The list of articles has those that the workspace holds.")
    held = found[0]
    coded = held.records
    numbers, decisions = numbers_of(coded), desk.decisions()
    events = sorted(
        (event_view(held, event, decisions) for event in coded.events), key=lambda view: view.event.evidence
    )
    statements = sorted(coded.statements, key=lambda statement: statement.content)
    return show(
        request,
        desk,
        "article.html",
        coded.article.title or "Article without a title",
        article=coded.article,
        is_both_ways=is_both_ways(coded.article.text),
        read=_by_id(held.read),
        rejected=held.judged.rejected,
        pieces=list(mark_text(coded.article.text, marks_of(coded, numbers))),
        numbers=numbers,
        own=[view for view in events if not view.is_aside],
        aside=[view for view in events if view.is_aside],
        hops={view.event.id: hops_of(view.event.chain, coded.article) for view in events},
        statements=[(one, spoken(one, coded.article), hops_of(one.chain, coded.article)) for one in statements],
        ties=[(tie, coded.article.words(tie.evidence)) for tie in sorted(coded.ties, key=lambda tie: tie.evidence)],
        offers=_offers(held),
        actors=sorted(coded.actors, key=lambda actor: (-len(actor.mentions), actor.name)),
    )


def _offers(held: HeldArticle) -> Offers | None:
    """What to take away of an article: its records, but for rejected ones."""
    kept = held.judged.kept
    numbers = {"events": len(kept.events), "statements": len(kept.statements), "ties": len(kept.ties)}
    return offer(
        {**{kind: Number(number) for kind, number in numbers.items()}, "all": None},
        {"article": kept.article.id},
        without=("sqlite",),
        notes=(REJECTED,) if held.judged.rejected else (),
    )


def _by_id(coded: CodedArticle) -> dict[str, Statement | Tie | Actor]:
    """Statements, ties and actors by their ids."""
    records: tuple[Statement | Tie | Actor, ...] = (*coded.statements, *coded.ties, *coded.actors)
    return {one.id: one for one in records}


@get("/r/{identifier:str}", sync_to_thread=True)
def record(request: WebRequest, desk: DeskOfApp, identifier: FromPath[str]) -> Response[bytes] | Redirect:
    """The lasting address of any record: leads to its words."""
    for coded in desk.coded(identifier):
        article_id = coded.article.id
        return go(f"/articles/{article_id}" if identifier == article_id else f"/articles/{article_id}#at-{identifier}")
    if desk.happening(identifier) is not None:
        return go(f"/happenings/{identifier}")
    return gone(request, desk, identifier, "No record has this id; search for its words.")
