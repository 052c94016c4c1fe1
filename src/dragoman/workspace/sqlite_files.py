"""A database of its own for Datasette and other tools: a new file, never the live store.

Datasette finds the full-text tables by their `content`, and reads the meanings of the columns from `metadata.json`.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import WorkspaceError
from dragoman.knowledge.export_columns import ExportColumns
from dragoman.output.clean import plain
from dragoman.output.event_tables import Row, Tables, rows_of
from dragoman.output.record_tables import happening_row, statement_row, tie_row
from dragoman.records import Article
from dragoman.records.tables import TableForm
from dragoman.workspace.gathering import Tally, Wanted, events_of, happenings_of, statements_of, ties_of

if TYPE_CHECKING:
    from dragoman.workspace.workspace import Workspace

WHOLE = frozenset({"start", "end", "reports", "outlets", "origins_min", "origins_max"})
FRACTIONS = frozenset({"score", "confidence"})
"""Columns of numbers; all others are text."""

WRITTEN_AT_ONCE = 500

TABLES: dict[str, dict[str, str]] = {
    "articles": {},
    "events": {"article": "articles"},
    "happenings": {},
    "happening_events": {"happening": "happenings", "event": "events"},
    "statements": {"article": "articles"},
    "ties": {"article": "articles"},
}
"""The tables in the order in which they are filled, each with its foreign keys."""

SEARCHED = {"articles": ("title", "text"), "statements": ("words", "speaker")}
LABELS = {"articles": "title", "events": "words", "happenings": "words", "statements": "words", "ties": "label"}
FACETS = {"events": ["act", "status"], "happenings": ["act", "status"], "statements": ["speech_act"]}


def write_database(
    workspace: "Workspace", file: Path, wanted: Wanted, tables: Tables, meanings: ExportColumns, tally: Tally
) -> None:
    """Writes all records that a filter names, with their articles, into a new file.

    Raises:
        WorkspaceError: the file cannot be written.

    """
    try:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("PRAGMA journal_mode=OFF")  # the file is new, and thrown away if this fails
            for statement in _schema(meanings):
                connection.execute(statement)
            _fill(_Writer(connection, meanings, tally), workspace, wanted, tables)
            for table in SEARCHED:
                connection.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")  # noqa: S608 - our names
    except sqlite3.Error as error:
        raise WorkspaceError(f"{file}: {error}; name another file") from error


def metadata_of(name: str, meanings: ExportColumns, title: str, about: dict[str, Any]) -> dict[str, Any]:
    """Datasette's metadata of a database by its name."""
    described = {
        table: {
            "description": meanings.note.get(table, ""),
            "columns": dict(meanings.columns[table]),
            **({"label_column": LABELS[table]} if table in LABELS else {}),
            **({"facets": FACETS[table]} if table in FACETS else {}),
        }
        for table in TABLES
    }
    return {
        "title": title,
        "databases": {name: {"description": meanings.note["offsets"], "tables": described}},
        **about,
    }


class _Writer:
    """Puts rows into tables, some hundreds at a time."""

    def __init__(self, connection: sqlite3.Connection, meanings: ExportColumns, tally: Tally) -> None:
        self._connection = connection
        self._meanings = meanings
        self.tally = tally

    def put(self, table: str, rows: Iterator[Row]) -> None:
        """Writes all rows; one whose id is there already is the same and adds nothing."""
        columns = tuple(self._meanings.columns[table])
        marks = ", ".join("?" for _ in columns)
        insert = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - a name of ours
        while page := list(islice(rows, WRITTEN_AT_ONCE)):
            made = self._connection.executemany(
                insert, [[typed_cell(name, row[name]) for name in columns] for row in page]
            )
            self.tally.add(table, made.rowcount)


def _fill(writer: _Writer, workspace: "Workspace", wanted: Wanted, tables: Tables) -> None:
    """All tables, one after the other; an article is written with the first record that needs it."""
    is_all = not wanted.asked

    def within(found: Iterator[Any], make: Callable[[Any, Any], Row]) -> Iterator[Row]:
        for coded, record in writer.tally.within(found, wanted.limit):
            writer.put("articles", iter([article_row(coded.article)]))
            yield make(coded, record)

    if is_all:
        writer.put("articles", (article_row(coded.article) for coded in workspace.as_judged()))
    own = TableForm.DRAGOMAN
    writer.put("events", within(events_of(workspace, wanted), lambda coded, e: rows_of(coded, [e], own, tables)[0]))
    found = writer.tally.within(happenings_of(workspace, wanted), wanted.limit)
    while page := list(islice(found, WRITTEN_AT_ONCE)):
        for happening, articles in page:
            needed = {link.event for link in happening.links}
            for link in happening.links:
                coded = articles[link.article]
                writer.put("articles", iter([article_row(coded.article)]))
                events = [event for event in coded.events if event.id in needed]
                writer.put("events", iter(rows_of(coded, events, own, tables)))
            writer.put("happenings", iter([happening_row(happening, articles, tables.codebook)]))
            rows = ({"happening": happening.id, "event": e.event, "reason": plain(e.reason)} for e in happening.links)
            writer.put("happening_events", rows)
    if not (wanted.act or wanted.status):
        writer.put("statements", within(statements_of(workspace, wanted), statement_row))
        if wanted.state is None:
            writer.put("ties", within(ties_of(workspace, wanted), tie_row))


def _schema(meanings: ExportColumns) -> Iterator[str]:
    """The statements that make the tables; all names are ours."""
    for table, keys in TABLES.items():
        columns = []
        for name in meanings.columns[table]:
            kind = "INTEGER" if name in WHOLE else "REAL" if name in FRACTIONS else "TEXT"
            is_key = name == "id"
            reference = f" REFERENCES {keys[name]}(id)" if name in keys else ""
            columns.append(f'"{name}" {kind}{" PRIMARY KEY" if is_key else ""}{reference}')
        key = ", PRIMARY KEY (happening, event)" if table == "happening_events" else ""
        yield f"CREATE TABLE {table} ({', '.join(columns)}{key})"
    for name in ("act", "status", "earliest"):
        yield f"CREATE INDEX events_by_{name} ON events ({name})"
        yield f"CREATE INDEX happenings_by_{name} ON happenings ({name})"
    for table in ("events", "statements", "ties"):
        yield f"CREATE INDEX {table}_by_article ON {table} (article)"
    yield "CREATE INDEX happening_events_by_event ON happening_events (event)"
    for table, columns_searched in SEARCHED.items():
        listed = ", ".join(columns_searched)
        yield f"CREATE VIRTUAL TABLE {table}_fts USING fts5({listed}, content={table}, tokenize='porter unicode61')"


def article_row(article: Article) -> Row:
    """The row of an article, as it leaves in tables; its text is as found, since offsets count in it."""
    told = {
        "id": article.id,
        "external_id": article.external_id,
        "title": article.title,
        "outlet": article.outlet,
        "authors": "; ".join(article.authors),
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "sha256": article.sha256,
    }
    return {**{name: plain(value or "") for name, value in told.items()}, "text": article.text}


def typed_cell(name: str, cell: str) -> str | int | float | None:
    """A cell as its column has it; what is empty is null."""
    if cell == "":
        return None
    return int(cell) if name in WHOLE else float(cell) if name in FRACTIONS else cell
