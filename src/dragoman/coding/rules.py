"""The rule coder: the act of the pattern, the status of the clause, and the codebook's rules on refusals."""

from collections.abc import Sequence

from dragoman.coding.coder import Coding
from dragoman.find.attribution import Scope
from dragoman.find.candidates import OPEN, Candidate
from dragoman.find.clauses import complement
from dragoman.find.proposed import TOLD
from dragoman.find.status import Reading
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.records import Act, Ref, RegionKind, Status, StatusDetail
from dragoman.text.marked import Marked

# What a refused act becomes. Source: PLOVER manual 2.0, REJECT: modes assist, yield and meet.
REFUSED_MODES = {
    Act.CONSULT: "meet",
    Act.AID: "assist",
    Act.COOPERATE: "assist",
    Act.SUPPORT: "assist",
    Act.AGREE: "assist",
    Act.RETREAT: "yield",
    Act.CONCEDE: "yield",
}
# A commitment to an act is that act, planned. Source: PLOVER manual 2.0, AGREE: promises and agreements.
COMMITMENTS = frozenset({Act.AGREE, Act.CONCEDE, Act.SUPPORT})
CODED_REGIONS = frozenset(
    {RegionKind.TITLE, RegionKind.STANDFIRST, RegionKind.BODY, RegionKind.CAPTION, RegionKind.TEASER}
)
WISHING = frozenset({CueClass.HOPE, CueClass.WANT})
# Acts made of words are done by being uttered: "X urges Y", in the present tense, has happened.
VERBAL_ACTS = frozenset({Act.REQUEST, Act.ACCUSE, Act.REJECT, Act.THREATEN, Act.AGREE, Act.SUPPORT, Act.CONCEDE})


class RuleCoder:
    """Codes by patterns and status alone; deterministic, and the second opinion of every other coder."""

    name = "rules-1"

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """One coding, or null, per candidate; see `Coder.code`."""
        redundant = _redundant(marked, candidates)
        return tuple(
            None
            if candidate.token in redundant or candidate.pattern in (OPEN, TOLD)
            else _coding(marked, candidate, scopes)
            for candidate in candidates
        )


def _redundant(marked: Marked, candidates: Sequence[Candidate]) -> frozenset[int]:
    """Predicates that another one tells better: "agreed to send" is a planned sending, "urged to leave" the urging."""
    by_token = {candidate.token: candidate for candidate in candidates if candidate.pattern not in (OPEN, TOLD)}
    redundant: set[int] = set()
    for candidate in candidates:
        below = complement(marked, candidate.token) if candidate.pattern.complement else None
        governed = by_token.get(below.index) if below is not None else None
        if governed is None:
            continue
        is_commitment = candidate.pattern.act in COMMITMENTS and governed.reading.status is Status.PLANNED
        redundant.add(candidate.token if is_commitment and not governed.reading.negated else governed.token)
    return frozenset(redundant)


def _coding(marked: Marked, candidate: Candidate, scopes: Sequence[Scope]) -> Coding | None:
    """The coding of one candidate; null outside the story, and for acts that the clause says nobody did."""
    if marked.sentences[candidate.sentence].region not in CODED_REGIONS:
        return None
    pattern, reading = candidate.pattern, candidate.reading
    classes = {scope.cue_class for scope in scopes if scope.governs(candidate.trigger)}
    verdict = decided(pattern.act, pattern.mode, reading, classes)
    if verdict is None:
        return None
    act, mode, status, detail = verdict
    if act is Act.PROTEST and any(_is_official(ref) for ref in candidate.sources):
        act, mode = Act.ACCUSE, "disapprove"  # PLOVER manual 2.0: diplomatic protest is ACCUSE-disapprove
    if pattern.status is not None and status in (Status.HAPPENED, Status.ONGOING):
        status = pattern.status
    return Coding(
        act=act,
        mode=mode,
        status=status,
        detail=detail,
        confidence=_confidence(candidate, status),
        reason=f"pattern {pattern.id}; {reading.reason or 'no status word'}",
    )


def _is_official(ref: Ref) -> bool:
    """Whether an actor is a named state or speaks for one, so that it does not take to the streets; a people may."""
    return ref.sector in ("GOV", "MIL", "LEG", "IGO", "UNO", "EUR")


def decided(
    act: Act, mode: str | None, reading: Reading, classes: set[CueClass]
) -> tuple[Act, str | None, Status, StatusDetail | None] | None:
    """Act, mode, status and detail after negation, refusal and denial; null for no event.

    `classes` are the cue classes of the scopes that hold the predicate.
    """
    if CueClass.DENY in classes:
        return act, mode, Status.DENIED, reading.detail
    if reading.negated:
        if reading.status is Status.PLANNED and act in REFUSED_MODES:
            return Act.REJECT, REFUSED_MODES[act], Status.HAPPENED, None
        return None
    if reading.detail is StatusDetail.DESIRED:
        return None  # what somebody wants, asks for or does something for is no claim that it is or will be done
    if act in VERBAL_ACTS and reading.status is Status.ONGOING and reading.detail is None:
        return act, mode, Status.HAPPENED, None
    if classes & WISHING and reading.status is not Status.HAPPENED:
        return None
    return act, mode, reading.status, reading.detail


def _confidence(candidate: Candidate, status: Status) -> float:
    """The pattern's weight, lowered for what is usually weaker: nouns, missing roles, hedges and mere possibilities.

    The deductions are ordinal, set by hand; calibration belongs to the trained coder.
    """
    value = candidate.pattern.weight
    value -= 0.1 * bool(candidate.pattern.noun)
    value -= 0.15 * (not candidate.targets and not candidate.symmetric)
    value -= 0.1 * (not candidate.sources)
    value -= 0.1 * candidate.reading.hedged
    value -= 0.2 * (status is Status.HYPOTHETICAL)
    return round(min(max(value, 0.05), 0.95), 3)
