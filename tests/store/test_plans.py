"""How lists are found: along which index, so that a page of a million events comes at once; and what they then give."""

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from dragoman.records import Act, Actor, ActorKind, CodedArticle, Status
from dragoman.store import ActorQuery, ArticleQuery, EventQuery, HappeningQuery, Layer, NamesakeQuery, TieQuery
from dragoman.store.engine import Compiler
from dragoman.store.select import (
    select_actor_counts,
    select_actors,
    select_articles,
    select_events,
    select_happenings,
    select_ties,
)
from dragoman.store.sql import SqlStore, open_store
from tests.store.builders import shelling
from tests.texts import article_of

PLANS = [
    (select_events(EventQuery(act=Act.AID, status=Status.DENIED)), "events USING INDEX events_of_"),
    (select_events(EventQuery(act=Act.AID, since="2030-01-01")), "events USING INDEX events_of_act (act=?)"),
    (select_events(EventQuery(status=Status.DENIED)), "events USING INDEX events_of_status (status=?)"),
    (select_events(EventQuery(act=Act.CONSULT, mode="visit")), "events USING INDEX events_of_mode (mode=?)"),
    (select_events(EventQuery(rejected=True)), "events USING INDEX events_rejected"),
    (select_ties(TieQuery(rejected=True)), "ties USING INDEX ties_rejected"),
    (select_actors(ActorQuery(rejected=True)), "actors USING INDEX actors_rejected"),
    (select_happenings(HappeningQuery(since="2030-01-01")), "happenings USING INDEX happenings_by_days"),
    (select_happenings(HappeningQuery(status=Status.DENIED)), "happenings USING INDEX happenings_of_status (status=?)"),
    (select_happenings(HappeningQuery(act=Act.AID, status=Status.DENIED)), "happenings USING INDEX happenings_of_"),
    (select_articles(ArticleQuery(actor="act-KEN")), "actors USING COVERING INDEX actors_named (id=? AND rejected=?)"),
    (select_articles(ArticleQuery(actor="act-KEN")), "named USING COVERING INDEX articles_by_row (row=?)"),
    (select_actor_counts(NamesakeQuery(words=("harel",))), "actors USING COVERING INDEX actors_named"),
]


@pytest.fixture
def store() -> SqlStore:
    """An empty store in memory."""
    return open_store(None)


@pytest.mark.parametrize(("query", "step"), PLANS)
def test_a_list_walks_along_an_index_that_holds_what_it_asks(store: SqlStore, query: Select[object], step: str) -> None:
    """No list reads the rows that it does not give; each plan has the step."""
    dialect = sqlite.dialect(paramstyle="named")
    dialect.statement_compiler = Compiler
    written = query.compile(dialect=dialect)
    with store._connections.reading() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {written}", written.params)]
    assert any(step in line for line in plan), plan
    assert any("INDEX" in line for line in plan)


def test_whether_a_merge_is_due_is_read_from_what_is_due(store: SqlStore) -> None:
    """Every page asks it, so it must not walk over the events that are settled."""
    with store._connections.reading() as connection:
        asked = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT DISTINCT block FROM block_events INDEXED BY block_events_untied WHERE knot = 0"
        )
        assert "block_events_untied" in asked.all()[0][3]


def people(store: SqlStore, *ids: str, number: int) -> None:
    """Adds an article that names some persons."""
    article = article_of(f"They met {number} times.", published=f"2024-03-0{number}", outlet="A" if number % 2 else "B")
    actors = tuple(Actor(id=one, name=one[7:], kind=ActorKind.PERSON, state="ISR") for one in ids)
    store.add(CodedArticle(article=article, actors=actors), coding="rules-1")


NOA, DAN, ZOE = "person:noa-harel@ISR", "person:dan-harel@ISR", "person:zoe@-"


def test_people_are_counted_each_once_page_by_page(store: SqlStore) -> None:
    """Only those that some article names and nobody rejected, by id, however many articles name each."""
    for number, ids in enumerate([(NOA, DAN), (NOA,), (NOA, ZOE), ("office:president@ISR",)], 1):
        people(store, *ids, number=number)
    found = store.actor_counts(NamesakeQuery())
    assert [(one.id, one.articles) for one in found] == [(DAN, 1), (NOA, 3), (ZOE, 1)]
    assert [one.id for one in store.actor_counts(NamesakeQuery(words=("harel",), limit=1))] == [DAN]
    assert [one.id for one in store.actor_counts(NamesakeQuery(words=("harel",), after=DAN))] == [NOA]
    assert [one.id for one in store.actor_counts(NamesakeQuery(state="isr"))] == [DAN, NOA]
    assert store.actor_counts(NamesakeQuery(words=("100%",))) == ()
    first = next(coded for coded in store.coded() if len(coded.actors) == 2 and coded.actors[1].id == DAN)
    store.put_judged([Layer(coded=first, rejected=frozenset({DAN}))])
    assert [(one.id, one.articles) for one in store.actor_counts(NamesakeQuery())] == [(NOA, 3), (ZOE, 1)]
    store.close()


def test_articles_of_an_actor_come_by_day_page_by_page(store: SqlStore) -> None:
    """Narrowed and gone on with like all articles."""
    for number in (3, 1, 2, 4):
        people(store, NOA if number < 4 else ZOE, number=number)
    query = ArticleQuery(actor=NOA, newest_first=True, limit=2)
    page = store.articles(query)
    assert [head.published for head in page] == ["2024-03-03", "2024-03-02"]
    rest = store.articles(ArticleQuery(actor=NOA, newest_first=True, limit=2, after=page[-1].cursor))
    assert [head.published for head in rest] == ["2024-03-01"]
    assert [head.published for head in store.articles(ArticleQuery(actor=NOA, outlet="B"))] == ["2024-03-02"]
    assert [head.published for head in store.articles(ArticleQuery(actor=NOA, since="2024-03-03"))] == ["2024-03-03"]
    store.close()


def test_lists_by_mode_and_status_give_what_they_gave(store: SqlStore) -> None:
    """An index changes how a list is found, never what it holds."""
    store.add(shelling(), coding="rules-1")
    every = [one.event.id for one in store.events(EventQuery())]
    assert every
    assert [one.event.id for one in store.events(EventQuery(act=Act.ASSAULT, status=Status.HAPPENED))] == every
    assert store.events(EventQuery(mode="visit")) == ()
    assert store.events(EventQuery(mode="visit", act=Act.ASSAULT, since="2000-01-01")) == ()
    store.close()
