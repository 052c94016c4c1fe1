"""Knots: the parts of a block that can be merged by themselves.

Two events can share a happening only through reasons to be one (`why_same`), directly or through others. A knot holds
all events that such reasons tie together; whatever happens in one knot changes nothing in another.
"""

from collections.abc import Iterable, Sequence

from dragoman.merge.compare import why_same
from dragoman.merge.profiles import Profile
from dragoman.merge.reach import reach_of

Unit = list[Profile]


class _Knot:
    """Units tied together so far, the latest to end first to be compared."""

    __slots__ = ("active", "last", "units")

    def __init__(self, unit: Unit, last: int) -> None:
        self.units = [unit]
        self.active = [(last, unit)]
        self.last = last

    def ties(self, unit: Unit, since: int) -> bool:
        """Whether a unit that reaches back to a day has a reason to be one with a unit of the knot."""
        self.active = [pair for pair in self.active if pair[0] >= since]
        return any(binds(unit, other) for _, other in reversed(self.active))

    def take_in(self, other: "_Knot") -> None:
        """Ties another knot to this one."""
        self.units += other.units
        self.active += other.active
        self.last = max(self.last, other.last)


def knots_of(units: Iterable[Unit]) -> list[list[Unit]]:
    """The knots of a block: a sweep over the days that units reach, each compared with the knots still open."""
    reaches = [(*_reach_of(unit), unit) for unit in units]
    done: list[_Knot] = []
    still_open: list[_Knot] = []
    for since, last, unit in sorted(reaches, key=lambda reach: (reach[0], reach[1], reach[2][0].event.id)):
        new, kept = _Knot(unit, last), []
        for knot in still_open:
            if knot.last < since:
                done.append(knot)
            elif knot.ties(unit, since):
                knot.take_in(new)
                new = knot
            else:
                kept.append(knot)
        still_open = [*kept, new]
    return [knot.units for knot in (*done, *still_open)]


def binds(one: Sequence[Profile], other: Sequence[Profile]) -> bool:
    """Whether some event of one unit has a reason to be one with some event of the other."""
    return any(why_same(a, b) is not None for a in one for b in other)


def _reach_of(unit: Unit) -> tuple[int, int]:
    reaches = [reach_of(profile) for profile in unit]
    return min(since for since, _ in reaches), max(last for _, last in reaches)
