"""Ids that last: what was merged anew or coded anew leads to what took its place, however often that changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

from dragoman.merge.placing import MERGING
from dragoman.records import Act, CodedArticle, Judgement, Verdict
from dragoman.store import HappeningQuery, Store
from dragoman.store.migrations import SCHEMA_VERSION
from dragoman.store.sql import open_store
from dragoman.workspace.former import find_tombstone
from dragoman.workspace.merging import merge_changes
from tests.store.builders import TEXT, coded_of, event_of, shelling
from tests.texts import article_of, quote


def merged(store: Store) -> list[str]:
    """The ids of all happenings after a merge."""
    merge_changes(store)
    return sorted(one.happening.id for one in store.happenings(HappeningQuery(limit=1000)))


def now_of(store: Store, identifier: str) -> tuple[str, ...]:
    """Where an id that is no more leads."""
    found = find_tombstone(store, identifier)
    assert found is not None
    return found.now


def add(store: Store, *articles: CodedArticle, coding: str = "rules-1") -> None:
    """Stores articles."""
    for coded in articles:
        store.add(coded, coding=coding)


def judged(store: Store, one: str, verdict: Verdict, other: str | None = None, identifier: str = "jdg-1") -> None:
    """Keeps a decision."""
    store.judge(Judgement(id=identifier, record=one, verdict=verdict, other=other, who="A", at="2026-01-01T00:00:00"))


def test_a_happening_that_others_joined_leads_to_the_one_of_now(store: Store) -> None:
    """Through all that stood in between; what is, has no tombstone, and what never was has none."""
    ids = []
    for number in range(4):
        add(store, shelling(number))
        ids += merged(store)
    *old, last = ids
    assert [now_of(store, one) for one in old] == [(last,)] * 3
    assert find_tombstone(store, last) is None
    assert find_tombstone(store, "hap-00000000000000000000") is None


def test_a_happening_that_was_parted_leads_to_all_its_parts(store: Store) -> None:
    """And back to one of them when that comes again: an id either is or was."""
    add(store, shelling(0), shelling(1))
    (whole,) = merged(store)
    judged(store, shelling(0).events[0].id, Verdict.NOT_SAME, shelling(1).events[0].id)
    parts = merged(store)
    assert len(parts) == 2
    assert sorted(now_of(store, whole)) == parts
    judged(store, "jdg-1", Verdict.UNDO, identifier="jdg-2")
    assert merged(store) == [whole]
    assert find_tombstone(store, whole) is None
    assert {now_of(store, one) for one in parts} == {(whole,)}


def test_a_happening_whose_event_was_rejected_leads_to_the_event(store: Store) -> None:
    """Nothing took its place; its words are still there."""
    add(store, shelling(0))
    (only,) = merged(store)
    judged(store, shelling(0).events[0].id, Verdict.REJECT)
    assert merged(store) == []
    assert now_of(store, only) == (shelling(0).events[0].id,)


def test_an_event_of_another_coding_leads_to_what_stands_at_its_words(store: Store) -> None:
    """That of the same act before others; what nothing took the place of leads to the article."""
    text = f"{TEXT} Report 0."
    article = article_of(text, published="2024-03-05")
    first = quote(text, "Kenya shelled Uganda on Monday.")
    old = coded_of(article, event_of(article, evidence=first))
    again = coded_of(
        article,
        event_of(article, evidence=quote(text, "Kenya shelled Uganda")),
        event_of(article, act=Act.THREATEN, evidence=first),
    )
    add(store, old)
    (happening,) = merged(store)
    add(store, again, coding="rules-2")
    after = merged(store)
    assert now_of(store, old.events[0].id) == (again.events[0].id,)
    assert now_of(store, happening)[0] in after
    add(store, coded_of(article), coding="rules-3")
    assert merged(store) == []
    assert now_of(store, old.events[0].id) == now_of(store, happening) == (article.id,)
    add(store, old)
    assert merged(store) == [happening]
    assert find_tombstone(store, old.events[0].id) is None


def test_all_ids_last_when_another_version_of_merging_begins(store: Store) -> None:
    """While nothing is merged yet an old id leads to its events; the same happenings then have their ids again."""
    add(store, shelling(0), shelling(1))
    (whole,) = merged(store)
    store.blocks.begin(MERGING + 1)
    former = store.former(whole)
    assert former is not None
    assert sorted(former.successors) == sorted(shelling(number).events[0].id for number in range(2))
    store.blocks.begin(MERGING)
    assert merged(store) == [whole]
    assert store.former(whole) is None


def test_a_store_of_version_3_keeps_ids_from_then_on(tmp_path: Path) -> None:
    """Its records and happenings stay; its table of former ids is that of a new store."""
    file, new = tmp_path / "dragoman.sqlite", tmp_path / "new.sqlite"
    store = open_store(file)
    add(store, shelling(0))
    (before,) = merged(store)
    store.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in ("former_records", "happening_places", "happening_sides", "saved_searches"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX happenings_told")
        connection.execute("ALTER TABLE articles DROP COLUMN added")
        connection.execute("UPDATE schema_version SET version = 3")
    store = open_store(file)
    assert merged(store) == [before]
    add(store, shelling(1))
    (after,) = merged(store)
    assert now_of(store, before) == (after,)
    store.close()
    open_store(new).close()
    assert (tmp_path / "dragoman.sqlite.v3.backup").exists()
    made = []
    for path in (file, new):
        with closing(sqlite3.connect(path)) as connection:
            sql = "SELECT group_concat(sql) FROM sqlite_master WHERE name IN ('former_records', 'saved_searches')"
            made.append("".join(connection.execute(sql).fetchone()[0].split()))
            assert connection.execute("SELECT version FROM schema_version").fetchone() == (SCHEMA_VERSION,)
    assert made[0] == made[1]
