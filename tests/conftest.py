"""Fixtures that every test may use."""

import pytest

from dragoman.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The package's own knowledge, loaded once for the whole run."""
    return load_knowledge()
