"""Adding through pages: uploads and pastes are kept, coded one run at a time, and what fails says why."""

import html
import re
from pathlib import Path

import pytest

from dragoman.web.adder import Adder, keep_original, pasted
from dragoman.workspace import Workspace
from tests.unit.quick_coding import WORK
from tests.unit.web.room import EVIL, Room

SHELLED = "Kenya shelled Uganda on Monday, officials said."


def told(room: Room) -> str:
    """What the page says once the run has ended."""
    room.desk.adder.wait(30)
    return " ".join(re.sub(r"<[^>]*>", " ", html.unescape(room.get("/add"))).split())


def test_a_pasted_text_becomes_an_article(room: Room) -> None:
    """With what the person knows of it; line ends are those that were pasted."""
    text = f"{SHELLED}\r\nNobody was hurt."
    place = room.post(
        "/add/text", text=text, title="Border", outlet="The Lakeside Record", published="2025-03-05", url=""
    )
    assert place == "/add"
    assert "1 added, 0 known before, 0 failed" in told(room)
    (article,) = [head for head in room.desk.workspace.articles() if head.outlet == "The Lakeside Record"]
    assert article.published == "2025-03-05"
    assert room.desk.coded(article.id)[0].article.text == f"{SHELLED}\nNobody was hurt."
    assert "assault, Kenya – Uganda" in re.sub(r"<[^>]*>", "", room.get("/happenings"))


def test_uploads_are_added_and_known_when_they_come_again(room: Room) -> None:
    """The same file under another name is the same article."""
    files = [("files", ("a.txt", SHELLED.encode())), ("files", ("b.txt", b"Nothing much."))]
    room.post("/add/files", uploads=files)
    assert "2 added, 0 known before, 0 failed" in told(room)
    room.post("/add/files", uploads=[("files", ("again.txt", SHELLED.encode()))])
    assert "0 added, 1 known before" in told(room)


def test_of_a_folder_only_documents_are_added(room: Room) -> None:
    """What ends otherwise is left where it is; a folder without documents says what they end in."""
    files = [("files", ("in/a.txt", SHELLED.encode())), ("files", ("in/.DS_Store", b"x")), ("files", ("b.png", b"x"))]
    room.post("/add/files", uploads=files, folder="1")
    assert "1 added, 0 known before, 0 failed" in told(room)
    assert ".jsonl" in room.post("/add/files", gives=400, uploads=files[1:], folder="1")


def test_what_fails_is_listed_with_its_reason_and_tried_again(room: Room, tmp_path: Path) -> None:
    """Its reason and how often it was tried; once its cause is gone, trying again adds it."""
    cause = tmp_path / "cause"
    room.post("/add/files", uploads=[("files", ("bad.txt", f"Shells. FIXED BY {cause}".encode()))])
    assert "0 added, 0 known before, 1 failed" in told(room)
    page = html.unescape(room.get("/failures"))
    assert "bad-" in page
    assert "not fixed yet" in page
    cause.write_text("")
    room.post("/failures/retry")
    assert "1 added" in told(room)
    assert "could be read and coded" in room.get("/failures")


def test_one_run_at_a_time_that_can_be_stopped(room: Room) -> None:
    """A second is refused in words; what was not reached waits, and goes on when asked."""
    slow = [("files", (f"{number}.txt", f"SLOW {number}".encode())) for number in range(30)]
    room.post("/add/files", uploads=slow)
    assert "already" in room.post("/add/text", gives=409, text=SHELLED)
    assert "Articles are being added" in room.get("/articles")
    assert room.client.get("/add/progress").json()["is_going"] is True
    room.post("/add/stop")
    text = told(room)
    waiting = re.search(r"What was added is kept; (\d+) still wait", text)
    assert waiting is not None
    assert int(waiting[1]) > 0
    room.post("/failures/retry")
    told(room)
    assert room.desk.workspace.store.overview().articles == 34
    assert room.client.get("/add/progress").json()["is_going"] is False


@pytest.mark.parametrize(
    ("path", "fields", "why"),
    [
        ("/add/text", {"text": " \n"}, "The text is empty."),
        ("/add/files", {}, "No file was chosen"),
        ("/add/files", {"files": "not a file"}, "No file was chosen"),
    ],
)
def test_nothing_to_add_is_said(room: Room, path: str, fields: dict[str, str], why: str) -> None:
    """No run starts."""
    assert why in room.post(path, gives=400, **fields)
    assert room.desk.adder.now is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.txt", "a-"),
        ("../../etc/passwd", "passwd-"),
        ("C:\\news\\Bericht über Kenia.HTML", "Bericht-ber-Kenia-"),
        ("*[x]?.md", "x-"),
        (".hidden", "hidden-"),
        ("-", "document-"),
        ("a\x00b\n.exe", "a-b-"),
        (EVIL, "x-onerror-alert-2-7-7-"),
    ],
)
def test_names_of_uploads_cannot_leave_their_folder(tmp_path: Path, name: str, kept: str) -> None:
    """Nor hide, nor be globs or options; an ending that no reader knows is dropped."""
    path = keep_original(tmp_path, name, b"text")
    assert path.parent == tmp_path / "incoming"
    assert path.name.startswith(kept)
    assert re.fullmatch(r"[A-Za-z0-9-]+(\.(txt|md|html|htm|json|jsonl))?", path.name)
    assert keep_original(tmp_path, name, b"text") == path
    assert keep_original(tmp_path, name, b"other") != path


def test_a_pasted_text_is_data() -> None:
    """Front matter or JSON in it changes nothing about the article."""
    made = pasted('---\ntitle: x\n---\n{"text": "y"}', title='"}', published=" 2025-03-05 ")
    assert made.count(b"\n") == 1
    assert b'"published":"2025-03-05"' in made
    assert b"outlet" not in made


def test_a_fault_of_a_run_is_told_and_the_next_one_works(tmp_path: Path) -> None:
    """A thread's error does not vanish with the thread."""
    with Workspace.open(tmp_path, create=True, work=WORK) as workspace:
        adder = Adder(workspace)
        workspace.add = None  # type: ignore[assignment, method-assign]  # any fault will do
        assert adder.add_files([("a.txt", b"Kenya")])
        adder.wait(10)
        assert adder.now is not None
        assert (adder.now.is_going, "TypeError" in (adder.now.problem or "")) == (False, True)
        del workspace.add  # type: ignore[method-assign]  # the method is there again
        assert adder.add_files([("a.txt", b"Kenya")])
        adder.wait(30)
        assert adder.now.report is not None
        assert adder.now.report.added == 1
