"""Relations of a pair over time, and claims side by side, as a store keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from dragoman.merge.relations import relate
from dragoman.records import NOW, Act, CodedArticle, Happening, Horizon, Record, Relations
from dragoman.store import HappeningQuery, Store, StoredEvent, TieQuery
from dragoman.store.paging import pages
from dragoman.store.queries import head_of
from dragoman.workspace.asking import is_of_period
from dragoman.workspace.known import as_known
from dragoman.workspace.pairs import copies_of, find_pair, tied_articles
from dragoman.workspace.reports import ClaimsBeside, ConflictClaims, HappeningClaims

TIES_AT_MOST = 1000
"""Newest ties of a pair that its relations are told from: as many records of a kind as a brief is made from."""

KNOWN_AT_MOST = 10_000
"""Newest records of a pair that its happenings as of a day are merged from."""

PAGE = 200
"""Happenings read at once, with their articles."""


class Asked(Record, frozen=True, kw_only=True):
    """What is asked: a pair, or a state, or all; `since` and `until` are ISO 8601 days."""

    pair: tuple[str, str] | None = None
    state: str | None = None
    act: Act | None = None
    since: str | None = None
    until: str | None = None
    known: Horizon = NOW
    only_conflicts: bool = False
    limit: int = 100


def relations_of(store: Store, pair: tuple[str, str], asked: Asked, *, with_series: bool = False) -> Relations:
    """The accounts of a pair's ties and their conflicts, and with the series its happenings month by month.

    Happenings are those last merged, or with an earlier horizon those that were known then.
    """
    asked = msgspec.structs.replace(asked, pair=pair)
    happenings = tuple(happenings_of(store, asked)) if with_series else ()
    with as_known(store, asked.known) as then:
        tied = tied_articles(then, pair, TIES_AT_MOST)
        held = {*tied, *(link.article for one in happenings for link in one.links)}
        return relate(
            pair,
            then.judged(held),
            since=asked.since,
            until=asked.until,
            known=asked.known,
            copies=copies_of(store, tied),
            happenings=happenings if with_series else None,
        )


def claims_of(store: Store, asked: Asked) -> ClaimsBeside:
    """The claims of the first `limit` happenings asked for, and the conflicts about ties; these only without an act."""
    wanted = (one for one in happenings_of(store, asked) if one.conflicts or not asked.only_conflicts)
    happenings = tuple(islice(wanted, asked.limit))
    ties = tuple(_conflicts(store, asked)) if asked.act is None else ()
    held = {link.article for one in happenings for link in one.links}
    held |= {claim.article for one in ties for account in one.accounts for claim in account.claims}
    with as_known(store, asked.known) as then:
        articles = then.judged(held)
    return ClaimsBeside(
        happenings=tuple(_beside(happenings, articles)),
        ties=ties,
        articles=articles,
    )


def happenings_of(store: Store, asked: Asked) -> Iterator[Happening]:
    """The happenings asked for, by their first possible day."""
    if asked.known == NOW:
        query = HappeningQuery(
            pair=asked.pair, state=asked.state, act=asked.act, since=asked.since, until=asked.until, limit=PAGE
        )
        for page in pages(store.happenings, query):
            yield from (found.happening for found in page)
        return
    if asked.pair is not None:
        found = find_pair(store, asked.pair, since=None, until=None, limit=KNOWN_AT_MOST, known=asked.known).happenings
    else:
        with as_known(store, asked.known) as then:
            found = then.merged(then.read())
    for one in found:
        is_wanted = asked.act in (None, one.act) and (asked.state is None or asked.state in one.states)
        if is_wanted and is_of_period(one, asked.since, asked.until):
            yield one


def _conflicts(store: Store, asked: Asked) -> Iterator[ConflictClaims]:
    """The conflicts about ties of the pairs asked for, one pair after the other."""
    for pair in (asked.pair,) if asked.pair else _pairs_with_ties(store, asked.state):
        told = relations_of(store, pair, asked)
        for conflict in told.conflicts:
            ties = {claim.tie for side in conflict.sides for claim in side.claims}
            ties |= {claim.tie for claim in conflict.agreed}
            accounts = (one for one in told.accounts if any(claim.tie in ties for claim in one.claims))
            yield ConflictClaims(conflict=conflict, accounts=tuple(accounts))


def _pairs_with_ties(store: Store, state: str | None) -> list[tuple[str, str]]:
    found: set[tuple[Any, ...]] = set()
    for page in pages(store.ties, TieQuery(limit=TIES_AT_MOST)):
        found.update(tuple(sorted(ref.state or "" for ref in one.tie.pair)) for one in page)
    return sorted((a, b) for a, b in found if a and b and a != b and state in (None, a, b))


def _beside(happenings: Sequence[Happening], articles: Iterable[CodedArticle]) -> Iterator[HappeningClaims]:
    """Each happening with the events that its links name; articles that a later coding changed may lack them."""
    events = {event.id: (coded.article, event) for coded in articles for event in coded.events}
    for one in happenings:
        found = [events[link.event] for link in one.links if link.event in events]
        claims = (
            StoredEvent(article=head_of(article), event=event, words=article.words(event.evidence), cursor="")
            for article, event in found
        )
        yield HappeningClaims(happening=one, claims=tuple(claims))
