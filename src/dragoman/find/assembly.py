"""From drafts of mentions to the records of actors: identifiers, one record for all mentions of an actor."""

import msgspec

from dragoman.find.coreference import link_mentions
from dragoman.find.drafts import Desk, Draft, states_of
from dragoman.find.found import FoundActors, FoundMention, MentionRole
from dragoman.find.persons import enter_persons, person_drafts
from dragoman.find.readings import atom_drafts, descriptor_drafts, join_acronyms, join_outlets
from dragoman.records import Actor, ActorKind, Mention, Span

# Of several mentions of one actor, the reason of the fullest is kept: names with titles, then names, then the rest.
_BEST_ROLES = (
    MentionRole.TITLE, MentionRole.NAME, MentionRole.DEMONYM, MentionRole.METONYM, MentionRole.PLACE,
    MentionRole.DESCRIPTOR, MentionRole.ANAPHOR, MentionRole.PRONOUN,
)  # fmt: skip


def read_drafts(desk: Desk) -> list[Draft]:
    """Every mention of an article, resolved, sorted by start and longest first."""
    persons = enter_persons(desk)
    drafts = [*person_drafts(desk, persons), *descriptor_drafts(desk, persons), *atom_drafts(desk, persons)]
    join_outlets(drafts)
    join_acronyms(drafts)
    return link_mentions(desk, _one_per_span(drafts))


def _one_per_span(drafts: list[Draft]) -> list[Draft]:
    """One mention per span: the first of two readings, and an outlet's name wins over the noun phrase around it."""
    kept: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        kept.setdefault((draft.first, draft.last), draft)
    return list(kept.values())


def gather(desk: Desk, drafts: list[Draft]) -> FoundActors:
    """The actors behind resolved mentions, in the order of their first mention."""
    parts: dict[str, list[Draft]] = {}
    mentions: list[FoundMention] = []
    for draft in drafts:
        target = draft.resolved
        identifier = actor_id(target)
        parts.setdefault(identifier, []).append(draft)
        mentions.append(
            FoundMention(span=desk.span(draft.first, draft.last), actor=identifier, role=draft.role, head=draft.head)
        )
    actors = tuple(make_actor(identifier, drafts_of, desk) for identifier, drafts_of in parts.items())
    return FoundActors(actors=actors, mentions=tuple(mentions))


def actor_id(draft: Draft) -> str:
    """The identifier of an actor, made from kind, name and state, so that it is the same in every article."""
    states = "+".join(sorted(states_of(draft))) or "-"
    kind = draft.kind.value
    if draft.kind is ActorKind.STATE and draft.identity is None:
        return f"state:{states}"
    if draft.kind is ActorKind.IGO or (draft.kind is ActorKind.OUTLET and draft.identity):
        return f"{kind}:{draft.identity}"
    return f"{kind}:{draft.identity}@{states}"


def make_actor(identifier: str, drafts: list[Draft], desk: Desk) -> Actor:
    """The record of one actor from all its mentions."""
    best = min(drafts, key=lambda draft: _BEST_ROLES.index(draft.role)).resolved
    states = states_of(best)
    spans: dict[Span, None] = dict.fromkeys(desk.span(draft.first, draft.last) for draft in drafts)
    sector = best.person.sector if best.person is not None else best.sector
    if best.kind is ActorKind.STATE:
        sector = "GOV" if any(draft.role is MentionRole.METONYM for draft in drafts) else None
    if sector in ("UNO", "EUR"):
        sector = "IGO"  # as a sector; which organisation it is, the identifier says
    return Actor(
        id=identifier,
        name=best.name if best.person is None else best.person.name,
        kind=best.kind,
        state=states[0] if len(states) == 1 else None,
        states=states if len(states) > 1 else (),
        sector=sector,
        offices=tuple(best.person.offices) if best.person is not None else (),
        mentions=tuple(Mention(start=start, end=end) for start, end in spans),
        reason=best.person.reason if best.person is not None else best.reason,
    )


def actor_of_mention(actor: Actor, mention: FoundMention) -> Actor:
    """The actor as this one mention names it: a state is its government only where a capital stands for it."""
    if actor.kind is ActorKind.STATE:
        sector = "GOV" if mention.role is MentionRole.METONYM else None
        return msgspec.structs.replace(actor, sector=sector)
    return actor
