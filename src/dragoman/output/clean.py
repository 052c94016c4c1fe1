"""Article text made safe to show: no control characters, no reordering of what the reader sees."""

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that reorder text on the screen. Source: Unicode Technical Report 36, section 3.3; CVE-2021-42574."""

_QUOTE_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}


def plain(text: str) -> str:
    """The text in one line, without control, bidirectional, tag and private characters; otherwise as found."""
    if text.isprintable():  # of what is not shown nothing is
        return " ".join(text.split())
    return " ".join(text.translate(_shown).split())


def shorten(text: str, limit: int) -> str:
    """The text cut at a word so that it has at most `limit` characters, an ellipsis saying so."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:—–-") + "…"


def unquoted(text: str) -> str:
    """The text without quotation marks around all of it, since the sentence sets its own; marks inside stay."""
    text = text.strip()
    while len(text) > 1 and _QUOTE_PAIRS.get(text[0]) == text[-1] and not _closes_early(text):
        text = text[1:-1].strip()
    # A part of a quote can have lost its other mark to the text between the parts.
    text = text[1:].strip() if text[:1] == "“" and "”" not in text else text
    return text[:-1].strip() if text[-1:] == "”" and "“" not in text else text


def _closes_early(text: str) -> bool:
    """Whether the first mark is closed before the end: “a” and “b” are two quotes."""
    return text[0] not in "'‘" and _QUOTE_PAIRS[text[0]] in text[1:-1]


def _is_shown(char: str) -> bool:
    if char in _BIDI:
        return False
    return unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp") and not 0xE0000 <= ord(char) <= 0xE0FFF


class _Shown(dict[int, int]):
    """What each character is shown as, found once."""

    def __missing__(self, point: int) -> int:
        self[point] = point if _is_shown(chr(point)) else ord(" ")
        return self[point]


_shown = _Shown()
