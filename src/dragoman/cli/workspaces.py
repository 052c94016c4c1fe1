"""Commands that fill a workspace: add, failures, retry."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dragoman.cli import exits
from dragoman.cli.printing import json_array, json_line, note, table

if TYPE_CHECKING:
    from dragoman.workspace import AddReport, Progress
    from dragoman.workspace.reports import Reporting

# Off a terminal, a line every so many seconds says that the run is alive without filling a log.
QUIET_SECONDS = 10.0


def add(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders or globs; - reads standard input.")
    ],
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 codes in this one.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="plain, html, jsonl, or a plug-in reader; by content if not given.")
    ] = None,
    codebook: Annotated[
        str | None, typer.Option("--codebook", help="Acts and modes of your own: a TOML file, or a plug-in's name.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Read, code, store and merge articles; makes the workspace where there is none.

    Adding twice adds nothing. An interrupted run goes on when it is given again. A document that cannot be read or
    coded costs itself only: it is listed with its reason, and the exit code is 3. A codebook that is named for the
    first articles of a workspace is kept in its settings.

    For instance:

      dragoman add articles/

      dragoman --workspace caspian add --jobs 2 'archive/*.jsonl'
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj, create=True, codebook=codebook) as workspace:
        said = workspace.codebook_note()
        if said is not None:
            note(said)
        with told_progress() as progress:
            report = workspace.add(paths, jobs=jobs, progress=progress, stdin=sys.stdin.buffer, format=form)
        workspace.merge()
    return _told(report, as_json)


def retry(
    context: typer.Context,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Worker processes.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Try the failed documents again, and those that an interrupted run left."""
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        with told_progress() as progress:
            resumed = workspace.resume(jobs=jobs, progress=progress)
            retried = workspace.retry_failed(jobs=jobs, progress=progress)
        workspace.merge()
    return _told(_both(resumed, retried), as_json)


def failures(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Tab-separated lines, also on a terminal.")] = False,
) -> int:
    """List the documents that could not be read or coded, with their reasons."""
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        found = workspace.failures()
    if as_json:
        json_array(found)
    else:
        table(("document", "reason", "tries"), ((f.location, f.reason, str(f.attempts)) for f in found), plain)
    return exits.OK


def _both(resumed: "AddReport", retried: "AddReport") -> "AddReport":
    """Two runs as one; what failed in the first was tried again in the second, which alone tells the failures."""
    return msgspec.structs.replace(
        retried,
        added=resumed.added + retried.added,
        known=resumed.known + retried.known,
        seconds=resumed.seconds + retried.seconds,
    )


def _told(report: "AddReport", as_json: bool) -> int:
    """Prints what a run came to; 3 when documents failed, as for `dragoman code`."""
    if as_json:
        json_line(report)
    for failure in report.failures:
        note(f"{failure.location}: {failure.reason}")
    note(f"{report.added} added, {report.known} known, {report.failed} failed in {report.seconds:.1f} s")
    return exits.SOME_FAILED if report.failed else exits.OK


@contextmanager
def told_progress() -> Iterator["Reporting"]:
    """A progress bar on a terminal; elsewhere a line from time to time."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn("coding"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=None, rate="")

        def report(progress: "Progress") -> None:
            rate = f"{progress.per_second:.1f}/s" + (f", {progress.failed} failed" if progress.failed else "")
            bar.update(task, total=progress.total, completed=progress.done, rate=rate)

        yield report


class _Lines:
    """Progress as plain lines, at most one in `QUIET_SECONDS`."""

    def __init__(self) -> None:
        self._next = time.monotonic() + QUIET_SECONDS

    def __call__(self, progress: "Progress") -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + QUIET_SECONDS
            left = f", about {progress.seconds_left:.0f} s left" if progress.seconds_left is not None else ""
            note(f"{progress.done} of {progress.total}, {progress.per_second:.1f}/s{left}")
