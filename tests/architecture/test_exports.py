"""Exports are explained: every column and property of every format has its meaning on the page of the reference."""

from dragoman.knowledge.export_columns import load_export_columns
from dragoman.records.tables import BRIEFS, TABLES, ExportForm, RecordKind, TableForm
from tests.architecture.test_docs import read


def test_every_column_of_an_export_is_explained() -> None:
    """The page says what the manifests say, in the same words."""
    meanings, page = load_export_columns(), read("reference/exports.md")
    for columns in meanings.columns.values():
        for name, meaning in columns.items():
            assert f"| `{name}` | {meaning} |" in page
    assert all(note in page for note in meanings.note.values())


def test_every_format_has_its_meanings() -> None:
    """Tables by kind of record and columns, briefs as DOCX, other formats by themselves."""
    others = {form.value for form in ExportForm} - {form.value for form in TABLES | BRIEFS} - {"sqlite"} | {"docx"}
    kinds = {kind.value for kind in RecordKind} | {form.value for form in TableForm} - {"dragoman"}
    assert others | kinds <= set(load_export_columns().columns)
