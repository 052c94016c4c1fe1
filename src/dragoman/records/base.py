"""The base of all records, spans, and identifiers made from content."""

import hashlib
from typing import TypeAlias

import msgspec

Span: TypeAlias = tuple[int, int]
"""Half-open `[start, end)`, in Unicode code points of `Article.text` as found."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plain frozen data; invariants are checked when one is made and when one is decoded."""


def check_span(span: Span | None, what: str) -> None:
    """Refuses a span that is empty, reversed or negative.

    Raises:
        ValueError: the span does not satisfy `0 <= start < end`.

    """
    if span is not None and not 0 <= span[0] < span[1]:
        raise ValueError(f"{what}: a span must satisfy 0 <= start < end, not {span}")


def content_id(prefix: str, *parts: object) -> str:
    """An identifier made from content: the same parts give the same id on every machine.

    The prefix names the kind of record ("art", "evt", "stm", "tie", "hap"); the rest is 80 bits of BLAKE2b in hex.
    """
    digest = hashlib.blake2b("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"), digest_size=10)
    return f"{prefix}-{digest.hexdigest()}"


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share at least one character."""
    return one[0] < other[1] and other[0] < one[1]


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly inside `outer` (equal spans do)."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
