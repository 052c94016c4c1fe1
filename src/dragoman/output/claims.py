"""What the articles say about a pair: claims grouped by happening, ties, and words of one side about the other."""

from collections.abc import Iterable, Sequence

from dragoman.output.dates import is_dated
from dragoman.records import (
    AHEAD,
    Act,
    ActorKind,
    CodedArticle,
    Event,
    Happening,
    Record,
    Ref,
    RegionKind,
    Statement,
    StatementKind,
    Status,
    StatusDetail,
    overlaps,
)

Pair = tuple[str, str]

STORY_REGIONS = frozenset({RegionKind.BODY, RegionKind.TITLE, RegionKind.STANDFIRST, RegionKind.CAPTION})

_COOPERATION = frozenset({Act.AGREE, Act.SUPPORT, Act.CONCEDE, Act.COOPERATE, Act.AID, Act.RETREAT})
_FRIENDLY_REQUESTS = frozenset({"assist", "meet"})


MEDIA = "JRN"
"""The sector of media: an outlet reports and is no voice of its state."""

UNSURE_BELOW = 0.6
"""Readings of which, by the coder's own calibration, at least two in five are wrong."""


class Claim(Record, frozen=True, kw_only=True):
    """One event with the article that it stands in."""

    coded: CodedArticle
    event: Event


class Told(Record, frozen=True, kw_only=True):
    """A happening as the brief tells it: the account it follows, and the others."""

    happening: Happening | None
    lead: Claim
    others: tuple[Claim, ...] = ()
    section: str

    @property
    def accounts(self) -> tuple[Claim, ...]:
        """All accounts, the followed one first."""
        return (self.lead, *self.others)

    @property
    def is_unsure(self) -> bool:
        """Whether no account was read with more confidence than doubt."""
        return all(claim.event.confidence < UNSURE_BELOW for claim in self.accounts)

    @property
    def order(self) -> tuple[object, ...]:
        """Dated before undated, oldest first, then by the day of publication."""
        time = self.lead.event.time
        day = (time.earliest or time.latest or "") if time is not None and is_dated(time) else ""
        published = self.lead.coded.article.published or ""
        return (not day, day, published, self.lead.coded.article.id, self.lead.event.evidence)


def find_told(pair: Pair, articles: Sequence[CodedArticle], happenings: Iterable[Happening]) -> tuple[Told, ...]:
    """Every happening with an event of a story itself that involves both states; events in none stand alone."""
    claims = {
        event.id: Claim(coded=coded, event=event)
        for coded in articles
        for event in coded.events
        if is_of_story(event.region, event.story)
    }
    about = {event for event, claim in claims.items() if involves(claim.event, claim.coded, pair)}
    told: list[Told] = []
    seen: set[str] = set()
    for happening in happenings:
        members = [claims[link.event] for link in happening.links if link.event in claims]
        if any(claim.event.id in about for claim in members):
            seen.update(claim.event.id for claim in members)
            told.append(_told(pair, happening, members, about))
    told += [_told(pair, None, [claims[event]], about) for event in sorted(about - seen)]
    return tuple(sorted(told, key=lambda one: one.order))


def count_teasers(pair: Pair, articles: Iterable[CodedArticle]) -> int:
    """How many events about the pair were read in teasers of other stories, and are left out."""
    return sum(
        involves(event, coded, pair) and not is_of_story(event.region, event.story)
        for coded in articles
        for event in coded.events
    )


def is_of_story(region: RegionKind, story: int) -> bool:
    """Whether something stands in the article's own story."""
    return story == 0 and region in STORY_REGIONS


def involves(event: Event, coded: CodedArticle, pair: Pair) -> bool:
    """Whether both states have a role in an event: as a side, mediator or host."""
    refs = (*event.sources, *event.targets, *event.mediators, *event.hosts)
    return set(pair) <= states_of(refs, coded)


def states_of(refs: Iterable[Ref], coded: CodedArticle) -> set[str]:
    """The states that refs stand for; "the two nations" stands for both."""
    plural = {actor.id: actor.states for actor in coded.actors if actor.states}
    found: set[str] = set()
    for ref in refs:
        found.update(plural.get(ref.actor, ()))
        if ref.state:
            found.add(ref.state)
    return found


def find_words(pair: Pair, articles: Iterable[CodedArticle]) -> tuple[tuple[CodedArticle, Statement], ...]:
    """What persons and bodies of one side are quoted as saying about the other, verbatim at least in part."""
    found = [
        (coded, statement)
        for coded in articles
        for statement in coded.statements
        if statement.kind is not StatementKind.INDIRECT
        and is_of_story(statement.region, statement.story)
        and _is_about_other(statement, coded, pair)
    ]
    return tuple(sorted(found, key=lambda one: (one[0].article.published or "", one[0].article.id, one[1].content)))


def _is_about_other(statement: Statement, coded: CodedArticle, pair: Pair) -> bool:
    """Whether the speaker is of one state, and the other is target, addressee or named in the words."""
    media = {actor.id for actor in coded.actors if actor.kind is ActorKind.OUTLET or actor.sector == MEDIA}
    speaker = statement.speaker
    if speaker is None or speaker.state not in pair or speaker.actor in media:
        return False
    other = pair[1] if speaker.state == pair[0] else pair[0]
    if other in states_of([ref for ref in (statement.target, statement.addressee) if ref], coded):
        return True
    return any(
        other in (actor.state, *actor.states)
        and any(overlaps(mention.span, part) for mention in actor.mentions for part in statement.content)
        for actor in coded.actors
        if actor.id not in media
    )


def _told(pair: Pair, happening: Happening | None, claims: Sequence[Claim], about: set[str]) -> Told:
    """A happening's claims with the one to follow first; it is one of those in which both states have a role."""
    status = happening.status if happening else claims[0].event.status
    delays = [c.coded.article.published or "" for c in claims if c.event.detail is StatusDetail.POSTPONED]
    last_delay = max(delays, default="")
    lead, *others = sorted(claims, key=lambda claim: (claim.event.id not in about, *_rank(claim, status, last_delay)))
    is_unsure = all(claim.event.confidence < UNSURE_BELOW for claim in claims)
    section = "unsure" if is_unsure else _section(pair, lead)
    return Told(happening=happening, lead=lead, others=tuple(others), section=section)


def _rank(claim: Claim, status: Status, last_delay: str) -> tuple[object, ...]:
    """The account to follow: of the status that holds, not overtaken by a delay, dated, with a mediator, with names,
    from the body, sure.
    """
    event, article = claim.event, claim.coded.article
    persons = {actor.id for actor in claim.coded.actors if actor.kind is ActorKind.PERSON}
    named = sum(ref.actor in persons for ref in (*event.sources, *event.targets))
    return (
        event.status is not status,
        status is Status.PLANNED and (article.published or "") < last_delay,
        not is_dated(event.time),
        not event.mediators,
        -named,
        event.region is not RegionKind.BODY,
        -event.confidence,
        article.published or "",
        article.id,
        event.evidence,
        event.id,
    )


def _section(pair: Pair, claim: Claim) -> str:
    """The section of the brief in which a claim is told; what has not happened is never told with what has."""
    event = claim.event
    if event.status in AHEAD:
        return "announced"
    sides = states_of((*event.sources, *event.targets), claim.coded)
    hosts = states_of(event.hosts, claim.coded)
    has_third = bool(sides - set(pair)) or not set(pair) <= sides | hosts
    if event.mediators or has_third or hosts - set(pair):
        return "mediation"
    if event.act is Act.CONSULT:
        return "meetings"
    if event.act in _COOPERATION or (event.act is Act.REQUEST and event.mode in _FRIENDLY_REQUESTS):
        return "cooperation"
    return "disputes"
