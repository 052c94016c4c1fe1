"""Words by which an article says where it comes from: credit lines of agencies, of people, of the first publisher."""

import msgspec

from dragoman.knowledge.files import data_root, read_toml


class Contributors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases before and behind the names of people."""

    openers: tuple[str, ...]
    closers: tuple[str, ...]
    source: str


class Agencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases before the name of an agency."""

    openers: tuple[str, ...]
    source: str


class Republished(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of "This article was first published by"."""

    subjects: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    verbs: tuple[str, ...]
    source: str


class CreditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file data/clutter/credits.toml."""

    contributor: Contributors
    agency: Agencies
    republished: Republished


def load_credit_words() -> CreditWords:
    """The package's own words.

    Raises:
        KnowledgeError: the file is not as it should be.

    """
    return read_toml(data_root() / "clutter" / "credits.toml", CreditWords)
