"""Whether a document changed since it was last taken up, told without reading it as an article."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import BinaryIO, NamedTuple

import msgspec

from dragoman.read.documents import DocumentRef, shown


class Stamped(NamedTuple):
    """A document under a name that is the same from every folder, with the marks by which a change is seen.

    For a whole file these are its size in bytes and time of change in nanoseconds; for a part of a file, and for what
    has no file, its length and 63 bits of a digest, so that appending to a file leaves its earlier parts known.
    """

    document: DocumentRef
    location: str
    size: int | None
    stamp: int | None


def stamp_documents(documents: Iterable[DocumentRef]) -> Iterator[Stamped]:
    """Each document with its marks, which are null where it cannot be looked at; parts of one file open it once."""
    with ExitStack() as stack:
        opened: tuple[bytes, BinaryIO] | None = None
        for document in documents:
            ref = _absolute(document)
            if ref.path is None or ref.offset is None or ref.length is None:
                yield Stamped(ref, _name_of(ref), *_marks(ref))
                continue
            try:
                if opened is None or opened[0] != ref.path:
                    stack.close()
                    opened = (ref.path, stack.enter_context(open(ref.path, "rb")))  # noqa: PTH123 - a name in bytes
                opened[1].seek(ref.offset)
                marks: tuple[int | None, int | None] = (ref.length, _digest(opened[1].read(ref.length)))
            except OSError:
                marks = (None, None)
            yield Stamped(ref, _name_of(ref), *marks)


def _absolute(ref: DocumentRef) -> DocumentRef:
    """The reference from wherever it is read next."""
    if ref.path is None:
        return ref
    return msgspec.structs.replace(ref, path=os.path.abspath(ref.path))  # noqa: PTH100 - a name in bytes


def _name_of(ref: DocumentRef) -> str:
    place = ref.location if ref.path is None else shown(os.fsdecode(ref.path))
    if ref.line is not None:
        return f"{place}, line {ref.line}"
    return place if ref.entry is None else f"{place}, entry {ref.entry}"


def _marks(ref: DocumentRef) -> tuple[int | None, int | None]:
    if ref.data is not None:
        return len(ref.data), _digest(ref.data)
    if ref.article is not None:
        return len(ref.article.text), _digest(msgspec.msgpack.encode(ref.article))
    if ref.path is None:
        return None, None
    try:
        status = os.stat(ref.path)  # noqa: PTH116 - a name in bytes
    except OSError:
        return None, None
    return status.st_size, status.st_mtime_ns


def _digest(data: bytes) -> int:
    """63 bits, which is what a database's integer holds."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest()) >> 1
