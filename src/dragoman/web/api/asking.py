"""What requests of the API ask: states, days, places in lists; one description each for OpenAPI and for the check."""

from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple, TypeAlias

from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi.spec import Example
from litestar.params import QueryParameter, SkipValidation

from dragoman.records import Horizon
from dragoman.web.api.problems import UnprocessableError
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp

MOST = 1_000
"""Records of one page: some megabytes of JSON."""

MOST_HITS = 100
"""Articles that a search gives: their order is by fit, which has no place to go on from."""


def asked_text(description: str, example: str, name: str | None = None) -> QueryParameter:
    """A parameter of free text."""
    return QueryParameter(
        name=name, description=description, examples=[Example(value=example)], min_length=1, max_length=200
    )


StateName: TypeAlias = Annotated[
    str | None,
    asked_text(
        "A state: name, ISO code, demonym or capital. Events: in any role; statements: the speaker's.",
        "AZE",
        name="state",
    ),
]
OtherName: TypeAlias = Annotated[
    str | None, asked_text("A second state: with `state` it makes a pair.", "Israel", name="with")
]
PairName: TypeAlias = Annotated[
    str | None, asked_text("Two states with a comma between them, in any order.", "Azerbaijan,Israel")
]
Since: TypeAlias = Annotated[
    date | None,
    QueryParameter(description="First day; what has no day never matches.", examples=[Example(value="2025-01-01")]),
]
Until: TypeAlias = Annotated[
    date | None,
    QueryParameter(description="Last day; what has no day never matches.", examples=[Example(value="2026-12-31")]),
]
AsOf: TypeAlias = Annotated[
    date | None,
    QueryParameter(
        description="As articles published up to this day, and decisions made up to then, tell it.",
        examples=[Example(value="2026-02-28")],
    ),
]
AddedUntil: TypeAlias = Annotated[
    date | None,
    QueryParameter(
        description="As it was known here on this day: articles added up to then, and decisions made up to then.",
        examples=[Example(value="2026-02-28")],
    ),
]
Limit: TypeAlias = Annotated[
    int, QueryParameter(description="Records of a page.", ge=1, le=MOST, examples=[Example(value=50)])
]
HitLimit: TypeAlias = Annotated[
    int, QueryParameter(description="Articles at most.", ge=1, le=MOST_HITS, examples=[Example(value=20)])
]
After: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        description="The place where the page before ended, as its `next` has it.",
        max_length=400,
        pattern=r"^.*\|[^|]+$",
        examples=[Example(value="2025-04-23|evt-0123456789abcdef0123")],
    ),
]
NewestFirst: TypeAlias = Annotated[
    bool, QueryParameter(description="The latest first instead of the earliest.", examples=[Example(value=True)])
]
Rejected: TypeAlias = Annotated[
    bool, QueryParameter(description="Only what people rejected, which is left out otherwise.")
]
ArticleId: TypeAlias = Annotated[str | None, asked_text("Only of this article.", "art-0123456789abcdef0123")]
Outlet: TypeAlias = Annotated[str | None, asked_text("Only of this outlet, by its exact name.", "Levant Dispatch")]


class Sides(NamedTuple):
    """The states of a request by ISO alpha-3 code: one, a pair, or none."""

    state: str | None = None
    pair: tuple[str, str] | None = None


class Period(NamedTuple):
    """The days of a request, ISO 8601."""

    since: str | None = None
    until: str | None = None


class Paging(NamedTuple):
    """The page of a request."""

    limit: int = 100
    after: str | None = None


def asked_sides(desk: DeskOfApp, one: StateName = None, other: OtherName = None, pair: PairName = None) -> Sides:
    """The states that a request names.

    Raises:
        UnprocessableError: one is not known, or they make no pair.

    """
    if pair is not None:
        names = pair.split(",")
        if one is not None or other is not None or len(names) != 2:
            raise UnprocessableError("A pair is two states with one comma between, and stands without state and with.")
        return Sides(pair=two_states(desk, names[0], names[1]))
    if one is None:
        if other is not None:
            raise UnprocessableError("The parameter with needs a state beside it.")
        return Sides()
    if other is None:
        return Sides(state=state_code(desk, one))
    return Sides(pair=two_states(desk, one, other))


def asked_period(since: Since = None, until: Until = None) -> Period:
    """The days of a request."""
    return Period(iso_day(since), iso_day(until))


def asked_horizon(as_of: AsOf = None, added_until: AddedUntil = None) -> Horizon:
    """Up to when a request lets articles count as known."""
    return Horizon(as_of=iso_day(as_of), added_until=iso_day(added_until))


def iso_day(given: date | None) -> str | None:
    """A day as queries have it."""
    return None if given is None else given.isoformat()


def asked_page(limit: Limit = 100, after: After = None) -> Paging:
    """The page of a request."""
    return Paging(limit, after)


SidesAsked: TypeAlias = NamedDependency[SkipValidation[Sides]]
PeriodAsked: TypeAlias = NamedDependency[SkipValidation[Period]]
HorizonAsked: TypeAlias = NamedDependency[SkipValidation[Horizon]]
PageAsked: TypeAlias = NamedDependency[SkipValidation[Paging]]


def state_code(desk: Desk, name: str) -> str:
    """The code of a state.

    Raises:
        UnprocessableError: none is called so.

    """
    code = desk.state_code(name)
    if code is None:
        near = desk.nearest_state(name)
        hint = f"Did you mean {near}?" if near else "Give a name, an ISO code or a demonym."
        raise UnprocessableError(f"No state is called “{name}”. {hint}")
    return code


def two_states(desk: Desk, one: str, other: str) -> tuple[str, str]:
    """The codes of a pair.

    Raises:
        UnprocessableError: one is not known, or both are the same.

    """
    codes = state_code(desk, one), state_code(desk, other)
    if codes[0] == codes[1]:
        raise UnprocessableError("A pair is two different states. Name another one.")
    return codes


async def check_names(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard: parameters that are not known, given twice or no text are refused, for a misspelt filter finds too much.

    Raises:
        UnprocessableError: there is one.

    """
    given = [name for name, _ in connection.query_params.multi_items()]
    known = _known_names(handler)
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(sorted(known)) or 'none'}."
            raise UnprocessableError(f"There is no parameter “{name}” here. {hint}")
        if given.count(name) > 1:
            raise UnprocessableError(f"The parameter {name} is given twice. Give it once.")
    values = (connection.url.path, *(value for _, value in connection.query_params.multi_items()))
    try:
        "".join(values).encode()
    except UnicodeEncodeError as error:
        raise UnprocessableError("The address is not valid UTF-8.") from error
    if any("\0" in value for value in values):
        raise UnprocessableError("The address holds a NUL character.")


def _known_names(handler: BaseRouteHandler) -> set[str]:
    """The query parameters of a handler and of what it depends on, as clients write them."""
    dependencies = handler.resolve_dependencies()
    signatures = [handler.parsed_fn_signature]
    signatures += [dependencies[name].parsed_fn_signature for name in signatures[0].parameters if name in dependencies]
    return {
        definition.name or name
        for signature in signatures
        for name, field in signature.parameters.items()
        if isinstance(definition := field.kwarg_definition, QueryParameter)
    }
