"""The model coder: the rules propose, the relation model is asked about each pair, and both opinions are kept."""

from collections.abc import Sequence

import msgspec

from dragoman.coding.coder import Coding
from dragoman.coding.relation_model import MarkedPair, RelationModel
from dragoman.coding.rules import RuleCoder
from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.knowledge import Knowledge
from dragoman.records import Act, Ref
from dragoman.text.marked import Marked

# Where the model sees no event at all between the pair with this probability, a weak pattern is not believed.
SURE_OF_NONE = 0.9
WEAK_PATTERN = 0.6
# A disagreement moves the confidence half way to what the model gives to the rules' type.
SHARE_OF_MODEL = 0.5


class ModelCoder:
    """Rules first, with the relation model as a second opinion on every directed pair."""

    def __init__(self, model: RelationModel | None = None) -> None:
        self._model = model or RelationModel()
        self._rules = RuleCoder()
        self.name = f"{self._model.settings.name}+{self._rules.name}"

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """One coding, or null, per candidate; see `Coder.code`."""
        codings = self._rules.code(marked, candidates, scopes, knowledge)
        asked = [
            (i, pair)
            for i, (candidate, coding) in enumerate(zip(candidates, codings, strict=True))
            if coding is not None and (pair := _pair(marked, candidate)) is not None
        ]
        shares = dict(zip((i for i, _ in asked), self._model.probabilities([p for _, p in asked]), strict=True))
        return tuple(
            _weighed(coding, candidates[i], shares[i], knowledge) if coding is not None and i in shares else coding
            for i, coding in enumerate(codings)
        )


def _pair(marked: Marked, candidate: Candidate) -> MarkedPair | None:
    """The candidate's sentence with its first source and target marked; null unless both stand apart in it."""
    sentence = marked.sentences[candidate.sentence]
    refs = (*candidate.sources, *candidate.targets)
    inside = [ref for ref in refs if ref.span and sentence.start <= ref.span[0] and ref.span[1] <= sentence.end]
    source = next((ref for ref in inside if ref in candidate.sources), None)
    target = next((ref for ref in inside if ref is not source and _apart(ref, source)), None)
    if source is None or target is None or source.span is None or target.span is None:
        return None
    by = sentence.start
    return MarkedPair(
        text=marked.words(sentence.span),
        source=(source.span[0] - by, source.span[1] - by),
        target=(target.span[0] - by, target.span[1] - by),
    )


def _apart(one: Ref, other: Ref | None) -> bool:
    if one.span is None or other is None or other.span is None:
        return False
    return one.span[1] <= other.span[0] or other.span[1] <= one.span[0]


def _weighed(
    coding: Coding, candidate: Candidate, shares: dict[Act | None, float], knowledge: Knowledge
) -> Coding | None:
    """The rules' coding with a confidence that the model has moved; null where both think little of it."""
    plover = knowledge.codebook.plover_type(coding.act, coding.status)
    likeliest = max(shares, key=lambda act: shares[act])
    if likeliest is None and shares[None] >= SURE_OF_NONE and candidate.pattern.weight <= WEAK_PATTERN:
        return None
    # The model was taught types in which tense is folded, so the act itself counts as agreement too.
    support = max(shares.get(plover, 0.0) if plover else 0.0, shares.get(coding.act, 0.0))
    confidence = coding.confidence + SHARE_OF_MODEL * (support - coding.confidence)
    opinion = likeliest.value if likeliest is not None else "no event"
    return msgspec.structs.replace(
        coding,
        confidence=round(min(max(confidence, 0.05), 0.95), 3),
        reason=f"{coding.reason}; model: {opinion} {shares[likeliest]:.2f}",
    )
