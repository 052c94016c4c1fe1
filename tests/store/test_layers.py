"""The layer of judgements: beside the records as coded, found by what they are judged to be."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from dragoman.records import Act, CodedArticle, Quality, Status
from dragoman.store import EventQuery, Layer, StatementQuery, Store, TieQuery
from dragoman.store.sql import open_store
from tests.store.builders import refs_of, shelling


def meeting() -> CodedArticle:
    """The shelling, judged to be a planned meeting with Azerbaijan and good relations."""
    coded = shelling()
    event = msgspec.structs.replace(
        coded.events[0], act=Act.CONSULT, status=Status.PLANNED, targets=refs_of("AZE"), time=None
    )
    tie = msgspec.structs.replace(coded.ties[0], quality=Quality.CLOSE)
    return msgspec.structs.replace(coded, events=(event,), ties=(tie,))


def test_records_are_found_as_judged_and_kept_as_coded(store: Store) -> None:
    """By pair, act, status and day; putting the layer twice or taking it back gives the same again."""
    store.add(shelling(), coding="rules-1")
    before = store.events(EventQuery())
    for _ in range(2):
        store.put_judged([Layer(coded=meeting())], 1)
    assert [one.event for one in store.events(EventQuery(pair=("KEN", "AZE")))] == list(meeting().events)
    assert store.events(EventQuery(pair=("KEN", "UGA"))) == ()
    assert store.events(EventQuery(state="UGA")) == ()
    assert len(store.events(EventQuery(act=Act.CONSULT, status=Status.PLANNED, since="2024-03-05"))) == 1
    assert store.ties(TieQuery(quality=Quality.TENSE)) == ()
    assert list(store.coded()) == [shelling()]
    assert list(store.coded(as_judged=True)) == [meeting()]
    assert store.revision.judged == store.revision.records == 1
    store.put_judged([Layer(coded=shelling())])
    assert store.events(EventQuery()) == before


def test_what_is_rejected_is_left_out_and_can_be_asked_for(store: Store) -> None:
    """Of events, statements and ties alike, in every look-up."""
    coded = shelling()
    store.add(coded, coding="rules-1")
    store.add(shelling(1), coding="rules-1")
    ids = frozenset({coded.events[0].id, coded.statements[0].id, coded.ties[0].id})
    store.put_judged([Layer(coded=coded, rejected=ids)])
    for pair in (None, ("KEN", "UGA")):
        for is_rejected, expected in ((False, shelling(1)), (True, coded)):
            events = store.events(EventQuery(pair=pair, rejected=is_rejected))
            statements = store.statements(StatementQuery(pair=pair, rejected=is_rejected))
            ties = store.ties(TieQuery(pair=pair, rejected=is_rejected))
            assert [one.event.id for one in events] == [expected.events[0].id]
            assert [one.statement.id for one in statements] == [expected.statements[0].id]
            assert [one.tie.id for one in ties] == [expected.ties[0].id]
    (judged,) = store.coded([coded.article.id], as_judged=True)
    assert (judged.events, judged.statements, judged.ties) == ((), (), ())


def test_another_coding_makes_records_without_a_layer(store: Store) -> None:
    """Which is then stale, and told so; a layer of an article that is not there is passed over."""
    store.add(shelling(), coding="rules-1")
    store.put_judged([Layer(coded=meeting()), Layer(coded=shelling(5))], store.revision.records)
    store.add(shelling(), coding="rules-2")
    assert list(store.coded(as_judged=True)) == [shelling()]
    assert store.revision.judged < store.revision.records


@pytest.mark.parametrize("again", [1, 2])
def test_an_older_store_gets_a_layer(tmp_path: Path, again: int) -> None:
    """Its records stay as they are, and a copy is kept beside it."""
    file = tmp_path / "dragoman.sqlite"
    store = open_store(file)
    store.add(shelling(), coding="rules-1")
    store.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP INDEX actors_named")
        for table in ("actors", "events", "statements", "ties"):
            connection.execute(f"DROP INDEX {table}_rejected")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN judged")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN rejected")
        for table in ("bonds", "former_records", "happening_places", "happening_sides", "saved_searches"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX happenings_told")
        connection.execute("ALTER TABLE articles DROP COLUMN added")
        connection.execute("DELETE FROM counters WHERE name = 'judged'")
        connection.execute("UPDATE schema_version SET version = ?", (2,))
    for _ in range(again):
        store = open_store(file)
        assert list(store.coded()) == [shelling()]
        store.put_judged([Layer(coded=meeting())], 1)
        assert list(store.coded(as_judged=True)) == [meeting()]
        store.close()
    assert file.with_name("dragoman.sqlite.v2.backup").exists()
