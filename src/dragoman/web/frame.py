"""What every page needs of a request: the desk, the frame around the page, and the values of its address or form."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeAlias, TypeVar
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import SkipValidation
from litestar.response import Redirect

from dragoman.records import Horizon
from dragoman.web.access import Access, is_local_path
from dragoman.web.desk import Desk
from dragoman.web.guarding import FORM_FIELD
from dragoman.web.pages import page

WebRequest: TypeAlias = Request[Any, Any, State]  # no users and no tokens of Litestar's own are kept

DeskOfApp: TypeAlias = NamedDependency[SkipValidation[Desk]]

Word = TypeVar("Word", bound=StrEnum)


class HasQuery(Protocol):
    """What carries the values of an address: a request, or an address that was saved."""

    @property
    def query_params(self) -> Mapping[str, Any]:
        """The values by name."""


PAGE_ROWS = 50
"""Rows of a list: a few screens, answered at once however much the workspace holds."""


def show(request: WebRequest, desk: Desk, template: str, title: str, **values: Any) -> Response[bytes]:
    """A page in its frame, with the form token of the session that asks."""
    access: Access = request.app.state.access
    return page(
        template,
        title=title,
        here=request.url.path,
        asked_here=_filter_of(request),
        session_token=access.form_token(request.scope["state"].get("session", "")),
        form_field=FORM_FIELD,
        is_adding=desk.adder.is_going,
        state_name=desk.state_name,
        **values,
    )


def _filter_of(request: WebRequest) -> str:
    """What narrows the page, without its place in a list."""
    given = request.query_params.multi_items()
    return urlencode([(name, value) for name, value in given if name != "after" and value])


def asked(request: HasQuery, name: str) -> str:
    """A value of the address; empty where it is not given."""
    return str(request.query_params.get(name, "")).strip()


def asked_horizon(request: HasQuery) -> Horizon:
    """Up to when the address lets articles count as known.

    Raises:
        ValidationException: one is no day of the calendar.

    """
    return Horizon(as_of=asked_day(request, "as_of"), added_until=asked_day(request, "added_until"))


def asked_day(request: HasQuery, name: str) -> str | None:
    """A day of the address; null where it is not given.

    Raises:
        ValidationException: it is no day of the calendar.

    """
    given = asked(request, name)
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise ValidationException(f"“{given}” is no day. Write it as 2025-03-31.") from error


def asked_word(request: HasQuery, name: str, words: type[Word]) -> Word | None:
    """A value of the address that is one of a closed set; null where it is not given.

    Raises:
        ValidationException: it is none of them.

    """
    given = asked(request, name)
    if not given:
        return None
    try:
        return words(given)
    except ValueError as error:
        raise ValidationException(f"“{given}” is none of {', '.join(words)}.") from error


def asked_state(request: HasQuery, desk: Desk, name: str) -> str | None:
    """The code of a state that the address names; null where it names none.

    Raises:
        ValidationException: no state is called so; the nearest name is told.

    """
    given = asked(request, name)
    return known_state(desk, given) if given else None


def known_state(desk: Desk, given: str) -> str:
    """The code of a state by a name that a person typed.

    Raises:
        ValidationException: no state is called so.

    """
    code = desk.state_code(given)
    if code is None:
        near = desk.nearest_state(given)
        hint = f"Did you mean {near}?" if near else "Give a name, a code such as AZE, or a word such as Azerbaijani."
        raise ValidationException(f"No state is called “{given}”. {hint}")
    return code


def address(path: str, **values: str | None) -> str:
    """A path of ours with the values that are given."""
    given = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def here_of(request: WebRequest) -> str:
    """The address of the page itself, to come back to after a form."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def go(path: str) -> Redirect:
    """Sends the browser on after a form, so that loading the page again repeats nothing; only ever to our own pages."""
    return Redirect(path if is_local_path(path) else "/", status_code=303)


def gone(request: WebRequest, desk: Desk, identifier: str, otherwise: str) -> Response[bytes]:
    """The page of an id that is no more, with links to what took its place; status 410.

    Raises:
        NotFoundException: it never was; `otherwise` says what to do.

    """
    former = desk.workspace.former(identifier) if not desk.adder.is_going else None
    if former is None:
        raise missing(otherwise)
    made = show(request, desk, "gone.html", "Moved on", former=former)
    made.status_code = 410
    return made


def missing(why: str) -> NotFoundException:
    """A page that is not there, with what to do."""
    return NotFoundException(why)
