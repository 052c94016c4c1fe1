"""The command line and a filled workspace, for the tests that use Dragoman as a user does."""

from pathlib import Path

import pytest

from dragoman.cli.app import run
from tests.end_to_end.newsroom import Shell, write_articles


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the three articles, to ask and not to change."""
    folder = tmp_path_factory.mktemp("filled")
    articles = write_articles(folder / "articles")
    assert run(["-w", str(folder / "ws"), "add", str(articles)]) == 0
    return folder / "ws"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """The command line in an empty folder, without a workspace in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_WORKSPACE", raising=False)
    return Shell(tmp_path, capsysbinary)


@pytest.fixture
def asking(shell: Shell, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line with the filled workspace named in the environment."""
    monkeypatch.setenv("DRAGOMAN_WORKSPACE", str(filled))
    return shell
