"""Drafts of statements while quotation marks and reporting clauses are brought together."""

from collections.abc import Iterable

import msgspec

from dragoman.find.reporting import CueClause
from dragoman.records import Hop, Ref, Span

# Signs that belong to a quotation and stay at the edge of a content; other signs and spaces are trimmed.
_KEPT = frozenset("“”„«»‹›‘’'\"‟‚([$€£#@…)]?!.%")


class Draft(msgspec.Struct, kw_only=True):
    """A statement in the making; `clause` is null for words that only a name, a colon or the context attributes."""

    content: tuple[Span, ...]
    clause: CueClause | None = None
    speaker: Ref | None = None
    cue: Span | None = None
    hops: tuple[Hop, ...] = ()


def trimmed(text: str, span: Span) -> Span | None:
    """A span without white space, commas and dashes at its edges; null where no letter or digit is left."""
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in _KEPT - {".", "…", ")", "]", "?", "!", "%"}):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in _KEPT):
        end -= 1
    return (start, end) if any(text[offset].isalnum() for offset in range(start, end)) else None


def merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, trimmed, with those that overlap or have no word between them made one."""
    result: list[Span] = []
    for span in sorted(kept for kept in (trimmed(text, span) for span in spans) if kept):
        if result and _touch(text, result[-1], span):
            result[-1] = (result[-1][0], max(result[-1][1], span[1]))
        else:
            result.append(span)
    return tuple(result)


def _touch(text: str, one: Span, other: Span) -> bool:
    """Whether no word and no line end stands between two spans in order."""
    between = text[one[1] : other[0]]
    return other[0] <= one[1] or ("\n" not in between and not any(c.isalnum() for c in between))
