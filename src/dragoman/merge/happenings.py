"""Events of many articles → happenings: a pure function that ignores the order and the repetition of its input."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge.assemble import assemble
from dragoman.merge.bindings import Bindings, bindings_of
from dragoman.merge.clusters import cluster_units
from dragoman.merge.copies import NO_COPIES, CopyLinks, find_copies
from dragoman.merge.judged import judge_article
from dragoman.merge.knots import knots_of
from dragoman.merge.plans import with_plans_put_off
from dragoman.merge.profiles import Profile, family_of, profiles_of
from dragoman.merge.standing import Docket
from dragoman.records import CodedArticle, Happening, Judgement


class Knotted(NamedTuple):
    """A happening and the knot that it was made of."""

    knot: int
    happening: Happening


def merge_events(articles: Iterable[CodedArticle], judgements: Iterable[Judgement] = ()) -> tuple[Happening, ...]:
    """The happenings that the events of the articles are about, sorted by id.

    Events are compared only inside blocks of the same parties and the same family of acts, so that the cost of an
    article is that of its blocks. In a happening nothing keeps two events apart, and each joined where it had a reason
    to be one with half of the others; an event that fits two equally well stays alone. Judgements bind (same, not the
    same) and are applied first: `articles` are as coded, rejected events are left out and corrected ones merged as
    corrected.
    """
    docket, codebook = Docket(judgements), load_codebook()
    coded = {one.article.id: one for one in articles}
    ids: dict[str, str] = {}
    profiles: dict[str, Profile] = {}
    for one in coded.values():
        judged = judge_article(one, docket, codebook)
        ids.update(judged.ids)
        profiles.update({profile.event.id: profile for profile in profiles_of(judged.kept)})
    copies = find_copies(one.article for one in coded.values())
    bindings = bindings_of(docket.standing, ids)
    happenings = [found.happening for found in merge_profiles(profiles, bindings, copies)[0]]
    return tuple(sorted(happenings, key=lambda happening: happening.id))


def merge_profiles(
    profiles: Mapping[str, Profile], bindings: Bindings, copies: CopyLinks = NO_COPIES
) -> tuple[list[Knotted], dict[str, int]]:
    """The happenings of events, and the knot of every event; knots are numbered from 1 in the order of events."""
    kept = {event: profile for event, profile in profiles.items() if event not in bindings.rejected}
    happenings: list[Knotted] = []
    knots: dict[str, int] = dict.fromkeys(sorted(profiles), 1)
    blocks: dict[tuple[frozenset[str], str], list[list[Profile]]] = {}
    for unit in _units(with_plans_put_off(kept, kept.values()), bindings):
        blocks.setdefault(block_of(unit[0]), []).append(unit)
    count = 1
    for units in blocks.values():
        for knot in knots_of(units):
            count += 1
            knots.update({profile.event.id: count for unit in knot for profile in unit})
            happenings += [Knotted(count, assemble(links, copies)) for links in cluster_units(knot, bindings)]
    return happenings, knots


def merge_knot(
    profiles: Iterable[Profile], news: Iterable[Profile], bindings: Bindings, copies: CopyLinks
) -> list[Happening]:
    """The happenings of one knot, none of whose events a person judged the same; `news` of delays are its block's."""
    kept = {profile.event.id: profile for profile in profiles if profile.event.id not in bindings.rejected}
    told = [one for one in news if one.event.id not in bindings.rejected]
    units = [[profile] for profile in with_plans_put_off(kept, told).values()]
    return [assemble(links, copies) for links in cluster_units(units, bindings)]


def block_of(profile: Profile) -> tuple[frozenset[str], str]:
    """The block in which an event is compared: its parties and the family of its act."""
    return (profile.parties, family_of(profile.event.act))


def _units(profiles: dict[str, Profile], bindings: Bindings) -> list[list[Profile]]:
    """Events, and groups of events that a person judged the same (union-find over those pairs).

    Two events that were judged not the same never come together through a third.
    """
    parent = {event: event for event in profiles}
    members = {event: [event] for event in profiles}

    def root(event: str) -> str:
        while parent[event] != event:
            parent[event] = parent[parent[event]]
            event = parent[event]
        return event

    for one, other in sorted(bindings.same):
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            is_parted = any(bindings.parts(a, b) for a in members[low] for b in members[high])
            if low != high and not is_parted:
                parent[high] = low
                members[low] += members.pop(high)
    groups: dict[str, list[Profile]] = {}
    for event, profile in profiles.items():
        groups.setdefault(root(event), []).append(profile)
    return [sorted(group, key=lambda profile: profile.order) for group in groups.values()]


def happening_json(happening: Happening) -> dict[str, Any]:  # Any: JSON values
    """A happening in the shape of `dragoman happenings --json`."""
    plain: dict[str, Any] = msgspec.to_builtins(happening)  # Any: as above
    links = plain.pop("links")
    keys = ("id", "act", "mode", "states", "status", "status_history", "time")
    shown = {key: plain[key] for key in keys}
    shown["events"] = [{key: link[key] for key in ("event", "article", "external_id", "evidence")} for link in links]
    shown.update({key: plain[key] for key in ("reports", "outlets", "origins", "conflicts")})
    shown["links"] = [{"event": link["event"], "reason": link["reason"]} for link in links]
    return shown
