"""Folded text for look-ups: one spelling for accents, apostrophes, dashes and white space, with exact offsets."""

import unicodedata
from bisect import bisect_left
from functools import lru_cache

import msgspec
from anyascii import anyascii

# Latin with its extensions, combining marks, and the punctuation blocks: all that names in English news use.
_RANGES = (
    (0x00A0, 0x0250),
    (0x02B0, 0x0370),
    (0x1E00, 0x1F00),
    (0x2000, 0x2070),
    (0x2200, 0x2220),
    (0xFF00, 0xFF5F),
)
_APOSTROPHES = "‘’‛ʼʻʹʾʿ`´′＇"
_QUOTES = "“”„‟«»″＂"
_DASHES = "‐‑‒–—―−－"


class Folded(msgspec.Struct, frozen=True, gc=False):
    """A folded text. `offsets` holds each folded character's offset in the original; null when they are equal."""

    text: str
    offsets: tuple[int, ...] | None
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a folded span stands for; marks that follow a letter belong to it."""
        if self.offsets is None:
            return (start, end)
        last = self.offsets[end] if end < len(self.offsets) else self.length
        return (self.offsets[start], last)

    def folded(self, offset: int) -> int:
        """Where the folded text holds the original offset."""
        return offset if self.offsets is None else bisect_left(self.offsets, offset)


def fold(text: str) -> Folded:
    """The text in lower case without accents, with one apostrophe, one dash and one space, each at a known offset.

    Every kept character gives exactly one folded character: letters whose plain form is longer ("ß", "æ") stay as
    they are, and combining marks are dropped.
    """
    plain = text.translate(_table()).lower()
    if len(plain) == len(text):
        return Folded(text=plain, offsets=None, length=len(text))
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        kept = fold_character(character)
        characters.append(kept)
        offsets.extend([offset] * len(kept))
    return Folded(text="".join(characters), offsets=tuple(offsets), length=len(text))


def fold_name(name: str) -> str:
    """The folded form of a name as a look-up key, with single spaces."""
    return " ".join(fold(unicodedata.normalize("NFC", name)).text.split())


def fold_character(character: str) -> str:
    """The folded form of one character: itself, its plain form, or nothing for a combining mark."""
    plain = _table().get(ord(character), character)
    lowered = (plain or "").lower()
    return lowered if len(lowered) <= 1 else character


@lru_cache(maxsize=1)
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for first, last in _RANGES:
        for code in range(first, last):
            table[code] = _plain(chr(code))
    table.update({ord(character): " " for character in "\t\n\r\x0b\x0c\u3000"})
    table.update({ord(character): "'" for character in _APOSTROPHES})
    table.update({ord(character): '"' for character in _QUOTES})
    table.update({ord(character): "-" for character in _DASHES})
    return table


def _plain(character: str) -> str | None:
    if unicodedata.combining(character):
        return None
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in base if not unicodedata.combining(part))
    if len(kept) == 1 and kept.isascii():
        return kept
    guess = anyascii(character) if character.isalpha() else ""
    return guess if len(guess) == 1 else character
