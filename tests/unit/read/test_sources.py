"""Files, folders, globs and standard input: every document has an address; a bad one costs itself only."""

import io
import json
import os
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import ReadError
from dragoman.read import DocumentRef, ReadFailure, ReadOptions, list_documents, read_articles, read_document
from dragoman.records import Article
from tests.unit.read.pages import LEAD, page_of

STORY = "Ostavia and Tamaria exchanged prisoners on Sunday."


def outcomes(*locations: str | Path, stdin: bytes = b"", **options: object) -> list[str]:
    """Each document's text, or its failure as shown to people."""
    found = read_articles(locations, stdin=io.BytesIO(stdin), options=ReadOptions(**options))
    return [one.text if isinstance(one, Article) else str(one) for one in found]


def jsonl_of(*texts: str) -> bytes:
    """JSON Lines with one document for each text."""
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    """Names decide the order, so that two runs list the same."""
    for name in ("b.txt", "a/z.md", "a/.draft.txt", ".git/c.txt", "c", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    assert outcomes(tmp_path) == ["Text of a/z.md.", "Text of a.txt.", "Text of b.txt.", "Text of c."]


def test_loops_of_links_end(tmp_path: Path) -> None:
    """A folder that holds itself, and a link to itself, are no trap."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = outcomes(tmp_path)
    assert found[0] == STORY
    assert len(found) == 2
    assert "cannot be opened" in found[1]


def test_globs_find_files_once(tmp_path: Path) -> None:
    """`**` goes down into folders; nothing is read twice."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("One.")
    (tmp_path / "two.txt").write_text("Two.")
    assert outcomes(tmp_path / "**") == ["One.", "Two."]
    assert outcomes(tmp_path / "*.txt") == ["Two."]
    assert outcomes(tmp_path / "**" / "*.txt") == ["One.", "Two."]


def test_a_file_name_with_brackets_is_no_glob(tmp_path: Path) -> None:
    """A file that exists under the very name is that file."""
    (tmp_path / "a[1].txt").write_text(STORY)
    assert outcomes(tmp_path / "a[1].txt") == [STORY]


def test_places_without_documents_are_failures(tmp_path: Path) -> None:
    """A missing file, an empty folder, a glob without match, a pipe in a folder: all are listed, once each."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "pipes").mkdir()
    os.mkfifo(tmp_path / "pipes" / "pipe")
    found = outcomes(tmp_path / "no.txt", tmp_path / "empty", tmp_path / "*.html", tmp_path / "pipes", "a\x00b")
    reasons = ["no such file", "holds no files", "no file matches", "no regular file", "NUL"]
    assert all(reason in one for reason, one in zip(reasons, found, strict=True))


def test_a_file_name_of_odd_bytes_can_be_read_and_shown(tmp_path: Path) -> None:
    """The address can be encoded, whatever bytes the name has."""
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_bytes(STORY.encode())
    (ref,) = list_documents([tmp_path])
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(ref), type=DocumentRef)
    assert ref.location.endswith("caf\\xe9.txt")
    assert read_document(again).text == STORY


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("page.txt", page_of(), LEAD),
        ("page.html", STORY, STORY),
        ("page", page_of(), LEAD),
        ("fragment.txt", f"<p>{LEAD}</p>", LEAD),
        ("page.md", page_of(), LEAD),
        ("note.md", f'<p align="center">x</p>\n\n{STORY}', STORY),
        ("story.txt", f"{STORY} Profits < losses > nothing, <b>he</b> said.", "Profits < losses > nothing, <b>he</b>"),
        ("lines", '{"text": "One."}\n', "One."),
        ("old.xhtml", '<?xml version="1.0" encoding="utf-8"?>\n' + page_of(), LEAD),
    ],
)
def test_the_content_decides_where_the_name_is_wrong(tmp_path: Path, name: str, content: str, text: str) -> None:
    """HTML in .txt, text in .html, and files without an extension."""
    (tmp_path / name).write_text(content)
    (found,) = outcomes(tmp_path / name)
    assert text in found
    assert ("<" in found) == (name in {"note.md", "story.txt"})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("feed.xml", '<?xml version="1.0"?><rss version="2.0"></rss>', "XML feed"),
        ("data.txt", '{"text": "One."}', "JSON, not an article"),
        ("empty.jsonl", "", "is empty"),
        ("blank.json", "\n\n", "is empty"),
        ("array.json", '[{"text": "One."}', "not a valid JSON array"),
        ("one.json", '{\n "text": "One."\n', "not valid JSON"),
    ],
)
def test_what_is_no_article_is_named(tmp_path: Path, name: str, content: str, reason: str) -> None:
    """A reason says what the file is, and what to do."""
    (tmp_path / name).write_text(content)
    (found,) = outcomes(tmp_path / name)
    assert reason in found


def test_a_bad_line_costs_itself_only(tmp_path: Path) -> None:
    """Line numbers count all lines, blank ones too; the same id twice is allowed."""
    lines = b'\xef\xbb\xbf{"text":"One.","id":"a"}\r\nbroken\n\n{"text":"Two.","id":"a"}\n{"text":7}\n{"text":"Three."}'
    (tmp_path / "news.jsonl").write_bytes(lines)
    found = list(read_articles([tmp_path / "news.jsonl"]))
    assert [one.text for one in found if isinstance(one, Article)] == ["One.", "Two.", "Three."]
    assert [one.line for one in found if isinstance(one, ReadFailure)] == [2, 5]


def test_each_line_can_be_read_by_its_address_alone(tmp_path: Path) -> None:
    """An address is enough for a worker in another process."""
    (tmp_path / "news.jsonl").write_bytes(jsonl_of("Öne.", "Twö.", "Three."))
    refs = list(list_documents([tmp_path]))
    assert all(ref.data is None for ref in refs)
    assert [read_document(ref).text for ref in reversed(refs)] == ["Three.", "Twö.", "Öne."]


def test_json_arrays_and_single_objects_are_read(tmp_path: Path) -> None:
    """Entries of an array have places; equal entries have places of their own."""
    (tmp_path / "a.json").write_text('[ {"text": "One."},\n {"text": "One."}, 5, {"text": "Two."} ]')
    (tmp_path / "b.json").write_text('{\n  "text": "Alone."\n}\n')
    assert outcomes(tmp_path / "b.json") == ["Alone."]
    found = outcomes(tmp_path / "a.json")
    assert (found[0], found[1], found[3]) == ("One.", "One.", "Two.")
    assert "a.json, entry 3: a JSON number" in found[2]


@pytest.mark.parametrize("through", ["file", "standard input"])
def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path, through: str) -> None:
    """The limit is that of one line; the lines after it are read."""
    data = jsonl_of("One.") + jsonl_of("x" * 3_000_000) + jsonl_of("Two.")
    (tmp_path / "news.jsonl").write_bytes(data)
    place = tmp_path / "news.jsonl" if through == "file" else "-"
    one, failure, two = outcomes(place, stdin=data, max_bytes=1_000)
    assert (one, two) == ("One.", "Two.")
    assert "line 2: the line is larger than 1,000 bytes" in failure


def test_the_limit_is_exact_for_files_and_lines(tmp_path: Path) -> None:
    """A document of just the limit is read, one byte more is not."""
    line = jsonl_of("x" * 20)
    (tmp_path / "a.txt").write_bytes(b"x" * 50)
    (tmp_path / "b.jsonl").write_bytes(line)
    limit = len(line) - 1
    assert outcomes(tmp_path / "a.txt", max_bytes=50) == ["x" * 50]
    assert "larger than 49 bytes" in outcomes(tmp_path / "a.txt", max_bytes=49)[0]
    assert outcomes(tmp_path / "b.jsonl", max_bytes=limit) == ["x" * 20]
    assert f"larger than {limit - 1} bytes" in outcomes(tmp_path / "b.jsonl", max_bytes=limit - 1)[0]


def test_fifty_megabytes_of_one_line_give_a_reason(tmp_path: Path) -> None:
    """Nothing is read beyond the limit."""
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert outcomes(tmp_path / "long.txt")[0].endswith("split it, or raise the limit")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (STORY.encode(), [STORY]),
        (b"One.\r\n\r\nTwo.\n", ["One.\r\n\r\nTwo.\n"]),
        (jsonl_of("One.", "Two."), ["One.", "Two."]),
        (b'[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
        (b'{\n"text": "One."\n}', ["One."]),
        (b'{"text": "unclosed\n{"text": "Two."}\n', ["standard input, line 1: not valid JSON at character 9", "Two."]),
    ],
)
def test_standard_input_is_told_by_its_beginning(data: bytes, found: list[str]) -> None:
    """One text, or one document for each line or entry."""
    read = outcomes("-", stdin=data)
    assert len(read) == len(found)
    assert all(one.startswith(expected) for one, expected in zip(read, found, strict=True))


def test_standard_input_may_be_a_page_or_empty() -> None:
    """Both by content; nothing at all is a failure with a reason."""
    assert LEAD in outcomes("-", stdin=page_of().encode())[0]
    assert "is empty" in outcomes("-", stdin=b"")[0]


def test_a_given_format_wins_over_the_name(tmp_path: Path) -> None:
    """JSON Lines may be called .txt."""
    (tmp_path / "news.txt").write_bytes(jsonl_of("One.", "Two."))
    assert outcomes(tmp_path / "news.txt", format="jsonl") == ["One.", "Two."]
    assert outcomes(tmp_path / "news.txt", format="plain") == [jsonl_of("One.", "Two.").decode()]


def test_an_unknown_format_is_said_at_once() -> None:
    """With the names that are known."""
    with pytest.raises(ReadError, match='no reader is called "docx"; known: html, json'):
        next(list_documents(["a.txt"], options=ReadOptions(format="docx")))


def test_a_file_that_changed_since_listing_is_a_failure(tmp_path: Path) -> None:
    """An address holds only as long as its file."""
    (tmp_path / "news.jsonl").write_bytes(jsonl_of("One.", "Two."))
    refs = list(list_documents([tmp_path]))
    (tmp_path / "news.jsonl").write_bytes(jsonl_of("One."))
    assert read_document(refs[0]).text == "One."
    with pytest.raises(ReadError, match="shorter since it was listed"):
        read_document(refs[1])


def test_json_lines_are_listed_without_being_held(tmp_path: Path) -> None:
    """The first address comes before the second line is read."""

    class Tap(io.BytesIO):
        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.taken += 1
            return super().readline(size)

    tap = Tap(jsonl_of(*(["One."] * 100)))
    next(list_documents(["-"], stdin=tap))
    assert tap.taken <= 2
