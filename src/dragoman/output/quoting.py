"""Exact words around an event: the sentence that it stands in, or as much of it as a reader needs."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.output.claims import Claim
from dragoman.output.clean import plain, unquoted
from dragoman.records import Article, Span, contains, overlaps

SENTENCE_LENGTH = 280
"""Longer sentences are not quoted whole; nine in ten sentences of news are shorter (about 45 words)."""

LEAST_LENGTH = 60
"""A clause of fewer characters ("two nations collaborated") is widened to its neighbours."""

REACH = 900
"""Characters looked at on each side of a clause; beyond them a sentence is too long to be quoted anyway."""

_END = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s)|\n")
_JOINT = re.compile(r"[,;:—–()“”\n]")
_WORD_BEFORE = re.compile(r"[\w.]{1,12}$")


class Quote(NamedTuple):
    """A stretch of an article, and how it is shown inside quotation marks."""

    span: Span
    text: str


def quotes_of(claims: Iterable[Claim], abbreviations: tuple[str, ...]) -> dict[str, Quote]:
    """For each event, by its id, the words that a reader needs to check it: its sentence.

    Where several acts stand in one sentence, each has its own clause of it, unless their clauses overlap.
    """
    claims = tuple(claims)
    whole = {claim.event.id: quote_around(claim.coded.article, claim.event.evidence, abbreviations) for claim in claims}
    sharing: dict[tuple[str, Span], set[Span]] = {}
    for claim in claims:
        sharing.setdefault((claim.coded.article.id, whole[claim.event.id].span), set()).add(claim.event.evidence)
    found = {}
    for claim in claims:
        quote, article = whole[claim.event.id], claim.coded.article
        others = sharing[(article.id, quote.span)] - {claim.event.evidence}
        is_shared = bool(others) and not any(overlaps(other, claim.event.evidence) for other in others)
        found[claim.event.id] = clause_around(article, claim.event.evidence, abbreviations) if is_shared else quote
    return found


def quote_around(article: Article, span: Span, abbreviations: tuple[str, ...]) -> Quote:
    """The sentence around a span, or its clause where the sentence is too long.

    The span of the quote contains the given one and stays inside the region that holds it.
    """
    sentence = _sentence(article, span, abbreviations)
    if sentence[1] - sentence[0] <= SENTENCE_LENGTH:
        return Quote(sentence, _shown(article, sentence, sentence))
    return clause_around(article, span, abbreviations)


def clause_around(article: Article, span: Span, abbreviations: tuple[str, ...]) -> Quote:
    """The span widened to clause joints of its sentence, with an ellipsis at each cut."""
    sentence = _sentence(article, span, abbreviations)
    wide = _widened(article.text, span, sentence)
    return Quote(wide, _shown(article, wide, sentence))


def nested(text: str) -> str:
    """Quotation marks inside a quote made single; only for showing, citations keep the marks as found."""
    return text.replace("“", "‘").replace("”", "’")


def balanced(text: str) -> str:
    """The text with a quotation mark closed that it opens, and without one that it only closes."""
    text = text if text.count("“") >= text.count("”") else text.removesuffix("”")
    return f"{text}”" if text.count("“") > text.count("”") else text


def _sentence(article: Article, span: Span, abbreviations: tuple[str, ...]) -> Span:
    """From the last end of a sentence before the span to the first one at its end, inside its region."""
    text = article.text
    region = next((r.span for r in article.regions if contains(r.span, span)), (0, len(text)))
    low, high = max(region[0], span[0] - REACH), min(region[1], span[1] + REACH)
    start = low
    for match in _END.finditer(text, low, span[0]):
        if _is_end(text, match, abbreviations):
            start = match.end()
    last = len(text[span[0] : span[1]].rstrip()) + span[0] - 1
    after = (m for m in _END.finditer(text, max(last - 3, span[0]), high) if m.end() > last)
    end = next((match for match in after if _is_end(text, match, abbreviations)), None)
    stop = high if end is None else end.start() if end[0] == "\n" else end.end()
    stretch = text[start:stop]
    start += len(stretch) - len(stretch.lstrip())
    return min(start, span[0]), max(start + len(stretch.strip()), span[1])


def _is_end(text: str, match: re.Match[str], abbreviations: tuple[str, ...]) -> bool:
    """Whether a mark ends a sentence: not after an initial or an abbreviation, and not before a small letter."""
    if match[0] == "\n":
        return True
    rest = text[match.end() : match.end() + 4].lstrip(" \t\"'“‘([")
    if rest[:1].islower():
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
    word = before[0] if before else ""
    initial = word.rpartition(".")[2]  # "U.S." and "J. Vega"
    return match[0][0] != "." or not ((len(initial) == 1 and initial.isupper()) or word.casefold() in abbreviations)


def _widened(text: str, span: Span, sentence: Span) -> Span:
    """A span moved out to the next joints of its sentence until it is long enough to be read."""
    start, end = span
    stops = [m.start() for m in _JOINT.finditer(text, end, sentence[1])] + [sentence[1]]
    for stop in stops:
        if stop - start > SENTENCE_LENGTH or (end - start >= LEAST_LENGTH and end > span[1]):
            break
        end = stop
    starts = [sentence[0], *(m.end() for m in _JOINT.finditer(text, sentence[0], start))]
    for back in reversed(starts):
        if end - back > SENTENCE_LENGTH or (end - start >= LEAST_LENGTH and start < span[0]):
            break
        start = back
    wide = text[start:end]
    start += len(wide) - len(wide.lstrip())
    return min(start, span[0]), max(start + len(wide.strip()), span[1])


def _shown(article: Article, span: Span, sentence: Span) -> str:
    """The words in one line, without the full stop that the brief's own sentence gives, cuts marked."""
    words = balanced(unquoted(plain(article.words(span))))
    words = words if words.endswith("..") else words.removesuffix(".")
    before = "… " if span[0] > sentence[0] else ""
    after = " …" if span[1] < sentence[1] else ""
    return nested(f"{before}{words}{after}")
