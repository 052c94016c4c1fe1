"""All that a store keeps about a pair of states."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, TypeVar

import msgspec

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge.copies import CopyLinks
from dragoman.merge.happenings import merge_events
from dragoman.merge.judged import judge_article
from dragoman.merge.relations import relate
from dragoman.merge.standing import Docket
from dragoman.records import Article, CodedArticle, Happening, Span, Statement, overlaps
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
from dragoman.store.paging import pages
from dragoman.workspace.reports import PairRecords

Query = TypeVar("Query", StatementQuery, TieQuery, HappeningQuery)
Dated = TypeVar("Dated", StoredEvent, StoredStatement, StoredTie)


def find_pair(
    store: Store,
    pair: tuple[str, str],
    *,
    since: str | None,
    until: str | None,
    limit: int,
    as_of: str | None = None,
) -> PairRecords:
    """The records of a pair, oldest first; of each kind the `limit` newest. The happenings are those last merged.

    With `as_of` (an ISO 8601 day) only articles published up to then count, and happenings are merged from these and
    from the judgements made up to then.
    """
    asked = EventQuery(pair=pair, since=since, until=until, newest_first=True, limit=limit)
    events = _newest(store.events, asked, as_of)
    around = _newest(store.events, msgspec.structs.replace(asked, third_parties=True), as_of)
    between = _newest(store.statements, _asked(asked, StatementQuery), as_of)
    ties = _newest(store.ties, _asked(asked, TieQuery), as_of)
    told_of = tied_articles(store, pair, as_of, limit)
    sides = {found.event.id for found in events}
    third_party = tuple(found for found in around if found.event.id not in sides)
    of_events = [found.article for found in (*events, *third_party)]
    heads = {head.id: head for head in (*of_events, *(s.article for s in between), *(t.article for t in ties))}
    held = {*heads, *told_of}
    if as_of is None:
        known = tuple(store.coded(held, as_judged=True))
        happenings = store.happenings(_asked(asked, HappeningQuery))[::-1]
        told = _with_linked(store, happenings, third_party)
    else:
        known = judged_as_of(store, held, as_of)
        told = merged_as_of(store, store.coded(heads), pair, as_of)
    relations = relate(pair, known, since=since, until=until, as_of=as_of, copies=copies_of(store, told_of))
    cited = {claim.article for account in relations.accounts for claim in account.claims}
    cited |= {claim.article for one in relations.conflicts for side in one.sides for claim in side.claims}
    cited |= {claim.article for one in relations.conflicts for claim in one.agreed}
    articles = tuple(coded for coded in known if coded.article.id in heads.keys() | cited)
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


def tied_articles(store: Store, pair: tuple[str, str], as_of: str | None, limit: int) -> frozenset[str]:
    """The ids of the articles with the `limit` newest ties of a pair; with `as_of` also with those rejected since."""
    asked = TieQuery(pair=pair, newest_first=True, limit=limit)
    found = _newest(store.ties, asked, as_of)
    if as_of is not None:
        found += _newest(store.ties, msgspec.structs.replace(asked, rejected=True), as_of)
    return frozenset(one.article.id for one in found)


def copies_of(store: Store, articles: Iterable[str]) -> CopyLinks:
    """Which of some articles share text, as found when they were merged."""
    return {(link.one, link.other): link for link in store.blocks.copies(articles)}


def judged_as_of(store: Store, ids: Iterable[str], as_of: str) -> tuple[CodedArticle, ...]:
    """Some articles as the judgements made up to a day had them."""
    docket = Docket(one for one in store.judgements() if one.at[:10] <= as_of)
    return tuple(judge_article(coded, docket, load_codebook()).kept for coded in store.coded(ids))


def merged_as_of(
    store: Store, articles: Iterable[CodedArticle], pair: tuple[str, str] | None, as_of: str
) -> tuple[Happening, ...]:
    """The happenings that articles published up to a day told by then, of a pair or all, by day.

    `articles` must hold all articles with events of the pair.
    """
    known = [coded for coded in articles if _was_published(coded.article, as_of)]
    judged = [judgement for judgement in store.judgements() if judgement.at[:10] <= as_of]
    found = merge_events(known, judged)
    wanted = [one for one in found if pair is None or set(pair) <= {*one.states, *_third_states(one, known)}]
    return tuple(sorted(wanted, key=lambda one: ((one.time.earliest if one.time else None) or "", one.id)))


def _third_states(happening: Happening, articles: Iterable[CodedArticle]) -> set[str]:
    """The states that mediate or host what a happening is about."""
    events = {link.event for link in happening.links}
    return {
        ref.state
        for coded in articles
        for event in coded.events
        if event.id in events
        for ref in (*event.mediators, *event.hosts)
        if ref.state
    }


def _newest(ask: Callable[[Any], tuple[Dated, ...]], query: Any, as_of: str | None) -> tuple[Dated, ...]:
    """The newest answers to a query, oldest first; with `as_of` the newest of those published up to then."""
    if as_of is None:
        return ask(query)[::-1]
    known = (one for page in pages(ask, query) for one in page if _was_published(one.article, as_of))
    return tuple(islice(known, query.limit))[::-1]


def _was_published(article: Article | ArticleHead, as_of: str) -> bool:
    """Whether an article is known to have been published up to a day."""
    return article.published is not None and article.published <= as_of


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
