"""Several decisions at once: only about rows that are on the page, kept or refused together, and undone together."""

from anyio import to_thread
from litestar import Response, get, post
from litestar.exceptions import ValidationException
from litestar.response import Redirect

from dragoman.errors import JudgementError, WorkspaceError
from dragoman.merge.standing import undone_of
from dragoman.records import Judgement, Record, Status, Verdict
from dragoman.store import EventQuery, StoredEvent
from dragoman.web.decisions import UNDECIDED
from dragoman.web.desk import Desk
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, address, asked, asked_word, go, missing, show
from dragoman.workspace.judging import batch_of

AT_ONCE = 200
"""Events read in one go while looking for those that nobody has decided about."""

TOGETHER = (Verdict.ACCEPT, Verdict.REJECT, Verdict.NOTE)
"""What may be said of several records at once; a correction is about one."""


class Batch(Record, frozen=True, kw_only=True):
    """Decisions that were made together and hold: the id of one of them, the verdict, and how many there are."""

    id: str
    verdict: Verdict
    number: int
    at: str


@get("/review/list", sync_to_thread=True)
def review_list(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """Events that nobody has decided about, newest first, page by page, to choose from."""
    status, after = asked_word(request, "status", Status), asked(request, "after") or None
    found, more = _undecided(desk, status, after)
    return show(
        request,
        desk,
        "review_list.html",
        "Review a list",
        events=desk.views(found),
        more=address("/review/list", status=status, after=more) if more else None,
        here_again=address("/review/list", status=status, after=after),
        status=status,
        statuses=tuple(Status),
        batch=last_batch(desk),
    )


@post("/judge-all")
async def judge_all(request: WebRequest, desk: DeskOfApp) -> Redirect:
    """Keeps one decision about every row that was chosen, and goes back to the page."""
    form = await request.form()
    given = {name: str(form.get(name, "")).strip() for name in ("verdict", "note", "back")}
    await to_thread.run_sync(_keep, desk, [str(one) for one in form.getall("record", [])], given)
    return go(given["back"] or "/review/list")


@post("/judge-all/undo")
async def undo_all(request: WebRequest, desk: DeskOfApp) -> Redirect:
    """Takes back all decisions that were made together and still hold."""
    form = await request.form()
    await to_thread.run_sync(_undo, desk, str(form.get("batch", "")))
    return go(str(form.get("back", "")) or "/judgements")


def last_batch(desk: Desk) -> Batch | None:
    """What was decided together last, where nobody has decided anything since; null where it is undone."""
    made = desk.workspace.judgements()
    if not made or made[-1].verdict is Verdict.UNDO:
        return None
    held = _holding(made, made[-1].id)
    return Batch(id=made[-1].id, verdict=made[-1].verdict, number=len(held), at=made[-1].at) if len(held) > 1 else None


def _keep(desk: Desk, records: list[str], given: dict[str, str]) -> None:
    """The decisions of a form.

    Raises:
        ValidationException: the form says what cannot be; nothing is kept.

    """
    try:
        verdict = Verdict(given["verdict"])
    except ValueError:
        verdict = None
    if verdict not in TOGETHER:
        raise ValidationException("Rows can be accepted, rejected or noted together. Go back and use a button.")
    if not records:
        raise ValidationException("No row is chosen. Go back, tick some, and repeat it.")
    if len(records) > PAGE_ROWS:
        raise ValidationException(f"{len(records)} rows at once are more than a page shows. Nothing was kept.")
    if verdict is Verdict.NOTE and not given["note"]:
        raise ValidationException("The note is empty. Go back and write one.")
    note = given["note"] if verdict is Verdict.NOTE else None
    try:
        desk.judge_together(records, verdict, note)
    except JudgementError as error:
        told = f"{str(error)[:1].upper()}{str(error)[1:]}"
        raise ValidationException(f"{told}. Nothing was kept of these {len(records)} decisions.") from error
    except WorkspaceError as error:
        raise missing("A row is no more. Load the page again; nothing was kept.") from error


def _undo(desk: Desk, identifier: str) -> None:
    held = _holding(desk.workspace.judgements(), identifier)
    if not held:
        raise ValidationException("These decisions are undone already, or were never made. Load the page again.")
    desk.judge_together([one.id for one in reversed(held)], Verdict.UNDO)


def _holding(made: tuple[Judgement, ...], identifier: str) -> list[Judgement]:
    """Those of a batch that still hold."""
    undone = undone_of(made)
    return [one for one in batch_of(made, identifier) if one.id not in undone]


def _undecided(desk: Desk, status: Status | None, after: str | None) -> tuple[list[StoredEvent], str | None]:
    """A page of the events after a place that nobody has decided about, and the place of the last where more follow."""
    decisions = desk.decisions()
    found: list[StoredEvent] = []
    while True:
        query = EventQuery(status=status, newest_first=True, limit=AT_ONCE, after=after)
        page = desk.workspace.events(query)
        found += [one for one in page if not decisions.get(one.event.id, UNDECIDED).is_made]
        if len(found) > PAGE_ROWS:
            return found[:PAGE_ROWS], found[PAGE_ROWS - 1].cursor
        if len(page) < AT_ONCE:
            return found, None
        after = page[-1].cursor
