"""Rows as the lines of a file: CSV and TSV, safe in a spreadsheet, and JSON lines."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dragoman.output.event_tables import Row
from dragoman.output.flat_rows import safe_cell
from dragoman.records.safe_json import json_bytes
from dragoman.records.tables import ExportForm


def table_lines(rows: Iterable[Row], columns: Sequence[str], form: ExportForm) -> Iterator[bytes]:
    """The lines of a table, the heading first also where there is no row; JSON lines have none."""
    if form is ExportForm.JSONL:
        for row in rows:
            yield json_bytes(row) + b"\n"
        return
    buffer = io.StringIO()
    delimiter = "\t" if form is ExportForm.TSV else ","
    writer = csv.DictWriter(buffer, fieldnames=columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe_cell(value) for name, value in row.items()})
        yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
