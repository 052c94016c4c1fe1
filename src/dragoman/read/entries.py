"""Where the documents lie in a JSON file or stream: one on each line, one in each place of an array, or one in all."""

import io
import json
from collections.abc import Iterator
from typing import Protocol

import msgspec

from dragoman.read.documents import too_large
from dragoman.read.sniffing import looks_like_json

_CHUNK = 1_000_000  # bytes read at a time while a line that is too long is passed over
_HEAD = 4_096  # bytes that are enough to see how JSON begins
_BOM = b"\xef\xbb\xbf"
# An array can only be read whole; this many documents at the limit of one fit into a worker's memory.
_ARRAY_LIMIT = 10


class ByteStream(Protocol):
    """What is needed of a file or of standard input; neither must be one that can be wound back."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes, ending with the first line feed."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One document in a stream: its first byte, its bytes, its line or place from 1; or the problem found there."""

    offset: int
    data: bytes
    line: int | None = None
    entry: int | None = None
    problem: str | None = None


def find_json_entries(stream: ByteStream, limit: int) -> Iterator[Entry]:
    """The JSON documents of a stream; JSON Lines are read line by line, never whole.

    The first line decides: a whole JSON object is JSON Lines, `[` begins an array, an object that goes on over
    several lines is a single document.
    """
    head = _read_line(stream, limit)
    while head.data and not head.data.strip(_BOM + b" \t\r\n"):
        head = _read_line(stream, limit, offset=head.offset + len(head.data), number=(head.line or 0) + 1)
    start = head.data.removeprefix(_BOM).strip()
    if start.startswith(b"["):
        yield from _array(head, stream, limit)
    elif start.startswith(b"{") and head.problem is None and not _is_json(start):
        yield from _one_or_lines(head, stream, limit)
    else:
        yield from _lines(head, stream, limit)


def find_entries(stream: ByteStream, limit: int) -> Iterator[Entry]:
    """The documents of a stream of unknown kind: those of `find_json_entries` if it begins as JSON, otherwise one."""
    first = stream.readline(limit + 1)
    if looks_like_json(first[:_HEAD]):
        yield from find_json_entries(_Rejoined(first, stream), limit)
        return
    data = first + stream.read(max(0, limit + 1 - len(first)))
    yield Entry(offset=0, data=data, problem=too_large(limit, "the document") if len(data) > limit else None)


def _lines(first: Entry, stream: ByteStream, limit: int) -> Iterator[Entry]:
    entry, length = first, len(first.data)
    while entry.data:
        if entry.problem is not None:
            length += _pass_over(stream, entry.data)
        if entry.data.strip(_BOM + b" \t\r\n"):
            yield entry
        entry = _read_line(stream, limit, offset=entry.offset + length, number=(entry.line or 0) + 1)
        length = len(entry.data)


def _read_line(stream: ByteStream, limit: int, *, offset: int = 0, number: int = 1) -> Entry:
    line = stream.readline(limit + 2)
    problem = too_large(limit, "the line") if len(line.rstrip(b"\r\n")) > limit else None
    return Entry(offset=offset, data=line, line=number, problem=problem)


def _pass_over(stream: ByteStream, part: bytes) -> int:
    """Reads to the end of a line that is too long, without keeping it; the number of bytes read."""
    length = 0
    while part and not part.endswith(b"\n"):
        part = stream.readline(_CHUNK)
        length += len(part)
    return length


def _array(head: Entry, stream: ByteStream, limit: int) -> Iterator[Entry]:
    data = head.data + stream.read(max(0, _ARRAY_LIMIT * limit + 1 - len(head.data)))
    if len(data) > _ARRAY_LIMIT * limit:
        reason = f"a JSON array of more than {_ARRAY_LIMIT * limit:,} bytes; write it as JSON Lines, one object a line"
        yield Entry(offset=head.offset, data=b"", problem=reason)
        return
    position = len(data) - len(data.removeprefix(_BOM))
    try:
        values = msgspec.json.decode(data[position:], type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield Entry(offset=head.offset, data=b"", problem=f"not a valid JSON array ({error}); correct it")
        return
    for place, value in enumerate(values, start=1):
        raw = bytes(value)
        # Only blanks and one comma stand between two values, so the next place where it is found is its own.
        position = data.index(raw, position)
        problem = too_large(limit, "the entry") if len(raw) > limit else None
        yield Entry(offset=head.offset + position, data=raw, entry=place, problem=problem)
        position += len(raw)


def _one_or_lines(head: Entry, stream: ByteStream, limit: int) -> Iterator[Entry]:
    rest = stream.read(max(0, limit + 1 - len(head.data)))
    data = head.data + rest
    if len(data) <= limit and (_is_json(data.removeprefix(_BOM)) or _opens_only(head.data)):
        yield Entry(offset=head.offset, data=data)
    elif _opens_only(head.data):
        yield Entry(offset=head.offset, data=b"", problem=too_large(limit, "the document"))
    else:
        yield from _lines(head, _Rejoined(rest, stream), limit)


def _opens_only(line: bytes) -> bool:
    """Whether a first line is that of an object written over several lines: in JSON Lines it would hold a whole one."""
    return line.removeprefix(_BOM).strip() == b"{"


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


class _Rejoined:
    """A stream with bytes put back in front of it; standard input cannot be wound back."""

    def __init__(self, front: bytes, stream: ByteStream) -> None:
        self._front, self._stream = io.BytesIO(front), stream

    def read(self, size: int, /) -> bytes:
        data = self._front.read(size)
        return data + self._stream.read(size - len(data))

    def readline(self, size: int, /) -> bytes:
        line = self._front.readline(size)
        return line if line.endswith(b"\n") else line + self._stream.readline(size - len(line))
