"""Tables of events from the command line."""

import csv
import io
import json

from tests.end_to_end.newsroom import UNSAFE, Shell


def test_events_go_to_a_table_with_their_words(asking: Shell) -> None:
    """The file's ending says how it is written; what was written is said on stderr."""
    _, said = asking("export", "out.csv", "Kenya", "Uganda")
    rows = list(csv.DictReader((asking.folder / "out.csv").read_text(encoding="utf-8").splitlines()))
    events = asking.json("events", "Kenya", "Uganda", "--json")
    assert [row["id"] for row in rows] == [event["event"]["id"] for event in events]
    assert all(row["words"] and row["chain"] for row in rows)
    assert said == f"{len(rows)} events written\n"


def test_polecat_and_cameo_leave_out_what_they_cannot_hold(asking: Shell) -> None:
    """They say how many; tab-separated as POLECAT is published."""
    asking("export", "out.tsv", "--columns", "polecat")
    rows = list(csv.DictReader((asking.folder / "out.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    assert rows
    assert {row["Event Type"] for row in rows} >= {"AGREE"}
    out, _ = asking("export", "-", "--columns", "cameo", "--format", "jsonl")
    roots = [json.loads(line) for line in out.splitlines()]
    assert {row["root"] for row in roots} <= {f"{number:02}" for number in range(3, 21)}


def test_no_cell_harms_a_spreadsheet_or_a_terminal(asking: Shell) -> None:
    """Control and bidi characters are gone, and no cell begins a formula."""
    out, _ = asking("export", "-")
    assert not any(mark in out for mark in UNSAFE)
    for row in csv.reader(io.StringIO(out.decode())):
        assert not any(cell.startswith(("=", "@")) for cell in row)


def test_wrong_use_says_what_to_do(asking: Shell) -> None:
    """An ending that says nothing, a folder that is not there, and nothing found."""
    assert "--format" in asking("export", "out.xls", gives=2)[1]
    assert "name another file" in asking("export", "missing/out.csv", gives=1)[1]
    asking("export", "out.csv", "Fiji", "--fail-empty", gives=4)
