"""A workspace that leaves and comes back: the same records under the same ids, judgements and briefs included."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.newsroom import NO_EVENT, Shell, write_articles

ASKED = (
    ("events", "--json", "--limit", "1000"),
    ("events", "--rejected", "--json"),
    ("quotes", "--json", "--limit", "1000"),
    ("ties", "--json"),
    ("happenings", "--json"),
    ("judgements", "--json"),
    ("brief", "Kenya", "Uganda", "--json"),
    ("brief", "Kenya", "Uganda", "--format", "html"),
    ("brief", "Kenya", "Uganda", "--format", "md"),
)


@pytest.fixture
def judged(shell: Shell) -> Shell:
    """The command line with a workspace "one" in which people decided, and undid one decision."""
    write_articles(shell.folder / "articles")
    shell("-w", "one", "add", "articles")
    events = [one["event"]["id"] for one in shell.json("-w", "one", "events", "--json")]
    shell("-w", "one", "judge", events[0], "note", "--note", "see the map", "--who", "Amina")
    shell("-w", "one", "judge", events[1], "reject", "--who", "Amina")
    shell("-w", "one", "judge", events[0], "correct", "--field", "status", "--value", "ongoing", "--who", "Ben")
    shell("-w", "one", "judge", events[0], "undo", "--who", "Ben")
    shell("-w", "one", "judge", events[0], "not-same", "--other", events[2], "--who", "Ben")
    return shell


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The lines of an exported workspace."""
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def test_what_is_taken_in_again_is_what_left(judged: Shell) -> None:
    """Every list, every id and every brief is the same, byte for byte, and so is another export."""
    judged("-w", "one", "export", "--format", "workspace", "one.jsonl")
    report = judged.json("-w", "two", "import", "one.jsonl", "--json")
    assert report == {"articles": 3, "known_articles": 0, "judgements": 5, "known_judgements": 0, "failures": []}
    for command in ASKED:
        assert judged("-w", "two", *command)[0] == judged("-w", "one", *command)[0], command
    judged("-w", "two", "export", "--format", "workspace", "two.jsonl")
    assert (judged.folder / "two.jsonl").read_bytes() == (judged.folder / "one.jsonl").read_bytes()


def test_taking_in_twice_adds_nothing(judged: Shell) -> None:
    """Also into the workspace that it came from; and what was taken in is not coded again."""
    judged("-w", "one", "export", "--format", "workspace", "one.jsonl")
    judged("-w", "two", "import", "one.jsonl")
    for workspace in ("one", "two"):
        report = judged.json("-w", workspace, "import", "one.jsonl", "--json")
        assert (report["articles"], report["known_articles"]) == (0, 3)
        assert (report["judgements"], report["known_judgements"]) == (0, 5)
    assert "0 added, 3 known" in judged("-w", "two", "add", "articles")[1]


def test_lines_of_code_are_taken_in(shell: Shell) -> None:
    """What a cluster coded needs no workspace there."""
    (shell.folder / "a.txt").write_text(NO_EVENT)
    out, _ = shell("code", "--coder", "rules", "a.txt")
    (shell.folder / "coded.jsonl").write_bytes(out)
    assert shell.json("import", "coded.jsonl", "--json")["articles"] == 1
    assert shell.json("search", "onions", "--json")


def changed(line: dict[str, Any], *path: str | int, to: Any) -> bytes:
    """A line with another value in one place."""
    made = json.loads(json.dumps(line))
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(made).encode()


def test_a_bad_line_costs_itself_only(judged: Shell) -> None:
    """Each is told with its number and reason; the good ones are there, and the exit code is 3."""
    judged("-w", "one", "export", "--format", "workspace", "one.jsonl")
    head, article, other, *rest = lines_of(judged.folder / "one.jsonl")
    judgement = next(line for line in rest if line["line"] == "judgement")
    bad = {
        b"{": "not readable JSON",
        b'{"line": "recipe"}': "Invalid value 'recipe'",
        b'{"text": "an article that nobody coded"}': "neither a line of an exported workspace",
        b"\xff\xfe": "not readable JSON",
        changed(article, "article", "text", to="Another text."): "its text is not that of its sha256",
        changed(article, "article", "regions", 0, "end", to=10**6): "outside its text",
        changed(article, "article", "published", to="tomorrow"): "no day of the calendar",
        changed(article, "article", "url", to="javascript:alert(1)"): "no web address",
        changed(article, "article", "id", to="../../etc/passwd"): "cannot be an id",
        changed(article, "events", to=article["events"][:1] * 2 if article["events"] else []): "",
        changed(article, "surprise", to=1): "unknown field",
        changed(judgement, "judgement", "who", to="Somebody else"): "it was changed",
    }
    good = [json.dumps(line).encode() for line in (head, article, other)]
    (judged.folder / "mixed.jsonl").write_bytes(b"\n".join([good[0], *bad, good[1], b"", good[2]]))
    out, _ = judged("-w", "three", "import", "mixed.jsonl", "--json", gives=3)
    report = json.loads(out)
    assert report["articles"] == 2
    told = {failure["location"]: failure["reason"] for failure in report["failures"]}
    for number, reason in enumerate(bad.values(), start=2):
        assert reason in told.get(f"mixed.jsonl, line {number}", ""), reason
    assert "cut short" in told["mixed.jsonl"]


def test_wrong_files_say_what_to_do(judged: Shell) -> None:
    """A file that is not there, the store itself, and a file of a newer Dragoman."""
    assert "name a file" in judged("-w", "one", "import", "missing.jsonl", gives=1)[1]
    assert "the store itself" in judged("-w", "one", "import", "one/dragoman.sqlite", gives=1)[1]
    assert "the store itself" in judged("-w", "one", "export", "--format", "csv", "one/dragoman.sqlite", gives=1)[1]
    (judged.folder / "newer.jsonl").write_text('{"line":"workspace","packing":3,"made_by":"d 9","codebook":"P"}\n')
    assert "newer Dragoman" in judged("-w", "one", "import", "newer.jsonl", gives=1)[1]
