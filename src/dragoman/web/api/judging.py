"""Decisions by the API: the list, one, a new one, and taking one back. Nothing is ever deleted."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import JSONBody

from dragoman.merge.standing import undone_of
from dragoman.output.flat_rows import judgement_cells
from dragoman.records import Judgement, Verdict
from dragoman.web.api import PREFIX, shapes
from dragoman.web.api.answers import JSON, Found, Listing, answer_list, answer_one, first_of
from dragoman.web.api.asking import PageAsked, asked_text
from dragoman.web.api.describing import ListOperation, OneOperation, answers
from dragoman.web.api.problems import ConflictError, UnsupportedMediaTypeError
from dragoman.web.api.single import Identifier
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp, WebRequest

JUDGEMENTS = Listing(
    shapes.JudgementList, lambda found: found, lambda found: judgement_cells(found.judgement, is_undone=found.undone)
)


@get(
    "/judgements",
    responses=answers(shapes.JudgementList, "Decisions, the latest first"),
    operation_class=ListOperation,
    tags=["decisions"],
    sync_to_thread=True,
)
def judgements(
    request: WebRequest,
    desk: DeskOfApp,
    paging: PageAsked,
    record: Annotated[
        str | None, asked_text("Only about this record, by any id that it had.", "evt-0123456789abcdef0123")
    ] = None,
) -> Response[bytes]:
    """What people decided: by whom, when, about what; undone ones stay in the list and say so."""

    def ask(limit: int) -> Found:
        found = _items(desk, record)[::-1]
        places = [_place(one.judgement) for one in found]
        if paging.after is not None:
            start = places.index(paging.after) + 1 if paging.after in places else len(found)
            found = found[start:]
        return first_of(found, limit, lambda one: _place(one.judgement))

    return answer_list(request, desk, JUDGEMENTS, paging, ask)


@get(
    "/judgements/{identifier:str}",
    responses=answers(shapes.JudgementItem, "The decision", 404),
    operation_class=OneOperation,
    tags=["decisions"],
    sync_to_thread=True,
)
def judgement(request: WebRequest, desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """One decision."""
    return answer_one(request, desk, lambda: _item(desk, identifier))


@post(
    "/judgements",
    responses=answers(Judgement, "The decision as kept", 415, status=201),
    tags=["decisions"],
    sync_to_thread=True,
)
def judge(request: WebRequest, desk: DeskOfApp, data: JSONBody[shapes.JudgementDraft]) -> Response[bytes]:
    """Keeps a decision under the name of the person at this desk.

    What it is about is looked up and what it says is checked; what does not fit is told with the status 422.
    """
    _check_json(request)
    made = desk.judge(data.record, data.verdict, other=data.other, field=data.field, value=data.value, note=data.note)
    return _kept(made)


@post(
    "/judgements/{identifier:str}/undo",
    responses=answers(Judgement, "The decision that takes it back", 404, 409, status=201),
    tags=["decisions"],
    sync_to_thread=True,
)
def undo(desk: DeskOfApp, identifier: Identifier) -> Response[bytes]:
    """Takes a decision back; that is a decision too, and can be taken back itself."""
    if _item(desk, identifier).undone:
        raise ConflictError("This decision is undone already. Undo the undo to have it back.")
    return _kept(desk.judge(identifier, Verdict.UNDO))


def _items(desk: Desk, record: str | None) -> list[shapes.JudgementItem]:
    """Decisions in the order in which they were made."""
    if record is None:
        made = desk.workspace.judgements()
        undone = undone_of(made)
        return [shapes.JudgementItem(judgement=one, undone=one.id in undone) for one in made]
    return [shapes.JudgementItem(judgement=one.judgement, undone=one.undone) for one in desk.workspace.history(record)]


def _item(desk: Desk, identifier: str) -> shapes.JudgementItem:
    """One decision.

    Raises:
        NotFoundException: there is none.

    """
    for one in _items(desk, None):
        if one.judgement.id == identifier:
            return one
    raise NotFoundException("No decision has this id. GET /api/v1/judgements lists them.")


def _place(judgement: Judgement) -> str:
    return f"{judgement.at}|{judgement.id}"


def _kept(made: Judgement) -> Response[bytes]:
    return Response(
        msgspec.json.encode(made),
        status_code=201,
        media_type=JSON,
        headers={"location": f"{PREFIX}/judgements/{made.id}", "cache-control": "no-store"},
    )


def _check_json(request: WebRequest) -> None:
    """A form of another site can send text that is JSON, but not under its name.

    Raises:
        UnsupportedMediaTypeError: the body says that it is something else.

    """
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != JSON:
        raise UnsupportedMediaTypeError(f"Send the body as {JSON}, and say so in Content-Type.")
