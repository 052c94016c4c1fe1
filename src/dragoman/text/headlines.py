"""Headlines in sentence case, for analysis only: a tagger takes every word of a title-case line for a name."""

import re
from collections import Counter
from functools import cache

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.knowledge.language import Language

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE_SENTENCE = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-ÖØ-Þ][^\W\d_]*")
# Endings of inflected forms and what stands in their place in the base form.
_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("d", ""),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)


class CaseOracle(msgspec.Struct, frozen=True):
    """How an article's own sentences write their words: lower-case words and capitals inside a sentence."""

    lower: Counter[str]
    names: Counter[str]
    stems: frozenset[str]


def case_oracle(text: str) -> CaseOracle:
    """The oracle of the running text of an article."""
    lower = Counter(word for word in _WORD.findall(text) if word.islower())
    names = Counter(_INSIDE_SENTENCE.findall(text))
    named = {word[:5].lower() for word in names}
    stems = frozenset(word[:5] for word in lower if len(word) >= 5) - named
    return CaseOracle(lower=lower, names=names, stems=stems)


def needs_case(text: str) -> bool:
    """Whether a line is written in capitals or with a capital on nearly every word."""
    words = [word for word in _WORD.findall(text) if len(word) >= 4]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= 3 and capital * 4 >= len(words) * 3


def sentence_case(text: str, oracle: CaseOracle, knowledge: Knowledge) -> str:
    """The line with the words that are not names in lower case; as many characters as before."""
    all_capitals = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    known = frozenset(
        word.lower() for hit in knowledge.gazetteer.find(text) for word in _WORD.findall(text[hit.start : hit.end])
    )
    pieces: list[str] = []
    last = 0
    for place, word in enumerate(_WORD.finditer(text)):
        pieces.append(text[last : word.start()])
        if len(word.group()) == 1:
            pieces.append(_single_letter(text, word.start(), place == 0))
        else:
            pieces.append(_cased(word.group(), place == 0, all_capitals, known, oracle, knowledge))
        last = word.end()
    pieces.append(text[last:])
    return "".join(pieces)


def _single_letter(text: str, place: int, is_first: bool) -> str:
    """A letter that stands alone: the article and the ’S of capitals become small, initials and U.S. stay."""
    letter = text[place]
    is_article = letter == "A" and not is_first and text[place + 1 : place + 2] == " "
    is_genitive = letter == "S" and text[place - 1 : place] in ("’", "'") and place > 0
    return letter.lower() if is_article or is_genitive else letter


def _cased(
    word: str, is_first: bool, all_capitals: bool, known: frozenset[str], oracle: CaseOracle, knowledge: Knowledge
) -> str:
    """One word of a headline as running text would write it."""
    if not word[0].isupper() or (not all_capitals and word.isupper()):
        return word
    lower, name = _lower(word), (word[0] + _lower(word[1:]) if all_capitals else word)
    if all_capitals and (oracle.names[word] or (len(word) <= 3 and lower in knowledge.clutter.names_like_words)):
        return word
    return name if is_first or _is_name(name, known, oracle, knowledge) else lower


def _is_name(name: str, known: frozenset[str], oracle: CaseOracle, knowledge: Knowledge) -> bool:
    """Whether a headline's word is a name: by the article's own usage, the gazetteer, and general vocabulary.

    The vocabulary alone will not do: it lists Sudan and Geneva among the common nouns.
    """
    lower = _lower(name)
    if oracle.names[name] or oracle.lower[lower]:
        return oracle.names[name] >= oracle.lower[lower]
    if lower in knowledge.clutter.function_words or len(lower) <= 2:
        return False
    if lower in known or lower in knowledge.clutter.names_like_words:
        return True
    if lower[:5] in oracle.stems:
        return False
    return not any(
        lower.endswith(ending) and _is_common(lower[: len(lower) - len(ending)] + base, knowledge)
        for ending, base in _ENDINGS
    )


def _is_common(base: str, knowledge: Knowledge) -> bool:
    """Whether a base form is a word of general vocabulary or of news."""
    return base in common_words(knowledge.language) or base in knowledge.clutter.headline_words


@cache
def common_words(language: Language) -> frozenset[str]:
    """The verbs, nouns and adjectives that the pipeline's lemmatizer knows; empty where it has no such table."""
    if not language.has_pipe("lemmatizer"):
        return frozenset()
    lookups = language.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined] # a pipe is any callable to spaCy
    if not lookups.has_table("lemma_index"):
        return frozenset()
    table = lookups.get_table("lemma_index")
    return frozenset(word for kind in ("verb", "noun", "adj") for word in table.get(kind, ()))


def _lower(word: str) -> str:
    """The word in lower case, letter by letter so that its length stays (İ has a lower case of two)."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in word)
