"""Printing: data on stdout, progress and notes on stderr, and no control characters of an article on a terminal."""

import sys
import unicodedata
from collections.abc import Iterable
from typing import Any

import typer

from dragoman.records.safe_json import json_bytes

# Direction marks and overrides can make a terminal show words in another order than they stand.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def json_line(record: Any) -> None:  # any record or built-in value
    """One JSON object on a line of stdout."""
    sys.stdout.buffer.write(json_bytes(record) + b"\n")
    sys.stdout.buffer.flush()


def json_array(records: Iterable[Any]) -> None:
    """One JSON array on stdout."""
    sys.stdout.buffer.write(json_bytes(list(records), indent=1) + b"\n")
    sys.stdout.buffer.flush()


def clean(text: str) -> str:
    """The text without control and bidi characters; line feeds and tabs become spaces."""
    return "".join(
        " " if char in "\n\r\t" else char
        for char in text
        if char in "\n\r\t" or (char not in BIDI and unicodedata.category(char) not in ("Cc", "Cs"))
    )


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], plain: bool = False) -> None:
    """A table on stdout; tab-separated lines without headings where `plain`, or where stdout is no terminal."""
    if plain or not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(clean(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(header_style="bold")
    for heading in headings[:-1]:
        made.add_column(heading, overflow="fold")
    made.add_column(headings[-1], no_wrap=True)  # the id, which is copied from here to `dragoman show`
    for row in rows:
        made.add_row(*(Text(clean(cell)) for cell in row))
    Console().print(made)


def note(text: str) -> None:
    """A line for the person, on stderr."""
    typer.echo(clean(text), err=True)
