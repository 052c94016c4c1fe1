"""Candidates with a trained coder's opinion: on the word of a pattern, or on a word that no pattern knows."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.find.candidates import OPEN, Candidate, candidate_at
from dragoman.find.found import FoundActors, FoundMention, MentionRole
from dragoman.find.opinions import Opinion
from dragoman.find.roles_of_events import BY_WORDS, Filler, Filling, is_placed, may_act, place_of, refs_of
from dragoman.find.tie_conditions import is_condition
from dragoman.knowledge import Knowledge
from dragoman.knowledge.patterns import Pattern
from dragoman.records import Act, ActorKind, Ref, Timex
from dragoman.text.marked import Marked

# The pattern of what no construction knows and a trained coder tells, with or without somebody acted on.
TOLD = Pattern(
    id="told", origin="no codebook: the opinion of a trained coder", verb=("*",), needs_target=False, weight=0.5
)
# Acts of a passive that its subject suffers; in others it may do them: "troops were stationed", "he was received".
SUFFERED = frozenset({Act.ACCUSE, Act.ASSAULT, Act.COERCE, Act.REJECT, Act.REQUEST, Act.SANCTION, Act.THREATEN})
# Labels of words that say in a noun phrase whose it is: "the Chinese envoy", "China's envoy".
NAMING = frozenset({"amod", "compound", "nmod", "poss"})
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
    opinion = _with_passive_subject(filler, opinion)
    sources = _refs(filler, opinion.sources, as_target=opinion.symmetric) or _government_of(filler, opinion)
    named = [one for one in opinion.targets if not _is_in_what_is_rejected(filler, opinion, one)]
    is_by_words = opinion.act in BY_WORDS
    if is_by_words:
        named = [one for one in named if not _tells_of_own(filler, opinion, one, sources)]
    targets = _without(_refs(filler, _not_where(filler, named), as_target=True, is_by_words=is_by_words), sources)
    symmetric, mediators = opinion.symmetric, _refs(filler, opinion.mediators, as_target=False)
    if known is not None and known.pattern is not OPEN and known.pattern.act is opinion.act:
        # Where both see the act, the construction says better who stands in it; the model fills what it leaves open,
        # where it does not guess.
        sources = () if "sources" in opinion.guessed else sources
        targets = () if "targets" in opinion.guessed else targets
        symmetric = known.symmetric
        sources = known.sources or _without(sources, known.targets)
        targets = _without(targets, sources)
        is_own = {ref.state for ref in known.targets} <= {ref.state for ref in sources} and bool(targets)
        targets = targets if is_own and is_by_words else known.targets or (() if symmetric else targets)
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


def _with_passive_subject(filler: Filler, opinion: Opinion) -> Opinion:
    """The opinion with its sides turned where it takes the subject of a passive for the doer."""
    subject = next((kid for kid in filler.marked.children(opinion.token) if kid.dep == "nsubjpass"), None)
    if subject is None or opinion.act not in SUFFERED or not opinion.sources:
        return opinion
    names = {subject.index, *(kid.index for kid in filler.marked.children(subject.index) if kid.dep in NAMING)}
    if not all(one.head in names for one in opinion.sources):
        return opinion
    return msgspec.structs.replace(opinion, sources=opinion.targets, targets=opinion.sources)


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
    """Whether a mention says where somebody is ("staff in Khartoum"); "at Ankara's request" names who asked."""
    if filler.marked.tokens[mention.head].dep == "poss":
        return False
    tokens = filler.marked.tokens_in(mention.span)
    head = filler.marked.head(tokens[-1].index)
    if tokens[-1].dep == "nsubj" and head.lemma in filler.gazetteer.words.location_verbs:
        return True  # "Gomel is witnessing protests"
    return is_placed(filler.marked, mention.span)


def _not_where(filler: Filler, mentions: Sequence[FoundMention]) -> tuple[FoundMention, ...]:
    """The mentions without those that say where another stands: "stormed the embassy in the capital"."""
    heads, marked = {one.head for one in mentions}, filler.marked
    above = {one.actor: marked.head(marked.head(one.head).index).index for one in mentions}
    return tuple(one for one in mentions if not _is_where(filler, one) or above[one.actor] not in heads)


def _refs(
    filler: Filler, mentions: Sequence[FoundMention], *, as_target: bool, is_by_words: bool = False
) -> tuple[Ref, ...]:
    """References to the actors of mentions, each once; acts by words are done to no place."""
    kept = [one for one in mentions if may_act(filler, one, as_target=as_target) and not _is_only_where(filler, one)]
    if is_by_words:
        kept = [one for one in kept if not (one.role is MentionRole.PLACE and _is_where(filler, one))]
    refs = [ref for one in kept for ref in refs_of(filler, one)]
    return tuple({ref.actor: ref for ref in reversed(refs)}.values())[::-1]


def _is_only_where(filler: Filler, mention: FoundMention) -> bool:
    """Whether a state says no more than where somebody or something is: "rebels in A", "near the border with A"."""
    if filler.actors.actor(mention.actor).kind not in (ActorKind.STATE, ActorKind.PLACE):
        return False
    for above in filler.marked.ancestors(mention.head):
        if above.pos in ("VERB", "AUX"):
            return False
        other = filler.actors.headed_by(above.index)
        if filler.marked.tokens[mention.head].head == above.index and filler.marked.tokens[mention.head].dep == "conj":
            continue  # "with A and B": what stands above the first of a list stands above all
        if other is None or not _is_behind(filler, mention, other):
            continue
        if other.role is MentionRole.PLACE:
            return _is_where(filler, other)
        return _is_where(filler, mention)
    return False


def _is_in_what_is_rejected(filler: Filler, opinion: Opinion, mention: FoundMention) -> bool:
    """Whether a mention stands in the content of a claim or demand: who made it is not who is spoken of in it."""
    if opinion.act is not Act.REJECT:
        return False
    for above in (filler.marked.tokens[mention.head], *filler.marked.ancestors(mention.head)):
        noun = filler.marked.head(above.index)
        if above.dep in ("acl", "ccomp") and noun.dep == "dobj" and noun.head == opinion.token:
            return any(kid.dep == "mark" for kid in filler.marked.children(above.index))
    return False


def _tells_of_own(filler: Filler, opinion: Opinion, mention: FoundMention, sources: tuple[Ref, ...]) -> bool:
    """Whether a mention is who tells of words of the own state: "A's minister stressed A's denial"."""
    token = filler.marked.tokens[mention.head]
    state = filler.actors.actor(mention.actor).state
    if token.dep != "nsubj" or state is None or state not in {ref.state for ref in sources}:
        return False
    return token.head != opinion.token and any(
        above.index == token.head for above in filler.marked.ancestors(opinion.token)
    )


def _is_behind(filler: Filler, mention: FoundMention, other: FoundMention) -> bool:
    return other.span[1] <= mention.span[0] and other.actor != mention.actor


def _without(refs: tuple[Ref, ...], others: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The references to actors that are none of the others."""
    known = {ref.actor for ref in others}
    return tuple(ref for ref in refs if ref.actor not in known)
