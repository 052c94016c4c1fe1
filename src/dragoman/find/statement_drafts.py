"""Drafts of statements while quotation marks and reporting clauses are brought together."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile

import msgspec

from dragoman.find.cue_clause import CueClause
from dragoman.find.quote_marks import Quotation, quotation_at
from dragoman.find.sources import phrase_head
from dragoman.records import HopKind, Ref, Span
from dragoman.text.marked import Marked, Token

# Signs that belong to a quotation and stay at the edge of a content; other signs and spaces are trimmed.
_KEPT = frozenset("“”„«»‹›‘’'\"‟‚([$€£#@…)]?!.%")


class Draft(msgspec.Struct, kw_only=True):
    """A statement in the making; `clause` is null for words that only a name, a colon or the context attributes.

    `is_own_voice` marks what a quoted speaker says of himself ("“We hope to return,” she said"): it is no statement
    of another source, but its cue still tells how the speaker stands to the content.
    """

    content: tuple[Span, ...]
    clause: CueClause | None = None
    speaker: Ref | None = None
    cue: Span | None = None
    kind: HopKind | None = None
    is_own_voice: bool = False


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


def within_quotations(
    marked: Marked, clauses: Iterable[CueClause], quotations: Sequence[Quotation]
) -> tuple[CueClause, ...]:
    """Reporting clauses that respect quotation marks: one inside a quotation governs nothing outside it, and one
    outside has neither words nor source of its own inside, whatever the parser thought.
    """
    kept = []
    for clause in clauses:
        place = quotation_at(quotations, clause.cue[0])
        if place is not None:
            part = next(part for part in quotations[place].parts if part[0] <= clause.cue[0] < part[1])
            inside = ((max(start, part[0] + 1), min(end, part[1])) for start, end in clause.content)
            content = tuple(span for span in inside if span[0] < span[1])
            if content or not clause.content:
                kept.append(msgspec.structs.replace(clause, content=content))
        elif clause.speaker is None or quotation_at(quotations, marked.tokens[clause.speaker].start) is None:
            kept.append(msgspec.structs.replace(clause, extent=_outside(clause, quotations)))
        elif (speaker := _source_beside(marked, clause, quotations)) is not None:
            extent = _outside(clause, quotations)
            start, end = min(extent[0], speaker.start), max(extent[1], speaker.end)
            kept.append(msgspec.structs.replace(clause, speaker=speaker.index, extent=(start, end)))
    return tuple(kept)


def _source_beside(marked: Marked, clause: CueClause, quotations: Sequence[Quotation]) -> Token | None:
    """The noun right before or after a cue that the parser gave a subject inside a quotation; null where none is."""
    cue = marked.tokens[clause.trigger]
    sentence = marked.sentences[cue.sentence]

    def is_between(token: Token) -> bool:
        return token.pos != "PUNCT" and quotation_at(quotations, token.start) is None

    before = tuple(takewhile(is_between, reversed(marked.tokens[sentence.first : cue.index])))
    after = tuple(takewhile(is_between, marked.tokens[cue.index + 1 : sentence.last]))
    return phrase_head(before[::-1]) or phrase_head(after)


def _outside(clause: CueClause, quotations: Sequence[Quotation]) -> Span:
    """The extent of a clause up to the nearest quotations on both sides of its cue."""
    start, end = clause.extent
    place = bisect_right(quotations, clause.cue[0], key=lambda quotation: quotation.start)
    if place and quotations[place - 1].end <= clause.cue[0]:
        start = max(start, quotations[place - 1].end)
    if place < len(quotations):
        end = min(end, max(quotations[place].start, clause.cue[1]))
    return (start, end)
