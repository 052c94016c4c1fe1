"""Running the reading room: a socket on this machine only, and the server on it until it is interrupted."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from dragoman.errors import WorkspaceError
from dragoman.web.access import Access
from dragoman.web.app import make_app
from dragoman.web.desk import Desk
from dragoman.workspace import Workspace

ADDRESS = "127.0.0.1"

SECONDS_TO_END = 5.0
"""How long the end waits for the document that is being coded; the ledger goes on from there."""


def serve(folder: Path, port: int, who: str, announce: Callable[[str], None]) -> None:
    """Serves the workspace in a folder, which is made where it is missing, until the process is interrupted.

    `port` 0 takes a free one. `announce` is told the address with its start-up token once it can be opened.

    Raises:
        DragomanError: the port is taken, or the workspace cannot be opened.

    """
    listener = _listen(port)
    with listener, Workspace.open(folder, create=True) as workspace:
        desk = Desk(workspace, who)
        access = Access(listener.getsockname()[1])
        settings = uvicorn.Config(
            make_app(desk, access),
            access_log=False,
            log_level="warning",
            server_header=False,
            date_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=3,
        )
        announce(access.address)
        try:
            uvicorn.Server(settings).run(sockets=[listener])
        except KeyboardInterrupt:
            pass  # the way to end it
        finally:
            desk.adder.stop()
            desk.adder.wait(SECONDS_TO_END)


def _listen(port: int) -> socket.socket:
    """A listening socket on the loopback address.

    Raises:
        WorkspaceError: the port cannot be had.

    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise WorkspaceError(f"port {port}: {error.strerror}; name another with --port, or 0 for a free one") from error
    return listener
