"""Queries → SQL: each narrows by columns that stand in one index with the order of the page; all values are bound."""

from typing import Any, TypeAlias

import msgspec
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)  # fmt: skip

from dragoman.errors import StoreError
from dragoman.records import Horizon
from dragoman.store.queries import (
    ActorQuery,
    ArticleQuery,
    DatedQuery,
    EventQuery,
    HappeningQuery,
    NamesakeQuery,
    StatementQuery,
    TieQuery,
)
from dragoman.store.rows import SIDES, UNKNOWN_DAY, pair_of
from dragoman.store.tables import (
    actors,
    articles,
    documents,
    event_pairs,
    event_states,
    events,
    happening_events,
    happening_pairs,
    happening_states,
    happenings,
    judgements,
    statement_pairs,
    statements,
    ties,
)
from dragoman.store.tally_tables import happening_places

Rows: TypeAlias = Select[Any]  # SQLAlchemy types a selection by its columns; ours are read by position
Column: TypeAlias = ColumnElement[Any]  # a column's type is that of its table

MOST_ROWS = 10_000
"""The longest page: more is asked for page by page, so that no question takes the memory of all answers."""

LONGEST_ROW = 19
"""Digits of a row number: SQLite's go up to 2^63."""

HEAD = tuple(articles.c[name] for name in ("id", "external_id", "title", "outlet", "published", "language", "url"))


_YES: Column = literal_column("1")
_NO: Column = literal_column("0")

HOLDERS = (actors, events, statements, ties)


def _counted(table: Table, *where: Column) -> Column:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


COUNTS = select(
    *(_counted(table).label(table.name) for table in (articles, events, statements, ties, happenings, judgements)),
    *(_counted(documents, documents.c.state == state).label(state) for state in ("failed", "pending")),
)
"""One row: how many of each kind, and of documents that failed or wait; each count walks one index."""


def cursor_of(day: str, identifier: str) -> str:
    """The place of a row in its order: day and id."""
    return f"{day}|{identifier}"


def select_articles(query: ArticleQuery) -> Rows:
    """Heads of articles and their day."""
    published = _published(query.since, query.until, articles.c.day)
    narrowed = select(*HEAD, articles.c.day).where(*published, *known_by(query.known))
    if query.outlet is not None:
        narrowed = narrowed.where(articles.c.outlet == query.outlet)
    if query.actor is not None:
        narrowed = narrowed.where(articles.c.row.in_(_rows_of_actor(query)))
    return _page(narrowed, query, articles.c.day, articles.c.id)


def _rows_of_actor(query: ArticleQuery) -> Rows:
    """The rows of the articles of a page that name an actor, put in order by an index: the rows hold whole texts."""
    named = articles.alias("named")
    of_actor = select(actors.c.article).where(actors.c.id == query.actor, _is_rejected(actors, is_so=False))
    narrowed = select(named.c.row).with_hint(named, "INDEXED BY articles_by_row", "sqlite")
    narrowed = narrowed.where(named.c.row.in_(of_actor), *_published(query.since, query.until, named.c.day))
    if query.outlet is not None:
        narrowed = narrowed.where(named.c.outlet == query.outlet)
    return _page(narrowed, query, named.c.day, named.c.id)


def select_actor_counts(query: NamesakeQuery) -> Rows:
    """Id, a name, state and number of articles, by id.

    The index of ids is walked from one id to the next, however many articles name each, and ends with the page.
    """
    check_length(query.limit)
    end = f"{query.kind};"  # ";" comes after ":"
    first = select(func.min(actors.c.id).label("id")).where(
        actors.c.id > (query.after or f"{query.kind}:"), actors.c.id < end
    )
    ids = first.cte("ids", recursive=True)
    following = select(func.min(actors.c.id)).where(actors.c.id > ids.c.id, actors.c.id < end).scalar_subquery()
    ids = ids.union_all(select(following).where(ids.c.id.is_not(None)))
    is_named = select(actors.c.row).where(actors.c.id == ids.c.id, _is_rejected(actors, is_so=False)).exists()
    escaped = (word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in query.words)
    named = [ids.c.id.like(f"%{word}%", escape="\\") for word in escaped]
    if query.state is not None:
        named.append(ids.c.id.like(f"%@{query.state.upper()}"))
    listed = select(ids.c.id).where(ids.c.id.is_not(None), *named, is_named).limit(query.limit).subquery("listed")
    counted = select(
        listed.c.id, func.max(actors.c.name), func.max(actors.c.state), func.count(actors.c.article.distinct())
    ).select_from(listed.join(actors, actors.c.id == listed.c.id))
    return counted.where(_is_rejected(actors, is_so=False)).group_by(listed.c.id).order_by(listed.c.id)


def select_events(query: EventQuery) -> Rows:
    """Heads, then day, body, and the words of the evidence; by the look-up table that narrows most."""
    table: FromClause = events
    source: FromClause = events.join(articles, events.c.article == articles.c.row)
    where: list[Column] = []
    if query.pair is not None:
        table = event_pairs
        where.append(event_pairs.c.pair == pair_of(*query.pair))
        if not query.third_parties:
            where.append(event_pairs.c.role == SIDES)
        source = event_pairs.join(source, event_pairs.c.event == events.c.row)
    if query.state is not None:
        where.append(event_states.c.state == query.state.upper())
        link = event_states.c.event == events.c.row
        if query.pair is None:
            table, source = event_states, event_states.join(source, link)
        else:
            source = source.join(event_states, link)
    for name in ("act", "plover", "status"):
        value = getattr(query, name)
        if value is not None:
            where.append(table.c[name] == value.value)
    if query.mode is not None:
        where.append(events.c.mode == query.mode)
    where.extend((*_in_article(query.article, query.outlet), *known_by(query.known)))
    where.extend(overlapping(query.since, query.until, table))
    where.append(_is_rejected(events, is_so=query.rejected))
    words = func.substr(articles.c.text, events.c.start + 1, events.c.end - events.c.start)
    narrowed = select(*HEAD, table.c.first_day, as_judged(events), words).select_from(source).where(*where)
    if query.mode is not None and table is events and not (query.article or query.outlet or query.rejected):
        # The narrowest, which SQLite cannot know: an act has some modes, and it counts neither.
        narrowed = narrowed.with_hint(events, "INDEXED BY events_of_mode", "sqlite")
    return _page(narrowed, query, table.c.first_day, table.c.id)


def select_statements(query: StatementQuery) -> Rows:
    """Heads, then day, body, and the words from the first part of the content to the last, and where they start."""
    table: FromClause = statements
    source: FromClause = statements.join(articles, statements.c.article == articles.c.row)
    where: list[Column] = []
    if query.pair is not None:
        table = statement_pairs
        where.append(statement_pairs.c.pair == pair_of(*query.pair))
        source = statement_pairs.join(source, statement_pairs.c.statement == statements.c.row)
    if query.state is not None:
        where.append(statements.c.speaker_state == query.state.upper())
    if query.speech_act is not None:
        where.append(statements.c.speech_act == query.speech_act.value)
    where.extend((*_in_article(query.article, query.outlet), *known_by(query.known)))
    where.extend(_published(query.since, query.until, table.c.day))
    words = func.substr(articles.c.text, statements.c.start + 1, statements.c.end - statements.c.start)
    where.append(_is_rejected(statements, is_so=query.rejected))
    columns = (*HEAD, table.c.day, as_judged(statements), words, statements.c.start)
    return _page(select(*columns).select_from(source).where(*where), query, table.c.day, table.c.id)


def select_ties(query: TieQuery) -> Rows:
    """Heads, then day, body, and the words of the evidence."""
    where: list[Column] = []
    if query.pair is not None:
        where.append(ties.c.pair == pair_of(*query.pair))
    if query.quality is not None:
        where.append(ties.c.quality == query.quality.value)
    if query.change is not None:
        where.append(ties.c.change == query.change.value)
    where.extend((*_in_article(query.article, None), *known_by(query.known)))
    where.extend(overlapping(query.since, query.until, ties))
    words = func.substr(articles.c.text, ties.c.start + 1, ties.c.end - ties.c.start)
    source = ties.join(articles, ties.c.article == articles.c.row)
    where.append(_is_rejected(ties, is_so=query.rejected))
    narrowed = select(*HEAD, ties.c.first_day, as_judged(ties), words).select_from(source).where(*where)
    return _page(narrowed, query, ties.c.first_day, ties.c.id)


def select_actors(query: ActorQuery) -> Rows:
    """Heads, then the row and the body; by id, and where articles share one by their rows, as the index has them.

    Raises:
        StoreError: the cursor is not one of ours, or the length is out of bounds.

    """
    check_length(query.limit)
    where: list[Column] = [_is_rejected(actors, is_so=query.rejected)]
    if query.state is not None:
        where.append(actors.c.state == query.state.upper())
    if query.kind is not None:
        where.append(actors.c.kind == query.kind.value)
    if query.name is not None:
        where.append(actors.c.name.icontains(query.name, autoescape=True))
    where.extend(_in_article(query.article, None))
    if query.after is not None:
        after_id, bar, row = query.after.rpartition("|")
        if not bar or not (row.isascii() and row.isdigit() and len(row) < LONGEST_ROW):
            raise no_cursor(query.after)
        where.append(tuple_(actors.c.id, actors.c.row) > tuple_(after_id, int(row)))
    source = actors.join(articles, actors.c.article == articles.c.row)
    narrowed = select(*HEAD, actors.c.row, as_judged(actors)).select_from(source).where(*where)
    return narrowed.order_by(actors.c.id, actors.c.row).limit(query.limit)


def select_happenings(query: HappeningQuery) -> Rows:
    """Day, id and body."""
    where: list[Column] = []
    order: FromClause = happenings
    joined: FromClause = happenings
    if query.pair is not None:
        order = happening_pairs
        where.append(happening_pairs.c.pair == pair_of(*query.pair))
        joined = happening_pairs.join(joined, happening_pairs.c.happening == happenings.c.row)
    if query.state is not None:
        where.append(happening_states.c.state == query.state.upper())
        joined = joined.join(happening_states, happening_states.c.happening == happenings.c.row)
        order = happening_states if query.pair is None else order
    if query.id is not None:
        where.append(happenings.c.id == query.id)
    if query.event is not None:
        of_event = select(happening_events.c.happening).where(happening_events.c.event == query.event)
        where.append(happenings.c.row.in_(of_event))
    if query.act is not None:
        where.append(happenings.c.act == query.act.value)
    if query.mode is not None:
        where.append(with_mode(query.mode))
    if query.places:
        there = tuple_(happening_places.c.name, happening_places.c.state).in_(query.places)
        where.append(happenings.c.row.in_(select(happening_places.c.happening).where(there)))
    if query.status is not None:
        where.append(happenings.c.status == query.status.value)
    where.extend(overlapping(query.since, query.until, happenings))
    narrowed = select(order.c.first_day, order.c.id, happenings.c.body).select_from(joined).where(*where)
    return _page(narrowed, query, order.c.first_day, order.c.id)


def with_mode(mode: str) -> Column:
    """Happenings of a mode: a quotation mark inside a value is escaped in JSON, so this finds the field alone."""
    return happenings.c.body.contains(f'"mode":{msgspec.json.encode(mode).decode()}', autoescape=True)


def select_count(query: DatedQuery, beyond: int | None = None) -> Rows:
    """How many answer a query from its place on, up to its limit: one walk that ends there.

    With `beyond`, the row of an article, only records of articles added after that one; happenings with any such event.
    """
    asked: Rows
    match query:
        case ArticleQuery():
            asked = select_articles(query)
        case EventQuery():
            asked = select_events(query)
        case StatementQuery():
            asked = select_statements(query)
        case TieQuery():
            asked = select_ties(query)
        case HappeningQuery():
            asked = select_happenings(query)
    if beyond is not None:
        asked = asked.where(_newer(query, beyond))
    walked = asked.order_by(None).with_only_columns(literal(1).label("one"), maintain_column_froms=True).subquery()
    return select(func.count()).select_from(walked)


def _newer(query: DatedQuery, row: int) -> Column:
    if not isinstance(query, HappeningQuery):
        return articles.c.row > row
    told = happening_events.join(events, events.c.id == happening_events.c.event)
    return happenings.c.row.in_(select(happening_events.c.happening).select_from(told).where(events.c.article > row))


def select_pairs(limit: int) -> Rows:
    """Pairs with their numbers of happenings, most first."""
    number = func.count().label("happenings")
    pair = happening_pairs.c.pair
    return select(pair, number).group_by(pair).order_by(number.desc(), pair).limit(limit)


def _is_rejected(table: Table, *, is_so: bool) -> Column:
    """Whether people rejected a record, or did not; said in full, not bound: only so an index of the few is used."""
    return table.c.rejected == (_YES if is_so else _NO)


def _in_article(article: str | None, outlet: str | None) -> list[Column]:
    conditions: list[Column] = []
    if article is not None:
        conditions.append(articles.c.id == article)
    if outlet is not None:
        conditions.append(articles.c.outlet == outlet)
    return conditions


def known_by(known: Horizon) -> list[Column]:
    """Bounds on when an article was published and added; one without such a day is outside."""
    bounds = ((articles.c.published, known.as_of), (articles.c.added, known.added_until))
    return [and_(day <= bound, day > UNKNOWN_DAY) for day, bound in bounds if bound is not None]


def _published(since: str | None, until: str | None, day: Column) -> list[Column]:
    """Bounds on a day of publication; an article without one matches neither."""
    conditions: list[Column] = []
    if since is not None:
        conditions.append(day >= since)
    if until is not None:
        conditions.append(and_(day <= until, day > UNKNOWN_DAY))
    return conditions


def overlapping(since: str | None, until: str | None, table: FromClause) -> list[Column]:
    """The interval of a record touches the one asked for."""
    conditions: list[Column] = []
    if since is not None:
        conditions.append(table.c.last_day >= since)
    if until is not None:
        conditions.append(and_(table.c.first_day <= until, table.c.first_day > UNKNOWN_DAY))
    return conditions


def check_length(limit: int) -> None:
    """Refuses pages that are empty or longer than `MOST_ROWS`.

    Raises:
        StoreError: it is one.

    """
    if not 1 <= limit <= MOST_ROWS:
        raise StoreError(f"limit must be 1 to {MOST_ROWS}, not {limit}; go on with the last cursor for more")


def no_cursor(after: str) -> StoreError:
    """The error of a place that no page gave."""
    return StoreError(f'"{after}" is no cursor; give the cursor of the last row of a page')


def _page(
    narrowed: Rows,
    query: DatedQuery,
    day: Column,
    identifier: Column,
) -> Rows:
    """Order, place and length of a page.

    Raises:
        StoreError: the cursor is not one of ours, or the length is out of bounds.

    """
    check_length(query.limit)
    if query.after is not None:
        after_day, bar, after_id = query.after.partition("|")
        if not bar or not after_id:
            raise no_cursor(query.after)
        place = tuple_(day, identifier)
        bound = tuple_(after_day, after_id)
        narrowed = narrowed.where(place < bound if query.newest_first else place > bound)
    if query.newest_first:
        return narrowed.order_by(day.desc(), identifier.desc()).limit(query.limit)
    return narrowed.order_by(day, identifier).limit(query.limit)


def as_judged(table: FromClause) -> Column:
    """The body of a record as judged: as coded where nobody changed it."""
    return func.coalesce(table.c.judged, table.c.body)


def holding(ids: list[str]) -> ColumnElement[bool]:
    """Whether an article is one of the given, or holds one of the given records."""
    from_records = [articles.c.row.in_(select(table.c.article).where(table.c.id.in_(ids))) for table in HOLDERS]
    return or_(articles.c.id.in_(ids), *from_records)
