"""The events of one block → clusters, each the events of one happening; what cannot touch is never compared."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.merge.assemble import Link
from dragoman.merge.bindings import Bindings
from dragoman.merge.compare import affinity, are_apart, why_not_apart
from dragoman.merge.profiles import Profile
from dragoman.merge.reach import reach_of
from dragoman.merge.windows import WindowKind

LEAST_FITTING = 0.5
"""The part of a cluster's events that must have a reason to be one with a new one; no other may speak against it."""

DAYS_PER_MONTH = 31
"""Events are compared only with clusters of their own month and two each side, counted in stretches of so many days."""

DAYS_PER_SHELF = 7
"""How finely clusters are laid out by day: most windows reach over one or two weeks."""

WIDE_DAYS = 730
"""Windows wider than two years lie on no shelf and are compared with every cluster; they are few."""


KEPT_PAIRS = 2_000_000
"""Comparisons that are kept for the second round, about 200 MB; a knot that needs more compares some twice."""

_APART = ""
"""Said of two events that something keeps apart; a reason is never empty."""


class Pairs:
    """What comparing two events gave, kept: the second round asks again what the first has asked."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._reasons: dict[tuple[int, int], str | None] = {}
        self._affinities: dict[tuple[int, int], int] = {}

    def reason(self, one: Profile, other: Profile) -> str | None:
        """Why two events can be one happening; null where little binds them, empty where something parts them."""
        key = (id(one), id(other))  # the events of a knot live as long as its pairs
        if key in self._reasons:
            return self._reasons[key]
        reason = _APART if self._are_apart(one, other) else why_not_apart(one, other)
        if len(self._reasons) < KEPT_PAIRS:
            self._reasons[key] = reason
        return reason

    def affinity(self, one: Profile, other: Profile) -> int:
        """How much two events share."""
        key = (id(one), id(other))
        known = self._affinities.get(key)
        if known is None:
            known = affinity(one, other)
            if len(self._affinities) < KEPT_PAIRS:
                self._affinities[key] = known
        return known

    def _are_apart(self, one: Profile, other: Profile) -> bool:
        return are_apart(one, other) or (
            bool(self._bindings.different) and self._bindings.parts(one.event.id, other.event.id)
        )


class Stretch:
    """The days that a unit or a cluster covers: its windows, and as far back as it may look."""

    __slots__ = ("first", "is_known", "last", "since")

    def __init__(self, unit: Iterable[Profile]) -> None:
        profiles = list(unit)
        self.first = min(profile.window.first for profile in profiles)
        self.last = max(profile.window.last for profile in profiles)
        self.since = min(reach_of(profile)[0] for profile in profiles)
        self.is_known = all(profile.window.kind is not WindowKind.UNKNOWN for profile in profiles)

    def grow(self, other: "Stretch") -> None:
        """Covers another's days too."""
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.since, self.is_known = min(self.since, other.since), self.is_known and other.is_known

    @property
    def is_wide(self) -> bool:
        """Whether it lies on no shelf."""
        return not self.is_known or self.last - self.first > WIDE_DAYS

    @property
    def shelves(self) -> range:
        """The shelves that it touches."""
        return range(self.since // DAYS_PER_SHELF, self.last // DAYS_PER_SHELF + 1)

    def is_near(self, other: "Stretch") -> bool:
        """Whether the two may be compared: no more than two months between them, and within reach of each other."""
        if self.since > other.last or other.since > self.last:
            return False
        if self.is_wide or other.is_wide:
            return True
        months = (one // DAYS_PER_MONTH for one in (self.first, self.last, other.first, other.last))
        first, last, other_first, other_last = months
        return first - 1 <= other_last + 1 and other_first - 1 <= last + 1


class Cluster:
    """A happening in the making: its links, in the order in which they came."""

    __slots__ = ("best", "links", "number", "stretch")

    def __init__(self, unit: Sequence[Profile]) -> None:
        self.links = _links_of(unit, "first account")
        self.stretch = Stretch(unit)
        self.number = -1
        self.best: tuple[Cluster, str] | bool | None = False  # what it fits best; False where not known yet

    def add(self, unit: Sequence[Profile], reason: str, stretch: Stretch) -> None:
        """Takes a unit in."""
        self.links += _links_of(unit, reason)
        self.stretch.grow(stretch)

    def take_over(self, other: "Cluster", reason: str) -> None:
        """Takes in all that another cluster holds."""
        first, *more = other.links
        self.links += [Link(first.profile, reason), *more]
        self.stretch.grow(other.stretch)

    @property
    def profiles(self) -> list[Profile]:
        """Its events."""
        return [link.profile for link in self.links]


class Shelves:
    """Clusters by the weeks that they reach, so that a long-lived block is not compared as a whole."""

    def __init__(self) -> None:
        self._by_week: dict[int, dict[int, Cluster]] = {}
        self._wide: dict[int, Cluster] = {}
        self._clusters: dict[int, Cluster] = {}
        self._made = 0

    def put(self, cluster: Cluster) -> None:
        """Puts a cluster where the windows of its events lie."""
        cluster.number = self._made
        self._made += 1
        self._clusters[cluster.number] = cluster
        self.put_again(cluster)

    def put_again(self, cluster: Cluster) -> None:
        """Puts a cluster that has grown where its windows lie now."""
        if cluster.stretch.is_wide:
            self._wide[cluster.number] = cluster
            return
        for week in cluster.stretch.shelves:
            self._by_week.setdefault(week, {})[cluster.number] = cluster

    def take(self, cluster: Cluster) -> None:
        """Takes a cluster away."""
        del self._clusters[cluster.number]
        self._wide.pop(cluster.number, None)
        for week in () if cluster.stretch.is_wide else cluster.stretch.shelves:
            self._by_week[week].pop(cluster.number, None)

    def near(self, stretch: Stretch) -> Iterator[Cluster]:
        """The clusters that what covers a stretch may belong to."""
        found = self._clusters
        if not stretch.is_wide:
            found = dict(self._wide)
            for week in stretch.shelves:
                found.update(self._by_week.get(week, ()))
        return (one for number, one in found.items() if number in self._clusters and stretch.is_near(one.stretch))

    def all(self) -> list[Cluster]:
        """The clusters that are left."""
        return list(self._clusters.values())


def cluster_units(units: Sequence[list[Profile]], bindings: Bindings) -> list[list[Link]]:
    """The clusters of one block: exact events first, each to the cluster it shares most with; then cluster to cluster.

    The second round places what fitted two clusters equally well, until these two proved to be one.
    """
    shelves, pairs = Shelves(), Pairs(bindings)
    for unit in sorted(units, key=lambda unit: unit[0].order):
        stretch = Stretch(unit)
        best = _best(unit, shelves.near(stretch), pairs)
        if best is not None:
            best[0].add(unit, best[1], stretch)
            shelves.put_again(best[0])
        else:
            shelves.put(Cluster(unit))
    while _join_clusters(shelves, pairs):
        pass
    return [cluster.links for cluster in shelves.all()]


def _links_of(unit: Sequence[Profile], reason: str) -> list[Link]:
    return [Link(unit[0], reason), *(Link(profile, "a person judged it the same") for profile in unit[1:])]


def _join_clusters(shelves: Shelves, pairs: Pairs) -> bool:
    """Joins clusters that fit each other best, smallest and vaguest first; whether any moved."""
    moved = False
    for cluster in sorted(shelves.all(), key=lambda one: (-len(one.links), one.links[0].profile.order), reverse=True):
        best = _best_other(cluster, shelves, pairs)
        if best is None:
            continue
        back = _best_other(best[0], shelves, pairs)
        if back is not None and back[0] is cluster:
            shelves.take(cluster)
            best[0].take_over(cluster, best[1])
            shelves.put_again(best[0])
            moved = True
            for other in shelves.near(best[0].stretch):  # itself among them
                other.best = False
    return moved


def _best_other(cluster: Cluster, shelves: Shelves, pairs: Pairs) -> tuple[Cluster, str] | None:
    """The one other cluster that fits a cluster best, and why; kept until something near it changes."""
    if isinstance(cluster.best, bool):
        others = (other for other in shelves.near(cluster.stretch) if other is not cluster)
        cluster.best = _best(cluster.profiles, others, pairs)
    return cluster.best


def _best(unit: Sequence[Profile], clusters: Iterable[Cluster], pairs: Pairs) -> tuple[Cluster, str] | None:
    """The one cluster that a unit shares most with, and why; null where none fits or two fit equally well."""
    fitting: list[tuple[tuple[float, float], Cluster, str]] = []
    for cluster in clusters:
        reason = _fits(unit, cluster, pairs)
        if reason is not None:
            scores = [pairs.affinity(one, link.profile) for one in unit for link in cluster.links]
            fitting.append(((max(scores), round(sum(scores) / len(scores), 3)), cluster, reason))
    if not fitting:
        return None
    most = max(score for score, _, _ in fitting)
    best = [(cluster, reason) for score, cluster, reason in fitting if score == most]
    return best[0] if len(best) == 1 else None


def _fits(unit: Sequence[Profile], cluster: Cluster, pairs: Pairs) -> str | None:
    """Why a unit belongs to a cluster: no two of their events are kept apart, and half have a reason to be one."""
    first, found = None, 0
    for link in cluster.links:
        for profile in unit:
            reason = pairs.reason(link.profile, profile)
            if reason is not None:
                if reason == _APART:
                    return None
                first = first or reason
                found += 1
    return first if found and found >= LEAST_FITTING * len(cluster.links) * len(unit) else None
