"""World → Article: plain text, Markdown, HTML, JSONL, folders and standard input."""

from dragoman.read.documents import DocumentRef, ReadFailure, ReadOptions, failure_of
from dragoman.read.listing import list_documents
from dragoman.read.making import make_article
from dragoman.read.sources import read_articles, read_bytes, read_document

__all__ = [
    "DocumentRef",
    "ReadFailure",
    "ReadOptions",
    "failure_of",
    "list_documents",
    "make_article",
    "read_articles",
    "read_bytes",
    "read_document",
]
