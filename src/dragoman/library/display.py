"""Lists of records as HTML for notebooks: every value escaped, no script, no style, no address to load."""

from collections.abc import Iterable, Mapping
from html import escape

from dragoman.output.clean import plain, shorten
from dragoman.output.flat_rows import Cell, text_of

ROWS_SHOWN = 20
"""Rows of a table in a notebook: about a screen."""

CELL_LENGTH = 160
"""Characters of a cell: a sentence."""


def table_html(title: str, rows: Iterable[Mapping[str, Cell]], total: int, columns: tuple[str, ...]) -> str:
    """A table of some columns of the first rows; says of how many."""
    listed = list(rows)
    shown = f", the first {len(listed)} shown" if len(listed) < total else ""
    heading = f"{escape(title)}: {total:,}{shown}"
    if not listed:
        return f"<p>{heading}</p>"
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in columns)}</tr>" for row in listed)
    return f"<table><caption>{heading}</caption><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Cell) -> str:
    """One cell; `bdi` keeps words that run from right to left from turning their neighbours."""
    return f"<td><bdi>{escape(shorten(plain(text_of(value)), CELL_LENGTH))}</bdi></td>"
