"""Mastheads: who wrote an article and which outlet printed it, as far as its own lines say so."""

import re

from dragoman.knowledge.clutter import Clutter

_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.’'\-]*$")
_NAME_BREAK = re.compile(r"\s*(?:,|;|&|\band\b|\+)\s*")
_NAME_END = re.compile(r"\s[|–—/\-•·]\s?|[|•·(\[:]|\d")
_ACRONYM_LINE = re.compile(r"([A-Z][A-Za-z]{1,7})\s*[-–—|:]\s*([A-Z].{3,80})$")


def is_byline(line: str, clutter: Clutter) -> bool:
    """Whether a line is "By" or "Edited by" with the names of persons and nothing that a sentence would say."""
    return bool(_persons(line, clutter.byline_openers + clutter.credit_openers, clutter))


def authors_of(line: str, clutter: Clutter) -> tuple[str, ...]:
    """The persons named by a byline such as "By Ana Reyes and Tom Oduya in Lagos"; empty where it is none.

    Editors, translators and photographers are credited but did not write the article.
    """
    return _persons(line, clutter.byline_openers, clutter)


def persons_in(names: str, clutter: Clutter) -> tuple[str, ...]:
    """The persons in a list of names ("Ana Reyes and Tom Oduya in Lagos"); empty where it is none."""
    return _names(names.strip(" :,"), clutter, is_labelled=False)


def _persons(line: str, openers: tuple[str, ...], clutter: Clutter) -> tuple[str, ...]:
    """The persons named after one of the openers of a credit."""
    if len(line) > 200:
        return ()
    line = line.strip(" \t*_()[]—–-|•")
    lowered = line.lower()
    opener = next((word for word in openers if _opens(lowered, word)), None)
    if opener is None:
        return ()
    rest = line[len(opener) :].lstrip(" :\t")
    if rest.rstrip().endswith((".", "!", "?")) and len(rest.split()) > 4:
        return ()
    end = _NAME_END.search(rest)
    is_labelled = line[: len(opener) + 1].rstrip().endswith(":")
    return _names(rest[: end.start()] if end else rest, clutter, is_labelled)


def _opens(lowered: str, opener: str) -> bool:
    """Whether a line begins with an opener as a word of its own."""
    return lowered.startswith(opener) and not lowered[len(opener) : len(opener) + 1].isalnum()


def _names(text: str, clutter: Clutter, is_labelled: bool) -> tuple[str, ...]:
    """The names in a list of persons; empty as soon as a part is not one and no role or place begins there.

    After a label ("Author:") a single word may be a name; after a bare "By" it takes two.
    """
    names: list[str] = []
    for part in _NAME_BREAK.split(text.strip()):
        words = part.split()
        kept: list[str] = []
        for word in words:
            lowered = word.lower().strip(".")
            if lowered in clutter.byline_stoppers and (kept or names):
                break
            if lowered in clutter.not_authors and not kept:
                return ()
            if not (_NAME_WORD.match(word) or lowered.split("-")[0] in clutter.name_particles):
                return ()
            kept.append(word)
        if not (1 if is_labelled else 2) <= len(kept) <= 5:
            return tuple(names)
        names.append(_in_title_case(" ".join(kept).strip(".,")))
        if len(kept) < len(words):
            break
    return tuple(names)


def _in_title_case(name: str) -> str:
    """A name written in capitals as names are written; others as they stand."""
    return name.title() if name.isupper() and len(name) > 4 else name


def is_outlet_line(line: str, clutter: Clutter) -> bool:
    """Whether a line is the name of an outlet and nothing else."""
    return outlet_of(line, clutter) is not None


def outlet_of(line: str, clutter: Clutter) -> str | None:
    """The outlet that a line names: "CPC - Caspian Policy Center", "The Baku Tribune"; null for any other line.

    A name of up to three words (four with "The") must end in a noun of the trade, every word with a capital; an
    acronym before it must be made from its capitals.
    """
    line = line.strip(" \t*_|#")
    if len(line) > 90:
        return None
    acronym = _ACRONYM_LINE.match(line)
    if acronym:
        short, full = acronym.group(1), acronym.group(2).strip()
        initials = "".join(word[0] for word in full.split() if word[0].isupper())
        return full if len(short) > 1 and short.upper() == initials.upper() else None
    words = line.split()
    if not 2 <= len(words) <= (4 if words[0] == "The" else 3):
        return None
    capital = all(word[0].isupper() or word in ("of", "and", "&") for word in words)
    return line if capital and words[-1].lower() in clutter.outlet_words else None
