"""Verbs and what stands around them: the subject of a clause, also one that it borrows, and its objects."""

from collections.abc import Iterator

from dragoman.text.marked import Marked, Token

SUBJECT_DEPS = ("nsubj", "nsubjpass", "csubj")
OBJECT_DEPS = ("dobj", "dative", "obj")
# Prepositions whose noun takes part in the act of the verb or noun before them; "in", "at" and "near" only place it.
SIDE_PREPOSITIONS = frozenset({"with", "against", "to", "from", "on", "at", "by", "toward", "towards", "for", "of"})
# How far a clause may borrow its subject: a participle of an infinitive of a series, and one to spare.
_MOST_STEPS = 5
_BORROWING = ("conj", "xcomp", "advcl", "pcomp", "prep")


def clause_verb(marked: Marked, index: int) -> tuple[Token, Token] | None:
    """The verb whose clause holds a token, and the token right below it on the way there; null above no verb."""
    below = marked.tokens[index]
    for above in marked.ancestors(index):
        if above.pos in ("VERB", "AUX"):
            return above, below
        below = above
    return None


def subject_of(marked: Marked, verb: Token) -> Token | None:
    """The subject of a verb: its own, else the one that a series, an infinitive or a participle borrows."""
    for _ in range(_MOST_STEPS):
        own = next((kid for kid in marked.children(verb.index) if kid.dep in SUBJECT_DEPS), None)
        if own is not None:
            return own
        head = marked.head(verb.index)
        if verb.dep == "acl":
            return head
        if verb.dep not in _BORROWING or head.index == verb.index:
            return None
        if verb.dep == "xcomp":
            controller = next((kid for kid in marked.children(head.index) if kid.dep in OBJECT_DEPS), None)
            if controller is not None and controller.index < verb.index:
                return controller
        verb = head
    return None


def objects_of(marked: Marked, verb: Token) -> Iterator[Token]:
    """The objects of a verb, bare ones before those of prepositions, then the sides that stand below a bare one.

    In "signed a treaty with Chad" and "rejected Chad's offer" Chad is a side of the act through its object.
    """
    kids = marked.children(verb.index)
    bare = [kid for kid in kids if kid.dep in OBJECT_DEPS]
    yield from bare
    for kid in kids:
        yield from _behind(marked, kid)
    for noun in bare:
        yield from sides_below(marked, noun)


def sides_below(marked: Marked, noun: Token) -> Iterator[Token]:
    """The nouns that own a noun or stand behind its prepositions: "Chad's ties with Togo" gives Chad and Togo."""
    for kid in marked.children(noun.index):
        if kid.dep in ("poss", "amod", "compound", "nmod"):
            yield kid
        yield from _behind(marked, kid)


def _behind(marked: Marked, preposition: Token) -> Iterator[Token]:
    if preposition.dep in ("prep", "agent", "dative") and preposition.lemma in SIDE_PREPOSITIONS:
        yield from (kid for kid in marked.children(preposition.index) if kid.dep == "pobj")
