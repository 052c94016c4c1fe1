"""The commands beside the workspace: evaluate, demo, doctor, and the reference's own examples."""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.knowledge import Knowledge
from tests.end_to_end.newsroom import ROOT, VISIT, Shell

# --- evaluate --------------------------------------------------------------------------------------------------------

SENTENCE = "Kenya condemned Uganda on Monday."


@pytest.fixture
def quick(shell: Shell, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line with the knowledge that all tests share: loading it takes longer than scoring an item."""
    monkeypatch.setattr("dragoman.knowledge.load_knowledge", lambda: knowledge)
    return shell


GOLD: dict[str, tuple[dict[str, Any], dict[str, Any], set[str]]] = {
    "relation": (
        {"id": "r", "text": SENTENCE, "spans": {"source": [[0, 5]], "target": [[16, 22]]}},
        {"event_set": ["ACCUSE"]},
        {"id", "plover", "confidence"},
    ),
    "actors": (
        {"id": "a", "text": SENTENCE, "span": [0, 5]},
        {"expected": {"kind": "state", "state": "KEN", "sector": "GOV"}},
        {"id", "kind", "state", "states", "sector", "name", "reason"},
    ),
    "times": (
        {"id": "t", "text": "They met on 3 May 2024.", "start": 12, "end": 22, "anchor": "2024-06-01"},
        {"edtf": "2024-05-03", "earliest": "2024-05-03", "latest": "2024-05-03"},
        {"id", "edtf", "earliest", "latest"},
    ),
    "quotes": (
        {"id": "q", "text": "“We will answer,” Wekesa said."},
        {"quotes": [{"contents": [[0, 17]], "speaker": [18, 24], "cue": [25, 29], "kind": "direct"}]},
        {"id", "quotes"},
    ),
    "events": (
        {"id": "e", "text": SENTENCE},
        {"event_set": ["ACCUSE"], "source": [{"text": "Kenya"}], "target": [{"text": "Uganda"}]},
        {"id", "events"},
    ),
    "article": (
        {"file": "visit.txt"},
        {
            "events": [
                {
                    "span": [VISIT.index("Kenya and"), VISIT.index("in 2019")],
                    "types": ["SUPPORT", "AGREE"],
                    "source": ["KEN"],
                    "target": ["UGA"],
                    "undirected": True,
                    "status": ["happened"],
                    "must": True,
                }
            ]
        },
        {"file", "article", "actors", "events", "statements", "ties"},
    ),
}
PERFECT = {
    "relation": ("accuracy", 1.0),
    "actors": ("state", 1.0),
    "times": ("exact", 1.0),
    "quotes": ("f1", 1.0),
    "article": ("must_recall", 1.0),
}


def write_gold(folder: Path, *items: dict[str, Any]) -> Path:
    """A gold file beside the article that `article` asks for."""
    (folder / "visit.txt").write_text(VISIT, encoding="utf-8")
    (folder / "gold.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, items)) + b"\n")
    return folder / "gold.jsonl"


@pytest.mark.parametrize("task", GOLD)
def test_every_task_is_scored_and_predicted(quick: Shell, task: str) -> None:
    """One JSON object of figures; with --predictions one line an item, in order, with the documented keys."""
    question, answer, keys = GOLD[task]
    unanswered = question if task == "article" else {**question, "id": "unanswered"}
    gold = write_gold(quick.folder, {**question, **answer}, unanswered)
    figures = quick.json("evaluate", "--task", task, gold, "--predictions", "out.jsonl")
    assert figures["task"] == task
    assert figures["seconds"] >= 0
    if task in PERFECT:
        name, value = PERFECT[task]
        assert figures[name] == value
    made = [json.loads(line) for line in (quick.folder / "out.jsonl").read_bytes().splitlines()]
    assert [set(prediction) for prediction in made] == [keys, keys]
    assert [prediction.get("id") for prediction in made] == [question.get("id"), unanswered.get("id")]


@pytest.mark.parametrize("task", GOLD)
def test_items_without_answers_are_only_predicted(quick: Shell, task: str) -> None:
    """No figure is invented for them."""
    gold = write_gold(quick.folder, GOLD[task][0])
    figures = quick.json("evaluate", "-t", task, gold, "--predictions", "out.jsonl", "--coder", "rules", "--json")
    assert set(figures) == {"task", "items", "note", "seconds"}
    assert (quick.folder / "out.jsonl").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize(
    ("task", "line", "message"),
    [
        ("times", b"{no json", "line 1"),
        ("times", b"[1]", "line 1"),
        ("times", b'{"id": "1"}', "missing required field `text`"),
        ("actors", b'{"id": "1", "text": "Kenya"}', "missing required field `span`"),
        ("article", b'{"events": []}', "missing required field `file`"),
        ("article", b'{"file": "absent.txt"}', 'no file "absent.txt" beside it'),
    ],
)
def test_a_gold_file_that_cannot_be_asked_is_one_line(quick: Shell, task: str, line: bytes, message: str) -> None:
    """1; file, line and what is wrong."""
    (quick.folder / "gold.jsonl").write_bytes(line)
    out, err = quick("evaluate", "--task", task, "gold.jsonl", gives=1)
    assert (out, err.count("\n")) == (b"", 1)
    assert message in err


def test_predictions_that_cannot_be_written_are_said_before_the_work(quick: Shell) -> None:
    """1, and a missing gold file likewise."""
    gold = write_gold(quick.folder, GOLD["times"][0])
    assert "cannot be written" in quick("evaluate", "-t", "times", gold, "--predictions", "no/such/out", gives=1)[1]
    assert "absent.jsonl" in quick("evaluate", "-t", "times", "absent.jsonl", gives=1)[1]


# --- demo and doctor -------------------------------------------------------------------------------------------------


def test_the_demo_ends_in_a_brief(shell: Shell) -> None:
    """In an empty folder; a second time it adds nothing and says the same."""
    out, err = shell("demo")
    assert out.startswith(b"# ")
    assert b"Azerbaijan" in out
    assert "16 articles in dragoman-demo; 0 failed\n" in err
    assert "\n  dragoman -w dragoman-demo events Israel Azerbaijan\n" in err
    assert [path.name for path in shell.folder.iterdir()] == ["dragoman-demo"]
    assert shell("demo")[0] == out


def test_the_doctor_says_that_all_is_well(shell: Shell) -> None:
    """One line a check; nothing is left behind."""
    out, _ = shell("doctor")
    lines = out.decode().splitlines()
    assert [line.split()[0] for line in lines] == ["ok"] * 5
    assert list(shell.folder.iterdir()) == []


def test_the_doctor_names_what_is_wrong(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """1; the other checks go on."""
    monkeypatch.setattr("dragoman.knowledge.load_knowledge", lambda: 1 / 0)
    out, _ = shell("doctor", gives=1)
    assert [line.split()[0] for line in out.decode().splitlines()].count("FAIL") == 1
    assert b"FAIL  knowledge: division by zero" in out


def test_the_version_is_printed(shell: Shell) -> None:
    """One line on stdout."""
    assert re.fullmatch(rb"\d+\.\d+\.\d+\S*\n", shell("--version")[0])


def test_the_examples_of_the_docs_run_as_written(shell: Shell) -> None:
    """In their order, in a folder that holds the project's examples; `demo` and `doctor` have tests of their own."""
    shutil.copytree(ROOT / "examples", shell.folder / "examples")
    pages = (ROOT / "docs" / page for page in ("reference/cli.md", "how-to/take-records-away.md"))
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 13
    for line in sorted(set(lines) - {"dragoman demo", "dragoman doctor"}, key=lines.index):
        command, *arguments = shlex.split(line)
        assert command == "dragoman"
        assert shell(*arguments)[0] or {"add", "failures", "retry", "export", "import"} & set(arguments), line
