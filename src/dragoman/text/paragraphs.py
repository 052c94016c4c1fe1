"""Paragraphs: the lines of a text, and hard-wrapped lines joined, as spans of the text as found."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.records import Span

# Mail, wire and Gutenberg-like texts wrap at 60 to 100 columns; a longer line is a paragraph of its own.
LONGEST_WRAPPED = 110
SHORTEST_WRAPPED = 45

_FINAL = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_MARKDOWN_MARK = re.compile(r"(?:#{1,6}|>|[-*+•])\s+(?=\S)")


def find_paragraphs(text: str, span: Span) -> tuple[Span, ...]:
    """The paragraphs of a stretch of text without their outer white space, in reading order.

    Each line is a paragraph, unless the text is wrapped at a fixed width: then the lines of a block belong together.
    """
    paragraphs: list[Span] = []
    for block in _blocks(text, span):
        paragraphs.extend(_unwrap(text, block) if _is_wrapped(text, block) else block)
    return tuple(paragraphs)


def after_marks(text: str, span: Span) -> Span:
    """The paragraph without the Markdown mark of a heading, quotation or list item that may stand before it."""
    mark = _MARKDOWN_MARK.match(text, span[0], span[1])
    return (mark.end(), span[1]) if mark else span


def is_final(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _FINAL.search(line, max(0, len(line) - 8)) is not None


def _blocks(text: str, span: Span) -> Iterator[list[Span]]:
    """Runs of lines without a blank line between them."""
    block: list[Span] = []
    start = span[0]
    for line in text[span[0] : span[1]].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            block.append((first, first + len(stripped)))
        elif block:
            yield block
            block = []
        start += len(line)
    if block:
        yield block


def _is_wrapped(text: str, block: list[Span]) -> bool:
    """Whether the lines of a block were broken at a width rather than at paragraphs.

    In wrapped English about four breaks in five stand before a lower-case word and in the middle of a sentence;
    half is asked for. Lines of poems, lists and headlines begin with capitals.
    """
    lengths = [end - start for start, end in block[:-1]]
    if not lengths or max(lengths) > LONGEST_WRAPPED or sorted(lengths)[len(lengths) // 2] < SHORTEST_WRAPPED:
        return False
    broken = sum(
        text[after[0]].islower() and not is_final(text[before[0] : before[1]]) for before, after in pairwise(block)
    )
    return broken * 2 >= len(lengths)


def _unwrap(text: str, block: list[Span]) -> Iterator[Span]:
    """The paragraphs of a wrapped block: one ends at a short line before a capital."""
    width = max(end - start for start, end in block)
    first = block[0][0]
    for before, after in pairwise(block):
        # A wrapped line stops short of the width by at most its next word; 3/4 leaves room for words of 20 letters.
        if (before[1] - before[0]) * 4 < width * 3 and not text[after[0]].islower():
            yield (first, before[1])
            first = after[0]
    yield (first, block[-1][1])
