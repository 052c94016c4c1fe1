"""What the actor stage hands to the later ones: actors, and which span names which."""

from enum import StrEnum
from functools import cached_property

import msgspec

from dragoman.records import Actor, ActorKind, Ref, Span, contains, overlaps


class MentionRole(StrEnum):
    """How a span names its actor."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    PLACE = "place"
    TITLE = "title"
    PRONOUN = "pronoun"
    ANAPHOR = "anaphor"
    DESCRIPTOR = "descriptor"


class FoundMention(msgspec.Struct, frozen=True, kw_only=True):
    """A span and the actor it names; `head` is the index of its head token in `Marked.tokens`."""

    span: Span
    actor: str
    role: MentionRole
    head: int


class FoundActors(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The actors of one article. Mentions are sorted by start, longest first; a mention may hold others
    ("Israeli" in "Israeli officials").
    """

    actors: tuple[Actor, ...]
    mentions: tuple[FoundMention, ...]

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _by_head(self) -> dict[int, FoundMention]:
        heads: dict[int, FoundMention] = {}
        for mention in self.mentions:  # longest first, so the outermost mention of a head wins
            known = heads.get(mention.head)
            if known is None or _length(mention.span) > _length(known.span):
                heads[mention.head] = mention
        return heads

    def actor(self, identifier: str) -> Actor:
        """The actor of an identifier that a mention carries."""
        return self._by_id[identifier]

    def kind_of(self, identifier: str) -> ActorKind | None:
        """The kind of an actor; that of a state for one that only a plural names, which is no actor of its own yet."""
        actor = self._by_id.get(identifier)
        if actor is None and identifier.startswith("state:"):
            return ActorKind.STATE
        return actor.kind if actor is not None else None

    def headed_by(self, token: int) -> FoundMention | None:
        """The outermost mention whose head is the token at index `token`."""
        return self._by_head.get(token)

    def within(self, span: Span) -> tuple[FoundMention, ...]:
        """The mentions that lie wholly inside `span`."""
        return tuple(mention for mention in self.mentions if contains(span, mention.span))

    def best_at(self, span: Span) -> FoundMention | None:
        """The mention that shares most with `span` (by intersection over union), or null where none overlaps."""
        rivals = [mention for mention in self.mentions if overlaps(mention.span, span)]
        return max(rivals, key=lambda mention: _shared(mention.span, span), default=None)

    def ref(self, mention: FoundMention) -> Ref:
        """The reference that an event or statement stores for a mention."""
        actor = self.actor(mention.actor)
        return Ref(actor=actor.id, name=actor.name, state=actor.state, sector=actor.sector, span=mention.span)


def _length(span: Span) -> int:
    return span[1] - span[0]


def _shared(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0]))
