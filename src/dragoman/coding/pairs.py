"""The type of a given pair: which PLOVER type a sentence claims between two actors that somebody has marked."""

from collections.abc import Sequence

from dragoman.coding.relation_model import MarkedPair, RelationModel
from dragoman.coding.rules import decided
from dragoman.find import clauses
from dragoman.find.candidates import matches
from dragoman.find.status import status_of
from dragoman.knowledge import Knowledge
from dragoman.knowledge.patterns import Pattern
from dragoman.records import Act, Span, overlaps
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_texts

PairText = tuple[str, Span | None, Span | None]
"""A sentence with the spans of source and target, in its own offsets; null for a role that it does not name."""

# How much a predicate gains when its subject is the marked source, or its object the marked target. The grammar's
# word counts more than any pattern's weight (at most .9), since the pair says which of several events is meant.
ROLE_BONUS = 1.0
# What a token's distance from the pair costs; a predicate 20 tokens off loses as much as one role.
DISTANCE_COST = 0.05
# How far the rules' opinion moves the model's: their type is taken as this many times likelier.
RULE_FACTOR = 1.5


class PairCoder:
    """Types for marked pairs, by the model with the rules as second opinion, or by the rules alone."""

    def __init__(self, model: RelationModel | None) -> None:
        self.model = model

    def types(self, pairs: Sequence[PairText], knowledge: Knowledge) -> list[tuple[Act, float]]:
        """For each pair its PLOVER type and the probability given to it; a pair always gets a type."""
        opinions = [
            rule_opinion(marked, source, target, knowledge) for marked, source, target in _marked(pairs, knowledge)
        ]
        if self.model is None:
            return [(opinion or Act.CONSULT, 0.5 if opinion else 0.1) for opinion in opinions]
        shares = self.model.probabilities([MarkedPair(text=t, source=s, target=g) for t, s, g in pairs])
        return [_together(share, opinion) for share, opinion in zip(shares, opinions, strict=True)]


def _marked(pairs: Sequence[PairText], knowledge: Knowledge) -> list[tuple[Marked, Span | None, Span | None]]:
    texts = mark_texts([text for text, _, _ in pairs], knowledge)
    return [(marked, source, target) for marked, (_, source, target) in zip(texts, pairs, strict=True)]


def _together(shares: dict[Act | None, float], opinion: Act | None) -> tuple[Act, float]:
    """The likeliest type once the rules have spoken; NONE is no answer, since the pair was given as a relation."""
    weights = {
        act: share * (RULE_FACTOR if act is opinion else 1.0) for act, share in shares.items() if act is not None
    }
    act = max(weights, key=lambda candidate: (weights[candidate], candidate.value))
    return act, weights[act] / sum(weights.values())


def rule_opinion(marked: Marked, source: Span | None, target: Span | None, knowledge: Knowledge) -> Act | None:
    """The PLOVER type that the patterns read between the pair; null where no predicate fits any pattern."""
    best: tuple[float, Act] | None = None
    for token in marked.tokens:
        for pattern, trigger in matches(marked, token, knowledge)[:1]:
            if _overlap(trigger, source) and pattern.verb:
                continue
            act = _plover_type(marked, token.index, pattern, knowledge)
            if act is None:
                continue
            score = pattern.weight + _role_score(marked, token.index, pattern, source, target, knowledge)
            score -= DISTANCE_COST * _distance(marked, token.index, source, target)
            if best is None or score > best[0]:
                best = (score, act)
    return best[1] if best is not None else None


def _plover_type(marked: Marked, index: int, pattern: Pattern, knowledge: Knowledge) -> Act | None:
    verdict = decided(pattern.act, pattern.mode, status_of(marked, index, knowledge.status_words), set())
    if verdict is None:
        return None
    act, _, status, _ = verdict
    return knowledge.codebook.plover_type(act, status) or act


def _role_score(
    marked: Marked, index: int, pattern: Pattern, source: Span | None, target: Span | None, knowledge: Knowledge
) -> float:
    """The bonus for a subject inside the source and an object or prepositional phrase inside the target."""
    score = 0.0
    subjects = clauses.subjects(marked, index, knowledge.status_words)
    if any(_overlap(marked.tokens[head].span, source) for head in subjects):
        score += ROLE_BONUS
    below = {token.index for token in marked.descendants(index)}
    if target is not None and any(token.index in below for token in marked.tokens_in(target)):
        score += ROLE_BONUS / 2
    if any(_overlap(marked.tokens[head].span, target) for head in clauses.objects(marked, index)):
        score += ROLE_BONUS / 2
    return score + ROLE_BONUS / 4 * pattern.conditions


def _distance(marked: Marked, index: int, source: Span | None, target: Span | None) -> int:
    """How many tokens the predicate stands from the nearer end of source or target."""
    ends = [token.index for span in (source, target) if span for token in marked.tokens_in(span)]
    return min((abs(index - end) for end in ends), default=0)


def _overlap(span: Span, role: Span | None) -> bool:
    return role is not None and overlaps(span, role)
