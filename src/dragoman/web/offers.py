"""What a page offers to take away: the formats that hold what it shows, how many records, and what is missing for some.

An offer is an address under `/take` with the filter of the page; `taking.py` answers it.
"""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

import msgspec

from dragoman.records import Record
from dragoman.records.tables import ExportForm, RecordKind, TableForm
from dragoman.store.queries import DatedQuery
from dragoman.web.desk import Desk

MOST_COUNTED = 10_000
"""Records counted for a page; of more it says that there are at least as many. Counting 10⁶ would take a second."""

MOST_IN_A_FILE = 50_000
"""Records of a kind in a format that is a file before it can be sent (SQLite, Parquet); `dragoman export` has all."""

LARGE = (
    f"SQLite and Parquet hold {MOST_IN_A_FILE:,} records of a kind at most when they come from here, and their "
    "manifest says so (complete: false). “dragoman export” has no such limit."
)

REJECTED = "What people took out stays on this page, marked, and is in no file."

EXTRAS = {ExportForm.PARQUET: ("pyarrow", "parquet"), ExportForm.DOCX: ("docx", "docx")}
"""The module that a format needs, and the extra that brings it."""


class Format(Record, frozen=True, kw_only=True):
    """A format in words, and how `dragoman export` calls it."""

    title: str
    form: ExportForm
    columns: TableForm = TableForm.DRAGOMAN


FORMATS: Mapping[str, Format] = {
    "csv": Format(title="CSV, for spreadsheets", form=ExportForm.CSV),
    "tsv": Format(title="TSV, tabs between columns", form=ExportForm.TSV),
    "jsonl": Format(title="JSON lines, for scripts", form=ExportForm.JSONL),
    "parquet": Format(title="Parquet, for pandas, R and DuckDB", form=ExportForm.PARQUET),
    "polecat": Format(title="POLECAT columns, PLOVER types", form=ExportForm.TSV, columns=TableForm.POLECAT),
    "cameo": Format(title="CAMEO root codes", form=ExportForm.TSV, columns=TableForm.CAMEO),
    "graphml": Format(title="GraphML, for Gephi and networkx", form=ExportForm.GRAPHML),
    "ics": Format(title="ICS, planned meetings for a calendar", form=ExportForm.ICS),
    "ftm": Format(title="FollowTheMoney entities, lossy", form=ExportForm.FTM),
    "annotations": Format(title="W3C Web Annotation, JSON-LD", form=ExportForm.ANNOTATIONS),
    "sqlite": Format(title="SQLite, for Datasette and SQL", form=ExportForm.SQLITE),
    "workspace": Format(title="Whole workspace, for “dragoman import”", form=ExportForm.WORKSPACE),
    "md": Format(title="Markdown", form=ExportForm.MARKDOWN),
    "html": Format(title="HTML, one page", form=ExportForm.HTML),
    "docx": Format(title="DOCX, for word processors", form=ExportForm.DOCX),
}

TABLE = ("csv", "tsv", "jsonl", "parquet")

HOLDING: Mapping[str, tuple[str, ...]] = {
    RecordKind.EVENTS: (*TABLE, "polecat", "cameo", "graphml"),
    RecordKind.HAPPENINGS: (*TABLE, "graphml", "ics", "ftm"),
    RecordKind.STATEMENTS: TABLE,
    RecordKind.TIES: TABLE,
    RecordKind.ARTICLES: TABLE,
    "all": ("annotations", "sqlite"),
    "everything": ("sqlite", "workspace"),
    "brief": ("md", "html", "docx"),
}
"""The formats that hold a kind of record; "all" is every kind that a page shows, "everything" the whole workspace."""

UNCOUNTED = {"all": "All of these together", "everything": "Everything in this workspace", "brief": "Brief"}
"""What is no number of records."""


class Number(NamedTuple):
    """A number of records; with `is_more` there are at least as many."""

    number: int
    is_more: bool = False


class Choice(Record, frozen=True, kw_only=True):
    """A format that may be chosen; `needs` is what to install first, empty where nothing is missing."""

    value: str
    title: str
    needs: str = ""


class Group(Record, frozen=True, kw_only=True):
    """The formats of one kind of record, and in words how many there are."""

    label: str
    choices: tuple[Choice, ...]


class Offers(Record, frozen=True, kw_only=True):
    """All that a page offers. `fields` are the values of its filter; `counts` tell in words what that gives."""

    groups: tuple[Group, ...]
    fields: tuple[tuple[str, str], ...]
    counts: str
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Choice, ...]:
        """The formats that need something, each once."""
        return tuple({one.needs: one for group in self.groups for one in group.choices if one.needs}.values())


def offer(
    kinds: Mapping[str, Number | None],
    fields: Mapping[str, str | None],
    *,
    without: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Offers | None:
    """What to offer of some kinds of records; null where there is nothing.

    `without` are formats that cannot hold what the page is narrowed by.
    """
    held = {kind: number for kind, number in kinds.items() if number is None or number.number}
    groups = tuple(
        Group(label=counted(kind, number), choices=choices)
        for kind, number in held.items()
        if (choices := _choices(kind, without))
    )
    numbers = {kind: number for kind, number in held.items() if number is not None}
    if not numbers and any(number is not None for number in kinds.values()):
        return None
    is_large = any(number.number >= MOST_COUNTED for number in numbers.values())
    return Offers(
        groups=groups,
        fields=tuple((name, value) for name, value in fields.items() if value),
        counts=", ".join(counted(kind, number) for kind, number in numbers.items()),
        notes=(*notes, LARGE) if is_large else notes,
    )


def count(desk: Desk, query: DatedQuery) -> Number:
    """How many records answer a query, whatever page of them it asks for; counted up to `MOST_COUNTED`."""
    found = desk.workspace.store.count(msgspec.structs.replace(query, limit=MOST_COUNTED, after=None))
    return Number(found, is_more=found >= MOST_COUNTED)


def number_of(desk: Desk, query: DatedQuery, shown: int) -> Number:
    """How many records a list has in all, where its page found `shown`; asked only where that is not all of them."""
    is_all = query.after is None and shown < query.limit
    return Number(shown) if is_all else count(desk, query)


def counted(kind: str, number: Number | None) -> str:
    """A number of records in words."""
    if number is None:
        return UNCOUNTED[kind]
    one, many = ("claim about relations", "claims about relations") if kind == "ties" else (kind[:-1], kind)
    words = f"{number.number:,} {one if number.number == 1 else many}"
    return f"at least {words}" if number.is_more else words


def needs_of(form: ExportForm) -> str:
    """What to install for a format; empty where nothing is missing."""
    if form not in EXTRAS:
        return ""
    module, extra = EXTRAS[form]
    return "" if _is_there(module) else f"pip install 'dragoman[{extra}]'"


@cache
def _is_there(module: str) -> bool:
    return find_spec(module) is not None


def _choices(kind: str, without: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=f"{kind}.{name}", title=FORMATS[name].title, needs=needs_of(FORMATS[name].form))
        for name in HOLDING[kind]
        if name not in without
    )
