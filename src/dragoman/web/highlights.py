"""An article's text with its records marked: nested spans that give back the text, character for character.

Marks may overlap in any way. At each boundary the open spans are closed down to the first one that must change and
opened again, so that the spans nest as HTML needs; a mark that is cut has several pieces, of which the first is the one
to jump to.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from dragoman.records import Record, Span

LONGEST_BOTH_WAYS = 200_000
"""Code points of a text whose paragraphs each take their own direction. Chromium lays two million out in a second, and
with a direction for each paragraph in twenty."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Blocks whose letters run from right to left. Source: Unicode 16, Bidi_Class defaults in DerivedBidiClass.txt."""


def is_both_ways(text: str) -> bool:
    """Whether paragraphs of a text may run from right to left, each as it begins."""
    return len(text) <= LONGEST_BOTH_WAYS and _RIGHT_TO_LEFT.search(text) is not None


class Layer(StrEnum):
    """What a mark stands for, from the outermost spans to the innermost."""

    REGION = "region"
    STATEMENT = "statement"
    EVENT = "event"
    TIE = "tie"
    DATE = "date"
    ACTOR = "actor"


_RANK = {layer: rank for rank, layer in enumerate(Layer)}


class Mark(Record, frozen=True, kw_only=True):
    """A stretch of text that a record points to, half-open in code points.

    `id` is the record's; marks of one record share it. `note` is a number or word to print beside it, `kind` a finer
    word for its look.
    """

    layer: Layer
    id: str
    span: Span
    kind: str = ""
    note: str = ""


class Opening(Record, frozen=True, kw_only=True):
    """A span begins. `is_first` is true of the first piece of the first mark of a record."""

    mark: Mark
    is_first: bool


class Closing(Record, frozen=True, kw_only=True):
    """The innermost span ends. `is_last` is true of the last piece of its mark."""

    mark: Mark
    is_last: bool


class Letters(Record, frozen=True, kw_only=True):
    """Characters as found. `code` names a control or direction character that stands alone: it must not act."""

    text: str
    code: str = ""


Piece = Opening | Closing | Letters


def mark_text(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text cut at the ends of its marks, in order, with well-nested openings and closings.

    The letters of all pieces, joined, are the text. Marks outside the text are left out.
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if 0 <= mark.span[0] < mark.span[1] <= len(text):
            opening[mark.span[0]].append(mark)
            closing[mark.span[1]].append(mark)
    open_now: list[Mark] = []
    begun: set[str] = set()
    position = 0
    for boundary in sorted(opening.keys() | closing.keys()):
        yield from _letters(text[position:boundary])
        position = boundary
        ended = closing.get(boundary, [])
        wanted = [mark for mark in open_now if mark.span[1] > boundary] + opening.get(boundary, [])
        wanted.sort(key=_nesting)
        kept = _shared(open_now, wanted)
        for mark in reversed(open_now[kept:]):
            yield Closing(mark=mark, is_last=mark in ended)
        for mark in wanted[kept:]:
            yield Opening(mark=mark, is_first=mark.id not in begun)
            begun.add(mark.id)
        open_now = wanted
    yield from _letters(text[position:])


def _nesting(mark: Mark) -> tuple[object, ...]:
    """Outer layers first; in a layer what begins first, and of these the longest."""
    return (_RANK[mark.layer], mark.span[0], -mark.span[1], mark.id)


def _shared(one: list[Mark], other: list[Mark]) -> int:
    """How many spans two nestings have in common, from the outermost."""
    number = 0
    while number < min(len(one), len(other)) and one[number] is other[number]:
        number += 1
    return number


def _letters(text: str) -> Iterator[Letters]:
    """The text with characters that steer a display set apart, each by itself."""
    start = 0
    for place, char in enumerate(text):
        if _steers(char):
            if start < place:
                yield Letters(text=text[start:place])
            yield Letters(text=char, code=f"U+{ord(char):04X}")
            start = place + 1
    if start < len(text):
        yield Letters(text=text[start:])


def _steers(char: str) -> bool:
    """Whether a character is a control or sets the direction of others. Line feeds and tabs only set out the text."""
    if char in "\n\t":
        return False
    category = unicodedata.category(char)
    is_direction = unicodedata.bidirectional(char) in _DIRECTIONS or char in "\u200e\u200f\u061c"
    return category in ("Cc", "Cs", "Zl", "Zp") or is_direction or 0xE0000 <= ord(char) <= 0xE0FFF


_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
