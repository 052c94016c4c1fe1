"""The ledger on SQL: which documents were taken up, by which run, and how that ended."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, update

from dragoman.store.engine import Connections
from dragoman.store.queries import DocumentState, LedgerEntry, RunEntry
from dragoman.store.tables import documents, runs

Entry = TypeVar("Entry", LedgerEntry, RunEntry)


READ_AT_ONCE = 500
"""Entries in one page of a walk: a run of a million documents must not be held at once."""


class SqlLedger:
    """A `Ledger` in the tables `runs` and `documents` of a store's own database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin_run(self, coding: str, at: str) -> int:
        """The number of a new run."""
        with self._connections.writing() as connection:
            number = int(connection.execute(select(func.max(runs.c.run))).scalar() or 0) + 1
            run = RunEntry(run=number, coding=coding, started=at)
            connection.execute(insert(runs).values(msgspec.structs.asdict(run)))
        return number

    def end_run(self, run: RunEntry) -> None:
        """Writes the counts and the end of a run."""
        with self._connections.writing() as connection:
            connection.execute(update(runs).where(runs.c.run == run.run).values(msgspec.structs.asdict(run)))

    def runs(self) -> tuple[RunEntry, ...]:
        """All runs, oldest first."""
        with self._connections.reading() as connection:
            rows = connection.execute(select(runs).order_by(runs.c.run)).mappings().all()
        return tuple(_record(row, RunEntry) for row in rows)

    def entry(self, location: str) -> LedgerEntry | None:
        """The entry of a location; null where it was never taken up."""
        with self._connections.reading() as connection:
            row = connection.execute(_ONE, {"location": location}).mappings().one_or_none()
        return None if row is None else _record(row, LedgerEntry)

    def record(self, entries: Sequence[LedgerEntry]) -> None:
        """Writes entries in one transaction, each in place of the one at its location."""
        with self._connections.writing() as connection:
            write_entries(connection, entries)

    def entries(self, state: DocumentState, run: int | None = None) -> Iterator[LedgerEntry]:
        """The entries in a state, of one run or of all, by location; read a page at a time."""
        query = select(documents).where(documents.c.state == state.value)
        if run is not None:
            query = query.where(documents.c.run == run)
        last = ""
        while True:
            page = query.where(documents.c.location > last).order_by(documents.c.location).limit(READ_AT_ONCE)
            with self._connections.reading() as connection:
                rows = connection.execute(page).mappings().all()
            yield from (_record(row, LedgerEntry) for row in rows)
            if len(rows) < READ_AT_ONCE:
                return
            last = rows[-1]["location"]


def write_entries(connection: Connection, entries: Sequence[LedgerEntry]) -> None:
    """Writes entries in the transaction of their article, so that neither is ever there without the other."""
    if entries:
        connection.execute(_REPLACE, [_row(entry) for entry in entries])


def _record(row: RowMapping, shape: type[Entry]) -> Entry:
    """The entry of a row; SQLAlchemy's names of columns are made plain strings, which is all that msgspec takes."""
    return msgspec.convert({str(name): value for name, value in row.items()}, shape)


def _row(entry: LedgerEntry) -> dict[str, object]:
    return {**msgspec.structs.asdict(entry), "state": entry.state.value}


_ONE = select(documents).where(documents.c.location == bindparam("location"))

_REPLACE = insert(documents).prefix_with("OR REPLACE")  # no other table points at a document, so nothing cascades
