"""Full-text search in titles and texts, by SQLite's FTS5.

The index holds no text of its own (external content): it points to the rows of `articles` and is kept by triggers.
Words are folded (case, accents) and stemmed (Porter), so that "visited" finds "visits".
"""

import re
import secrets

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from dragoman.errors import StoreError
from dragoman.records import Span

SNIPPET_BEFORE, SNIPPET_LENGTH = 80, 320
"""Code points of a snippet before the first match, and in all: about three lines of a terminal."""

_TABLE = (
    "CREATE VIRTUAL TABLE article_words USING fts5("
    "title, text, content='articles', content_rowid='row', tokenize='porter unicode61 remove_diacritics 2')"
)

_FORGET = (
    "INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.row, old.title, old.text);"
)
_LEARN = "INSERT INTO article_words(rowid, title, text) VALUES (new.row, new.title, new.text);"

_TRIGGERS = (
    f"CREATE TRIGGER article_words_insert AFTER INSERT ON articles BEGIN {_LEARN} END",
    f"CREATE TRIGGER article_words_delete AFTER DELETE ON articles BEGIN {_FORGET} END",
    f"CREATE TRIGGER article_words_update AFTER UPDATE OF title, text ON articles BEGIN {_FORGET} {_LEARN} END",
)

# A match in the title counts as two in the text: a headline names what an article is about.
FIND = text(
    "SELECT a.id, a.external_id, a.title, a.outlet, a.published, a.language, a.url, a.text, w.marked FROM ("
    "SELECT rowid AS row, rank, highlight(article_words, 1, :open, :close) AS marked FROM article_words "
    "WHERE article_words MATCH :query AND rank MATCH 'bm25(2.0, 1.0)' ORDER BY rank LIMIT :limit"
    ") AS w JOIN articles AS a ON a.row = w.row ORDER BY w.rank, a.id"
)

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def probe_search(connection: Connection) -> None:
    """Checks that this SQLite was built with FTS5; Python's own usually is, but nothing promises it.

    Raises:
        StoreError: it was not.

    """
    try:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.dragoman_probe USING fts5(words)")
        connection.exec_driver_sql("DROP TABLE temp.dragoman_probe")
    except OperationalError as error:
        raise StoreError(
            "this Python's SQLite has no full-text search (FTS5); use a Python whose sqlite3 module has it"
        ) from error


def create_search(connection: Connection) -> None:
    """Makes the index and the triggers that keep it."""
    for statement in (_TABLE, *_TRIGGERS):
        connection.exec_driver_sql(statement)


def quoted_query(words: str) -> str:
    """An FTS5 query for all the words and "quoted phrases" of a person's input; empty where it holds no word.

    Each term becomes a quoted string, so that no operator, column filter or bracket of the input is syntax.
    """
    terms = (phrase or word for phrase, word in _TERM.findall(words.replace("\0", " ")))
    return " ".join(f'"{term}"' for term in terms if any(character.isalnum() for character in term))


def fresh_marks() -> tuple[str, str]:
    """Two marks that no text can hold by plan: an article must not be able to forge a match."""
    key = secrets.token_hex(8)
    return f"\ufdd0{key}", f"\ufdd1{key}"


def spans_of(marked: str, opening: str, closing: str) -> tuple[Span, ...]:
    """The spans between marks, in code points of the text without them."""
    spans: list[Span] = []
    length = 0
    for part in marked.split(opening):
        match, mark, rest = part.partition(closing)
        if mark and match:
            spans.append((length, length + len(match)))
        length += len(match) + len(rest)
    return tuple(spans)


def snippet_of(body: str, matches: tuple[Span, ...]) -> Span | None:
    """The stretch around the first match, cut at spaces; the beginning where nothing matched; null if empty."""
    if not body:
        return None
    start = max(0, matches[0][0] - SNIPPET_BEFORE) if matches else 0
    end = min(len(body), max(start + SNIPPET_LENGTH, matches[0][1] if matches else 0))
    if start > 0:
        space = body.find(" ", start, matches[0][0])
        start = space + 1 if space >= 0 else start
    if end < len(body):
        space = body.rfind(" ", matches[0][1] if matches else start, end)
        end = space if space > start else end
    return (start, end)
