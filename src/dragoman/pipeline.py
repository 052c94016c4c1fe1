"""The stages in order, pure: one article in, one coded article out."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.coding.coder import Coder, Coding, OpinionatedCoder
from dragoman.coding.rules import VERBAL_ACTS
from dragoman.errors import CoderError
from dragoman.find.actors import find_actors
from dragoman.find.attribution import Scope, chain_at, find_scopes
from dragoman.find.candidates import Candidate, find_candidates
from dragoman.find.carried import with_carried_sides
from dragoman.find.factuality import factuality_of
from dragoman.find.found import FoundActors
from dragoman.find.hedges import hedge_at
from dragoman.find.proposed import TOLD, with_opinions
from dragoman.find.repair import repair_parse
from dragoman.find.statements import find_statements
from dragoman.find.ties import find_ties
from dragoman.find.timex import find_timexes
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Article,
    CodedArticle,
    Event,
    Hop,
    Interval,
    Mention,
    Ref,
    RegionKind,
    Span,
    Status,
    content_id,
    overlaps,
)
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from dragoman.text.regions import mark_regions

# Somebody's own plan, wish, threat or order is the status of the act, not a source that tells of it.
OWN_WILL = frozenset(
    {
        CueClass.INTEND,
        CueClass.WANT,
        CueClass.HOPE,
        CueClass.PROMISE,
        CueClass.THREATEN,
        CueClass.REFUSE,
        CueClass.ORDER,
        CueClass.ASK,
        CueClass.SUPPORT,
        CueClass.OPPOSE,
    }
)

# Sectors that hold power, or fight or speak for it. Source: PLOVER manual 2.0, sectors.
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "REB", "IGO", "UNO", "EUR", "NGO"})
MEDIA = "JRN"
# Sectors of those who speak for an organisation of states: the UN's envoy, the EU's coordinator.
OF_BODIES = frozenset({"IGO", "UNO", "EUR"})


def code_article(article: Article, knowledge: Knowledge, coder: Coder) -> CodedArticle:
    """The article with its regions, actors, events, statements and ties.

    The same article, knowledge and coder give the same records, identifiers included.

    Raises:
        CoderError: the coder broke its contract.
    """
    return code_marked(mark_article(mark_regions(article, knowledge), knowledge), knowledge, coder)


def code_marked(marked: Marked, knowledge: Knowledge, coder: Coder) -> CodedArticle:
    """The coded article of a text that is already marked up; see `code_article`."""
    actors = find_actors(marked, knowledge)
    marked = repair_parse(marked, actors, knowledge.status_words)
    timexes = find_timexes(marked, knowledge)
    scopes = find_scopes(marked, actors, knowledge)
    candidates = find_candidates(marked, actors, timexes, scopes, knowledge)
    if isinstance(coder, OpinionatedCoder):
        opinions = coder.opinions(marked, actors, candidates, scopes, knowledge)
        candidates = with_opinions(marked, actors, timexes, candidates, opinions, knowledge)
        candidates = with_carried_sides(marked, candidates)
    codings = coder.code(marked, candidates, scopes, knowledge)
    if len(codings) != len(candidates):
        raise CoderError(f"{coder.name}: {len(codings)} codings for {len(candidates)} candidates; one each is due")
    events = [
        event
        for candidate, coding in zip(candidates, codings, strict=True)
        if coding is not None
        for event in _events(marked, actors, scopes, _directed(candidate, coding), coding, knowledge, coder.name)
    ]
    nouns = frozenset(candidate.trigger for candidate in candidates if _is_noun(marked, candidate))
    distinct = _distinct(events, nouns)
    return CodedArticle(
        article=marked.article,
        actors=(*actors.actors, *_states_in_plurals(actors, distinct, knowledge)),
        events=distinct,
        statements=find_statements(marked, actors, knowledge),
        ties=find_ties(marked, actors, timexes, scopes, knowledge),
    )


def _is_noun(marked: Marked, candidate: Candidate) -> bool:
    """Whether an act is told by an event noun: by a pattern of one, or by a noun that no pattern knows."""
    return bool(candidate.pattern.noun) or (candidate.pattern is TOLD and marked.tokens[candidate.token].pos == "NOUN")


def _states_in_plurals(actors: FoundActors, events: Iterable[Event], knowledge: Knowledge) -> tuple[Actor, ...]:
    """The states that fill a role only as part of a plural ("the two countries"), so that each has its actor."""
    listed = {actor.id for actor in actors.actors}
    refs = (ref for e in events for ref in (*e.sources, *e.targets, *e.mediators, *e.hosts) if ref.actor not in listed)
    named: dict[str, list[Span]] = {}
    for ref in refs:
        spans = named.setdefault(ref.actor, [])
        if ref.span is not None and ref.span not in spans:
            spans.append(ref.span)
    return tuple(
        Actor(
            id=identifier,
            name=knowledge.gazetteer.state_name(identifier.removeprefix("state:")),
            kind=ActorKind.STATE,
            state=identifier.removeprefix("state:"),
            mentions=tuple(Mention(start=start, end=end) for start, end in sorted(spans)),
            reason="named in a plural only",
        )
        for identifier, spans in sorted(named.items())
    )


def _events(
    marked: Marked,
    actors: FoundActors,
    scopes: Sequence[Scope],
    candidate: Candidate,
    coding: Coding,
    knowledge: Knowledge,
    coder: str,
) -> list[Event]:
    """One event per time that the clause gives to the act; none when no actor is left to do or suffer it."""
    roles = _roles(actors, candidate, coding.act)
    if roles is None or (coding.act in VERBAL_ACTS and _are_nobody(roles[0], knowledge)):
        return []
    sources, targets = roles
    article = marked.article
    around = tuple(scope for scope in scopes if scope.governs(candidate.trigger) and scope.cue_class not in OWN_WILL)
    chain = _without_echoes(chain_at(candidate.trigger, around, article))
    sentence = marked.sentences[candidate.sentence]
    hedge = hedge_at(marked, candidate.token, knowledge.cues)
    found = []
    for status, time in _times(candidate, coding, article.published):
        found.append(
            Event(
                id=content_id(
                    "evt",
                    article.id,
                    coding.act,
                    coding.mode,
                    candidate.trigger,
                    time.span if time else None,
                    *(ref.actor for ref in (*sources, *targets)),
                ),
                act=coding.act,
                mode=coding.mode,
                plover=knowledge.codebook.plover_type(coding.act, status),
                status=status,
                detail=coding.detail,
                sources=sources,
                targets=targets,
                mediators=candidate.mediators,
                hosts=candidate.hosts,
                symmetric=candidate.symmetric,
                place=candidate.place,
                time=time,
                contexts=candidate.pattern.contexts,
                chain=chain,
                factuality=factuality_of(
                    chain, around, status, detail=coding.detail, hedged=candidate.reading.hedged, hedge=hedge
                ),
                trigger=candidate.trigger,
                evidence=candidate.evidence,
                region=sentence.region,
                story=sentence.story,
                confidence=coding.confidence,
                coder=coder,
                reason=coding.reason,
            )
        )
    return found


def _directed(candidate: Candidate, coding: Coding) -> Candidate:
    """The candidate of a directed act with the sides before its predicate as sources, the others as targets."""
    if not coding.directed or not candidate.symmetric:
        return candidate
    before = tuple(ref for ref in candidate.sources if ref.span is not None and ref.span[1] <= candidate.trigger[0])
    after = tuple(ref for ref in (*candidate.sources, *candidate.targets) if ref not in before)
    if not before or not after:
        return candidate
    return msgspec.structs.replace(candidate, symmetric=False, sources=before, targets=after)


def _are_nobody(sources: tuple[Ref, ...], knowledge: Knowledge) -> bool:
    """Whether nobody in particular speaks ("many have credited the arms"): a voice in a chain, no party to an act."""
    vague = knowledge.gazetteer.words.vague_sources
    return bool(sources) and all(ref.state is None and ref.name.lower() in vague for ref in sources)


def _without_echoes(chain: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The chain without a source that follows itself: "X denied a report that it had …" hangs on X once."""
    return tuple(hop for i, hop in enumerate(chain) if i == 0 or hop.name != chain[i - 1].name)


def _roles(actors: FoundActors, candidate: Candidate, act: Act) -> tuple[tuple[Ref, ...], tuple[Ref, ...]] | None:
    """Sources and targets without outlets that report and without an actor on both sides; null when none is left."""
    sources = tuple(ref for ref in candidate.sources if _kind(actors, ref) is not ActorKind.OUTLET)
    if candidate.sources and not sources:
        return None
    states = {ref.state for ref in sources if ref.state}
    targets = tuple(
        ref
        for ref in candidate.targets
        if not (_kind(actors, ref) is ActorKind.STATE and ref.state in states) or candidate.symmetric
    )
    if act is Act.AGREE and not candidate.symmetric:
        # "Peru agreed to move its embassy": a state promises nothing to what is its own.
        own = {ref.state for ref in sources if _kind(actors, ref) is ActorKind.STATE}
        things = {ref.actor for ref in targets if _kind(actors, ref) is ActorKind.ORGANISATION and ref.state in own}
        targets = tuple(ref for ref in targets if ref.actor not in things)
    if len(targets) > 1:
        # "ruled out sending troops to Chad": one's own people suffer nothing beside those they are sent against.
        others = tuple(ref for ref in targets if ref.state is None or ref.state not in states)
        targets = others or targets
    if act is Act.CONSULT:
        # A cup is hosted and the press is talked to; only those who act for somebody meet.
        targets = tuple(ref for ref in targets if ref.sector != MEDIA and _is_political(actors, ref))
        sources = tuple(ref for ref in sources if _is_political(actors, ref))
        if candidate.sources and not sources:
            return None
    if candidate.symmetric and len({ref.actor for ref in (*sources, *targets)}) < 2:
        return None
    if not any(_is_political(actors, ref) for ref in (*sources, *targets)):
        return None
    is_spoken_to_nobody = not targets and not candidate.symmetric and act is not Act.PROTEST
    if is_spoken_to_nobody and not any(_is_official(actors, ref) for ref in sources):
        return None
    if candidate.pattern.needs_target and not candidate.symmetric and not targets:
        return None
    return sources, targets


def _is_political(actors: FoundActors, ref: Ref) -> bool:
    """Whether an actor belongs to a state, or is or speaks for a body of states, or is a group: a coach is none."""
    return ref.state is not None or ref.sector in OF_BODIES or _kind(actors, ref) in (ActorKind.IGO, ActorKind.GROUP)


def _is_official(actors: FoundActors, ref: Ref) -> bool:
    """Whether an actor is a state, an organisation of states, or holds power: only their acts towards nobody count."""
    return ref.sector in OFFICIAL or _kind(actors, ref) in (ActorKind.STATE, ActorKind.IGO, ActorKind.GROUP)


def _kind(actors: FoundActors, ref: Ref) -> ActorKind | None:
    return actors.kind_of(ref.actor)


def _times(candidate: Candidate, coding: Coding, published: str | None) -> Iterator[tuple[Status, Interval | None]]:
    """Each time of an act, with the status that it has then; null where the clause names none of the act's own.

    An act told in the present with a day after publication is planned ("visits Tokyo next week"); what happened has
    another time than a day to come ("agreed to meet on Friday").
    """
    for time in candidate.times or (None,):
        ahead = _is_ahead(time, published)
        status = Status.PLANNED if ahead and coding.status is Status.ONGOING else coding.status
        yield status, None if ahead and status is Status.HAPPENED else time


def _is_ahead(time: Interval | None, published: str | None) -> bool:
    """Whether a time begins after publication."""
    return time is not None and time.earliest is not None and published is not None and time.earliest > published


def _distinct(events: list[Event], nouns: frozenset[Span]) -> tuple[Event, ...]:
    """The events without weaker twins and bare repetitions; `nouns` are the triggers that are event nouns."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (event.trigger in nouns, -event.confidence, event.trigger, event.id)):
        if not any(_are_twins(event, other) or _repeats(event, other, nouns) for other in kept):
            kept.append(event)
    return tuple(sorted(kept, key=lambda event: (event.trigger, event.time.span or (0, 0) if event.time else (0, 0))))


def _are_twins(one: Event, other: Event) -> bool:
    """Same act and roles from overlapping words."""
    return (
        one.act is other.act
        and overlaps(one.evidence, other.evidence)
        and _parties(one) <= _parties(other)
        and (one.time is None or other.time is None or one.time.span == other.time.span)
        and one.trigger != other.trigger
    )


def _repeats(one: Event, other: Event, nouns: frozenset[Span]) -> bool:
    """A noun that takes up an act already told and adds nothing ("the visit"), or a second title of the same words."""
    same = one.act is other.act and one.story == other.story and _parties(one) == _parties(other)
    if same and one.region is other.region is RegionKind.TITLE:
        return one.status is other.status
    adds = one.time is not None or len(one.chain) > 1 or one.status is not other.status
    return same and one.trigger in nouns and not adds


def _parties(event: Event) -> frozenset[str]:
    return frozenset(ref.state or ref.actor for ref in (*event.sources, *event.targets))
