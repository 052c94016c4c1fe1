"""Records made by hand for tests: one text, and what is claimed in it, said by its words."""

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Anonymity,
    Article,
    Change,
    CodedArticle,
    Event,
    Grain,
    Hop,
    HopKind,
    Interval,
    Mention,
    Office,
    Place,
    Quality,
    Ref,
    Region,
    RegionKind,
    Statement,
    StatementKind,
    Status,
    StatusDetail,
    Tie,
    content_id,
)
from tests.texts import quote

NAMES = {
    "AZE": "Azerbaijan",
    "ISR": "Israel",
    "TUR": "Turkey",
    "PER": "Peru",
    "CHL": "Chile",
    "USA": "United States",
}


def state(code: str) -> Actor:
    """A state by its code."""
    return Actor(id=f"act-{code}", name=NAMES[code], kind=ActorKind.STATE, state=code, sector="GOV")


def person(name: str, code: str | None = None, *titles: str) -> Actor:
    """A person of a state, with offices."""
    offices = tuple(Office(title=title, state=code) for title in titles)
    return Actor(id=content_id("act", name), name=name, kind=ActorKind.PERSON, state=code, offices=offices)


def other(name: str, kind: ActorKind, code: str | None = None) -> Actor:
    """Any other actor."""
    return Actor(id=content_id("act", name), name=name, kind=kind, state=code)


def ref(actor: Actor) -> Ref:
    """A reference to an actor without a place in the text."""
    return Ref(actor=actor.id, name=actor.name, state=actor.state, sector=actor.sector)


def author(name: str = "The Meridian Courier") -> Hop:
    """The first hop of every chain."""
    return Hop(kind=HopKind.AUTHOR, name=name, inferred=True)


def outlet(name: str) -> Hop:
    """An outlet that is cited."""
    return Hop(kind=HopKind.OUTLET, name=name)


def unnamed(name: str = "unnamed sources") -> Hop:
    """A source that is said to be unnamed."""
    return Hop(kind=HopKind.UNNAMED_PERSON, name=name, anonymity=Anonymity.UNNAMED)


def unspecified(name: str = "various media outlets") -> Hop:
    """Sources left unspecified."""
    return Hop(kind=HopKind.OUTLET_UNSPECIFIED, name=name, anonymity=Anonymity.UNSPECIFIED)


def speaker(actor: Actor) -> Hop:
    """A named person who says so."""
    return Hop(kind=HopKind.NAMED_PERSON, name=actor.name, actor=actor.id)


def on(first: str, last: str | None = None, phrase: str | None = None) -> Interval:
    """A time: a day, a month "2023-03", a year "2016", or the days from `first` to `last`."""
    if last is not None:
        return Interval(edtf=f"{first}/{last}", earliest=first, latest=last, grain=Grain.DAY, phrase=phrase)
    if len(first) == 4:
        return Interval(edtf=first, earliest=f"{first}-01-01", latest=f"{first}-12-31", grain=Grain.YEAR, phrase=phrase)
    if len(first) == 7:
        start = date.fromisoformat(f"{first}-01")
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return Interval(
            edtf=first, earliest=start.isoformat(), latest=end.isoformat(), grain=Grain.MONTH, phrase=phrase
        )
    return Interval(edtf=first, earliest=first, latest=first, grain=Grain.DAY, phrase=phrase)


def vaguely(phrase: str) -> Interval:
    """A time that names no days."""
    return Interval(grain=Grain.VAGUE, phrase=phrase)


class Page:
    """An article that collects records as a test writes them down; `coded()` gives the whole."""

    def __init__(
        self, text: str, outlet: str | None = "The Meridian Courier", published: str | None = None, **more: str
    ) -> None:
        self.article = Article(
            id=content_id("art", text, outlet, published, more.get("url")),
            outlet=outlet,
            published=published,
            sha256="0" * 64,
            text=text,
            title=more.get("title"),
            url=more.get("url"),
            external_id=more.get("external_id"),
            regions=(Region(kind=RegionKind.BODY, start=0, end=len(text)),),
        )
        self.actors: dict[str, Actor] = {}
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.ties: list[Tie] = []

    def event(
        self,
        act: str,
        words: str,
        sources: Sequence[Actor] = (),
        targets: Sequence[Actor] = (),
        *,
        mediators: Sequence[Actor] = (),
        hosts: Sequence[Actor] = (),
        mode: str | None = None,
        status: str = "happened",
        detail: str | None = None,
        time: Interval | None = None,
        place: tuple[str, str | None] | None = None,
        chain: Sequence[Hop] = (),
        symmetric: bool = False,
        story: int = 0,
        region: str | None = None,
        confidence: float = 0.9,
        trigger: str | None = None,
    ) -> "Page":
        """An event whose evidence is `words`, all of them its predicate unless `trigger` names it."""
        self.knows(*sources, *targets, *mediators, *hosts)
        span = quote(self.article.text, words)
        self.events.append(
            Event(
                id=content_id("evt", self.article.id, act, mode, status, span, len(self.events)),
                act=Act(act),
                mode=mode,
                status=Status(status),
                detail=StatusDetail(detail) if detail else None,
                sources=tuple(map(ref, sources)),
                targets=tuple(map(ref, targets)),
                mediators=tuple(map(ref, mediators)),
                hosts=tuple(map(ref, hosts)),
                symmetric=symmetric,
                place=Place(name=place[0], state=place[1]) if place else None,
                time=time,
                chain=(author(self.article.outlet or ""), *chain),
                trigger=span if trigger is None else quote(self.article.text, trigger),
                evidence=span,
                region=RegionKind(region) if region else RegionKind.TEASER if story else RegionKind.BODY,
                story=story,
                confidence=confidence,
                coder="hand",
            )
        )
        return self

    def tie(
        self,
        words: str,
        pair: tuple[Actor, Actor],
        quality: str | None = None,
        change: str | None = None,
        time: Interval | None = None,
        chain: Sequence[Hop] = (),
    ) -> "Page":
        """A tie whose evidence is `words`."""
        self.knows(*pair)
        self.ties.append(
            Tie(
                id=content_id("tie", self.article.id, words, quality, change),
                pair=(ref(pair[0]), ref(pair[1])),
                quality=Quality(quality) if quality else None,
                change=Change(change) if change else None,
                time=time,
                chain=(author(self.article.outlet or ""), *chain),
                evidence=quote(self.article.text, words),
            )
        )
        return self

    def says(
        self,
        words: str,
        who: Actor | None,
        *,
        target: Actor | None = None,
        medium: Actor | None = None,
        addressee: Actor | None = None,
        kind: str = "direct",
    ) -> "Page":
        """A statement whose content is `words`."""
        self.knows(*(actor for actor in (who, target, medium, addressee) if actor))
        self.statements.append(
            Statement(
                id=content_id("stm", self.article.id, words),
                kind=StatementKind(kind),
                content=(quote(self.article.text, words),),
                speaker=ref(who) if who else None,
                target=ref(target) if target else None,
                medium=ref(medium) if medium else None,
                addressee=ref(addressee) if addressee else None,
                chain=(author(self.article.outlet or ""), *((speaker(who),) if who else ())),
                region=RegionKind.BODY,
            )
        )
        return self

    def coded(self) -> CodedArticle:
        """The article with all that was written down."""
        return CodedArticle(
            article=self.article,
            actors=tuple(self.actors.values()),
            events=tuple(self.events),
            statements=tuple(self.statements),
            ties=tuple(self.ties),
        )

    def knows(self, *actors: Actor) -> "Page":
        """Keeps actors with the first place where the text names them, if it does."""
        for actor in actors:
            start = self.article.text.find(actor.name)
            mentions = (Mention(start=start, end=start + len(actor.name)),) if start >= 0 else ()
            known = Actor(
                id=actor.id,
                name=actor.name,
                kind=actor.kind,
                state=actor.state,
                sector=actor.sector,
                offices=actor.offices,
                mentions=mentions,
            )
            self.actors.setdefault(actor.id, known)
        return self
