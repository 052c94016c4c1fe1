"""Roles of events: the actors in the slots that a pattern names."""

from collections.abc import Iterator

import msgspec

from dragoman.find import clauses
from dragoman.find.found import FoundActors, FoundMention, MentionRole
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.patterns import SLOTS, Pattern
from dragoman.knowledge.status_words import StatusWords
from dragoman.records import Act, ActorKind, Place, Ref, Span, contains
from dragoman.text.marked import Marked

# Acts by words alone, which no place suffers where they are spoken ("called for a march in Lima").
BY_WORDS = frozenset({Act.ACCUSE, Act.REJECT, Act.REQUEST})
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside"})
MODIFIERS = ("amod", "compound", "nmod")
# An actor named inside a role's noun phrase stands for it: "Ankara's proposal", "the Russian embassy", "troops of X".
INNER_LABELS = ("poss", "amod", "compound", "nmod", "appos", "nummod")
# "on the sidelines of the summit": where others meet is no party to what they do.
BESIDE = frozenset({"sideline", "margin", "fringe"})
INNER_PREPOSITIONS = ("of", "from", "in", "by", "on", "for", "against", "with", "between", "to")
# Behind a noun of harm these have who did it, the others who suffered it: "an attack on Chad by rebels".
DOER_PREPOSITIONS = ("by", "from")  # Acts that a state does to its own places and people too.
FELT_AT_HOME = frozenset({Act.ASSAULT, Act.COERCE, Act.RETREAT, Act.AID, Act.PROTEST, Act.CONCEDE})

Roles = tuple[tuple[Ref, ...], tuple[Ref, ...]]
"""Sources and targets."""


class Filler(msgspec.Struct, frozen=True):
    """What is needed to fill slots: the parse, its actors and the words of control.

    `blames`: the act is directed at who did what is spoken of, not at who suffered it.
    """

    marked: Marked
    actors: FoundActors
    words: StatusWords
    gazetteer: Gazetteer
    blames: bool = False


class Filling(msgspec.Struct, frozen=True, kw_only=True):
    """The actors found in the roles of one predicate."""

    sources: tuple[Ref, ...] = ()
    targets: tuple[Ref, ...] = ()
    mediators: tuple[Ref, ...] = ()
    hosts: tuple[Ref, ...] = ()
    symmetric: bool = False
    place: Place | None = None

    @property
    def is_between_states(self) -> bool:
        """Whether actors of a state, or of an organisation of states, stand on both sides."""
        sides = (self.sources, self.targets)
        if self.symmetric and len(self.sources) > 1:
            sides = (self.sources[:1], self.sources[1:])
        return all(any(party_of(ref) for ref in side) for side in sides)

    @property
    def is_within_one_state(self) -> bool:
        """Whether some state stands on both sides."""
        return bool({r.state for r in self.sources if r.state} & {r.state for r in self.targets if r.state})


def party_of(ref: Ref) -> str | None:
    """The state of a reference; an organisation of states or a group without one stands for itself."""
    return ref.state or (ref.actor if ref.actor.startswith(("igo:", "group:")) else None)


def fill_slots(
    filler: Filler,
    index: int,
    pattern: Pattern,
    carried: Roles = ((), ()),
) -> Filling | None:
    """The roles of the predicate at `index` by the pattern's slots; null when a role that it needs stays empty.

    `carried` are source and target of an earlier candidate, from whom an unsaid target is taken when the source is
    the same.
    """
    filler = msgspec.structs.replace(filler, blames=pattern.act is Act.ACCUSE)
    place, place_ref = place_of(filler, index, pattern)
    sources = _first_filled(filler, index, pattern, pattern.source, place_ref)
    targets = _first_filled(filler, index, pattern, pattern.target, place_ref, beside=sources)
    if not targets and {ref.actor for ref in sources} & {ref.actor for ref in carried[0]}:
        targets = carried[1]
    mediators = _first_filled(filler, index, pattern, pattern.mediator, place_ref)
    hosts = _first_filled(filler, index, pattern, pattern.host, place_ref)
    if pattern.act not in FELT_AT_HOME:
        named = _without_own_places(filler, targets, sources)
        targets = named if named or len(sources) > 1 or not pattern.needs_target else targets
    symmetric = pattern.symmetric or (not targets and len(sources) > 1 and clauses.is_reciprocal(filler.marked, index))
    if symmetric and len(sources) < 2 and not targets and not (pattern.mediator and len(sources) > 1):
        return None
    if not symmetric and pattern.needs_target and not targets:
        return None
    if not sources and not targets:
        return None
    if not sources and pattern.source_kinds:
        return None
    if not sources and not pattern.mediator and not _may_lack_source(filler.marked, index):
        return None
    return Filling(sources=sources, targets=targets, mediators=mediators, hosts=hosts, symmetric=symmetric, place=place)


def _without_own_places(filler: Filler, targets: tuple[Ref, ...], sources: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The targets without places of a source's own state: "agreed in Lima to meet", "fired a missile off its coast"."""
    own = {ref.state for ref in sources if ref.state}
    return tuple(
        ref for ref in targets if ref.state not in own or filler.actors.kind_of(ref.actor) is not ActorKind.PLACE
    )


def _may_lack_source(marked: Marked, index: int) -> bool:
    """Whether nobody needs to be named as doing it: an agentless passive of its own clause, not a reduced one."""
    return clauses.is_passive(marked, index) and marked.tokens[index].dep in ("ROOT", "conj", "ccomp", "advcl")


def taken_up(earlier: Roles) -> Filling | None:
    """The roles of an earlier act, for a noun that takes it up; null where there is none."""
    sources, targets = earlier
    return Filling(sources=sources, targets=targets) if sources and targets else None


def _first_filled(
    filler: Filler,
    index: int,
    pattern: Pattern,
    slots: tuple[str, ...],
    place: Ref | None,
    beside: tuple[Ref, ...] = (),
) -> tuple[Ref, ...]:
    """The actors of the first slot that holds any, without those of the role beside it."""
    known = {ref.actor for ref in beside}
    own = frozenset(ref.state for ref in beside if ref.state)
    faceless: tuple[Ref, ...] = ()
    second_best: tuple[Ref, ...] = ()
    refs: tuple[Ref, ...]
    if pattern.act is Act.REQUEST and slots is pattern.target:
        told = _refs(filler, clauses.objects(filler.marked, index), as_target=True, own=own)
        if told and _are_told(filler, told):
            return told
    for slot in slots:
        if slot == "place":
            refs = (place,) if place is not None else ()
        else:
            heads = _slot_heads(filler, index, pattern, slot)
            refs = _refs(filler, heads, as_target=slots is not pattern.source, own=own)
            if pattern.source_kinds and slots is pattern.source:
                refs = tuple(ref for ref in refs if filler.actors.kind_of(ref.actor) in pattern.source_kinds)
        refs = tuple(ref for ref in refs if ref.actor not in known)
        if slots is pattern.target and pattern.act in BY_WORDS:
            refs = tuple(ref for ref in refs if not _is_where(filler, ref))
        if refs and own and {ref.state for ref in refs} <= own:
            if slot == "complement" and all(filler.marked.tokens[head].dep == "nsubj" for head in heads):
                continue  # "warned that its army would answer": one's own army is not whom one warns
            second_best = second_best or refs  # "closed its border with B": "its border" only if nobody else is named
        elif refs and slots is pattern.target and all(_is_unsided(filler, ref) for ref in refs):
            faceless = faceless or refs  # "deported 600 people to C": people only if no state is named
        elif refs:
            return refs
    return faceless or second_best


def _is_where(filler: Filler, ref: Ref) -> bool:
    """Whether a reference is to a place behind a preposition of place ("a march in Cusco")."""
    if ref.span is None or filler.actors.kind_of(ref.actor) is not ActorKind.PLACE:
        return False
    return is_placed(filler.marked, ref.span)


def is_placed(marked: Marked, span: Span) -> bool:
    """Whether words stand right behind a preposition of place ("in Cusco")."""
    first = marked.tokens_in(span)[0].index
    return first > 0 and marked.tokens[first - 1].text.lower() in PLACE_PREPOSITIONS


def _slot_heads(filler: Filler, index: int, pattern: Pattern, slot: str) -> tuple[int, ...]:
    """The head tokens of the phrases in a slot of the predicate."""
    marked = filler.marked
    token = marked.tokens[index]
    if slot == "subject":
        if token.pos == "ADJ":
            return clauses.subjects(marked, token.head, filler.words)
        return clauses.subjects(marked, index, filler.words)
    objects = clauses.objects(marked, index)
    if slot == "object":
        return objects or (_labelled(marked, index) if pattern.label else ())
    if slot == "dative":
        return tuple(child.index for child in marked.children(index) if child.dep == "dative" and child.pos != "ADP")
    if slot == "complement":
        return _complement_heads(filler, index)
    if slot in ("owner", "purpose"):
        return _owners(marked, objects, pattern) if slot == "owner" else _purpose_heads(marked, index)
    bases = [index, *objects, *(noun for head in objects for noun in clauses.prepositional(marked, head, ("of",)))]
    if pattern.prep_object:
        bases.extend(clauses.prepositional(marked, index, pattern.prep))
    if slot == "poss":
        owners = (child for base in bases for child in marked.children(base) if child.dep == "poss")
        return tuple(head for owner in owners for head in clauses.coordinated(marked, owner.index))
    if slot == "modifier":  # "Turkish–Israeli ties": however the adjectives hang, they stand before their noun
        modifiers = (child for base in bases for child in marked.children(base) if child.dep in MODIFIERS)
        below = (token for modifier in modifiers for token in marked.descendants(modifier.index))
        return tuple(sorted(token.index for token in below if token.pos in ("ADJ", "PROPN", "NOUN")))
    if token.pos == "NOUN":  # "the arrest of a scholar by Iran": who did it was parsed below who suffered it
        bases.extend(clauses.prepositional(marked, index, ("of",)))
    if filler.blames and slot not in DOER_PREPOSITIONS:
        bases = [base for base in bases if marked.tokens[base].lemma not in filler.gazetteer.words.harm_nouns]
    return tuple(head for base in bases for head in clauses.prepositional(marked, base, (slot,)))


def _owners(marked: Marked, objects: tuple[int, ...], pattern: Pattern) -> tuple[int, ...]:
    """Whose the event noun of a construction is: "conveyed Chad's protest", not "told Chad's envoy"."""
    nouns = (head for head in objects if marked.tokens[head].lemma in pattern.object)
    return tuple(child.index for noun in nouns for child in marked.children(noun) if child.dep == "poss")


def _purpose_heads(marked: Marked, index: int) -> tuple[int, ...]:
    """The objects of an infinitive of purpose, direct or behind a noun of trying: "fired in a bid to scatter them"."""
    below = [child for child in marked.children(index) if child.dep in ("advcl", "xcomp")]
    nouns = clauses.prepositional(marked, index, ("in",))
    below.extend(child for noun in nouns for child in marked.children(noun) if child.dep == "acl")
    ends = (verb for verb in below if any(kid.tag == "TO" for kid in marked.children(verb.index)))
    return tuple(head for verb in ends for head in clauses.objects(marked, verb.index))


def _labelled(marked: Marked, index: int) -> tuple[int, ...]:
    """Who is called something, where the label was parsed as a clause ("found two Malians guilty")."""
    clauses_below = (child.index for child in marked.children(index) if child.dep in ("ccomp", "xcomp"))
    subjects = (child for below in clauses_below for child in marked.children(below) if child.dep == "nsubj")
    return tuple(head for subject in subjects for head in clauses.coordinated(marked, subject.index))


def _complement_heads(filler: Filler, index: int) -> tuple[int, ...]:
    """The objects of the clause that the predicate governs ("agreed to supply Kyiv"), nearest first."""
    marked = filler.marked
    below = clauses.complement(marked, index) or clauses.purpose(marked, index)
    if below is None:
        return ()
    subject = tuple(child.index for child in marked.children(below.index) if child.dep in ("nsubj", "nsubjpass"))
    direct = (*subject, *clauses.objects(marked, below.index))
    indirect = clauses.prepositional(marked, below.index, ("with", "to", "for", "on", "against", "from", "at", "in"))
    nouns = tuple(h for d in direct for h in clauses.prepositional(marked, d, ("with", "to", "for", "on", "against")))
    return (*direct, *indirect, *nouns)


def _refs(
    filler: Filler, heads: tuple[int, ...], *, as_target: bool, own: frozenset[str] = frozenset()
) -> tuple[Ref, ...]:
    """The actors that the phrases with these heads name, in reading order and once each."""
    found: dict[str, Ref] = {}
    for head in heads:
        for mention in _mentions_of(filler, head, as_target=as_target, own=own):
            for ref in refs_of(filler, mention):
                found.setdefault(ref.actor, ref)
    refs = tuple(found.values())
    return tuple(ref for ref in refs if not any(_is_part(ref, other) for other in refs))


def _is_part(ref: Ref, other: Ref) -> bool:
    """Whether one reference stands inside another's words ("Egypt" in "Egypt's foreign ministry")."""
    if ref.span is None or other.span is None or ref.span == other.span:
        return False
    return contains(other.span, ref.span)


def _mentions_of(
    filler: Filler, head: int, *, as_target: bool, own: frozenset[str] = frozenset(), depth: int = 0
) -> tuple[FoundMention, ...]:
    """The mention of a phrase's head; failing that, of the actors named inside the phrase.

    People without a name yield to a state named with them ("600 migrants from Niger"), and of several actors inside
    the phrase the first is taken that has a side other than the states of `own` ("its border with Burundi").
    """
    if filler.marked.tokens[head].lemma in BESIDE:
        return ()
    mention = filler.actors.headed_by(head)
    heads = (mention,) if mention is not None and may_act(filler, mention, as_target=as_target) else ()
    is_own_place = bool(heads) and mention is not None and _is_place_of(filler, mention, own)
    if depth >= 2 or (heads and not is_own_place and not _is_faceless(filler, heads)):  # deeper nesting names others
        return heads
    inside = (heads, *_inside(filler, head, as_target=as_target, own=own, depth=depth))
    named = [found for found in inside if found]
    sided = [found for found in named if not _is_faceless(filler, found)]
    others = [found for found in sided if not _states(filler, found) <= own] if own else sided
    return next(iter((*others, *sided, *named)), ())


def _inside(
    filler: Filler, head: int, *, as_target: bool, own: frozenset[str], depth: int
) -> Iterator[tuple[FoundMention, ...]]:
    """The actors named by each modifier of a phrase, then by each of its prepositions ("troops from A and B")."""
    for child in filler.marked.children(head):
        if child.dep in INNER_LABELS:
            yield _mentions_of(filler, child.index, as_target=as_target, own=own, depth=depth + 1)
    present = clauses.preposition_tokens(filler.marked, head)
    is_harm = filler.marked.tokens[head].lemma in filler.gazetteer.words.harm_nouns
    prepositions = DOER_PREPOSITIONS if is_harm and (filler.blames or not as_target) else INNER_PREPOSITIONS
    for preposition in (each for each in prepositions if each in present):
        below = clauses.prepositional(filler.marked, head, (preposition,))
        found = (_mentions_of(filler, index, as_target=as_target, own=own, depth=depth + 1) for index in below)
        yield tuple(mention for mentions in found for mention in mentions)


def _is_faceless(filler: Filler, mentions: tuple[FoundMention, ...]) -> bool:
    """Whether these are people of no named state or body."""
    actors = (filler.actors.actor(mention.actor) for mention in mentions)
    return all(actor.kind is ActorKind.ANONYMOUS and not (actor.state or actor.states) for actor in actors)


def _is_unsided(filler: Filler, ref: Ref) -> bool:
    is_of_body = ref.sector == "IGO"  # "peacekeepers"
    return ref.state is None and not is_of_body and filler.actors.kind_of(ref.actor) is ActorKind.ANONYMOUS


def _are_told(filler: Filler, refs: tuple[Ref, ...]) -> bool:
    """Whether people are told what to do: "urged its citizens to leave Chad" is directed at no other."""
    return all(filler.actors.kind_of(ref.actor) is ActorKind.ANONYMOUS and ref.state for ref in refs)


def _is_place_of(filler: Filler, mention: FoundMention, own: frozenset[str]) -> bool:
    """Whether a mention is a place of one of these states ("its border")."""
    actor = filler.actors.actor(mention.actor)
    return actor.kind is ActorKind.PLACE and actor.state in own


def _states(filler: Filler, mentions: tuple[FoundMention, ...]) -> frozenset[str]:
    actors = [filler.actors.actor(mention.actor) for mention in mentions]
    named = frozenset(state for actor in actors for state in (actor.state, *actor.states) if state)
    return named or frozenset(actor.id for actor in actors)


def may_act(filler: Filler, mention: FoundMention, *, as_target: bool) -> bool:
    """A place is acted on but does not act."""
    if mention.role is MentionRole.PLACE or filler.actors.actor(mention.actor).kind is ActorKind.PLACE:
        return as_target
    return True


def refs_of(filler: Filler, mention: FoundMention) -> tuple[Ref, ...]:
    """One reference, or one per state for a plural ("the two countries")."""
    actor = filler.actors.actor(mention.actor)
    if actor.state is None and len(actor.states) > 1:
        return tuple(
            Ref(
                actor=f"state:{state}",
                name=filler.gazetteer.state_name(state),
                state=state,
                sector=actor.sector,
                span=mention.span,
            )
            for state in actor.states
        )
    return (filler.actors.ref(mention),)


def place_of(filler: Filler, index: int, pattern: Pattern) -> tuple[Place | None, Ref | None]:
    """Where the act took place: a named place after "in" or "at" below the predicate or its noun."""
    marked = filler.marked
    bases = [index, *(clauses.objects(marked, index) if pattern.object else ())]
    used = set(pattern.target) - SLOTS
    for base in bases:
        for head in clauses.prepositional(marked, base, PLACE_PREPOSITIONS - used):
            mention = filler.actors.headed_by(head)
            if mention is None:
                continue
            actor = filler.actors.actor(mention.actor)
            if actor.kind in (ActorKind.PLACE, ActorKind.STATE):
                return Place(name=actor.name, state=actor.state, span=mention.span), filler.actors.ref(mention)
    return None, None
