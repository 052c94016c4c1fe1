"""What the columns of exports mean, and what each format cannot hold."""

from collections.abc import Mapping

import msgspec

from dragoman.knowledge.files import data_root, read_toml


class ExportColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Meanings by table or format and column, and notes by what they are about."""

    source: str
    note: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]


def load_export_columns() -> ExportColumns:
    """The meanings.

    Raises:
        KnowledgeError: the file is not as it should be.

    """
    return read_toml(data_root() / "exports" / "columns.toml", ExportColumns)
