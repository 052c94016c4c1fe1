"""A corrected speaker takes the place of the old one wherever the same words attribute: in chains of the article."""

from collections.abc import Mapping

import msgspec

from dragoman.records import Actor, ActorKind, CodedArticle, Hop, HopKind, Ref, Statement

_KINDS: Mapping[ActorKind, HopKind] = {
    ActorKind.PERSON: HopKind.NAMED_PERSON,
    ActorKind.OFFICE: HopKind.OFFICE,
    ActorKind.ORGANISATION: HopKind.OFFICE,
    ActorKind.IGO: HopKind.OFFICE,
    ActorKind.GROUP: HopKind.OFFICE,
    ActorKind.STATE: HopKind.STATE,
    ActorKind.PLACE: HopKind.STATE,
    ActorKind.OUTLET: HopKind.OUTLET,
    ActorKind.ANONYMOUS: HopKind.UNNAMED_PERSON,
}


def put_speakers(coded: CodedArticle, judged: CodedArticle) -> CodedArticle:
    """The judged article with chains that name the speakers that statements have now.

    Statements of both stand in the same order. Where a speaker was taken away his hop goes too.
    """
    actors = {actor.id: actor for actor in judged.actors}
    moved: dict[Hop, Hop | None] = {}
    statements = []
    for before, now in zip(coded.statements, judged.statements, strict=True):
        old = _hop_of(before)
        if (before.speaker and before.speaker.actor) == (now.speaker and now.speaker.actor):
            statements.append(now)
            continue
        new = _hop_for(now.speaker, actors, old) if now.speaker else None
        if old is not None:
            moved[old] = new
            statements.append(now)
        else:
            chain = (*now.chain, new) if new is not None else now.chain
            statements.append(msgspec.structs.replace(now, chain=chain))
    if not moved:
        return msgspec.structs.replace(judged, statements=tuple(statements))
    return msgspec.structs.replace(
        judged,
        statements=tuple(msgspec.structs.replace(one, chain=_chain(one.chain, moved)) for one in statements),
        events=tuple(msgspec.structs.replace(one, chain=_chain(one.chain, moved)) for one in judged.events),
        ties=tuple(msgspec.structs.replace(one, chain=_chain(one.chain, moved)) for one in judged.ties),
    )


def _hop_of(statement: Statement) -> Hop | None:
    """The last hop of a statement's chain that is its speaker."""
    speaker = statement.speaker
    if speaker is None:
        return None
    return next((hop for hop in reversed(statement.chain) if hop.actor == speaker.actor), None)


def _hop_for(speaker: Ref, actors: Mapping[str, Actor], old: Hop | None) -> Hop:
    actor = actors.get(speaker.actor)
    kind = _KINDS[actor.kind] if actor else HopKind.STATE
    cue = old.cue if old else None
    return Hop(kind=kind, name=speaker.name, actor=speaker.actor, span=speaker.span, cue=cue, inferred=True)


def _chain(chain: tuple[Hop, ...], moved: Mapping[Hop, Hop | None]) -> tuple[Hop, ...]:
    put = (moved.get(hop, hop) for hop in chain)
    return tuple(hop for hop in put if hop is not None)
