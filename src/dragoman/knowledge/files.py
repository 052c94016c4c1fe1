"""Data files: TOML for structured knowledge, TSV for lists; each mistake is named with file, line and remedy."""

import csv
import difflib
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from dragoman.errors import KnowledgeError

Entry = TypeVar("Entry", bound=msgspec.Struct)


def data_root() -> Traversable:
    """The package's own data folder."""
    return files("dragoman") / "data"


def read_toml(path: Traversable, shape: type[Entry]) -> Entry:
    """The content of a TOML file as the given struct; unknown keys are refused with the nearest known one.

    Raises:
        KnowledgeError: the file is missing, is no TOML, or does not fit the shape.

    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(raw, shape)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{_name(path)}: {error}; correct the file and load again") from error


def read_tsv(path: Traversable, shape: type[Entry]) -> Iterator[Entry]:
    """The rows of a tab-separated file with a header, each as the given struct.

    Lines that start with "#" are comments. Empty cells take the field's default. A cell of a tuple field is split
    at "|". Every file needs a `source` column, so that each row says where it comes from.

    Raises:
        KnowledgeError: a column is unknown or missing, or a cell does not fit its field.

    """
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("#")]
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    for column in header:
        if column not in fields:
            near = difflib.get_close_matches(column, fields, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else f"; known columns: {', '.join(fields)}"
            raise KnowledgeError(f'{_name(path)}: unknown column "{column}"{hint}')
    if "source" in fields and "source" not in header:
        raise KnowledgeError(f'{_name(path)}: no column "source"; each row must say where it comes from')
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise KnowledgeError(
                f"{_name(path)}, row {number}: {len(row)} cells, the header has {len(header)} ({row[:2]})"
            )
        cells: dict[str, object] = {}
        for column, cell in zip(header, row, strict=True):
            if cell:
                is_list = str(fields[column].type).startswith("tuple")
                cells[column] = tuple(part.strip() for part in cell.split("|")) if is_list else cell
        try:
            yield msgspec.convert(cells, shape, strict=False)
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"{_name(path)}, row {number} ({row[0]}): {error}") from error


def _name(path: Traversable) -> str:
    """The path of a data file below `data/`, for messages."""
    text = str(path)
    return text.split("/data/", 1)[-1]
