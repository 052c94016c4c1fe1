"""Datelines: "NAIROBI, May 13 (Agency) — " opens a wire story and belongs to no sentence of it."""

import re

import msgspec

from dragoman.records import Span

# A place in capitals, or any place with an agency in brackets, then a dash; at most 80 characters. Each part is
# bounded, so that the search stays linear. Source: agency style, for instance the AP and Reuters handbooks.
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’./ -]{2,30}"
_PLACE = r"[A-ZÀ-Þ][\w'’./ -]{2,30}"
_REST = r"(?:, [\w. ,-]{2,40})?"
_AGENCY = r",? ?\(([A-Z][\w. ]{1,30})\)"
_DASH = r" ?(?:—|–|--|-) ?"
_DATELINE = re.compile(
    rf"(?:({_CAPITALS}){_REST}(?:{_AGENCY})?|({_PLACE}){_REST}{_AGENCY}|{_AGENCY}){_DASH}(?=[“‘\"'A-ZÀ-Þ])"
)
LONGEST = 80


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """The dateline of a story: the spans of its place and of the agency in its brackets."""

    place: Span | None
    agency: Span | None


def dateline_at(text: str, span: Span) -> Dateline | None:
    """The dateline that a span opens with, or null."""
    found = _DATELINE.match(text, span[0], min(span[1], span[0] + LONGEST + 2))
    if found is None or found.end() >= span[1]:
        return None
    place = next((found.span(group) for group in (1, 3) if found.group(group)), None)
    agency = next((found.span(group) for group in (2, 4, 5) if found.group(group)), None)
    if place is not None and "/" in text[place[0] : place[1]]:
        place = (place[0], text.index("/", *place))  # "CAIRO/DOHA": where the story was filed first
    if place is not None:
        place = (place[0], place[0] + len(text[place[0] : place[1]].rstrip(" -")))
    return Dateline(place=place, agency=agency)


def after_dateline(text: str, span: Span) -> tuple[Span, ...]:
    """The span in one part, or in two where it opens with a dateline: the dateline, and the story behind it."""
    found = _DATELINE.match(text, span[0], min(span[1], span[0] + LONGEST + 2))
    if found is None or found.end() >= span[1]:
        return (span,)
    dateline = text[span[0] : found.end()].rstrip(" —–-")
    return ((span[0], span[0] + len(dateline)), (found.end(), span[1]))
