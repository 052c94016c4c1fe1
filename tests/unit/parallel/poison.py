"""Work functions that behave as documents of the worst kind do; workers find them by dotted name."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.errors import KnowledgeError

PLACE = "tests.unit.parallel.poison"


def open_poison(settings: bytes) -> Callable[[bytes], bytes]:
    """A work function that gives good payloads back in capitals, and does what a bad one says."""
    folder = settings.decode()

    def work(payload: bytes) -> bytes:
        name, _, argument = payload.decode().partition(" ")
        act = ACTS.get(name)
        if act is not None:
            act(argument, folder)
        return payload.upper()

    return work


def open_broken(settings: bytes) -> Callable[[bytes], bytes]:
    """A maker that cannot load what it needs."""
    raise KnowledgeError(f"patterns/{settings.decode()}.toml: no such entry")


def open_dying(settings: bytes) -> Callable[[bytes], bytes]:
    """A maker that takes its process with it."""
    print("the library could not be loaded", file=sys.stderr, flush=True)  # noqa: T201 - its last words
    os._exit(7)


def _raise(argument: str, folder: str) -> None:
    raise ValueError(f"no good:\n\x1b[31m{argument}")


def _leave(argument: str, folder: str) -> None:
    sys.exit(argument)


def _exit(argument: str, folder: str) -> None:
    os._exit(17)


def _abort(argument: str, folder: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _exit_once(argument: str, folder: str) -> None:
    mark = Path(folder) / f"tried-{argument}"
    if not mark.exists():
        mark.touch()
        os._exit(17)


def _loop(argument: str, folder: str) -> None:
    while True:
        pass


def _hog(argument: str, folder: str) -> None:
    held = bytearray(2**20)
    while True:
        held.extend(bytes(len(held)))


def _recurse(argument: str, folder: str) -> None:
    _recurse(argument, folder)


def _print(argument: str, folder: str) -> None:
    print(argument * 1000)  # noqa: T201 - what a careless library does
    sys.stdin.read()


def _scribble(argument: str, folder: str) -> None:
    for number in range(3, 32):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    time.sleep(30)


def _spawn(argument: str, folder: str) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (Path(folder) / "child").write_text(str(child.pid))
    os._exit(0)


def _sleep(argument: str, folder: str) -> None:
    (Path(folder) / f"asleep-{os.getpid()}").touch()
    time.sleep(float(argument))


ACTS: dict[str, Callable[[str, str], None]] = {
    "raise": _raise,
    "leave": _leave,
    "exit": _exit,
    "abort": _abort,
    "exit-once": _exit_once,
    "loop": _loop,
    "hog": _hog,
    "recurse": _recurse,
    "print": _print,
    "scribble": _scribble,
    "spawn": _spawn,
    "sleep": _sleep,
}
