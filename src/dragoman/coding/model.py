"""The model coder: what patterns and parse say of each word is read together with the text by one small encoder.

The rules are not overruled in silence: their patterns and the status stage are inputs of the model, the reason of each
event tells both opinions, and a disagreement lowers the confidence.
"""

from collections.abc import Sequence

import msgspec

from dragoman.coding.coder import Coding
from dragoman.coding.confidence import confidence_of, parts_of
from dragoman.coding.encoder import Encoder
from dragoman.coding.event_inputs import InputReader
from dragoman.coding.event_model import EventModel
from dragoman.coding.rules import CODED_REGIONS, VERBAL_ACTS, RuleCoder
from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.find.carried import TOWARDS_NOBODY
from dragoman.find.found import FoundActors
from dragoman.find.opinions import Opinion
from dragoman.find.proposed import TOLD
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.records import Act, ActorKind, Status, StatusDetail
from dragoman.text.marked import Marked, Token

# The least confidence with which an event is told, where no pattern sees its act and where the rules code it too. Swept
# on held-out sentences and example articles of ours: precision first, and what the rules know costs little there.
LEAST_ALONE, LEAST_WITH_RULES = 0.5, 0.35
# What is left of the confidence of an event with a side from another clause; set by hand, since the held-out sentences
# stand alone and have none.
CARRIED = 0.9
# What somebody says with these of an own act is no denial of it.
OWN_WORD = frozenset({CueClass.SAY, CueClass.CLAIM, CueClass.ANNOUNCE, CueClass.REPORT})
# Words that only say what somebody tells or knows.
PLAIN = frozenset({*OWN_WORD, CueClass.KNOW})
# Words of saying that do nothing to anybody, whatever is said.
NEUTRAL = frozenset(
    ("say", "add", "note", "recall", "state", "stress", "underscore", "underline", "emphasise", "emphasize", "mention")
) | {"observe", "point", "remark", "highlight", "report", "conclude", "recount"}
# Of whom or what these say something, and what is true of others without being theirs to grant.
RECOGNISING = frozenset({"recognise", "recognize", "acknowledge"})
TRUTHS = frozenset(
    ("bond", "importance", "significance", "value", "role", "need", "history", "contribution", "potential", "fact")
) | {"challenge", "effort", "friendship", "difficulty", "threat", "reality", "urgency"}
# What an infinitive behind these would bring about is agreed or offered, and not yet done.
COMMITMENTS = frozenset(
    ("agreement", "deal", "accord", "pact", "memorandum", "treaty", "offer", "pledge", "promise", "proposal", "plan")
)
# Below this nothing is even looked at.
LEAST_LOOKED_AT = 0.2


class ModelCoder:
    """Opinions of the event model on every word, with the rules' own codings beside them."""

    def __init__(
        self, encoder: Encoder | None = None, least: tuple[float, float] = (LEAST_ALONE, LEAST_WITH_RULES)
    ) -> None:
        self._model = EventModel(encoder)
        self._rules = RuleCoder()
        self._least = least
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
        chosen = _worth_reading(marked, actors, candidates)
        inputs = [reader.read(one) for one in marked.sentences if one.region in CODED_REGIONS and one.index in chosen]
        return self._model.opinions(inputs, reader, LEAST_LOOKED_AT)

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """One coding, or null, per candidate; see `Coder.code`."""
        codings = self._rules.code(marked, candidates, scopes, knowledge)
        decided = (
            coding
            if _takes_up(marked, candidate)
            else None
            if _is_only_told(marked, candidate, scopes)
            or _is_content_of_agreement(marked, candidate)
            or _is_acknowledged(marked, candidate)
            else self._decided(marked, candidate, coding, scopes)
            for candidate, coding in zip(candidates, codings, strict=True)
        )
        return tuple(_in_codebook(coding, knowledge) for coding in decided)

    def _decided(
        self, marked: Marked, candidate: Candidate, rules: Coding | None, scopes: Sequence[Scope]
    ) -> Coding | None:
        """The model's coding, told beside the rules'; null where it is not sure enough that anything is claimed."""
        opinion = candidate.opinion
        if opinion is None or _is_absent(candidate, opinion):
            return None
        confidence = confidence_of(parts_of(candidate, opinion), self._model.settings.confidence)
        confidence *= CARRIED if candidate.carried else 1.0
        agrees = rules is not None and rules.act is opinion.act
        if confidence < self._least[agrees]:
            return None
        reading, status = candidate.reading, opinion.status
        if status is Status.DENIED and not reading.negated and _is_claimed_by_doer(candidate, scopes):
            status = reading.status
        if status is Status.ONGOING and reading.status is Status.HAPPENED and _is_simple_past(marked, candidate):
            status = reading.status
        detail = reading.detail if reading.status is status else None
        return Coding(
            act=opinion.act,
            mode=opinion.mode or (rules.mode if rules is not None and agrees else None),
            status=status,
            detail=detail if detail is not StatusDetail.DESIRED else None,
            confidence=round(confidence, 3),
            reason=f"model: {opinion.act.value} {opinion.event * opinion.act_share:.2f}, "
            f"{opinion.status.value} {opinion.status_share:.2f}; {_said(candidate, rules)}"
            f"{f'; {status.value} as the clause tells it' if status is not opinion.status else ''}"
            f"{'; a side as told elsewhere in the story' if candidate.carried else ''}",
        )


def _in_codebook(coding: Coding | None, knowledge: Knowledge) -> Coding | None:
    """The coding without a mode that the codebook does not have: a model may have learnt it from another one."""
    if coding is None or coding.mode is None or knowledge.codebook.has_mode(coding.act, coding.mode):
        return coding
    return msgspec.structs.replace(coding, mode=None)


def _worth_reading(marked: Marked, actors: FoundActors, candidates: Sequence[Candidate]) -> set[int]:
    """The sentences that the encoder reads: those with a candidate, or with an actor of a state or body.

    What the sentence does not say of the other side, the story may.
    """
    sided = set()
    for mention in actors.mentions:
        actor = actors.actor(mention.actor)
        if actor.states or actor.state or actor.kind in (ActorKind.IGO, ActorKind.GROUP):
            sided.add(marked.tokens[mention.head].sentence)
    return {candidate.sentence for candidate in candidates} | sided


def _takes_up(marked: Marked, candidate: Candidate) -> bool:
    """Whether a noun takes up an act of an earlier sentence, sides and status with it ("the trip was also reported").

    No model of one sentence can know what that says, so the rules alone code it.
    """
    if not candidate.pattern.noun or not candidate.pattern.elides_target:
        return False
    sentence = marked.sentences[candidate.sentence]
    spans = [ref.span for ref in (*candidate.sources, *candidate.targets) if ref.span is not None]
    return bool(spans) and not any(sentence.start <= start < sentence.end for start, _ in spans)


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


def _is_only_told(marked: Marked, candidate: Candidate, scopes: Sequence[Scope]) -> bool:
    """Whether the word is a plain cue whose clause says what somebody told ("recalled that May is the anniversary").

    An act is told by a word inside what is said, never by the saying itself, unless a pattern knows it as one; those
    who hint, complain or explain may do something by it.
    """
    opinion, cue = candidate.opinion, marked.tokens[candidate.token]
    if (
        candidate.pattern is not TOLD
        or opinion is None
        or not any(k.dep == "ccomp" for k in marked.children(cue.index))
    ):
        return False
    is_plain = opinion.act not in VERBAL_ACTS or cue.lemma in NEUTRAL
    return is_plain and any(scope.trigger == cue.index and scope.cue_class in PLAIN for scope in scopes)


def _is_acknowledged(marked: Marked, candidate: Candidate) -> bool:
    """Whether a truth is recognised and no state: "recognising the historical bonds between the two peoples"."""
    verb = marked.tokens[candidate.token]
    objects = [kid.lemma for kid in marked.children(verb.index) if kid.dep == "dobj"]
    return verb.lemma in RECOGNISING and any(noun in TRUTHS for noun in objects)


def _is_content_of_agreement(marked: Marked, candidate: Candidate) -> bool:
    """Whether an act told as done is only what was agreed on: "signed a deal to restore ties and reopen embassies"."""
    opinion, verb = candidate.opinion, marked.tokens[candidate.token]
    if opinion is None or opinion.status not in (Status.HAPPENED, Status.ONGOING) or verb.tag != "VB":
        return False
    while verb.dep == "conj" and marked.head(verb.index).tag == "VB":
        verb = marked.head(verb.index)
    if verb.dep not in ("acl", "relcl", "advcl") or not any(kid.tag == "TO" for kid in marked.children(verb.index)):
        return False
    head = marked.head(verb.index)
    return any(noun.lemma in COMMITMENTS for noun in (head, *_objects_between(marked, head, verb)))


def _objects_between(marked: Marked, head: Token, verb: Token) -> list[Token]:
    """The objects of a verb before an infinitive, and what they are a measure of ("a series of deals to …")."""
    found = [kid for kid in marked.children(head.index) if kid.dep == "dobj" and kid.index < verb.index]
    of = [kid for noun in found for kid in marked.children(noun.index) if kid.dep == "prep" and kid.lemma == "of"]
    return [*found, *(noun for each in of for noun in marked.children(each.index))]


def _is_claimed_by_doer(candidate: Candidate, scopes: Sequence[Scope]) -> bool:
    """Whether those who did it are the only ones who tell of it ("rebels claimed that they had shelled a camp")."""
    around = [scope for scope in scopes if scope.governs(candidate.trigger)]
    sources = {ref.actor for ref in candidate.sources}
    return bool(around) and all(
        scope.cue_class in OWN_WORD and scope.speaker is not None and scope.speaker.actor in sources for scope in around
    )


def _is_simple_past(marked: Marked, candidate: Candidate) -> bool:
    """Whether the predicate is a finite past ("mediated talks between A and B, who are at odds"): over, or begun then.

    What is said of now beside it ("currently") draws the model to call it going on.
    """
    token = marked.tokens[candidate.token]
    return token.tag == "VBD" and not any(child.dep.startswith("aux") for child in marked.children(token.index))


def _said(candidate: Candidate, rules: Coding | None) -> str:
    """What the rules say of the same word, for the reason."""
    if rules is not None:
        return f"rules: {rules.act.value}, {rules.reason}"
    return "no pattern" if candidate.pattern is TOLD else f"pattern {candidate.pattern.id} not coded by the rules"
