"""Data files: a mistake is named with file, row and remedy; what is right is read as written."""

from pathlib import Path

import msgspec
import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.files import read_toml, read_tsv
from dragoman.records import Act, Status


class Row(msgspec.Struct, frozen=True):
    """A row of the tests' own files."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    rank: int = 0


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the tests' own TOML."""

    name: str


def write(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "names.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_read_with_lists_numbers_and_defaults(tmp_path: Path) -> None:
    """Cells are split at bars, numbers are numbers, empty cells take the default."""
    path = write(
        tmp_path, "# a comment\nname\taliases\trank\tsource\nPeru\tRepublic of Peru|Perú\t3\town\nChile\t\t\town\n"
    )
    assert list(read_tsv(path, Row)) == [
        Row(name="Peru", aliases=("Republic of Peru", "Perú"), rank=3, source="own"),
        Row(name="Chile", source="own"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\tallases\tsource\nPeru\t\town\n", 'did you mean "aliases"'),
        ("name\taliases\nPeru\t\n", 'no column "source"'),
        ("name\tsource\nPeru\n", "row 2: 1 cells"),
        ("name\trank\tsource\nPeru\tmany\town\n", "row 2 .Peru."),
    ],
)
def test_mistake_in_a_table_is_named(tmp_path: Path, text: str, message: str) -> None:
    """The error says which row or column, and what to do."""
    with pytest.raises(KnowledgeError, match=message):
        list(read_tsv(write(tmp_path, text), Row))


def test_unknown_key_of_a_toml_file_is_an_error(tmp_path: Path) -> None:
    """A mistyped key is refused, never passed over."""
    path = tmp_path / "entry.toml"
    path.write_text('nam = "Peru"\n')
    with pytest.raises(KnowledgeError, match="nam"):
        read_toml(path, Entry)


def test_codebook_knows_every_act_and_gives_none_to_the_denied() -> None:
    """Sixteen acts; a denied or hypothetical act has no PLOVER type, whatever it is."""
    codebook = load_codebook()
    assert set(codebook.acts) == set(Act)
    assert all(codebook.plover_type(act, Status.DENIED) is None for act in Act)
    assert codebook.plover_type(Act.CONSULT, Status.PLANNED) is Act.AGREE
    assert codebook.plover_type(Act.ASSAULT, Status.PLANNED) is Act.THREATEN
    assert codebook.score(Act.ASSAULT, "beat") > codebook.score(Act.ASSAULT, None)
