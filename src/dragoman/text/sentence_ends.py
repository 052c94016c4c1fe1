"""Sentence ends: where a sentence surely ends, where it surely does not, and where the parser decides.

The parser alone splits after "U.S.", before "he said", at colons and dashes; it keeps to what is said here.
"""

import re

from spacy.tokens import Doc

from dragoman.knowledge.clutter import Clutter

# Tokens of one sentence. The longest of 2,518 sentences of real articles has 97; the parser, the relation model and the
# walks over a tree are quadratic in it, or deeper than the interpreter's stack, so what is longer is cut for analysis.
LONGEST_SENTENCE = 200
_BREAKS = frozenset(".?!;,:")

_CANDIDATE = re.compile(r"([.!?…]+)([\"'”’»)\]]*)\s+(?=[\"“‘'«(\[]*[^\W_])")
_BEFORE = re.compile(r"[\w.’'\-]*$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_SPEAKER_AND_VERB = re.compile(r"((?:[A-Z][\w.’'\-]*\s+){1,5}|(?:the|an?)\s+(?:[\w’'\-]+\s+){1,3})([a-z]+)")


def preset_sentences(doc: Doc, clutter: Clutter) -> None:
    """Tells the parser about each token whether a sentence starts there: yes, no, or as it finds."""
    if not any(character.isupper() for character in doc.text):
        _bound_sentences(doc)
        return
    starts, open_places = sentence_starts(doc.text, clutter)
    for token in doc[1:]:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.idx not in open_places:
            token.is_sent_start = False
    _bound_sentences(doc)


def preset_one_sentence(doc: Doc) -> None:
    """Tells the parser that the whole is one sentence, as a headline is."""
    for token in doc[1:]:
        token.is_sent_start = False
    _bound_sentences(doc)


def _bound_sentences(doc: Doc) -> None:
    """Starts a sentence where none has surely started for too long: after a stop or a comma, or anywhere."""
    start = 0
    for place in range(1, len(doc)):
        if doc[place].is_sent_start:
            start = place
        elif place - start >= LONGEST_SENTENCE:
            middle = start + LONGEST_SENTENCE // 2
            start = next((i for i in range(place, middle, -1) if doc[i - 1].text in _BREAKS), place)
            doc[start].is_sent_start = True


def sentence_starts(text: str, clutter: Clutter) -> tuple[frozenset[int], frozenset[int]]:
    """The places where a sentence surely starts, and those where it may; the start of the text is neither."""
    sure: set[int] = set()
    possible: set[int] = set()
    for candidate in _CANDIDATE.finditer(text):
        verdict = _ends(text, candidate, clutter)
        if verdict is None:
            possible.add(candidate.end())
        elif verdict:
            sure.add(candidate.end())
    return frozenset(sure), frozenset(possible)


def _ends(text: str, candidate: re.Match[str], clutter: Clutter) -> bool | None:
    """Whether a sentence ends at a stop before a blank; null where only the parser can tell."""
    following = text[candidate.end() : candidate.end() + 80].lstrip("\"“‘'«([")
    if following[:1].islower():
        return False
    stop, closing = candidate.group(1), candidate.group(2)
    if closing and stop[-1] in "?!" and _goes_on(following, clutter):
        return False
    if closing or stop != ".":
        return True
    found = _BEFORE.search(text, max(0, candidate.start() - 30), candidate.start())
    word = found.group().lower() if found else ""
    if word in clutter.ambiguous_abbreviations or _DOTTED.fullmatch(word):
        return None
    if word in clutter.abbreviations:
        return False
    # "3. Withdrawal of troops": the number of a list item.
    return not (word.isdigit() and candidate.start() <= 3)


def _goes_on(following: str, clutter: Clutter) -> bool:
    """Whether a speaker and a verb of saying follow a quote: “Will you go?” President Ruto asked."""
    speaker = _SPEAKER_AND_VERB.match(following)
    return speaker is not None and speaker.group(2) in clutter.reporting_verbs
