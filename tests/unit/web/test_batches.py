"""Several decisions at once: about rows that are on the page, all or none, and undone together."""

import re

import pytest

from dragoman.records import Verdict
from tests.unit.web.room import EVIL, SAME_ORIGIN, Room, hostile, visits

EVENTS = [coded.events[0].id for coded in visits()]


def send(room: Room, gives: int = 303, **fields: str | list[str]) -> str:
    """The form of a list with some rows chosen."""
    data = {"form_token": room.token(), "back": "/review/list"} | fields
    answer = room.client.post("/judge-all", data=data, headers=SAME_ORIGIN)
    assert answer.status_code == gives, answer.text
    return answer.headers["location"] if gives == 303 else answer.text


def chosen(page: str) -> list[str]:
    """The rows that a page lets one choose."""
    return re.findall(r'<input type="checkbox" class="choose" name="record" value="([^"]+)"', page)


def verdicts(room: Room) -> list[Verdict | None]:
    """What holds for each of the three visits."""
    return [room.desk.decision(event).verdict for event in EVENTS]


def test_chosen_rows_are_decided_together_and_undone_by_one_button(room: Room) -> None:
    """The list then has the others; the undo is a batch too, so that it can be undone."""
    assert set(EVENTS) <= set(chosen(room.get("/review/list")))
    assert send(room, record=EVENTS[:2], verdict="accept") == "/review/list"
    assert verdicts(room) == [Verdict.ACCEPT, Verdict.ACCEPT, None]
    page = room.get("/review/list")
    assert "2 events accepted together" in page
    assert not set(EVENTS[:2]) & set(chosen(page))
    batch = re.search(r'name="batch" value="([^"]+)"', page)
    assert batch
    room.post("/judge-all/undo", batch=batch[1], back="/review/list")
    assert verdicts(room) == [None, None, None]
    assert set(EVENTS) <= set(chosen(room.get("/review/list")))
    undone = room.desk.workspace.judgements()[-1]
    assert "Undo all 2" not in room.get("/review/list")
    room.post("/judge-all/undo", batch=undone.id, back="/review/list")
    assert verdicts(room) == [Verdict.ACCEPT, Verdict.ACCEPT, None]


def test_an_undo_of_a_batch_leaves_what_was_decided_otherwise(room: Room) -> None:
    """What was taken back alone stays so, and a later decision about one of the rows holds."""
    send(room, record=EVENTS, verdict="reject")
    batch = room.desk.workspace.judgements()
    room.post("/judge", record=batch[0].id, verdict="undo", back="/")
    room.post("/judge", record=EVENTS[1], verdict="accept", back="/")
    assert "Undo all 2" in room.get("/judgements")
    room.post("/judge-all/undo", batch=batch[2].id, back="/judgements")
    assert verdicts(room) == [None, Verdict.ACCEPT, None]
    again = {"batch": batch[2].id, "back": "/judgements"}
    assert "undone already" in room.post("/judge-all/undo", gives=400, **again)


def test_a_note_goes_to_all_chosen_rows(room: Room) -> None:
    """And decides nothing, so that they stay in the list."""
    send(room, record=EVENTS, verdict="note", note="ask the desk")
    assert [len(room.desk.decision(event).notes) for event in EVENTS] == [1, 1, 1]
    assert set(EVENTS) <= set(chosen(room.get("/review/list")))


@pytest.mark.parametrize(
    ("fields", "gives", "told"),
    [
        ({"record": [EVENTS[0], EVENTS[1], EVENTS[0]], "verdict": "accept"}, 400, "named twice"),
        ({"record": [], "verdict": "accept"}, 400, "No row is chosen"),
        ({"record": [EVENTS[0], "evt-nobody"], "verdict": "accept"}, 400, "Nothing was kept"),
        ({"record": [EVENTS[0], EVIL], "verdict": "accept"}, 400, "Nothing was kept"),
        ({"record": EVENTS, "verdict": "note", "note": " "}, 400, "note is empty"),
        ({"record": EVENTS, "verdict": "correct", "field": "status", "value": "planned"}, 400, "together"),
        ({"record": EVENTS, "verdict": "same", "other": EVENTS[0]}, 400, "together"),
        ({"record": EVENTS, "verdict": "undo"}, 400, "together"),
        ({"record": EVENTS}, 400, "together"),
        ({"record": [f"evt-{number}" for number in range(51)], "verdict": "reject"}, 400, "more than a page shows"),
    ],
)
def test_what_cannot_be_decided_together_is_refused_whole(
    room: Room, fields: dict[str, str | list[str]], gives: int, told: str
) -> None:
    """Nothing of it is kept, also what would have been right by itself."""
    page = send(room, gives=gives, **fields)
    assert told in page
    assert "<script>alert" not in page
    assert room.desk.workspace.judgements() == ()


@pytest.mark.parametrize("path", ["/judge-all", "/judge-all/undo"])
@pytest.mark.parametrize("token", [None, "", "x" * 64])
def test_a_batch_needs_the_token_of_its_session(room: Room, path: str, token: str | None) -> None:
    """And comes from our own pages."""
    data = {"record": EVENTS, "verdict": "reject"} | ({} if token is None else {"form_token": token})
    assert room.client.post(path, data=data, headers=SAME_ORIGIN).status_code == 403
    other = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    data = {"record": EVENTS, "verdict": "reject", "form_token": room.token()}
    assert room.client.post(path, data=data, headers=other).status_code == 403
    assert room.desk.workspace.judgements() == ()


def test_it_goes_back_to_our_own_pages_only(room: Room) -> None:
    """Wherever the form says."""
    assert send(room, record=EVENTS[:1], verdict="accept", back="https://evil.example/") == "/"


def test_rows_of_a_search_can_be_chosen_too(room: Room) -> None:
    """Only those that are on the page; decided ones as well, since a person may think again."""
    page = room.get("/search?status=planned")
    assert set(chosen(page)) >= set(EVENTS[:2])
    assert EVENTS[2] not in chosen(page)
    assert 'name="back" value="/search?status=planned"' in page
    assert not chosen(room.get("/pairs/AZE/ISR"))


def test_the_list_goes_on_where_a_page_ends(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each event that waits is on one page."""
    monkeypatch.setattr("dragoman.web.batches.PAGE_ROWS", 2)
    seen: list[str] = []
    path: str | None = "/review/list"
    while path:
        page = room.get(path)
        assert len(chosen(page)) <= 2
        seen += chosen(page)
        found = re.search(r'<a href="(/review/list[^"]*)" rel="next"', page)
        path = found[1].replace("&amp;", "&") if found else None
    assert sorted(seen) == sorted([*EVENTS, *(event.id for event in hostile().events)])
