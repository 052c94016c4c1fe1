"""Coded articles by the hundred thousand, made from a seed: a long tail of pairs, plans and visits, strikes, copies.

Nothing is read or coded; the records are what coding would have made of such articles. All names are invented.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Article,
    CodedArticle,
    Credit,
    CreditKind,
    Event,
    Grain,
    Hop,
    HopKind,
    Interval,
    Place,
    Ref,
    Region,
    RegionKind,
    Status,
    content_id,
)

STATES = 200
OUTLETS = 120
FIRST_DAY, DAYS = date(2021, 1, 1), 1826
WORDS = 280
"""Words of an article beside those of its events."""

WAR_SHARE = 0.08
"""The part of all stories that are strikes of one pair: the biggest block."""

TAIL, HEAD = 1.1, 10
"""The pair of rank n has stories in proportion to (n + HEAD) ** -TAIL: the first has 2 % of all, the first ten 15 %."""

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
_DEEDS = {
    Act.CONSULT: ("visit", ["{s} is to visit {t}", "{s} visited {t}", "{s} arrived in {t} for talks"]),
    Act.ASSAULT: ("artillery", ["{s} shelled {p} in {t}", "{s} struck {p} in {t} killing {n} people"]),
    Act.AGREE: (None, ["{s} and {t} signed an accord on {w}", "{s} agreed with {t} to share {w}"]),
    Act.SANCTION: (None, ["{s} imposed sanctions on {t} over {w}", "{s} expelled {n} diplomats of {t}"]),
    Act.AID: (None, ["{s} sent {n} tonnes of {w} to {t}", "{s} lent {t} money for {w}"]),
    Act.ACCUSE: (None, ["{s} accused {t} of {w}", "{s} blamed {t} for the {w}"]),
}


class Story(NamedTuple):
    """What some articles tell: an act of a pair on a day, with its persons, place and number."""

    pair: tuple[int, int]
    act: Act
    day: date
    persons: tuple[str, str]
    place: str
    thing: str
    number: int
    is_planned: bool

    @property
    def mode(self) -> str | None:
        """The mode that goes with its act."""
        return _DEEDS[self.act][0]

    @property
    def is_visit(self) -> bool:
        """Whether persons meet."""
        return self.act is Act.CONSULT


class Synthetic:
    """A stream of coded articles; the same seed gives the same."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        words = {"".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4))) for _ in range(9_000)}
        self._words = sorted(words)
        self._names = [self._word().title() for _ in range(STATES)]
        self._places = [[self._word().title() for _ in range(12)] for _ in range(STATES)]
        self._people = [[f"{self._word()} {self._word()}".title() for _ in range(4)] for _ in range(STATES)]
        self._outlets = [f"The {self._word().title()} Post" for _ in range(OUTLETS)]
        pairs = [(a, b) for a in range(STATES) for b in range(a + 1, STATES)]
        self._pairs = self._random.sample(pairs, 4_000)
        self.war = self._pairs[0]
        self._weights = [(rank + 1 + HEAD) ** -TAIL for rank in range(len(self._pairs))]

    def articles(self, count: int) -> Iterator[CodedArticle]:
        """So many articles, story by story."""
        made = 0
        while made < count:
            story = self.story()
            for coded in self.reports(story):
                yield coded
                made += 1
                if made == count:
                    return

    def story(self) -> Story:
        """Something that happened, or was planned."""
        rng = self._random
        is_war = rng.random() < WAR_SHARE
        pair = self._pairs[0] if is_war else rng.choices(self._pairs, self._weights)[0]
        act = Act.ASSAULT if is_war else rng.choices(list(_DEEDS), [8, 1, 3, 1, 2, 3])[0]
        source, target = pair if rng.random() < 0.5 else pair[::-1]
        return Story(
            pair=(source, target),
            act=act,
            day=FIRST_DAY + timedelta(days=rng.randrange(DAYS)),
            persons=(rng.choice(self._people[source]), rng.choice(self._people[target])),
            place=rng.choice(self._places[target]),
            thing=self._word(),
            number=rng.randint(2, 400),
            is_planned=act is Act.CONSULT and rng.random() < 0.6,
        )

    def reports(self, story: Story) -> Iterator[CodedArticle]:
        """The articles of a story: own reports, wire copies, and for a plan the announcement and the visit."""
        rng = self._random
        for status, lag in (
            ((Status.PLANNED, -20), (Status.HAPPENED, 1)) if story.is_planned else ((Status.HAPPENED, 1),)
        ):
            body = self.body()
            for number in range(min(12, 1 + int(rng.expovariate(0.6)))):
                is_copy = number > 0 and rng.random() < 0.4
                body = body if is_copy else self.body()
                published = story.day + timedelta(days=lag + rng.choice([0, 0, 0, 1, 2]))
                yield self._article(story, status, published, body, is_wire=is_copy and rng.random() < 0.5)

    def _article(self, story: Story, status: Status, published: date, body: str, *, is_wire: bool) -> CodedArticle:
        rng = self._random
        outlet = self.outlet()
        sentence = self.sentence(story)
        text = f"{sentence}. {body}"
        regions = (Region(kind=RegionKind.BODY, start=0, end=len(text)),)
        credit = (Credit(kind=CreditKind.AGENCY, name="Longway News Agency", span=(0, 4)),) if is_wire else ()
        identifier = content_id("art", text, outlet, published)
        article = Article(
            id=identifier, outlet=outlet, published=published.isoformat(), sha256=content_id("sha", text), text=text,
            title=sentence, language="en", url=f"https://example.org/{identifier}", regions=regions, credits=credit,
        )  # fmt: skip
        actors = self._actors(story)
        end = len(sentence)
        events = [self._event(article, story, status, actors, (0, end), 0)]
        if rng.random() < 0.5:
            events.append(self._event(article, story, status, actors, (0, max(end // 2, 2)), 1))
        return CodedArticle(article=article, actors=tuple(actors), events=tuple(events))

    def _actors(self, story: Story) -> list[Actor]:
        actors = []
        for side, person in zip(story.pair, story.persons, strict=True):
            actors.append(Actor(id=f"act-{side}", name=self._names[side], kind=ActorKind.STATE, state=_code(side)))
            name = self._random.choice([person, person.split()[-1]])
            actors.append(Actor(id=content_id("act", name), name=name, kind=ActorKind.PERSON, state=_code(side)))
        return actors

    def _event(
        self, article: Article, story: Story, status: Status, actors: list[Actor], span: tuple[int, int], number: int
    ) -> Event:
        rng = self._random
        named = rng.random() < 0.4 and story.act is Act.CONSULT
        source, target = (actors[1], actors[3]) if named else (actors[0], actors[2])
        day = story.day.isoformat()
        time = Interval(edtf=day, earliest=day, latest=day, grain=Grain.DAY) if rng.random() < 0.55 else None
        return Event(
            id=content_id("evt", article.id, story.act, number),
            act=story.act,
            mode=_DEEDS[story.act][0] if rng.random() < 0.7 else None,
            status=status,
            sources=(_ref(source),),
            targets=(_ref(target),),
            place=Place(name=story.place, state=_code(story.pair[1])) if rng.random() < 0.3 else None,
            time=time,
            chain=(Hop(kind=HopKind.AUTHOR, name=article.outlet or "", inferred=True),),
            trigger=(span[0], span[0] + 1),
            evidence=span,
            region=RegionKind.BODY,
            confidence=0.8,
            coder="synthetic",
        )

    def outlet(self) -> str:
        """The name of an outlet."""
        return self._random.choice(self._outlets)

    def state(self, side: int) -> str:
        """The name of a state."""
        return self._names[side]

    def sentence(self, story: Story) -> str:
        """A story in one sentence."""
        source, target = (self._names[side] for side in story.pair)
        form = self._random.choice(_DEEDS[story.act][1])
        return form.format(s=source, t=target, p=story.place, w=story.thing, n=story.number)

    def body(self) -> str:
        """Words that tell nothing."""
        return " ".join(self._random.choices(self._words, k=WORDS))

    def _word(self) -> str:
        return self._random.choice(self._words)


def _code(side: int) -> str:
    return "".join(chr(65 + side // 26**place % 26) for place in (2, 1, 0))


def _ref(actor: Actor) -> Ref:
    return Ref(actor=actor.id, name=actor.name, state=actor.state)
