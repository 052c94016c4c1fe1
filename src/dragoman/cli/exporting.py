"""`dragoman export`: events as tables for spreadsheets, statistics and users of POLECAT or CAMEO data."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.naming import asked_act
from dragoman.cli.printing import json_bytes, note
from dragoman.cli.records import FailEmpty, Since, States, Until, asked_states
from dragoman.errors import WorkspaceError
from dragoman.records import Status
from dragoman.records.tables import TableForm

if TYPE_CHECKING:
    from dragoman.output.event_tables import Row, Tables
    from dragoman.store.queries import EventQuery
    from dragoman.workspace import Workspace

# Events asked for at a time; their articles are read beside them for names and places.
PAGE = 500


class TableFormat(StrEnum):
    """How a table is written."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


def export(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; - is standard output.")],
    states: States = None,
    columns: Annotated[
        TableForm, typer.Option(help="dragoman: all we know; polecat: PLOVER, as POLECAT publishes; cameo: root codes.")
    ] = TableForm.DRAGOMAN,
    form: Annotated[
        TableFormat | None, typer.Option("--format", help="csv, tsv or jsonl; by the file's ending if not given.")
    ] = None,
    act: Annotated[str | None, typer.Option(help="An act: a PLOVER type, or your own.")] = None,
    status: Annotated[Status | None, typer.Option(help="happened, planned …", case_sensitive=False)] = None,
    since: Since = None,
    until: Until = None,
    fail_empty: FailEmpty = False,
) -> int:
    """Write events as a table, with their words, sources and outlets.

    PLOVER and CAMEO have no place for what was denied or only imagined: polecat and cameo leave such events out and say
    how many. Cells are safe to open in a spreadsheet.

    For instance:

      dragoman export events.csv Israel Azerbaijan

      dragoman export --columns polecat events.tsv --since 2025-01-01

      dragoman export --columns cameo --format jsonl - | head
    """
    from dragoman.store.queries import EventQuery
    from dragoman.workspace import Workspace

    one, pair = asked_states(states)
    form = form or _by_ending(file)
    with Workspace.open(context.obj) as workspace:
        kind, mode = asked_act(act, workspace.codebook)
        query = EventQuery(
            pair=pair, state=one, act=kind, mode=mode, status=status, since=since, until=until, limit=PAGE,
            third_parties=bool(pair),
        )  # fmt: skip
        counts = {"events": 0, "rows": 0}
        lines = _lines(_rows(workspace, query, columns, counts), form)
        _write(file, lines)
    left = counts["events"] - counts["rows"]
    beside = f"; {left} denied or only imagined have no {columns.value} type and are left out" if left else ""
    note(f"{counts['rows']} rows from {counts['events']} events{beside}")
    return exits.NOTHING_MATCHED if fail_empty and not counts["rows"] else exits.OK


def _by_ending(file: str) -> TableFormat:
    ending = Path(file).suffix.lower().lstrip(".")
    known = {"csv": TableFormat.CSV, "tsv": TableFormat.TSV, "txt": TableFormat.TSV, "jsonl": TableFormat.JSONL}
    if file != "-" and ending not in known:
        raise typer.BadParameter(f'"{file}": end it in .csv, .tsv or .jsonl, or say --format')
    return known.get(ending, TableFormat.CSV)


def _tables(workspace: "Workspace") -> "Tables":
    from importlib.metadata import version

    from dragoman.knowledge.cameo import load_cameo
    from dragoman.knowledge.extending import extend_cameo
    from dragoman.knowledge.gazetteer import load_gazetteer
    from dragoman.output.event_tables import Tables

    cow = {row.code: row.cow for row in load_gazetteer().states.values() if row.cow}
    own, cameo = workspace.own_codebook, load_cameo()
    cameo = extend_cameo(cameo, own) if own is not None else cameo
    return Tables(codebook=workspace.codebook, cameo=cameo, cow=cow, version=version("dragoman"))


def _rows(workspace: "Workspace", query: "EventQuery", columns: TableForm, counts: dict[str, int]) -> Iterator["Row"]:
    """The rows of all events that a query gives, page by page; `counts` grows on the way."""
    from dragoman.output.event_tables import rows_of
    from dragoman.store.paging import pages

    tables = _tables(workspace)
    for page in pages(workspace.events, query):
        articles = {coded.article.id: coded for coded in workspace.store.coded({one.article.id for one in page})}
        for one in page:
            made = rows_of(articles[one.article.id], [one.event], columns, tables)
            counts["events"] += 1
            counts["rows"] += len(made)
            yield from made


def _lines(rows: Iterable["Row"], form: TableFormat) -> Iterator[bytes]:
    if form is TableFormat.JSONL:
        for row in rows:
            yield json_bytes(row) + b"\n"
        return
    buffer = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            delimiter = "," if form is TableFormat.CSV else "\t"
            writer = csv.DictWriter(buffer, fieldnames=list(row), delimiter=delimiter, lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _write(file: str, lines: Iterable[bytes]) -> None:
    """Writes to standard output, or a whole file or nothing.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    if file == "-":
        for line in lines:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        return
    target = Path(file)
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("wb") as out:
            out.writelines(lines)
        beside.replace(target)
    except OSError as error:
        raise WorkspaceError(f"{file}: {error.strerror}; name another file") from error
