"""The command line: commands parse, call the workspace, and print."""

import sys


def main() -> None:
    """Runs the command; errors of ours become one line on stderr and an exit code (docs/reference/cli.md)."""
    from dragoman.cli.app import run  # keeps `import dragoman.cli` free of Typer

    sys.exit(run(sys.argv[1:]))


__all__ = ["main"]
