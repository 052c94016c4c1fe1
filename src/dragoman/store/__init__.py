"""One small Store protocol; SQLite through SQLAlchemy Core in `store.sql`, which alone imports a database."""

from dragoman.store.base import Ledger, Store
from dragoman.store.queries import (
    ArticleHead,
    ArticleQuery,
    DocumentState,
    EventQuery,
    HappeningQuery,
    Hit,
    Layer,
    LedgerEntry,
    Revision,
    RunEntry,
    StatementQuery,
    StoredEvent,
    StoredHappening,
    StoredStatement,
    StoredTie,
    TieQuery,
)

__all__ = [
    "ArticleHead",
    "ArticleQuery",
    "DocumentState",
    "EventQuery",
    "HappeningQuery",
    "Hit",
    "Layer",
    "Ledger",
    "LedgerEntry",
    "Revision",
    "RunEntry",
    "StatementQuery",
    "Store",
    "StoredEvent",
    "StoredHappening",
    "StoredStatement",
    "StoredTie",
    "TieQuery",
]
