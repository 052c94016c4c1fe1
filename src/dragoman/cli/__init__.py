"""The command line: commands parse, call the workspace, and print."""

import io
import sys


def main() -> None:
    """Runs the command; errors of ours become one line on stderr and an exit code (docs/reference/cli.md)."""
    from dragoman.cli.app import run  # keeps `import dragoman.cli` free of Typer

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Quotation marks and arrows must not end a command on a terminal whose encoding lacks them.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


__all__ = ["main"]
