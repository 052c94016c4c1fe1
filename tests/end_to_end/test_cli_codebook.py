"""Own codebooks from the command line: coded, kept, listed, exported, judged and shown."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.newsroom import ROOT, Shell

EXAMPLE = ROOT / "examples" / "codebook"


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """The command line in a folder with the example codebook and its article, added with it."""
    shutil.copytree(EXAMPLE, shell.folder / "codebook")
    _, said = shell("add", "--codebook", "codebook/peace-support.toml", "codebook/article.txt")
    assert "by nearest description, with lower confidence: SECOND_STAFF, rescue, thanks" in said
    return shell


def test_own_acts_are_listed_exported_and_judged(desk: Shell) -> None:
    """The settings of the new workspace keep the codebook, so that every later command knows its acts."""
    settings = (desk.folder / "dragoman-workspace" / "dragoman.toml").read_text(encoding="utf-8")
    assert 'codebook = "../codebook/peace-support.toml"' in settings
    (found,) = desk.json("events", "--act", "second_staff", "--json")
    event = found["event"]
    assert (event["act"], event["mode"], event["plover"]) == ("AID", "SECOND_STAFF", "AID")
    assert "SECOND_STAFF (AID)" in desk("events", "--act", "SECOND_STAFF")[0].decode()
    assert len(desk.json("events", "--act", "AID", "--json")) == 3
    _, said = desk("events", "--act", "SECOND_STAF", gives=2)
    assert 'did you mean "SECOND_STAFF"?' in said

    desk("export", "own.csv", "--act", "SECOND_STAFF")
    desk("export", "polecat.tsv", "--act", "SECOND_STAFF", "--columns", "polecat")
    desk("export", "cameo.csv", "--act", "SECOND_STAFF", "--columns", "cameo")
    own, polecat, cameo = (_rows(desk.folder / name) for name in ("own.csv", "polecat.tsv", "cameo.csv"))
    assert [(row["act"], row["mode"], row["score"]) for row in own] == [("AID", "SECOND_STAFF", "7")]
    assert [(row["Event Type"], row["Event Mode"]) for row in polecat] == [("AID", "None")]
    assert [row["root"] for row in cameo] == ["07"]

    (happening,) = [one for one in desk.json("happenings", "--json") if one["mode"] == "SECOND_STAFF"]
    assert happening["act"] == "AID"
    desk("brief", "Kenya", "Uganda")

    desk("judge", event["id"], "correct", "--field", "mode", "--value", "rescue")
    assert [one["event"]["mode"] for one in desk.json("events", "Kenya", "--act", "AID", "--json")] == ["rescue"]
    _, said = desk("judge", event["id"], "correct", "--field", "mode", "--value", "gift", gives=1)
    assert "SECOND_STAFF" in said


def _rows(file: Path) -> list[dict[str, str]]:
    separator = "\t" if file.suffix == ".tsv" else ","
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter=separator))


def test_code_takes_a_codebook_without_a_workspace(shell: Shell) -> None:
    """And says on stderr how its acts are coded; without one the output is what it always was."""
    out, said = shell(
        "code", "--jobs", "0", "--events", "--codebook", EXAMPLE / "peace-support.toml", EXAMPLE / "article.txt"
    )
    assert {event["mode"] for event in map(json.loads, out.splitlines())} >= {"SECOND_STAFF", "rescue", "thanks"}
    assert "nearest description" in said
    rules = ("code", "--jobs", "0", "--events", "--coder", "rules")
    plain = shell(*rules, EXAMPLE / "article.txt")
    assert plain == shell(*rules, "--codebook", "plover", EXAMPLE / "article.txt")
    assert b"nearest" not in plain[0]


def test_a_codebook_that_is_wrong_stops_before_anything_is_made(shell: Shell) -> None:
    """With file, line and what to do; no half workspace is left."""
    (shell.folder / "bad.toml").write_text('name = "bad"\nextends = "plover"\n[[act]]\nname = "x"\n', encoding="utf-8")
    (shell.folder / "a.txt").write_text("Kenya thanked Uganda.", encoding="utf-8")
    _, said = shell("add", "--codebook", "bad.toml", "a.txt", gives=1)
    assert "bad.toml" in said
    assert not (shell.folder / "dragoman-workspace").exists()
    assert "no plug-in called" in shell("code", "--codebook", "nobody-has-this", "a.txt", gives=1)[1]


def test_the_example_of_the_docs_runs_as_written(shell: Shell) -> None:
    """The codebook and the article of the page give an own act and an own mode, and leave the gift alone."""
    page = (ROOT / "docs" / "how-to" / "write-a-codebook.md").read_text(encoding="utf-8")
    for kind, name in (("toml", "water.toml"), ("text", "lake.txt")):
        found = re.search(rf"^```{kind}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
        assert found is not None
        (shell.folder / name).write_text(found[1], encoding="utf-8")
    out, _ = shell("code", "--jobs", "0", "--events", "--codebook", "water.toml", "lake.txt")
    assert [event["mode"] for event in map(json.loads, out.splitlines())] == ["SECOND_STAFF", None, "rescue"]
