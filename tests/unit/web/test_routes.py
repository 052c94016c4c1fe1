"""Every route of the application, those to come included: none answers a stranger, a rebound name or a forged form."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from dragoman.web.access import SAFE_METHODS
from dragoman.web.api import is_api
from dragoman.web.guarding import FORM_FIELD, FORM_HEADER, HEADERS
from tests.unit.web.room import ORIGIN, PORT, SAME_ORIGIN, Room

KNOWN = {("GET", "/"), ("GET", "/review/x"), ("POST", "/judge"), ("POST", "/add/files"), ("POST", "/api/v1/judgements")}
"""Some routes that there are, so that an enumeration that finds none fails."""

PUBLIC = {"/static/room.css", "/static/icon.svg"}

NAMED = "Harel"
"""A name of the workspace's articles."""


def routes_of(app: Litestar) -> Iterator[tuple[str, str]]:
    """Method and path of every route, "x" standing for each parameter; "/enter" is the guard's own."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method in sorted({str(method) for one in route.route_handlers for method in one.http_methods}):
                if method not in ("HEAD", "OPTIONS"):
                    yield method, re.sub(r"\{[^}]*\}", "x", route.path)


@pytest.fixture
def routes(stranger: Room) -> list[tuple[str, str]]:
    """All routes, and the one that lets a browser in."""
    found = [*routes_of(stranger.client.app), ("GET", "/enter"), *(("GET", path) for path in sorted(PUBLIC))]
    assert set(found) >= KNOWN
    return found


def ask(room: Room, method: str, path: str, token: str | None = None, **headers: str) -> Any:  # an answer of httpx
    """One request as a browser would send it, with the form token where the route looks for it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    fields = {"verdict": "note", "note": "x", "record": "evt-x", "text": "Kenya shelled Uganda."}
    if method in SAFE_METHODS:
        return room.client.request(method, path, headers=named)
    if is_api(path):
        return room.client.request(method, path, json=fields, headers=named | ({FORM_HEADER: token} if token else {}))
    return room.client.request(method, path, data=fields | ({FORM_FIELD: token} if token else {}), headers=named)


def is_untouched(room: Room) -> bool:
    """Whether nobody has decided or added anything."""
    return room.desk.workspace.judgements() == () and room.desk.adder.now is None


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", f"127.0.0.1.x.example:{PORT}", f"localhost.:{PORT}"]
)
def test_a_rebound_name_reaches_no_route(room: Room, routes: list[tuple[str, str]], host: str) -> None:
    """Neither with the cookie nor with the form token of a session that was let in."""
    token = room.token()
    for method, path in routes:
        answer = ask(room, method, path, token, host=host, **SAME_ORIGIN)
        assert answer.status_code == 400, (method, path)
        assert NAMED not in answer.text
    assert is_untouched(room)


def test_a_stranger_reaches_no_route(stranger: Room, routes: list[tuple[str, str]]) -> None:
    """Without the cookie; the style of error pages tells nothing."""
    for method, path in routes:
        answer = ask(stranger, method, path, "x" * 64, **SAME_ORIGIN)
        expected = 200 if path in PUBLIC else 403 if path == "/enter" else 401
        assert answer.status_code == expected, (method, path)
        assert NAMED not in answer.text
    assert is_untouched(stranger)


@pytest.mark.parametrize(
    ("is_token_sent", "headers"),
    [
        (False, SAME_ORIGIN),
        (False, {"origin": ORIGIN}),
        (True, {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}),
        (True, {"sec-fetch-site": "same-site", "origin": f"http://localhost:{PORT + 1}"}),
        (True, {"sec-fetch-site": "none"}),
        (True, {"sec-fetch-site": "same-origin", "origin": "https://evil.example"}),
        (True, {"origin": "https://evil.example"}),
        (True, {"origin": "null"}),
        (True, {}),
    ],
)
def test_a_forged_form_changes_nothing(
    room: Room, routes: list[tuple[str, str]], is_token_sent: bool, headers: dict[str, str]
) -> None:
    """By any route: without the token, from another site, from another port, or from nowhere."""
    token = room.token() if is_token_sent else None
    changing = [(method, path) for method, path in routes if method not in SAFE_METHODS]
    assert len(changing) >= 7
    for method, path in changing:
        assert ask(room, method, path, token, **headers).status_code == 403, (method, path)
    assert is_untouched(room)


def test_other_sites_embed_and_fetch_no_route(room: Room, routes: list[tuple[str, str]]) -> None:
    """No image, frame or script of another page gets an answer."""
    for method, path in routes:
        for mode in ("no-cors", "cors"):
            answer = ask(room, method, path, sec_fetch_site="cross-site", sec_fetch_mode=mode)
            assert answer.status_code == 403, (method, path, mode)
            assert "access-control-allow-origin" not in answer.headers


def test_looking_changes_nothing_and_every_answer_carries_the_headers(
    room: Room, routes: list[tuple[str, str]]
) -> None:
    """Whatever GET leads to, there is no decision after it; pages of every kind have the policy."""
    for method, path in routes:
        if method in SAFE_METHODS:
            answer = ask(room, method, path, **SAME_ORIGIN)
            assert answer.status_code < 500, (method, path)
            assert HEADERS.items() <= dict(answer.headers).items(), (method, path)
    assert is_untouched(room)
