"""Taking away from a page: one file in the format that was chosen, with its manifest where that is wanted.

Lines are sent as they are made; what must be a file first (SQLite, Parquet, briefs) is made in a folder that goes with
the answer. A file that was cut never leaves without the manifest that says so.
"""

import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from litestar import get
from litestar.exceptions import ValidationException
from litestar.response import Stream

from dragoman.errors import WorkspaceError
from dragoman.records.safe_json import json_bytes
from dragoman.records.tables import BRIEFS, ExportForm, RecordKind
from dragoman.store import ArticleQuery
from dragoman.web.desk import Desk
from dragoman.web.frame import DeskOfApp, WebRequest, asked, missing
from dragoman.web.narrowing import asked_narrowing
from dragoman.web.offers import FORMATS, HOLDING, MOST_IN_A_FILE, Format, needs_of
from dragoman.web.zipping import zipped
from dragoman.workspace.gathering import Wanted
from dragoman.workspace.taking import TakeAway, problem_of

CHUNK = 65_536
"""Bytes sent at a time; each is made in a thread of its own, so that other pages are answered meanwhile."""

MEDIA = {
    ExportForm.CSV: "text/csv; charset=utf-8",
    ExportForm.TSV: "text/tab-separated-values; charset=utf-8",
    ExportForm.JSONL: "application/x-ndjson",
    ExportForm.PARQUET: "application/vnd.apache.parquet",
    ExportForm.GRAPHML: "application/graphml+xml",
    ExportForm.ICS: "text/calendar; charset=utf-8",
    ExportForm.FTM: "application/x-ndjson",
    ExportForm.ANNOTATIONS: "application/ld+json",
    ExportForm.SQLITE: "application/vnd.sqlite3",
    ExportForm.WORKSPACE: "application/x-ndjson",
    ExportForm.MARKDOWN: "text/markdown; charset=utf-8",
    ExportForm.HTML: "text/html; charset=utf-8",
    ExportForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

ENDINGS = {
    ExportForm.ANNOTATIONS: "jsonld",
    ExportForm.SQLITE: "db",
    ExportForm.FTM: "jsonl",
    ExportForm.WORKSPACE: "jsonl",
}
"""Where a file does not end in the name of its format."""

IDS = ("article", "actor", "happening")


@get("/take", sync_to_thread=True)
def take(request: WebRequest, desk: DeskOfApp) -> Stream:
    """A file of exactly the records that the filter of a page names."""
    kind, _, name = asked(request, "what").partition(".")
    if name not in HOLDING.get(kind, ()):
        raise ValidationException("This page offers no such file. Go back and choose one of the list.")
    chosen = FORMATS[name]
    needs = needs_of(chosen.form)
    if needs:
        raise ValidationException(f"{chosen.title}: install it first with {needs}, and start Dragoman again.")
    wanted = _wanted(request, desk, kind, chosen)
    problem = problem_of(wanted, chosen.form)
    if problem is not None:
        raise ValidationException(f"{problem[:1].upper()}{problem[1:]}.")
    _check_there(desk, wanted)
    desk.merge()
    try:
        return _answer(
            TakeAway(desk.workspace, wanted, chosen.form, desk.kit),
            wanted,
            chosen.form,
            file=_file_name(kind, name, wanted, chosen.form),
            is_explained=bool(asked(request, "manifest")),
        )
    except WorkspaceError as error:
        raise ValidationException(f"This could not be written: {error}.") from error


def _wanted(request: WebRequest, desk: Desk, kind: str, chosen: Format) -> Wanted:
    """What the filter of a page names, as an export asks for it."""
    narrowed = asked_narrowing(request, desk)
    is_made_first = chosen.form in (ExportForm.SQLITE, ExportForm.PARQUET)
    pair = (narrowed.state, narrowed.other) if narrowed.state and narrowed.other else None
    return Wanted(
        records=RecordKind(kind) if kind in tuple(RecordKind) else RecordKind.EVENTS,
        columns=chosen.columns,
        state=None if pair else narrowed.state,
        pair=pair,
        act=narrowed.act,
        mode=narrowed.own or asked(request, "mode") or None,
        status=narrowed.status,
        since=narrowed.since,
        until=narrowed.until,
        limit=MOST_IN_A_FILE if is_made_first else None,
        outlet=asked(request, "outlet") or None,
        article=asked(request, "article") or None,
        actor=asked(request, "actor") or None,
        happening=asked(request, "happening") or None,
        around=bool(asked(request, "around")) and pair is not None and chosen.form not in BRIEFS,
        words=asked(request, "words") or None,
    )


def _check_there(desk: Desk, wanted: Wanted) -> None:
    """Refuses a file about what is not there: an empty one would look like an answer.

    Raises:
        NotFoundException: it is not.

    """
    is_there = (
        wanted.article is None or bool(desk.texts([wanted.article])),
        wanted.actor is None or bool(desk.workspace.articles(ArticleQuery(actor=wanted.actor, limit=1))),
        wanted.happening is None or desk.happening(wanted.happening) is not None,
    )
    if not all(is_there):
        raise missing("What this file would be about is no more. Load the page again.")


def _file_name(kind: str, name: str, wanted: Wanted, form: ExportForm) -> str:
    """A name made of our own words and of codes of states only: whatever an article says, it names no file."""
    states = wanted.pair or ((wanted.state,) if wanted.state else ())
    parts = ["records" if kind in ("all", "everything") else kind, *states]
    if name in ("polecat", "cameo", "ftm", "workspace"):
        parts.insert(1, name)
    return f"{'-'.join(parts)}.{ENDINGS.get(form, form.value)}"


def _answer(taking: TakeAway, wanted: Wanted, form: ExportForm, *, file: str, is_explained: bool) -> Stream:
    """The file, or with its manifest a ZIP of both; the first bytes are made here, so that what fails is a page."""
    is_made_first = taking.is_binary or wanted.words is not None
    name, stem = file, file.rpartition(".")[0]
    lines = _made(taking, name) if is_made_first else taking.lines()
    first = next(lines, b"")  # a file is written by now, so it is known whether it was cut
    found: Iterator[bytes] = chain([first], lines)
    is_explained = is_explained or (is_made_first and taking.tally.cut_by is not None)
    if is_explained:
        beside = {f"{name}.manifest.json": lambda: json_bytes(taking.manifest(name), indent=1) + b"\n"}
        if form is ExportForm.SQLITE:
            beside["metadata.json"] = lambda: json_bytes(taking.datasette_metadata(stem), indent=1) + b"\n"
        found = zipped(name, found, beside)
        file = f"{stem}.zip"
    return Stream(
        _chunks(found),
        media_type="application/zip" if is_explained else MEDIA[form],
        headers={"content-disposition": f'attachment; filename="{file}"', "cache-control": "no-store"},
    )


def _made(taking: TakeAway, name: str) -> Iterator[bytes]:
    """The bytes of a file that is written whole first."""
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        file = Path(folder) / name
        taking.write(file)
        with file.open("rb") as source:
            while part := source.read(CHUNK):
                yield part


def _chunks(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in larger parts."""
    held, size = [], 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= CHUNK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
