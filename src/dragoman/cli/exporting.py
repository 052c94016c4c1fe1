"""`dragoman export`: records in the formats of others, each file with a manifest."""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.naming import asked_act
from dragoman.cli.printing import note
from dragoman.cli.records import FailEmpty, Since, States, Until, asked_states
from dragoman.records import Status
from dragoman.records.tables import ExportForm, RecordKind, TableForm

if TYPE_CHECKING:
    from dragoman.workspace.taking import TakeAway

QUIET_SECONDS = 3.0
"""Between two lines that say how far a long export is."""

ENDINGS = {
    **{f".{form.value}": form for form in ExportForm},
    ".txt": ExportForm.TSV,
    ".db": ExportForm.SQLITE,
    ".xml": ExportForm.GRAPHML,
    ".jsonld": ExportForm.ANNOTATIONS,
}

READABLE_IN_PART = frozenset({ExportForm.CSV, ExportForm.TSV, ExportForm.JSONL, ExportForm.FTM, ExportForm.WORKSPACE})
"""Formats of lines: what an interrupt leaves of them is kept as FILE.incomplete, and said to be incomplete."""


def export(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; - is standard output.")],
    states: States = None,
    records: Annotated[RecordKind, typer.Option(help="What a table or network is of.")] = RecordKind.EVENTS,
    columns: Annotated[
        TableForm, typer.Option(help="dragoman: all we know; polecat: PLOVER, as POLECAT publishes; cameo: root codes.")
    ] = TableForm.DRAGOMAN,
    form: Annotated[ExportForm | None, typer.Option("--format", help="By the file's ending if not given.")] = None,
    act: Annotated[str | None, typer.Option(help="An act: a PLOVER type, or your own.")] = None,
    status: Annotated[Status | None, typer.Option(help="happened, planned …", case_sensitive=False)] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="How many at most; all if left out.")
    ] = None,
    fail_empty: FailEmpty = False,
) -> int:
    """Take records away, with their words, sources and outlets.

    Beside FILE stands FILE.manifest.json: filter, counts, what each column means, and whether the file is complete.

    For instance:

      dragoman export events.csv Israel Azerbaijan

      dragoman export plans.ics Israel

      dragoman export --records happenings network.graphml

      dragoman export --format workspace everything.jsonl
    """
    from dragoman.workspace import Workspace
    from dragoman.workspace.gathering import Wanted
    from dragoman.workspace.taking import TakeAway, problem_of

    one, pair = asked_states(states)
    form = form or _by_ending(file)
    with Workspace.open(context.obj) as workspace:
        kind, mode = asked_act(act, workspace.codebook)
        wanted = Wanted(
            records=records, columns=columns, state=one, pair=pair, act=kind, mode=mode, status=status, since=since,
            until=until, limit=limit,
        )  # fmt: skip
        problem = problem_of(wanted, form)
        if problem is not None:
            raise typer.BadParameter(problem)
        taking = TakeAway(workspace, wanted, form, report=_Lines())
        if file == "-":
            _print(taking)
        else:
            _write(taking, workspace.check_outside(Path(file)), form)
    return _told(taking, fail_empty=fail_empty)


def _by_ending(file: str) -> ExportForm:
    ending = Path(file).suffix.lower()
    if file != "-" and ending not in ENDINGS:
        raise typer.BadParameter(f'"{file}": end it in {", ".join(sorted(ENDINGS))}, or say --format')
    return ENDINGS.get(ending, ExportForm.CSV)


def _print(taking: "TakeAway") -> None:
    """Writes to standard output; what is not made line by line is made in a file first."""
    if not taking.is_binary:
        for line in taking.lines():
            sys.stdout.buffer.write(line)
    else:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "export"
            taking.write(made)
            with made.open("rb") as source:
                shutil.copyfileobj(source, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _write(taking: "TakeAway", file: Path, form: ExportForm) -> None:
    """Writes the file and its manifest; after an interrupt what is readable stays as FILE.incomplete.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    from dragoman.workspace.whole_files import whole_file

    with whole_file(file) as beside:
        try:
            taking.write(beside)
        except KeyboardInterrupt:
            if form in READABLE_IN_PART and beside.exists():
                kept = file.with_name(f"{file.name}.incomplete")
                beside.replace(kept)
                _describe(taking, kept, cut_by="interrupt")
                note(f"what was written is in {kept}; its manifest says that it is incomplete")
            raise
    _describe(taking, file)
    if form is ExportForm.SQLITE:
        _write_json(file.with_name("metadata.json"), taking.datasette_metadata(file.stem))


def _describe(taking: "TakeAway", file: Path, cut_by: str | None = None) -> None:
    _write_json(file.with_name(f"{file.name}.manifest.json"), taking.manifest(file.name, cut_by))


def _write_json(file: Path, record: object) -> None:
    from dragoman.records.safe_json import json_bytes
    from dragoman.workspace.whole_files import whole_file

    with whole_file(file) as beside:
        beside.write_bytes(json_bytes(record, indent=1) + b"\n")


def _told(taking: "TakeAway", *, fail_empty: bool) -> int:
    """Says what was written, and gives the exit code."""
    counts = dict(taking.tally.counts)
    left_out = counts.pop("left_out", 0)
    written = ", ".join(f"{number} {name}" for name, number in counts.items()) or "nothing"
    beside = f"; {left_out} left out, for which the format has no place" if left_out else ""
    note(f"{written} written{beside}")
    if taking.tally.cut_by:
        note("not complete: there are more than --limit lets through")
    return exits.NOTHING_MATCHED if fail_empty and not counts else exits.OK


class _Lines:
    """Says from time to time how far a long export is."""

    def __init__(self) -> None:
        self._next: float | None = None  # reading the tables, before the first record, is no progress

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if self._next is None or now >= self._next:
            is_first, self._next = self._next is None, now + QUIET_SECONDS
            if not is_first:
                note(f"{done:,} records written")
