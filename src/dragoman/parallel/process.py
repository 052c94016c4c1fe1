"""A worker as its supervisor sees it: a process, its pipes, and what it is on."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO, TypeAlias

from dragoman.parallel.messages import Begun, Broken, Do, Done, Ready, Refused, SetUp, receive_reply, send

Reply: TypeAlias = Ready | Broken | Begun | Done | Refused
Inbox: TypeAlias = "queue.SimpleQueue[tuple[WorkerProcess, Reply | None]]"

_PROGRAM = "from dragoman.parallel.worker import main; main()"

# One thread each: a pool already uses every core, and threads of the numeric libraries only add switches and memory.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

LAST_WORDS = 2_000
"""Bytes kept of what a dead worker wrote to its standard error: enough for the last line of a traceback."""

ENDING_SECONDS = 2.0
"""How long a process may take from closing its pipe to its end before it is killed."""


class WorkerProcess:
    """A new interpreter that runs `worker.main`; its replies go to the inbox, and at last a null when it is gone.

    A new interpreter rather than a fork (threads do not survive one), and not `multiprocessing`, which would run the
    caller's script again. It has its own process group: Ctrl-C on the terminal reaches the supervisor alone, and what
    a document starts is ended with it.
    """

    def __init__(self, set_up: SetUp, inbox: Inbox) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program, nothing of a document
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
            process_group=None if sys.platform == "win32" else 0,
        )
        self._reader = threading.Thread(target=self._listen, args=(inbox,), daemon=True)
        self._reader.start()
        self._send(set_up)

    def give(self, index: int, payload: bytes) -> None:
        """Sends a document; a worker that is gone meanwhile says so by its end."""
        self._send(Do(index=index, payload=payload))

    def kill(self) -> None:
        """Ends the process and all that it started, at once, and gives back what it held."""
        if self._process.returncode is None:  # not yet fetched, so that its number still means it and its group
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join(timeout=1)
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            if pipe is not None:
                with contextlib.suppress(OSError, ValueError):
                    pipe.close()

    def end(self) -> tuple[int, str]:
        """Exit status and last words of a process that has closed its pipe; then all is given back."""
        self._await_end()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - LAST_WORDS))
        last_words = self._errors.read().decode("utf-8", "replace")
        self.kill()
        return self._process.returncode, last_words

    def _await_end(self) -> None:
        """Waits a moment for a process that closed its pipe: it is ending, or hides; its status is not fetched yet."""
        if sys.platform == "win32":  # a process has a handle there, which stays valid
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=ENDING_SECONDS)
            return
        end = time.monotonic() + ENDING_SECONDS
        while time.monotonic() < end:
            if os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return
            time.sleep(0.005)

    def _send(self, message: SetUp | Do) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                send(self._process.stdin, message)

    def _listen(self, inbox: Inbox) -> None:
        pipe = self._process.stdout
        while pipe is not None and (reply := receive_reply(pipe)) is not None:
            inbox.put((self, reply))
        inbox.put((self, None))


def _environment() -> dict[str, str]:
    """Ours, with our module path, so that the worker imports what we would."""
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)  # noqa: PTH109 - a string for a variable
    return {**dict.fromkeys(_ONE_THREAD, "1"), **os.environ, "PYTHONPATH": path}
