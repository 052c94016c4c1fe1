"""A coded article: all that Dragoman reads out of one text, and its bytes."""

import msgspec

from dragoman.records.actor import Actor
from dragoman.records.article import Article
from dragoman.records.base import Record
from dragoman.records.event import Event
from dragoman.records.statement import Statement
from dragoman.records.tie import Tie


class CodedArticle(Record, frozen=True, kw_only=True):
    """One article with its records: the output contract of `dragoman code`."""

    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()


_msgpack_decoder = msgspec.msgpack.Decoder(CodedArticle)
_json_decoder = msgspec.json.Decoder(CodedArticle)


def encode(coded: CodedArticle) -> bytes:
    """The msgpack bytes that travel between processes."""
    return msgspec.msgpack.encode(coded)


def decode(data: bytes) -> CodedArticle:
    """The coded article of `encode`; a decoding error names the place."""
    return _msgpack_decoder.decode(data)


def encode_json(coded: CodedArticle) -> bytes:
    """One JSON object as in the output contract, without a line feed."""
    return msgspec.json.encode(coded)


def decode_json(data: bytes | str) -> CodedArticle:
    """The coded article of one JSON object of the contract."""
    return _json_decoder.decode(data)
