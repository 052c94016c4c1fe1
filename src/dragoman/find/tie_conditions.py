"""Ties told by what relations are in, or by their absence: "the freeze in relations", "have had no ties since 2021"."""

from collections.abc import Iterator

from dragoman.find.status import status_of
from dragoman.find.tie_cues import ENDED, Claim, is_asserted, is_finite, is_presupposed, match_cue
from dragoman.knowledge import Knowledge
from dragoman.knowledge.tie_words import Form, TieCue
from dragoman.records import Change, Quality, Status
from dragoman.text.marked import Marked, Token

_LASTING = frozenset({"since", "until", "till", "for"})
"""Prepositions that say how long relations were so."""


def claims_of_condition(marked: Marked, noun: Token, verb: Token | None, knowledge: Knowledge) -> Iterator[Claim]:
    """What relations are said to be in, and its end where that is told: "a freeze in ties, which ended in 2022".

    `noun` is a noun of relations below the condition, or names the condition itself ("a rift with Y").
    """
    condition, cue = _condition_of(marked, noun, knowledge)
    if condition is None or cue is None:
        return
    begun = _verb_of(marked, condition, knowledge.tie_words.beginning_verbs, knowledge)
    ended = _end_of(marked, condition, knowledge)
    is_told = begun or ended or is_presupposed(marked, condition, verb, knowledge)
    is_to_end = condition.dep == "dobj" and marked.head(condition.index).lemma in knowledge.tie_words.ending_verbs
    if condition.index != noun.index and (is_told or is_to_end):
        yield Claim(
            quality=cue.quality,
            change=cue.change,
            predicate=condition.index,
            tokens=(condition.index, noun.index),
            since=begun.index if begun else None,
            until=ended.index if ended else None,
        )
    if ended is not None:
        change = ENDED.get(cue.quality, Change.IMPROVING)
        yield Claim(change=change, predicate=ended.index, tokens=(ended.index, condition.index, noun.index))


def claims_of_absence(marked: Marked, noun: Token, knowledge: Knowledge) -> Iterator[Claim]:
    """That there are no relations: "have no diplomatic ties", "have not had relations since 2021", "without ties"."""
    words = knowledge.tie_words
    plain = {child.lemma for child in marked.children(noun.index) if child.dep in ("amod", "compound")}
    if noun.lemma not in words.absent_nouns or not plain <= words.formal:
        return
    head = marked.head(noun.index)
    is_none = any(child.dep == "det" and child.lemma == "no" for child in marked.children(noun.index))
    if noun.dep == "dobj" and head.lemma in words.holding_verbs:
        reading = status_of(marked, head.index, knowledge.status_words)
        is_real = reading.status in (Status.HAPPENED, Status.ONGOING, Status.DENIED) and reading.detail is None
        is_told = is_finite(marked, head) or any(child.lemma == "do" for child in marked.children(head.index))
        if is_real and is_told and (is_none or (plain and reading.negated)):
            yield Claim(quality=Quality.SEVERED, predicate=head.index, tokens=(head.index, noun.index))
    elif noun.dep == "pobj" and head.lemma == "without" and plain:
        above = marked.head(head.index)
        if above.lemma == "be" and is_asserted(marked, above.index, knowledge):
            yield Claim(quality=Quality.SEVERED, predicate=above.index, tokens=(above.index, head.index, noun.index))


def _condition_of(marked: Marked, noun: Token, knowledge: Knowledge) -> tuple[Token | None, TieCue | None]:
    """The condition above a noun of relations ("freeze" in "freeze in ties"), or the noun itself, with its cue."""
    named = match_cue(marked, Form.NAMES, noun, knowledge)
    if named is not None:
        return noun, named
    preposition = marked.head(noun.index)
    if noun.dep != "pobj" or preposition.lemma not in ("in", "of"):
        return None, None
    condition = marked.head(preposition.index)
    cue = match_cue(marked, Form.NOUN, condition, knowledge) or match_cue(marked, Form.NAMES, condition, knowledge)
    return (condition, cue) if condition.pos in ("NOUN", "PROPN") and cue is not None else (None, None)


def _verb_of(marked: Marked, condition: Token, verbs: frozenset[str], knowledge: Knowledge) -> Token | None:
    """The verb of some verbs that the text asserts of a condition: "the freeze ended", "ended a freeze"."""
    verb = marked.head(condition.index)
    is_of_it = condition.dep in ("nsubj", "nsubjpass", "dobj") and verb.lemma in verbs
    return verb if is_of_it and is_asserted(marked, verb.index, knowledge) else None


def _end_of(marked: Marked, condition: Token, knowledge: Knowledge) -> Token | None:
    """The verb that tells its end, also in a relative clause, wherever below it the parser hung that."""
    verbs = knowledge.tie_words.ending_verbs
    found = _verb_of(marked, condition, verbs, knowledge)
    if found is not None:
        return found
    for token in marked.tokens[condition.index + 1 : marked.sentences[condition.sentence].last]:
        is_below = token.dep == "relcl" and any(one.index == condition.index for one in marked.ancestors(token.index))
        if is_below and token.lemma in verbs and is_asserted(marked, token.index, knowledge):
            return token
    return None


def is_condition(marked: Marked, index: int, knowledge: Knowledge) -> bool:
    """Whether a predicate of breaking off tells what is, or what ended, and no act of its clause's time.

    "A freeze which ended in 2022" was put on long before, and "ties, frozen since 2019" says what they are since.
    """
    token, words = marked.tokens[index], knowledge.tie_words
    if token.pos in ("NOUN", "PROPN"):
        cue = match_cue(marked, Form.NOUN, token, knowledge)
        return cue is not None and cue.quality is Quality.FROZEN and _end_of(marked, token, knowledge) is not None
    cue = match_cue(marked, Form.ADJECTIVE, token, knowledge)
    children = tuple(marked.children(index))
    if cue is None or cue.change is not None or token.tag != "VBN" or any(child.dep == "agent" for child in children):
        return False
    subject = (
        marked.head(index)
        if token.dep in ("acl", "relcl")
        else next((child for child in children if child.dep == "nsubjpass"), token)
    )
    is_of_ties = subject.lemma in words.relation_nouns or any(
        child.dep == "nsubjpass" and child.lemma in words.relation_nouns for child in children
    )
    return is_of_ties and any(child.lemma in _LASTING for child in children if child.dep in ("prep", "mark"))
