"""The layer of judgements in the tables: records as judged beside their bodies, which never change.

A record is found by what it is judged to be: its index columns and its rows in the look-up tables follow the layer.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from dragoman.store.blocks import forget_article
from dragoman.store.engine import Connections
from dragoman.store.queries import Layer
from dragoman.store.rows import Row as Cells
from dragoman.store.rows import record_rows
from dragoman.store.tables import (
    actors,
    articles,
    event_pairs,
    event_states,
    events,
    statement_pairs,
    statements,
    ties,
)

_LAYERED = (actors, events, statements, ties)
_LOOK_UPS: Mapping[str, tuple[tuple[Table, str], ...]] = {
    "events": ((event_pairs, "event"), (event_states, "event")),
    "statements": ((statement_pairs, "statement"),),
}
_FIXED = frozenset({"row", "article", "id", "body"})
"""Columns of the record as coded."""


def put_layer(connections: Connections, connection: Connection, layer: Layer) -> bool:
    """Keeps the records of an article as judged; whether anything was not kept so already.

    An article that is not in the store, and a record that another coding has taken away, are passed over.
    """
    article = connection.execute(select(articles.c.row).where(articles.c.id == layer.coded.article.id)).scalar()
    if article is None:
        return False
    rows = record_rows(layer.coded, article, {table.name: 0 for table in _LAYERED})
    is_changed = False
    for table in _LAYERED:  # actors first: plural ones say which states an event concerns
        columns = (table.c.row, table.c.id, table.c.body, table.c.judged, table.c.rejected)
        stored = {row.id: row for row in connection.execute(select(*columns).where(table.c.article == article))}
        for wanted in rows[table.name]:
            known = stored.get(wanted["id"])
            if known is not None and (_lay(wanted, known, layer.rejected) or is_changed):
                is_changed = True
                _write(connections, connection, table, wanted, known, rows)
    if is_changed:  # its events are merged anew
        forget_article(connection, article)
        connections.insert(connection, "unplaced_articles", [{"article": article}])
    return is_changed


def _lay(wanted: Cells, known: Any, rejected: frozenset[str]) -> bool:  # a row of the columns above
    """Puts the layer into the cells of a record; whether it is another one than is stored."""
    wanted["judged"] = None if wanted["body"] == known.body else wanted["body"]
    wanted["rejected"] = int(wanted["id"] in rejected)
    return (wanted["judged"], wanted["rejected"]) != (known.judged, known.rejected)


def _write(
    connections: Connections,
    connection: Connection,
    table: Table,
    wanted: Cells,
    known: Any,  # as above
    rows: Mapping[str, list[Cells]],
) -> None:
    values = {name: value for name, value in wanted.items() if name not in _FIXED}
    connection.execute(update(table).where(table.c.row == known.row).values(values))
    for look_up, key in _LOOK_UPS.get(table.name, ()):
        connection.execute(delete(look_up).where(look_up.c[key] == known.row))
        entries = [{**entry, key: known.row} for entry in rows[look_up.name] if entry[key] == wanted["row"]]
        connections.insert(connection, look_up.name, entries)
