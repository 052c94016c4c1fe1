"""Opening: new stores, older and newer ones, and files that are none."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from dragoman.errors import StoreError
from dragoman.store import DocumentState, LedgerEntry
from dragoman.store.engine import make_engine
from dragoman.store.migrations import MIGRATIONS, SCHEMA_VERSION, bring_up_to_date
from dragoman.store.sql import open_store
from tests.store.builders import shelling


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a store that holds one article and is closed."""
    path = tmp_path / "dragoman.sqlite"
    store = open_store(path)
    store.add(shelling(), coding="rules-1")
    store.close()
    return path


def set_version(file: Path, version: int) -> None:
    """Writes another version into a closed store."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE schema_version SET version = ?", (version,))


def test_a_store_opens_again_with_all_that_it_held(file: Path) -> None:
    """Closing and opening changes nothing."""
    store = open_store(file)
    assert list(store.coded()) == [shelling()]
    store.close()


def test_a_newer_store_is_refused_and_left_alone(file: Path) -> None:
    """The message says both versions and what to do."""
    set_version(file, SCHEMA_VERSION + 1)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="install a newer Dragoman"):
        open_store(file)
    assert file.read_bytes() == before


def test_an_older_store_is_copied_and_then_brought_up_to_date(file: Path) -> None:
    """Each step runs once; the copy beside the file is the store as it was."""
    engine = make_engine(file)
    taken: list[int] = []

    def step(connection: Connection) -> None:
        taken.append(SCHEMA_VERSION)
        connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN note TEXT")

    for _ in range(2):
        bring_up_to_date(engine, file, {SCHEMA_VERSION: step}, SCHEMA_VERSION + 1)
    engine.dispose()
    assert taken == [SCHEMA_VERSION]
    store = open_store(file.with_name(f"dragoman.sqlite.v{SCHEMA_VERSION}.backup"))
    assert list(store.coded()) == [shelling()]
    store.close()


def test_a_step_that_fails_changes_nothing(file: Path) -> None:
    """Tables and version are those of before, and the next try starts there."""
    engine = make_engine(file)

    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN note TEXT")
        raise StoreError("no")

    with pytest.raises(StoreError, match="no"):
        bring_up_to_date(engine, file, {SCHEMA_VERSION: broken}, SCHEMA_VERSION + 1)
    engine.dispose()
    store = open_store(file)
    assert store.ledger.runs() == ()
    store.close()


def test_a_missing_step_is_named(file: Path) -> None:
    """A version that nothing leads on from is an error, not a skip."""
    engine = make_engine(file)
    with pytest.raises(StoreError, match=f"version {SCHEMA_VERSION} of the store to {SCHEMA_VERSION + 1}"):
        bring_up_to_date(engine, file, {}, SCHEMA_VERSION + 1)
    engine.dispose()


def test_every_version_but_the_newest_has_its_step() -> None:
    """Steps lead from version 1 to the newest without a gap."""
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def indexes_of(file: Path) -> set[str]:
    """The names of the indexes of a closed store."""
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}


def test_a_store_gets_the_indexes_that_it_lacks_and_loses_those_that_they_replace(file: Path) -> None:
    """Indexes need no version: a store of this one that was made before them has them when it is next opened."""
    made = indexes_of(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        for name in ("events_of_act", "actors_named", "ties_rejected"):
            connection.execute(f"DROP INDEX {name}")
        connection.execute("CREATE INDEX events_by_act ON events (act, first_day, id)")
    for _ in range(2):
        store = open_store(file)
        assert list(store.coded()) == [shelling()]
        store.close()
    assert indexes_of(file) == made


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A SQLite file of another program gets no table of ours."""
    path = tmp_path / "bookmarks.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreError, match=r"not a Dragoman store.*bookmarks"):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


@pytest.mark.parametrize("content", [b"This is a text file, not a database. " * 40, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    """The message begins with the file."""
    path = tmp_path / "notes.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"notes\.sqlite"):
        open_store(path)


def test_a_folder_name_with_marks_is_only_a_name(tmp_path: Path) -> None:
    """A question mark or a percent sign in a path is not read as an option."""
    folder = tmp_path / "a?mode=memory&b %20#c"
    folder.mkdir()
    store = open_store(folder / "dragoman.sqlite")
    store.close()
    assert (folder / "dragoman.sqlite").exists()


def test_a_store_of_version_6_learns_from_its_ledger_when_articles_were_added(file: Path) -> None:
    """The first run that is named counts; an article of no run was added by the day of the migration at the latest."""
    store = open_store(file)
    store.add(shelling(1), coding="rules-1")
    days = ("2025-03-01", "2025-04-01")
    runs = [store.ledger.begin_run("rules-1", f"{day}T23:59:00+00:00") for day in days]
    article = shelling(1).article.id
    for place, run in zip(("second.txt", "first.txt"), reversed(runs), strict=True):
        store.ledger.record([LedgerEntry(location=place, article=article, run=run, state=DocumentState.DONE)])
    store.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("ALTER TABLE articles DROP COLUMN added")
    set_version(file, 6)
    store = open_store(file)
    found = store.days_added([article, shelling().article.id])
    store.close()
    assert found.pop(article) == days[0]
    assert [day >= "2025-11-01" for day in found.values()] == [True]
