"""Saved searches in the store's own database, and how many records are new since each was last looked at."""

import msgspec
from sqlalchemy import func, select, update

from dragoman.records import SavedSearch
from dragoman.store.engine import Connections
from dragoman.store.queries import DatedQuery
from dragoman.store.select import select_count
from dragoman.store.tables import articles, saved_searches

_NEWEST = select(func.coalesce(func.max(articles.c.row), 0)).scalar_subquery()
_COLUMNS = tuple(saved_searches.c[name] for name in SavedSearch.__struct_fields__)


class SqlSearches:
    """Saved searches. New is what stands in articles that were added after somebody last looked."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, search: SavedSearch) -> None:
        """Keeps a search, or what changed of one that is kept; all that is in the store counts as seen by a new one."""
        values = msgspec.structs.asdict(search)
        with self._connections.writing(is_durable=True) as connection:
            changed = update(saved_searches).where(saved_searches.c.id == search.id).values(values)
            if connection.execute(changed).rowcount == 0:
                connection.execute(saved_searches.insert().values({**values, "seen": _NEWEST}))

    def all(self) -> tuple[SavedSearch, ...]:
        """All searches in the order of making, removed ones too."""
        with self._connections.reading() as connection:
            rows = connection.execute(select(*_COLUMNS).order_by(saved_searches.c.made, saved_searches.c.id)).all()
        return tuple(SavedSearch(**{str(name): value for name, value in row._mapping.items()}) for row in rows)

    def look(self, identifier: str, at: str) -> None:
        """Notes that somebody looked at a search at an ISO 8601 time: nothing is new to it now."""
        changed = update(saved_searches).where(saved_searches.c.id == identifier)
        with self._connections.writing() as connection:
            connection.execute(changed.values(looked=at, seen=_NEWEST))

    def count_new(self, identifier: str, query: DatedQuery) -> int:
        """How many records that answer a query are new to a search, up to the query's limit."""
        with self._connections.reading() as connection:
            chosen = select(saved_searches.c.seen).where(saved_searches.c.id == identifier)
            seen = connection.execute(chosen).scalar()
            return 0 if seen is None else int(connection.execute(select_count(query, seen)).scalar() or 0)
