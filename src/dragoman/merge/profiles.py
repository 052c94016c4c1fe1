"""What of an event is compared when events are merged; made once per event."""

from collections.abc import Iterable

from dragoman.merge.names import fold_name
from dragoman.merge.windows import Window, WindowKind, window_of
from dragoman.records import Act, ActorKind, Article, CodedArticle, Event, Record, Ref, Span, StatusDetail

Names = frozenset[tuple[str, ...]]


BROAD = frozenset(
    {Act.AGREE, Act.CONCEDE, Act.COOPERATE, Act.REJECT, Act.REQUEST, Act.RETREAT, Act.SANCTION, Act.SUPPORT}
)
"""Acts that hold different deeds (thanks, a signature and an embassy are all SUPPORT): the same act says too little."""

STEM = 4
"""Letters by which two forms of a word are one: thank(ed), thank(ful); sign(s), sign(ed)."""


class Profile(Record, frozen=True, kw_only=True):
    """One event with its article and the features that merging compares.

    `parties` are the states of both sides, or names where a side has none. `persons` are the folded names of the
    persons named for each state. `place_is_state` is true for "in Israel", false for "in Tel Aviv". `predicate` and
    `clause` are the stems of the words of trigger and evidence, for broad acts only.
    """

    article: Article
    event: Event
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
    clause: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[object, ...]:
        """Exact before vague, named before unnamed, then by content: the same on every machine, for any input order."""
        certainty = {WindowKind.DATED: 0, WindowKind.ESTIMATED: 1, WindowKind.UNKNOWN: 2}[self.window.kind]
        named = sum(len(names) for names in self.persons.values())
        return (certainty, self.window.days, -named, self.event.mode is None, self.article.id, self.event.id)


def profiles_of(coded: CodedArticle) -> Iterable[Profile]:
    """The profiles of an article's events."""
    kinds = {actor.id: actor.kind for actor in coded.actors}
    plural = {actor.id: actor.states for actor in coded.actors if actor.states}
    state_names = {fold_name(actor.name) for actor in coded.actors if actor.kind is ActorKind.STATE}
    for event in coded.events:
        sources, targets = _states(event.sources, plural), _states(event.targets, plural)
        hosts = _states(event.hosts, plural)
        states = sources | targets
        if len(states) < 2:
            states |= hosts
        place = fold_name(event.place.name) if event.place else ()
        yield Profile(
            article=coded.article,
            event=event,
            parties=states if len(states) >= 2 else states | _other_names(event),
            states=states,
            sources=sources,
            mediators=_states(event.mediators, plural),
            hosts=hosts,
            persons=_persons(event, kinds),
            place=place,
            place_is_state=place in state_names,
            window=window_of(event, coded.article),
            is_habitual=event.detail is StatusDetail.HABITUAL,
            predicate=_stems(coded.article, event, event.trigger),
            clause=_stems(coded.article, event, event.evidence),
        )


def _stems(article: Article, event: Event, span: Span) -> frozenset[str]:
    """The stems of the longer words of a span; none for acts that are not broad, which need no such comparison."""
    if event.act not in BROAD:
        return frozenset()
    return frozenset(word[:STEM] for word in fold_name(article.words(span)) if len(word) >= STEM)


def _states(refs: Iterable[Ref], plural: dict[str, tuple[str, ...]]) -> frozenset[str]:
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
