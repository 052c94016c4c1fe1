"""Who is let in, what is refused, and what every answer carries."""

import re
from pathlib import Path

import pytest

import dragoman.web as package
from dragoman.web.access import Access, is_local_path
from dragoman.web.guarding import HEADERS
from tests.unit.web.room import ORIGIN, PORT, SAME_ORIGIN, Room

PAGES = (
    "/", "/articles", "/pairs", "/happenings", "/search", "/review", "/review/list", "/add", "/failures", "/keys",
    "/judgements",
)  # fmt: skip
STRANGE = ("/articles/x", "/nowhere", "/take?what=events.csv", "/searches/x", "/static/room.js", "/add/progress")


def test_the_printed_address_lets_a_browser_in_by_a_strict_cookie(stranger: Room) -> None:
    """The token becomes a cookie that scripts cannot read and other sites cannot send, and leaves the address."""
    answer = stranger.client.get(stranger.access.address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"dragoman-{PORT}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert stranger.access.token not in cookie
    stranger.get("/")


@pytest.mark.parametrize("path", [*PAGES, *STRANGE])
def test_nobody_else_sees_a_page(stranger: Room, path: str) -> None:
    """Without the cookie every page says what to do, and nothing about the workspace."""
    html = stranger.get(path, gives=401)
    assert "Open the address that Dragoman printed" in html
    assert "Harel" not in html


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "\N{SNOWMAN}.y", "a.b.c", '"; $'])
def test_a_cookie_that_we_did_not_sign_is_none(cookie: str) -> None:
    """Guessed and broken cookies are the same as no cookie."""
    access = Access(PORT)
    assert access.session_of({"cookie": f"dragoman-{PORT}={cookie}"}) is None
    assert access.session_of({"cookie": f"dragoman-{PORT}={access.new_session()}"}) is not None
    assert access.session_of({"cookie": f"dragoman-{PORT}={Access(PORT).new_session()}"}) is None


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_a_wrong_token_lets_nobody_in(stranger: Room, token: str) -> None:
    """Of another run, or guessed."""
    stranger.get(f"/enter?token={token}", gives=403)
    stranger.get("/", gives=401)


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        (f"127.0.0.1:{PORT}", True),
        (f"localhost:{PORT}", True),
        (f"LOCALHOST:{PORT}", True),
        (f"[::1]:{PORT}", True),
        ("127.0.0.1", False),
        (f"127.0.0.1:{PORT + 1}", False),
        (f"localhost.:{PORT}", False),
        (f"0.0.0.0:{PORT}", False),
        (f"evil.example:{PORT}", False),
        (f"127.0.0.1.evil.example:{PORT}", False),
        (f"localhost:{PORT}@evil.example", False),
        ("", False),
    ],
)
def test_only_names_of_this_machine_are_hosts(room: Room, host: str, is_ours: bool) -> None:
    """A page that rebinds its own name to 127.0.0.1 is refused, cookie or not."""
    refusal = room.access.refusal_of("GET", [host], {})
    assert (refusal is None) == is_ours
    assert is_ours or room.client.get("/", headers={"host": host}).status_code == 400


def test_two_hosts_are_none() -> None:
    """A request must not be read in two ways."""
    assert Access(PORT).refusal_of("GET", [f"127.0.0.1:{PORT}"] * 2, {}) is not None
    assert Access(PORT).refusal_of("GET", [], {}) is not None


@pytest.mark.parametrize(
    ("headers", "is_let"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "same-origin", "origin": ORIGIN}, True),
        ({"origin": ORIGIN}, True),
        ({"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, False),
        ({"sec-fetch-site": "same-site", "origin": f"http://127.0.0.1:{PORT + 1}"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": f"http://localhost:{PORT}"}, False),
        ({"origin": f"https://127.0.0.1:{PORT}"}, False),
        ({}, False),
    ],
)
def test_only_our_own_pages_change_anything(room: Room, headers: dict[str, str], is_let: bool) -> None:
    """Cookie and form token do not help a form that another page sent."""
    data = {"form_token": room.token(), "back": "/add"}
    answer = room.client.post("/add/stop", data=data, headers=headers)
    assert answer.status_code == (303 if is_let else 403)


@pytest.mark.parametrize("token", [None, "", "x" * 64, "é"])
@pytest.mark.parametrize(
    "path",
    ["/judge", "/judge-all", "/searches", "/searches/x", "/add/files", "/add/text", "/add/stop", "/failures/retry"],
)
def test_a_form_needs_the_token_of_its_session(room: Room, path: str, token: str | None) -> None:
    """Nothing is kept or started without it."""
    data = {"text": "Kenya shelled Uganda.", "verdict": "note", "note": "x"}
    answer = room.client.post(path, data=data | ({} if token is None else {"form_token": token}), headers=SAME_ORIGIN)
    assert answer.status_code == 403
    assert "Load the page again" in answer.text
    assert room.desk.workspace.judgements() == ()
    assert room.desk.adder.now is None


def test_the_token_of_another_session_is_none(room: Room) -> None:
    """Two browsers that were let in cannot use each other's forms."""
    other = room.access.form_token(room.access.new_session())
    answer = room.client.post("/add/stop", data={"form_token": other}, headers=SAME_ORIGIN)
    assert answer.status_code == 403


def test_other_sites_embed_nothing_of_ours(room: Room) -> None:
    """An image or frame of another page is refused; an address that somebody opens is not."""
    room.get("/static/room.css", gives=403, sec_fetch_site="cross-site", sec_fetch_mode="no-cors")
    room.get("/articles", gives=403, sec_fetch_site="same-site", sec_fetch_mode="cors")
    room.get("/articles", sec_fetch_site="cross-site", sec_fetch_mode="navigate")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(("GET", path, 200) for path in PAGES),
        ("GET", "/static/room.js", 200),
        ("GET", "/add/progress", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/articles/none", 404),
        ("GET", "/judge", 405),
        ("PUT", "/articles", 403),
        ("OPTIONS", "/articles", 403),
    ],
)
def test_every_answer_carries_the_headers(room: Room, method: str, path: str, status: int) -> None:
    """Pages, files, JSON, redirects and refusals alike."""
    answer = room.client.request(method, path)
    if path == "/review":
        status = 303
    assert answer.status_code == status
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "server" not in answer.headers


def test_the_policy_allows_nothing_inline_and_nothing_remote() -> None:
    """The whole policy is spelled out here, so that a change of it is a decision."""
    policy = dict(part.split(" ", 1) for part in HEADERS["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_templates_escape_everything_and_hold_nothing_inline() -> None:
    """No filter that trusts a value, no block that turns escaping off, no script, style or handler in a page."""
    folder = Path(package.__file__).parent
    for path in [*folder.glob("templates/*.html"), *folder.glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"\|\s*safe\b|autoescape\s*(=\s*)?false|Markup\(", text, re.IGNORECASE) == [], path.name
        assert re.findall(r"<style|\sstyle=|\son\w+=\"|javascript:", text, re.IGNORECASE) == [], path.name
        assert re.findall(r"<script(?! type=\"module\" src=\"/static/)", text) == [], path.name
        assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", text) == [], path.name


def test_scripts_make_no_markup_and_ask_no_other_host() -> None:
    """Trusted Types would stop the first; the policy the second."""
    for path in (Path(package.__file__).parent / "static").glob("*"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert (
            re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?://|@import|url\(", text) == []
        )


@pytest.mark.parametrize(
    ("path", "is_local"),
    [
        ("/review?after=2026|evt-1", True),
        ("/articles/art-1#at-evt-1", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example", False),
        ("/\t/evil.example", False),
        ("/x\r\nSet-Cookie: a=b", False),
        ("", False),
    ],
)
def test_forms_lead_to_our_own_pages_only(path: str, is_local: bool) -> None:
    """A form cannot be made to send the browser elsewhere."""
    assert is_local_path(path) == is_local


def test_a_form_too_large_is_refused_in_words(room: Room) -> None:
    """The size is named."""
    answer = room.client.post(
        "/add/text", content=b"", headers=SAME_ORIGIN | {"content-length": "999999999", "content-type": "text/plain"}
    )
    assert answer.status_code in (403, 413)
