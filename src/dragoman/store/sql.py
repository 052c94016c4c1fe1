"""The store on SQLite, through SQLAlchemy Core.

One file, one library: nothing else in the process may open the file while a store is open, not even `open()`; closing
such a second handle drops SQLite's locks and with them committed rows (sqlite.org/howtocorrupt.html, section 2.2).
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select, update

from dragoman.errors import StoreError
from dragoman.records import NOW, Act, CodedArticle, Horizon, Judgement, Verdict
from dragoman.store.blocks import SqlBlocks, forget_article, mark_judged
from dragoman.store.engine import Connections, make_engine, refusals
from dragoman.store.former import former_of, keep_former_records
from dragoman.store.layers import put_layer
from dragoman.store.ledger import SqlLedger, write_entries
from dragoman.store.migrations import bring_up_to_date
from dragoman.store.queries import (
    ActorCount,
    ActorQuery,
    ArticleHead,
    ArticleQuery,
    DatedQuery,
    EventQuery,
    Former,
    HappeningQuery,
    Hit,
    Layer,
    LedgerEntry,
    NamesakeQuery,
    Overview,
    PairCount,
    Revision,
    StatementQuery,
    StoredActor,
    StoredEvent,
    StoredHappening,
    StoredStatement,
    StoredTie,
    TieQuery,
)
from dragoman.store.rows import article_row, json_of, record_rows
from dragoman.store.search import FIND, fresh_marks, probe_search, quoted_query
from dragoman.store.searches import SqlSearches
from dragoman.store.select import (
    COUNTS,
    holding,
    known_by,
    select_actor_counts,
    select_actors,
    select_articles,
    select_count,
    select_events,
    select_happenings,
    select_pairs,
    select_statements,
    select_ties,
)
from dragoman.store.tables import actors, articles, counters, events, former_records, judgements, statements, ties
from dragoman.store.tallies import pair_tallies, place_tallies
from dragoman.store.tallying import PairTallies, PlaceTallies, TallyQuery
from dragoman.store.unpack import (
    bodies_of,
    coded_article,
    hit,
    listed_article,
    stored_actor,
    stored_event,
    stored_happening,
    stored_judgement,
    stored_statement,
    stored_tie,
)

COPIED_AT_ONCE = 200
"""Articles read in one go by `coded`: about 20 MB, so that a walk over a large store holds little."""

ASKED_AT_ONCE = 1_000
"""Ids in one question of `coded`, each bound five times: SQLite takes 32,766 values."""

RECORDS = (actors, events, statements, ties)

_HIGHEST = {table.name: select(func.max(table.c.row)) for table in (articles, *RECORDS)}


def open_store(file: Path | None) -> "SqlStore":
    """The store in a SQLite file, made where it is missing; in memory where `file` is null.

    Raises:
        StoreError: the file is no store, is of a newer version, cannot be read, or SQLite lacks full-text search.

    """
    engine = make_engine(file)
    try:
        with refusals():
            with engine.connect() as connection:
                probe_search(connection)
            bring_up_to_date(engine, file)
    except StoreError as error:
        engine.dispose()
        raise StoreError(f"{file or 'store in memory'}: {error}") from error
    return SqlStore(Connections(engine))


class SqlStore:
    """A `Store` in a database that SQLAlchemy speaks to; `open_store` gives one."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.ledger = SqlLedger(connections)
        self.blocks = SqlBlocks(connections)
        self.searches = SqlSearches(connections)

    @property
    def revision(self) -> Revision:
        """Whether the happenings are as new as the records."""
        values = {row.name: row.value for row in self._all(select(counters))}
        return Revision(records=values["records"], happenings=values["happenings"], judged=values["judged"])

    def add(
        self,
        coded: CodedArticle,
        *,
        coding: str,
        entry: LedgerEntry | None = None,
        replaces: bool = True,
        added: str | None = None,
    ) -> bool:
        """Stores an article, its records and its ledger entry in one transaction; False where it is known."""
        query = select(articles.c.row, articles.c.coding).where(articles.c.id == coded.article.id)
        with self._connections.writing() as connection:
            known = connection.execute(query).one_or_none()
            is_new = known is None or (replaces and known.coding != coding)
            if is_new:
                row = self._put_article(connection, coded, coding, None if known is None else known.row, added)
                next_row = {table.name: _next_row(connection, table.name) for table in RECORDS}
                for table, rows in record_rows(coded, row, next_row).items():
                    self._connections.insert(connection, table, rows)
                self._connections.insert(connection, "unplaced_articles", [{"article": row}])
                _count(connection, "records", counters.c.value + 1)
            if entry is not None:
                write_entries(connection, [entry])
        return is_new

    def codings(self, ids: Iterable[str]) -> dict[str, str]:
        """What coded each of some articles."""
        return self._of_articles(articles.c.coding, ids)

    def days_added(self, ids: Iterable[str]) -> dict[str, str]:
        """The days on which some articles were first added; those of which it is not known are left out."""
        return {article: day for article, day in self._of_articles(articles.c.added, ids).items() if day}

    def _of_articles(self, column: ColumnElement[str], ids: Iterable[str]) -> dict[str, str]:
        """What a column says of articles, by their ids."""
        asked, found = sorted(set(ids)), {}
        for start in range(0, len(asked), ASKED_AT_ONCE):
            query = select(articles.c.id, column).where(articles.c.id.in_(asked[start : start + ASKED_AT_ONCE]))
            rows: list[Any] = self._all(query)  # of two columns, which SQLAlchemy does not know
            found.update(dict(map(tuple, rows)))
        return found

    def coded(
        self, ids: Iterable[str] | None = None, *, as_judged: bool = False, known: Horizon = NOW
    ) -> Iterator[CodedArticle]:
        """The coded articles that hold the given records, or all, by id; read a few hundred at a time."""
        last = ""
        wanted = None if ids is None else self._holders(ids)
        while True:
            page = select(articles.c.row, articles.c.id, articles.c.body, articles.c.text)
            page = page.where(articles.c.id > last, *known_by(known))
            if wanted is not None:
                page = page.where(articles.c.id.in_(wanted[:COPIED_AT_ONCE]))
                wanted = wanted[COPIED_AT_ONCE:]
            with self._connections.reading() as connection:
                heads = connection.execute(page.order_by(articles.c.id).limit(COPIED_AT_ONCE)).all()
                bodies = bodies_of(connection, [head.row for head in heads], is_judged=as_judged)
            for head in heads:
                yield coded_article(head.row, head.body, head.text, bodies)
            if len(heads) < COPIED_AT_ONCE and not wanted:
                return
            last = heads[-1].id if heads else last

    def articles(self, query: ArticleQuery) -> tuple[ArticleHead, ...]:
        """Heads of articles by day of publication."""
        return tuple(map(listed_article, self._all(select_articles(query))))

    def actor_counts(self, query: NamesakeQuery) -> tuple[ActorCount, ...]:
        """Actors of a kind, each once, with the number of articles that name them."""
        rows: list[Any] = self._all(select_actor_counts(query))  # of four columns, which SQLAlchemy does not know
        return tuple(
            ActorCount(id=name, name=shown, state=of, articles=count, cursor=name) for name, shown, of, count in rows
        )

    def events(self, query: EventQuery) -> tuple[StoredEvent, ...]:
        """Events by their first possible day."""
        return tuple(map(stored_event, self._all(select_events(query))))

    def statements(self, query: StatementQuery) -> tuple[StoredStatement, ...]:
        """Statements by the day of publication."""
        return tuple(map(stored_statement, self._all(select_statements(query))))

    def ties(self, query: TieQuery) -> tuple[StoredTie, ...]:
        """Ties by their first possible day."""
        return tuple(map(stored_tie, self._all(select_ties(query))))

    def actors(self, query: ActorQuery) -> tuple[StoredActor, ...]:
        """Actors by id."""
        return tuple(map(stored_actor, self._all(select_actors(query))))

    def happenings(self, query: HappeningQuery) -> tuple[StoredHappening, ...]:
        """Happenings as last merged, by their first possible day."""
        return tuple(map(stored_happening, self._all(select_happenings(query))))

    def count(self, query: DatedQuery) -> int:
        """How many records answer a query, up to its limit."""
        return int(self._all(select_count(query))[0][0])

    def former(self, identifier: str) -> Former | None:
        """What became of an id that is no more."""
        rows = self._all(select(former_records).where(former_records.c.id == identifier))
        return former_of(rows[0]) if rows else None

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Articles that hold all the given words and "quoted phrases", best first."""
        query = quoted_query(text)
        if not query:
            return ()
        opening, closing = fresh_marks()
        values = {"open": opening, "close": closing, "query": query, "limit": max(1, limit)}
        with self._connections.reading() as connection:
            rows = connection.execute(FIND, values).all()
        return tuple(hit(row, opening, closing) for row in rows)

    def overview(self) -> Overview:
        """How many of each kind of record the store keeps."""
        with self._connections.reading() as connection:
            counts = connection.execute(COUNTS).one()
        return Overview(**{str(name): count for name, count in counts._mapping.items()})

    def pairs(self, limit: int = 20) -> tuple[PairCount, ...]:
        """The pairs of states with the most happenings."""
        found = []
        for row in self._all(select_pairs(limit)):
            one, _, other = row.pair.partition("|")
            found.append(PairCount(pair=(one, other), happenings=row.happenings))
        return tuple(found)

    def tally_places(self, query: TallyQuery) -> PlaceTallies:
        """The places with the most happenings."""
        with self._connections.reading() as connection:
            return place_tallies(connection, query)

    def tally_pairs(self, query: TallyQuery, cooperative: frozenset[Act]) -> PairTallies:
        """The pairs with the most happenings between them."""
        with self._connections.reading() as connection:
            return pair_tallies(connection, query, cooperative)

    def judge(self, *made: Judgement) -> None:
        """Appends judgements; they are on the disk when this returns, for a person will not make them again."""
        with self._connections.writing(is_durable=True) as connection:
            for one in made:
                known = select(judgements.c.row).where(judgements.c.id == one.id)
                if connection.execute(known).first() is None:
                    row = {"id": one.id, "record": one.record, "other": one.other, "body": json_of(one)}
                    connection.execute(judgements.insert().values(row))
                    _count(connection, "records", counters.c.value + 1)  # judgements bind what is merged
                    mark_judged(connection, _judged_by(connection, one))

    def judgements(self, record: str | None = None) -> tuple[Judgement, ...]:
        """The judgements on one record (as `record` or as `other`), or all, in the order in which they were made."""
        query = select(judgements.c.body).order_by(judgements.c.row)
        if record is not None:
            query = query.where((judgements.c.record == record) | (judgements.c.other == record))
        return tuple(map(stored_judgement, self._all(query)))

    def put_judged(self, layers: Sequence[Layer], records: int | None = None) -> None:
        """Keeps articles as judged, all in one transaction; what is kept so already is not written again."""
        with self._connections.writing() as connection:
            for layer in layers:
                put_layer(self._connections, connection, layer)
            if records is not None:
                _count(connection, "judged", records)

    def close(self) -> None:
        """Ends all connections; SQLite then folds its log into the file."""
        self._connections.engine.dispose()

    def _all(self, query: Select[Any]) -> list[Row[Any]]:  # a selection of any columns
        with self._connections.reading() as connection:
            return list(connection.execute(query).all())

    def _holders(self, ids: Iterable[str]) -> list[str]:
        """The ids of the articles that hold any of the given records, sorted."""
        asked = sorted(set(ids))
        found: set[str] = set()
        for start in range(0, len(asked), ASKED_AT_ONCE):
            query = select(articles.c.id).where(holding(asked[start : start + ASKED_AT_ONCE]))
            found.update(row.id for row in self._all(query))
        return sorted(found)

    def _put_article(
        self, connection: Connection, coded: CodedArticle, coding: str, known: int | None, added: str | None
    ) -> int:
        """Writes the row of the article and forgets the records that another coding made of it."""
        if known is None:
            row = _next_row(connection, "articles")
            fresh = {**article_row(coded.article, row, coding), "added": added or ""}
            self._connections.insert(connection, "articles", [fresh])
            return row
        forget_article(connection, known)
        keep_former_records(connection, known, coded)
        for table in RECORDS:
            connection.execute(delete(table).where(table.c.article == known))
        again = update(articles).where(articles.c.row == known)
        connection.execute(again.values(article_row(coded.article, known, coding)))
        return known


def _next_row(connection: Connection, table: str) -> int:
    """The first free row number; sure, because the transaction holds the write lock."""
    return int(connection.execute(_HIGHEST[table]).scalar() or 0) + 1


def _count(connection: Connection, name: str, value: Any) -> None:  # a number, or an expression of the column
    """Sets a counter: those of records and happenings differ where the happenings are stale."""
    connection.execute(update(counters).where(counters.c.name == name).values(value=value))


def _judged_by(connection: Connection, judgement: Judgement) -> list[str]:
    """The records that a judgement is about; for an undo those of what it takes back, however often that was undone."""
    seen = {judgement.id}
    while judgement.verdict is Verdict.UNDO and judgement.record not in seen:
        seen.add(judgement.record)
        row = connection.execute(select(judgements.c.body).where(judgements.c.id == judgement.record)).first()
        if row is None:
            return []
        judgement = stored_judgement(row)
    return [record for record in (judgement.record, judgement.other) if record is not None]
