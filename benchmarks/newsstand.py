"""Articles that tell of several stories each, with statements: a million events in a hundred thousand of them.

They are made from a seed and never read or coded, as in `benchmarks.synthetic`, whose stories these are. Filling a
store goes on where it was broken off, because the same seed gives the same articles.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from benchmarks.synthetic import DAYS, FIRST_DAY, Story, Synthetic
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    CodedArticle,
    Event,
    Grain,
    Hop,
    HopKind,
    Interval,
    Mention,
    Office,
    Place,
    Ref,
    Region,
    RegionKind,
    Span,
    Statement,
    StatementKind,
    Status,
    Tie,
    content_id,
)
from dragoman.records import Quality as TieQuality
from dragoman.store import Store

STORIES = 10
"""Stories of an article, each told in one event; every other one is also somebody's words."""

RECENT = 60
"""Stories that articles of the same days tell of: each is told about six times before it is old."""

OFFICES = ("Foreign Minister", "Prime Minister", "Defence Minister", "Presidential envoy")
CODING = "synthetic"


class Newsstand:
    """A stream of such articles, day by day."""

    def __init__(self, seed: int = 1, articles: int = 100_000) -> None:
        self._source = Synthetic(seed)
        self._random = random.Random(seed + 1)  # noqa: S311 - no secret
        self._count = articles
        self._codes = sorted(load_gazetteer().states)  # real ones: pages refuse others

    def articles(self) -> Iterator[CodedArticle]:
        """All of them, oldest first."""
        recent: list[Story] = []
        for number in range(self._count):
            day = FIRST_DAY + timedelta(days=number * DAYS // self._count)
            fresh = 2 if recent else RECENT
            lags = (self._random.choice((0, 0, 1, 1, 2, 20)) for _ in range(fresh))
            recent += [self._source.story()._replace(day=day + timedelta(days=lag)) for lag in lags]
            recent = recent[-RECENT:]
            told = self._random.sample(recent, min(STORIES, len(recent)))
            yield self._article(told, day.isoformat())

    def _article(self, stories: list[Story], published: str) -> CodedArticle:
        source, rng = self._source, self._random
        sentences = [source.sentence(story) for story in stories]
        text = ". ".join(sentences) + ". " + source.body()
        outlet = source.outlet()
        article = Article(
            id=content_id("art", text, outlet, published), outlet=outlet, published=published, title=sentences[0],
            sha256=content_id("sha", text), text=text, language="en",
            regions=(Region(kind=RegionKind.BODY, start=0, end=len(text)),),
        )  # fmt: skip
        actors: dict[str, Actor] = {}
        events, statements, ties, start = [], [], [], 0
        for number, (story, sentence) in enumerate(zip(stories, sentences, strict=True)):
            span = (start, start + len(sentence))
            sides = self._actors(story, text, span)
            actors.update({actor.id: actor for actor in sides})
            events.append(self._event(article, story, sides, span))
            if number % 2:
                statements.append(_statement(article, sides, span))
            if rng.random() < 0.1:
                ties.append(_tie(article, sides, span))
            start = span[1] + 2
        return CodedArticle(
            article=article,
            actors=tuple(actors.values()),
            events=tuple(events),
            statements=tuple(statements),
            ties=tuple(ties),
        )

    def _actors(self, story: Story, text: str, span: Span) -> tuple[Actor, ...]:
        """The two states, and a person of each who holds an office."""
        made = []
        for side, person in zip(story.pair, story.persons, strict=True):
            code, name = self._codes[side], self._source.state(side)
            place = text.find(name, *span)
            mentions = (Mention(start=place, end=place + len(name)),) if place >= 0 else ()
            made.append(Actor(id=f"act-{code}", name=name, kind=ActorKind.STATE, state=code, mentions=mentions))
            office = Office(title=OFFICES[sum(map(ord, person)) % len(OFFICES)], state=code, span=span)
            made.append(
                Actor(
                    id=content_id("act", person),
                    name=person,
                    kind=ActorKind.PERSON,
                    state=code,
                    offices=(office,),
                    mentions=(Mention(start=span[0], end=span[0] + 1),),
                )
            )
        return tuple(made)

    def _event(self, article: Article, story: Story, sides: tuple[Actor, ...], span: Span) -> Event:
        rng = self._random
        is_planned = story.is_planned and story.day.isoformat() > (article.published or "")
        source, target = (sides[1], sides[3]) if story.is_visit and rng.random() < 0.6 else (sides[0], sides[2])
        day = story.day.isoformat()
        time = Interval(edtf=day, earliest=day, latest=day, grain=Grain.DAY) if rng.random() < 0.55 else None
        return Event(
            id=content_id("evt", article.id, story.act, span[0]),
            act=story.act,
            mode=story.mode if rng.random() < 0.7 else None,
            status=Status.PLANNED if is_planned else Status.HAPPENED,
            sources=(_ref(source),),
            targets=(_ref(target),),
            place=Place(name=story.place, state=sides[2].state) if rng.random() < 0.3 else None,
            time=time,
            chain=(Hop(kind=HopKind.AUTHOR, name=article.outlet or "", inferred=True),),
            trigger=(span[0], span[0] + 1),
            evidence=span,
            region=RegionKind.BODY,
            confidence=0.8,
            coder="synthetic",
        )


def fill(store: Store, seed: int, articles: int) -> int:
    """Adds the articles that are not there yet; how many were added."""
    there = store.overview().articles
    if there >= articles:
        return 0
    return sum(store.add(coded, coding=CODING) for coded in islice(Newsstand(seed, articles).articles(), there, None))


def _statement(article: Article, sides: tuple[Actor, ...], span: Span) -> Statement:
    return Statement(
        id=content_id("stm", article.id, span),
        kind=StatementKind.DIRECT,
        content=(span,),
        speaker=_ref(sides[1]),
        target=_ref(sides[2]),
        chain=(Hop(kind=HopKind.AUTHOR, name=article.outlet or "", inferred=True),),
        region=RegionKind.BODY,
    )


def _tie(article: Article, sides: tuple[Actor, ...], span: Span) -> Tie:
    return Tie(
        id=content_id("tie", article.id, span),
        pair=(_ref(sides[0]), _ref(sides[2])),
        quality=TieQuality.CLOSE,
        chain=(Hop(kind=HopKind.AUTHOR, name=article.outlet or "", inferred=True),),
        evidence=span,
    )


def _ref(actor: Actor) -> Ref:
    return Ref(actor=actor.id, name=actor.name, state=actor.state)
