"""Candidates: which predicates of an article may claim an act, and which actors stand in its roles.

The grammar proposes; a coder decides. Every part of a candidate comes from one sentence, and its evidence is the
smallest stretch of that sentence that holds predicate, roles, place and time.
"""

import re
from collections.abc import Iterator

import msgspec

from dragoman.find import clauses
from dragoman.find.attribution import Scope
from dragoman.find.found import FoundActors
from dragoman.find.opinions import Opinion
from dragoman.find.roles_of_events import Filler, Filling, Roles, fill_slots, taken_up
from dragoman.find.status import NAMED_AS_FACT, Reading, status_of
from dragoman.find.tie_conditions import is_condition
from dragoman.find.time_attachment import times_of
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.knowledge.patterns import Pattern
from dragoman.records import Act, Interval, Place, Ref, Span, Timex
from dragoman.text.marked import Marked, Token

# Words behind an actor that make it the third party of talks.
_AS_MEDIATOR = re.compile(
    r",?\s+(acting |serving )?as (an? |the )?(mediator|go-between|intermediary|broker|facilitator)\b"
)
KINDS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


# A verb that no pattern knows, between actors of two sides: only a trained coder can say whether it claims an act.
OPEN = Pattern(
    id="open",
    origin="no codebook: the construction subject, verb, object or preposition alone",
    verb=("*",),
    target=("object", "dative", "with", "to", "on", "against", "for", "from", "at", "into", "over", "in", "toward"),
    weight=0.5,
)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A predicate with a pattern that fits it, its roles filled where the text fills them.

    `trigger` is the predicate's span, `token` its index in `Marked.tokens`; `times` are all times that the clause
    gives to the act (two visits in one clause have two). `opinion` is a trained coder's, where one was asked;
    `carried` says that a side was taken from another clause of the story.
    """

    pattern: Pattern
    token: int
    trigger: Span
    sources: tuple[Ref, ...] = ()
    targets: tuple[Ref, ...] = ()
    mediators: tuple[Ref, ...] = ()
    hosts: tuple[Ref, ...] = ()
    symmetric: bool = False
    reading: Reading
    place: Place | None = None
    times: tuple[Interval, ...] = ()
    sentence: int
    evidence: Span
    opinion: Opinion | None = None
    carried: bool = False


def find_candidates(
    marked: Marked,
    actors: FoundActors,
    timexes: tuple[Timex, ...],
    scopes: tuple[Scope, ...],
    knowledge: Knowledge,
) -> tuple[Candidate, ...]:
    """Every predicate of the article that fits a pattern, with the most specific pattern that fits it.

    Other verbs between actors of two states are kept with the pattern `OPEN`, which the rules never code.

    An event noun that only takes up an earlier act ("the broadcaster, too, told of the trip") has that act's
    roles where somebody else tells of it; without a teller of its own it adds nothing and is passed over.
    Candidates are in reading order; a light verb and its event noun ("held talks") give one candidate.
    """
    filler = Filler(marked=marked, actors=actors, words=knowledge.status_words, gazetteer=knowledge.gazetteer)
    taken: set[int] = set()
    found: list[Candidate] = []
    for token in marked.tokens:
        filled: list[tuple[Pattern, Span, tuple[int, ...], Filling]] = []
        for pattern, trigger, consumed in _fitting(marked, token, knowledge):
            earlier = _roles_of(_earlier(marked, token, pattern, found))
            filling = fill_slots(filler, token.index, pattern, earlier)
            if filling is None and _takes_up(marked, token, pattern, scopes):
                filling = taken_up(earlier)
            if filling is not None:
                filled.append((pattern, trigger, consumed, filling))
                if filling.is_between_states:
                    break
        if not filled and token.pos == "VERB":
            filling = fill_slots(filler, token.index, OPEN)
            if filling is not None and filling.is_between_states and not filling.is_within_one_state:
                found.append(candidate_at(marked, token, token.span, OPEN, filling, timexes, knowledge))
        if filled:
            # The most specific pattern, unless only a looser one finds an actor of a state on both sides.
            pattern, trigger, consumed, filling = max(filled, key=lambda entry: entry[3].is_between_states)
            taken.update(consumed)
            made = candidate_at(marked, token, trigger, pattern, filling, timexes, knowledge)
            found.append(_as_told_before(made, _earlier(marked, token, pattern, found)))
    kept = [one for one in found if one.token not in taken and not _tells_condition(marked, one, knowledge)]
    return tuple(sorted(kept, key=lambda candidate: candidate.trigger))


def _tells_condition(marked: Marked, made: Candidate, knowledge: Knowledge) -> bool:
    """Whether a pattern of breaking off fits words that tell how relations are or were, which ties keep."""
    is_break = made.pattern.act is Act.SANCTION and made.pattern.mode == "discontinue"
    return is_break and is_condition(marked, made.token, knowledge)


def _without_mediators(marked: Marked, filling: Filling) -> Filling:
    """The roles without sides that the text calls mediators ("with Chad as mediator"), who are put apart."""
    called = [ref for ref in (*filling.sources, *filling.targets) if ref.span and _is_called_mediator(marked, ref.span)]
    if not called:
        return filling
    return msgspec.structs.replace(
        filling,
        sources=tuple(ref for ref in filling.sources if ref not in called),
        targets=tuple(ref for ref in filling.targets if ref not in called),
        mediators=(*filling.mediators, *(ref for ref in called if ref not in filling.mediators)),
    )


def _is_called_mediator(marked: Marked, span: Span) -> bool:
    return _AS_MEDIATOR.match(marked.article.text, span[1]) is not None


def _earlier(marked: Marked, token: Token, pattern: Pattern, found: list[Candidate]) -> Candidate | None:
    """The nearest earlier candidate of the mode, in this or one of the two sentences before."""
    if not pattern.elides_target:
        return None
    story = marked.sentences[token.sentence].story
    for earlier in reversed(found):
        near = token.sentence - earlier.sentence <= 2 and marked.sentences[earlier.sentence].story == story
        if near and earlier.targets and earlier.pattern.mode == pattern.mode:
            return earlier
    return None


def _roles_of(earlier: Candidate | None) -> Roles:
    return (earlier.sources, earlier.targets) if earlier is not None else ((), ())


def _as_told_before(made: Candidate, earlier: Candidate | None) -> Candidate:
    """A bare event noun ("the trip, news of which broke …") with the status of the act that it takes up."""
    if earlier is None or not made.pattern.noun or made.reading.reason != NAMED_AS_FACT:
        return made
    same = {ref.state for ref in made.sources} == {ref.state for ref in earlier.sources}
    return msgspec.structs.replace(made, reading=earlier.reading) if same else made


def _takes_up(marked: Marked, token: Token, pattern: Pattern, scopes: tuple[Scope, ...]) -> bool:
    """Whether a definite event noun stands in what somebody is said to tell."""
    if not pattern.noun or not pattern.elides_target:
        return False
    is_definite = any(child.text.lower() in ("the", "this", "that") for child in marked.children(token.index))
    return is_definite and any(
        scope.governs(token.span)
        and scope.cue_class is not CueClass.OMIT
        and not scope.negated
        and not scope.hops[-1].inferred
        for scope in scopes
    )


def matches(marked: Marked, token: Token, knowledge: Knowledge) -> tuple[tuple[Pattern, Span], ...]:
    """The patterns that fit a predicate whatever its roles, most specific first, each with its trigger span."""
    return tuple((pattern, trigger) for pattern, trigger, _ in _fitting(marked, token, knowledge))


def _fitting(marked: Marked, token: Token, knowledge: Knowledge) -> Iterator[tuple[Pattern, Span, tuple[int, ...]]]:
    """Pattern, trigger span and the noun tokens that the construction uses up, most specific pattern first."""
    kind = KINDS.get(token.pos)
    if kind is None:
        return
    rivals = [
        (pattern, particle, uses)
        for pattern, particle in knowledge.patterns.of(kind, token.lemma)
        if (uses := _conditions_met(marked, token, pattern, particle)) is not None
    ]
    rivals.sort(key=lambda rival: (-rival[0].conditions - bool(rival[1]), -rival[0].weight, rival[0].id))
    for pattern, particle, uses in rivals:
        yield pattern, _trigger(marked, token, particle, uses), uses


def _conditions_met(marked: Marked, token: Token, pattern: Pattern, particle: str | None) -> tuple[int, ...] | None:
    """The noun tokens that meet the pattern's conditions (none for a bare predicate), or null where one fails."""
    uses: list[int] = []
    if pattern.unless and _means_else(marked, token, pattern.unless):
        return None
    near = clauses.preposition_tokens(marked, token.index)
    if particle is not None and particle not in near and not _stands_behind(marked, token, particle):
        return None
    if pattern.transitive is not None and bool(clauses.objects(marked, token.index)) is not pattern.transitive:
        return None
    if pattern.object:
        heads = [
            noun for head in clauses.objects(marked, token.index) for noun in _with_lemma(marked, head, pattern.object)
        ]
        if not heads:
            return None
        uses.extend(heads)
    near |= frozenset().union(*(clauses.preposition_tokens(marked, i) for i in clauses.objects(marked, token.index)))
    if pattern.prep and not near & set(pattern.prep):
        return None
    if pattern.prep_object:
        prepositions = pattern.prep or tuple(near)
        heads = [
            noun
            for base in (token.index, *uses)
            for head in clauses.prepositional(marked, base, prepositions)
            for noun in _with_lemma(marked, head, pattern.prep_object)
        ]
        if not heads:
            return None
        uses.extend(heads)
    if pattern.label and not _called(marked, token, pattern.label):
        return None
    if pattern.complement and not _governs(marked, token, pattern.complement):
        return None
    return tuple(uses)


def _stands_behind(marked: Marked, token: Token, particle: str) -> bool:
    """Whether a particle stands behind the verb's object, wherever the parser hung it ("brought A and B together")."""
    ahead = marked.tokens[token.index + 1 : token.index + 7]  # six tokens hold an object of two names
    return any(t.text.lower() == particle and t.pos == "ADV" and t.sentence == token.sentence for t in ahead)


def _with_lemma(marked: Marked, index: int, lemmas: tuple[str, ...]) -> tuple[int, ...]:
    """The noun that has one of the lemmas: the head itself, or what it is a measure of ("a round of talks")."""
    return tuple(
        noun
        for noun in (index, *clauses.prepositional(marked, index, ("of",)))
        if marked.tokens[noun].lemma in lemmas or marked.tokens[noun].text.lower() in lemmas
    )[:1]


def _governs(marked: Marked, token: Token, lemmas: tuple[str, ...]) -> bool:
    """Whether the predicate governs an infinitive or clause of one of the lemmas; see `Pattern`."""
    below = clauses.complement(marked, token.index)
    if below is None:
        aim = clauses.purpose(marked, token.index)
        return aim is not None and aim.lemma in lemmas
    if "to" in lemmas and any(child.tag == "TO" for child in marked.children(below.index)):
        return True
    return "*" in lemmas or below.lemma in lemmas


def _means_else(marked: Marked, token: Token, lemmas: tuple[str, ...]) -> bool:
    """Whether the predicate has one of the objects or complements with which it means something else."""
    below = clauses.complement(marked, token.index) or clauses.purpose(marked, token.index)
    if below is not None and below.lemma in lemmas:
        return True
    return any(_with_lemma(marked, head, lemmas) for head in clauses.objects(marked, token.index))


def _called(marked: Marked, token: Token, labels: tuple[str, ...]) -> bool:
    """Whether the verb gives its object one of the names ("called the envoy a liar")."""
    named = (child for child in marked.children(token.index) if child.dep in ("oprd", "attr", "dobj", "ccomp", "prep"))
    return any(below.lemma in labels for child in named for below in marked.descendants(child.index))


def _trigger(marked: Marked, token: Token, particle: str | None, uses: tuple[int, ...]) -> Span:
    """The predicate's span: the verb alone, or up to its event noun when they stand within six words."""
    start, end = token.span
    for index in uses:
        if abs(index - token.index) <= 6:  # farther apart, the stretch between is not the predicate
            start, end = min(start, marked.tokens[index].start), max(end, marked.tokens[index].end)
    if particle and not uses:
        for child in marked.children(token.index):
            if child.text.lower() == particle and child.index - token.index == 1:
                end = child.end
    return (start, end)


def _told_by(marked: Marked, token: Token, pattern: Pattern, knowledge: Knowledge) -> int:
    """The token whose reading is the act's: the event noun where the verb cancels, plans or puts it off."""
    words = knowledge.status_words
    turning = words.called_off_verbs | words.postponed_verbs | words.denied_verbs | words.planned_verbs
    if pattern.object and token.lemma in turning:
        for index in clauses.objects(marked, token.index):
            nouns = knowledge.patterns.of("NOUN", marked.tokens[index].lemma)
            if any(noun.act is pattern.act for noun, _ in nouns):  # "suspended aid" is a SANCTION, not an AID put off
                return index
    return token.index


def candidate_at(
    marked: Marked,
    token: Token,
    trigger: Span,
    pattern: Pattern,
    filling: Filling,
    timexes: tuple[Timex, ...],
    knowledge: Knowledge,
) -> Candidate:
    """The candidate of a predicate with its roles: reading, times and evidence are read from its clause."""
    filling = _without_mediators(marked, filling)
    times = times_of(marked, timexes, token.index)
    refs = (*filling.sources, *filling.targets, *filling.mediators, *filling.hosts)
    spans = [trigger, *(ref.span for ref in refs if ref.span), *(time.span for time in times if time.span)]
    if filling.place is not None and filling.place.span is not None:
        spans.append(filling.place.span)
    sentence = marked.sentences[token.sentence]
    if not any(ref.span and sentence.start <= ref.span[0] < sentence.end for ref in refs):
        spans.append(
            marked.subtree(clauses.clause_head(marked, token.index).index)
        )  # "the trip was also reported by …"
    inside = [span for span in spans if sentence.start <= span[0] and span[1] <= sentence.end]
    return Candidate(
        pattern=pattern,
        token=token.index,
        trigger=trigger,
        sources=filling.sources,
        targets=filling.targets,
        mediators=filling.mediators,
        hosts=filling.hosts,
        symmetric=filling.symmetric,
        reading=status_of(marked, _told_by(marked, token, pattern, knowledge), knowledge.status_words),
        place=filling.place,
        times=times,
        sentence=token.sentence,
        evidence=(min(span[0] for span in inside), max(span[1] for span in inside)),
    )
