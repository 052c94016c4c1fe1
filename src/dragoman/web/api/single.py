"""Single records of the API: an article with its text and records, an event, a happening, a pair, a brief."""

from importlib.metadata import version
from typing import Annotated, TypeAlias

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import PathParameter, QueryParameter

from dragoman.knowledge.codebook import load_codebook
from dragoman.output import Brief, on_one_page, render_markdown
from dragoman.records import Article, CodedArticle, Event, Happening, Horizon
from dragoman.store.queries import head_of
from dragoman.web.api import shapes
from dragoman.web.api.answers import (
    JSON,
    MARKDOWN,
    answer,
    answer_one,
    is_known,
    media_of,
    tag_of,
    tag_of_data,
    unchanged,
)
from dragoman.web.api.asking import HorizonAsked, Limit, PeriodAsked, Since, iso_day, two_states
from dragoman.web.api.describing import BriefOperation, OneOperation, answers
from dragoman.web.desk import BRIEF_ROWS, Desk
from dragoman.web.frame import DeskOfApp, WebRequest
from dragoman.workspace import Shown
from dragoman.workspace.briefing import brief_of
from dragoman.workspace.pairs import find_pair

TEXT = "text/plain"

PAIR_LIMIT = 100
"""Records of each kind about a pair unless asked for otherwise: lists give more, page by page."""

Identifier: TypeAlias = Annotated[str, PathParameter(description="The id of the record.", max_length=200)]
OneState: TypeAlias = Annotated[str, PathParameter(description="A state: name, ISO code or demonym.", max_length=200)]


@get(
    "/workspace",
    responses=answers(shapes.WorkspaceAnswer, "What the workspace holds"),
    operation_class=OneOperation,
    tags=["records"],
    sync_to_thread=True,
)
def workspace(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """How many records of each kind there are, and documents that failed or wait."""
    media_of(request, (JSON,))
    desk.merge()
    codebook = load_codebook()
    data = msgspec.json.encode(
        shapes.WorkspaceAnswer(
            name=desk.workspace.folder.resolve().name,
            dragoman=version("dragoman"),
            codebook=f"{codebook.name} {codebook.version}",
            adding=desk.adder.is_going,
            counts=desk.workspace.store.overview(),
        )
    )
    tag = tag_of_data(data)
    return unchanged(tag) if is_known(request, tag) else answer(data, JSON, tag)


@get(
    "/articles/{identifier:str}",
    responses=answers(Article, "The article", 404),
    operation_class=OneOperation,
    tags=["records"],
    sync_to_thread=True,
)
def article(request: WebRequest, desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """One article with its text as found, its regions and credits."""
    return answer_one(request, desk, lambda: _coded(desk, identifier).article)


@get(
    "/articles/{identifier:str}/text",
    responses=answers(str, "The text", 404, media=TEXT),
    operation_class=OneOperation,
    tags=["records"],
    sync_to_thread=True,
)
def text(request: WebRequest, desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """The text of an article as found, character for character: what all spans count in."""
    media = media_of(request, (TEXT,))
    tag = tag_of(request, desk, media)
    if is_known(request, tag):
        return unchanged(tag)
    return answer(_coded(desk, identifier).article.text.encode(), TEXT, tag)


@get(
    "/articles/{identifier:str}/annotations",
    responses=answers(shapes.Annotations, "Its records", 404),
    operation_class=OneOperation,
    tags=["records"],
    sync_to_thread=True,
)
def annotations(request: WebRequest, desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """All records of an article as judged, with their spans in its text; rejected ones are left out."""

    def make() -> shapes.Annotations:
        coded = _coded(desk, identifier)
        return shapes.Annotations(
            article=coded.article.id,
            actors=coded.actors,
            events=coded.events,
            statements=coded.statements,
            ties=coded.ties,
        )

    return answer_one(request, desk, make)


@get(
    "/events/{identifier:str}",
    responses=answers(shapes.EventAnswer, "The event", 404),
    operation_class=OneOperation,
    tags=["records"],
    sync_to_thread=True,
)
def event(request: WebRequest, desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """One event as judged, with what was coded where that was corrected, and all decisions about it."""

    def make() -> shapes.EventAnswer:
        shown = desk.workspace.show(identifier)
        if shown is None or not isinstance(shown.record, Event):
            raise NotFoundException("No event has this id. Its article may have been read anew; search for its words.")
        return shapes.EventAnswer(
            event=shown.record,
            article=head_of(shown.articles[0]),
            words=shown.words,
            judgements=shown.judgements,
            undone=shown.undone,
            rejected=shown.rejected,
            original=shown.original if isinstance(shown.original, Event) else None,
        )

    return answer_one(request, desk, make)


@get(
    "/happenings/{identifier:str}",
    responses=answers(shapes.HappeningAnswer, "The happening", 404),
    operation_class=OneOperation,
    tags=["relations"],
    sync_to_thread=True,
)
def happening(request: WebRequest, desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """One happening with the words of its events. Its id changes with its accounts; link to its first event instead."""
    desk.merge()

    def make() -> shapes.HappeningAnswer:
        shown: Shown | None = desk.workspace.show(identifier)
        if shown is None or not isinstance(shown.record, Happening):
            raise NotFoundException(
                "No happening has this id. Happenings are made anew when articles or judgements come in, and their ids "
                "change with their accounts."
            )
        return shapes.HappeningAnswer(
            happening=shown.record,
            articles=tuple(map(head_of, shown.articles)),
            words=shown.words,
            judgements=shown.judgements,
            undone=shown.undone,
        )

    return answer_one(request, desk, make)


@get(
    "/pairs/{one:str}/{other:str}",
    responses=answers(shapes.PairAnswer, "What is kept about the pair"),
    operation_class=OneOperation,
    tags=["relations"],
    sync_to_thread=True,
)
def pair(
    request: WebRequest,
    desk: DeskOfApp,
    one: OneState,
    other: OneState,
    period: PeriodAsked,
    known: HorizonAsked,
    limit: Limit = PAIR_LIMIT,
) -> Response[bytes]:
    """The newest records of each kind about two states, oldest first."""
    codes = two_states(desk, one, other)
    desk.merge()

    def make() -> shapes.PairAnswer:
        found = find_pair(desk.workspace.store, codes, **period._asdict(), limit=limit + 1, known=known)
        kinds = ("events", "third_party", "statements", "ties", "happenings")
        kept = {kind: getattr(found, kind)[-limit:] for kind in kinds}
        return shapes.PairAnswer(
            pair=codes,
            articles=tuple(head_of(coded.article) for coded in found.articles),
            **kept,
            cut=tuple(kind for kind in kinds if len(getattr(found, kind)) > limit),
        )

    return answer_one(request, desk, make)


@get(
    "/briefs/{one:str}/{other:str}",
    responses=answers(Brief, "The brief"),
    operation_class=BriefOperation,
    tags=["relations"],
    sync_to_thread=True,
)
def brief(
    request: WebRequest,
    desk: DeskOfApp,
    one: OneState,
    other: OneState,
    known: HorizonAsked,
    since: Since = None,
    short: Annotated[bool, QueryParameter(description="One page.")] = False,
) -> Response[bytes]:
    """A sourced brief about two states, each sentence cited to its words; as JSON or Markdown by Accept."""
    codes = two_states(desk, one, other)
    media = media_of(request, (JSON, MARKDOWN))
    desk.merge()
    tag = tag_of(request, desk, media)
    if is_known(request, tag):
        return unchanged(tag)
    made = _brief(desk, codes, iso_day(since), known)
    made = on_one_page(made) if short else made
    return answer(msgspec.json.encode(made) if media == JSON else render_markdown(made).encode(), media, tag)


def _brief(desk: Desk, codes: tuple[str, str], since: str | None, known: Horizon) -> Brief:
    """The brief that the command makes."""
    found = find_pair(desk.workspace.store, codes, since=since, until=None, limit=BRIEF_ROWS, known=known)
    return brief_of(found, desk.names, desk.phrases, since, known)


def _coded(desk: Desk, identifier: str) -> CodedArticle:
    """An article with its records as judged.

    Raises:
        NotFoundException: there is none.

    """
    for coded in desk.workspace.as_judged([identifier]):
        if coded.article.id == identifier:
            return coded
    raise NotFoundException("No article has this id. GET /api/v1/articles lists them.")
