"""Ids that are no more, kept with what took their place, so that a link that somebody wrote down still leads on.

A happening's id is made from its events, so it changes whenever one joins or leaves: each change writes one short row.
The rows of what comes back are taken away, so an id either is or was.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, func, literal, select, text

from dragoman.records import CodedArticle, Event, Happening, Span, Statement, Tie, overlaps
from dragoman.store.queries import Former
from dragoman.store.tables import articles, events, former_records, happening_events, happenings, statements, ties

_FORGET = text("DELETE FROM former_records WHERE id IN (SELECT value FROM json_each(:ids))")
_KEEP = former_records.insert().prefix_with("OR REPLACE")


class FormerHappening(NamedTuple):
    """A happening that may be no more."""

    id: str
    act: str
    status: str


def former_of(row: Row[Any]) -> Former:  # a row of the table
    """The record of a row."""
    return Former(id=row.id, kind=row.kind, was=row.was, successors=tuple(json.loads(row.successors)))


def keep_former_happenings(
    connection: Connection, replaced: Mapping[FormerHappening, Iterable[str]], made: Sequence[Happening]
) -> None:
    """Keeps the ids of replaced happenings, given with their events, that none of those made in their place has.

    An event that is in none of these stands for itself: it went to another block, was rejected, or is former too.
    """
    now = {event: happening.id for happening in made for event in (link.event for link in happening.links)}
    alive = {happening.id for happening in made}
    rows = []
    for old, members in replaced.items():
        if old.id not in alive:
            successors = list(dict.fromkeys(now.get(event, event) for event in sorted(members)))
            rows.append(_row(old.id, "happening", f"{old.act} {old.status}", successors))
    _write(connection, rows, alive)


def keep_all_happenings(connection: Connection) -> None:
    """Keeps the ids of all happenings, each with its events, for all are about to be made anew."""
    was = happenings.c.act + literal(" ") + happenings.c.status
    successors = func.json_group_array(happening_events.c.event)
    query = select(happenings.c.id, literal("happening"), was, successors).group_by(happenings.c.row)
    query = query.join(happening_events, happening_events.c.happening == happenings.c.row)
    connection.execute(_KEEP.from_select(["id", "kind", "was", "successors"], query))


def keep_former_records(connection: Connection, article: int, coded: CodedArticle) -> None:
    """Keeps the ids of an article's events, statements and ties that another coding of it no longer makes.

    Each leads to the records of its kind that share words with it, those of the same sort before others; where there
    are none, to the article. Actors have no page of their own, and most have the same id in every coding.
    """
    rows: list[dict[str, str]] = []
    alive: set[str] = set()
    new: tuple[tuple[Table, str, Sequence[Event | Statement | Tie]], ...] = (
        (events, "event", coded.events),
        (statements, "statement", coded.statements),
        (ties, "tie", coded.ties),
    )
    name = connection.execute(select(articles.c.id).where(articles.c.row == article)).scalar_one()
    for table, kind, records in new:
        ids = {record.id for record in records}
        alive |= ids
        for old in connection.execute(select(table).where(table.c.article == article)):
            if old.id not in ids:
                sort = _sort_of(old, kind)
                near = [record for record in records if overlaps((old.start, old.end), _extent(record))]
                same = [record.id for record in near if _sort(record) == sort] or [record.id for record in near]
                rows.append(_row(old.id, kind, sort, same or [name]))
    _write(connection, rows, alive)


def _row(identifier: str, kind: str, was: str, successors: Sequence[str]) -> dict[str, str]:
    return {"id": identifier, "kind": kind, "was": was, "successors": json.dumps(successors)}


def _write(connection: Connection, rows: Sequence[dict[str, str]], alive: Iterable[str]) -> None:
    connection.execute(_FORGET, {"ids": json.dumps(sorted(alive))})
    if rows:
        connection.execute(_KEEP, rows)


def _extent(record: Event | Statement | Tie) -> Span:
    if isinstance(record, Statement):
        return min(start for start, _ in record.content), max(end for _, end in record.content)
    return record.evidence


def _sort(record: Event | Statement | Tie) -> str:
    match record:
        case Event():
            return record.act.value
        case Statement():
            return record.speech_act.value
        case Tie():
            return "/".join(word.value for word in (record.quality, record.change) if word)


def _sort_of(row: Row[Any], kind: str) -> str:  # a row of one of the tables
    """The same of a row."""
    if kind == "event":
        return str(row.act)
    if kind == "statement":
        return str(row.speech_act)
    return "/".join(word for word in (row.quality, row.change) if word)
