"""`dragoman import`: takes in what `dragoman export --format workspace` wrote."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.printing import json_line, note
from dragoman.errors import WorkspaceError


def import_workspace(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An exported workspace; - reads standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Take in an exported workspace: articles with their records, and judgements, under the ids that they have there.

    Nothing is coded. What is here already adds nothing, so the same file can be given again. A line that does not fit
    costs itself only: it is named with its reason, and the exit code is 3. Lines of `dragoman code` are taken in too.

    For instance:

      dragoman --workspace copy import everything.jsonl

      ssh cluster dragoman code archive/ | dragoman import -
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj, create=True) as workspace:
        if file == "-":
            report = workspace.take_in(sys.stdin.buffer, "standard input")
        else:
            try:
                with workspace.check_outside(Path(file)).open("rb") as source:
                    report = workspace.take_in(source, file)
            except OSError as error:
                raise WorkspaceError(f"{file}: {error.strerror}; name a file that can be read") from error
        workspace.merge()
    if as_json:
        json_line(report)
    for failure in report.failures:
        note(f"{failure.location}: {failure.reason}")
    note(
        f"{report.articles} articles and {report.judgements} judgements added, {report.known_articles} and "
        f"{report.known_judgements} known, {len(report.failures)} failed"
    )
    return exits.SOME_FAILED if report.failures else exits.OK
