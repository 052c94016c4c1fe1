"""The supervisor: it hands documents to workers one by one, and survives whatever they do."""

import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import assert_never

from dragoman import errors
from dragoman.errors import CoderError, DragomanError
from dragoman.parallel.messages import Begun, Broken, Do, Done, Limits, Outcome, Ready, Refused, SetUp, Task
from dragoman.parallel.process import Inbox, Reply, WorkerProcess
from dragoman.parallel.reasons import reason_of_death
from dragoman.parallel.worker import attempt, load_work

ATTEMPTS = 2
"""A worker may die of what came before (leaked memory); whoever kills a fresh one as well is at fault himself."""

WARM_UPS = 3
"""Failed starts in a row, after a first good one, that end the run: the machine may lack memory for a moment."""

LOOK_AHEAD = 32
"""Tasks per worker that may be done before their turn in an ordered run: one slow document must not fill the memory."""

LONGEST_WAIT = 0.5
"""Seconds: where the system cannot interrupt a wait (Windows), Ctrl-C is seen after this long."""


def supervise(
    tasks: Iterable[Task],
    *,
    work: str,
    settings: bytes = b"",
    jobs: int = 1,
    limits: Limits | None = None,
    is_ordered: bool = False,
) -> Iterator[Outcome]:
    """One outcome per task, as they are done, or in the order of the tasks where `is_ordered`.

    `work` is the dotted name ("package.module:function") of a maker: each worker calls it once with `settings`, and
    what it gives turns each payload into bytes. Tasks are drawn as workers become free. A document that raises, takes
    too long, eats memory or kills its worker gives an outcome with a reason, and the others go on; who kills a worker
    is tried once more in a fresh one. With `jobs=0` all runs in this process, without any such protection.

    Close the iterator, or leave it by an error, and the workers are ended at once.

    Raises:
        DragomanError: no worker can warm up; of the class that the maker raised, else a `CoderError`.
        ValueError: `jobs` is negative.

    """
    if jobs < 0:
        raise ValueError(f"jobs must be 0 or more, not {jobs}")
    if jobs == 0:
        return _in_this_process(tasks, work, settings)
    limits = limits or Limits()
    set_up = SetUp(work=work, settings=settings, memory_mb=limits.memory_mb)
    return _Pool(tasks, set_up, jobs, limits).run(is_ordered)


def _in_this_process(tasks: Iterable[Task], work: str, settings: bytes) -> Iterator[Outcome]:
    function = None
    for index, task in enumerate(tasks):
        function = function or load_work(work, settings)  # as with workers, an empty batch loads nothing
        job = _Job(index, task)
        job.attempts = 1
        reply = attempt(function, Do(index=index, payload=task.payload), Exception)  # Ctrl-C is ours here
        data, reason = (reply.data, None) if isinstance(reply, Done) else (None, reply.reason)
        yield job.outcome(data, reason, reply.seconds)


class _Job:
    """A task on its way."""

    def __init__(self, index: int, task: Task) -> None:
        self.index = index
        self.task = task
        self.attempts = 0

    def outcome(self, data: bytes | None, reason: str | None, seconds: float) -> Outcome:
        return Outcome(
            index=self.index, key=self.task.key, data=data, reason=reason, attempts=self.attempts, seconds=seconds
        )


class _Post:
    """A worker's place: what it is on, until when, and what is kept for it."""

    def __init__(self, process: WorkerProcess, deadline: float, kept: _Job | None) -> None:
        self.process = process
        self.is_warm = False
        self.job: _Job | None = None
        self.kept = kept
        self.deadline: float | None = deadline


class _Pool:
    """The workers of one run. Only the supervisor's own thread touches its state; workers speak through the inbox."""

    def __init__(self, tasks: Iterable[Task], set_up: SetUp, jobs: int, limits: Limits) -> None:
        self._source = enumerate(tasks)
        self._set_up = set_up
        self._jobs = jobs
        self._limits = limits
        self._inbox: Inbox = queue.SimpleQueue()
        self._posts: dict[WorkerProcess, _Post] = {}
        self._waiting: deque[_Job] = deque()
        self._has_more = True
        self._has_warmed_up = False
        self._failed_starts = 0

    def run(self, is_ordered: bool) -> Iterator[Outcome]:
        """The outcomes; all workers are ended when it is left, however that is."""
        early: dict[int, Outcome] = {}
        due = 0
        try:
            while True:
                self._dispatch(due + LOOK_AHEAD * self._jobs if is_ordered else None)
                if not self._is_busy():
                    return
                outcome = self._next_outcome()
                if outcome is None:
                    continue
                if not is_ordered:
                    self._dispatch(None)  # before the caller takes its time
                    yield outcome
                    continue
                early[outcome.index] = outcome
                while due in early:
                    yield early.pop(due)
                    due += 1
        finally:
            for post in self._posts.values():
                post.process.kill()

    def _is_busy(self) -> bool:
        return bool(self._waiting) or any(post.job or post.kept for post in self._posts.values())

    def _dispatch(self, before: int | None) -> None:
        """Gives waiting tasks to free workers and starts as many workers as there are tasks to wait for them."""
        while self._has_more and len(self._waiting) < self._jobs:
            if before is not None and self._waiting and self._waiting[-1].index + 1 >= before:
                break
            drawn = next(self._source, None)
            if drawn is None:
                self._has_more = False
            else:
                self._waiting.append(_Job(*drawn))
        for post in self._posts.values():
            if post.is_warm and post.job is None:
                if post.kept is not None:
                    job, post.kept = post.kept, None
                elif self._waiting and (before is None or self._waiting[0].index < before):
                    job = self._waiting.popleft()
                else:
                    continue
                self._give(post, job)
        warming = sum(not post.is_warm and post.kept is None for post in self._posts.values())
        while len(self._posts) < self._jobs and warming < len(self._waiting):
            self._start(None)
            warming += 1

    def _start(self, kept: _Job | None) -> None:
        process = WorkerProcess(self._set_up, self._inbox)
        self._posts[process] = _Post(process, time.monotonic() + self._limits.warm_up_seconds, kept)

    def _give(self, post: _Post, job: _Job) -> None:
        job.attempts += 1
        post.job = job
        post.deadline = time.monotonic() + self._limits.seconds
        post.process.give(job.index, job.task.payload)

    def _next_outcome(self) -> Outcome | None:
        """What the next reply, or the passing of time, comes to; null where that is no outcome."""
        try:
            process, reply = self._inbox.get_nowait()
        except queue.Empty:  # only now: a reply that came while the caller took its time is not late
            late = self._first_late()
            if late is not None:
                return self._expire(late)
            try:
                process, reply = self._inbox.get(timeout=self._wait())
            except queue.Empty:
                return None
        post = self._posts.get(process)
        return None if post is None else self._hear(post, reply)

    def _first_late(self) -> _Post | None:
        now = time.monotonic()
        return next((post for post in self._posts.values() if post.deadline is not None and post.deadline <= now), None)

    def _wait(self) -> float:
        deadlines = [post.deadline for post in self._posts.values() if post.deadline is not None]
        return min(LONGEST_WAIT, max(0.0, min(deadlines, default=float("inf")) - time.monotonic()))

    def _expire(self, post: _Post) -> Outcome | None:
        self._dismiss(post)
        if post.job is None:
            seconds = self._limits.warm_up_seconds
            raise CoderError(f"a worker did not warm up in {seconds:g} seconds; is the machine overloaded?")
        seconds = self._limits.seconds
        return post.job.outcome(None, f"took longer than {seconds:g} seconds", seconds)

    def _hear(self, post: _Post, reply: Reply | None) -> Outcome | None:
        match reply:
            case None:
                return self._bury(post)
            case Ready():
                post.is_warm, post.deadline = True, None
                self._has_warmed_up, self._failed_starts = True, 0
            case Broken():
                raise _error_of(reply)
            case Begun():
                post.deadline = time.monotonic() + self._limits.seconds
            case Done() | Refused():
                return self._finish(post, reply)
            case _:
                assert_never(reply)
        return None

    def _finish(self, post: _Post, reply: Done | Refused) -> Outcome | None:
        job, post.job, post.deadline = post.job, None, None
        if job is None or job.index != reply.index:
            return None
        if isinstance(reply, Done):
            return job.outcome(reply.data, None, reply.seconds)
        if not reply.is_fit:
            self._dismiss(post)
        return job.outcome(None, reply.reason, reply.seconds)

    def _bury(self, post: _Post) -> Outcome | None:
        """After the death of a worker: blame its document, or try that once more in a fresh worker."""
        del self._posts[post.process]
        status, last_words = post.process.end()
        if not post.is_warm:
            self._failed_starts += 1
            if not self._has_warmed_up or self._failed_starts >= WARM_UPS:
                raise CoderError(f"a worker could not start: {reason_of_death(status, last_words)}")
            if post.kept is not None:
                self._start(post.kept)
            return None
        job = post.job
        if job is None:
            return None
        if job.attempts < ATTEMPTS:
            self._start(job)
            return None
        return job.outcome(None, reason_of_death(status, last_words), 0.0)

    def _dismiss(self, post: _Post) -> None:
        del self._posts[post.process]
        post.process.kill()


def _error_of(broken: Broken) -> DragomanError:
    """The error of a failed warm-up, of our class of that name."""
    kind = getattr(errors, broken.kind, None)
    is_ours = isinstance(kind, type) and issubclass(kind, DragomanError)
    return (kind if is_ours and kind is not None else CoderError)(f"a worker could not warm up: {broken.reason}")
