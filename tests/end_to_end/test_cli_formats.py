"""Every format of `export`, read by a library that is not ours: counts as in the lists, and hostile text stays text."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import icalendar
import pytest
from pyarrow import parquet

from tests.end_to_end.newsroom import UNSAFE, Shell

MANY = ("--limit", "10000", "--json")


def manifest(shell: Shell, name: str) -> dict[str, Any]:
    """The manifest beside a file."""
    found: dict[str, Any] = json.loads((shell.folder / f"{name}.manifest.json").read_text(encoding="utf-8"))
    return found


def listed(shell: Shell, command: str) -> list[Any]:
    """What the list command gives."""
    found: list[Any] = shell.json(command, *MANY)
    return found


@pytest.mark.parametrize(
    ("records", "command", "key"),
    [("events", "events", "event"), ("happenings", "happenings", ""), ("statements", "quotes", "statement"),
     ("ties", "ties", "tie")],
)  # fmt: skip
def test_tables_hold_what_the_lists_show(asking: Shell, records: str, command: str, key: str) -> None:
    """The same ids in the same order as CSV, JSON lines and Parquet; all columns are explained."""
    expected = [(one[key] if key else one)["id"] for one in listed(asking, command)]
    for name in ("out.csv", "out.jsonl", "out.parquet"):
        asking("export", "--records", records, name)
        told = manifest(asking, name)
        assert told["complete"] is True
        assert told["counts"].get(records, 0) == len(expected)
    rows = list(csv.DictReader((asking.folder / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["id"] for row in rows] == expected
    lines = [json.loads(line) for line in (asking.folder / "out.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == expected
    table = parquet.read_table(asking.folder / "out.parquet")
    assert table.column("id").to_pylist() == expected
    header = (asking.folder / "out.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert header == table.column_names == list(manifest(asking, "out.csv")["columns"][records])


def test_a_limit_makes_a_file_incomplete(asking: Shell) -> None:
    """The manifest says so, and stderr too; a limit that nothing meets does not."""
    _, said = asking("export", "out.csv", "--limit", "1")
    told = manifest(asking, "out.csv")
    assert (told["complete"], told["cut_by"], told["filter"], told["counts"]) == (
        False, "limit", {"limit": 1}, {"events": 1},
    )  # fmt: skip
    assert "not complete" in said
    count = len(listed(asking, "events"))
    asking("export", "out.csv", "--limit", str(count))
    assert manifest(asking, "out.csv")["complete"] is True


def test_the_filter_is_kept(asking: Shell) -> None:
    """What was asked, in the manifest and inside formats that have room."""
    asking("export", "net.graphml", "Kenya", "Uganda", "--since", "2025-01-01")
    assert manifest(asking, "net.graphml")["filter"] == {"pair": "KEN UGA", "since": "2025-01-01"}
    assert "pair KEN UGA" in (asking.folder / "net.graphml").read_text(encoding="utf-8")


@pytest.mark.parametrize("records", ["events", "happenings"])
def test_graphml_joins_states_and_counts_statuses_apart(asking: Shell, records: str) -> None:
    """Node and edge refer to each other; weights add up, and planned is not happened."""
    asking("export", "--records", records, "net.graphml")
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.parse(asking.folder / "net.graphml").getroot()  # noqa: S314 - our own file
    nodes = {node.get("id") for node in root.iterfind(".//g:node", space)}
    assert {"KEN", "UGA"} <= nodes
    edges = []
    for edge in root.iterfind(".//g:edge", space):
        assert {edge.get("source"), edge.get("target")} <= nodes
        edges.append({str(data.get("key")): data.text for data in edge.iterfind("g:data", space)})
    statuses = ("happened", "ongoing", "planned", "called_off", "denied", "hypothetical")
    for one in edges:
        assert int(one["edge-weight"] or 0) == sum(int(one[f"edge-{status}"] or 0) for status in statuses)
    ids = {name for one in edges for name in (one["edge-records"] or "").split()}
    assert len(ids) == manifest(asking, "net.graphml")["counts"][records]


def test_annotations_point_to_their_words(asking: Shell) -> None:
    """Position and quote agree with the article's text, in code points; one annotation a record."""
    asking("export", "notes.jsonld")
    page = json.loads((asking.folder / "notes.jsonld").read_text(encoding="utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    counts = manifest(asking, "notes.jsonld")["counts"]
    for name, command in (("events", "events"), ("statements", "quotes"), ("ties", "ties")):
        assert counts.get(name, 0) == len(listed(asking, command))
    assert len(page["items"]) == sum(counts.values())
    asking("export", "--format", "workspace", "all.jsonl")
    lines = [json.loads(line) for line in (asking.folder / "all.jsonl").read_text().splitlines()]
    texts = {f"urn:dragoman:{line['article']['id']}": line["article"]["text"] for line in lines if "article" in line}
    for item in page["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert around in text


def test_sqlite_is_ready_for_datasette(asking: Shell) -> None:
    """Counts as in the lists, no dangling key, full-text search, and every column has its meaning."""
    asking("export", "records.db")
    meta = json.loads((asking.folder / "metadata.json").read_text())["databases"]["records"]["tables"]
    with closing(sqlite3.connect(asking.folder / "records.db")) as connection:
        for table, command in (("events", "events"), ("happenings", "happenings"), ("statements", "quotes"),
                               ("ties", "ties")):  # fmt: skip
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our names
            assert count == len(listed(asking, command)) == manifest(asking, "records.db")["counts"].get(table, 0)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = connection.execute(
            "SELECT title FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts('visit'))"
        ).fetchall()
        assert found
        for table, told in meta.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            assert columns == list(told["columns"])
        joined = (
            "SELECT count(*) FROM happening_events JOIN events e ON e.id = event JOIN happenings h ON h.id = happening"
        )
        links = sum(len(one["links"]) for one in listed(asking, "happenings"))
        assert connection.execute(joined).fetchone() == (links,)
        words = "SELECT substr(text, start + 1, end - start), words FROM events JOIN articles a ON a.id = article"
        assert all(" ".join(found.split()) == said or "\x1b" in found or "\u202e" in found
                   for found, said in connection.execute(words))  # fmt: skip


def test_a_calendar_has_the_plans_that_have_days(asking: Shell, tmp_path: Path) -> None:
    """The visit planned for April is a month, no day: it is counted as left out, not put on a day."""
    asking("export", "plans.ics")
    calendar = icalendar.Calendar.from_ical((asking.folder / "plans.ics").read_bytes())
    told = manifest(asking, "plans.ics")["counts"]
    plans = [one for one in listed(asking, "happenings") if one["act"] == "CONSULT" and one["status"] == "planned"]
    assert len(calendar.walk("VEVENT")) == told.get("happenings", 0)
    assert told.get("happenings", 0) + told.get("left_out", 0) >= len(plans) > 0


def test_entities_refer_to_entities(asking: Shell) -> None:
    """Everything that an Event involves or is proven by is in the file, before it; the loss is said."""
    asking("export", "--format", "ftm", "entities.jsonl")
    known: dict[str, str] = {}
    for line in (asking.folder / "entities.jsonl").read_text().splitlines():
        entity = json.loads(line)
        for name in ("involved", "proof"):
            assert set(entity["properties"].get(name, ())) <= set(known)
        assert entity["id"] not in known
        known[entity["id"]] = entity["schema"]
    assert list(known.values()).count("Event") == len(listed(asking, "happenings"))
    assert "Lossy" in " ".join(manifest(asking, "entities.jsonl")["notes"])


def test_a_brief_is_a_word_file(asking: Shell) -> None:
    """Every citation of the brief stands in it."""
    asking("export", "brief.docx", "Kenya", "Uganda")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(asking.folder / "brief.docx")).paragraphs)
    brief = asking.json("brief", "Kenya", "Uganda", "--json")
    assert brief["title"] in text
    assert all(f"[{citation['number']}]" in text for citation in brief["citations"])
    assert "two states" in asking("export", "brief.docx", "Kenya", gives=2)[1]


@pytest.mark.parametrize(
    "name", ["a.csv", "a.tsv", "a.jsonl", "a.graphml", "a.jsonld", "a.ics", "ftm.jsonl", "w.jsonl"]
)
def test_no_format_carries_what_controls_a_terminal(asking: Shell, name: str) -> None:
    """Escapes and direction marks are taken out or escaped; also in the manifest."""
    form = {"ftm.jsonl": "ftm", "w.jsonl": "workspace", "a.jsonld": "annotations"}.get(name, name.rpartition(".")[2])
    asking("export", "--format", form, name)
    data = (asking.folder / name).read_bytes() + (asking.folder / f"{name}.manifest.json").read_bytes()
    assert not any(mark in data for mark in UNSAFE)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("out.ics", "--columns", "polecat"), "no polecat columns"),
        (("--format", "workspace", "out.jsonl", "Kenya"), "as a whole"),
        (("out.graphml", "--records", "ties"), "events or happenings"),
        (("out.csv", "--records", "ties", "Kenya"), "give both"),
        (("out.csv", "--records", "statements", "--act", "consult"), "no act"),
        (("out.csv", "--records", "ties", "--columns", "cameo"), "only events"),
    ],
)
def test_what_does_not_go_together_is_refused(asking: Shell, arguments: tuple[str, ...], told: str) -> None:
    """Before anything is written."""
    assert told in asking("export", *arguments, gives=2)[1]
    assert list(asking.folder.iterdir()) == []
