"""Saved searches: a list under a name, how many of its records are new, renaming, removing and bringing back."""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import msgspec
from anyio import to_thread
from litestar import get, post
from litestar.exceptions import ClientException, ValidationException
from litestar.params import FromPath
from litestar.response import Redirect

from dragoman.output.clean import plain
from dragoman.records import LONGEST_NAME, SEARCHED_PAGES, Record, SavedSearch, search_id
from dragoman.store import ArticleQuery, HappeningQuery
from dragoman.store.queries import DatedQuery
from dragoman.web.asking import understand
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp, WebRequest, address, asked, asked_day, go, missing
from dragoman.web.narrowing import NAMES, asked_narrowing
from dragoman.web.offers import MOST_COUNTED
from dragoman.web.searching import event_query

KEPT = (*NAMES, "q", "outlet")
"""What is saved of an address: its filter, and not the place in the list."""

LONGEST_FILTER = 2_000
"""Characters of a filter."""


class Saved(NamedTuple):
    """An address that was saved, as a request would carry it."""

    query_params: dict[str, Any]


class ShownSearch(Record, frozen=True, kw_only=True):
    """A saved search on the page: what it asks in words, and how many records are new; null where none are counted."""

    search: SavedSearch
    about: str
    new: int | None = None

    @property
    def is_more(self) -> bool:
        """Whether there are at least as many."""
        return self.new is not None and self.new >= MOST_COUNTED


@post("/searches")
async def save(request: WebRequest, desk: DeskOfApp) -> Redirect:
    """Saves the list of a page under a name, and goes back to it."""
    form = await request.form()
    given = {name: str(form.get(name, "")) for name in ("name", "page", "asked")}
    return go(await to_thread.run_sync(_save, desk, given))


@get("/searches/{identifier:str}")
async def look(desk: DeskOfApp, identifier: FromPath[str]) -> Redirect:
    """Leads to the list; what is in it now is new no more."""
    return go(await to_thread.run_sync(_look, desk, identifier))


@post("/searches/{identifier:str}")
async def change(request: WebRequest, desk: DeskOfApp, identifier: FromPath[str]) -> Redirect:
    """Renames a search, removes it, or brings it back."""
    form = await request.form()
    await to_thread.run_sync(_change, desk, identifier, str(form.get("do", "")), str(form.get("name", "")))
    return go("/#searches")


def shown_searches(desk: Desk) -> tuple[list[ShownSearch], list[ShownSearch]]:
    """The saved searches with what is new, and those that were removed, the last removed first."""
    every = desk.workspace.store.searches.all()
    living = [ShownSearch(search=one, about=_about(one), new=_new(desk, one)) for one in every if one.removed is None]
    removed = sorted((one for one in every if one.removed), key=lambda one: one.removed or "", reverse=True)
    return living, [ShownSearch(search=one, about=_about(one)) for one in removed]


def query_of(desk: Desk, search: SavedSearch) -> DatedQuery | None:
    """The question that a saved search asks; null where it asks for words only, which are not counted.

    Raises:
        ValidationException: an own act or a name in it is known no more.

    """
    saved = Saved(dict(parse_qsl(search.asked)))
    if search.page == "/articles":
        since, until = asked_day(saved, "since"), asked_day(saved, "until")
        return ArticleQuery(outlet=asked(saved, "outlet") or None, since=since, until=until, limit=MOST_COUNTED)
    narrowed = asked_narrowing(saved, desk)
    if search.page == "/happenings":
        return msgspec.structs.replace(HappeningQuery(**narrowed.query), limit=MOST_COUNTED, after=None)
    given = [name for name, value in narrowed.chosen.items() if value]
    question = understand(asked(saved, "q"), desk.gazetteer, given)
    if not narrowed.is_any and not question.chips:
        return None
    return msgspec.structs.replace(event_query(narrowed, question), limit=MOST_COUNTED, after=None)


def _new(desk: Desk, search: SavedSearch) -> int | None:
    try:
        query = query_of(desk, search)
    except ClientException:  # the list itself says what is wrong with it
        return None
    return None if query is None else desk.workspace.store.searches.count_new(search.id, query)


def _save(desk: Desk, given: dict[str, str]) -> str:
    """The address of the list that was saved.

    Raises:
        ValidationException: the form says what cannot be.

    """
    if given["page"] not in SEARCHED_PAGES:
        raise ValidationException("This page is no list that can be saved. Go back and use a button of a list.")
    pairs = [(key, value) for key, value in parse_qsl(given["asked"]) if key in KEPT and value.strip()]
    narrowed = urlencode(dict(pairs))
    if not narrowed:
        raise ValidationException("This list has no filter to save. Narrow it first.")
    if len(narrowed) > LONGEST_FILTER:
        raise ValidationException("This filter is too long to be saved. Make it shorter.")
    now = _now()
    search = SavedSearch(
        id=search_id(given["page"], narrowed, now),
        name=_free_name(desk, given["name"]),
        page=given["page"],
        asked=narrowed,
        made=now,
        looked=now,
    )
    desk.workspace.store.searches.keep(search)
    return address(search.page, **dict(pairs))


def _look(desk: Desk, identifier: str) -> str:
    found = _found(desk, identifier)
    desk.workspace.store.searches.look(identifier, _now())
    return f"{found.page}?{found.asked}"


def _change(desk: Desk, identifier: str, what: str, name: str) -> None:
    found = _found(desk, identifier, is_removed=what == "restore")
    match what:
        case "rename":
            changed = msgspec.structs.replace(found, name=_free_name(desk, name, besides=identifier))
        case "remove":
            changed = msgspec.structs.replace(found, removed=_now())
        case "restore":
            changed = msgspec.structs.replace(found, name=_free_name(desk, found.name), removed=None)
        case _:
            raise ValidationException("This form says nothing to do. Go back and use a button of the page.")
    desk.workspace.store.searches.keep(changed)


def _found(desk: Desk, identifier: str, *, is_removed: bool = False) -> SavedSearch:
    """A search that is kept, or one that was removed.

    Raises:
        NotFoundException: there is none.

    """
    for one in desk.workspace.store.searches.all():
        if one.id == identifier and (one.removed is not None) == is_removed:
            return one
    raise missing("No saved search has this address. The first page lists them, removed ones too.")


def _free_name(desk: Desk, given: str, besides: str = "") -> str:
    """A name that no other search has.

    Raises:
        ValidationException: it is empty, too long, or taken.

    """
    name = plain(given)
    if not name or len(name) > LONGEST_NAME:
        raise ValidationException(f"A name has 1 to {LONGEST_NAME} characters. Go back and give one.")
    kept = desk.workspace.store.searches.all()
    if any(one.name == name and one.removed is None and one.id != besides for one in kept):
        raise ValidationException("Another saved search has this name. Go back and give another.")
    return name


def _about(search: SavedSearch) -> str:
    """What a search asks, in words."""
    told = [value if name == "q" else f"{name} {value}" for name, value in parse_qsl(search.asked)]
    return f"{search.page.strip('/')}: {', '.join(told)}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
