"""Versions of the tables: an older store is brought to the newest step by step, a newer one is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dragoman.errors import StoreError
from dragoman.store.search import create_search
from dragoman.store.tables import SUPERSEDED, counters, metadata, schema_version
from dragoman.store.tally_tables import keep_tallies

SCHEMA_VERSION = 7

_INDEXES = text("SELECT name FROM sqlite_master WHERE type = 'index'")

Migration = Callable[[Connection], None]

_TO_VERSION_2 = (
    "ALTER TABLE happenings ADD COLUMN block TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE happenings ADD COLUMN knot INTEGER DEFAULT '0' NOT NULL",
    "CREATE INDEX happenings_by_block ON happenings (block, knot)",
    "CREATE TABLE unplaced_articles (article INTEGER NOT NULL, PRIMARY KEY (article), "
    'FOREIGN KEY(article) REFERENCES articles ("row") ON DELETE CASCADE)',
    'CREATE TABLE block_events ("row" INTEGER NOT NULL, article INTEGER NOT NULL, event TEXT NOT NULL, '
    "block TEXT NOT NULL, since INTEGER NOT NULL, last INTEGER NOT NULL, is_news INTEGER NOT NULL, "
    'knot INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY ("row"), '
    'FOREIGN KEY(article) REFERENCES articles ("row") ON DELETE CASCADE)',
    "CREATE INDEX block_events_by_article ON block_events (article)",
    "CREATE INDEX block_events_by_event ON block_events (event)",
    "CREATE INDEX block_events_by_knot ON block_events (block, knot)",
    "CREATE INDEX block_events_by_last ON block_events (block, last, since)",
    "CREATE INDEX block_events_untied ON block_events (block) WHERE knot = 0",
    "CREATE INDEX block_events_news ON block_events (block, is_news) WHERE is_news = 1",
    "CREATE TABLE dirty_blocks (block TEXT NOT NULL, knot INTEGER NOT NULL, at INTEGER NOT NULL, "
    "PRIMARY KEY (block, knot)) WITHOUT ROWID",
    "CREATE TABLE sketches (article INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (article), "
    'FOREIGN KEY(article) REFERENCES articles ("row") ON DELETE CASCADE)',
    "CREATE TABLE marks (mark INTEGER NOT NULL, is_credited INTEGER NOT NULL, day INTEGER NOT NULL, "
    "article INTEGER NOT NULL, PRIMARY KEY (mark, is_credited, day, article)) WITHOUT ROWID",
    "CREATE TABLE copy_links (one TEXT NOT NULL, other TEXT NOT NULL, shared INTEGER NOT NULL, "
    "one_runs INTEGER NOT NULL, other_runs INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID",
    "CREATE INDEX copy_links_by_other ON copy_links (other)",
    "INSERT INTO counters (name, value) VALUES ('merging', 0)",
)


def _merge_by_blocks(connection: Connection) -> None:
    """What merging keeps; it is filled at the next merge, which finds that no version of merging made what is there."""
    for statement in _TO_VERSION_2:
        connection.exec_driver_sql(statement)


_LAYER = tuple(
    f"ALTER TABLE {table} ADD COLUMN {column}"
    for table in ("actors", "events", "statements", "ties")
    for column in ("judged TEXT", "rejected INTEGER DEFAULT '0' NOT NULL")
)


def _keep_a_layer(connection: Connection) -> None:
    """Records as judged stand beside those as coded; the layer is made when the store is next asked."""
    bonds = "CREATE TABLE bonds (one TEXT NOT NULL, other TEXT NOT NULL, verdict TEXT NOT NULL, "
    bonds += "PRIMARY KEY (one, other, verdict)) WITHOUT ROWID"
    for statement in (*_LAYER, bonds, "INSERT INTO counters (name, value) VALUES ('judged', 0)"):
        connection.exec_driver_sql(statement)


def _keep_former_ids(connection: Connection) -> None:
    """Ids that are no more lead to what took their place; those of before this version are not known."""
    columns = "id TEXT NOT NULL, kind TEXT NOT NULL, was TEXT NOT NULL, successors TEXT NOT NULL, PRIMARY KEY (id)"
    connection.exec_driver_sql(f"CREATE TABLE former_records ({columns}) WITHOUT ROWID")


def _keep_searches(connection: Connection) -> None:
    """Searches are saved under names."""
    texts = ", ".join(f"{name} TEXT NOT NULL" for name in ("id", "name", "page", "asked", "made", "looked"))
    columns = f"{texts}, removed TEXT, seen INTEGER NOT NULL, PRIMARY KEY (id)"
    connection.exec_driver_sql(f"CREATE TABLE saved_searches ({columns}) WITHOUT ROWID")


def _keep_days_added(connection: Connection) -> None:
    """When each article was added: by the first run that the ledger still names for it, else by now at the latest.

    The ledger names the last run that took a document up: an article that was coded again may have been here earlier.
    """
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN added TEXT DEFAULT '' NOT NULL")
    connection.exec_driver_sql("UPDATE articles SET added = date('now')")
    connection.exec_driver_sql(
        "UPDATE articles SET added = named.day FROM (SELECT documents.article AS id, min(substr(runs.started, 1, 10)) "
        "AS day FROM documents JOIN runs ON runs.run = documents.run GROUP BY documents.article) AS named "
        "WHERE named.id = articles.id"
    )


MIGRATIONS: Mapping[int, Migration] = {
    1: _merge_by_blocks,
    2: _keep_a_layer,
    3: _keep_former_ids,
    4: keep_tallies,
    5: _keep_searches,
    6: _keep_days_added,
}
"""By the version that they start from; each goes one up. A released one is never edited."""


def bring_up_to_date(
    engine: Engine, file: Path | None, migrations: Mapping[int, Migration] = MIGRATIONS, newest: int = SCHEMA_VERSION
) -> None:
    """Makes the tables in an empty database, or brings those of an older version to `newest`.

    Before an older store changes, a copy of it is written beside it (`dragoman.sqlite.v1.backup`), through the same
    connection: a live SQLite file must not be opened by anything else in the process.

    Raises:
        StoreError: the file is of a newer Dragoman, is not Dragoman's, or a step is missing.

    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        version = _version(connection)
        if version is None:
            _create(connection, newest)
            return
    if version > newest:
        raise StoreError(
            f"the store is of version {version}, this Dragoman knows {newest} and older; install a newer Dragoman"
        )
    if version < newest and file is not None:
        _back_up(engine, file, version)
    for step in range(version, newest):
        if step not in migrations:
            raise StoreError(f"no way from version {step} of the store to {step + 1}; use the Dragoman that wrote it")
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if _version(connection) == step:  # another process may have taken the step while this one waited
                migrations[step](connection)
                connection.execute(schema_version.update().values(version=step + 1))
    _renew_indexes(engine)


def _renew_indexes(engine: Engine) -> None:
    """Makes the indexes that a store lacks, and drops those in whose place others stand.

    Indexes hold nothing of their own, so they need no version. Over 10^6 events one takes some seconds, once.
    """
    wanted = {index.name: index for table in metadata.sorted_tables for index in table.indexes}
    with engine.connect() as connection:
        known = set(connection.execute(_INDEXES).scalars())
    for name in sorted(wanted.keys() - known, key=str):
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            wanted[name].create(connection, checkfirst=True)  # another process may have made it while this one waited
    for name in known.intersection(SUPERSEDED):
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")


def _version(connection: Connection) -> int | None:
    """The version that the database says; null for an empty one.

    Raises:
        StoreError: there are tables, but not ours.

    """
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if schema_version.name not in names:
        raise StoreError(f"this database is not a Dragoman store: it holds {', '.join(sorted(names)[:5])}")
    version = connection.execute(schema_version.select()).scalar()
    if version is None:
        raise StoreError("the store does not say its version; it is damaged: bring back a copy")
    return int(version)


def _create(connection: Connection, version: int) -> None:
    metadata.create_all(connection)
    create_search(connection)
    connection.execute(schema_version.insert().values(version=version))
    names = ("records", "happenings", "merging", "judged")
    connection.execute(counters.insert(), [{"name": name, "value": 0} for name in names])


def _back_up(engine: Engine, file: Path, version: int) -> None:
    """Writes a compact copy beside the file; one that is there already is of the same version and is kept."""
    copy = file.with_name(f"{file.name}.v{version}.backup")
    if copy.exists():
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
