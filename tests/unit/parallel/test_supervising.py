"""Supervision: whatever a document does, it costs itself only, and is named with its reason."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import CoderError, KnowledgeError
from dragoman.parallel import Limits, Outcome, Task, supervise
from tests.unit.parallel.poison import PLACE

GOOD = ["one", "two", "three", "four"]
LIMITS = Limits(seconds=20, memory_mb=600)
SHORT = Limits(seconds=0.5, memory_mb=600)


def outcomes_of(
    payloads: list[str], folder: Path, *, jobs: int = 1, limits: Limits = LIMITS, is_ordered: bool = False
) -> list[Outcome]:
    """The outcomes of payloads that poison work functions act upon."""
    tasks = [Task(key=f"{number}.txt", payload=payload.encode()) for number, payload in enumerate(payloads)]
    settings = str(folder).encode()
    work = f"{PLACE}:open_poison"
    return list(supervise(tasks, work=work, settings=settings, jobs=jobs, limits=limits, is_ordered=is_ordered))


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead but not yet fetched by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds: object, seconds: float = 10.0) -> bool:
    """Whether a condition comes to hold in time; only for what another process does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]  # a function without arguments
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_every_task_gives_one_outcome(tmp_path: Path, jobs: int) -> None:
    """In this process or in workers, each task comes back once, under its key and index."""
    outcomes = outcomes_of(GOOD, tmp_path, jobs=jobs)
    assert {(outcome.index, outcome.key, outcome.data) for outcome in outcomes} == {
        (number, f"{number}.txt", word.upper().encode()) for number, word in enumerate(GOOD)
    }


def test_no_task_gives_no_outcome_and_no_worker(tmp_path: Path) -> None:
    """An empty batch starts nothing, not even what could not start."""
    assert list(supervise([], work="nowhere:nothing", jobs=4)) == list(supervise([], work="nowhere:", jobs=0)) == []


@pytest.mark.parametrize(
    ("poison", "reason", "attempts"),
    [
        ("raise it", "ValueError: no good: [31mit (parallel/poison.py, line", 1),
        ("leave early", "SystemExit: early (parallel/poison.py, line", 1),
        ("recurse", "RecursionError: maximum recursion depth exceeded", 1),
        ("hog", "ran out of memory", 1),
        ("exit", "killed its worker (exit status 17)", 2),
        ("abort", "killed its worker (SIGKILL, perhaps for want of memory)", 2),
        ("spawn", "killed its worker (exit status 0)", 2),
    ],
)
def test_a_bad_document_costs_itself_only(tmp_path: Path, poison: str, reason: str, attempts: int) -> None:
    """All others are done, before and after it; its reason is one line without control characters."""
    outcomes = outcomes_of([*GOOD[:2], poison, *GOOD[2:]], tmp_path)
    bad = [outcome for outcome in outcomes if outcome.data is None]
    assert [outcome.key for outcome in bad] == ["2.txt"]
    assert bad[0].reason is not None
    assert bad[0].reason.startswith(reason)
    assert bad[0].reason.isprintable()
    assert bad[0].attempts == attempts
    assert len(outcomes) == 5


@pytest.mark.parametrize("poison", ["loop", "sleep 60", "scribble"])
def test_a_document_that_does_not_end_is_ended(tmp_path: Path, poison: str) -> None:
    """After its time it is given up at once, without another try; what it wrote into the pipe does not matter."""
    outcomes = outcomes_of(["one", poison, "two"], tmp_path, limits=SHORT)
    (bad,) = (outcome for outcome in outcomes if outcome.data is None)
    assert bad.reason is not None
    assert bad.reason.startswith(("took longer than 0.5 seconds", "killed its worker"))
    assert len(outcomes) == 3


def test_a_worker_that_dies_once_loses_nothing(tmp_path: Path) -> None:
    """The document is tried again in a fresh worker, and the second attempt counts."""
    outcomes = outcomes_of(["one", "exit-once a", "two"], tmp_path)
    assert sorted((outcome.data, outcome.attempts) for outcome in outcomes) == [
        (b"EXIT-ONCE A", 2),
        (b"ONE", 1),
        (b"TWO", 1),
    ]


def test_many_bad_documents_among_many_good_ones(tmp_path: Path) -> None:
    """With two workers that die by turns, every good document is done and every bad one named."""
    payloads = [word for number in range(6) for word in (f"good{number}", ["exit", "raise x", "leave y"][number % 3])]
    outcomes = outcomes_of(payloads, tmp_path, jobs=2)
    assert sum(outcome.data is not None for outcome in outcomes) == 6
    assert sum(outcome.reason is not None for outcome in outcomes) == 6
    assert len({outcome.index for outcome in outcomes}) == 12


def test_printing_and_reading_do_not_disturb_the_pipes(tmp_path: Path) -> None:
    """A document that makes a library print, or that reads standard input, is an ordinary one."""
    assert [outcome.data for outcome in outcomes_of(["print x", "one"], tmp_path)] == [b"PRINT X", b"ONE"]


def test_outcomes_come_in_order_where_asked(tmp_path: Path) -> None:
    """A slow first document does not let the others pass."""
    outcomes = outcomes_of(["sleep 0.3", *GOOD, "exit", "five"], tmp_path, jobs=2, is_ordered=True)
    assert [outcome.index for outcome in outcomes] == list(range(7))


def test_tasks_are_drawn_as_workers_become_free(tmp_path: Path) -> None:
    """A million tasks are not gathered first: after one outcome only a few have been drawn."""
    drawn = []

    def tasks() -> Iterator[Task]:
        for number in range(10**6):
            drawn.append(number)
            yield Task(key=str(number), payload=b"x")

    outcomes = supervise(tasks(), work=f"{PLACE}:open_poison", jobs=1, limits=LIMITS)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # a generator
    assert len(drawn) < 5


def test_an_error_in_the_tasks_ends_the_run(tmp_path: Path) -> None:
    """It is raised as it is; no worker is left."""

    def tasks() -> Iterator[Task]:
        yield Task(key="1", payload=b"x")
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(supervise(tasks(), work=f"{PLACE}:open_poison", limits=LIMITS))


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_a_warm_up_that_fails_is_one_clear_error(jobs: int) -> None:
    """Of the class that the maker raised, not one failure per document."""
    tasks = [Task(key=word, payload=b"") for word in GOOD]
    with pytest.raises(KnowledgeError, match=r"patterns/consult\.toml: no such entry"):
        list(supervise(tasks, work=f"{PLACE}:open_broken", settings=b"consult", jobs=jobs, limits=LIMITS))


def test_a_worker_that_dies_while_it_warms_up_says_its_last_words() -> None:
    """The reason holds the exit status and the last line on standard error."""
    with pytest.raises(CoderError, match=r"could not start.*exit status 7: the library could not be loaded"):
        list(supervise([Task(key="1", payload=b"")], work=f"{PLACE}:open_dying", limits=LIMITS))


@pytest.mark.parametrize("name", ["nowhere:nothing", f"{PLACE}:nothing", "no-colon", ""])
def test_a_work_function_that_is_not_there_is_named(name: str) -> None:
    """A mistyped dotted name is one clear error."""
    with pytest.raises(CoderError, match="no work function"):
        list(supervise([Task(key="1", payload=b"")], work=name, limits=LIMITS))


def test_leaving_early_ends_the_workers(tmp_path: Path) -> None:
    """Closing the iterator kills a worker in the middle of a document, and what that had started."""
    tasks = [Task(key=str(number), payload=payload) for number, payload in enumerate([b"one", b"sleep 60"])]
    outcomes = supervise(tasks, work=f"{PLACE}:open_poison", settings=str(tmp_path).encode(), limits=LIMITS)
    next(outcomes)
    assert wait_until(lambda: list(tmp_path.glob("asleep-*")))
    outcomes.close()  # type: ignore[attr-defined]  # a generator
    (mark,) = tmp_path.glob("asleep-*")
    assert not is_alive(int(mark.name.partition("-")[2]))


def test_what_a_document_starts_ends_with_it(tmp_path: Path) -> None:
    """A grandchild is in the worker's process group and is killed with it."""
    outcomes_of(["spawn"], tmp_path)
    child = int((tmp_path / "child").read_text())
    assert wait_until(lambda: not is_alive(child))


SCRIPT = f"""
import signal, sys
from dragoman.parallel import Limits, Task, supervise
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where the tests run in the background
tasks = [Task(key=str(number), payload=b"sleep 60") for number in range(2)]
how = {{"settings": sys.argv[1].encode(), "jobs": 2, "limits": Limits(memory_mb=600)}}
try:
    list(supervise(tasks, work="{PLACE}:open_poison", **how))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9), (signal.SIGTERM, -15)])
def test_no_worker_outlives_its_supervisor(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    """Ctrl-C, kill and kill -9 of the supervisor end workers that are in the middle of a document."""
    root = Path(__file__).parents[3]
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    try:
        assert wait_until(lambda: len(list(tmp_path.glob("asleep-*"))) == 2)
        supervisor.send_signal(sent)
        assert supervisor.wait(timeout=10) == status
        workers = [int(mark.name.partition("-")[2]) for mark in tmp_path.glob("asleep-*")]
        assert wait_until(lambda: not any(is_alive(worker) for worker in workers))
    finally:
        with contextlib.suppress(ProcessLookupError):
            supervisor.kill()
