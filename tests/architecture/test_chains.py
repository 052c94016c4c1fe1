"""The story chains measure only what is well made: their files are checked here, their figures by a benchmark."""

from pathlib import Path

import pytest
from benchmarks.chains import FOLDER, problems_of, read_chain

CHAINS = sorted(path.parent for path in FOLDER.glob("*/gold.toml"))


@pytest.mark.parametrize("folder", CHAINS, ids=lambda folder: folder.name)
def test_every_claim_of_a_chain_stands_once_in_its_article(folder: Path) -> None:
    """Words, states, origins and conflicts fit the articles; each chain has several reports of one happening."""
    assert problems_of(folder) == []
    assert any(len({claim.article for claim in one.events}) > 1 for one in read_chain(folder).happening)
