"""Events of many articles → happenings: a pure function that ignores the order and the repetition of its input."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dragoman.merge.assemble import Link, assemble
from dragoman.merge.bindings import Bindings, bindings_of
from dragoman.merge.compare import affinity, why_same
from dragoman.merge.plans import with_plans_put_off
from dragoman.merge.profiles import Profile, profiles_of
from dragoman.merge.windows import WindowKind
from dragoman.records import CodedArticle, Happening, Judgement

DAYS_PER_SHELF = 31
WIDE_DAYS = 730
"""Windows wider than two years lie on no shelf and are compared with every cluster; they are few."""


def merge_events(articles: Iterable[CodedArticle], judgements: Iterable[Judgement] = ()) -> tuple[Happening, ...]:
    """The happenings that the events of the articles are about, sorted by id.

    Events are compared only inside blocks of the same parties and the same act, so that the cost of an article is that
    of its blocks. Inside a block every two events of a happening must agree (no chains through a vague one); an event
    that fits two happenings equally well stays alone. Judgements bind: same, not the same, reject.
    """
    bindings = bindings_of(judgements)
    profiles = {
        profile.event.id: profile
        for coded in articles
        for profile in profiles_of(coded)
        if profile.event.id not in bindings.rejected
    }
    blocks: dict[tuple[object, ...], list[list[Profile]]] = {}
    for unit in _units(with_plans_put_off(profiles), bindings):
        blocks.setdefault(block_of(unit[0]), []).append(unit)
    happenings = [assemble(cluster) for units in blocks.values() for cluster in _cluster(units, bindings)]
    return tuple(sorted(happenings, key=lambda happening: happening.id))


def block_of(profile: Profile) -> tuple[object, ...]:
    """The block in which an event is compared: its parties and its act."""
    return (profile.parties, profile.event.act)


def _units(profiles: dict[str, Profile], bindings: Bindings) -> list[list[Profile]]:
    """Events, and groups of events that a person judged the same (union-find over those pairs)."""
    parent = {event: event for event in profiles}

    def root(event: str) -> str:
        while parent[event] != event:
            parent[event] = parent[parent[event]]
            event = parent[event]
        return event

    for one, other in sorted(bindings.same):
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    groups: dict[str, list[Profile]] = {}
    for event, profile in profiles.items():
        groups.setdefault(root(event), []).append(profile)
    return [sorted(group, key=lambda profile: profile.order) for group in groups.values()]


class _Cluster:
    """A happening in the making: its links, in the order in which they came."""

    def __init__(self, unit: Sequence[Profile]) -> None:
        self.links = [Link(unit[0], "first account")]
        self.links += [Link(profile, "a person judged it the same") for profile in unit[1:]]

    def add(self, unit: Sequence[Profile], reason: str) -> None:
        self.links.append(Link(unit[0], reason))
        self.links += [Link(profile, "a person judged it the same") for profile in unit[1:]]


def _cluster(units: Sequence[list[Profile]], bindings: Bindings) -> list[list[Link]]:
    """The clusters of one block: exact events first, each to the cluster it shares most with."""
    clusters: list[_Cluster] = []
    shelves: dict[int, list[int]] = {}
    wide: list[int] = []
    for unit in sorted(units, key=lambda unit: unit[0].order):
        months = _shelves_of(unit)
        near = (
            range(len(clusters))
            if months is None
            else sorted({*wide, *(i for m in months for i in shelves.get(m, ()))})
        )
        best = _best(unit, [clusters[i] for i in near], bindings)
        if best is not None:
            best[0].add(unit, best[1])
            continue
        for month in months or ():
            shelves.setdefault(month, []).append(len(clusters))
        if months is None:
            wide.append(len(clusters))
        clusters.append(_Cluster(unit))
    return [cluster.links for cluster in clusters]


def _shelves_of(unit: Sequence[Profile]) -> range | None:
    """The months that a unit's windows touch and one each side, for dates that slip; null where they are too many."""
    first, last = min(p.window.first for p in unit), max(p.window.last for p in unit)
    if any(p.window.kind is WindowKind.UNKNOWN for p in unit) or last - first > WIDE_DAYS:
        return None
    return range(first // DAYS_PER_SHELF - 1, last // DAYS_PER_SHELF + 2)


def _best(unit: Sequence[Profile], clusters: Iterable[_Cluster], bindings: Bindings) -> tuple[_Cluster, str] | None:
    """The one cluster that a unit shares most with, and why; null where none fits or two fit equally well."""
    fitting: list[tuple[int, _Cluster, str]] = []
    for cluster in clusters:
        reason = _fits(unit, cluster, bindings)
        if reason is not None:
            score = max(affinity(one, link.profile) for one in unit for link in cluster.links)
            fitting.append((score, cluster, reason))
    if not fitting:
        return None
    most = max(score for score, _, _ in fitting)
    best = [(cluster, reason) for score, cluster, reason in fitting if score == most]
    return best[0] if len(best) == 1 else None


def _fits(unit: Sequence[Profile], cluster: _Cluster, bindings: Bindings) -> str | None:
    """Why a unit belongs to a cluster: every event of the one must agree with every event of the other."""
    reason: str | None = None
    for link in cluster.links:
        for profile in unit:
            if bindings.parts(profile.event.id, link.profile.event.id):
                return None
            found = why_same(link.profile, profile)
            if found is None:
                return None
            reason = reason or found
    return reason


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
