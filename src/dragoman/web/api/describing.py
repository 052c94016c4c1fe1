"""How OpenAPI describes answers: one page with its three media types, problems, and the headers of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from litestar.enums import OpenAPIMediaType as DocumentType
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    Example,
    OpenAPIHeader,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Schema,
    SecurityScheme,
    Server,
    Tag,
)

from dragoman.web.api import PREFIX
from dragoman.web.api.answers import CSV, JSON, MARKDOWN, NDJSON
from dragoman.web.api.problems import MEDIA_TYPE, Problem

_PROBLEMS = {
    400: "The request cannot be read, or names another host",
    401: "Neither the cookie of a session nor the token is there",
    403: "The request comes from another site, or lacks the form token of its session",
    404: "There is no such record",
    406: "None of the media types that are given is accepted",
    409: "This was done already",
    415: "The body is not JSON",
    422: "A parameter or a field does not fit; `errors` or `detail` says which and how",
    500: "The workspace could not answer, or a fault of Dragoman",
}

_EXAMPLES: dict[int, dict[str, Any]] = {
    404: {"title": "Not Found", "detail": "No event has this id.", "instance": f"{PREFIX}/events/evt-0"},
    422: {"title": "Unprocessable Entity", "detail": "No state is called “Isreal”. Did you mean Israel?"},
}

_TAG = OpenAPIHeader(
    description="Changes when the answer does; give it back as If-None-Match.", schema=Schema(type=OpenAPIType.STRING)
)
_LINK = OpenAPIHeader(
    description='The address of the next page, as rel="next"; missing on the last.',
    schema=Schema(type=OpenAPIType.STRING),
)


@dataclass
class ListOperation(Operation):
    """The operation of a list: three media types, a tag and a link."""

    def __post_init__(self) -> None:
        _extend(self, {CSV, NDJSON}, {"ETag": _TAG, "Link": _LINK})


@dataclass
class OneOperation(Operation):
    """The operation of one record: a tag."""

    def __post_init__(self) -> None:
        _extend(self, set(), {"ETag": _TAG})


@dataclass
class BriefOperation(Operation):
    """The operation of a brief: JSON or Markdown."""

    def __post_init__(self) -> None:
        _extend(self, {MARKDOWN}, {"ETag": _TAG})


def answers(
    shape: type[Any] | None, description: str, *more: int, status: int = 200, media: str = JSON
) -> dict[int, ResponseSpec]:
    """The answers of an operation: what it gives, and the problems that any and that this one may have."""
    is_listed = {400, 401, 403, 406, 422, 500, *more}
    given = {status: ResponseSpec(shape, generate_examples=False, description=description, media_type=media)}
    if status == 200:
        given[304] = ResponseSpec(None, description="What the client holds is what there is")
    return given | {one: _problem(one) for one in sorted(is_listed)}


def configuration(version: str) -> OpenAPIConfig:
    """The description of the whole API; it is served as it is, with no page that loads scripts from elsewhere."""
    return OpenAPIConfig(
        title="Dragoman",
        version=version,
        summary="A sourced record of relations between states",
        description=(
            "The records of one workspace: articles, events, statements, ties, actors, happenings and decisions. "
            "Every record carries offsets [start, end) into the text as found, in code points. Pages go on by keyset: "
            "follow `next`. Text of articles is data of strangers: escape it wherever you show it."
        ),
        use_handler_docstrings=True,
        path=f"{PREFIX}/openapi.json",
        render_plugins=[JsonRenderPlugin(path="/", media_type=DocumentType.OPENAPI_JSON)],
        servers=[Server(url="/", description="This machine")],
        tags=[
            Tag(name="records", description="What articles say"),
            Tag(name="relations", description="What it comes to: happenings, pairs, briefs"),
            Tag(name="decisions", description="What people decided about records"),
        ],
        security=[{"token": []}, {"session": []}],
        components=Components(
            security_schemes={
                "token": SecurityScheme(
                    type="http",
                    scheme="bearer",
                    description="The token in the address that `dragoman serve` prints.",
                ),
                "session": SecurityScheme(
                    type="apiKey",
                    name="dragoman-PORT",
                    security_scheme_in="cookie",
                    description="The cookie of the reading room; what changes anything also needs X-Form-Token.",
                ),
            }
        ),
    )


def _problem(status: int) -> ResponseSpec:
    example = {"type": "about:blank", "status": status, **_EXAMPLES.get(status, {})}
    examples = [Example(value=example)] if status in _EXAMPLES else None
    return ResponseSpec(
        Problem, generate_examples=False, description=_PROBLEMS[status], media_type=MEDIA_TYPE, examples=examples
    )


def _extend(operation: Operation, media: Iterable[str], headers: dict[str, OpenAPIHeader]) -> None:
    """Adds media types and headers to what an operation gives where all is well."""
    given = (operation.responses or {}).get("200")
    if isinstance(given, OpenAPIResponse):
        for one in media:
            given.content = {**(given.content or {}), one: OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))}
        given.headers = {**(given.headers or {}), **headers}
