"""Ties as they are compared: whose they are, when they hold, and how their sources are counted."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

import msgspec

from dragoman.merge.names import fold_name
from dragoman.merge.profiles import Profile, profiles_of, states_of
from dragoman.merge.tie_times import TieTime, tie_time
from dragoman.records import (
    Act,
    Article,
    Change,
    CodedArticle,
    Event,
    HopKind,
    Quality,
    RegionKind,
    Status,
    Tie,
    TieClaim,
    contains,
)

Pair: TypeAlias = tuple[str, str]
Key: TypeAlias = Quality | Change

MOMENTS = frozenset({Change.RESUMED, Change.BROKEN_OFF, Change.OPENED})
"""Changes that take place on a day; others, and all qualities, go on."""


class Told(NamedTuple):
    """A tie with its article and what is compared of it."""

    claim: TieClaim
    pair: Pair
    key: Key
    time: TieTime | None
    voice: tuple[str, ...]
    profile: Profile

    @property
    def order(self) -> tuple[object, ...]:
        """Exact before vague, then by content: the same on every machine, for any input order."""
        length = self.time.length if self.time else 0
        return (self.time is None, length, self.claim.article, self.claim.evidence, self.claim.tie)


def told_ties(articles: Iterable[CodedArticle], pair: Pair | None = None) -> list[Told]:
    """The ties of articles that are of two states, each once, in the order in which they are merged.

    With `pair` (sorted) only those of these two.
    """
    found: dict[str, Told] = {}
    for coded in articles:
        found.update({told.claim.tie: told for told in _told_in(coded, pair)})
    return sorted(found.values(), key=lambda told: told.order)


def pair_of(tie: Tie, coded: CodedArticle) -> Pair | None:
    """The two states of a tie, sorted; null where it has not two."""
    plural = {actor.id: actor.states for actor in coded.actors if actor.states}
    states = sorted(states_of(tie.pair, plural))
    return (states[0], states[1]) if len(states) == 2 else None


def _told_in(coded: CodedArticle, wanted: Pair | None) -> Iterator[Told]:
    ties = {tie.id: (tie, pair) for tie in coded.ties if tie.story == 0 and (pair := pair_of(tie, coded))}
    told = {tie.id for tie, pair in ties.values() if wanted in (None, pair)}
    if not told:
        return
    # All ties stand beside each other, since the first of an article is its lead; few of them are of one pair.
    for profile in profiles_of(_as_events(coded, [tie for tie, _ in ties.values()]), told):
        tie, pair = ties[profile.event.id]
        yield Told(
            claim=_claim(coded.article, tie),
            pair=pair,
            key=_key(tie),
            time=tie_time(tie.time, coded.article),
            voice=(coded.article.id, *_speaker(tie)),
            profile=profile,
        )


def _key(tie: Tie) -> Key:
    """What a claim is compared on: where it has a change, its time is the change's ("already tense … soured")."""
    key = tie.change or tie.quality
    if key is None:  # a record refuses to be so
        raise ValueError(f"tie {tie.id}: needs a quality or a change")
    return key


def _claim(article: Article, tie: Tie) -> TieClaim:
    return TieClaim(
        tie=tie.id,
        article=article.id,
        external_id=article.external_id,
        outlet=article.outlet,
        published=article.published,
        quality=tie.quality,
        change=tie.change,
        time=tie.time,
        chain=tie.chain,
        evidence=tie.evidence,
        words=article.words(tie.evidence),
    )


def _speaker(tie: Tie) -> tuple[str, ...]:
    """The last source of a chain, folded; nothing for the article's own voice."""
    hops = [hop for hop in tie.chain if hop.kind is not HopKind.AUTHOR]
    return fold_name(hops[-1].name) or (hops[-1].kind.value,) if hops else ()


def _as_events(coded: CodedArticle, ties: Iterable[Tie]) -> CodedArticle:
    """The article with its ties in the shape of events, so that their reports, outlets and origins are counted alike.

    The act says nothing here: a claim about relations is counted like a claim of what the two did.
    """
    events = tuple(
        Event(
            id=tie.id,
            act=Act.CONSULT,
            status=Status.HAPPENED,
            sources=tie.pair,
            symmetric=True,
            time=tie.time,
            chain=tie.chain,
            trigger=tie.evidence,
            evidence=tie.evidence,
            region=_region(coded.article, tie),
            story=tie.story,
            confidence=1.0,
            coder="",
        )
        for tie in ties
    )
    return msgspec.structs.replace(coded, events=events, statements=(), ties=())


def _region(article: Article, tie: Tie) -> RegionKind:
    found = (region.kind for region in article.regions if contains(region.span, tie.evidence))
    return next(found, RegionKind.BODY)
