"""The command that opens the reading room."""

import getpass
from typing import Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.printing import note

PORT = 8765
"""The usual port, so that the address of a page stays the same from day to day."""


def serve(
    context: typer.Context,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = PORT,
    who: Annotated[
        str | None, typer.Option(help="Your name, as your decisions keep it; your login name if not given.")
    ] = None,
) -> int:
    """Open the reading room: a web application on this machine, for you alone.

    Prints the address to open in a browser; it holds a token of this run, which lets that browser in. Ends with Ctrl-C.

    Example:  dragoman serve --port 8765
    """
    from dragoman.web.serving import serve as run

    def announce(address: str) -> None:
        typer.echo(address)
        note("open this address in a browser on this machine; Ctrl-C ends it")

    run(context.obj, port, who or _login_name(), announce)
    return exits.OK


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container can have no name for its user
        return "reader"
