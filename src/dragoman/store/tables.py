"""The tables: each row is the JSON body of a record beside the columns that are searched.

`row` is the database's own number of a row and never leaves the store; identifiers are made from content. Pairs are
denormalised ("AZE|ISR", sorted): a join over roles is 300 times slower. Tables that only serve look-ups hold their
columns in the order in which they are searched and sorted, so that a page is one walk along an index. An index also
holds what else a list is narrowed by, at its end: over 10^6 events, passing a record over in the index takes a tenth of
the time of reading its row.

Merging keeps what it needs to merge one knot anew: each event of its block (`block_events`, knot 0 until it is tied),
the knots that lost an event or were judged (`dirty_blocks`, knot 0 for a whole block), and which articles share text.

An id that a happening or a record of an article had, and that is no more, stays in `former_records` with the ids that
took its place; whoever kept the old one is led on from there.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    sqlite_with_rowid=False,
)

articles = Table(
    "articles",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("external_id", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("language", Text),
    Column("url", Text),
    Column("day", Text, nullable=False),
    Column("coding", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("added", Text, nullable=False, server_default=""),
    Index("articles_by_day", "day", "id"),
    Index("articles_by_outlet", "outlet", "day", "id"),
    Index("articles_by_row", "row", "day", "id", "outlet"),
)


def _article() -> Column[int]:
    """The column that ties a record to its article; records go when they are replaced, articles never do."""
    return Column("article", Integer, ForeignKey("articles.row", ondelete="CASCADE"), nullable=False)


def _layer() -> tuple[Column[str], Column[int]]:
    """What people made of a record: its body as judged, null where that is as coded, and whether it is left out.

    `body` never changes. The other columns are those of the record as judged, for by these it is found.
    """
    return Column("judged", Text), Column("rejected", Integer, nullable=False, server_default="0")


def _rejected(table: str, *order: str) -> Index:
    """An index of the few records that people rejected; without it all others are walked over to find them."""
    return Index(f"{table}_rejected", *order, sqlite_where=text("rejected = 1"))


SUPERSEDED = ("events_by_act", "events_by_status", "happenings_by_day", "happenings_by_act")
"""Indexes of older stores in whose place wider ones stand."""

actors = Table(
    "actors",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text),
    Column("body", Text, nullable=False),
    *_layer(),
    Index("actors_by_article", "article"),
    Index("actors_by_id", "id"),
    Index("actors_named", "id", "rejected", "article", "name", "state"),
    _rejected("actors", "id"),
)

events = Table(
    "events",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("id", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("mode", Text),
    Column("plover", Text),
    Column("status", Text, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    *_layer(),
    Index("events_by_article", "article"),
    Index("events_by_id", "id"),
    Index("events_by_day", "first_day", "id", "last_day"),
    Index("events_of_act", "act", "first_day", "id", "last_day", "status"),
    Index("events_of_mode", "mode", "first_day", "id", "last_day", "status", "act"),
    Index("events_by_plover", "plover", "first_day", "id"),
    Index("events_of_status", "status", "first_day", "id", "last_day", "act"),
    _rejected("events", "first_day", "id"),
)

event_pairs = Table(
    "event_pairs",
    metadata,
    Column("pair", Text, primary_key=True),
    Column("first_day", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("event", Integer, ForeignKey("events.row", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("plover", Text),
    Column("status", Text, nullable=False),
    Index("event_pairs_by_event", "event"),
    sqlite_with_rowid=False,
)

event_states = Table(
    "event_states",
    metadata,
    Column("state", Text, primary_key=True),
    Column("first_day", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("event", Integer, ForeignKey("events.row", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("last_day", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("plover", Text),
    Column("status", Text, nullable=False),
    Index("event_states_by_event", "event"),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("speech_act", Text, nullable=False),
    Column("speaker_state", Text),
    Column("day", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    *_layer(),
    Index("statements_by_article", "article"),
    Index("statements_by_id", "id"),
    Index("statements_by_day", "day", "id"),
    Index("statements_by_speaker", "speaker_state", "day", "id"),
    Index("statements_by_speech_act", "speech_act", "day", "id"),
    _rejected("statements", "day", "id"),
)

statement_pairs = Table(
    "statement_pairs",
    metadata,
    Column("pair", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column(
        "statement", Integer, ForeignKey("statements.row", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Index("statement_pairs_by_statement", "statement"),
    sqlite_with_rowid=False,
)

ties = Table(
    "ties",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("id", Text, nullable=False),
    Column("pair", Text),
    Column("quality", Text),
    Column("change", Text),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    *_layer(),
    Index("ties_by_article", "article"),
    Index("ties_by_id", "id"),
    Index("ties_by_day", "first_day", "id"),
    Index("ties_by_pair", "pair", "first_day", "id"),
    _rejected("ties", "first_day", "id"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("act", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("block", Text, nullable=False, server_default=""),
    Column("knot", Integer, nullable=False, server_default="0"),
    Index("happenings_by_days", "first_day", "id", "last_day"),
    Index("happenings_by_block", "block", "knot"),
    Index("happenings_of_act", "act", "first_day", "id", "last_day", "status"),
    Index("happenings_of_status", "status", "first_day", "id", "last_day", "act"),
)

happening_pairs = Table(
    "happening_pairs",
    metadata,
    Column("pair", Text, primary_key=True),
    Column("first_day", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("happening", Integer, ForeignKey("happenings.row", ondelete="CASCADE"), nullable=False),
    Index("happening_pairs_by_happening", "happening"),
    sqlite_with_rowid=False,
)

happening_states = Table(
    "happening_states",
    metadata,
    Column("state", Text, primary_key=True),
    Column("first_day", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("happening", Integer, ForeignKey("happenings.row", ondelete="CASCADE"), nullable=False),
    Index("happening_states_by_happening", "happening"),
    sqlite_with_rowid=False,
)

happening_events = Table(
    "happening_events",
    metadata,
    Column("event", Text, primary_key=True),
    Column(
        "happening", Integer, ForeignKey("happenings.row", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Index("happening_events_by_happening", "happening"),
    sqlite_with_rowid=False,
)

former_records = Table(
    "former_records",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("successors", Text, nullable=False),
    sqlite_with_rowid=False,
)

unplaced_articles = Table(
    "unplaced_articles",
    metadata,
    Column("article", Integer, ForeignKey("articles.row", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)

block_events = Table(
    "block_events",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("event", Text, nullable=False),
    Column("block", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("is_news", Integer, nullable=False),
    Column("knot", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("block_events_by_article", "article"),
    Index("block_events_by_event", "event"),
    Index("block_events_by_knot", "block", "knot"),
    Index("block_events_by_last", "block", "last", "since"),
    Index("block_events_untied", "block", sqlite_where=text("knot = 0")),
    Index("block_events_news", "block", "is_news", sqlite_where=text("is_news = 1")),
)

dirty_blocks = Table(
    "dirty_blocks",
    metadata,
    Column("block", Text, primary_key=True),
    Column("knot", Integer, primary_key=True, autoincrement=False),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

sketches = Table(
    "sketches",
    metadata,
    Column("article", Integer, ForeignKey("articles.row", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("mark", Integer, primary_key=True, autoincrement=False),
    Column("is_credited", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True, autoincrement=False),  # by row; its sketch says which are its own
    sqlite_with_rowid=False,
)

copy_links = Table(
    "copy_links",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("shared", Integer, nullable=False),
    Column("one_runs", Integer, nullable=False),
    Column("other_runs", Integer, nullable=False),
    Index("copy_links_by_other", "other"),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("record", Text, nullable=False, index=True),
    Column("other", Text, index=True),
    Column("body", Text, nullable=False),
)

bonds = Table(
    "bonds",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("verdict", Text, primary_key=True),
    sqlite_with_rowid=False,
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("looked", Text, nullable=False),
    Column("removed", Text),
    Column("seen", Integer, nullable=False),  # the newest article when it was last looked at, by row
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("coding", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("added", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("location", Text, primary_key=True),
    Column("size", Integer),
    Column("stamp", Integer),
    Column("coding", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("article", Text),
    Column("run", Integer),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False),
    Index("documents_by_state", "state", "location"),
)
