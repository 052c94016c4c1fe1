"""What a workspace lists, as flat rows for tables."""

from functools import cache
from typing import TypeAlias

from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.output.flat_rows import (
    Cells,
    actor_cells,
    article_cells,
    event_cells,
    happening_cells,
    statement_cells,
    tie_cells,
)
from dragoman.records import Happening
from dragoman.store import ArticleHead, Hit, StoredActor, StoredEvent, StoredHappening, StoredStatement, StoredTie

Listed: TypeAlias = (
    ArticleHead | Hit | Happening | StoredActor | StoredEvent | StoredHappening | StoredStatement | StoredTie
)
"""What lists hold."""


@cache
def _codebook() -> Codebook:
    """Read once: a page has a thousand rows."""
    return load_codebook()


def cells_of(found: Listed) -> Cells:
    """The flat row of one record of a list."""
    match found:
        case ArticleHead():
            return article_cells(found)
        case Hit():
            span = found.snippet or (None, None)
            return {**article_cells(found.article), "words": found.words, "start": span[0], "end": span[1]}
        case Happening():
            return happening_cells(found)
        case StoredHappening():
            return happening_cells(found.happening)
        case StoredActor():
            return actor_cells(found.article, found.actor)
        case StoredEvent():
            return event_cells(found.article, found.event, found.words, _codebook())
        case StoredStatement():
            return statement_cells(found.article, found.statement, found.words)
        case StoredTie():
            return tie_cells(found.article, found.tie, found.words)
