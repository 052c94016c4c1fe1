"""Who may ask the API: a session of the reading room, or a script with the token; nobody by another's name."""

from typing import Any

import pytest

from tests.unit.web.room import PORT, SAME_ORIGIN, Room

DRAFT = {"record": "evt-x", "verdict": "note", "note": "x"}


def asked(room: Room, method: str = "GET", path: str = "/api/v1/workspace", **how: Any) -> tuple[int, str]:
    """Status and detail of an answer."""
    answer = room.client.request(method, path, **how)
    return answer.status_code, answer.json().get("detail", "")


@pytest.mark.parametrize(
    "path", ["/api/v1/workspace", "/api/v1/events", "/api/v1/openapi.json", "/api/v1/nowhere", "/api"]
)
def test_nobody_else_is_answered(stranger: Room, path: str) -> None:
    """Without cookie and token, not even whether an address is one; the refusal is a problem that names the way in."""
    answer = stranger.client.get(f"/api{path}")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="dragoman"'
    assert "Open the address" in answer.json()["detail"]


@pytest.mark.parametrize("given", ["Bearer wrong", "Bearer ", "Bearer", "Basic dXNlcjpw", "TOKEN", ""])
def test_a_wrong_token_is_refused_even_beside_a_cookie(room: Room, given: str) -> None:
    """A script that thinks it is let in by its token must hear that it is not."""
    status, why = asked(room, headers={"authorization": given.replace("TOKEN", room.access.token)})
    assert (status, "printed last" in why) == (401, True)


def test_the_token_opens_the_api_and_no_page(stranger: Room) -> None:
    """Pages are for browsers, which have the cookie."""
    headers = {"authorization": f"bearer {stranger.access.token}"}
    assert stranger.client.get("/api/v1/workspace", headers=headers).status_code == 200
    assert stranger.client.get("/", headers=headers).status_code == 401


def test_a_session_reads_the_api(room: Room) -> None:
    """The cookie of the reading room is enough to look."""
    assert asked(room)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", f"127.0.0.1:{PORT + 1}", "localhost"])
def test_only_names_of_this_machine_are_hosts(script: Room, host: str) -> None:
    """A page that rebinds its own name reaches nothing, token or not."""
    assert asked(script, headers={"host": host})[0] == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        (SAME_ORIGIN, 403),
        ({**SAME_ORIGIN, "x-form-token": "guessed"}, 403),
        ({"x-form-token": "TOKEN"}, 403),
        ({"x-form-token": "TOKEN", "sec-fetch-site": "cross-site", "origin": "https://evil.example"}, 403),
        ({"x-form-token": "TOKEN", "origin": "https://evil.example"}, 403),
        ({**SAME_ORIGIN, "x-form-token": "TOKEN"}, 422),  # let in: there is no such record
    ],
)
def test_a_session_changes_something_from_our_own_pages_only(room: Room, headers: dict[str, str], status: int) -> None:
    """It brings the form token of its session, from this origin."""
    sent = {name: room.token() if value == "TOKEN" else value for name, value in headers.items()}
    assert asked(room, "POST", "/api/v1/judgements", json=DRAFT, headers=sent)[0] == status
    assert room.desk.workspace.judgements() == ()


def test_the_form_token_counts_in_the_header_only(room: Room) -> None:
    """A form of another site can send fields, and none of our headers."""
    answer = room.client.post("/api/v1/judgements", data={"form_token": room.token()}, headers=SAME_ORIGIN)
    assert answer.status_code == 403


def test_a_script_needs_no_form_token(script: Room) -> None:
    """It brought what no browser adds by itself."""
    assert asked(script, "POST", "/api/v1/judgements", json=DRAFT)[0] == 422


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_body_that_is_not_called_json_is_none(script: Room, kind: str) -> None:
    """Those are the kinds that a form of another site can send."""
    body = b'{"record": "evt-x", "verdict": "note", "note": "x"}'
    status, _ = asked(script, "POST", "/api/v1/judgements", content=body, headers={"content-type": kind})
    assert status in (400, 415, 422)
    assert script.desk.workspace.judgements() == ()


def test_other_sites_read_nothing(room: Room) -> None:
    """Not by a script of theirs, cookie or not."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}
    answer = room.client.get("/api/v1/events", headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
