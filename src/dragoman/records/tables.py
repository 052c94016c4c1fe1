"""The shapes in which records leave; apart from what writes them, so that the command line can name them."""

from enum import StrEnum


class TableForm(StrEnum):
    """The columns of a table of events."""

    DRAGOMAN = "dragoman"
    POLECAT = "polecat"
    CAMEO = "cameo"


class RecordKind(StrEnum):
    """What a table or a network is of."""

    EVENTS = "events"
    HAPPENINGS = "happenings"
    STATEMENTS = "statements"
    TIES = "ties"
    ARTICLES = "articles"


class ExportForm(StrEnum):
    """The format of an export."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    ANNOTATIONS = "annotations"
    SQLITE = "sqlite"
    FTM = "ftm"
    ICS = "ics"
    DOCX = "docx"
    MARKDOWN = "md"
    HTML = "html"
    WORKSPACE = "workspace"


TABLES = frozenset({ExportForm.CSV, ExportForm.TSV, ExportForm.JSONL, ExportForm.PARQUET})
"""Formats with rows of one kind of record."""

BRIEFS = frozenset({ExportForm.DOCX, ExportForm.MARKDOWN, ExportForm.HTML})
"""Formats of a brief about two states."""
