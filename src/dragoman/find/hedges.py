"""Hedges: the adverb or adjective by which the source of a clause lowers its commitment to it."""

from collections.abc import Iterator

from dragoman.knowledge.cues import Cues
from dragoman.records import Factuality
from dragoman.text.marked import Marked, Token


def hedge_at(marked: Marked, index: int, cues: Cues) -> Factuality | None:
    """PR+ or PS+ where the clause of the predicate at `index` is hedged ("reportedly", "it is likely that"); else null.

    The weakest hedge wins. Modals and conditions are no hedges here: they give the status. Source: FactBank.
    """
    words = {word.text.lower() for word in _modifiers(marked, marked.tokens[index])}
    if words & cues.hedges.possible.words:
        return Factuality.POSSIBLE
    return Factuality.PROBABLE if words & cues.hedges.probable.words else None


def _modifiers(marked: Marked, predicate: Token) -> Iterator[Token]:
    """The words that may hedge a predicate: its adverbs and adjectives, those of the verbs that carry it, and the
    adjective of which its clause is the subject ("It is likely that …").
    """
    token = predicate
    # A predicate hangs on few verbs ("has apparently agreed to send"); four is more than any news sentence needs.
    for _ in range(4):
        yield from (kid for kid in marked.children(token.index) if kid.dep in ("advmod", "amod", "acomp"))
        head = marked.head(token.index)
        if token.dep in ("ccomp", "csubj", "xcomp", "acl") and head.pos == "ADJ":
            yield head
            return
        if token.dep == "ccomp":
            yield from (kid for kid in marked.children(head.index) if kid.dep == "acomp" and head.lemma == "be")
            return
        if head.index == token.index or token.dep not in ("xcomp", "dobj", "nsubjpass"):
            return
        token = head
