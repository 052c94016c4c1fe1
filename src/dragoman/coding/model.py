"""The model coder: what patterns and parse say of each word is read together with the text by one small encoder.

The rules are not overruled in silence: their patterns and the status stage are inputs of the model, the reason of each
event tells both opinions, and a disagreement lowers the confidence.
"""

from collections.abc import Sequence

from dragoman.coding.coder import Coding
from dragoman.coding.encoder import Encoder
from dragoman.coding.event_inputs import InputReader
from dragoman.coding.event_model import EventModel
from dragoman.coding.rules import CODED_REGIONS, VERBAL_ACTS, RuleCoder
from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.find.found import FoundActors
from dragoman.find.opinions import Opinion
from dragoman.find.proposed import TOLD
from dragoman.knowledge import Knowledge
from dragoman.records import Act, Actor, ActorKind, Status, StatusDetail
from dragoman.text.marked import Marked

# The least confidence of an event that no pattern sees, and of one that the rules code too. Swept on our own held-out
# sentences and example articles: lower, recall grows by what is mostly wrong; higher, it falls and precision stays.
LEAST_ALONE = 0.75
LEAST_WITH_PATTERN = 0.3
# Acts that need nobody to suffer them: crowds march, armies move.
TOWARDS_NOBODY = frozenset({Act.PROTEST, Act.MOBILIZE})
# Below this nothing is even looked at.
LEAST_LOOKED_AT = 0.2
# How the weaker side counts where no pattern sees the act: by the square root of its share (swept on held-out text).
SHARE_OF_SIDES = 0.5
# The share of the status that lowers the confidence where it is smaller.
SURE_STATUS = 0.6


class ModelCoder:
    """Opinions of the event model on every word, with the rules' own codings beside them."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._model = EventModel(encoder)
        self._rules = RuleCoder()
        self.name = f"{self._model.settings.name}+{self._rules.name}"

    def opinions(
        self,
        marked: Marked,
        actors: FoundActors,
        candidates: Sequence[Candidate],
        scopes: Sequence[Scope],
        knowledge: Knowledge,
    ) -> list[Opinion]:
        """The words of coded regions that may claim an act; see `OpinionatedCoder.opinions`."""
        reader = InputReader(marked=marked, actors=actors, candidates=candidates, scopes=scopes, knowledge=knowledge)
        acting = {marked.tokens[one.head].sentence for one in actors.mentions if _may_matter(actors.actor(one.actor))}
        inputs = [reader.read(one) for one in marked.sentences if one.region in CODED_REGIONS and one.index in acting]
        return self._model.opinions(inputs, reader, LEAST_LOOKED_AT)

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """One coding, or null, per candidate; see `Coder.code`."""
        codings = self._rules.code(marked, candidates, scopes, knowledge)
        return tuple(
            _decided(candidate, candidate.opinion, coding) if candidate.opinion is not None else None
            for candidate, coding in zip(candidates, codings, strict=True)
        )


def _may_matter(actor: Actor) -> bool:
    """Whether an actor can make a sentence worth reading: of a state, a body of states, or a group; see `pipeline`."""
    return bool(actor.state or actor.states) or actor.kind in (ActorKind.IGO, ActorKind.GROUP)


def _is_absent(candidate: Candidate, opinion: Opinion) -> bool:
    """Whether the clause says that nobody did it ("neither side apologised"), or words are of nobody or to nobody.

    Where no construction is known, nearly all acts without a target were found on a word that claims none.
    """
    is_done = opinion.status in (Status.HAPPENED, Status.ONGOING)
    if candidate.reading.negated and is_done and opinion.act is not Act.REJECT:
        return True
    if candidate.pattern is not TOLD or candidate.symmetric:
        return False
    return (not candidate.sources and opinion.act in VERBAL_ACTS) or (
        not candidate.targets and opinion.act not in TOWARDS_NOBODY
    )


def _decided(candidate: Candidate, opinion: Opinion, rules: Coding | None) -> Coding | None:
    """The model's coding, told beside the rules'; null where it is not sure enough that anything is claimed."""
    agrees = rules is not None and rules.act is opinion.act
    if _is_absent(candidate, opinion):
        return None
    confidence = opinion.event * opinion.act_share * min(1.0, opinion.status_share / SURE_STATUS)
    if not agrees:
        confidence *= opinion.sides_share**SHARE_OF_SIDES
    if confidence < (LEAST_WITH_PATTERN if agrees else LEAST_ALONE):
        return None
    reading = candidate.reading
    detail = reading.detail if reading.status is opinion.status else None
    said = f"rules: {rules.act.value}, {rules.reason}" if rules is not None else "no pattern"
    if candidate.pattern is not TOLD and rules is None:
        said = f"pattern {candidate.pattern.id} not coded by the rules"
    return Coding(
        act=opinion.act,
        mode=opinion.mode or (rules.mode if rules is not None and agrees else None),
        status=opinion.status,
        detail=detail if detail is not StatusDetail.DESIRED else None,
        confidence=round(min(max(confidence, 0.05), 0.95), 3),
        reason=f"model: {opinion.act.value} {opinion.event * opinion.act_share:.2f}, "
        f"{opinion.status.value} {opinion.status_share:.2f}; {said}",
    )
