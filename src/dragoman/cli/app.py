"""The application: global options, the commands, and how errors leave it.

Heavy imports (spaCy, SQLAlchemy) stay inside the commands, so that `--help` answers at once.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.actors import actors, offices
from dragoman.cli.coding import code
from dragoman.cli.evaluating import evaluate
from dragoman.cli.exporting import export
from dragoman.cli.importing import import_workspace
from dragoman.cli.judging import judge, judgements
from dragoman.cli.printing import note
from dragoman.cli.records import events, happenings, quotes, search, show
from dragoman.cli.relations import claims, ties
from dragoman.cli.reports import brief, demo, doctor
from dragoman.cli.serving import serve
from dragoman.cli.workspaces import add, failures, retry
from dragoman.errors import DragomanError

# Typer exports no root of its usage errors, and which Click they come from depends on its version.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]

HELP = """Reads the news and keeps a sourced record of relations between states.

Every record is one click from its words: each carries offsets into the article as found.

\b
Try:  dragoman demo        a brief from sample articles
      dragoman add FOLDER  read, code, store and merge your own
      dragoman brief Israel Azerbaijan
      dragoman serve       read, check and correct in a browser
"""

app = typer.Typer(
    name="dragoman",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(version("dragoman"))
        raise typer.Exit


@app.callback()
def settings(
    context: typer.Context,
    workspace: Annotated[
        Path,
        typer.Option("--workspace", "-w", envvar="DRAGOMAN_WORKSPACE", help="The workspace folder.", show_default=True),
    ] = Path("dragoman-workspace"),
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Keeps the workspace's folder for the command."""
    context.obj = workspace


for command in (
    code, add, brief, events, quotes, ties, happenings, claims, search, show, judge, judgements, export, actors,
    offices, failures, retry, evaluate, serve, demo, doctor,
):  # fmt: skip
    app.command()(command)
app.command("import")(import_workspace)


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command line. Interrupts give 130, our own errors 1, wrong usage 2."""
    command = typer.main.get_command(app)
    code_or_none: object = exits.OK
    try:
        code_or_none = command.main(list(arguments), prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        code_or_none = exits.INTERRUPTED
    except USAGE_ERROR as error:
        show: Callable[[], None] = error.show  # type: ignore[attr-defined]  # see USAGE_ERROR
        show()
        return exits.USAGE
    except (BrokenPipeError, SystemExit):  # Typer exits where the reader of our output has gone ("| head"): no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.OK
    except DragomanError as error:
        note(f"dragoman: {error}")
        return exits.FAILED
    if code_or_none == exits.INTERRUPTED:  # newer versions of Typer turn an interrupt into this code by themselves
        note("dragoman: interrupted; run the same command again to go on")
    return code_or_none if isinstance(code_or_none, int) else exits.OK
