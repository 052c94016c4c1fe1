"""A store as it was known on an earlier day: the articles known by then, as the judgements made by then had them.

Former codings are not kept, so the records are those that the coding of now reads out of these articles.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge.happenings import merge_events
from dragoman.merge.judged import judge_article
from dragoman.merge.standing import Docket
from dragoman.records import NOW, CodedArticle, Happening, Horizon, Judgement
from dragoman.store import (
    EventQuery,
    Layer,
    StatementQuery,
    Store,
    StoredEvent,
    StoredStatement,
    StoredTie,
    TieQuery,
)
from dragoman.store.paging import pages
from dragoman.workspace.layer import lay_judgements, root_of, touched_by


@contextmanager
def as_known(store: Store, known: Horizon) -> Iterator["Known"]:
    """What a store knew up to some days, to be asked until the end of the block.

    Errors: `StoreError` where the store refuses.
    """
    then = Known(store, known)
    try:
        yield then
    finally:
        then.close()


def known_answers(store: Store, kind: str, query: Any) -> tuple[Any, ...]:  # Any: the kind's query and records
    """A page of events, statements or ties, as far as the query lets articles be known."""
    lay_judgements(store)
    with as_known(store, query.known) as then:
        return then.answers(kind, query)


class Known:
    """The same questions as of a store, answered as they would have been then; of now, as the store answers them.

    The layer of judgements is as of now. So articles that were judged since stand aside, in a store in memory, as they
    were judged then, and answers come from both.
    """

    def __init__(self, store: Store, known: Horizon) -> None:
        self._store = store
        self.horizon = known
        self._aside: Store | None = None

    def close(self) -> None:
        """Forgets what stands aside."""
        if self._aside is not None:
            self._aside.close()

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements made by then, in the order in which they were made."""
        until = self.horizon.judged_until
        return tuple(one for one in self._store.judgements() if until is None or one.at[:10] <= until)

    def read(self, ids: Iterable[str] | None = None) -> Iterator[CodedArticle]:
        """The articles known by then that hold the given records, or all, as they were coded."""
        return self._store.coded(ids, known=self.horizon)

    def judged(self, ids: Iterable[str]) -> tuple[CodedArticle, ...]:
        """The articles known by then that hold the given records, as they were judged then."""
        if self.horizon == NOW:
            return tuple(self._store.coded(ids, as_judged=True))
        docket, codebook = Docket(self.judgements), load_codebook()
        return tuple(judge_article(coded, docket, codebook).kept for coded in self.read(ids))

    def events(self, query: EventQuery) -> tuple[StoredEvent, ...]:
        """Events by their first possible day."""
        return self.answers("events", query)

    def statements(self, query: StatementQuery) -> tuple[StoredStatement, ...]:
        """Statements by the day of publication."""
        return self.answers("statements", query)

    def ties(self, query: TieQuery) -> tuple[StoredTie, ...]:
        """Ties by their first possible day."""
        return self.answers("ties", query)

    def merged(self, articles: Iterable[CodedArticle], pair: tuple[str, str] | None = None) -> tuple[Happening, ...]:
        """The happenings that articles told by then, of a pair or all, by day.

        `articles` come from `read`, and must hold all articles with events of the pair.
        """
        known = list(articles)
        found = merge_events(known, self.judgements)
        wanted = [one for one in found if pair is None or set(pair) <= {*one.states, *_third_states(one, known)}]
        return tuple(sorted(wanted, key=lambda one: ((one.time.earliest if one.time else None) or "", one.id)))

    def answers(self, kind: str, query: Any) -> tuple[Any, ...]:  # Any: the kind's query and records
        """A page of events, statements or ties from the store and from what stands aside, in one order."""
        asked = msgspec.structs.replace(query, known=self.horizon)
        ask = getattr(self._store, kind)
        if not self._judged_since:
            return tuple(ask(asked))
        if self._aside is None:
            self._aside = self._stand_aside()
        untouched = (one for page in pages(ask, asked) for one in page if one.article.id not in self._judged_since)
        others = getattr(self._aside, kind)(msgspec.structs.replace(query, known=NOW))
        both: list[Any] = [*islice(untouched, query.limit), *others]
        both.sort(key=lambda one: one.cursor.partition("|"), reverse=query.newest_first)
        return tuple(both[: query.limit])

    @cached_property
    def _judged_since(self) -> frozenset[str]:
        """The articles known by then that were judged later."""
        until = self.horizon.judged_until
        if until is None:
            return frozenset()
        made = {one.id: one for one in self._store.judgements()}
        later = (root_of(one, made) for one in made.values() if one.at[:10] > until)
        touched = touched_by(later)
        return frozenset(coded.article.id for coded in self.read(touched)) if touched else frozenset()

    def _stand_aside(self) -> Store:
        """The articles that were judged since, in a store of their own, as they were judged then."""
        from dragoman.store.sql import open_store  # noqa: PLC0415 - SQLAlchemy takes 0.2 s, which `--help` must not pay

        aside = open_store(None)
        docket, codebook = Docket(self.judgements), load_codebook()
        for coded in self.read(self._judged_since):
            aside.add(coded, coding="")
            judged = judge_article(coded, docket, codebook)
            aside.put_judged([Layer(coded=judged.coded, rejected=judged.rejected)])
        return aside


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
