"""Files that are written whole or not at all: under a temporary name, and renamed when they are done."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import WorkspaceError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """The temporary name to write to; whatever ends the block early leaves what was there before.

    Raises:
        WorkspaceError: the file cannot be written.

    """
    part = part_of(target)
    try:
        with refusals(target):
            yield part
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def part_of(target: Path) -> Path:
    """The temporary name of a file, in the same folder."""
    return target.with_name(f"{target.name}.part")


@contextmanager
def refusals(target: Path) -> Iterator[None]:
    """Turns the system's own errors into ours.

    Raises:
        WorkspaceError: the file cannot be written.

    """
    try:
        yield
    except OSError as error:
        raise WorkspaceError(f"{target}: {error.strerror or error}; name another file") from error


def write_lines(target: Path, lines: Iterable[bytes]) -> None:
    """Writes lines to a file.

    Raises:
        WorkspaceError: the file cannot be written.

    """
    with refusals(target), target.open("wb") as out:
        out.writelines(lines)
