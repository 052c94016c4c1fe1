"""Lists of the API: articles, events, statements, ties, actors, happenings, pairs, and the search."""

from typing import Annotated, Any, TypeAlias

import msgspec
from litestar import Response, get
from litestar.params import QueryParameter

from dragoman.output.flat_rows import csv_text
from dragoman.records import NOW, Act, ActorKind, Change, Quality, SpeechAct, Status
from dragoman.store import (
    ActorQuery,
    ArticleQuery,
    EventQuery,
    HappeningQuery,
    PairCount,
    StatementQuery,
    StoredHappening,
    TieQuery,
)
from dragoman.web.api import shapes
from dragoman.web.api.answers import (
    CSV,
    JSON,
    NDJSON,
    Found,
    Listing,
    answer,
    answer_list,
    asking,
    first_of,
    is_known,
    lines_of,
    media_of,
    scanning,
    tag_of,
    unchanged,
)
from dragoman.web.api.asking import (
    ArticleId,
    HitLimit,
    HorizonAsked,
    NewestFirst,
    Outlet,
    PageAsked,
    PeriodAsked,
    Rejected,
    SidesAsked,
    asked_text,
    state_code,
)
from dragoman.web.api.describing import ListOperation, answers
from dragoman.web.api.problems import UnprocessableError
from dragoman.web.frame import DeskOfApp, WebRequest
from dragoman.workspace.asking import page_of, saying
from dragoman.workspace.cells import cells_of

LONGEST_NUMBER = 19
"""Digits of a number in a place: what a database's integer holds."""

ALL_PAIRS = 100_000
"""More pairs than there are of states."""

AskedAct: TypeAlias = Annotated[Act | None, QueryParameter(description="A root type of PLOVER: what was done.")]
AskedStatus: TypeAlias = Annotated[Status | None, QueryParameter(description="Whether the act took place.")]


def _same(found: Any) -> Any:  # Any: whatever a list holds
    return found


ARTICLES = Listing(shapes.ArticleList, _same, cells_of)
EVENTS = Listing(shapes.EventList, _same, cells_of)
STATEMENTS = Listing(shapes.StatementList, _same, cells_of)
TIES = Listing(shapes.TieList, _same, cells_of)
ACTORS = Listing(shapes.ActorList, _same, cells_of)
HAPPENINGS = Listing(shapes.HappeningList, lambda found: found.happening, cells_of)


def _pair_place(found: PairCount) -> str:
    return f"{found.happenings}|{'-'.join(found.pair)}"


def _pair_order(place: str) -> tuple[int, str]:
    """The order of pairs by a place: most happenings first, then by codes.

    Raises:
        UnprocessableError: it is no place that a page gave.

    """
    count, _, pair = place.partition("|")
    return -_whole(count, place), pair


def _whole(number: str, place: str) -> int:
    """A number in a place.

    Raises:
        UnprocessableError: it is none.

    """
    if not (number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER):
        raise UnprocessableError(f"“{place}” is no place in this list. Give what `next` has, or nothing.")
    return int(number)


PAIRS = Listing(
    shapes.PairList,
    _same,
    lambda found: {"one": found.pair[0], "other": found.pair[1], "happenings": found.happenings},
)


@get(
    "/articles",
    responses=answers(shapes.ArticleList, "Articles by day of publication"),
    operation_class=ListOperation,
    tags=["records"],
    sync_to_thread=True,
)
def articles(
    request: WebRequest,
    desk: DeskOfApp,
    period: PeriodAsked,
    paging: PageAsked,
    outlet: Outlet = None,
    newest_first: NewestFirst = False,
) -> Response[bytes]:
    """Heads of articles by day of publication, without their texts."""
    query = ArticleQuery(outlet=outlet, **period._asdict(), newest_first=newest_first, after=paging.after)
    return answer_list(request, desk, ARTICLES, paging, asking(desk.workspace.articles, query))


@get(
    "/events",
    responses=answers(shapes.EventList, "Events by their first possible day"),
    operation_class=ListOperation,
    tags=["records"],
    sync_to_thread=True,
)
def events(
    request: WebRequest,
    desk: DeskOfApp,
    sides: SidesAsked,
    period: PeriodAsked,
    known: HorizonAsked,
    paging: PageAsked,
    act: AskedAct = None,
    mode: Annotated[str | None, asked_text("How it was done: a mode of the codebook.", "visit")] = None,
    plover: Annotated[
        Act | None, QueryParameter(description="The type that PLOVER gives to act and status together.")
    ] = None,
    status: AskedStatus = None,
    article: ArticleId = None,
    outlet: Outlet = None,
    rejected: Rejected = False,
    newest_first: NewestFirst = False,
) -> Response[bytes]:
    """Events as judged: one claim in one article each, with its words.

    Of a pair also those in which one of the two mediates or hosts and the other is a side.
    """
    query = EventQuery(
        pair=sides.pair,
        third_parties=sides.pair is not None,
        state=sides.state,
        act=act,
        mode=mode,
        plover=plover,
        status=status,
        **period._asdict(),
        known=known,
        article=article,
        outlet=outlet,
        rejected=rejected,
        newest_first=newest_first,
        after=paging.after,
    )
    return answer_list(request, desk, EVENTS, paging, asking(desk.workspace.events, query))


@get(
    "/statements",
    responses=answers(shapes.StatementList, "Statements by day of publication"),
    operation_class=ListOperation,
    tags=["records"],
    sync_to_thread=True,
)
def statements(
    request: WebRequest,
    desk: DeskOfApp,
    sides: SidesAsked,
    period: PeriodAsked,
    known: HorizonAsked,
    paging: PageAsked,
    by: Annotated[str | None, asked_text("A part of the speaker's name.", "Aliyev")] = None,
    about: Annotated[str | None, asked_text("A state that the words name, or that the target is of.", "Israel")] = None,
    speech_act: Annotated[SpeechAct | None, QueryParameter(description="What the speaker does by speaking.")] = None,
    article: ArticleId = None,
    outlet: Outlet = None,
    rejected: Rejected = False,
    newest_first: NewestFirst = False,
) -> Response[bytes]:
    """What somebody is said to have said, through whom, with the words.

    With `by` or `about` a page may hold fewer records than `limit`, or none, and still have a `next`: it ends where
    enough was looked through.
    """
    query = StatementQuery(
        pair=sides.pair,
        state=sides.state,
        speech_act=speech_act,
        **period._asdict(),
        known=known,
        article=article,
        outlet=outlet,
        rejected=rejected,
        newest_first=newest_first,
        after=paging.after,
    )
    ask = desk.workspace.statements
    if by is None and about is None:
        return answer_list(request, desk, STATEMENTS, paging, asking(ask, query))
    code = state_code(desk, about) if about else None
    keeps = saying(by, code, desk.gazetteer if code else None)
    return answer_list(request, desk, STATEMENTS, paging, scanning(ask, query, keeps))


@get(
    "/ties",
    responses=answers(shapes.TieList, "Ties by their first possible day"),
    operation_class=ListOperation,
    tags=["records"],
    sync_to_thread=True,
)
def ties(
    request: WebRequest,
    desk: DeskOfApp,
    sides: SidesAsked,
    period: PeriodAsked,
    known: HorizonAsked,
    paging: PageAsked,
    quality: Annotated[Quality | None, QueryParameter(description="How relations are said to be.")] = None,
    change: Annotated[Change | None, QueryParameter(description="How relations are said to move.")] = None,
    article: ArticleId = None,
    rejected: Rejected = False,
    newest_first: NewestFirst = False,
) -> Response[bytes]:
    """Claims about the state of relations, of all pairs or of one; a single state has none."""
    if sides.state is not None:
        raise UnprocessableError("Relations are between two states. Give a pair, or no state for all.")
    query = TieQuery(
        pair=sides.pair,
        quality=quality,
        change=change,
        **period._asdict(),
        known=known,
        article=article,
        rejected=rejected,
        newest_first=newest_first,
        after=paging.after,
    )
    return answer_list(request, desk, TIES, paging, asking(desk.workspace.ties, query))


@get(
    "/actors",
    responses=answers(shapes.ActorList, "Actors of single articles by id"),
    operation_class=ListOperation,
    tags=["records"],
    sync_to_thread=True,
)
def actors(
    request: WebRequest,
    desk: DeskOfApp,
    paging: PageAsked,
    one: Annotated[str | None, asked_text("Only of this state.", "AZE", name="state")] = None,
    kind: Annotated[ActorKind | None, QueryParameter(description="What an actor is.")] = None,
    name: Annotated[str | None, asked_text("A part of the name.", "minister")] = None,
    article: ArticleId = None,
    rejected: Rejected = False,
) -> Response[bytes]:
    """Who acts, is acted on, speaks or is named; each article has its own."""
    if paging.after is not None:
        _whole(paging.after.rpartition("|")[2], paging.after)
    query = ActorQuery(
        state=state_code(desk, one) if one else None,
        kind=kind,
        name=name,
        article=article,
        rejected=rejected,
        after=paging.after,
    )
    return answer_list(request, desk, ACTORS, paging, asking(desk.workspace.actors, query))


@get(
    "/happenings",
    responses=answers(shapes.HappeningList, "Happenings by their first possible day"),
    operation_class=ListOperation,
    tags=["relations"],
    sync_to_thread=True,
)
def happenings(
    request: WebRequest,
    desk: DeskOfApp,
    sides: SidesAsked,
    period: PeriodAsked,
    known: HorizonAsked,
    paging: PageAsked,
    act: AskedAct = None,
    status: AskedStatus = None,
    newest_first: NewestFirst = False,
) -> Response[bytes]:
    """What events of several articles are about, with reports, outlets and origins counted apart."""
    query = HappeningQuery(
        pair=sides.pair,
        state=sides.state,
        act=act,
        status=status,
        **period._asdict(),
        newest_first=newest_first,
        after=paging.after,
    )
    desk.merge()
    if known == NOW:
        return answer_list(request, desk, HAPPENINGS, paging, asking(desk.workspace.store.happenings, query))
    if sides.pair is None:
        raise UnprocessableError("An earlier day needs a pair of states: all happenings would be merged anew for it.")
    pair = sides.pair

    def ask(earlier: HappeningQuery) -> tuple[StoredHappening, ...]:
        return page_of(desk.workspace.happenings_known(known, pair), earlier)

    return answer_list(request, desk, HAPPENINGS, paging, asking(ask, query))


@get(
    "/pairs",
    responses=answers(shapes.PairList, "Pairs with the most happenings first"),
    operation_class=ListOperation,
    tags=["relations"],
    sync_to_thread=True,
)
def pairs(request: WebRequest, desk: DeskOfApp, paging: PageAsked) -> Response[bytes]:
    """Pairs of states by their number of happenings."""
    desk.merge()

    after = None if paging.after is None else _pair_order(paging.after)

    def ask(limit: int) -> Found:
        found = desk.workspace.store.pairs(ALL_PAIRS)
        left = found if after is None else [one for one in found if _pair_order(_pair_place(one)) > after]
        return first_of(left, limit, _pair_place)

    return answer_list(request, desk, PAIRS, paging, ask)


@get(
    "/search",
    responses=answers(shapes.HitList, "Articles that hold the words, best first"),
    operation_class=ListOperation,
    tags=["records"],
    sync_to_thread=True,
)
def search(
    request: WebRequest,
    desk: DeskOfApp,
    q: Annotated[str, QueryParameter(description='Words and "quoted phrases".', min_length=1, max_length=500)],
    limit: HitLimit = 20,
) -> Response[bytes]:
    """Articles that hold all the words, best first, with a snippet and the spans that matched."""
    media = media_of(request, (JSON, CSV, NDJSON))
    tag = tag_of(request, desk, media)
    if is_known(request, tag):
        return unchanged(tag)
    found = desk.workspace.search(q, limit + 1)
    hits, is_complete = found[:limit], len(found) <= limit
    if media == CSV:
        return answer(csv_text(map(cells_of, hits)).encode("utf-8", "replace"), media, tag)
    if media == NDJSON:
        return answer(lines_of(hits), media, tag)
    return answer(msgspec.json.encode(shapes.HitList(items=hits, complete=is_complete)), media, tag)
