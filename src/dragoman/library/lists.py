"""Lists of records that a workspace answers: sequences that show themselves in a notebook and become tables."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from dragoman.errors import WorkspaceError
from dragoman.library.display import ROWS_SHOWN, table_html
from dragoman.library.graphs import graph_of
from dragoman.library.missing import needed
from dragoman.library.shapes import Shape
from dragoman.output.flat_rows import Cell, Cells, csv_text
from dragoman.workspace.cells import Listed, cells_of

if TYPE_CHECKING:
    import networkx
    import pandas
    import pyarrow

Of = TypeVar("Of", bound=Listed)


_NUMBERS = frozenset({"start", "end", "mentions", "reports", "outlets", "origins_min", "origins_max"})
_MEASURES = frozenset({"score", "confidence"})
_DAYS = frozenset({"earliest", "latest", "published"})
"""Columns that are not text, by name; `published` and interval ends are days from 0001-01-01 to 9999-12-31."""


class Records(Sequence[Of], Generic[Of]):
    """Records in an order, as plain frozen data; slices are lists of the same kind.

    `is_cut` says whether the workspace holds more than was asked for.
    """

    def __init__(self, records: Sequence[Of], shape: Shape, *, is_cut: bool = False) -> None:
        self._records = tuple(records)
        self._shape = shape
        self.is_cut = is_cut

    @overload
    def __getitem__(self, index: int) -> Of: ...
    @overload
    def __getitem__(self, index: slice) -> "Records[Of]": ...
    def __getitem__(self, index: int | slice) -> "Of | Records[Of]":
        """One record, or a part of the list."""
        if isinstance(index, slice):
            return Records(self._records[index], self._shape, is_cut=self.is_cut)
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Of]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        """Whether another list holds the same records."""
        return isinstance(other, Records) and self._records == other._records

    def __hash__(self) -> int:
        return hash((self._shape, len(self._records)))

    def __repr__(self) -> str:
        return f"<{len(self):,} {self._shape.name}{', cut: there are more' if self.is_cut else ''}>"

    def _repr_html_(self) -> str:
        """The first rows as a table for notebooks; everything is escaped."""
        title = self._shape.name + (" (cut: there are more)" if self.is_cut else "")
        rows = [cells_of(record) for record in self._records[:ROWS_SHOWN]]
        return table_html(title, rows, len(self), self._shape.shown)

    def where(self, keeps: Callable[[Of], bool]) -> "Records[Of]":
        """The records for which a function says yes."""
        return Records([record for record in self._records if keeps(record)], self._shape, is_cut=self.is_cut)

    def rows(self) -> list[Cells]:
        """Flat rows: one dictionary of plain values a record, null where not known, words exactly as found."""
        return [cells_of(record) for record in self._records]

    def to_csv(self, file: str | Path) -> None:
        """Writes the flat rows as CSV that is safe to open in a spreadsheet.

        Raises:
            WorkspaceError: the file cannot be written.

        """
        try:
            Path(file).write_text(csv_text(self.rows()), encoding="utf-8", newline="")
        except OSError as error:
            raise WorkspaceError(f"{file}: {error.strerror}; name another file") from error

    def to_arrow(self) -> "pyarrow.Table":
        """The flat rows as an Arrow table with typed columns, the same ones however few rows there are.

        Raises:
            DragomanError: pyarrow is not installed.

        """
        arrow = needed("pyarrow", "arrow")
        rows = self.rows()
        return arrow.table(
            {
                name: arrow.array([_day_of(name, row[name]) for row in rows], _arrow_type(arrow, name))
                for name in self._shape.columns
            }
        )

    def to_pandas(self) -> "pandas.DataFrame":
        """The flat rows as a data frame; days are `datetime.date`, for they may lie outside pandas's own times.

        Raises:
            DragomanError: pandas is not installed.

        """
        pandas = needed("pandas", "pandas")
        rows = self.rows()
        return pandas.DataFrame(
            {
                name: pandas.Series([_day_of(name, row[name]) for row in rows], dtype=_pandas_type(name))
                for name in self._shape.columns
            }
        )

    def to_networkx(self) -> "networkx.MultiDiGraph":
        """The records as a graph: states (or names, where no state is known) and one edge for each relation.

        Raises:
            DragomanError: networkx is not installed, or the list holds articles or actors.

        """
        return graph_of(self._records)


def _day_of(name: str, value: Cell) -> Cell | date:
    """A cell as typed tables hold it: days as dates, null where the calendar has none such."""
    if name not in _DAYS or not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _arrow_type(arrow: ModuleType, name: str) -> "pyarrow.DataType":
    if name in _DAYS:
        return arrow.date32()
    if name in _NUMBERS:
        return arrow.int64()
    if name in _MEASURES:
        return arrow.float64()
    return arrow.bool_() if name == "symmetric" else arrow.string()


def _pandas_type(name: str) -> str:
    if name in _NUMBERS:
        return "Int64"
    if name in _MEASURES:
        return "Float64"
    if name == "symmetric":
        return "boolean"
    return "object" if name in _DAYS else "string"
