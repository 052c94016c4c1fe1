"""Cues of site clutter: appeals, related links, bylines, captions, and the closed lists that bylines and dates read."""

import re
from enum import StrEnum

import ahocorasick_rs
import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml

# What decides alone; lighter cues need company.
DECISIVE = 2


class ClutterKind(StrEnum):
    """What a cue makes of its line; a heading opens a list of links."""

    PITCH = "pitch"
    HEADING = "heading"
    LINKS = "links"
    BYLINE = "byline"
    CAPTION = "caption"


class Place(StrEnum):
    """Where in its line a cue must stand; see the head of data/clutter/cues.toml."""

    WHOLE = "whole"
    START = "start"
    END = "end"
    OPENING = "opening"
    INSIDE = "inside"


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases that say what kind of clutter a line is. `weight` counts only for `opening` and `inside`."""

    kind: ClutterKind
    place: Place
    phrases: tuple[str, ...]
    source: str
    weight: int = DECISIVE
    most_words: int = 60


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A closed list of words in lower case, with its source."""

    words: tuple[str, ...]
    source: str


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The closed lists of data/clutter/words.toml."""

    outlet_words: WordList
    byline_openers: WordList
    credit_openers: WordList
    byline_stoppers: WordList
    not_authors: WordList
    name_particles: WordList
    camel_prefixes: WordList
    abbreviations: WordList
    ambiguous_abbreviations: WordList
    reporting_verbs: WordList
    names_like_words: WordList
    function_words: WordList
    headline_words: WordList
    months: WordList
    weekdays: WordList


class CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of data/clutter/cues.toml."""

    cue: tuple[Cue, ...]


class Clutter(msgspec.Struct, frozen=True, kw_only=True):
    """Cues of site clutter, compiled.

    `phrases[n]` are the cues of the nth phrase of `automaton`; the word lists are sets in lower case.
    """

    automaton: ahocorasick_rs.AhoCorasick
    phrases: tuple[tuple[Cue, ...], ...]
    whole: dict[str, ClutterKind]
    outlet_words: frozenset[str]
    byline_openers: tuple[str, ...]
    credit_openers: tuple[str, ...]
    byline_stoppers: frozenset[str]
    not_authors: frozenset[str]
    name_particles: frozenset[str]
    camel_prefixes: frozenset[str]
    abbreviations: frozenset[str]
    ambiguous_abbreviations: frozenset[str]
    reporting_verbs: frozenset[str]
    names_like_words: frozenset[str]
    function_words: frozenset[str]
    headline_words: frozenset[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    def kind_of(self, line: str) -> ClutterKind | None:
        """What the cues make of a line, or null where they do not decide.

        Each cue says up to how many words of line it holds good. Cues that do not decide alone count only in a line
        that speaks of "us" to "you": news of donations and subscriptions does not.
        """
        folded = fold_line(line)
        if (kind := self.whole.get(folded.strip(_OUTER))) is not None:
            return kind
        count = folded.count(" ") + 1
        unquoted = _blank_quotes(folded)
        speaks_to_reader = _TO_READER.search(unquoted) is not None
        weights: dict[ClutterKind, int] = {}
        for number, start, end in self.automaton.find_matches_as_indexes(unquoted, overlapping=True):
            if _is_inside_word(unquoted, start, end):
                continue
            for cue in self.phrases[number]:
                if cue.weight < DECISIVE and not speaks_to_reader:
                    continue
                if count <= cue.most_words and _stands(unquoted, start, end, cue.place):
                    weights[cue.kind] = weights.get(cue.kind, 0) + cue.weight
        best = max(weights, key=lambda kind: weights[kind], default=None)
        return best if best is not None and weights[best] >= DECISIVE else None

    def whole_kind(self, line: str) -> ClutterKind | None:
        """What the line is where it is a button, heading or credit and nothing else; null otherwise."""
        return self.whole.get(fold_line(line).strip(_OUTER))


_OUTER = " .,:;!?…|/\\-–—•·*#_()[]{}<>»«→←►▶↓↑+=~\"'`"
_TO_READER = re.compile(r"\b(?:us|our|ours|you|your|yours)\b")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r'"[^"]{0,1000}(?:"|$)|“[^“”]{0,1000}(?:”|$)|‘[^‘’]{0,600}’(?!\w)|(?<!\w)\'[^\']{0,600}\'(?!\w)')
_BEFORE_OPENING = re.compile(r"[.!?…:|–—][\"')\]]*\s*$")


def fold_line(line: str) -> str:
    """The line as cues are compared: lower case, straight apostrophes, single blanks, every number as "#"."""
    # The automaton reads UTF-8, which has no lone surrogates.
    folded = line.encode("utf-8", "replace").decode("utf-8").replace("’", "'").lower()
    return _NUMBER.sub("#", " ".join(folded.split()))


def _blank_quotes(folded: str) -> str:
    """The line with its quoted words (to the end of the line where a quote is not closed) replaced by one mark."""
    return _QUOTED.sub('"', folded) if any(mark in folded for mark in "\"“‘'") else folded


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """Whether the match begins or ends in the middle of a word."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return before or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def _stands(text: str, start: int, end: int, place: Place) -> bool:
    """Whether a match stands where its cue must."""
    match place:
        case Place.INSIDE:
            return True
        case Place.START:
            return start == 0
        case Place.END:
            return end == len(text)
        case Place.OPENING:
            return not text[:start].strip(_OUTER) or _BEFORE_OPENING.search(text, max(0, start - 6), start) is not None
        case Place.WHOLE:
            return False


def load_clutter() -> Clutter:
    """The package's own data, compiled.

    Raises:
        KnowledgeError: a file is not as it should be, or a phrase is not in the form in which lines are compared.

    """
    folder = data_root() / "clutter"
    return compile_clutter(read_toml(folder / "cues.toml", CueFile).cue, read_toml(folder / "words.toml", Words))


def compile_clutter(cues: tuple[Cue, ...], words: Words) -> Clutter:
    """Cues and word lists as one look-up.

    Raises:
        KnowledgeError: a phrase is not in lower case with straight apostrophes and "#" for numbers.

    """
    whole: dict[str, ClutterKind] = {}
    by_phrase: dict[str, list[Cue]] = {}
    for cue in cues:
        for phrase in cue.phrases:
            if " ".join(phrase.split()) != phrase.strip() or fold_line(phrase) != phrase.strip():
                raise KnowledgeError(
                    f'clutter/cues.toml: "{phrase}" never matches; write it in lower case with straight apostrophes '
                    f'and "#" for numbers: "{fold_line(phrase)}"'
                )
            if cue.place is Place.WHOLE:
                whole[phrase.strip(_OUTER)] = cue.kind
            else:
                by_phrase.setdefault(phrase, []).append(cue)
    lists = {
        name: frozenset(getattr(words, name).words)
        for name in Words.__struct_fields__
        if name not in ("months", "weekdays", "byline_openers", "credit_openers")
    }
    return Clutter(
        automaton=ahocorasick_rs.AhoCorasick(list(by_phrase)),
        phrases=tuple(tuple(cues) for cues in by_phrase.values()),
        whole=whole,
        # Longest first, so that "author:" is not read as "author".
        byline_openers=tuple(sorted(words.byline_openers.words, key=len, reverse=True)),
        credit_openers=words.credit_openers.words,
        months=words.months.words,
        weekdays=words.weekdays.words,
        **lists,
    )
