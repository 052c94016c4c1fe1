"""What merging keeps, on SQL: events in their blocks, what is due, and which articles share text."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, TextClause, delete, func, select, text, update

from dragoman.records import Article, CodedArticle, Happening
from dragoman.records.copies import CopyLink, Sketch
from dragoman.store.engine import Connections
from dragoman.store.former import FormerHappening, keep_all_happenings, keep_former_happenings
from dragoman.store.queries import BlockEvent, DirtyBlock, Placed, Settlement
from dragoman.store.rows import happening_rows
from dragoman.store.tables import (
    articles,
    block_events,
    bonds,
    copy_links,
    counters,
    dirty_blocks,
    happenings,
    judgements,
    marks,
    sketches,
    unplaced_articles,
)
from dragoman.store.tally_tables import tally_happenings
from dragoman.store.unpack import bodies_of, coded_article, decode_article

PLACED_AT_ONCE = 200
"""Articles placed in one transaction: about 20 MB are held, and another writer waits less than a second."""

ASKED_AT_ONCE = 5_000
"""Values bound in one question: SQLite takes 32,766."""

# What is asked of each block, of which an article touches ten and a million events make twenty thousand, is SQL: to put
# it together anew each time took a third of a merge. All values are bound; only our own words are put together.
# "knot = 0" and "is_news = 1" are said in full: only so does SQLite use the indexes that hold nothing else.
_ALL_UNTIED = text("SELECT DISTINCT block FROM block_events INDEXED BY block_events_untied WHERE knot = 0")
_IN_KNOTS = "knot IN (SELECT value FROM json_each(:knots))"
_EVENT = "SELECT event, block, since, last, is_news, body, knot FROM block_events"
_UNTIED = text(f"{_EVENT} INDEXED BY block_events_untied WHERE block = :block AND knot = 0 ORDER BY event")
_NEWS = text(f"{_EVENT} WHERE block = :block AND is_news = 1")
_NEAR = text(f"{_EVENT} WHERE block = :block AND last >= :since AND since <= :last")
_OF_BLOCK = text(f"{_EVENT} WHERE block = :block")
_OF_KNOTS = text(f"{_EVENT} WHERE block = :block AND {_IN_KNOTS}")
_DUE_KNOTS = text("SELECT knot FROM dirty_blocks WHERE block = :block")
_HIGHEST = text("SELECT coalesce(max(knot), 0) FROM block_events WHERE block = :block")
_STAMP = text(
    "SELECT * FROM (SELECT count(*), coalesce(max(row), 0), coalesce(sum(knot), 0) FROM block_events "
    "WHERE block = :block), (SELECT count(*), coalesce(max(at), 0) FROM dirty_blocks WHERE block = :block)"
)
_COPIES = text("SELECT * FROM copy_links WHERE one IN (SELECT value FROM json_each(:articles))")
_HAPPENINGS = (
    "SELECT h.id, h.act, h.status, e.event FROM happenings AS h JOIN happening_events AS e ON e.happening = h.row "
    "WHERE h.block = :block"
)
_HAPPENINGS_OF_BLOCK, _HAPPENINGS_OF_KNOTS = text(_HAPPENINGS), text(f"{_HAPPENINGS} AND h.{_IN_KNOTS}")
_FORGET = ("DELETE FROM happenings WHERE block = :block", "DELETE FROM dirty_blocks WHERE block = :block")
_FORGET_BLOCK = tuple(text(sql) for sql in _FORGET)
_FORGET_KNOTS = tuple(text(f"{sql} AND {_IN_KNOTS}") for sql in _FORGET)
_FORGET_HAPPENINGS = text("DELETE FROM happenings WHERE id IN (SELECT value FROM json_each(:ids))")
_SHARED = "SELECT article, count(*) AS shared FROM marks JOIN json_each(:marks) AS asked ON mark = asked.value"
_SHARED_BY_ALL = text(f"{_SHARED} GROUP BY article HAVING shared > 1")
_SHARED_IN_TIME = text(  # two halves of one index
    f"{_SHARED} WHERE is_credited = 0 AND day BETWEEN :since AND :until GROUP BY article HAVING shared > 1 "
    f"UNION ALL {_SHARED} WHERE is_credited = 1 GROUP BY article HAVING shared > 1"
)

_sketches = msgspec.msgpack.Decoder(Sketch)


class SqlBlocks:
    """The `Blocks` in the tables of a store's own database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(self, version: int) -> None:
        """Forgets all that another version of merging made."""
        known = select(counters.c.value).where(counters.c.name == "merging")
        with self._connections.reading() as connection:
            if connection.execute(known).scalar() == version:
                return
        with self._connections.writing() as connection:
            if connection.execute(known).scalar() == version:
                return
            keep_all_happenings(connection)
            for table in (block_events, dirty_blocks, sketches, marks, copy_links, happenings, unplaced_articles):
                connection.execute(delete(table))
            connection.execute(unplaced_articles.insert().from_select(["article"], select(articles.c.row)))
            connection.execute(update(counters).where(counters.c.name == "merging").values(value=version))

    def finish(self, records: int) -> None:
        """Notes the count of records that the happenings were made from."""
        with self._connections.writing() as connection:
            connection.execute(update(counters).where(counters.c.name == "happenings").values(value=records))

    def unplaced(self) -> tuple[CodedArticle, ...]:
        """Some of the articles that are not placed yet, oldest first."""
        first = select(unplaced_articles.c.article).order_by(unplaced_articles.c.article).limit(PLACED_AT_ONCE)
        query = select(articles.c.row, articles.c.body, articles.c.text)
        with self._connections.reading() as connection:
            rows = connection.execute(first).scalars().all()  # asked by itself: SQLite would walk over all articles
            heads = connection.execute(query.where(articles.c.row.in_(rows))).all() if rows else []
            bodies = bodies_of(connection, [head.row for head in heads], is_judged=True)
        return tuple(coded_article(head.row, head.body, head.text, bodies) for head in heads)

    def alike(self, sketch: Sketch, days: int) -> tuple[tuple[Sketch, int], ...]:
        """Sketches of other articles with the number of marks shared, each mark one walk along the index."""
        asked = {"marks": json.dumps(sketch.marks), "since": sketch.day - days, "until": sketch.day + days}
        with self._connections.reading() as connection:
            rows = connection.execute(_SHARED_BY_ALL if sketch.is_credited else _SHARED_IN_TIME, asked)
            counts = {row.article: row.shared for row in rows}
            found = [
                (_sketches.decode(row.body), counts[row.article])
                for part in _parts(sorted(counts))
                for row in connection.execute(select(sketches).where(sketches.c.article.in_(part)))
            ]
        return tuple((other, count) for other, count in found if other.article != sketch.article)

    def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """The articles of some ids."""
        with self._connections.reading() as connection:
            return tuple(
                decode_article(row.body, row.text)
                for part in _parts(sorted(ids))
                for row in connection.execute(select(articles.c.body, articles.c.text).where(articles.c.id.in_(part)))
            )

    def place(self, placed: Sequence[Placed]) -> None:
        """Puts the events of articles into their blocks, in one transaction."""
        with self._connections.writing() as connection:
            rows = _rows_of(connection, placed)
            next_row = int(connection.execute(select(func.max(block_events.c.row))).scalar() or 0) + 1
            connection.execute(delete(unplaced_articles).where(unplaced_articles.c.article.in_(rows.values())))
            for one in placed:
                article = rows[one.article]
                events = [
                    {"row": row, "article": article, **msgspec.structs.asdict(event)}
                    for row, event in enumerate(one.events, next_row)
                ]
                next_row += len(events)
                self._connections.insert(connection, "block_events", events)
                self._put_sketch(connection, article, one)

    def dirty(self) -> tuple[str, ...]:
        """The keys of the blocks that are due, in order."""
        with self._connections.reading() as connection:
            found: set[str] = set(connection.execute(_ALL_UNTIED).scalars())
            found.update(connection.execute(select(dirty_blocks.c.block).distinct()).scalars())
        return tuple(sorted(found))

    def read(self, block: str) -> DirtyBlock:
        """A block that is due, as it is at one moment."""
        asked = {"block": block}
        with self._connections.reading() as connection:
            stamp = _stamp_of(connection, block)
            return DirtyBlock(
                block=block,
                size=stamp[0],
                untied=tuple(map(_event_of, connection.execute(_UNTIED, asked))),
                knots=frozenset(connection.execute(_DUE_KNOTS, asked).scalars()),
                highest_knot=connection.execute(_HIGHEST, asked).scalar_one(),
                stamp=stamp,
            )

    def members(self, block: str, knots: Iterable[int] | None = None) -> tuple[BlockEvent, ...]:
        """The events of some knots of a block, or of all of it, by id."""
        if knots is None:
            found = self._events(_OF_BLOCK, block=block)
        else:
            found = self._events(_OF_KNOTS, block=block, knots=json.dumps(sorted(knots)))
        return tuple(sorted(found, key=lambda event: event.event))

    def near(self, block: str, since: int, last: int) -> tuple[BlockEvent, ...]:
        """The events of a block that reach into some days."""
        return self._events(_NEAR, block=block, since=since, last=last)

    def news(self, block: str) -> tuple[BlockEvent, ...]:
        """The events of a block that tell of a delay."""
        return self._events(_NEWS, block=block)

    def _events(self, query: TextClause, **asked: object) -> tuple[BlockEvent, ...]:
        with self._connections.reading() as connection:
            return tuple(map(_event_of, connection.execute(query, asked)))

    def blocks_of(self, events: Iterable[str]) -> dict[str, str]:
        """The blocks of events by the events' ids."""
        query = select(block_events.c.event, block_events.c.block)
        with self._connections.reading() as connection:
            return {
                row.event: row.block
                for part in _parts(sorted(events))
                for row in connection.execute(query.where(block_events.c.event.in_(part)))
            }

    def copies(self, articles: Iterable[str]) -> tuple[CopyLink, ...]:
        """Which of some articles share text."""
        wanted = set(articles)
        with self._connections.reading() as connection:
            found = connection.execute(_COPIES, {"articles": json.dumps(sorted(wanted))})
            return tuple(CopyLink(**row._mapping) for row in found if row.other in wanted)

    def bind(self, wanted: frozenset[tuple[str, str, str]]) -> None:
        """Notes the bonds of people, and marks the blocks of the events of those that are new or are no more."""
        with self._connections.reading() as connection:
            known = frozenset(tuple(row) for row in connection.execute(select(bonds)))
        if known == wanted:
            return
        with self._connections.writing() as connection:
            known = frozenset(tuple(row) for row in connection.execute(select(bonds)))
            connection.execute(delete(bonds))
            rows = [dict(zip(("one", "other", "verdict"), bond, strict=True)) for bond in sorted(wanted)]
            self._connections.insert(connection, "bonds", rows)
            events = sorted({event for one, other, _ in known ^ wanted for event in (one, other)})
            for part in _parts(events):
                query = select(block_events.c.block).where(block_events.c.event.in_(part)).distinct()
                for block in connection.execute(query).scalars().all():
                    mark_dirty(connection, block, 0)

    def settle(self, settlement: Settlement) -> bool:
        """Writes what a merge made, in one transaction, where its blocks are as they were."""
        with self._connections.writing() as connection:
            if any(_stamp_of(connection, block) != stamp for block, stamp in settlement.stamps.items()):
                return False
            replaced: dict[FormerHappening, list[str]] = {}
            for block, knots in settlement.replaced.items():
                replaced.update(_events_by_happening(connection, block, knots))
                _forget(connection, block, knots)
            keep_former_happenings(connection, replaced, [happening for _, _, happening in settlement.happenings])
            if settlement.knots:
                rows = [(knot, event) for event, knot in settlement.knots.items()]
                connection.exec_driver_sql("UPDATE block_events SET knot = ? WHERE event = ?", rows)
            self._put_happenings(connection, settlement.happenings)
        return True

    def _put_happenings(self, connection: Connection, made: Sequence[tuple[str, int, Happening]]) -> None:
        # One of a block that an event has left since stands there until that block is merged too.
        connection.execute(_FORGET_HAPPENINGS, {"ids": json.dumps([happening.id for _, _, happening in made])})
        rows: dict[str, list[dict[str, object]]] = defaultdict(list)
        next_row = int(connection.execute(select(func.max(happenings.c.row))).scalar() or 0) + 1
        for row, (block, knot, happening) in enumerate(made, next_row):
            for table, more in happening_rows(happening, row).items():
                rows[table].extend(more)
            rows["happenings"][-1].update(block=block, knot=knot)
        for table, all_rows in rows.items():
            self._connections.insert(connection, table, all_rows)
        tally_happenings(connection, next_row)

    def _put_sketch(self, connection: Connection, article: int, placed: Placed) -> None:
        sketch = placed.sketch
        if not sketch.marks:
            return
        self._connections.insert(connection, "sketches", [{"article": article, "body": msgspec.msgpack.encode(sketch)}])
        key = {"is_credited": int(sketch.is_credited), "day": sketch.day, "article": article}
        self._connections.insert(connection, "marks", [{"mark": mark, **key} for mark in sketch.marks])
        links = [msgspec.structs.asdict(link) for link in placed.copies]
        self._connections.insert(connection, "copy_links", links)


def forget_article(connection: Connection, article: int) -> None:
    """Takes an article out of its blocks, for another coding of it, and marks what that touches."""
    old = select(block_events.c.event, block_events.c.block, block_events.c.knot, block_events.c.is_news)
    events = connection.execute(old.where(block_events.c.article == article)).all()
    for event in events:
        if event.knot:
            mark_dirty(connection, event.block, 0 if event.is_news else event.knot)
    mark_judged(connection, [event.event for event in events], is_own=False)
    connection.execute(delete(block_events).where(block_events.c.article == article))
    body = connection.execute(select(sketches.c.body).where(sketches.c.article == article)).scalar()
    if body is not None:
        sketch = _sketches.decode(body)
        connection.execute(delete(marks).where(marks.c.mark.in_(sketch.marks), marks.c.article == article))
        connection.execute(delete(copy_links).where(copy_links.c.one == sketch.article))
        connection.execute(delete(copy_links).where(copy_links.c.other == sketch.article))
        connection.execute(delete(sketches).where(sketches.c.article == article))
    connection.execute(delete(unplaced_articles).where(unplaced_articles.c.article == article))


def mark_judged(connection: Connection, events: Sequence[str], *, is_own: bool = True) -> None:
    """Marks the whole blocks of the events that people judged together with some events, and (`is_own`) of these."""
    touched = set(events) if is_own else set()
    for part in _parts(events):
        pairs = select(judgements.c.record, judgements.c.other).where(judgements.c.other.is_not(None))
        judged = judgements.c.record.in_(part) | judgements.c.other.in_(part)
        for record, other in connection.execute(pairs.where(judged)):
            touched.update((record, other))
    for part in _parts(sorted(touched)):
        query = select(block_events.c.block).where(block_events.c.event.in_(part)).distinct()
        for block in connection.execute(query).scalars().all():
            mark_dirty(connection, block, 0)


def mark_dirty(connection: Connection, block: str, knot: int) -> None:
    """Marks a knot of a block, or with 0 the whole block, as due at this count of the records."""
    at = select(counters.c.value).where(counters.c.name == "records").scalar_subquery()
    row = dirty_blocks.insert().prefix_with("OR REPLACE").values(block=block, knot=knot, at=at)
    connection.execute(row)


def _events_by_happening(
    connection: Connection, block: str, knots: frozenset[int] | None
) -> dict[FormerHappening, list[str]]:
    """The happenings of knots of a block, or of all of it, with their events."""
    if knots is None:
        rows = connection.execute(_HAPPENINGS_OF_BLOCK, {"block": block})
    else:
        rows = connection.execute(_HAPPENINGS_OF_KNOTS, {"block": block, "knots": json.dumps(sorted(knots))})
    found: dict[FormerHappening, list[str]] = defaultdict(list)
    for row in rows:
        found[FormerHappening(row.id, row.act, row.status)].append(row.event)
    return found


def _forget(connection: Connection, block: str, knots: frozenset[int] | None) -> None:
    """Takes away the happenings and the marks of knots of a block, or of all of it."""
    for of_block, of_knots in zip(_FORGET_BLOCK, _FORGET_KNOTS, strict=True):
        if knots is None:
            connection.execute(of_block, {"block": block})
        else:
            connection.execute(of_knots, {"block": block, "knots": json.dumps(sorted(knots))})


def _stamp_of(connection: Connection, block: str) -> tuple[int, ...]:
    """Numbers that change whenever something of a block does."""
    return tuple(connection.execute(_STAMP, {"block": block}).one())


def _rows_of(connection: Connection, placed: Sequence[Placed]) -> dict[str, int]:
    query = select(articles.c.id, articles.c.row).where(articles.c.id.in_([one.article for one in placed]))
    return {row.id: row.row for row in connection.execute(query)}


def _event_of(row: Row[Any]) -> BlockEvent:  # a row of `_EVENT`
    event, block, since, last, is_news, body, knot = tuple(row)
    return BlockEvent(event=event, block=block, since=since, last=last, is_news=bool(is_news), body=body, knot=knot)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Values in parts that one question can bind."""
    for start in range(0, len(values), ASKED_AT_ONCE):
        yield values[start : start + ASKED_AT_ONCE]
