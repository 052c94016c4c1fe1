"""A table as a Parquet file, written some thousands of rows at a time; needs the extra `parquet`."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from dragoman.errors import WorkspaceError
from dragoman.output.event_tables import Row
from dragoman.workspace.sqlite_files import FRACTIONS, WHOLE, typed_cell

GROUP = 5_000
"""Rows in one group: some 10 MB are held."""


def write_parquet(file: Path, rows: Iterable[Row], meanings: Mapping[str, str], about: Mapping[str, str]) -> None:
    """Writes rows; `meanings` name the columns and stand in the file as their descriptions, `about` beside them.

    Raises:
        WorkspaceError: pyarrow is not installed, or the file cannot be written.

    """
    try:
        import pyarrow as arrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise WorkspaceError("a Parquet file needs pyarrow; install it with `pip install dragoman[parquet]`") from error
    kinds = {
        name: arrow.int64() if name in WHOLE else arrow.float64() if name in FRACTIONS else arrow.string()
        for name in meanings
    }
    fields = [arrow.field(name, kind, metadata={"description": meanings[name]}) for name, kind in kinds.items()]
    schema = arrow.schema(fields, metadata=dict(about))
    source: Iterator[Row] = iter(rows)
    with parquet.ParquetWriter(file, schema) as writer:
        while page := list(islice(source, GROUP)):
            columns = {name: [typed_cell(name, row[name]) for row in page] for name in meanings}
            writer.write_table(arrow.table(columns, schema=schema))
