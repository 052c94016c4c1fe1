"""Fixtures of the store's tests: each runs on every kind of store that there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store import Store
from dragoman.store.sql import open_store


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(tmp_path / "dragoman.sqlite" if request.param == "file" else None)
    yield opened
    opened.close()
