"""Dragoman: a sourced record of relations between states, read from the news.

    from dragoman import Article, code_article, load_knowledge, make_coder, read_articles

    knowledge, coder = load_knowledge(), make_coder()
    for read in read_articles(["report.txt"]):
        if isinstance(read, Article):
            for event in code_article(read, knowledge, coder).events:
                print(event.act, event.status, read.words(event.evidence))

A workspace that `dragoman add` filled is asked by

    import dragoman

    with dragoman.open("dragoman-workspace") as workspace:
        print(workspace.events("Azerbaijan", "Israel", status="planned").to_pandas())

Everything here is loaded when it is first used, so that `import dragoman` costs nothing. Nothing inside the package
imports this module.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coding.coders import make_coder
    from dragoman.errors import (
        CoderError,
        DragomanError,
        KnowledgeError,
        ReadError,
        StoreError,
        TimexError,
        WorkspaceError,
    )
    from dragoman.knowledge import Knowledge, load_knowledge
    from dragoman.library import open  # noqa: A004 - as gzip and tarfile name theirs
    from dragoman.merge import merge_events
    from dragoman.output import Brief, make_brief
    from dragoman.pipeline import code_article
    from dragoman.read import ReadFailure, read_articles
    from dragoman.records import Actor, Article, CodedArticle, Event, Happening, Interval, Statement, Tie
    from dragoman.workspace import Workspace

__all__ = [
    "Actor",
    "Article",
    "Brief",
    "CodedArticle",
    "CoderError",
    "DragomanError",
    "Event",
    "Happening",
    "Interval",
    "Knowledge",
    "KnowledgeError",
    "ReadError",
    "ReadFailure",
    "Statement",
    "StoreError",
    "Tie",
    "TimexError",
    "Workspace",
    "WorkspaceError",
    "code_article",
    "load_knowledge",
    "make_brief",
    "make_coder",
    "merge_events",
    "open",
    "read_articles",
]

_HOMES = {
    "dragoman.coding.coders": ("make_coder",),
    "dragoman.errors": (
        "CoderError",
        "DragomanError",
        "KnowledgeError",
        "ReadError",
        "StoreError",
        "TimexError",
        "WorkspaceError",
    ),
    "dragoman.knowledge": ("Knowledge", "load_knowledge"),
    "dragoman.library": ("open",),
    "dragoman.merge": ("merge_events",),
    "dragoman.output": ("Brief", "make_brief"),
    "dragoman.pipeline": ("code_article",),
    "dragoman.read": ("ReadFailure", "read_articles"),
    "dragoman.records": ("Actor", "Article", "CodedArticle", "Event", "Happening", "Interval", "Statement", "Tie"),
    "dragoman.workspace": ("Workspace",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """The public name, loaded from its home (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted({*globals(), *__all__})
