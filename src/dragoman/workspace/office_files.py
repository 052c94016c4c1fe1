"""Terms of office in a file: what `dragoman offices` prints, so that one workspace's memory can serve another's."""

from pathlib import Path

import msgspec

from dragoman.errors import WorkspaceError
from dragoman.records import OfficeTerm

OFFICES_FILE = "offices.json"

_terms = msgspec.json.Decoder(tuple[OfficeTerm, ...])


def read_offices(file: Path) -> tuple[OfficeTerm, ...]:
    """The terms in a file.

    Raises:
        WorkspaceError: it is missing, or is not what `dragoman offices --json` prints.

    """
    try:
        return _terms.decode(file.read_bytes())
    except OSError as error:
        raise WorkspaceError(f"{file}: {error.strerror}; `dragoman offices --json` prints such a file") from error
    except msgspec.MsgspecError as error:
        raise WorkspaceError(f"{file}: {error}; it must be what `dragoman offices --json` prints") from error


def write_offices(file: Path, terms: tuple[OfficeTerm, ...]) -> None:
    """Writes the terms, the whole file or nothing.

    Raises:
        WorkspaceError: the folder cannot be written to.

    """
    beside = file.with_suffix(".part")
    try:
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(terms), indent=1))
        beside.replace(file)
    except OSError as error:
        raise WorkspaceError(f"{file}: {error.strerror}; make the folder writable") from error
