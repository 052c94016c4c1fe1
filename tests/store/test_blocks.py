"""What merging keeps in a store: filled in steps that each stand alone, and made by the migration as in a new store."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import StoreError
from dragoman.merge import merge_events
from dragoman.merge.placing import MERGING
from dragoman.records import Judgement, Verdict
from dragoman.store import HappeningQuery, Settlement, Store
from dragoman.store.blocks import SqlBlocks
from dragoman.store.sql import open_store
from dragoman.workspace.merging import merge_changes
from tests.store.builders import coded_of, event_of, shelling
from tests.texts import article_of

ROOT = Path(__file__).parents[2]

VERSION_1_LACKS = (
    "unplaced_articles",
    "block_events",
    "dirty_blocks",
    "sketches",
    "marks",
    "copy_links",
    "bonds",
    "former_records",
    "happening_places",
    "happening_sides",
    "saved_searches",
)


def stored(store: Store) -> list[Any]:
    """The stored happenings by id."""
    return sorted((one.happening for one in store.happenings(HappeningQuery(limit=1000))), key=lambda one: one.id)


def is_as_merged_at_once(store: Store) -> bool:
    """Whether the stored happenings are those of one merge of everything."""
    return stored(store) == list(merge_events(store.coded(), store.judgements()))


def test_a_new_article_touches_only_its_own_knot(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The happening of another pair is not written again."""
    for number in range(8):
        store.add(shelling(number), coding="rules-1")
    other = article_of("Israel shelled Turkey.", published="2024-03-05")
    store.add(coded_of(other, event_of(other, "ISR", "TUR")), coding="rules-1")
    merge_changes(store)
    settled: list[Settlement] = []
    settle = SqlBlocks.settle
    monkeypatch.setattr(SqlBlocks, "settle", lambda self, made: settled.append(made) or settle(self, made))
    store.add(shelling(9), coding="rules-1")
    assert merge_changes(store) is True
    (made,) = settled
    assert [len(happening.links) for _, _, happening in made.happenings] == [9]
    assert set(made.knots) == {shelling(9).events[0].id}
    assert is_as_merged_at_once(store)
    assert merge_changes(store) is False


def test_a_block_that_changed_meanwhile_is_not_settled(store: Store) -> None:
    """What another process merged from older records does not take the place of newer ones."""
    store.add(shelling(0), coding="rules-1")
    merge_changes(store)
    (happening,) = stored(store)
    block = store.blocks.blocks_of([shelling(0).events[0].id])[shelling(0).events[0].id]
    stamp = store.blocks.read(block).stamp
    judged = Judgement(id="jdg-1", record=shelling(0).events[0].id, verdict=Verdict.REJECT, who="A", at="2025-01-01")
    store.judge(judged)
    stale = Settlement(stamps={block: stamp}, replaced={block: None}, knots={}, happenings=((block, 1, happening),))
    assert store.blocks.settle(stale) is False
    merge_changes(store)
    assert stored(store) == []


def test_another_version_of_merging_makes_all_happenings_anew(store: Store) -> None:
    """What an older program merged is not kept."""
    store.add(shelling(0), coding="rules-1")
    merge_changes(store)
    store.blocks.begin(MERGING + 1)
    assert stored(store) == []
    assert merge_changes(store) is True
    assert is_as_merged_at_once(store)
    assert len(stored(store)) == 1


def test_an_interrupted_merge_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever step fails, the next merge ends where an uninterrupted one would."""
    for number in range(3):
        store.add(shelling(number), coding="rules-1")
    for step in ("place", "settle", "finish"):
        with monkeypatch.context() as patched:
            patched.setattr(SqlBlocks, step, _fail)
            with pytest.raises(StoreError):
                merge_changes(store)
    merge_changes(store)
    assert is_as_merged_at_once(store)


def _fail(*_: object) -> None:
    raise StoreError("no")


MERGE_IN_A_LOOP = """
import sys
from pathlib import Path
from dragoman.store.sql import open_store
from dragoman.workspace.merging import merge_changes
from tests.store.builders import shelling
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(10_000):
    store.add(shelling(number), coding=f"coding {number % 7}")
    merge_changes(store)
"""


@pytest.mark.parametrize("wait", [0.05, 0.2])
def test_a_killed_merge_leaves_no_half_block(tmp_path: Path, wait: float) -> None:
    """After kill -9 at any moment the next merge gives what one merge of all gives."""
    file = tmp_path / "dragoman.sqlite"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", MERGE_IN_A_LOOP, str(file)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)  # long enough for some articles; where it falls does not matter
        process.send_signal(signal.SIGKILL)
    store = open_store(file)
    merge_changes(store)
    assert is_as_merged_at_once(store)
    store.close()


def schema_of(file: Path) -> dict[str, str]:
    """What tables and indexes a closed store has, without differences of layout."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: re.sub(r"\s+", "", sql) for name, sql in rows}


def test_a_store_of_version_1_is_brought_to_the_tables_of_a_new_one(tmp_path: Path) -> None:
    """The migration makes what a new store has, and the first merge fills it."""
    new, old = tmp_path / "new.sqlite", tmp_path / "old.sqlite"
    for file in (new, old):
        store = open_store(file)
        for number in range(3):
            store.add(shelling(number), coding="rules-1")
        store.close()
    with closing(sqlite3.connect(old)) as connection, connection:
        for table in VERSION_1_LACKS:
            connection.execute(f"DROP TABLE {table}")
        for index in ("happenings_by_block", "happenings_told"):
            connection.execute(f"DROP INDEX {index}")
        for index in ("actors_named", "actors_rejected", "events_rejected", "statements_rejected", "ties_rejected"):
            connection.execute(f"DROP INDEX {index}")
        for column in ("block", "knot"):
            connection.execute(f"ALTER TABLE happenings DROP COLUMN {column}")
        for table in ("actors", "events", "statements", "ties"):
            for column in ("judged", "rejected"):
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("ALTER TABLE articles DROP COLUMN added")
        connection.execute("DELETE FROM counters WHERE name IN ('merging', 'judged')")
        connection.execute("UPDATE schema_version SET version = 1")
    store = open_store(old)
    merge_changes(store)
    assert len(stored(store)) == 1
    assert is_as_merged_at_once(store)
    store.close()
    made, migrated = schema_of(new), schema_of(old)
    assert migrated.pop("happenings").count(",") == made.pop("happenings").count(",")  # new columns stand elsewhere
    assert migrated == made
