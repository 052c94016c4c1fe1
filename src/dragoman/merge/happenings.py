"""Events of many articles → happenings: a pure function that ignores the order and the repetition of its input."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge.assemble import Link, assemble
from dragoman.merge.bindings import Bindings, bindings_of
from dragoman.merge.compare import affinity, are_apart, why_same
from dragoman.merge.judged import judge_article
from dragoman.merge.plans import with_plans_put_off
from dragoman.merge.profiles import Profile, family_of, profiles_of
from dragoman.merge.standing import Docket
from dragoman.merge.windows import WindowKind
from dragoman.records import CodedArticle, Happening, Judgement

DAYS_PER_SHELF = 31
LEAST_FITTING = 0.5
"""The part of a cluster's events that must have a reason to be one with a new one; no other may speak against it."""

WIDE_DAYS = 730
"""Windows wider than two years lie on no shelf and are compared with every cluster; they are few."""


def merge_events(articles: Iterable[CodedArticle], judgements: Iterable[Judgement] = ()) -> tuple[Happening, ...]:
    """The happenings that the events of the articles are about, sorted by id.

    Events are compared only inside blocks of the same parties and the same act, so that the cost of an article is that
    of its blocks. Inside a block every two events of a happening must agree (no chains through a vague one); an event
    that fits two happenings equally well stays alone. Judgements bind (same, not the same) and are applied first:
    `articles` are as coded, rejected events are left out and corrected ones merged as corrected.
    """
    docket, codebook = Docket(judgements), load_codebook()
    ids: dict[str, str] = {}
    profiles: dict[str, Profile] = {}
    for coded in articles:
        judged = judge_article(coded, docket, codebook)
        ids.update(judged.ids)
        profiles.update({profile.event.id: profile for profile in profiles_of(judged.kept)})
    bindings = bindings_of(docket.standing, ids)
    blocks: dict[tuple[object, ...], list[list[Profile]]] = {}
    for unit in _units(with_plans_put_off(profiles), bindings):
        blocks.setdefault(block_of(unit[0]), []).append(unit)
    happenings = [assemble(cluster) for units in blocks.values() for cluster in _cluster(units, bindings)]
    return tuple(sorted(happenings, key=lambda happening: happening.id))


def block_of(profile: Profile) -> tuple[object, ...]:
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


class _Cluster:
    """A happening in the making: its links, in the order in which they came."""

    def __init__(self, unit: Sequence[Profile]) -> None:
        self.links = [Link(unit[0], "first account")]
        self.links += [Link(profile, "a person judged it the same") for profile in unit[1:]]

    def add(self, unit: Sequence[Profile], reason: str) -> None:
        self.links.append(Link(unit[0], reason))
        self.links += [Link(profile, "a person judged it the same") for profile in unit[1:]]

    def take_over(self, other: "_Cluster", reason: str) -> None:
        first, *more = other.links
        self.links += [Link(first.profile, reason), *more]

    @property
    def profiles(self) -> list[Profile]:
        return [link.profile for link in self.links]


class _Shelves:
    """Clusters by the months that they touch, so that a long-lived block is not compared as a whole."""

    def __init__(self) -> None:
        self._by_month: dict[int, list[int]] = {}
        self._wide: list[int] = []
        self._clusters: dict[int, _Cluster] = {}
        self._numbers: dict[int, int] = {}

    def put(self, cluster: _Cluster) -> None:
        """Puts a cluster where the windows of its events lie."""
        number = len(self._numbers)
        self._numbers[id(cluster)], self._clusters[number] = number, cluster
        self.put_again(cluster)

    def put_again(self, cluster: _Cluster) -> None:
        """Puts a cluster that has grown where its windows lie now."""
        number, months = self._numbers[id(cluster)], _shelves_of(cluster.profiles)
        for month in months or ():
            self._by_month.setdefault(month, []).append(number)
        if months is None:
            self._wide.append(number)

    def take(self, cluster: _Cluster) -> None:
        """Takes a cluster away."""
        del self._clusters[self._numbers[id(cluster)]]

    def near(self, unit: Sequence[Profile]) -> list[_Cluster]:
        """The clusters that a unit may belong to, in the order in which they were put."""
        months = _shelves_of(unit)
        numbers: Iterable[int] = self._clusters
        if months is not None:
            numbers = sorted({*self._wide, *(n for month in months for n in self._by_month.get(month, ()))})
        return [self._clusters[n] for n in numbers if n in self._clusters]

    def all(self) -> list[_Cluster]:
        """The clusters that are left."""
        return list(self._clusters.values())


def _cluster(units: Sequence[list[Profile]], bindings: Bindings) -> list[list[Link]]:
    """The clusters of one block: exact events first, each to the cluster it shares most with; then cluster to cluster.

    The second round places what fitted two clusters equally well, until these two proved to be one.
    """
    shelves = _Shelves()
    for unit in sorted(units, key=lambda unit: unit[0].order):
        best = _best(unit, shelves.near(unit), bindings)
        if best is not None:
            best[0].add(unit, best[1])
            shelves.put_again(best[0])
        else:
            shelves.put(_Cluster(unit))
    while _join_clusters(shelves, bindings):
        pass
    return [cluster.links for cluster in shelves.all()]


def _join_clusters(shelves: _Shelves, bindings: Bindings) -> bool:
    """Joins clusters that fit each other best, smallest and vaguest first; whether any moved."""
    moved = False
    for cluster in sorted(shelves.all(), key=lambda one: (-len(one.links), one.profiles[0].order), reverse=True):
        best = _best_other(cluster, shelves, bindings)
        if best is None:
            continue
        back = _best_other(best[0], shelves, bindings)
        if back is not None and back[0] is cluster:
            shelves.take(cluster)
            best[0].take_over(cluster, best[1])
            shelves.put_again(best[0])
            moved = True
    return moved


def _best_other(cluster: _Cluster, shelves: _Shelves, bindings: Bindings) -> tuple[_Cluster, str] | None:
    """The one other cluster that fits a cluster best, and why."""
    others = [other for other in shelves.near(cluster.profiles) if other is not cluster]
    return _best(cluster.profiles, others, bindings)


def _shelves_of(unit: Sequence[Profile]) -> range | None:
    """The months that a unit's windows touch and one each side, for dates that slip; null where they are too many."""
    first, last = min(p.window.first for p in unit), max(p.window.last for p in unit)
    if any(p.window.kind is WindowKind.UNKNOWN for p in unit) or last - first > WIDE_DAYS:
        return None
    return range(first // DAYS_PER_SHELF - 1, last // DAYS_PER_SHELF + 2)


def _best(unit: Sequence[Profile], clusters: Iterable[_Cluster], bindings: Bindings) -> tuple[_Cluster, str] | None:
    """The one cluster that a unit shares most with, and why; null where none fits or two fit equally well."""
    fitting: list[tuple[tuple[float, float], _Cluster, str]] = []
    for cluster in clusters:
        reason = _fits(unit, cluster, bindings)
        if reason is not None:
            scores = [affinity(one, link.profile) for one in unit for link in cluster.links]
            fitting.append(((max(scores), round(sum(scores) / len(scores), 3)), cluster, reason))
    if not fitting:
        return None
    most = max(score for score, _, _ in fitting)
    best = [(cluster, reason) for score, cluster, reason in fitting if score == most]
    return best[0] if len(best) == 1 else None


def _fits(unit: Sequence[Profile], cluster: _Cluster, bindings: Bindings) -> str | None:
    """Why a unit belongs to a cluster: no two of their events are kept apart, and half have a reason to be one."""
    reasons: list[str | None] = []
    for link in cluster.links:
        for profile in unit:
            if bindings.parts(profile.event.id, link.profile.event.id) or are_apart(link.profile, profile):
                return None
            reasons.append(why_same(link.profile, profile))
    found = [reason for reason in reasons if reason is not None]
    return found[0] if len(found) >= LEAST_FITTING * len(reasons) else None


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
