"""Folding: the characters that are analysed, each with its offset in the text as found."""

import re
from collections.abc import Sequence

import msgspec

from dragoman.records import Span

# The tokenizer is quadratic in runs of one character (8,000 "!" cost 12 CPU seconds) and of signs without a blank or a
# letter (10,000 brackets cost 40), so longer runs are folded to this many for analysis only.
LONGEST_RUN = 64

# Soft hyphens, zero-width characters, marks of direction, byte-order marks and control characters: no reader sees
# them, and the tokenizer takes them for letters.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_ODD = re.compile(
    rf"[^\S ]| {{2}}|[{_INVISIBLE}\ud800-\udfff]|(.)\1{{{LONGEST_RUN}}}|[^\w\s]{{{LONGEST_RUN + 1}}}|\]\(|\*\*"
)
_DROPPED = re.compile(rf"[{_INVISIBLE}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARKDOWN = re.compile(r"\[(?=[^\[\]\n]{1,300}\]\([^()\s]{1,500}\))|\]\([^()\s]{1,500}\)|\*\*")


class Folded(msgspec.Struct, frozen=True):
    """Text for analysis; `offsets[i]` is where its ith character stands in the text as found, and where it ends."""

    text: str
    offsets: Sequence[int]

    def start_of(self, place: int) -> int:
        """The offset in the text of the character at `place`."""
        return self.offsets[place]

    def end_of(self, place: int) -> int:
        """The offset just after the character before `place`."""
        return self.offsets[place - 1] + 1


def fold(text: str, span: Span) -> Folded:
    """The characters of a span for analysis.

    White space of any kind becomes one plain blank, invisible characters are dropped, long runs are cut short, and
    Markdown links and bold marks leave their words only. Most paragraphs have none of these and are taken as they are.
    """
    plain = text[span[0] : span[1]]
    if _ODD.search(plain) is None:
        return Folded(text=plain, offsets=range(span[0], span[1] + 1))
    dropped = {place for mark in _MARKDOWN.finditer(plain) for place in range(*mark.span())}
    characters: list[str] = []
    offsets: list[int] = []
    run = signs = 0
    for place, found in enumerate(plain):
        if place in dropped or _DROPPED.match(found):
            continue
        character = " " if found.isspace() else "\ufffd" if _SURROGATE.match(found) else found
        run = run + 1 if characters and character == characters[-1] else 1
        signs = 0 if character.isalnum() or character == " " else signs + 1
        if run <= (1 if character == " " else LONGEST_RUN) and signs <= LONGEST_RUN:
            characters.append(character)
            offsets.append(span[0] + place)
    offsets.append(span[1])
    return Folded(text="".join(characters), offsets=offsets)
