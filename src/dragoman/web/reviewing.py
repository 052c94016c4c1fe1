"""Review: one record at a time, and the forms that keep a person's decision about it."""

from collections import Counter

from anyio import to_thread
from litestar import Response, get, post
from litestar.exceptions import ValidationException
from litestar.params import FromPath
from litestar.response import Redirect

from dragoman.errors import JudgementError, WorkspaceError
from dragoman.merge.values import FIELDS
from dragoman.records import Act, Event, Judgement, Status, Verdict
from dragoman.store import EventQuery, StoredEvent
from dragoman.web.decisions import UNDECIDED
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp, WebRequest, address, asked, asked_word, go, gone, missing, show
from dragoman.web.views import context_of, event_view, hops_of

AT_ONCE = 200
"""Events read in one go while looking for one that nobody has decided about."""

LAST_DECISIONS = 10


@get("/review", sync_to_thread=True)
def review_next(request: WebRequest, desk: DeskOfApp) -> Response[bytes] | Redirect:
    """Leads to the next event that nobody has decided about; `after` is the place of one that was skipped."""
    status, after = asked_word(request, "status", Status), asked(request, "after") or None
    found = _next_undecided(desk, status, after)
    if found is not None:
        return go(address(f"/review/{found.event.id}", queue="1", status=status, after=found.cursor))
    return show(
        request, desk, "reviewed.html", "Review", was_skipping=after is not None, status=status, last=_last(desk)
    )


@get("/review/{identifier:str}", sync_to_thread=True)
def review(request: WebRequest, desk: DeskOfApp, identifier: FromPath[str]) -> Response[bytes]:
    """One event: its words in their sentence, what was read out of them, and what people decided."""
    found = desk.event(identifier)
    if found is None:
        return gone(request, desk, identifier, "No event has this id. Search for its words.")
    held, event = found
    status = asked_word(request, "status", Status)
    is_queue = bool(asked(request, "queue"))
    cursor = asked(request, "after")
    return show(
        request,
        desk,
        "review.html",
        "Review an event",
        view=event_view(held, event, desk.decisions()),
        hops=hops_of(event.chain, held.article),
        context=context_of(held.article.text, event.evidence),
        happening=desk.happening_of(identifier),
        is_queue=is_queue,
        go_on=address("/review", status=status, after=cursor) if is_queue else None,
        here_again=address(f"/review/{identifier}", queue="1" if is_queue else None, status=status, after=cursor),
        fields=FIELDS[Event],
        acts=tuple(Act),
        statuses=tuple(Status),
        last=_last(desk),
    )


@get("/judgements", sync_to_thread=True)
def judgements(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """All decisions, the latest first: by whom, when, about what."""
    made = desk.workspace.judgements()[::-1]
    undone = frozenset().union(*(one.undone for one in desk.decisions().values())) if made else frozenset()
    holding = Counter((one.who, one.at) for one in made if one.id not in undone and one.verdict is not Verdict.UNDO)
    return show(
        request,
        desk,
        "judgements.html",
        "Decisions",
        made=made[:1000],
        all=len(made),
        undone=undone,
        together={one.id: holding[one.who, one.at] for one in made[:1000]},
    )


@post("/judge")
async def judge(request: WebRequest, desk: DeskOfApp) -> Redirect:
    """Keeps one decision and goes back to the page that it was made on, or on to the next record."""
    form = await request.form()
    given = {
        name: str(form.get(name, "")).strip()
        for name in ("record", "verdict", "other", "field", "value", "note", "back")
    }
    await to_thread.run_sync(_keep, desk, given)
    return go(given["back"] or "/")


def _keep(desk: Desk, given: dict[str, str]) -> Judgement:
    """The judgement of a form.

    Raises:
        ValidationException: the form says what cannot be.

    """
    try:
        verdict = Verdict(given["verdict"])
    except ValueError as error:
        raise ValidationException("This form names no decision. Go back and use a button of the page.") from error
    field, value, note = given["field"] or None, given["value"], given["note"] or None
    if verdict is Verdict.NOTE and note is None:
        raise ValidationException("The note is empty. Go back and write one.")
    if verdict in (Verdict.SAME, Verdict.NOT_SAME) and not given["other"]:
        raise ValidationException("Two records are needed to say whether they are the same.")
    is_correction = verdict is Verdict.CORRECT
    try:
        return desk.judge(
            given["record"],
            verdict,
            other=given["other"] or None,
            field=field if is_correction else None,
            value=value if is_correction else None,
            note=note,
        )
    except JudgementError as error:
        raise ValidationException(f"{str(error)[:1].upper()}{str(error)[1:]}. Go back and choose again.") from error
    except WorkspaceError as error:
        raise missing("There is no such record to decide about. Load the page again.") from error


def _next_undecided(desk: Desk, status: Status | None, after: str | None) -> StoredEvent | None:
    """The first event after a place, newest first, that nobody has accepted, rejected or corrected."""
    decisions = desk.decisions()
    while True:
        query = EventQuery(status=status, newest_first=True, limit=AT_ONCE, after=after)
        page = desk.workspace.events(query)
        for found in page:
            if not decisions.get(found.event.id, UNDECIDED).is_made:
                return found
        if len(page) < AT_ONCE:
            return None
        after = page[-1].cursor


def _last(desk: Desk) -> list[Judgement]:
    """The latest decisions, newest first."""
    return list(desk.workspace.judgements()[: -LAST_DECISIONS - 1 : -1])
