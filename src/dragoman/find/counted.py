"""Times that count acts instead of dating them: "the first visit since 2010", "her third trip in the past year"."""

import re

from dragoman.records import Timex
from dragoman.text.marked import Marked, Token

_ORDINALS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "latest")
) | {"only", "next"}
# "in the past 12 months", "over the last decade": a stretch in which acts are counted.
_STRETCH = re.compile(r"(past|last|previous|preceding)\b.*\b(months?|years?|decades?|weeks?|days?)$", re.IGNORECASE)


def counts_only(marked: Marked, timex: Timex, predicate: Token) -> bool:
    """Whether a time behind an act that is numbered says since when or within what it is so: no day of the act."""
    if timex.span[0] < predicate.end or not _is_numbered(marked, predicate):
        return False
    between = marked.tokens_in((predicate.end, timex.span[0])) if timex.span[0] > predicate.end else ()
    words = [token.text.lower() for token in between]
    inside = marked.article.text[timex.span[0] : timex.span[1]]
    return "since" in words or inside.lower().startswith("since") or _STRETCH.search(inside) is not None


def _is_numbered(marked: Marked, predicate: Token) -> bool:
    """Whether an act is called the first, second or last: by its noun, by who does it, or by "for the first time"."""
    nouns = [predicate]
    head = marked.head(predicate.index)
    if predicate.tag == "VB" and predicate.dep in ("relcl", "acl") and head.index < predicate.index:
        nouns.append(head)
    copula = head if head.lemma == "be" and predicate.dep in ("nsubj", "attr") else None
    below = marked.children(copula.index if copula is not None else predicate.index)
    nouns.extend(kid for kid in below if kid.dep == "attr")
    times = [
        noun for kid in below if kid.dep == "prep" and kid.lemma == "for"
        for noun in marked.children(kid.index) if noun.lemma == "time"
    ]  # fmt: skip
    return any(kid.text.lower() in _ORDINALS for noun in (*nouns, *times) for kid in marked.children(noun.index))
