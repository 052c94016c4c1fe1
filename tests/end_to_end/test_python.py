"""Dragoman as a library on the sample articles: the examples of the docs run as they stand."""

import re
from pathlib import Path

import pytest

import dragoman
from dragoman.coding.rules import RuleCoder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.read import ReadFailure, read_articles
from dragoman.workspace import Workspace
from tests.end_to_end.newsroom import ROOT

PAGE = (ROOT / "docs" / "how-to" / "use-from-python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """A folder with a workspace of the sample articles, coded by the rules."""
    made = tmp_path_factory.mktemp("python")
    (made / "dragoman-workspace").mkdir()
    (made / "dragoman-workspace" / "dragoman.toml").write_text('coder = "rules"\njobs = 0\n')
    with Workspace.open(made / "dragoman-workspace", create=True) as workspace:
        for read in read_articles([ROOT / "examples" / "articles"]):
            assert not isinstance(read, ReadFailure)
            workspace.store.add(code_article(read, knowledge, RuleCoder()), coding="rules")
    return made


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[3].strip()[:40])
def test_an_example_of_the_docs_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], block: str
) -> None:
    """As it is written, in the folder of the workspace, and it prints something."""
    monkeypatch.chdir(folder)
    exec(compile(block, "use-from-python.md", "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out.strip()


def test_the_docs_name_every_method() -> None:
    """A public method of an open workspace that the page does not name fails here."""
    from dragoman.library import OpenWorkspace

    methods = {name for name in vars(OpenWorkspace) if not name.startswith("_")} - {"close", "gazetteer"}
    assert [name for name in sorted(methods) if not re.search(rf"`(.*, `)?{name}\(|`{name}\(", PAGE)] == []


def test_what_python_lists_is_what_the_command_lists(folder: Path) -> None:
    """Words are those of the article at their offsets, in every event of every article."""
    with dragoman.open(folder / "dragoman-workspace") as workspace:
        events = workspace.events(limit=None)
        texts = {head.id: workspace.article(head.id).article for head in workspace.articles()}
        assert len(events) > 100
        assert all(texts[one.article.id].words(one.event.evidence) == one.words for one in events)
        assert {one.id for one in workspace.happenings("AZE", "ISR")} <= {one.id for one in workspace.happenings()}
