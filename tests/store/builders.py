"""Small coded articles for the tests of the store and the workspace; their words are real spans of their texts."""

from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Article,
    Change,
    CodedArticle,
    Event,
    Interval,
    Mention,
    Quality,
    Ref,
    RegionKind,
    Span,
    Statement,
    StatementKind,
    Status,
    Tie,
    content_id,
)
from tests.texts import article_of, quote

STATES = {"ISR": "Israel", "AZE": "Azerbaijan", "TUR": "Turkey", "KEN": "Kenya", "UGA": "Uganda"}

TEXT = "Kenya shelled Uganda on Monday. “We will answer,” Uganda told Kenya. Their relations are tense."


def actor_of(state: str, text: str) -> Actor:
    """The state as an actor, with its first mention where the text names it."""
    name = STATES[state]
    mentions = (Mention(start=text.index(name), end=text.index(name) + len(name)),) if name in text else ()
    return Actor(id=f"act-{state}", name=name, kind=ActorKind.STATE, state=state, mentions=mentions)


def ref_of(state: str) -> Ref:
    """A reference to a state that is implied."""
    return Ref(actor=f"act-{state}", name=STATES[state], state=state)


def refs_of(states: str) -> tuple[Ref, ...]:
    """References to states said as "AZE TUR"."""
    return tuple(ref_of(state) for state in states.split())


def event_of(
    article: Article,
    sources: str = "KEN",
    targets: str = "UGA",
    *,
    act: Act = Act.ASSAULT,
    mode: str | None = None,
    status: Status = Status.HAPPENED,
    days: tuple[str | None, str | None] | None = None,
    mediators: str = "",
    hosts: str = "",
    symmetric: bool = False,
    evidence: Span | None = None,
) -> Event:
    """An event whose evidence is the first sentence unless said."""
    span = evidence or (0, article.text.index(".") + 1 if "." in article.text else len(article.text))
    return Event(
        id=content_id("evt", article.id, act, mode, sources, targets, mediators, hosts, status, days, span),
        act=act,
        mode=mode,
        plover=act,
        status=status,
        sources=refs_of(sources),
        targets=refs_of(targets),
        mediators=refs_of(mediators),
        hosts=refs_of(hosts),
        symmetric=symmetric,
        time=None if days is None else Interval(earliest=days[0], latest=days[1]),
        trigger=(span[0], span[0] + 1),
        evidence=span,
        region=RegionKind.BODY,
        confidence=0.5,
        coder="by hand",
    )


def coded_of(
    article: Article, *events: Event, statements: tuple[Statement, ...] = (), ties: tuple[Tie, ...] = ()
) -> CodedArticle:
    """A coded article whose actors are the states that its records name."""
    named = {ref.state for event in events for ref in (*event.sources, *event.targets, *event.mediators)}
    actors = tuple(actor_of(state, article.text) for state in sorted(state for state in named if state))
    return CodedArticle(article=article, actors=actors, events=events, statements=statements, ties=ties)


def shelling(
    number: int = 0, published: str | None = "2024-03-05", outlet: str = "The Meridian Courier"
) -> CodedArticle:
    """An article with one event, one statement and one tie of Kenya and Uganda; each number is another article."""
    text = f"{TEXT} Report {number}."
    article = article_of(text, published=published, outlet=outlet)
    event = event_of(article, days=("2024-03-04", "2024-03-04"))
    statement = Statement(
        id=content_id("stm", article.id),
        kind=StatementKind.DIRECT,
        content=(quote(text, "We will answer,"),),
        cue=quote(text, "told"),
        speaker=ref_of("UGA"),
        addressee=ref_of("KEN"),
        region=RegionKind.BODY,
    )
    tie = Tie(
        id=content_id("tie", article.id),
        pair=(ref_of("KEN"), ref_of("UGA")),
        quality=Quality.TENSE,
        change=Change.WORSENING,
        evidence=quote(text, "Their relations are tense."),
    )
    return coded_of(article, event, statements=(statement,), ties=(tie,))
