"""What scripts ask: lists page by page, words of closed sets, days."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain, islice
from typing import Any, TypeVar

import msgspec

from dragoman.errors import DragomanError
from dragoman.library.lists import Records
from dragoman.library.shapes import Shape
from dragoman.records import Horizon
from dragoman.store.paging import pages
from dragoman.workspace.cells import Listed

PAGE = 1_000
"""Records asked of the store at a time."""

Of = TypeVar("Of", bound=Listed)


def listed(
    ask: Callable[[Any], tuple[Of, ...]],  # Any: one of the store's queries
    query: Any,
    limit: int | None,
    shape: Shape,
    keeps: Callable[[Of], bool] | None = None,
) -> Records[Of]:
    """The first `limit` answers, page by page, and whether there are more."""
    most = None if limit is None else limit + 1
    found: Iterable[Of] = chain.from_iterable(pages(ask, sized(query, most if keeps is None else None)))
    taken = list(islice(found if keeps is None else filter(keeps, found), most))
    return Records(taken[:limit], shape, is_cut=limit is not None and len(taken) > limit)


def sized(query: Any, most: int | None) -> Any:  # Any: as above
    """The query with the length of its pages, where `most` records are wanted in all."""
    return msgspec.structs.replace(query, limit=PAGE if most is None else max(1, min(most, PAGE)))


def word(words: Any, given: Any, what: str) -> Any:  # Any: a closed set and one of its words, or its text
    """A word of a closed set.

    Raises:
        DragomanError: it is none of them.

    """
    if given is None:
        return None
    try:
        return words(given)
    except ValueError as error:
        raise DragomanError(f'{what}: "{given}" is none of {", ".join(words)}') from error


def day(given: str | None, what: str) -> str | None:
    """A calendar day, ISO 8601; null where none is given.

    Raises:
        DragomanError: it is none.

    """
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise DragomanError(f'{what}: "{given}" is no day; write it as 2025-03-31') from error


def horizon(as_of: str | None, added_until: str | None) -> Horizon:
    """Up to when articles count as known.

    Raises:
        DragomanError: one is no calendar day.

    """
    return Horizon(as_of=day(as_of, "as_of"), added_until=day(added_until, "added_until"))
