"""The command line as a user meets it: streams, exit codes, documents that fail, interrupts."""

import io
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.records import CodedArticle, contains, decode_json
from dragoman.workspace import Workspace
from tests.end_to_end.newsroom import CALLS, NO_EVENT, VISIT, Shell, python_m_dragoman, write_articles


def type_in(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def spans_in(value: Any) -> Iterator[tuple[int, int]]:
    """Every span of a decoded record."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"]
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(number, int) for number in value):
            yield value[0], value[1]
        else:
            for inner in value:
                yield from spans_in(inner)


def check_spans(coded: CodedArticle) -> None:
    """Every span gives back words of the article."""
    spans = list(spans_in(msgspec.to_builtins(coded)))
    assert spans
    assert all(coded.article.words(span).strip() for span in spans)
    assert all(contains(event.evidence, event.trigger) for event in coded.events)


# --- code ------------------------------------------------------------------------------------------------------------


def test_python_m_dragoman_codes_a_file_and_standard_input(tmp_path: Path) -> None:
    """One JSON object a line, in the order of the input; it decodes, and its spans give back words."""
    (tmp_path / "visit.txt").write_text(VISIT, encoding="utf-8")
    with (tmp_path / "typed").open("w+b") as stdin:
        stdin.write(CALLS.encode())
        stdin.seek(0)
        child = python_m_dragoman(["code", "visit.txt", "-"], tmp_path, stdin=stdin)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, b"")
    first, second = map(decode_json, out.splitlines())
    assert first.article.text == VISIT
    assert second.article.outlet == "The Lakeside Record"
    for coded in (first, second):
        assert coded.events
        check_spans(coded)


def test_a_bad_document_among_good_ones_costs_itself_only(shell: Shell) -> None:
    """3; it is named on stderr with its reason, and stdout holds the good ones and nothing else."""
    write_articles(shell.folder / "articles")
    (shell.folder / "articles" / "binary.txt").write_bytes(bytes(range(256)) * 8)
    out, err = shell("code", "articles", "missing.txt", gives=3)
    assert len([decode_json(line) for line in out.splitlines()]) == 3
    said = dict(line.split(": ", 1) for line in err.splitlines())
    assert set(said) == {"articles/binary.txt", "missing.txt"}
    assert "binary" in said["articles/binary.txt"]
    assert "no such file" in said["missing.txt"]


def test_events_alone_can_be_printed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """One event a line, by the coder that was asked for."""
    type_in(CALLS.encode(), monkeypatch)
    events = [
        json.loads(line) for line in shell("code", "--jobs", "0", "--coder", "rules", "--events", "-")[0].splitlines()
    ]
    assert {"planned", "happened"} <= {event["status"] for event in events}
    assert all(event["coder"].startswith("rules") for event in events)


def test_a_text_without_an_event_is_4_only_when_asked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--fail-empty` turns nothing into an exit code; the article is printed all the same."""
    for options, code in (((), 0), (("--fail-empty",), 4)):
        type_in(NO_EVENT.encode(), monkeypatch)
        out, _ = shell("code", "--jobs", "0", "-", *options, gives=code)
        assert decode_json(out).events == ()


def test_the_format_of_a_file_can_be_said(shell: Shell) -> None:
    """What looks like JSON is plain text when the user says so."""
    (shell.folder / "report.json").write_text('{"text": "Kenya shelled Uganda."}')
    for options, text in (((), "Kenya shelled"), (("--format", "plain"), '{"text"')):
        out, _ = shell("code", "--jobs", "0", "--coder", "rules", *options, "report.json")
        assert decode_json(out).article.text.startswith(text)


# --- usage and errors ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["--frobnicate"], "No such option"),
        (["events", "--frobnicate"], "No such option"),
        (["frobnicate"], "No such command"),
        (["code"], "Missing argument"),
        (["events", "--status", "maybe"], "'maybe' is not one of"),
        (["events", "--since", "yesterday"], '"yesterday" is no day; write it as 2025-03-31'),
        (["happenings", "--until", "2025-02-30"], '"2025-02-30" is no day'),
        (["brief", "Kenya", "Uganda", "--since", "2025"], '"2025" is no day'),
        (["events", "Kenya", "Uganda", "Peru"], "give one state or two"),
        (["brief", "Kenya", "Nairobi"], "the same state"),
        ([], "Usage: dragoman"),
    ],
)
def test_wrong_usage_is_2_and_says_what(shell: Shell, line: list[str], message: str) -> None:
    """On stderr, without a traceback; stdout stays empty."""
    out, err = shell(*line, gives=2)
    assert out == b""
    assert message in err
    assert "Traceback" not in err


def test_without_a_workspace_the_message_says_what_to_do(shell: Shell) -> None:
    """1, and nothing is made."""
    for command in (["events"], ["brief", "KEN", "UGA"], ["show", "evt-1"], ["failures"], ["retry"]):
        out, err = shell(*command, gives=1)
        assert (out, err.count("\n")) == (b"", 1)
        assert "make one with `dragoman add`" in err
    assert list(shell.folder.iterdir()) == []


def test_a_damaged_store_is_one_line(shell: Shell) -> None:
    """1, with the file's name and no traceback."""
    (shell.folder / "dragoman-workspace").mkdir()
    (shell.folder / "dragoman-workspace" / "dragoman.sqlite").write_bytes(b"no database" * 100)
    _, err = shell("events", gives=1)
    assert "dragoman.sqlite" in err
    assert err.count("\n") == 1


def test_a_coder_that_is_not_there_is_one_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """1; the name is in the message."""
    type_in(NO_EVENT.encode(), monkeypatch)
    assert '"nope"' in shell("code", "--coder", "nope", "-", gives=1)[1]


def test_names_of_files_cannot_reach_the_terminal_raw(shell: Shell) -> None:
    """A file's name is as hostile as its text."""
    (shell.folder / "bad\x1b[31m.txt").write_bytes(b"")
    _, err = shell("code", ".", gives=3)
    assert "\x1b" not in err
    assert "bad" in err


# --- add, failures, retry --------------------------------------------------------------------------------------------


def test_adding_twice_adds_nothing(shell: Shell) -> None:
    """The report says so; a document that cannot be read is listed, and retried when it is asked for."""
    write_articles(shell.folder / "articles")
    (shell.folder / "articles" / "empty.txt").write_bytes(b"")
    first = shell.json("add", "--jobs", "0", "articles", "--json", gives=3)
    again = shell.json("add", "--jobs", "0", "articles", "--json", gives=3)
    assert [(one["added"], one["known"], one["failed"]) for one in (first, again)] == [(3, 0, 1), (0, 3, 1)]
    (failure,) = shell.json("failures", "--json")
    assert set(failure) == {"location", "reason", "attempts"}
    assert failure["location"].endswith("empty.txt")
    assert b"empty.txt\t" in shell("failures", "--plain")[0]
    (shell.folder / "articles" / "empty.txt").write_text(NO_EVENT)
    assert shell.json("retry", "--jobs", "0", "--json")["added"] == 1
    assert shell.json("failures", "--json") == []


def test_retry_counts_what_it_resumed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that an interrupted run left are added by `retry`, and its report tells them."""
    write_articles(shell.folder / "articles")

    def interrupted(*_: object, **__: object) -> Iterator[None]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patched:
        patched.setattr("dragoman.workspace.adding.code_documents", interrupted)
        _, err = shell("add", "articles", gives=130)
    assert "run the same command again" in err
    assert shell.json("retry", "--jobs", "0", "--json")["added"] == 3


DOCUMENTS = 160


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_is_130_and_the_next_add_goes_on(tmp_path: Path) -> None:
    """The signal of a terminal's Ctrl-C ends the run at once; nothing is lost and nothing is coded twice."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(DOCUMENTS):  # seconds of coding, of which the signal comes after the second document
        (folder / f"{number}.txt").write_text(f"Report {number}. {VISIT}", encoding="utf-8")
    child = python_m_dragoman(
        ["add", "articles"],
        tmp_path,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background job ignores it
    )
    deadline = time.monotonic() + 60
    while stored_in(tmp_path / "dragoman-workspace") < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to the command and its workers
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out) == (130, b"")
    assert b"run the same command again to go on" in err
    assert b"Traceback" not in err
    with Workspace.open(tmp_path / "dragoman-workspace") as workspace:
        kept = len(workspace.articles())
        report = workspace.add([folder], jobs=1)
    assert 2 <= kept < DOCUMENTS
    assert (report.added, report.known, report.failed) == (DOCUMENTS - kept, kept, 0)


def stored_in(folder: Path) -> int:
    """How many articles the workspace of another process holds by now."""
    if not (folder / "dragoman.sqlite").exists():
        return 0
    try:
        with Workspace.open(folder) as workspace:
            return len(workspace.articles())
    except StoreError:  # the other process is making it
        return 0
