"""Lists of the API: filters, pages, tags, media types, and hostile text in all of them."""

import csv
import io
import json
from typing import Any

import pytest

from dragoman.records import Verdict
from tests.unit.web.api.conftest import Asking
from tests.unit.web.room import BIDI, EVIL, FORMULA, Room

LISTS = ("/articles", "/events", "/statements", "/ties", "/actors", "/happenings", "/pairs", "/judgements")


def all_pages(api: Asking, path: str, limit: int) -> list[Any]:
    """The items of all pages, by their `next`."""
    found: list[Any] = []
    address = f"{path}{'&' if '?' in path else '?'}limit={limit}"
    while address:
        answer = api(address)
        page = answer.json()
        assert len(page["items"]) <= limit
        assert (page["next"] is None) == ("link" not in answer.headers)
        if page["next"]:
            assert answer.headers["link"] == f'<{page["next"]}>; rel="next"'
        found += page["items"]
        address = (page["next"] or "").removeprefix("/api/v1")
    return found


@pytest.fixture
def judged(room: Room) -> None:
    """Three decisions, one of them taken back."""
    event = room.desk.workspace.events()[0].event.id
    room.desk.judge(event, Verdict.NOTE, note=FORMULA)
    room.desk.judge(event, Verdict.ACCEPT)
    room.desk.judge(event, Verdict.UNDO)


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
@pytest.mark.parametrize(
    "path",
    [
        *LISTS,
        *("/events?newest_first=true", "/articles?newest_first=true", "/happenings?newest_first=true"),
        *("/statements?by=e", "/events?pair=AZE,ISR", "/happenings?pair=AZE,ISR&as_of=2026-02-28"),
    ],
)
def test_pages_hold_each_record_once(api: Asking, judged: None, path: str, limit: int) -> None:
    """Whatever the length of a page, all of them together are the list, in its order."""
    whole = api(path).json()["items"]
    assert whole
    assert all_pages(api, path, limit) == whole


def test_a_page_goes_on_where_it_ended_though_more_came(api: Asking, room: Room) -> None:
    """Keyset paging: what is added before the place moves nothing."""
    from tests.records_made import Page
    from tests.unit.web.room import AZE, COHEN

    listed = [one["event"]["id"] for one in api("/events").json()["items"]]
    first = api("/events?limit=2").json()
    early = Page("Israel met Azerbaijan.", published="2001-01-01").event(
        "CONSULT", "Israel met Azerbaijan.", [COHEN], [AZE]
    )
    room.desk.workspace.store.add(early.coded(), coding="hand")
    rest = all_pages(api, first["next"].removeprefix("/api/v1").replace("limit=2&", ""), limit=1)
    assert [one["event"]["id"] for one in (*first["items"], *rest)] == listed


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("/events", 5),
        ("/events?state=Azerbaijan&with=Israel", 4),
        ("/events?pair=Israeli,aze", 4),
        ("/events?state=ISR", 5),
        ("/events?pair=AZE,Peru", 0),
        ("/events?act=ACCUSE", 1),
        ("/events?mode=visit", 3),
        ("/events?status=planned", 2),
        ("/events?status=denied&act=CONSULT", 1),
        ("/events?since=2026-02-20&until=2026-02-20", 2),
        ("/events?until=1999-12-31", 0),
        ("/events?outlet=Caspian%20Ledger", 1),
        ("/events?rejected=true", 0),
        ("/articles?since=2026-02-06&until=2026-02-11", 2),
        ("/statements?by=HAREL", 1),
        ("/statements?by=nobody", 0),
        ("/statements?about=Azerbaijan", 1),
        ("/statements?state=ISR&speech_act=deny", 0),
        ("/ties?quality=close", 1),
        ("/ties?state=AZE&with=ISR", 1),
        ("/ties?change=resumed", 0),
        ("/actors?name=harel", 3),
        ("/actors?kind=person&state=Israel", 4),
        ("/actors?name=%25", 0),
        ("/happenings?act=CONSULT", 2),
        ("/happenings?status=planned", 1),
        ("/happenings?status=called_off", 0),
        ("/search?q=%22near%20future%22", 1),
        ("/search?q=%22AND%20NEAR(", 0),
    ],
)
def test_a_list_is_narrowed(api: Asking, asked: str, count: int) -> None:
    """States by any name, words of closed sets, days, names and parts of them; no character is syntax."""
    assert len(api(asked).json()["items"]) == count


@pytest.mark.parametrize("path", [*LISTS, "/search?q=azerbaijan", "/pairs/AZE/ISR", "/briefs/AZE/ISR", "/workspace"])
def test_what_did_not_change_is_not_sent_again(api: Asking, room: Room, path: str) -> None:
    """The tag comes back as 304 without a body, until a decision or an article changes what there is."""
    tag = api(path).headers["etag"]
    same = api(path, gives=304, if_none_match=f'"other", W/{tag}')
    assert (same.content, same.headers["etag"]) == (b"", tag)
    assert api(path, gives=200, if_none_match='"other"').headers["etag"] == tag
    room.desk.judge(room.desk.workspace.events()[0].event.id, Verdict.REJECT)
    assert api(path, gives=200, if_none_match=tag).headers["etag"] != tag


def test_a_tag_is_of_one_question_and_one_media_type(api: Asking) -> None:
    """Else a cache would give the one for the other."""
    answers = [api("/events"), api("/events?limit=99"), api("/events", accept="text/csv"), api("/ties")]
    assert len({answer.headers["etag"] for answer in answers}) == 4
    assert all("accept" in answer.headers["vary"] for answer in answers)
    assert {answer.headers["cache-control"] for answer in answers} == {"private, no-cache"}


@pytest.mark.parametrize("path", [*LISTS, "/search?q=met"])
def test_lists_come_as_csv_that_no_spreadsheet_runs(api: Asking, judged: None, path: str) -> None:
    """One row an item, no cell that begins a formula, no character that turns or colours a line."""
    items = api(path).json()["items"]
    answer = api(path, accept="text/csv")
    assert answer.headers["content-type"].startswith("text/csv; header=present; charset=utf-8")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len(rows) == len(items) + 1
    cells = [cell for row in rows for cell in row]
    assert not any(cell.startswith(("=", "@", "+", "-")) and not cell[1:].replace(".", "").isdigit() for cell in cells)
    assert not any(char in cell for cell in cells for char in "\u202e\u2066\x1b\x07\r\n")


@pytest.mark.parametrize("path", [*LISTS, "/search?q=met"])
def test_lists_come_as_lines_of_json(api: Asking, judged: None, path: str) -> None:
    """The same items, one a line; the next page stands in the header."""
    answer = api(path, accept="application/x-ndjson")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in answer.text.splitlines()] == api(path).json()["items"]
    assert "next" in api("/events?limit=1", accept="application/x-ndjson").headers["link"]


def test_hostile_text_is_given_as_found(api: Asking) -> None:
    """JSON changes no character of an article, and says that it is no page; offsets give back the words."""
    found = next(one for one in api("/events?act=ACCUSE").json()["items"] if one["words"] == EVIL)
    answer = api(f"/articles/{found['article']['id']}/text")
    start, end = found["event"]["evidence"]
    assert answer.text[start:end] == EVIL
    assert BIDI in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("text/csv;q=0.5, application/json;q=0.2", "text/csv"),
        ("text/*", "text/csv"),
        ("application/x-ndjson", "application/x-ndjson"),
    ],
)
def test_the_media_type_is_that_which_is_liked_best(api: Asking, accept: str, given: str) -> None:
    """By quality; JSON where anything goes."""
    assert api("/events", accept=accept).headers["content-type"].startswith(given)


def test_a_media_type_that_there_is_not_is_refused(api: Asking) -> None:
    """With those that there are."""
    assert "text/csv" in api("/events", gives=406, accept="image/png").json()["detail"]
    assert "text/markdown" in api("/briefs/AZE/ISR", gives=406, accept="text/csv").json()["detail"]
