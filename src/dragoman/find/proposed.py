"""Candidates with a trained coder's opinion: on the word of a pattern, or on a word that no pattern knows."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.find.candidates import OPEN, Candidate, candidate_at
from dragoman.find.found import FoundActors, FoundMention
from dragoman.find.opinions import Opinion
from dragoman.find.roles_of_events import PLACE_PREPOSITIONS, Filler, Filling, may_act, place_of, refs_of
from dragoman.find.tie_conditions import is_condition
from dragoman.knowledge import Knowledge
from dragoman.knowledge.patterns import Pattern
from dragoman.records import Act, Ref, Timex
from dragoman.text.marked import Marked

# The pattern of what no construction knows and a trained coder tells, with or without somebody acted on.
TOLD = Pattern(
    id="told", origin="no codebook: the opinion of a trained coder", verb=("*",), needs_target=False, weight=0.5
)
# A place is taken for its government where the share of its role is at least this.
SURE_PLACE = 0.9


def with_opinions(
    marked: Marked,
    actors: FoundActors,
    timexes: tuple[Timex, ...],
    candidates: Sequence[Candidate],
    opinions: Iterable[Opinion],
    knowledge: Knowledge,
) -> tuple[Candidate, ...]:
    """The candidates, each with the opinion on its word, and one more for each opinion on another word.

    Roles are those that the trained coder filled; a side that it left empty keeps what the pattern found there, where
    both see the same act.
    """
    filler = Filler(marked=marked, actors=actors, words=knowledge.status_words, gazetteer=knowledge.gazetteer)
    by_token = {candidate.token: candidate for candidate in candidates}
    found = dict(by_token)
    for opinion in _on_constructions(marked, candidates, opinions):
        known = by_token.get(opinion.token)
        filling = _filling(filler, opinion, known)
        token = marked.tokens[opinion.token]
        if known is None and opinion.act is Act.SANCTION and is_condition(marked, token.index, knowledge):
            continue  # a trained coder, too, takes the freeze that ended for one that was put on
        trigger = known.trigger if known is not None else token.span
        pattern = known.pattern if known is not None and known.pattern.act is opinion.act else TOLD
        pattern = TOLD if pattern is OPEN else pattern
        made = candidate_at(marked, token, trigger, pattern, filling, timexes, knowledge)
        reading = known.reading if known is not None else made.reading
        found[opinion.token] = msgspec.structs.replace(made, opinion=opinion, reading=reading)
    return tuple(sorted(found.values(), key=lambda candidate: candidate.trigger))


def _on_constructions(
    marked: Marked, candidates: Sequence[Candidate], opinions: Iterable[Opinion]
) -> Iterator[Opinion]:
    """Opinions on parts of a construction moved to its predicate ("mediated talks"); the surest one stays."""
    owner: dict[int, int] = {}
    for candidate in candidates:
        if candidate.pattern is not OPEN:
            owner.update({token.index: candidate.token for token in marked.tokens_in(candidate.trigger)})
    kept: dict[int, Opinion] = {}
    for opinion in opinions:
        token = owner.get(opinion.token, opinion.token)
        if token not in kept or kept[token].event < opinion.event:
            kept[token] = opinion if token == opinion.token else msgspec.structs.replace(opinion, token=token)
    yield from kept.values()


def _filling(filler: Filler, opinion: Opinion, known: Candidate | None) -> Filling:
    sources = _refs(filler, opinion.sources, as_target=opinion.symmetric) or _government_of(filler, opinion)
    targets = _without(_refs(filler, opinion.targets, as_target=True), sources)
    symmetric, mediators = opinion.symmetric, _refs(filler, opinion.mediators, as_target=False)
    if known is not None and known.pattern is not OPEN and known.pattern.act is opinion.act:
        # Where both see the act, the construction says better who stands in it; the model fills what it leaves open,
        # where it does not guess.
        sources = () if "sources" in opinion.guessed else sources
        targets = () if "targets" in opinion.guessed else targets
        symmetric = known.symmetric
        sources = known.sources or _without(sources, known.targets)
        targets = known.targets or (() if symmetric else _without(targets, sources))
        mediators = known.mediators or _without(mediators, (*sources, *targets))
    if symmetric and targets:
        sources, targets = (*sources, *targets), ()
    place = place_of(filler, opinion.token, known.pattern if known else OPEN)[0]
    return Filling(
        sources=sources,
        targets=targets,
        mediators=_without(mediators, (*sources, *targets)),
        hosts=_refs(filler, opinion.hosts, as_target=True),
        symmetric=symmetric,
        place=place,
    )  # fmt: skip


def _government_of(filler: Filler, opinion: Opinion) -> tuple[Ref, ...]:
    """The state of a place that alone and surely stands as source ("a protest note from Managua")."""
    if len(opinion.sources) != 1 or "sources" in opinion.guessed or opinion.role_shares["sources"] < SURE_PLACE:
        return ()
    mention = opinion.sources[0]
    state = filler.actors.actor(mention.actor).state
    if state is None or _is_where(filler, mention):
        return ()
    name = filler.gazetteer.state_name(state)
    return (Ref(actor=f"state:{state}", name=name, state=state, span=mention.span),)


def _is_where(filler: Filler, mention: FoundMention) -> bool:
    """Whether a mention says where somebody is ("staff in Khartoum"), who may be no government."""
    first = filler.marked.tokens_in(mention.span)[0].index
    return first > 0 and filler.marked.tokens[first - 1].text.lower() in PLACE_PREPOSITIONS


def _refs(filler: Filler, mentions: Sequence[FoundMention], *, as_target: bool) -> tuple[Ref, ...]:
    """References to the actors of mentions, each once."""
    refs = [ref for one in mentions if may_act(filler, one, as_target=as_target) for ref in refs_of(filler, one)]
    return tuple({ref.actor: ref for ref in reversed(refs)}.values())[::-1]


def _without(refs: tuple[Ref, ...], others: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The references to actors that are none of the others."""
    known = {ref.actor for ref in others}
    return tuple(ref for ref in refs if ref.actor not in known)
