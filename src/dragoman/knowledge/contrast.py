"""Examples of PLOVER's acts, which own acts and modes are told apart from."""

from functools import cache

import msgspec

from dragoman.knowledge.files import data_root, read_tsv
from dragoman.knowledge.marked_examples import read_example
from dragoman.records import Act, MarkedExample


class _Row(msgspec.Struct, frozen=True):
    act: Act
    text: str
    source: str
    mode: str = ""


@cache
def contrast_examples() -> dict[Act, tuple[MarkedExample, ...]]:
    """By act its examples, in the order of the file.

    Raises:
        KnowledgeError: the file is not as it should be.

    """
    found: dict[Act, list[MarkedExample]] = {}
    for row in read_tsv(data_root() / "codebook" / "contrast.tsv", _Row):
        found.setdefault(row.act, []).append(read_example(row.text))
    return {act: tuple(examples) for act, examples in found.items()}
