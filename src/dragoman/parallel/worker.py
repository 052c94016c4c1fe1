"""A worker process: it warms up once, then turns payloads into bytes until its supervisor is gone."""

import importlib
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, TypeAlias

from dragoman.errors import CoderError
from dragoman.parallel.messages import Begun, Broken, Do, Done, Ready, Refused, SetUp, receive_order, send
from dragoman.parallel.reasons import reason_of_error

Work: TypeAlias = Callable[[bytes], bytes]


def main() -> None:
    """Runs the worker over the pipes that are its standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's to handle
    orders, replies = _take_pipes()
    inbox: queue.SimpleQueue[SetUp | Do] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, inbox), daemon=True).start()
    set_up = inbox.get()
    if not isinstance(set_up, SetUp):
        raise CoderError("a worker was given a document before its work")
    try:
        limit_memory(set_up.memory_mb)
        work = load_work(set_up.work, set_up.settings)
    except BaseException as error:  # whatever it is, the supervisor must be told, once
        send(replies, Broken(kind=type(error).__name__, reason=reason_of_error(error)))
        return
    send(replies, Ready())
    while True:
        order = inbox.get()
        if isinstance(order, Do):
            send(replies, Begun(index=order.index))
            send(replies, attempt(work, order))


def load_work(name: str, settings: bytes) -> Work:
    """The work function that the maker at a dotted name ("package.module:function") makes of its settings.

    Raises:
        CoderError: there is no such maker. What the maker raises goes through.

    """
    module, _, function = name.partition(":")
    try:
        make = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise CoderError(f'no work function "{name}": {error}') from error
    work: Work = make(settings)
    return work


def attempt(work: Work, order: Do, caught: type[BaseException] = BaseException) -> Done | Refused:
    """The bytes of one document, or why there are none; `sys.exit` and the like are no way out of a worker."""
    started = time.monotonic()
    try:
        return Done(index=order.index, data=work(order.payload), seconds=time.monotonic() - started)
    except caught as error:
        is_fit = not isinstance(error, MemoryError)
        seconds = time.monotonic() - started
        return Refused(index=order.index, reason=reason_of_error(error), is_fit=is_fit, seconds=seconds)


def limit_memory(megabytes: int) -> None:
    """Bounds the address space of this process on Linux; elsewhere nothing, for the limit is not kept there.

    No core is written when a document kills the worker.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is no such module on Windows

        size = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes under other numbers, so that a library that prints, or a document that reads, cannot touch them."""
    orders, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return orders, replies


def _listen(orders: BinaryIO, inbox: "queue.SimpleQueue[SetUp | Do]") -> None:
    """Passes on orders; at the end of the pipe the supervisor is gone, and so is the worker, whatever it is doing."""
    while (order := receive_order(orders)) is not None:
        inbox.put(order)
    os._exit(0)
