"""Walking through the answers to a query, page by page."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec


def pages(ask: Callable[[Any], tuple[Any, ...]], query: Any) -> Iterator[tuple[Any, ...]]:
    """The pages that a store gives for a query (any of `store.queries`, whose answers have a cursor), until one ends.

    Errors: those of `ask`.
    """
    while True:
        page = ask(query)
        yield page
        if len(page) < query.limit:
            return
        query = msgspec.structs.replace(query, after=page[-1].cursor)
