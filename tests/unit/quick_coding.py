"""A coder for tests that needs no parser: it knows one event, and does what a bad document would do."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from dragoman.errors import CoderError
from dragoman.parallel import CodingSettings
from dragoman.read import DocumentRef, make_article, read_document
from dragoman.records import encode
from tests.store.builders import coded_of, event_of

WORK = "tests.unit.quick_coding:open_coder"


def coding_of(settings: CodingSettings) -> str:
    """What codes."""
    return f"quick {settings.coder}"


def open_coder(settings: bytes) -> Callable[[bytes], bytes]:
    """A work function: each text with "shelled" gives one event, of Kenya towards Uganda."""
    chosen = msgspec.msgpack.decode(settings, type=CodingSettings)
    if chosen.coder == "missing":
        raise CoderError("the model is missing; install it")

    def code(document: bytes) -> bytes:
        read = read_document(msgspec.msgpack.decode(document, type=DocumentRef), chosen.options)
        article = make_article(
            text=read.text, outlet=read.outlet, published=read.published, external_id=read.external_id
        )
        if "EXIT" in article.text:
            os._exit(9)
        if "FIXED BY" in article.text and not Path(article.text.split()[-1]).exists():
            raise ValueError("not fixed yet")
        if "SLOW" in article.text:
            time.sleep(0.05)
        events = (event_of(article),) if "shelled" in article.text else ()
        return encode(coded_of(article, *events))

    return code
