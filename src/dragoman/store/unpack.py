"""Rows → records: the JSON bodies that `rows.py` made, with the article's text put back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Connection, Row, select

from dragoman.records import Actor, Article, CodedArticle, Event, Happening, Judgement, Statement, Tie
from dragoman.store.queries import (
    ArticleHead,
    Hit,
    StoredActor,
    StoredEvent,
    StoredHappening,
    StoredStatement,
    StoredTie,
)
from dragoman.store.search import snippet_of, spans_of
from dragoman.store.select import HEAD, as_judged, cursor_of
from dragoman.store.tables import actors, events, statements, ties

Cells: TypeAlias = Sequence[Any]  # a row of a selection; its cells are typed by the columns of `select.py`

_HEAD_NAMES = tuple(str(column.name) for column in HEAD)

_articles = msgspec.json.Decoder(Article)
_actors = msgspec.json.Decoder(Actor)
_events = msgspec.json.Decoder(Event)
_statements = msgspec.json.Decoder(Statement)
_ties = msgspec.json.Decoder(Tie)
_happenings = msgspec.json.Decoder(Happening)
_judgements = msgspec.json.Decoder(Judgement)


def bodies_of(
    connection: Connection, rows: Sequence[int], *, is_judged: bool = False
) -> dict[str, dict[int, list[str]]]:
    """The JSON bodies of the records of articles: table → article's row → bodies, in the order of coding.

    They are as coded, or as judged without what was rejected.
    """
    bodies: dict[str, dict[int, list[str]]] = {}
    for table in (actors, events, statements, ties):
        by_article: dict[int, list[str]] = defaultdict(list)
        body_column = as_judged(table) if is_judged else table.c.body
        query = select(table.c.article, body_column).where(table.c.article.in_(rows)).order_by(table.c.row)
        if is_judged:
            query = query.where(table.c.rejected == 0)
        for article, body in connection.execute(query):
            by_article[article].append(body)
        bodies[table.name] = by_article
    return bodies


def coded_article(row: int, body: str, text: str, bodies: Mapping[str, Mapping[int, list[str]]]) -> CodedArticle:
    """The coded article of an `articles` row and the bodies of its records."""
    return CodedArticle(
        article=decode_article(body, text),
        actors=tuple(map(_actors.decode, bodies["actors"].get(row, ()))),
        events=tuple(map(_events.decode, bodies["events"].get(row, ()))),
        statements=tuple(map(_statements.decode, bodies["statements"].get(row, ()))),
        ties=tuple(map(_ties.decode, bodies["ties"].get(row, ()))),
    )


def decode_article(body: str, text: str) -> Article:
    """The article of an `articles` row."""
    return msgspec.structs.replace(_articles.decode(body), text=text)


def article_head(cells: Cells, cursor: str = "") -> ArticleHead:
    """The head in the first cells of a row."""
    return ArticleHead(**dict(zip(_HEAD_NAMES, cells[: len(HEAD)], strict=True)), cursor=cursor)


def listed_article(cells: Cells) -> ArticleHead:
    """The head of a row of `select_articles`."""
    head, day = article_head(cells), cells[len(HEAD)]
    return msgspec.structs.replace(head, cursor=cursor_of(day, head.id))


def stored_event(cells: Cells) -> StoredEvent:
    """The event of a row of `select_events`."""
    day, body, words = cells[len(HEAD) :]
    record = _events.decode(body)
    return StoredEvent(article=article_head(cells), event=record, words=words, cursor=cursor_of(day, record.id))


def stored_statement(cells: Cells) -> StoredStatement:
    """The statement of a row of `select_statements`."""
    day, body, words, start = cells[len(HEAD) :]
    record = _statements.decode(body)
    parts = tuple(words[first - start : last - start] for first, last in record.content)
    cursor = cursor_of(day, record.id)
    return StoredStatement(article=article_head(cells), statement=record, words=parts, cursor=cursor)


def stored_tie(cells: Cells) -> StoredTie:
    """The tie of a row of `select_ties`."""
    day, body, words = cells[len(HEAD) :]
    record = _ties.decode(body)
    return StoredTie(article=article_head(cells), tie=record, words=words, cursor=cursor_of(day, record.id))


def stored_actor(cells: Cells) -> StoredActor:
    """The actor of a row of `select_actors`."""
    row, body = cells[len(HEAD) :]
    record = _actors.decode(body)
    return StoredActor(article=article_head(cells), actor=record, cursor=cursor_of(record.id, str(row)))


def stored_happening(cells: Cells) -> StoredHappening:
    """The happening of a row of `select_happenings`."""
    day, identifier, body = cells
    return StoredHappening(happening=_happenings.decode(body), cursor=cursor_of(day, identifier))


def stored_judgement(cells: Cells) -> Judgement:
    """The judgement of a row of one body."""
    return _judgements.decode(cells[0])


def hit(row: Row[Any], opening: str, closing: str) -> Hit:  # a row of `search.FIND`
    """A hit; where SQLite gave back another text than ours (it stops at NUL), its matches are not known."""
    plain = row.marked.replace(opening, "").replace(closing, "")
    matches = spans_of(row.marked, opening, closing) if plain == row.text else ()
    snippet = snippet_of(row.text, matches)
    words = row.text[slice(*snippet)] if snippet else ""
    return Hit(article=article_head(row), snippet=snippet, words=words, matches=matches)
