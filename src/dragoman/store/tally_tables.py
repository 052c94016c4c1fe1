"""Two narrow tables, in which happenings are counted by place and by pair without reading any record.

They are filled when happenings are written, from the events as judged, and go with them.
"""

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, text

from dragoman.store.tables import happenings, metadata

LONGEST_PLACE = 200
"""Characters of a place's name that are kept here; the longest of our tables has 60."""


def _told() -> tuple[Column[str], ...]:
    """What every count may be narrowed by."""
    return (
        Column("act", Text, nullable=False),
        Column("mode", Text),
        Column("status", Text, nullable=False),
        Column("first_day", Text, nullable=False),
        Column("last_day", Text, nullable=False),
    )


def _happening() -> Column[int]:
    return Column(
        "happening", Integer, ForeignKey("happenings.row", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


happening_places = Table(
    "happening_places",
    metadata,
    Column("name", Text, primary_key=True),
    Column("state", Text, primary_key=True),
    _happening(),
    Column("reports", Integer, nullable=False),
    *_told(),
    Index("happening_places_by_happening", "happening"),
    sqlite_with_rowid=False,
)

happening_sides = Table(
    "happening_sides",
    metadata,
    Column("pair", Text, primary_key=True),
    _happening(),
    *_told(),
    Index("happening_sides_by_happening", "happening"),
    sqlite_with_rowid=False,
)

Index("happenings_told", happenings.c.status, happenings.c.act, happenings.c.first_day, happenings.c.last_day)

_COLUMNS = "name TEXT NOT NULL, state TEXT NOT NULL, happening INTEGER NOT NULL, reports INTEGER NOT NULL"
_TOLD = "act TEXT NOT NULL, mode TEXT, status TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL"
_GOES = 'FOREIGN KEY(happening) REFERENCES happenings ("row") ON DELETE CASCADE'
_TO_VERSION_5 = (
    f"CREATE TABLE happening_places ({_COLUMNS}, {_TOLD}, PRIMARY KEY (name, state, happening), {_GOES}) WITHOUT ROWID",
    f"CREATE TABLE happening_sides (pair TEXT NOT NULL, happening INTEGER NOT NULL, {_TOLD}, "
    f"PRIMARY KEY (pair, happening), {_GOES}) WITHOUT ROWID",
    "CREATE INDEX happening_places_by_happening ON happening_places (happening)",
    "CREATE INDEX happening_sides_by_happening ON happening_sides (happening)",
    "CREATE INDEX happenings_told ON happenings (status, act, first_day, last_day)",
)

# CROSS JOIN keeps the order of the tables: from new happenings to their few events, whatever SQLite thinks of sizes.
_EVENTS = (
    "FROM happenings h CROSS JOIN happening_events l ON l.happening = h.row "
    "CROSS JOIN events e ON e.id = l.event AND e.rejected = 0"
)
_HEAD = "h.act, json_extract(h.body, '$.mode'), h.status, h.first_day, h.last_day"
_PLACE = "json_extract(coalesce(e.judged, e.body), '$.place.{}')"
_FILL = (
    text(
        "INSERT INTO happening_places (name, state, happening, reports, act, mode, status, first_day, last_day) "
        f"SELECT substr({_PLACE.format('name')}, 1, {LONGEST_PLACE}) AS name, "
        f"coalesce({_PLACE.format('state')}, '') AS state, h.row, count(DISTINCT e.article), {_HEAD} {_EVENTS} "
        "WHERE h.row >= :first AND name IS NOT NULL GROUP BY h.row, name, state"
    ),
    text(
        "INSERT INTO happening_sides (pair, happening, act, mode, status, first_day, last_day) "
        f"SELECT DISTINCT p.pair, h.row, {_HEAD} {_EVENTS} "
        "CROSS JOIN event_pairs p ON p.event = e.row AND p.role = 'sides' WHERE h.row >= :first"
    ),
)


def tally_happenings(connection: Connection, first: int) -> None:
    """Fills both tables for the happenings from a row on, which stand in the store with their events."""
    for statement in _FILL:
        connection.execute(statement, {"first": first})


def keep_tallies(connection: Connection) -> None:
    """The step of a store that has not got them: makes and fills them from all that is there."""
    for statement in _TO_VERSION_5:
        connection.exec_driver_sql(statement)
    tally_happenings(connection, 0)
