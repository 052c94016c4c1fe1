"""What a pair is told with: happenings and statements of events to which one of the two is only a third party."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.records import CodedArticle, Span, Statement
from dragoman.store import EventQuery, HappeningQuery, StatementQuery, StoredHappening, TieQuery
from dragoman.store.paging import pages
from dragoman.workspace.pairs import tells_of

if TYPE_CHECKING:
    from dragoman.workspace.workspace import Workspace

PAGE = 200
"""Articles read at a time."""


def happenings_around(workspace: "Workspace", query: HappeningQuery) -> Iterator[StoredHappening]:
    """The happenings of a pair, then those of events in which one of the two mediates or hosts; each once."""
    seen: set[str] = set()
    for page in pages(workspace.store.happenings, query):
        seen.update(found.happening.id for found in page)
        yield from page
    between = pages(workspace.events, _events(query, third_parties=False))
    sides = {found.event.id for events in between for found in events}
    for around in pages(workspace.events, _events(query, third_parties=True)):
        for event in around:
            if event.event.id not in sides:
                for found in workspace.store.happenings(HappeningQuery(event=event.event.id)):
                    if found.happening.id not in seen:
                        seen.add(found.happening.id)
                        yield found


def statements_around(workspace: "Workspace", query: StatementQuery) -> Iterator[tuple[CodedArticle, Statement]]:
    """Statements between the two, and those whose words tell of an event or a tie of the pair; by article."""
    told: dict[str, list[Span]] = {}
    between: dict[str, set[str]] = {}
    for page in pages(workspace.events, _events(query, third_parties=True)):
        for found in page:
            told.setdefault(found.article.id, []).append(found.event.evidence)
    ties = TieQuery(pair=query.pair, since=query.since, until=query.until, limit=query.limit)
    for tie_page in pages(workspace.ties, ties):
        for tie in tie_page:
            told.setdefault(tie.article.id, []).append(tie.tie.evidence)
    for said_page in pages(workspace.statements, query):
        for said in said_page:
            between.setdefault(said.article.id, set()).add(said.statement.id)
    ids = iter(sorted(told.keys() | between.keys()))
    while some := list(islice(ids, PAGE)):
        for coded in workspace.as_judged(some):
            known, spans = between.get(coded.article.id, set()), told.get(coded.article.id, [])
            for statement in coded.statements:
                if statement.id in known or tells_of(statement, spans):
                    yield coded, statement


def _events(query: HappeningQuery | StatementQuery, *, third_parties: bool) -> EventQuery:
    """The question after the events of the same pair and days."""
    return EventQuery(
        pair=query.pair, since=query.since, until=query.until, third_parties=third_parties, limit=query.limit
    )
