"""Connections to the database: how they are set up, when a transaction begins, and what is said when one is refused."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError
from dragoman.store.tables import metadata

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another: a document's transaction takes milliseconds, a rebuild of happenings seconds."""

PAGE_CACHE_KIB = 65_536
"""64 MiB hold the inner pages of every index at 10^6 events, so that adding reads little from the disk."""

CHECKPOINT_PAGES = 4_000
"""16 MB of log before it is folded into the file: fewer rewrites of the same pages, and still a short recovery."""


class Compiler(SQLiteCompiler):
    """Writes the hints of a query ("INDEXED BY events_of_mode") behind their tables; SQLAlchemy leaves them out."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:  # Any: untyped there too
        """The hint as it is given: SQLite's grammar has it behind the name of a table."""
        return text


class Connections:
    """One engine with its two ways in: to read, and to write in one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._inserts = {table.name: table.insert().compile(dialect=engine.dialect) for table in metadata.sorted_tables}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the database as it is at its first statement.

        Raises:
            StoreError: the database refused.

        """
        with refusals(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, is_durable: bool = False) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start, so that it never has to give up half way.

        What is written is safe against the end of the process; with `is_durable` also against loss of power.

        Raises:
            StoreError: the database refused; nothing of the transaction is kept.

        """
        options = {"writes": True, "durable": is_durable}
        with refusals(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def insert(self, connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Inserts rows by the driver's own `executemany`, twice as fast as SQLAlchemy's."""
        if rows:
            statement = self._inserts[table]
            order = statement.positiontup or ()
            connection.exec_driver_sql(str(statement), [tuple(row[name] for name in order) for row in rows])


def make_engine(file: Path | None) -> Engine:
    """An engine whose connections keep foreign keys, wait for each other and write ahead; in memory without a file."""
    engine = create_engine(URL.create("sqlite", database=str(file) if file else None))
    engine.dialect.statement_compiler = Compiler

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:  # the driver's own connection
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, not where the driver guesses
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"cache_size=-{PAGE_CACHE_KIB}",
            f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") == "AUTOCOMMIT":
            return
        if "durable" in options:  # cannot be set inside a transaction
            connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options['durable'] else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


@contextmanager
def refusals() -> Iterator[None]:
    """Turns the database's own errors into ours, without their statements: those may quote an article.

    Raises:
        StoreError: the database refused.

    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"the store refused: {error.orig}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"the text cannot be stored as UTF-8: {error.reason}") from error
