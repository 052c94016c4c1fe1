"""Saved searches: a list under a name, what is new in it, and nothing lost by removing it."""

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from dragoman.store import EventQuery
from dragoman.workspace import Workspace
from tests.records_made import Page, on
from tests.unit.quick_coding import WORK
from tests.unit.web.room import AZE, BIDI, EVIL, ISR, SAME_ORIGIN, Room


def saved(room: Room, name: str = "Baku", page: str = "/search", asked: str = "state=AZE", **more: Any) -> str:
    """The form of a list."""
    return room.post("/searches", name=name, page=page, asked=asked, **more)


def places(room: Room) -> dict[str, str]:
    """The addresses of the saved searches of the first page, by name."""
    found = re.findall(r'<a href="(/searches/[^"]+)" data-open><bdi>(.*?)</bdi>', room.get("/"))
    return {html.unescape(name): path for path, name in found}


def told(room: Room, name: str) -> str:
    """What the first page says beside the name of a search."""
    found = re.search(rf"<bdi>{re.escape(name)}</bdi></a>(.*?)</p>", room.get("/"), re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def add_news(room: Room, number: int) -> None:
    """Another article with an event of Azerbaijan and Israel, which happened."""
    page = Page(f"Azerbaijan met Israel {number} times on 1 March 2026.", published=f"2026-03-0{number}")
    page.event("CONSULT", f"Azerbaijan met Israel {number} times", [AZE], [ISR], time=on(f"2026-03-0{number}"))
    room.desk.workspace.store.add(page.coded(), coding="hand")


@pytest.mark.parametrize(
    ("page", "asked", "new"),
    [
        ("/search", "state=AZE", 2),
        ("/search", "q=azerbaijan+israel", 2),
        ("/search", "q=azerbaijan+planned", 0),
        ("/search", "status=planned", 0),
        ("/search", "state=KEN", 0),
        ("/happenings", "state=AZE", 1),  # the two articles tell of one
        ("/happenings", "status=planned", 0),
        ("/articles", "since=2026-03-01", 2),
        ("/articles", "until=2026-02-28", 0),
    ],
)
def test_what_is_new_since_somebody_looked_is_counted(room: Room, page: str, asked: str, new: int) -> None:
    """What stands in articles that came since; opening the list makes it seen."""
    assert saved(room, page=page, asked=asked).startswith(page)
    assert told(room, "Baku").startswith("nothing new since")
    add_news(room, 1)
    add_news(room, 2)
    assert told(room, "Baku").startswith(f"{new} new since" if new else "nothing new since")
    opened = room.client.get(places(room)["Baku"])
    assert opened.status_code == 303
    assert opened.headers["location"].startswith(f"{page}?")
    room.get(opened.headers["location"])
    assert told(room, "Baku").startswith("nothing new since")


def test_words_in_texts_are_saved_and_not_counted(room: Room) -> None:
    """Near miss of a search for events."""
    saved(room, asked="q=%22Baku%22&after=x")
    assert told(room, "Baku") == ""
    assert room.client.get(places(room)["Baku"]).headers["location"] == "/search?q=%22Baku%22"


def test_a_search_is_renamed_removed_and_brought_back(room: Room) -> None:
    """Under its new name, with what was seen."""
    saved(room)
    path = places(room)["Baku"]
    room.post(path, do="rename", name="  Caspian\u202e  news ")
    assert places(room) == {"Caspian news": path}
    room.post(path, do="remove")
    assert places(room) == {}
    room.get(path, gives=404)
    add_news(room, 1)
    room.post(path, do="restore")
    assert places(room) == {"Caspian news": path}
    assert told(room, "Caspian news").startswith("1 new since")


def test_a_name_is_one_searchs(room: Room) -> None:
    """It is free again after that was removed, and then the removed one cannot come back under it."""
    saved(room)
    first = places(room)["Baku"]
    assert "has this name" in saved(room, gives=400)
    room.post(first, do="rename", name="Baku")
    room.post(first, do="remove")
    saved(room)
    assert "has this name" in room.post(first, gives=400, do="restore")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " "}, "A name has"),
        ({"name": "\u202e"}, "A name has"),
        ({"name": "x" * 121}, "A name has"),
        ({"page": "https://evil.example"}, "no list"),
        ({"page": "/judgements"}, "no list"),
        ({"asked": ""}, "no filter"),
        ({"asked": "after=x"}, "no filter"),
        ({"asked": "evil=x"}, "no filter"),
        ({"asked": f"q={'x' * 2_000}"}, "too long"),
    ],
)
def test_what_is_no_search_is_refused(room: Room, given: dict[str, str], why: str) -> None:
    """With what to do; nothing is kept."""
    assert why in saved(room, gives=400, **given)
    assert room.desk.workspace.store.searches.all() == ()


def test_hostile_names_and_filters_stay_text(room: Room) -> None:
    """On the first page and wherever they lead."""
    saved(room, name=EVIL[:80] + BIDI, asked="outlet=" + EVIL.replace("&", "%26"), page="/articles")
    page = room.get("/")
    assert "<script>alert" not in page
    assert "\u202e" not in page
    (path,) = places(room).values()
    assert room.client.get(path).headers["location"].startswith("/articles?outlet=")


def test_a_filter_that_is_no_more_understood_stays_in_the_list(room: Room) -> None:
    """The list itself says what is wrong with it; the first page is shown."""
    saved(room, asked="state=Atlantis")
    assert told(room, "Baku") == ""


def test_a_form_of_another_page_saves_nothing(room: Room) -> None:
    """Nor renames or removes."""
    data = {"form_token": room.token(), "name": "x", "page": "/search", "asked": "state=AZE"}
    other = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    assert room.client.post("/searches", data=data, headers=other).status_code == 403
    assert room.client.post("/searches/x", data=data | {"do": "remove"}, headers=SAME_ORIGIN).status_code == 404
    assert room.desk.workspace.store.searches.all() == ()


def test_saved_searches_leave_with_the_workspace_and_come_back(room: Room, tmp_path: Path) -> None:
    """Removed ones too; what is there then is nothing new, and taking them in again adds nothing."""
    saved(room)
    saved(room, name="Gone", asked="status=denied")
    room.post(places(room)["Gone"], do="remove")
    packed = room.client.get("/take", params={"what": "everything.workspace"}).content
    with Workspace.open(tmp_path / "copy", create=True, work=WORK) as copy:
        for _ in range(2):
            failed = copy.take_in(io.BytesIO(packed), "file").failures
            assert not [one for one in failed if "search" in one.reason]
            assert copy.store.searches.all() == room.desk.workspace.store.searches.all()
        (first, _) = copy.store.searches.all()
        assert copy.store.searches.count_new(first.id, EventQuery()) == 0


@pytest.mark.parametrize(
    "changed", [{"page": "https://evil.example"}, {"asked": "state=KEN"}, {"name": ""}, {"name": BIDI}]
)
def test_a_saved_search_that_was_changed_is_refused(room: Room, tmp_path: Path, changed: dict[str, str]) -> None:
    """It costs itself only."""
    saved(room)
    lines = room.client.get("/take", params={"what": "everything.workspace"}).content.splitlines()
    search = json.loads(lines[-2])
    search["search"] |= changed
    lines[-2] = json.dumps(search).encode()
    with Workspace.open(tmp_path / "copy", create=True, work=WORK) as copy:
        failed = copy.take_in(io.BytesIO(b"\n".join(lines)), "file").failures
        assert [one.location for one in failed if "saved search" in one.reason] == [f"file, line {len(lines) - 1}"]
        assert copy.store.searches.all() == ()
