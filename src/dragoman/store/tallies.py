"""Counts of happenings by place and by pair → SQL: one walk over a narrow table each; all values are bound."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, FromClause, case, distinct, func, select

from dragoman.records import DONE, Act, Status
from dragoman.store.rows import FIRST_DAY, LAST_DAY, UNKNOWN_DAY, pair_of
from dragoman.store.select import Column, Rows, check_length, overlapping, with_mode
from dragoman.store.tables import happening_pairs, happening_states, happenings
from dragoman.store.tally_tables import happening_places, happening_sides
from dragoman.store.tallying import PairTallies, PairTally, PlaceTallies, PlaceTally, Tallied, TallyQuery

_DONE = sorted(status.value for status in DONE)


def place_tallies(connection: Connection, query: TallyQuery) -> PlaceTallies:
    """Places by their number of happenings.

    Raises:
        StoreError: `limit` is out of bounds.

    """
    table = happening_places
    done, planned, other = _by_status(table)
    columns = (table.c.name, table.c.state, done, planned, other, func.sum(table.c.reports), *_days(table))
    rows = _all(connection, _most(select(*columns), table, query, table.c.name, table.c.state))
    names = ("done", "planned", "other", "reports", "first", "last")
    places = tuple(
        PlaceTally(name=name, state=state or None, **dict(zip(names, rest, strict=True))) for name, state, *rest in rows
    )
    return PlaceTallies(places=places, total=_total(connection, table, query, table.c.name, table.c.state))


def pair_tallies(connection: Connection, query: TallyQuery, cooperative: Iterable[Act]) -> PairTallies:
    """Pairs by their number of happenings; acts that are not `cooperative` are hostile.

    Raises:
        StoreError: `limit` is out of bounds.

    """
    table = happening_sides
    done, planned, other = _by_status(table)
    is_kind = table.c.act.in_(sorted(act.value for act in cooperative)) & table.c.status.in_(_DONE)
    columns = (table.c.pair, _number(is_kind), done, planned, other, *_days(table))
    rows = _all(connection, _most(select(*columns), table, query, table.c.pair))
    pairs = []
    for pair, kind, finished, ahead, rest, first, last in rows:
        one, _, two = pair.partition("|")
        pairs.append(
            PairTally(
                pair=(one, two), cooperative=kind, hostile=finished - kind, planned=ahead, other=rest,
                first=first, last=last,
            )
        )  # fmt: skip
    return PairTallies(pairs=tuple(pairs), total=_total(connection, table, query, table.c.pair))


def _all(connection: Connection, rows: Rows) -> list[Any]:  # rows of columns that SQLAlchemy does not know here
    return list(connection.execute(rows).all())


def _most(columns: Rows, table: FromClause, query: TallyQuery, *key: Column) -> Rows:
    """The groups with the most happenings first."""
    check_length(query.limit)
    grouped = columns.where(*_narrowed(query, table, table.c.happening)).group_by(*key)
    return grouped.order_by(func.count().desc(), *key).limit(query.limit)


def _total(connection: Connection, table: FromClause, query: TallyQuery, *key: Column) -> Tallied:
    matching = select(func.count()).select_from(happenings).where(*_narrowed(query, happenings, happenings.c.row))
    narrowed = _narrowed(query, table, table.c.happening)
    groups = select(func.count()).select_from(select(*key).where(*narrowed).distinct().subquery())
    within = select(func.count(distinct(table.c.happening))).where(*narrowed)
    return Tallied(
        happenings=connection.execute(matching).scalar_one(),
        within=connection.execute(within).scalar_one(),
        groups=connection.execute(groups).scalar_one(),
    )


def _narrowed(query: TallyQuery, table: FromClause, happening: Column) -> list[Column]:
    """The conditions of a query on a table that has the columns of happenings."""
    where: list[Column] = []
    if query.act is not None:
        where.append(table.c.act == query.act.value)
    if query.mode is not None:
        where.append(with_mode(query.mode) if table is happenings else table.c.mode == query.mode)
    if query.status is not None:
        where.append(table.c.status == query.status.value)
    if query.pair is not None:
        of_pair = select(happening_pairs.c.happening).where(happening_pairs.c.pair == pair_of(*query.pair))
        where.append(happening.in_(of_pair))
    if query.state is not None:
        of_state = select(happening_states.c.happening).where(happening_states.c.state == query.state.upper())
        where.append(happening.in_(of_state))
    return [*where, *overlapping(query.since, query.until, table)]


def _by_status(table: FromClause) -> tuple[Column, Column, Column]:
    """How many are done, planned, and neither."""
    done, planned = table.c.status.in_(_DONE), table.c.status == Status.PLANNED.value
    return _number(done), _number(planned), _number(~done & ~planned)


def _number(condition: Column) -> Column:
    return func.sum(case((condition, 1), else_=0))


def _days(table: FromClause) -> tuple[Any, Any]:  # SQLAlchemy's functions are of any type
    """The first and the last day; neither end of the calendar is one."""
    firsts = case((table.c.first_day.in_((UNKNOWN_DAY, FIRST_DAY)), None), else_=table.c.first_day)
    lasts = case((table.c.last_day.in_((UNKNOWN_DAY, LAST_DAY)), None), else_=table.c.last_day)
    return func.min(firsts), func.max(lasts)
