"""What went wrong, as data: problem details of RFC 9457."""

import logging
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException

from dragoman.errors import DragomanError, JudgementError
from dragoman.output.clean import plain, shorten
from dragoman.records import Record

MEDIA_TYPE = "application/problem+json"

LONGEST_DETAIL = 600
"""Characters: an answer that repeats what was asked must not grow with it."""

_SENTENCES = {
    404: "There is no such address in this API. GET /api/v1/openapi.json lists those that there are.",
    405: "This address does not know this method; the header Allow names those that it knows.",
    413: "The body is too large.",
}
"""What a status means, where the error has no sentence of its own."""

_logger = logging.getLogger("dragoman.web")


class FieldProblem(Record, frozen=True, kw_only=True):
    """What is wrong with one value of a request: where it stands (query, body, path) and under which name."""

    name: str
    where: str | None = None
    detail: str


class Problem(Record, frozen=True, kw_only=True):
    """A refusal or a fault: its status, what was wrong and what to do. Source: RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: tuple[FieldProblem, ...] = ()


class UnprocessableError(HTTPException):
    """A request that is well formed and asks what cannot be answered."""

    status_code = 422


class NotAcceptableError(HTTPException):
    """No media type that was asked for can be given."""

    status_code = 406


class ConflictError(HTTPException):
    """What is asked does not fit what was done meanwhile."""

    status_code = 409


class UnsupportedMediaTypeError(HTTPException):
    """A body of another kind than JSON."""

    status_code = 415


def problem_bytes(status: int, detail: str, path: str, errors: tuple[FieldProblem, ...] = ()) -> bytes:
    """The JSON of a problem."""
    return msgspec.json.encode(
        Problem(
            title=HTTPStatus(status).phrase,
            status=status,
            detail=_shown(detail),
            instance=_shown(path),
            errors=errors,
        )
    )


def told(request: Any, error: HTTPException) -> Response[bytes]:  # Any: a request of any kind
    """An HTTP error as a problem; what a parameter or body got wrong is named one by one, with the status 422."""
    status = 422 if isinstance(error, ValidationException) else error.status_code
    errors = tuple(_field_problems(error.extra)) if isinstance(error, ValidationException) else ()
    is_ours = error.detail.endswith((".", "?")) and " " in error.detail
    detail = error.detail if is_ours else _SENTENCES.get(status) or _unclear(errors)
    allow = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    return _answer(request, status, detail, errors, allow)


def refused(request: Any, error: DragomanError) -> Response[bytes]:  # Any: as above
    """A judgement that does not fit is the request's error, all else the workspace's."""
    if isinstance(error, JudgementError):
        return _answer(request, 422, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    return _answer(request, 500, f"The workspace could not answer: {error}.")


def broken(request: Any, error: Exception) -> Response[bytes]:  # Any: as above
    """A fault of ours: the details go to the log."""
    _logger.error("an answer of the API failed", exc_info=error)
    return _answer(request, 500, "A fault in Dragoman kept this from being answered. Nothing was changed by it.")


def _answer(
    request: Any,  # Any: as above
    status: int,
    detail: str,
    errors: tuple[FieldProblem, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    return Response(
        problem_bytes(status, detail, request.url.path, errors),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"cache-control": "no-store", **(headers or {})},
    )


def _field_problems(extra: Any) -> list[FieldProblem]:  # Any: whatever the framework says beside an error
    if not isinstance(extra, list):
        return []
    return [
        FieldProblem(
            name=_shown(str(one.get("key", ""))),
            where=str(getattr(one["source"], "value", one["source"])) if one.get("source") else None,
            detail=_shown(str(one.get("message", ""))),
        )
        for one in extra
        if isinstance(one, dict)
    ]


def _unclear(errors: tuple[FieldProblem, ...]) -> str:
    named = ", ".join(f"{one.name}: {one.detail}" for one in errors)
    return f"The request does not fit the description in /api/v1/openapi.json{f' ({named})' if named else ''}."


def _shown(text: str) -> str:
    """Text of a request, safe to encode and to print."""
    return shorten(plain(text), LONGEST_DETAIL)
