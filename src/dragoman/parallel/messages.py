"""What a supervisor and its workers say: msgpack frames over pipes, never pickles and never spaCy objects."""

import struct
from typing import IO

import msgspec

from dragoman.records import Record

_LENGTH = struct.Struct(">I")

LONGEST_FRAME = 2**30
"""Bytes: a coded article has some megabytes at most; more is no frame but what a document wrote into the pipe."""


class Limits(Record, frozen=True, kw_only=True):
    """What one document may use.

    `seconds` is wall time: a text of 400,000 characters took 17 s, so what takes two minutes is not long but poisonous.
    `memory_mb` bounds a worker's address space, where the system can (Linux): a worker was measured to map 0.5 GB, and
    0.9 GB on a text of 100,000 characters. `warm_up_seconds` bounds the loading of knowledge.
    """

    seconds: float = 120.0
    memory_mb: int = 3000
    warm_up_seconds: float = 180.0


class Task(Record, frozen=True, kw_only=True):
    """One document as bytes; `key` is what the outcome names it by."""

    key: str
    payload: bytes


class Outcome(Record, frozen=True, kw_only=True):
    """What became of a task: its bytes, or the reason why there are none. `index` counts the tasks from 0."""

    index: int
    key: str
    data: bytes | None = None
    reason: str | None = None
    attempts: int = 1
    seconds: float = 0.0


class SetUp(Record, frozen=True, kw_only=True, tag=True):
    """To a worker, first: the dotted name of the maker of its work function, the maker's settings, the memory limit."""

    work: str
    settings: bytes
    memory_mb: int


class Do(Record, frozen=True, kw_only=True, tag=True):
    """To a worker that is ready: one payload."""

    index: int
    payload: bytes


class Ready(Record, frozen=True, kw_only=True, tag=True):
    """From a worker: it has warmed up."""


class Broken(Record, frozen=True, kw_only=True, tag=True):
    """From a worker: it cannot warm up. `kind` is the name of the class of the error."""

    kind: str
    reason: str


class Begun(Record, frozen=True, kw_only=True, tag=True):
    """From a worker: it is on this document now, and to be judged by it."""

    index: int


class Done(Record, frozen=True, kw_only=True, tag=True):
    """From a worker: the bytes of its work."""

    index: int
    data: bytes
    seconds: float


class Refused(Record, frozen=True, kw_only=True, tag=True):
    """From a worker: the work raised. `is_fit` is false after it ran out of memory: such a worker is not used again."""

    index: int
    reason: str
    is_fit: bool
    seconds: float


_to_worker = msgspec.msgpack.Decoder(SetUp | Do)
_from_worker = msgspec.msgpack.Decoder(Ready | Broken | Begun | Done | Refused)


def send(pipe: IO[bytes], message: SetUp | Do | Ready | Broken | Begun | Done | Refused) -> None:
    """Writes one frame."""
    data = msgspec.msgpack.encode(message)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive_order(pipe: IO[bytes]) -> SetUp | Do | None:
    """The next frame to a worker; null at the end of the pipe."""
    data = _frame(pipe)
    return None if data is None else _to_worker.decode(data)


def receive_reply(pipe: IO[bytes]) -> Ready | Broken | Begun | Done | Refused | None:
    """The next frame from a worker; null at the end of the pipe or where what came is no frame."""
    try:
        data = _frame(pipe)
        return None if data is None else _from_worker.decode(data)
    except (OSError, ValueError, msgspec.MsgspecError):  # a document that writes into the pipe has killed its worker
        return None


def _frame(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST_FRAME:
        raise ValueError(f"a frame of {length} bytes")
    data = pipe.read(length)
    return data if len(data) == length else None
