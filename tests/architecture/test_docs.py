"""The docs cannot lag: a command, option, setting, field or word of a closed set without docs fails here."""

import re
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest
from typer.main import get_command

from dragoman import records
from dragoman.cli.app import app
from dragoman.workspace import Settings

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]  # a group of commands has them


def read(page: str) -> str:
    """A page of the docs."""
    return (DOCS / page).read_text(encoding="utf-8")


def section(page: str, heading: str, level: int) -> str:
    """What stands under a heading, up to the next of its level or above."""
    parts = re.split(rf"^#{{2,{level}}} ", read(page), flags=re.MULTILINE)
    return next((part for part in parts if part.partition("\n")[0] == heading), "")


def first_cells(text: str) -> set[str]:
    """All words in code marks in the first cells of tables."""
    rows = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def public(kind: type) -> list[type]:
    """The public classes of the records that are of a kind."""
    found = (getattr(records, name) for name in records.__all__)
    return [one for one in found if isinstance(one, type) and issubclass(one, kind) and one is not records.Record]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_explained(command: str) -> None:
    """The command's section has a row for each of its options, by every name, and no row for one there is not."""
    text = section("reference/cli.md", command, 2)
    options = {
        name for option in COMMANDS[command].params if option.param_type_name == "option" for name in option.opts
    }
    assert options - {"--help", "-h"} == {name for name in first_cells(text) if name.startswith("-")}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command: str) -> None:
    """Its section shows the command as it is typed."""
    assert re.search(
        rf"^dragoman (--workspace \S+ )?{command}\b", section("reference/cli.md", command, 2), re.MULTILINE
    )


def test_every_global_option_is_explained() -> None:
    """The options before the command stand at the head of the page."""
    options = {name for option in get_command(app).params for name in option.opts}
    assert options <= first_cells(read("reference/cli.md").partition("\n## ")[0])


def test_every_exit_code_is_explained() -> None:
    """Scripts rely on them."""
    for code in (0, 1, 2, 3, 4, 130):
        assert f"\n| {code} | " in read("reference/cli.md")


def test_every_setting_is_explained() -> None:
    """`dragoman.toml` holds nothing that the page on running does not name."""
    names = {field.name for field in msgspec.structs.fields(Settings)}
    assert names <= first_cells(read("method/running.md"))


@pytest.mark.parametrize("record", public(msgspec.Struct), ids=lambda record: record.__name__)
def test_every_field_of_a_record_is_explained(record: type[msgspec.Struct]) -> None:
    """The record's table has its fields, all of them and no others."""
    fields = [field.encode_name for field in msgspec.structs.fields(record)]
    assert first_cells(section("reference/records.md", record.__name__, 3)) == set(fields)


@pytest.mark.parametrize("words", public(StrEnum), ids=lambda words: words.__name__)
def test_every_word_of_a_closed_set_is_listed(words: type[StrEnum]) -> None:
    """The set is named, and its words follow in code marks."""
    listed = re.search(rf"^{words.__name__}\b[^:\n]*:((?:.+\n)+)", read("reference/records.md"), re.MULTILINE)
    assert listed is not None
    assert {word.value for word in words} <= set(re.findall(r"`([^`]+)`", listed[1]))
