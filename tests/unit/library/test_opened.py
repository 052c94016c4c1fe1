"""`dragoman.open`: lists of records for scripts and notebooks, and what hostile text does in them (nothing)."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DragomanError, WorkspaceError
from dragoman.library import OpenWorkspace, Records
from dragoman.library.display import ROWS_SHOWN
from dragoman.workspace import Workspace
from tests.unit.quick_coding import WORK
from tests.unit.web.room import BIDI, EVIL, FORMULA, hostile, visits

LISTS = ("articles", "events", "statements", "ties", "actors", "happenings")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenWorkspace]:
    """Three accounts of one visit, and an article that attacks whoever reads it."""
    with Workspace.open(tmp_path / "ws", create=True, work=WORK) as workspace:
        for coded in (*visits(), hostile()):
            workspace.store.add(coded, coding="hand")
        yield OpenWorkspace(workspace)


def test_a_workspace_is_opened_and_closed(tmp_path: Path) -> None:
    """One that is not there is an error that says how to make it, unless it is to be made."""
    with pytest.raises(WorkspaceError, match="make one"):
        dragoman.open(tmp_path / "none")
    with dragoman.open(tmp_path / "new", create=True) as workspace:
        assert list(workspace.events()) == []
        assert "new" in repr(workspace)


def test_records_are_asked_for_by_any_name_of_a_state(opened: OpenWorkspace) -> None:
    """One state in any role, or a pair; the same from the pair itself."""
    assert len(opened.events()) == 5
    assert len(opened.events("Azerbaijani", "Israel")) == len(opened.pair("aze", "ISR").events()) == 4
    assert len(opened.events("ISR", status="denied", act="CONSULT")) == 1
    assert len(opened.statements(by="harel", about="Azerbaijan")) == 1
    assert len(opened.ties("AZE", "ISR")) == len(opened.ties(quality="close")) == 1
    assert {one.actor.name for one in opened.actors(name="HAREL")} == {"Noa Harel"}
    assert len(opened.articles(since="2026-02-06", until="2026-02-11")) == 2
    assert [hit.article.title for hit in opened.search('"near future"')] == ["Deputy minister due in Baku"]
    assert opened.brief("AZE", "ISR").title == "Azerbaijan and Israel: relations as reported"


def test_an_earlier_day_is_told_as_it_was_known(opened: OpenWorkspace) -> None:
    """The denial of 11 February is not known on the fifth."""
    assert {one.status for one in opened.happenings("AZE", "ISR", as_of="2026-02-05")} == {"planned"}
    assert opened.brief("AZE", "ISR", as_of="2026-02-05").as_of == "2026-02-05"
    assert len(opened.pair("AZE", "ISR").records(as_of="2026-02-05").events) == 1
    assert {one.event.status for one in opened.events("AZE", "ISR", as_of="2026-02-05")} == {"planned"}
    assert not opened.happenings("AZE", "ISR", added_until="2026-12-31")  # nobody noted when these were added
    with pytest.raises(DragomanError, match="added_until"):
        opened.brief("AZE", "ISR", added_until="2026-02-30")


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda one: one.events("Isreal"), 'did you mean "Israel"'),
        (lambda one: one.events("AZE", "ISR", "PER"), "one state or two"),
        (lambda one: one.events(act="VISIT"), 'act: "VISIT" is none of'),
        (lambda one: one.events(since="yesterday"), "2025-03-31"),
        (lambda one: one.ties("AZE"), "between two states"),
        (lambda one: one.pair("AZE", "Azerbaijan"), "a pair is two"),
        (lambda one: one.article("art-none"), "no article"),
        (lambda one: one.articles().to_networkx(), "no graph"),
    ],
)
def test_what_is_not_known_is_an_error_that_says_what_is(opened: OpenWorkspace, ask: object, says: str) -> None:
    """A misspelt name never gives an empty list."""
    assert callable(ask)
    with pytest.raises(DragomanError, match=says):
        ask(opened)


def test_a_list_says_whether_it_was_cut(opened: OpenWorkspace) -> None:
    """By the limit; without one there is all."""
    assert (len(opened.events(limit=2)), opened.events(limit=2).is_cut) == (2, True)
    assert "cut" in repr(opened.events(limit=2))
    assert (len(opened.events(limit=None)), opened.events(limit=5).is_cut) == (5, False)
    assert opened.happenings(limit=1).is_cut
    assert opened.search("Azerbaijan", limit=1).is_cut


def test_a_list_is_a_sequence_of_its_own_kind(opened: OpenWorkspace) -> None:
    """Index, slice, loop, filter."""
    events = opened.events()
    assert isinstance(events[1:3], Records)
    assert [*events[1:3]] == [events[1], events[2]]
    assert len(events.where(lambda one: one.event.mode == "visit")) == 3
    assert repr(events) == "<5 events>"


@pytest.mark.parametrize("kind", [*LISTS, "hits"])
def test_rows_have_the_columns_of_their_kind(opened: OpenWorkspace, kind: str) -> None:
    """Always the same ones, so that a table of no rows has them too."""
    found = opened.search("Azerbaijan") if kind == "hits" else getattr(opened, kind)()
    assert {tuple(row) for row in found.rows()} == {found._shape.columns}
    assert set(found._shape.shown) <= set(found._shape.columns)


@pytest.mark.parametrize("kind", LISTS)
def test_a_notebook_runs_nothing(opened: OpenWorkspace, kind: str) -> None:
    """Everything is escaped, no character turns a line, and nothing is loaded."""
    html = getattr(opened, kind)()._repr_html_()
    assert html.startswith("<table><caption>")
    for bad in ("<script", "<img", "<style", "style=", "src=", "href=", "\u202e", "\u2066", "\x1b", "\x07"):
        assert bad not in html.replace(" src=//evil", "")  # as escaped text of the article, in no tag
    assert "<script" not in html


def test_a_notebook_shows_the_first_rows_and_the_count(opened: OpenWorkspace) -> None:
    """A list of thousands stays a screen."""
    many = Records(list(opened.events()) * 10, opened.events()._shape)
    assert many._repr_html_().count("<tr>") == ROWS_SHOWN + 1
    assert "events: 50, the first 20 shown" in many._repr_html_()
    assert Records([], many._shape)._repr_html_() == "<p>events: 0</p>"


def test_csv_is_safe_and_data_is_exact(opened: OpenWorkspace, tmp_path: Path) -> None:
    """A spreadsheet gets no formula; rows in Python keep every character of the words."""
    opened.articles().to_csv(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not any(cell.startswith("=") or char in cell for cell in cells for char in "\u202e\x1b")
    assert any(row["title"] == EVIL + BIDI + FORMULA for row in opened.articles().rows())
    with pytest.raises(WorkspaceError, match="name another file"):
        opened.articles().to_csv(tmp_path / "none" / "a.csv")


def test_a_text_is_coded_as_the_workspace_codes(opened: OpenWorkspace) -> None:
    """Nothing is kept of it; what is known of it may be said."""
    coded = opened.code("Kenya shelled Uganda.", published="2025-03-05", outlet="The Lakeside Record")
    assert [event.act for event in coded.events] == ["ASSAULT"]
    assert (coded.article.published, coded.article.outlet) == ("2025-03-05", "The Lakeside Record")
    assert len(opened.articles()) == 4


@pytest.mark.parametrize(("package", "convert"), [("pyarrow", "arrow"), ("pandas", "pandas"), ("networkx", "networkx")])
def test_a_package_that_is_missing_is_named(
    opened: OpenWorkspace, monkeypatch: pytest.MonkeyPatch, package: str, convert: str
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DragomanError, match=rf"pip install 'dragoman\[{convert}\]'"):
        getattr(opened.events(), f"to_{convert}")()


@pytest.mark.parametrize("kind", LISTS)
def test_lists_become_arrow_tables_and_data_frames(opened: OpenWorkspace, kind: str) -> None:
    """Typed columns with the same values, also of an empty list."""
    pytest.importorskip("pyarrow", reason="an extra")
    pytest.importorskip("pandas", reason="an extra")
    found = getattr(opened, kind)()
    table, frame = found.to_arrow(), found.to_pandas()
    assert table.column_names == list(frame.columns) == list(found._shape.columns)
    assert table.num_rows == len(frame) == len(found)
    assert table.column("id").to_pylist() == list(frame["id"]) == [row["id"] for row in found.rows()]
    assert found[:0].to_arrow().schema == table.schema
    assert list(found[:0].to_pandas().dtypes) == list(frame.dtypes)


def test_columns_have_types(opened: OpenWorkspace) -> None:
    """Days are days, counts are counts."""
    arrow = pytest.importorskip("pyarrow", reason="an extra")
    schema = opened.events().to_arrow().schema
    assert (schema.field("earliest").type, schema.field("start").type) == (arrow.date32(), arrow.int64())
    assert (schema.field("score").type, schema.field("symmetric").type) == (arrow.float64(), arrow.bool_())


def test_records_become_a_graph(opened: OpenWorkspace) -> None:
    """States are nodes by code, each record an edge with its row; what is symmetric goes both ways."""
    pytest.importorskip("networkx", reason="an extra")
    graph = opened.events("AZE", "ISR", mode="visit").to_networkx()
    assert sorted(graph.nodes) == ["AZE", "ISR"]
    assert graph.number_of_edges("ISR", "AZE") == 3
    assert {edge["status"] for _, _, edge in graph.edges(data=True)} == {"planned", "denied"}
    ties = opened.ties().to_networkx()
    assert sorted(ties.edges()) == [("AZE", "ISR"), ("ISR", "AZE")]
    assert opened.happenings().to_networkx().number_of_edges() > 0
    assert list(opened.statements(by="Harel").to_networkx().edges()) == [("ISR", "AZE")]
