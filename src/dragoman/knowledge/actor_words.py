"""The words of the actor grammar: prefixes of offices, particles of names, nouns and verbs that decide readings."""

from functools import cached_property
from importlib.resources.abc import Traversable

import msgspec

from dragoman.knowledge.files import data_root, read_toml


class _WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    former: _WordList
    acting: _WordList
    elect: _WordList
    particles: _WordList
    honorifics: _WordList
    acronym_words: _WordList
    relatives: _WordList
    lead_verbs: _WordList
    host_roles: _WordList
    counterparts: _WordList
    hardware: _WordList
    settlement_nouns: _WordList
    place_prepositions: _WordList
    motion_verbs: _WordList
    location_verbs: _WordList
    physical_nouns: _WordList
    government_nouns: _WordList
    transfer_words: _WordList
    speech_verbs: _WordList
    plural_nouns: _WordList
    country_nouns: _WordList
    neighbour_nouns: _WordList
    vague_sources: _WordList
    outlet_nouns: _WordList
    body_nouns: _WordList
    outlet_names: _WordList
    topic_words: _WordList
    not_names: _WordList
    preferred: _WordList
    taking_words: _WordList
    stances: _WordList
    relational: _WordList
    halves: _WordList
    combining: _WordList
    mediating: _WordList
    matters: _WordList
    receiving: _WordList
    directions: _WordList
    governing_verbs: _WordList
    outward_verbs: _WordList
    harm_nouns: _WordList
    harming_verbs: _WordList
    arriving_verbs: _WordList
    visit_nouns: _WordList
    talking_verbs: _WordList
    common_surnames: _WordList
    subject_metonyms: _WordList
    meeting_verbs: _WordList
    seats_of_bodies: _WordList
    sending_verbs: _WordList
    international_seats: _WordList
    things: _WordList
    bodies_again: _WordList


class ActorWords(msgspec.Struct, frozen=True, dict=True):
    """Word lists of the actor grammar, all in lower case; what each decides stands beside it in `grammar.toml`."""

    former: frozenset[str]
    acting: frozenset[str]
    elect: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    acronym_words: frozenset[str]
    relatives: frozenset[str]
    lead_verbs: frozenset[str]
    host_roles: frozenset[str]
    counterparts: frozenset[str]
    hardware: frozenset[str]
    settlement_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    motion_verbs: frozenset[str]
    location_verbs: frozenset[str]
    physical_nouns: frozenset[str]
    government_nouns: frozenset[str]
    transfer_words: frozenset[str]
    speech_verbs: frozenset[str]
    plural_nouns: frozenset[str]
    country_nouns: frozenset[str]
    neighbour_nouns: frozenset[str]
    vague_sources: frozenset[str]
    outlet_nouns: frozenset[str]
    body_nouns: frozenset[str]
    outlet_names: frozenset[str]
    topic_words: frozenset[str]
    not_names: frozenset[str]
    preferred: frozenset[str]
    taking_words: frozenset[str]
    stances: frozenset[str]
    relational: frozenset[str]
    halves: frozenset[str]
    combining: frozenset[str]
    mediating: frozenset[str]
    matters: frozenset[str]
    receiving: frozenset[str]
    directions: frozenset[str]
    governing_verbs: frozenset[str]
    outward_verbs: frozenset[str]
    harm_nouns: frozenset[str]
    harming_verbs: frozenset[str]
    arriving_verbs: frozenset[str]
    visit_nouns: frozenset[str]
    talking_verbs: frozenset[str]
    common_surnames: frozenset[str]
    subject_metonyms: frozenset[str]
    meeting_verbs: frozenset[str]
    seats_of_bodies: frozenset[str]
    sending_verbs: frozenset[str]
    international_seats: frozenset[str]
    things: frozenset[str]
    bodies_again: frozenset[str]

    @cached_property
    def kinds_of_things(self) -> dict[str, str]:
        """Each noun for a thing with the line of its kind: a trawler and a ship can be one thing."""
        return {noun: kind for kind in self.things for noun in kind.split()}

    @cached_property
    def kinds_of_bodies(self) -> dict[str, frozenset[str]]:
        """Each noun that takes up a body of states, with the words of which its name has one; "*" for any body."""
        rows = (row.split() for row in self.bodies_again)
        return {noun: frozenset(words) for noun, *words in rows}


def load_actor_words(folder: Traversable | None = None) -> ActorWords:
    """The word lists of a folder's `grammar.toml`; the package's own where the folder has none.

    Raises:
        KnowledgeError: the file does not fit its shape.

    """
    own = data_root() / "actors"
    path = (folder or own) / "grammar.toml"
    lists = read_toml(path if path.is_file() else own / "grammar.toml", _File)
    return ActorWords(
        **{field.name: frozenset(getattr(lists, field.name).words) for field in msgspec.structs.fields(_File)}
    )
