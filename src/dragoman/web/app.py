"""The application: its routes, and how whatever goes wrong becomes a page."""

import logging
from importlib.metadata import version
from typing import Any

from litestar import Litestar, Response, get
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.params import FromPath

from dragoman.errors import DragomanError
from dragoman.web import (
    batches,
    filling,
    mapping,
    pairing,
    people,
    reading,
    relating,
    reviewing,
    saving,
    searching,
    taking,
    telling,
)  # fmt: skip
from dragoman.web.access import Access
from dragoman.web.api import is_api
from dragoman.web.api.describing import configuration
from dragoman.web.api.problems import broken, problem_bytes, refused, told
from dragoman.web.api.routing import api_router
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp, WebRequest, missing, show
from dragoman.web.guarding import Guard, form_token_guard
from dragoman.web.pages import error_page, static_files

MOST_BYTES = 100_000_000
"""The largest form: some thousands of articles at once; more go in by `dragoman add`."""

MOST_PARTS = 5_000
"""Files in one form."""

NOT_FOUND = "There is no such page. The menu above leads to those that there are."

UNCLEAR = "The request was not understood. Go back and repeat it."

SENTENCES = {
    404: NOT_FOUND,
    405: "This page cannot be asked for in this way. Go back and use its buttons and links.",
    413: f"This is more than {MOST_BYTES // 1_000_000} MB. Add it in parts, or with “dragoman add”.",
}
"""What a status means for a person, where the error has no sentence of its own."""

_logger = logging.getLogger("dragoman.web")


@get("/keys", sync_to_thread=False)
def keys(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The keys of the reading room, and the switch that turns them off."""
    return show(request, desk, "keys.html", "Keys")


@get("/static/{name:str}", sync_to_thread=False)
def static(request: WebRequest, name: FromPath[str]) -> Response[bytes]:
    """A file that pages refer to."""
    found = static_files().get(name)
    if found is None:
        raise missing(NOT_FOUND)
    headers = {"etag": found.etag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == found.etag:
        return Response(b"", status_code=304, headers=headers)
    return Response(found.data, media_type=found.media_type, headers=headers)


HANDLERS = (
    reading.home, reading.articles, reading.article, reading.record,
    searching.search,
    pairing.pairs, pairing.pair, pairing.brief,
    people.people, people.person,
    mapping.world, mapping.there, relating.network,
    telling.happenings, telling.happening_of, telling.happening,
    batches.review_list, batches.judge_all, batches.undo_all,
    reviewing.review_next, reviewing.review, reviewing.judgements, reviewing.judge,
    filling.add, filling.progress, filling.add_files, filling.add_text, filling.stop, filling.failures, filling.retry,
    taking.take, saving.save, saving.look, saving.change,
    keys, static,
)  # fmt: skip


def make_app(desk: Desk, access: Access) -> Litestar:
    """The reading room over a desk, for those whom `access` lets in."""
    app = Litestar(
        (*HANDLERS, api_router()),
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        guards=[form_token_guard(access)],
        exception_handlers={HTTPException: _told, DragomanError: _refused, Exception: _broken},
        state=State({"access": access, "desk": desk}),
        openapi_config=configuration(version("dragoman")),
        include_in_schema=False,
        request_max_body_size=MOST_BYTES,
        multipart_form_part_limit=MOST_PARTS,
        logging_config=None,
        debug=False,
    )
    app.asgi_handler = Guard(app.asgi_handler, access, error_page, problem_bytes)
    return app


def _told(request: Any, error: HTTPException) -> Response[bytes]:  # a request of any kind
    """An error that says itself what to do; Litestar's own are put into our words."""
    if is_api(request.url.path):
        return told(request, error)
    is_ours = error.detail.endswith((".", "?")) and " " in error.detail
    return _error(error.status_code, error.detail if is_ours else SENTENCES.get(error.status_code, UNCLEAR))


def _refused(request: Any, error: DragomanError) -> Response[bytes]:  # as above
    if is_api(request.url.path):
        return refused(request, error)
    return _error(500, f"The workspace could not answer: {error}.")


def _broken(request: Any, error: Exception) -> Response[bytes]:  # as above
    """A fault of ours: the details go to the log, not to the page."""
    if is_api(request.url.path):
        return broken(request, error)
    _logger.error("a page failed", exc_info=error)
    why = "A fault in Dragoman kept this page from being made. Nothing was changed by it; what was kept before is safe."
    return _error(500, why)


def _error(status: int, why: str) -> Response[bytes]:
    return Response(
        error_page(status, why),
        status_code=status,
        media_type="text/html; charset=utf-8",
        headers={"cache-control": "no-store"},
    )
