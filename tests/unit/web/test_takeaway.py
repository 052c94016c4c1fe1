"""Taking away what a page shows: exactly its records, in the formats that hold them, never cut without saying so."""

import csv
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.web import offers, taking
from tests.unit.web.room import EVIL, FORMULA, Room, hostile, visits

ARTICLE = visits()[0].article.id
PAGES = (
    "/",
    "/happenings",
    "/happenings?status=planned",
    "/search?state=AZE",
    "/search?q=azerbaijan+denied",
    "/search?q=%22Baku%22",
    "/articles",
    "/articles?outlet=Caspian+Ledger",
    f"/articles/{ARTICLE}",
    "/pairs/AZE/ISR",
    "/pairs/AZE/ISR?since=2026-02-01",
    "/pairs/AZE/ISR/brief",
)


def forms_of(page: str) -> list[tuple[dict[str, str], list[str]]]:
    """What each form of a page sends, but for the format, and the formats that may be chosen."""
    found = []
    for form in re.findall(r'<form action="/take">(.*?)</form>', page, re.DOTALL):
        fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
        choices = re.findall(r'<option value="([^"]*)">', form)
        found.append(({name: html.unescape(value) for name, value in fields}, choices))
    return found


def taken(room: Room, gives: int = 200, **asked: str) -> bytes:
    """The bytes of a file."""
    answer = room.client.get("/take", params=asked)
    assert answer.status_code == gives, f"{asked}: {answer.text[:500]}"
    return answer.content


def offered(room: Room, path: str) -> dict[str, str]:
    """The fields of the first form of a page."""
    return forms_of(room.get(path))[0][0]


def ids_of(room: Room, what: str, **asked: str) -> list[str]:
    """The ids of a table's rows."""
    return [json.loads(line)["id"] for line in taken(room, what=f"{what}.jsonl", **asked).splitlines()]


@pytest.mark.parametrize("path", PAGES)
def test_every_file_that_a_page_offers_is_given(room: Room, path: str) -> None:
    """With its manifest; where a format's extra is missing it cannot be chosen."""
    forms = forms_of(room.get(path))
    assert forms
    for fields, choices in forms:
        assert choices
        for what in choices:
            with zipfile.ZipFile(io.BytesIO(taken(room, what=what, manifest="1", **fields))) as archive:
                name, beside, *_ = archive.namelist()
                assert beside == f"{name}.manifest.json"
                manifest = json.loads(archive.read(beside))
                assert manifest["complete"] is True
                assert manifest["file"] == name


def test_a_file_alone_is_the_one_in_the_zip(room: Room) -> None:
    """Byte for byte."""
    with zipfile.ZipFile(io.BytesIO(taken(room, what="events.csv", state="AZE", manifest="1"))) as archive:
        assert archive.read("events-AZE.csv") == taken(room, what="events.csv", state="AZE")


@pytest.mark.parametrize(
    ("path", "what", "ids"),
    [
        ("/search?state=AZE&status=planned", "events", [visits()[0], visits()[1]]),
        ("/search?status=denied", "events", [visits()[2]]),
        ("/search?q=azerbaijan+israel+denied", "events", [visits()[2]]),
        ('/search?q=outlet:"Caspian Ledger"', "events", [visits()[1]]),
        ("/pairs/AZE/ISR", "events", [*visits(), hostile()]),
        (f"/articles/{ARTICLE}", "events", [visits()[0]]),
    ],
)
def test_a_file_holds_the_records_of_its_page_and_no_others(room: Room, path: str, what: str, ids: list) -> None:
    """By the same filter; a page is longer than its first fifty rows, and so is its file."""
    page = room.get(path)
    wanted = {event.id for coded in ids for event in coded.events if event.id in page}
    assert set(ids_of(room, what, **offered(room, path))) == wanted
    assert wanted


def test_all_pages_of_a_list_go_not_only_the_rows_that_are_seen(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of rows is told before."""
    monkeypatch.setattr("dragoman.web.narrowing.PAGE_ROWS", 1)
    monkeypatch.setattr("dragoman.web.searching.PAGE_ROWS", 1)
    page = room.get("/search?state=AZE")
    assert "Earlier events" in page
    assert 'label="4 events"' in page
    second = re.search(r'href="(/search[^"]*after=[^"]*)"', page)
    assert second
    assert len(ids_of(room, "events", **offered(room, html.unescape(second[1])))) == 4


def test_a_pair_goes_with_what_third_parties_are_told_with(room: Room) -> None:
    """Happenings and statements as on its page."""
    fields = offered(room, "/pairs/AZE/ISR")
    page = room.get("/pairs/AZE/ISR")
    assert all(f'href="/happenings/{name}"' in page for name in ids_of(room, "happenings", **fields))
    assert all(f"#at-{name}" in page for name in ids_of(room, "statements", **fields))
    assert ids_of(room, "statements", **fields)
    assert ids_of(room, "ties", **fields) == [visits()[0].ties[0].id]


def test_a_person_and_a_happening_go_with_their_events(room: Room) -> None:
    """Those in which the person has a part, and those that the happening is made of."""
    event = visits()[0].events[0]
    actor = event.sources[0].actor
    assert set(ids_of(room, "events", **offered(room, f"/people/{actor}"))) == {one.events[0].id for one in visits()}
    assert ids_of(room, "statements", actor=actor) == [visits()[0].statements[0].id]
    happening = room.desk.happening_of(event.id)
    assert happening is not None
    fields = offered(room, f"/happenings/{happening.id}")
    assert set(ids_of(room, "events", **fields)) == {link.event for link in happening.links}
    assert ids_of(room, "happenings", **fields) == [happening.id]


def test_what_was_rejected_is_in_no_file_and_the_page_says_so(room: Room) -> None:
    """A correction is in it as corrected."""
    first, second = visits()[0], visits()[1]
    room.post("/judge", record=first.events[0].id, verdict="reject", back="/")
    room.post("/judge", record=second.events[0].id, verdict="correct", field="status", value="called_off", back="/")
    assert first.events[0].id not in ids_of(room, "events", state="AZE")
    assert ids_of(room, "events", status="called_off") == [second.events[0].id]
    assert offers.REJECTED in room.get(f"/articles/{first.article.id}")


def test_a_file_that_was_cut_leaves_with_the_manifest_that_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also where nobody asked for one; one that just fits is whole and leaves alone."""
    monkeypatch.setattr(taking, "MOST_IN_A_FILE", 1)
    with zipfile.ZipFile(io.BytesIO(taken(room, what="everything.sqlite"))) as archive:
        assert archive.namelist() == ["records.db", "records.db.manifest.json", "metadata.json"]
        manifest = json.loads(archive.read("records.db.manifest.json"))
        assert (manifest["complete"], manifest["cut_by"]) == (False, "limit")
    monkeypatch.setattr(taking, "MOST_IN_A_FILE", 4)
    (tmp_path / "x.db").write_bytes(taken(room, what="all.sqlite", state="AZE", **{"with": "ISR"}))
    with sqlite3.connect(tmp_path / "x.db") as made:
        assert made.execute("SELECT count(*) FROM events").fetchone() == (4,)
    made.close()


def test_a_list_that_is_too_long_to_count_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """And that files made whole are cut; a shorter one says neither."""
    assert "at least" not in room.get("/search?state=AZE")
    monkeypatch.setattr(offers, "MOST_COUNTED", 3)
    monkeypatch.setattr("dragoman.web.searching.PAGE_ROWS", 1)
    page = room.get("/search?state=AZE")
    assert 'label="at least 3 events"' in page
    assert "complete: false" in page


@pytest.mark.parametrize(("extra", "path", "what"), [("parquet", "/happenings", "happenings.parquet")])
def test_a_format_that_is_not_installed_says_what_to_install(
    room: Room, monkeypatch: pytest.MonkeyPatch, extra: str, path: str, what: str
) -> None:
    """It cannot be chosen, and its address is refused with the same words."""
    monkeypatch.setattr(offers, "_is_there", lambda module: False)
    page = room.get(path)
    assert f'<option value="{what}" disabled>' in page
    assert f"<code>pip install &#39;dragoman[{extra}]&#39;</code>" in page
    assert f"dragoman[{extra}]" in taken(room, gives=400, what=what).decode()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"what": "events"},
        {"what": "events.exe"},
        {"what": "events.sqlite"},
        {"what": "judgements.csv"},
        {"what": "../../etc/passwd.csv"},
        {"what": f"{EVIL}.csv"},
        {"what": "events.csv", "state": "Atlantis"},
        {"what": "events.csv", "since": "yesterday"},
        {"what": "statements.csv", "status": "planned"},
        {"what": "happenings.csv", "outlet": "Caspian Ledger"},
        {"what": "brief.md"},
        {"what": "everything.workspace", "state": "AZE"},
        {"what": "events.csv", "article": ARTICLE, "state": "AZE"},
    ],
)
def test_what_no_page_offers_is_refused_in_words(room: Room, asked: dict[str, str]) -> None:
    """Nothing is made, and nothing of the address is markup."""
    answer = taken(room, gives=400, **asked).decode()
    assert "That was not done" in answer
    assert "<script>alert" not in answer


@pytest.mark.parametrize("field", ["article", "actor", "happening"])
def test_a_file_about_nothing_is_refused(room: Room, field: str) -> None:
    """An empty one would look like an answer."""
    taken(room, gives=404, what="events.csv", **{field: "x"})


def test_hostile_text_does_no_harm_in_files_and_names_none(room: Room) -> None:
    """No cell is a formula, no header holds what an article says, and a stranger gets nothing."""
    answer = room.client.get("/take", params={"what": "articles.csv", "outlet": hostile().article.outlet or ""})
    assert answer.headers["content-disposition"] == 'attachment; filename="articles.csv"'
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row)
    assert "\u202e" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert FORMULA in taken(room, what="everything.workspace").decode().replace('\\"', '"')
    page = room.get(f"/search?q=%22{EVIL}%22")
    assert "<script>alert" not in page


def test_nobody_else_takes_anything(stranger: Room) -> None:
    """Neither with the address of a file."""
    assert b"Harel" not in taken(stranger, gives=401, what="events.csv")


@pytest.mark.parametrize("what", ["events.csv", "happenings.ics", "everything.sqlite", "everything.workspace"])
def test_the_same_records_give_the_same_bytes(room: Room, what: str) -> None:
    """With the manifest too: no time of making is in it."""
    give: Callable[[], bytes] = lambda: taken(room, what=what, manifest="1")  # noqa: E731
    assert give() == give()
