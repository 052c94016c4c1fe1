"""One small Store protocol; SQLite through SQLAlchemy Core in `store.sql`, which alone imports a database."""

from dragoman.store.base import Ledger, Store
from dragoman.store.queries import (
    ArticleHead,
    ArticleQuery,
    DocumentState,
    EventQuery,
    HappeningQuery,
    Hit,
    LedgerEntry,
    Overview,
    PairCount,
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
    "Ledger",
    "LedgerEntry",
    "Overview",
    "PairCount",
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
