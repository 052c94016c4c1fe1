"""Documents → articles: one by its address, or all of a list of places. A bad document never stops the rest."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import ReadError
from dragoman.read.decoding import decode
from dragoman.read.documents import DocumentRef, ReadFailure, ReadOptions, failure_of, too_large
from dragoman.read.jsonl import read_json
from dragoman.read.listing import list_documents, reason_of
from dragoman.read.plain import read_plain
from dragoman.read.sniffing import (
    HTML,
    JSON,
    PLAIN,
    has_markup,
    looks_like_feed,
    looks_like_full_page,
    looks_like_json,
    looks_like_page,
)
from dragoman.records import Article


def read_articles(
    locations: Iterable[str | Path], *, stdin: BinaryIO | None = None, options: ReadOptions | None = None
) -> Iterator[Article | ReadFailure]:
    """The articles of files, folders, globs and "-" (standard input), in the order of `list_documents`.

    Where a document cannot be read, its `ReadFailure` comes in its place, and the reading goes on.

    Raises:
        ReadError: `options.format` names no reader.

    """
    options = options or ReadOptions()
    for ref in list_documents(locations, stdin=stdin, options=options):
        try:
            yield read_document(ref, options)
        except ReadError as error:
            yield failure_of(ref, error)


def read_document(ref: DocumentRef, options: ReadOptions | None = None) -> Article:
    """The article at one address, in this process or any other that sees the same files.

    Raises:
        ReadError: the document cannot be read; the message is the reason, `failure_of` adds where.

    """
    if ref.problem is not None:
        raise ReadError(ref.problem)
    if ref.article is not None:
        return ref.article
    return read_bytes(_bytes_of(ref, options or ReadOptions()), ref.reader, name=ref.location)


def read_bytes(data: bytes, reader: str = "sniff", *, name: str = "") -> Article:
    """The article in the bytes of one document. `reader` is plain, html, json or sniff; `name` helps with its ending.

    Raises:
        ReadError: the bytes cannot be read as an article.

    """
    if reader == JSON:
        return read_json(data)
    text = decode(data)
    if _is_page(text, reader, name):
        from dragoman.read.html import read_html  # noqa: PLC0415 - its parsers take 0.3 s to load; plain text needs none

        return read_html(text)
    return read_plain(text)


def _is_page(text: str, reader: str, name: str) -> bool:
    """Whether a text is to be read as HTML; refuses what is neither page nor article."""
    if reader == HTML:
        return has_markup(text)
    if looks_like_feed(text):
        raise ReadError("an XML feed or site map, not an article; read the articles that it lists")
    if reader == PLAIN:
        return looks_like_full_page(text) if name.lower().endswith((".md", ".markdown")) else False
    if looks_like_json(text[:4_096].encode("utf-8", "replace")):
        raise ReadError("JSON, not an article; name the file .jsonl or .json, or say that its format is jsonl")
    return looks_like_page(text)


def _bytes_of(ref: DocumentRef, options: ReadOptions) -> bytes:
    if ref.data is not None:
        return ref.data
    if ref.path is None:
        raise ReadError("the address names no file; list the documents again")
    limit = options.max_bytes
    try:
        with open(ref.path, "rb") as file:  # noqa: PTH123 - names with odd bytes go through untouched
            file.seek(ref.offset or 0)
            data = file.read(limit + 2 if ref.length is None else ref.length)
    except OSError as error:
        raise ReadError(reason_of(error)) from error
    if len(data.rstrip(b"\r\n") if ref.line else data) > limit:
        raise ReadError(too_large(limit, "the file"))
    if ref.length is not None and len(data) < ref.length:
        raise ReadError("the file has become shorter since it was listed; list its documents again")
    return data
