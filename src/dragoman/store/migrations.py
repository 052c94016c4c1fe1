"""Versions of the tables: an older store is brought to the newest step by step, a newer one is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dragoman.errors import StoreError
from dragoman.store.search import create_search
from dragoman.store.tables import counters, metadata, schema_version

SCHEMA_VERSION = 2

Migration = Callable[[Connection], None]

_LAYER = tuple(
    f"ALTER TABLE {table} ADD COLUMN {column}"
    for table in ("actors", "events", "statements", "ties")
    for column in ("judged TEXT", "rejected INTEGER DEFAULT '0' NOT NULL")
)


def _keep_a_layer(connection: Connection) -> None:
    """Records as judged stand beside those as coded; the layer is made when the store is next asked."""
    for statement in (*_LAYER, "INSERT INTO counters (name, value) VALUES ('judged', 0)"):
        connection.exec_driver_sql(statement)


MIGRATIONS: Mapping[int, Migration] = {1: _keep_a_layer}
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
    connection.execute(counters.insert(), [{"name": name, "value": 0} for name in ("records", "happenings", "judged")])


def _back_up(engine: Engine, file: Path, version: int) -> None:
    """Writes a compact copy beside the file; one that is there already is of the same version and is kept."""
    copy = file.with_name(f"{file.name}.v{version}.backup")
    if copy.exists():
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
