"""Names folded for comparison: case, accents, articles and possessives do not tell two names apart."""

import unicodedata
from difflib import SequenceMatcher

ALIKE = 0.7
"""Names written so much alike may be one in two spellings: "Bayramov" and "Bairamow" (.75), not "Amir" and "Peretz"."""

_SKIPPED = frozenset({"the", "a", "an"})

_PLAIN = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "'")}
"""What of ASCII is between words; most names hold nothing else, and folding them so takes a fifth of the time."""


def fold_name(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, articles or a final possessive."""
    words = name.translate(_PLAIN).lower().split() if name.isascii() else _words_of(name)
    stripped = (word.removesuffix("'s").strip("'") for word in words)
    return tuple(word for word in stripped if word and word not in _SKIPPED)


def _words_of(name: str) -> list[str]:
    """The words of a name of any script, in lower case and without accents."""
    decomposed = unicodedata.normalize(
        "NFKD", name.replace("ı", "i").replace("’", "'")
    )  # dotless i has no decomposition
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return "".join(char if char.isalnum() or char == "'" else " " for char in bare).split()


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded names can be one person's: the same surname, and no given names that differ.

    "netanyahu" and "benjamin netanyahu" can be one; "ilham aliyev" and "heydar aliyev" cannot.
    """
    if not one or not other or one[-1] != other[-1]:
        return False
    return set(one) <= set(other) or set(other) <= set(one)


def are_two_persons(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded names are surely of two persons: no word in common, in any order or spelling of surnames."""
    if not one or not other or set(one) & set(other):
        return False
    pairs = (sorted((a, b)) for a in one for b in other)  # the ratio depends on the order
    return all(SequenceMatcher(None, first, second).ratio() < ALIKE for first, second in pairs)
