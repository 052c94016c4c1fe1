"""Add: documents by upload and text by paste; how the run stands; what failed, why, and trying it again."""

import os
from typing import Any

import msgspec
from anyio import to_thread
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException, ValidationException
from litestar.response import Redirect

from dragoman.web.adder import ENDINGS, is_document, pasted
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp, WebRequest, go, show

LISTED_FAILURES = 500


@get("/add", sync_to_thread=True)
def add(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The forms, and how the last run stands."""
    overview = desk.workspace.store.overview()
    run, inside = desk.adder.now, _inside(desk)
    return show(request, desk, "add.html", "Add articles", run=run, overview=overview, inside=inside)


@get("/add/progress", sync_to_thread=True)
def progress(desk: DeskOfApp) -> Response[bytes]:
    """How the run stands, as JSON, for the script that spares the person loading the page again."""
    run = desk.adder.now
    told: dict[str, Any] = {"is_going": run is not None and run.is_going}
    if run is not None and run.progress is not None:
        told |= {"done": run.progress.done, "total": run.progress.total, "failed": run.progress.failed}
    return Response(msgspec.json.encode(told), media_type="application/json", headers={"cache-control": "no-store"})


@post("/add/files")
async def add_files(request: WebRequest, desk: DeskOfApp) -> Redirect:
    """Takes uploaded documents and starts to read and code them; of a folder those with an ending that readers know."""
    form = await request.form()
    files = [
        (upload.filename, await upload.read())
        for upload in form.getall("files", [])
        if isinstance(upload, UploadFile) and upload.filename
    ]
    is_folder = bool(form.get("folder"))
    files = [(name, data) for name, data in files if data and (is_document(name) or not is_folder)]
    if not files and is_folder:
        raise ValidationException(f"The folder holds no file that ends in {', '.join(ENDINGS)}. Go back and choose.")
    if not files:
        raise ValidationException("No file was chosen, or all were empty. Go back and choose at least one.")
    return await _started(desk, files)


@post("/add/text")
async def add_text(request: WebRequest, desk: DeskOfApp) -> Redirect:
    """Takes a pasted text and starts to code it."""
    form = await request.form()
    given = {name: str(form.get(name, "")) for name in ("text", "title", "outlet", "published", "url")}
    if not given["text"].strip():
        raise ValidationException("The text is empty. Go back and paste an article.")
    name = f"{given['title'].strip() or 'pasted'}.jsonl"
    return await _started(desk, [(name, pasted(**given))])


@post("/add/stop")
async def stop(desk: DeskOfApp) -> Redirect:
    """Ends the run after the document that it is on; what waits can be gone on with."""
    desk.adder.stop()
    return go("/add")


@get("/failures", sync_to_thread=True)
def failures(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The documents that could not be read or coded, with their reasons."""
    found = desk.workspace.failures()
    pending = desk.workspace.store.overview().pending
    return show(
        request,
        desk,
        "failures.html",
        "Failures",
        failures=found[:LISTED_FAILURES],
        all=len(found),
        pending=pending,
        inside=_inside(desk),
    )


@post("/failures/retry")
async def retry(desk: DeskOfApp) -> Redirect:
    """Goes on with documents that wait, and tries the failed ones again."""
    if not desk.adder.retry():
        raise _busy()
    return go("/add")


async def _started(desk: Desk, files: list[tuple[str, bytes]]) -> Redirect:
    if not await to_thread.run_sync(desk.adder.add_files, files):
        raise _busy()
    return go("/add")


def _inside(desk: Desk) -> str:
    """What the places of documents in the workspace begin with; pages leave it out."""
    return f"{desk.workspace.folder}{os.sep}"


def _busy() -> ClientException:
    return ClientException(
        "Documents are being added already. Wait until that is done, then repeat this.", status_code=409
    )
