"""Sentence ends: where a sentence surely ends, where it surely does not, and where the parser decides.

The parser alone splits after "U.S.", before "he said", at colons and dashes; it keeps to what is said here.
"""

import re

from spacy.tokens import Doc

from dragoman.knowledge.clutter import Clutter

_CANDIDATE = re.compile(r"([.!?…]+)([\"'”’»)\]]*)\s+(?=[\"“‘'«(\[]*[^\W_])")
_BEFORE = re.compile(r"[\w.’'\-]*$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_SPEAKER_AND_VERB = re.compile(r"((?:[A-Z][\w.’'\-]*\s+){1,5}|(?:the|an?)\s+(?:[\w’'\-]+\s+){1,3})([a-z]+)")


def preset_sentences(doc: Doc, clutter: Clutter) -> None:
    """Tells the parser about each token whether a sentence starts there: yes, no, or as it finds."""
    if not any(character.isupper() for character in doc.text):
        return
    starts, open_places = sentence_starts(doc.text, clutter)
    for token in doc[1:]:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.idx not in open_places:
            token.is_sent_start = False


def preset_one_sentence(doc: Doc) -> None:
    """Tells the parser that the whole is one sentence, as a headline is."""
    for token in doc[1:]:
        token.is_sent_start = False


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
