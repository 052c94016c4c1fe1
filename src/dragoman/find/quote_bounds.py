"""Where a content that enters quotations begins and ends: it takes them whole, and quoted speech stands by itself."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.find.cue_clause import CueClause
from dragoman.find.quote_layout import FINAL, Layout
from dragoman.find.quote_marks import Quotation
from dragoman.knowledge.cues import Frame
from dragoman.records import Span

# After quoted speech these words go on with the reporter's own sentence (“…,” when Quito asked for more).
_RESUMES = re.compile(r"[\s,]*(?:when|after|as|but|and|while|before|in|during|on|at)\b", re.IGNORECASE)


def stretched(layout: Layout, clauses: Sequence[CueClause], clause: CueClause) -> tuple[list[Span], list[int]]:
    """The content of a clause with every quotation that it overlaps taken whole, and the places of those quotations.

    What introduces quoted speech with a colon or another cue is no part of the content, nor is what the reporter
    adds behind it.
    """
    parts: list[Span] = []
    used: list[int] = []
    for start, end in clause.content:
        places = layout.overlapping((start, end))
        first, last = _whole(layout, places, (start, end))
        taken = places
        for place in places:
            quotation = layout.quotations[place]
            if not _is_told(layout, quotation):
                continue
            cut = _introduction(layout, clauses, clause, (first, quotation)) if first < quotation.start else None
            if cut is not None:
                is_own = cut == quotation.start and clause.cue[0] >= quotation.end - 1
                first, last = (cut, last) if is_own else (first, cut)
                taken = [other for other in places if (other >= place) == is_own]
                if not is_own:
                    break
            if quotation.start == first and last > quotation.end and _RESUMES.match(layout.text, quotation.end):
                later = [other for other in taken if layout.quotations[other].start >= quotation.end]
                if not later:
                    last = quotation.end
        used.extend(taken)
        for place in taken:
            parts.extend(layout.quotations[place].parts)
        parts.append((first, last))
    return parts, used


def _whole(layout: Layout, places: Sequence[int], span: Span) -> Span:
    """A span whose ends take in the quotations that they stand in."""
    first, last = span
    for place in places:
        own = layout.quotations[place].parts[0]
        first = own[0] if own[0] <= first < own[1] else first
        last = own[1] if own[0] < last <= own[1] else last
    return first, last


def _is_told(layout: Layout, quotation: Quotation) -> bool:
    """Whether a quotation is speech that ends as a sentence or before a comma, and not words within another's."""
    return layout.is_speech(quotation) and layout.text[quotation.end - 2] in FINAL


def _introduction(
    layout: Layout, clauses: Sequence[CueClause], clause: CueClause, lead: tuple[int, Quotation]
) -> int | None:
    """Where to cut a content with words before quoted speech: at the speech where its own cue follows it and a colon
    comes before, or before another cue that introduces it; null where the content is one.
    """
    start, quotation = lead
    if layout.before(quotation) == ":" and (clause.cue[0] >= quotation.end - 1 or clause.frame == Frame.OBJECT):
        return quotation.start
    low = bisect_left(clauses, (start, start), key=lambda other: other.cue)
    high = bisect_left(clauses, (quotation.start, quotation.start), key=lambda other: other.cue)
    for other in clauses[low:high]:
        gap = layout.text[other.cue[1] : quotation.start].strip()
        is_late = layout.marked.tokens[other.trigger].dep in ("advcl", "conj")
        if other.can_quote and is_late and gap in (",", ":") and clause.cue[0] < start:
            return max(other.extent[0], start)
    return None
