"""Taking records away: one file in the format asked for, with a manifest of what is in it and what its columns mean."""

from collections.abc import Callable, Iterator, Sized
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import WorkspaceError
from dragoman.knowledge.cameo import load_cameo
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.export_columns import ExportColumns, load_export_columns
from dragoman.knowledge.extending import extend_cameo, extend_codebook
from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.knowledge.phrases import load_phrases
from dragoman.output.annotations import annotation_of, page_lines
from dragoman.output.calendars import calendar_lines, days_of_plan, is_planned_meeting
from dragoman.output.entities import Entities
from dragoman.output.event_tables import Row, Tables, rows_of
from dragoman.output.manifest import Manifest
from dragoman.output.markdown import render_markdown
from dragoman.output.network import Network, graphml_lines
from dragoman.output.page import render_page
from dragoman.output.record_tables import happening_row, statement_row, tie_row
from dragoman.output.table_lines import table_lines
from dragoman.output.word_file import write_word_file
from dragoman.records import OwnCodebook, content_id
from dragoman.records.safe_json import json_bytes
from dragoman.records.tables import BRIEFS, TABLES, ExportForm, RecordKind, TableForm
from dragoman.workspace.briefing import brief_of
from dragoman.workspace.gathering import (
    MOST_HITS,
    Articles,
    Tally,
    Wanted,
    articles_of,
    events_of,
    happenings_of,
    statements_of,
    ties_of,
)
from dragoman.workspace.packing import packed_lines
from dragoman.workspace.parquet_files import write_parquet
from dragoman.workspace.sqlite_files import TABLES as DATABASE_TABLES
from dragoman.workspace.sqlite_files import article_row, metadata_of, write_database

if TYPE_CHECKING:
    from dragoman.records import Happening
    from dragoman.workspace.workspace import Workspace

BRIEF_ROWS = 1000
"""Records of one kind that a brief is made from, as for `dragoman brief`."""

Reporting = Callable[[int], None]
"""Told how many records have been written, after each."""


class Kit(NamedTuple):
    """What all formats are made with."""

    tables: Tables
    meanings: ExportColumns
    gazetteer: Gazetteer
    made_by: str
    codebook: str


def open_kit(own: OwnCodebook | None = None) -> Kit:
    """Loads what all formats are made with; `own` is the codebook of the workspace, where it has one.

    Raises:
        KnowledgeError: a data file is not as it should be.

    """
    gazetteer, codebook, cameo, number = load_gazetteer(), load_codebook(), load_cameo(), version("dragoman")
    if own is not None:
        codebook, cameo = extend_codebook(codebook, own), extend_cameo(cameo, own)
    cow = {row.code: row.cow for row in gazetteer.states.values() if row.cow}
    tables = Tables(codebook=codebook, cameo=cameo, cow=cow, version=number)
    return Kit(tables, load_export_columns(), gazetteer, f"dragoman {number}", f"{codebook.name} {codebook.version}")


class TakeAway:
    """One export: `write` fills a file, or `lines` gives its bytes; `manifest` then tells what is in it.

    Raises:
        WorkspaceError: the format cannot hold what is wanted.

    """

    def __init__(
        self,
        workspace: "Workspace",
        wanted: Wanted,
        form: ExportForm,
        kit: Kit | None = None,
        report: Reporting | None = None,
    ) -> None:
        problem = problem_of(wanted, form)
        if problem is not None:
            raise WorkspaceError(problem)
        self._workspace = workspace
        self._wanted = wanted
        self._form = form
        self._kit = kit or open_kit(workspace.own_codebook)
        self._report = report
        self.tally = Tally()

    @property
    def is_binary(self) -> bool:
        """Whether the format is written as a file only, not line by line."""
        return self._form in BRIEFS or self._form in (ExportForm.SQLITE, ExportForm.PARQUET)

    def write(self, file: Path) -> None:
        """Writes all to a file, in place of what is there.

        Raises:
            WorkspaceError: the file cannot be written, or an extra is missing.

        """
        kit, wanted = self._kit, self._wanted
        try:
            match self._form:
                case ExportForm.SQLITE:
                    write_database(self._workspace, file, wanted, kit.tables, kit.meanings, self.tally)
                case ExportForm.PARQUET:
                    write_parquet(file, self._rows(), self._columns, self._about)
                case ExportForm.DOCX | ExportForm.MARKDOWN | ExportForm.HTML:
                    self._write_brief(file)
                case _:
                    with file.open("wb") as out:
                        out.writelines(self.lines())
        except OSError as error:
            raise WorkspaceError(f"{file}: {error.strerror or error}; name another file") from error

    def lines(self) -> Iterator[bytes]:
        """The bytes of a format that is written line by line."""
        kit, form = self._kit, self._form
        match form:
            case ExportForm.GRAPHML:
                yield from graphml_lines(self._network(), self._about)
            case ExportForm.ANNOTATIONS:
                yield from self._annotations()
            case ExportForm.ICS:
                about = " ".join((self._about["made_by"], self._about["filter"], *self._notes))
                yield from calendar_lines(self._plans(), kit.gazetteer.names, kit.tables.version, about)
            case ExportForm.FTM:
                yield from self._entities()
            case ExportForm.WORKSPACE:
                for line in packed_lines(self._workspace.store, kit.made_by, kit.codebook):
                    kind = type(line).__name__.removesuffix("Line").lower() + "s"
                    if kind in ("articles", "judgements"):
                        self._count(kind)
                    yield json_bytes(line) + b"\n"
            case _:
                yield from table_lines(self._rows(), tuple(self._columns), form)

    def manifest(self, file: str, cut_by: str | None = None) -> Manifest:
        """What is in the file, after it was written; `cut_by` says what ended it early."""
        cut_by = cut_by or self.tally.cut_by
        form, wanted = self._form, self._wanted
        columns: dict[str, dict[str, str]]
        if form is ExportForm.SQLITE:
            columns = {table: dict(self._kit.meanings.columns[table]) for table in DATABASE_TABLES}
        else:
            columns = {self._table: dict(self._columns)}
        return Manifest(
            file=file,
            format=form.value,
            records=wanted.records.value if form in TABLES or form is ExportForm.GRAPHML else _RECORDS[form],
            made_by=self._kit.made_by,
            codebook=self._kit.codebook,
            filter=wanted.asked,
            counts=self.tally.counts,
            complete=cut_by is None,
            cut_by=cut_by,
            notes=self._notes,
            columns=columns,
        )

    def datasette_metadata(self, name: str) -> dict[str, Any]:
        """Datasette's `metadata.json` for the database of this name."""
        about = {"source": self._kit.made_by, "about": f"{self._kit.codebook}; {self._about['filter']}"}
        return metadata_of(name, self._kit.meanings, "Records of relations between states", about)

    @property
    def _table(self) -> str:
        """The name under which the meanings of the columns stand."""
        if self._form in TABLES:
            is_own = self._wanted.columns is TableForm.DRAGOMAN
            return self._wanted.records.value if is_own else self._wanted.columns.value
        return ExportForm.DOCX.value if self._form in BRIEFS else self._form.value

    @property
    def _columns(self) -> dict[str, str]:
        columns = dict(self._kit.meanings.columns[self._table])
        if self._form in TABLES and self._wanted.records is RecordKind.ARTICLES:
            del columns["text"]  # pages of text are no cell of a table
        return columns

    @property
    def _notes(self) -> tuple[str, ...]:
        """What is to be known of the format and of its records."""
        notes, form = self._kit.meanings.note, self._form
        keys = [self._table, "offsets"]
        if form in TABLES:
            keys.append("cells")
        if form in (ExportForm.CSV, ExportForm.TSV):
            keys.append("formula")
        if form in BRIEFS or form in (ExportForm.ICS, ExportForm.GRAPHML, ExportForm.FTM):
            keys.remove("offsets")
        return tuple(notes[key] for key in keys)

    @property
    def _about(self) -> dict[str, str]:
        """The manifest's main lines, for formats that have room for them inside."""
        asked = self._wanted.asked
        told = ", ".join(f"{name} {value}" for name, value in asked.items())
        return {
            "made_by": self._kit.made_by,
            "codebook": self._kit.codebook,
            "filter": f"filter: {told}" if told else "no filter",
            "notes": " ".join(self._notes),
        }

    def _count(self, name: str, number: int = 1) -> None:
        self.tally.add(name, number)
        if self._report is not None:
            self._report(self.tally.done)

    def _rows(self) -> Iterator[Row]:
        """The rows of a table."""
        wanted, tables = self._wanted, self._kit.tables
        match wanted.records:
            case RecordKind.EVENTS:
                for coded, event in self.tally.within(events_of(self._workspace, wanted), wanted.limit):
                    made = rows_of(coded, [event], wanted.columns, tables)
                    self._count("events" if made else "left_out")
                    yield from made
            case RecordKind.HAPPENINGS:
                for happening, articles in self.tally.within(happenings_of(self._workspace, wanted), wanted.limit):
                    self._count("happenings")
                    yield happening_row(happening, articles, tables.codebook)
            case RecordKind.STATEMENTS:
                for coded, statement in self.tally.within(statements_of(self._workspace, wanted), wanted.limit):
                    self._count("statements")
                    yield statement_row(coded, statement)
            case RecordKind.TIES:
                for coded, tie in self.tally.within(ties_of(self._workspace, wanted), wanted.limit):
                    self._count("ties")
                    yield tie_row(coded, tie)
            case RecordKind.ARTICLES:
                for coded in self.tally.within(articles_of(self._workspace, wanted), wanted.limit):
                    self._count("articles")
                    yield {name: cell for name, cell in article_row(coded.article).items() if name in self._columns}
                if wanted.words is not None and self.tally.done >= MOST_HITS:
                    self.tally.cut_by = "limit"

    def _network(self) -> Network:
        wanted, network = self._wanted, Network(self._kit.gazetteer.names, self._kit.tables.codebook)
        if wanted.records is RecordKind.HAPPENINGS:
            for happening, _ in self.tally.within(happenings_of(self._workspace, wanted), wanted.limit):
                self._count("happenings" if network.add_happening(happening) else "left_out")
        else:
            for coded, event in self.tally.within(events_of(self._workspace, wanted), wanted.limit):
                self._count("events" if network.add_event(coded, event) else "left_out")
        return network

    def _annotations(self) -> Iterator[bytes]:
        wanted, made_by = self._wanted, self._kit.made_by

        def made() -> Iterator[dict[str, Any]]:
            sources: tuple[tuple[str, Iterator[Any]], ...] = (("events", events_of(self._workspace, wanted)),)
            if not (wanted.act or wanted.status):
                sources += (("statements", statements_of(self._workspace, wanted)),)
                if wanted.state is None:
                    sources += (("ties", ties_of(self._workspace, wanted)),)
            for name, found in sources:
                for coded, record in self.tally.within(found, wanted.limit):
                    self._count(name)
                    yield annotation_of(coded, record, made_by)

        identifier = f"urn:dragoman:{content_id('exp', *sorted(wanted.asked.items()))}"
        yield from page_lines(made(), identifier, dict(self._about))

    def _plans(self) -> Iterator[tuple["Happening", Articles]]:
        """Planned meetings that have days; those that have none are counted as left out."""
        for happening, articles in happenings_of(self._workspace, self._wanted):
            if not is_planned_meeting(happening):
                continue
            if self._wanted.limit is not None and self.tally.counts.get("happenings", 0) >= self._wanted.limit:
                self.tally.cut_by = "limit"
                return
            is_dated = days_of_plan(happening) is not None
            self._count("happenings" if is_dated else "left_out")
            if is_dated:
                yield happening, articles

    def _entities(self) -> Iterator[bytes]:
        wanted = self._wanted
        codes = {row.code: row.iso2 for row in self._kit.gazetteer.states.values() if row.iso2}
        entities = Entities(self._kit.gazetteer.names, codes)
        for happening, articles in self.tally.within(happenings_of(self._workspace, wanted), wanted.limit):
            self._count("happenings")
            for entity in entities.of_happening(happening, articles):
                self._count(entity["schema"])
                yield json_bytes(entity) + b"\n"

    def _write_brief(self, file: Path) -> None:
        wanted = self._wanted
        if wanted.pair is None:  # refused already
            return
        found = self._workspace.pair(*wanted.pair, since=wanted.since, limit=BRIEF_ROWS)
        kinds: tuple[Sized, ...] = (found.events, found.happenings, found.statements, found.ties)
        if any(len(kind) >= BRIEF_ROWS for kind in kinds):
            self.tally.cut_by = "limit"
        brief = brief_of(found, self._kit.gazetteer.names, load_phrases(), wanted.since)
        match self._form:
            case ExportForm.DOCX:
                write_word_file(brief, file)
            case ExportForm.HTML:
                file.write_text(render_page(brief), encoding="utf-8")
            case _:
                file.write_text(render_markdown(brief), encoding="utf-8")
        self._count("citations", len(brief.citations))


_RECORDS = {
    ExportForm.ANNOTATIONS: "events, statements, ties",
    ExportForm.SQLITE: "articles, events, happenings, statements, ties",
    ExportForm.FTM: "happenings",
    ExportForm.ICS: "happenings",
    ExportForm.DOCX: "brief",
    ExportForm.MARKDOWN: "brief",
    ExportForm.HTML: "brief",
    ExportForm.WORKSPACE: "articles, judgements",
}
"""What formats hold whose records are not for the user to choose."""


_NARROW = {
    "outlet": (ExportForm.GRAPHML,),
    "article": (ExportForm.GRAPHML, ExportForm.ANNOTATIONS),
    "actor": (ExportForm.GRAPHML,),
    "happening": (ExportForm.GRAPHML, ExportForm.ICS, ExportForm.FTM),
    "words": (),
}
"""What formats that are no tables can be narrowed by, where only some can."""


def problem_of(wanted: Wanted, form: ExportForm) -> str | None:
    """Why a format cannot hold what is wanted, and what to do; null where it can."""
    if wanted.problem or form in TABLES:
        return wanted.problem
    if wanted.columns is not TableForm.DRAGOMAN:
        return f"{form.value} has no {wanted.columns.value} columns; choose csv, tsv, jsonl or parquet"
    if form is ExportForm.WORKSPACE and wanted.asked:
        return "a workspace leaves as a whole; leave out " + ", ".join(wanted.asked)
    if form in BRIEFS and wanted.pair is None:
        return "a brief is about two states; give both"
    if form in BRIEFS and (wanted.act or wanted.status or wanted.until or wanted.limit):
        return "a brief is narrowed by two states and --since only"
    beside = [name for name in _NARROW if getattr(wanted, name) and form not in _NARROW[name]]
    if beside:
        return f"{form.value} holds nothing that is found by {beside[0]}"
    if form is ExportForm.GRAPHML and wanted.records not in (RecordKind.EVENTS, RecordKind.HAPPENINGS):
        return "a network is made of events or happenings"
    return None
