"""Words of a search box that mean a field of an event: "planned" a status, "visits" a mode."""

from collections.abc import Mapping
from functools import cache

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.files import data_root, read_tsv
from dragoman.records import Act, Status

Meaning = tuple[str, str]
"""A field (act, mode, status) and its value."""


class SearchWord(msgspec.Struct, frozen=True):
    """A row: the words, in lower case, that mean a value."""

    words: tuple[str, ...]
    field: str
    value: str
    source: str


@cache
def load_search_words() -> Mapping[str, Meaning]:
    """What each word, or words with a space between them, means.

    Raises:
        KnowledgeError: a value is none of its field's, or a word means two.

    """
    modes = {mode.name for entry in load_codebook().acts.values() for mode in entry.mode}
    values: dict[str, set[str]] = {"act": set(Act), "status": set(Status), "mode": modes}
    found: dict[str, Meaning] = {}
    for row in read_tsv(data_root() / "cues" / "search.tsv", SearchWord):
        if row.value not in values.get(row.field, set()):
            raise KnowledgeError(f'search.tsv: "{row.value}" is no value of "{row.field}"')
        for word in row.words:
            if word in found or word != word.lower():
                raise KnowledgeError(f'search.tsv: "{word}" means two things, or is not in lower case')
            found[word] = (row.field, row.value)
    return found
