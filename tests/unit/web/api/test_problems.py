"""Whatever goes wrong in the API is a problem by RFC 9457, with what to do."""

import pytest

from dragoman.web.api.problems import LONGEST_DETAIL
from tests.unit.web.api.conftest import Asking
from tests.unit.web.room import Room


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/nowhere", 404, "GET /api/v1/openapi.json lists"),
        ("GET", "/events/evt-none", 404, "No event has this id"),
        ("GET", "/events/art-none", 404, "No event has this id"),
        ("GET", "/happenings/hap-none", 404, "Happenings are made anew"),
        ("GET", "/articles/none/text", 404, "No article has this id"),
        ("GET", "/judgements/none", 404, "No decision has this id"),
        ("POST", "/judgements/none/undo", 404, "No decision has this id"),
        ("PUT", "/events", 405, "the header Allow"),
        ("DELETE", "/articles/x", 405, "the header Allow"),
        ("GET", "/events?statsu=planned", 422, "Did you mean status?"),
        ("GET", "/workspace?x=1", 422, "Known are: none."),
        ("GET", "/events?act=CONSULT&act=AID", 422, "given twice"),
        ("GET", "/events?act=VISIT", 422, "act"),
        ("GET", "/events?since=yesterday", 422, "since"),
        ("GET", "/events?limit=0", 422, "limit"),
        ("GET", "/events?limit=1001", 422, "limit"),
        ("GET", "/search?q=x&limit=101", 422, "limit"),
        ("GET", "/search", 422, "q"),
        ("GET", "/events?after=nonsense", 422, "after"),
        ("GET", "/actors?after=a|b", 422, "no place in this list"),
        ("GET", "/pairs?after=a|b", 422, "no place in this list"),
        ("GET", "/events?state=Isreal", 422, "Did you mean Israel?"),
        ("GET", "/events?with=Israel", 422, "needs a state beside it"),
        ("GET", "/events?pair=AZE", 422, "one comma"),
        ("GET", "/events?pair=AZE,Azerbaijan", 422, "two different states"),
        ("GET", "/events?pair=AZE,ISR&state=AZE", 422, "one comma"),
        ("GET", "/ties?state=AZE", 422, "between two states"),
        ("GET", "/happenings?as_of=2026-01-01", 422, "needs a pair"),
        ("GET", "/pairs/AZE/AZE", 422, "two different states"),
        ("GET", "/briefs/Atlantis/ISR", 422, "No state is called"),
        ("GET", "/articles?outlet=a%00b", 422, "NUL"),
    ],
)
def test_a_problem_says_what_was_wrong(api: Asking, method: str, path: str, status: int, says: str) -> None:
    """Status, title, detail and path, as their own media type, kept in no cache."""
    answer = api(path, gives=status, method=method)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["title"]
    assert says in problem["detail"]
    assert problem["instance"] == f"/api/v1{path.partition('?')[0]}"
    assert status != 405 or answer.headers["allow"]


def test_what_does_not_fit_is_named_one_by_one(api: Asking) -> None:
    """A program shows it beside the field."""
    (error,) = api("/events?limit=many", gives=422).json()["errors"]
    assert (error["name"], error["where"]) == ("limit", "query")


def test_a_problem_does_not_grow_with_what_was_asked(api: Asking) -> None:
    """And repeats no character that steers a terminal."""
    detail = api(f"/briefs/{'x%1b' * 400}/ISR", gives=422).json()["detail"]
    assert len(detail) <= LONGEST_DETAIL
    assert "\x1b" not in detail


def test_a_fault_of_ours_tells_nothing_of_its_inside(
    api: Asking, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The details go to the log."""

    def fail(*_: object) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr(room.desk.workspace, "events", fail)
    problem = api("/events", gives=500).json()
    assert "secret" not in problem["detail"]
    assert "secret path" in caplog.text


def test_what_the_store_refuses_is_told(api: Asking, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, for instance."""
    from dragoman.errors import StoreError

    def fail(*_: object) -> None:
        raise StoreError("the store refused: disk is full")

    monkeypatch.setattr(room.desk.workspace, "events", fail)
    assert "disk is full" in api("/events", gives=500).json()["detail"]
