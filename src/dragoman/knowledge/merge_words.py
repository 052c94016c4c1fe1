"""What merging reads of the words of an event: words that say nothing of it, and how numbers are written."""

from functools import cached_property, lru_cache

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How numbers and their bounds are written; `round_share` is how far "about N" may be off, as a share of N."""

    words: dict[str, float]
    multipliers: dict[str, float]
    currencies: dict[str, str]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    round_share: float
    passed_units: str


class MergeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of one language; see data/merging/en.toml."""

    language: str
    source: str
    passed_over: str
    pluperfect: tuple[str, ...]
    of_units: frozenset[str]
    persons: frozenset[str]
    single_offices: frozenset[str]
    numbers: Numbers

    @cached_property
    def skipped(self) -> frozenset[str]:
        """The words that say nothing about which event a clause is about."""
        return frozenset(self.passed_over.split())

    @cached_property
    def skipped_units(self) -> frozenset[str]:
        """The units of which no size is read."""
        return frozenset(self.numbers.passed_units.split())


@lru_cache(maxsize=1)
def load_merge_words() -> MergeWords:
    """The words for merging.

    Raises:
        KnowledgeError: the file is not as it should be.

    """
    words = read_toml(data_root() / "merging" / "en.toml", MergeWords)
    if not 0 <= words.numbers.round_share < 1:
        raise KnowledgeError("merging/en.toml: round_share must be a share below 1")
    return words
