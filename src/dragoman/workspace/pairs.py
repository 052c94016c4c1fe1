"""All that a store keeps about a pair of states."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from dragoman.merge.copies import CopyLinks
from dragoman.merge.relations import relate
from dragoman.records import NOW, CodedArticle, Happening, Horizon, Span, Statement, overlaps
from dragoman.store import (
    ArticleHead,
    EventQuery,
    HappeningQuery,
    StatementQuery,
    Store,
    StoredEvent,
    StoredHappening,
    StoredStatement,
    StoredTie,
    TieQuery,
)
from dragoman.workspace.known import Known, as_known
from dragoman.workspace.reports import PairRecords

Query = TypeVar("Query", StatementQuery, TieQuery, HappeningQuery)


def find_pair(
    store: Store,
    pair: tuple[str, str],
    *,
    since: str | None,
    until: str | None,
    limit: int,
    known: Horizon = NOW,
) -> PairRecords:
    """The records of a pair, oldest first; of each kind the `limit` newest. The happenings are those last merged.

    With an earlier horizon only articles known by then count, as they were judged then, and happenings are merged from
    these.
    """
    asked = EventQuery(pair=pair, since=since, until=until, newest_first=True, limit=limit)
    with as_known(store, known) as then:
        events = then.events(asked)[::-1]
        around = then.events(msgspec.structs.replace(asked, third_parties=True))[::-1]
        between = then.statements(_asked(asked, StatementQuery))[::-1]
        ties = then.ties(_asked(asked, TieQuery))[::-1]
        told_of = tied_articles(then, pair, limit)
        sides = {found.event.id for found in events}
        third_party = tuple(found for found in around if found.event.id not in sides)
        of_events = [found.article for found in (*events, *third_party)]
        heads = {head.id: head for head in (*of_events, *(s.article for s in between), *(t.article for t in ties))}
        held = then.judged({*heads, *told_of})
        if known == NOW:
            told = _with_linked(store, store.happenings(_asked(asked, HappeningQuery))[::-1], third_party)
        else:
            told = then.merged(then.read(heads), pair)
    copies = copies_of(store, told_of)
    relations = relate(pair, held, since=since, until=until, known=known, copies=copies)
    cited = {claim.article for account in relations.accounts for claim in account.claims}
    cited |= {claim.article for one in relations.conflicts for side in one.sides for claim in side.claims}
    cited |= {claim.article for one in relations.conflicts for claim in one.agreed}
    articles = tuple(coded for coded in held if coded.article.id in heads.keys() | cited)
    return PairRecords(
        pair=pair,
        articles=articles,
        events=events,
        third_party=third_party,
        statements=_statements(
            [coded for coded in articles if coded.article.id in heads], heads, between, (*events, *third_party), ties
        ),
        ties=ties,
        happenings=told,
        relations=relations,
    )


def tied_articles(then: Known, pair: tuple[str, str], limit: int) -> frozenset[str]:
    """The ids of the articles with the `limit` newest ties of a pair."""
    asked = TieQuery(pair=pair, newest_first=True, limit=limit)
    return frozenset(one.article.id for one in then.ties(asked))


def copies_of(store: Store, articles: Iterable[str]) -> CopyLinks:
    """Which of some articles share text, as found when they were merged."""
    return {(link.one, link.other): link for link in store.blocks.copies(articles)}


def _asked(query: EventQuery, shape: type[Query]) -> Query:
    """The same pair, period and length asked of another kind of record."""
    return shape(
        pair=query.pair, since=query.since, until=query.until, newest_first=query.newest_first, limit=query.limit
    )


def _with_linked(
    store: Store, happenings: tuple[StoredHappening, ...], third_party: tuple[StoredEvent, ...]
) -> tuple[Happening, ...]:
    """The happenings of the pair and those of the events in which one of the two is a third party, by day."""
    found = {stored.happening.id: stored for stored in happenings}
    for event in third_party:
        for stored in store.happenings(HappeningQuery(event=event.event.id)):
            found.setdefault(stored.happening.id, stored)
    return tuple(stored.happening for stored in sorted(found.values(), key=lambda stored: stored.cursor))


def _statements(
    articles: Iterable[CodedArticle],
    heads: dict[str, ArticleHead],
    between: tuple[StoredStatement, ...],
    events: tuple[StoredEvent, ...],
    ties: tuple[StoredTie, ...],
) -> tuple[StoredStatement, ...]:
    """Statements between the two, and those whose words tell of an event or tie of the pair."""
    told: dict[str, list[Span]] = {}
    for found in events:
        told.setdefault(found.article.id, []).append(found.event.evidence)
    for tie in ties:
        told.setdefault(tie.article.id, []).append(tie.tie.evidence)
    known = {found.statement.id for found in between}
    more = [
        _stored(statement, coded, heads[coded.article.id])
        for coded in articles
        for statement in coded.statements
        if statement.id not in known and tells_of(statement, told.get(coded.article.id, []))
    ]
    return tuple(sorted((*between, *more), key=lambda found: found.cursor))


def tells_of(statement: Statement, spans: list[Span]) -> bool:
    """Whether the content of a statement shares words with any of some records of its article."""
    return any(overlaps(part, span) for part in statement.content for span in spans)


def _stored(statement: Statement, coded: CodedArticle, head: ArticleHead) -> StoredStatement:
    words = tuple(coded.article.words(part) for part in statement.content)
    cursor = f"{head.published or ''}|{statement.id}"
    return StoredStatement(article=head, statement=statement, words=words, cursor=cursor)
