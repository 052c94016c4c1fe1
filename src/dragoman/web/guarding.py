"""The guard around the whole application: it refuses, lets in by token, and sets the headers of every answer."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qs

from litestar.connection import ASGIConnection, Request
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from dragoman.web.access import SAFE_METHODS, Access, Refusal
from dragoman.web.api import is_api

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer, refusals included."""

FORM_FIELD = "form_token"

FORM_HEADER = "x-form-token"
"""The same for the API, whose bodies are JSON."""

NOT_LET_IN = "Open the address that Dragoman printed when it started: it lets this browser in."

NO_SUCH_TOKEN = "The token is not of the run that is going on. Take it from the address that Dragoman printed last."  # noqa: S105 - a sentence

ErrorPage: TypeAlias = Callable[[int, str], bytes]
ProblemOf: TypeAlias = Callable[[int, str, str], bytes]
Connection: TypeAlias = ASGIConnection[Any, Any, Any, Any]  # no users, tokens or state of Litestar's own
LitestarGuard: TypeAlias = Callable[[Connection, BaseRouteHandler], Awaitable[None]]


class Guard:
    """An ASGI application around another; `error_page` gives the HTML of a refusal, `problem` that of the API."""

    def __init__(self, inner: ASGIApp, access: Access, error_page: ErrorPage, problem: ProblemOf) -> None:
        self._inner = inner
        self._access = access
        self._error_page = error_page
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or refuses one request."""
        if scope["type"] == ScopeType.HTTP:
            await self._answer_http(scope, receive, send)
        elif scope["type"] != ScopeType.WEBSOCKET:  # the server's own start and end; there are no web sockets
            await self._inner(scope, receive, send)

    async def _answer_http(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        fields = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        headers = dict(fields)
        hosts = [value for name, value in fields if name == "host"]
        token = self._access.bearer_of(headers) if is_api(scope["path"]) else None
        is_script = token is not None and self._access.knows_token(token)
        refusal = self._access.refusal_of(scope["method"], hosts, headers, is_script=is_script)
        if refusal is None and scope["path"] == "/enter":
            await self._enter(scope, send)
            return
        session = self._access.session_of(headers) if token is None else None
        if refusal is None and session is None and not is_script and not _is_public(scope):
            refusal = Refusal(status=401, why=NOT_LET_IN if token is None else NO_SUCH_TOKEN)
        if refusal is not None:
            await self._refuse(scope, send, refusal)
            return
        scope.setdefault("state", {}).update(session=session or "", is_script=is_script)
        await self._inner(scope, receive, _with_headers(send))

    async def _refuse(self, scope: HTTPScope, send: Send, refusal: Refusal) -> None:
        if not is_api(scope["path"]):
            await _answer(send, refusal.status, self._error_page(refusal.status, refusal.why))
            return
        more = {"content-type": "application/problem+json"}
        if refusal.status == 401:
            more["www-authenticate"] = 'Bearer realm="dragoman"'
        await _answer(send, refusal.status, self._problem(refusal.status, refusal.why, scope["path"]), more)

    async def _enter(self, scope: HTTPScope, send: Send) -> None:
        """Exchanges the token for a cookie by a redirect, so that the token stays in no history entry that is shown."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        token = (asked.get("token") or [""])[0]
        if scope["method"] != "GET" or not self._access.knows_token(token):
            why = "This address is not from the run of Dragoman that is going on. Open the one that it printed last."
            await _answer(send, 403, self._error_page(403, why))
            return
        cookie = f"{self._access.cookie}={self._access.new_session()}; Path=/; HttpOnly; SameSite=Strict"
        await _answer(send, 303, b"", {"location": "/", "set-cookie": cookie})


def form_token_guard(access: Access) -> LitestarGuard:
    """A Litestar guard: whatever changes something must bring the form token of its session."""

    async def check(connection: Connection, _: BaseRouteHandler) -> None:
        if not isinstance(connection, Request) or connection.method in SAFE_METHODS:
            return
        state = connection.scope["state"]
        if state.get("is_script"):  # it brought the token, which no form of another page can
            return
        session = state.get("session", "")
        if is_api(connection.url.path):
            token = connection.headers.get(FORM_HEADER, "")
        else:
            token = (await connection.form()).get(FORM_FIELD, "")
        if not isinstance(token, str) or not access.knows_form_token(session, token):
            raise PermissionDeniedException("The form is from another session. Load the page again and repeat it.")

    return check


def _is_public(scope: HTTPScope) -> bool:
    """The style of error pages, which those who are not let in see too; it tells nothing about the workspace."""
    return scope["path"] in ("/static/room.css", "/static/icon.svg") and scope["method"] in SAFE_METHODS


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [
                (name, value) for name, value in message["headers"] if name.decode("latin-1").lower() not in HEADERS
            ]
            message["headers"] = [*given, *_raw(HEADERS)]
        await send(message)

    return sending


async def _answer(send: Send, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
        "cache-control": "no-store",
    }
    start = {"type": "http.response.start", "status": status, "headers": _raw(headers | HEADERS | (more or {}))}
    await send(start)  # type: ignore[arg-type]  # a start message
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
