"""What reading hands round: options, the address of one document, and the reason why one could not be read."""

import os

from dragoman.records import Article, Record

MAX_BYTES = 20_000_000
"""The default limit for one document, in bytes: about a hundred novels; the longest news page measured had 4 MB."""


class ReadOptions(Record, frozen=True, kw_only=True):
    """How to read.

    `format` names a reader (plain, html, jsonl or a plug-in's name); null picks one by extension and content.
    `max_bytes` is the limit for one document: a whole file, or one line of JSON Lines.
    """

    format: str | None = None
    max_bytes: int = MAX_BYTES


class DocumentRef(Record, frozen=True, kw_only=True):
    """The address of one document, small enough to travel to a worker process, which reads it with `read_document`.

    `location` is for people's eyes and always encodable; `path` is what the file system calls it, null where the
    document has no file of its own. `reader` is plain, html, json, or sniff (decide by content).
    `offset` and `length`, in bytes, cut one entry out of a file. `line` (JSON Lines) and `entry` (JSON arrays and
    plug-ins) count from 1. A document that has no address carries itself: `data` from standard input, `article` from
    a plug-in. `problem` is what listing already found wrong.
    """

    location: str
    path: bytes | None = None
    reader: str = "sniff"
    line: int | None = None
    entry: int | None = None
    offset: int | None = None
    length: int | None = None
    data: bytes | None = None
    article: Article | None = None
    problem: str | None = None


class ReadFailure(Record, frozen=True, kw_only=True):
    """A document that could not be read as an article: where it is, and a plain reason that says what to do."""

    location: str
    line: int | None = None
    entry: int | None = None
    reason: str

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.location}, line {self.line}: {self.reason}"
        if self.entry is not None:
            return f"{self.location}, entry {self.entry}: {self.reason}"
        return f"{self.location}: {self.reason}"


def failure_of(ref: DocumentRef, reason: object) -> ReadFailure:
    """The failure of one document, for the list that a run ends with."""
    return ReadFailure(location=ref.location, line=ref.line, entry=ref.entry, reason=str(reason))


def shown(path: str | os.PathLike[str]) -> str:
    """A path for people's eyes; bytes that are no UTF-8 are written as escapes, so that it can always be encoded."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def too_large(limit: int, what: str) -> str:
    """The reason given for a document above the limit, in bytes."""
    return f"{what} is larger than {limit:,} bytes, the limit for one document; split it, or raise the limit"
