"""What of an event is compared when events are merged; made once per event."""

from collections.abc import Container, Iterable, Mapping

import msgspec

from dragoman.knowledge.merge_words import load_merge_words
from dragoman.merge.names import fold_name
from dragoman.merge.quantities import STEM, Quantity, quantities_in
from dragoman.merge.windows import Window, WindowKind, window_of
from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Article,
    CodedArticle,
    Event,
    Record,
    Ref,
    RegionKind,
    Span,
    StatusDetail,
)

Names = frozenset[tuple[str, ...]]


BROAD = frozenset(
    {Act.AGREE, Act.CONCEDE, Act.COOPERATE, Act.REJECT, Act.REQUEST, Act.RETREAT, Act.SANCTION, Act.SUPPORT}
)
"""Acts that hold different deeds (thanks, a signature and an embassy are all SUPPORT): the same act says too little."""


FAMILIES: dict[Act, str] = {
    Act.AGREE: "accord", Act.SUPPORT: "accord", Act.COOPERATE: "accord", Act.AID: "accord",
    Act.RETREAT: "yielding", Act.CONCEDE: "yielding", Act.SANCTION: "pressure", Act.COERCE: "pressure",
}  # fmt: skip
"""Acts that accounts of one deed are read as: a release is RETREAT here and CONCEDE there. Others stand alone."""


class Profile(Record, frozen=True, kw_only=True):
    """One event with its article and the features that merging compares.

    `parties` are the states of both sides, or names where a side has none. `persons` are the folded names of the
    persons named for each state. `place_is_state` is true for "in Israel", false for "in Tel Aviv". `predicate` and
    `content` are the stems of the words of trigger and evidence that are neither function words nor names of the
    sides. `is_recalled` is true where the clause tells of something before its story ("had expelled"), `is_lead` for
    the first event of its family in the body of its story, which a headline is likeliest about. `holders` are the
    names on the sides by the office that one person of a state has at a time ("Foreign Minister@PER").

    `article` is without its text and `event` without what merging does not need, so that a profile can be kept for
    itself; `words` are those of the evidence.
    """

    article: Article
    event: Event
    words: str
    parties: frozenset[str]
    states: frozenset[str]
    sources: frozenset[str]
    mediators: frozenset[str]
    hosts: frozenset[str]
    persons: dict[str, Names]
    place: tuple[str, ...]
    place_is_state: bool
    window: Window
    is_habitual: bool
    predicate: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()
    quantities: tuple[Quantity, ...] = ()
    is_recalled: bool = False
    is_lead: bool = False
    holders: dict[str, tuple[str, ...]] = {}

    @property
    def order(self) -> tuple[object, ...]:
        """Exact before vague, named before unnamed, then by content: the same on every machine, for any input order."""
        certainty = {WindowKind.DATED: 0, WindowKind.ESTIMATED: 1, WindowKind.UNKNOWN: 2}[self.window.kind]
        named = sum(len(names) for names in self.persons.values())
        return (certainty, self.window.days, -named, self.event.mode is None, self.article.id, self.event.id)


def profiles_of(coded: CodedArticle, wanted: Container[str] | None = None) -> Iterable[Profile]:
    """The profiles of an article's events, or of those `wanted` by id; they are the same, whichever are wanted."""
    kinds = {actor.id: actor.kind for actor in coded.actors}
    persons = {actor.id: actor for actor in coded.actors if actor.kind is ActorKind.PERSON}
    plural = {actor.id: actor.states for actor in coded.actors if actor.states}
    state_names = {fold_name(actor.name) for actor in coded.actors if actor.kind is ActorKind.STATE}
    leads = _leads(coded.events)
    head = msgspec.structs.replace(coded.article, text="", regions=(), authors=(), url=None, language=None, sha256="")
    for event in coded.events:
        if wanted is not None and event.id not in wanted:
            continue
        sources, targets = states_of(event.sources, plural), states_of(event.targets, plural)
        hosts = states_of(event.hosts, plural)
        states = sources | targets
        if len(states | _other_names(event)) < 2:
            states |= hosts
        place = fold_name(event.place.name) if event.place else ()
        words = coded.article.words(event.evidence)
        yield Profile(
            article=head,
            event=msgspec.structs.replace(event, contexts=(), factuality={}, coder="", reason=""),
            words=words,
            parties=states if len(states) >= 2 else states | _other_names(event),
            states=states,
            sources=sources,
            mediators=states_of(event.mediators, plural),
            hosts=hosts,
            persons=_persons(event, kinds),
            place=place,
            place_is_state=place in state_names,
            window=window_of(event, coded.article),
            is_habitual=event.detail is StatusDetail.HABITUAL,
            predicate=_stems(coded.article, event.trigger),
            content=_stems(coded.article, event.evidence) - _names_of(event, state_names),
            quantities=tuple(quantities_in(words)),
            is_recalled=_is_recalled(coded.article, event),
            is_lead=event.id in leads,
            holders=_holders(event, persons),
        )


def family_of(act: Act) -> str:
    """The family of an act, by which events are compared."""
    return FAMILIES.get(act, act)


def _leads(events: Iterable[Event]) -> frozenset[str]:
    """The first event of each family of acts in the body of each story."""
    first: dict[tuple[int, str], Event] = {}
    for event in sorted(events, key=lambda event: (event.trigger, event.id)):
        if event.region is not RegionKind.TITLE:
            first.setdefault((event.story, family_of(event.act)), event)
    return frozenset(event.id for event in first.values())


def _stems(article: Article, span: Span) -> frozenset[str]:
    """The stems of the words of a span that say something; numbers are compared as quantities."""
    skipped = load_merge_words().skipped
    return frozenset(
        word[:STEM] for word in fold_name(article.words(span)) if word not in skipped and not word.isnumeric()
    )


def _names_of(event: Event, states: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The stems of the names of the sides, and of the states that the article names."""
    refs = (*event.sources, *event.targets, *event.mediators, *event.hosts)
    names = [*(fold_name(ref.name) for ref in refs), *states]
    return frozenset(word[:STEM] for name in names for word in name)


def _is_recalled(article: Article, event: Event) -> bool:
    """Whether the clause stands in the pluperfect: "had" before its predicate."""
    before = fold_name(article.text[event.evidence[0] : event.trigger[0]])
    return any(word in load_merge_words().pluperfect for word in before)


def states_of(refs: Iterable[Ref], plural: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The states that the refs stand for; "the two nations" stands for both."""
    found: set[str] = set()
    for ref in refs:
        if ref.state:
            found.add(ref.state)
        found.update(plural.get(ref.actor, ()))
    return frozenset(found)


def _other_names(event: Event) -> frozenset[str]:
    """The folded names of the sides that belong to no state, marked so that they never look like a state's code."""
    return frozenset(
        "name:" + " ".join(fold_name(ref.name)) for ref in (*event.sources, *event.targets) if not ref.state
    )


def _persons(event: Event, kinds: dict[str, ActorKind]) -> dict[str, Names]:
    """The persons named on each state's side."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for ref in (*event.sources, *event.targets):
        if ref.state and kinds.get(ref.actor) is ActorKind.PERSON:
            found.setdefault(ref.state, set()).add(fold_name(ref.name))
    return {state: frozenset(names) for state, names in sorted(found.items())}


def _holders(event: Event, persons: Mapping[str, Actor]) -> dict[str, tuple[str, ...]]:
    """The persons on the sides by their offices, as named, where one person of a state has such an office at a time."""
    single = load_merge_words().single_offices
    found: dict[str, tuple[str, ...]] = {}
    for ref in (*event.sources, *event.targets):
        actor = persons.get(ref.actor)
        for office in actor.offices if actor is not None else ():
            state = office.state or ref.state
            if office.title in single and office.status == "current" and state:
                key = f"{office.title}@{state}"
                found[key] = tuple(sorted({*found.get(key, ()), ref.name}))
    return dict(sorted(found.items()))
