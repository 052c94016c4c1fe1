"""The model coder: rules and relation model, each the other's second opinion.

The rules propose what their patterns know, and the model is asked about each such pair; where no pattern knows a verb
between two sides, the model may propose alone, when it is sure.
"""

from collections.abc import Sequence

import msgspec

from dragoman.coding.coder import Coding
from dragoman.coding.relation_model import MarkedPair, RelationModel
from dragoman.coding.rules import CODED_REGIONS, VERBAL_ACTS, RuleCoder, decided
from dragoman.find.attribution import Scope
from dragoman.find.candidates import OPEN, Candidate
from dragoman.knowledge import Knowledge
from dragoman.records import Act, Ref, Status, overlaps
from dragoman.text.marked import Marked

# A construction that nearly always means its act is not asked about: a pair costs 4 ms, as much as parsing a sentence.
SURE_PATTERN = 0.8
# Where the model sees no event at all between the pair with this probability, a weak pattern is not believed.
SURE_OF_NONE = 0.9
WEAK_PATTERN = 0.6
# An act without a pattern needs this much of the model, and gets this much of its probability as confidence.
SURE_OF_ACT = 0.9
OPEN_SHARE = 0.7
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
        telling = {scope.trigger for scope in scopes}
        asked = [
            (i, pair)
            for i, (candidate, coding) in enumerate(zip(candidates, codings, strict=True))
            if (
                (coding is not None and candidate.pattern.weight < SURE_PATTERN) or _is_open(marked, candidate, telling)
            )
            and (pair := _pair(marked, candidate)) is not None
        ]
        shares = dict(zip((i for i, _ in asked), self._model.probabilities([p for _, p in asked]), strict=True))
        return tuple(
            coding
            if i not in shares
            else _weighed(coding, candidates[i], shares[i], knowledge)
            if coding is not None
            else _proposed(candidates[i], shares[i], scopes)
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
    return not overlaps(one.span, other.span)


def _is_open(marked: Marked, candidate: Candidate, telling: set[int | None]) -> bool:
    """Whether the model may propose an act: no pattern knows the verb, it tells nobody's words, the region is coded."""
    region = marked.sentences[candidate.sentence].region
    return candidate.pattern is OPEN and candidate.token not in telling and region in CODED_REGIONS


def _proposed(candidate: Candidate, shares: dict[Act | None, float], scopes: Sequence[Scope]) -> Coding | None:
    """An act that the model alone sees; null unless it is sure, and where the clause says that nobody did it."""
    act = max(shares, key=lambda each: shares[each])
    if act is None or shares[act] < SURE_OF_ACT or candidate.reading.status is Status.HYPOTHETICAL:
        return None
    # The model's types fold tense and refusal in: what is agreed to, threatened or refused has been so.
    reading = candidate.reading
    is_spoken = act in VERBAL_ACTS
    if reading.negated and not is_spoken:
        return None
    if is_spoken:
        reading = msgspec.structs.replace(reading, status=Status.HAPPENED, negated=False)
    classes = {scope.cue_class for scope in scopes if scope.governs(candidate.trigger)}
    verdict = decided(act, None, reading, classes)
    if verdict is None:
        return None
    return Coding(
        act=verdict[0],
        mode=verdict[1],
        status=verdict[2],
        detail=verdict[3],
        confidence=round(OPEN_SHARE * shares[act], 3),
        reason=f"no pattern; {candidate.reading.reason}; model: {act.value} {shares[act]:.2f}",
    )


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
