"""Saved searches: the address of a list under a name, with when it was last looked at."""

from dragoman.records.base import Record, content_id

SEARCHED_PAGES = ("/search", "/happenings", "/articles")
"""The lists that can be saved, by the paths of the reading room."""

LONGEST_NAME = 120
"""Characters of a name: a line of a list."""


class SavedSearch(Record, frozen=True, kw_only=True):
    """A list under a name. `page` is its path and `asked` its filter as a query string.

    `made`, `looked` (when somebody last opened it) and `removed` are ISO 8601 times in UTC; one that was removed stays,
    so that it can be brought back.
    """

    id: str
    name: str
    page: str
    asked: str
    made: str
    looked: str
    removed: str | None = None


def search_id(page: str, asked: str, made: str) -> str:
    """The id that follows from what is saved and when."""
    return content_id("sea", page, asked, made)
