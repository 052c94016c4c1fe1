"""Claims about ties that cannot all be right, each version with its own words.

A conflict needs two voices: what one speaker of one article says is never held against itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from dragoman.merge.tie_accounts import Group
from dragoman.merge.tie_claims import Key, Pair, Told
from dragoman.merge.tie_times import Days, TieTime, overlap
from dragoman.records import Change, Quality, TieConflict, TieConflictKind, TieSide, content_id

_BROKEN = frozenset({Quality.SEVERED, Quality.FROZEN})
_STRAINED = frozenset({Quality.TENSE, Quality.AT_WAR})
_GOOD = frozenset({Quality.ALLIED, Quality.CLOSE, Quality.NORMAL})
_BAD = frozenset({Quality.SEVERED, Quality.FROZEN, Quality.AT_WAR})

_BEFORE_AND_AFTER: Mapping[Key, tuple[Quality, Quality]] = {
    Change.RESUMED: (Quality.FROZEN, Quality.NORMAL),
    Change.BROKEN_OFF: (Quality.NORMAL, Quality.SEVERED),
}
"""What a change implies of the days before and after it: at least this, or worse, or better."""


class _Break(NamedTuple):
    """What one article tells of a break that a resumption ended: when it began, and by which claims."""

    start: Days
    began: Told
    resumed: Told


class _Holding(NamedTuple):
    """A quality that holds on some days by a claim: on all of them if told, on one of them if a change implies it."""

    quality: Quality
    days: Days
    told: Told
    is_implied: bool = False


def conflicts_of(told: Sequence[Told], groups: Sequence[Group]) -> tuple[TieConflict, ...]:
    """The conflicts among tie claims, sorted by pair, kind and id. `groups` are these claims in their accounts."""
    found: dict[str, TieConflict] = {}
    for pair in sorted({one.pair for one in told}):
        own = [one for one in told if one.pair == pair]
        resumed = [group for group in groups if _is_resumption(group, pair)]
        breaks = list(_breaks(own, resumed, pair))
        for conflict in (*breaks, *_resumptions(own, resumed, pair), *_qualities(own, breaks, pair)):
            found[conflict.id] = conflict
    return tuple(sorted(found.values(), key=lambda one: (one.pair, one.kind, one.id)))


def _is_resumption(group: Group, pair: Pair) -> bool:
    return group[0].pair == pair and group[0].key is Change.RESUMED and group[0].time is not None


def _breaks(own: Sequence[Told], resumed: Iterable[Group], pair: Pair) -> Iterator[TieConflict]:
    """Articles that agree on a resumption and differ on when the break before it began."""
    for group in resumed:
        known: dict[str, _Break] = {}
        for claim in group:
            found = _break_before(claim, own)
            if found is not None:
                known.setdefault(claim.claim.article, found)
        sides = _apart(sorted(known.values(), key=lambda one: (one.start[::-1], *one.began.order)))
        if len(sides) > 1:
            versions = [(_start_of(side), [one.began for one in side]) for side in sides]
            agreed = [one.resumed for side in sides for one in side]
            yield _conflict(TieConflictKind.BREAK_BEGAN, pair, versions, agreed)


def _break_before(resumed: Told, own: Iterable[Told]) -> _Break | None:
    """The latest begin of a break that the article of a resumption tells before it; of strain only where it tells of
    no break.
    """
    here = [one for one in own if one.claim.article == resumed.claim.article]
    for qualities, changes in ((_BROKEN, {Change.BROKEN_OFF}), (_STRAINED, frozenset[Change]())):
        found = [
            _Break(start, one, resumed)
            for one in here
            if (one.claim.quality in qualities and one.claim.change is None) or one.key in changes
            if (start := _started(one)) is not None
            if resumed.time is not None and start[0] < resumed.time.moment[1]
        ]
        if found:
            return max(found, key=lambda each: (each.start[0], -each.start[1], each.began.claim.tie))
    return None


def _started(told: Told) -> Days | None:
    """When what a claim tells began; null where it does not say."""
    if told.time is None:
        return None
    return told.time.moment if told.key is Change.BROKEN_OFF else told.time.begin


def _apart(breaks: Sequence[_Break]) -> list[list[_Break]]:
    """Breaks in sides whose members all share a day; the breaks come in order of their last possible start."""
    sides: list[list[_Break]] = []
    for one in breaks:
        if sides and overlap((sides[-1][0].start[1],) * 2, one.start):
            sides[-1].append(one)
        else:
            sides.append([one])
    return sides


def _start_of(side: Sequence[_Break]) -> str:
    """The begin as the most exact claim of a side has it, in EDTF."""
    exact = min(side, key=lambda one: (one.start[1] - one.start[0], *one.began.order))
    time = exact.began.claim.time
    edtf = (time.edtf if time else None) or ""
    is_range = exact.began.key is Change.BROKEN_OFF and exact.began.time is not None and not exact.began.time.is_open
    return edtf if is_range else edtf.partition("/")[0]


def _resumptions(own: Sequence[Told], resumed: Sequence[Group], pair: Pair) -> Iterator[TieConflict]:
    """Two resumptions by different voices, between which nobody tells of a break."""
    for one, other in combinations(resumed, 2):
        first, second = sorted((_common(one), _common(other)))
        if first[1] >= second[0] or not _are_voices_apart(one, other):
            continue
        if any(_may_break_between(claim, first, second) for claim in own):
            continue
        versions = [(_date_of(group), group) for group in sorted((one, other), key=_common)]
        yield _conflict(TieConflictKind.RESUMPTIONS, pair, versions)


def _common(group: Group) -> Days:
    """The days on which all claims of a group can be right; its most exact claim's where there are none."""
    times = [one.time for one in group if one.time is not None]
    first, last = max(time.moment[0] for time in times), min(time.moment[1] for time in times)
    return (first, last) if first <= last else times[0].moment


def _are_voices_apart(one: Group, other: Group) -> bool:
    """Whether no voice tells both."""
    return not {told.voice for told in one} & {told.voice for told in other}


def _may_break_between(told: Told, first: Days, second: Days) -> bool:
    """Whether a claim may tell of a break that began after the first resumption and before the second."""
    if told.key is not Change.BROKEN_OFF and told.claim.quality not in _BROKEN | _STRAINED:
        return False
    if told.time is None:
        return True
    began = _started(told) or told.time.days
    return overlap(began, (first[0], second[1])) is not None


def _date_of(group: Group) -> str:
    time = group[0].claim.time
    return (time.edtf if time else None) or ""


def _qualities(own: Sequence[Told], breaks: Iterable[TieConflict], pair: Pair) -> Iterator[TieConflict]:
    """Qualities of which only one can hold, for sure on a common day, by different voices.

    Claims that already differ on when a break began are not told again.
    """
    known = {frozenset(_ties_of(one)) for one in breaks}
    together: list[dict[tuple[str, Quality], _Holding]] = []
    for one, other in combinations(list(_holdings(own)), 2):
        ties = {one.told.claim.tie, other.told.claim.tie}
        if not _exclude(one, other) or any(ties <= told for told in known):
            continue
        group = {(each.told.claim.tie, each.quality): each for each in (one, other)}
        for linked in [held for held in together if held.keys() & group.keys()]:
            together.remove(linked)
            group |= linked
        together.append(group)
    for held in together:
        by_quality = {
            quality: [each.told for each in held.values() if each.quality is quality]
            for quality in Quality
            if any(each.quality is quality for each in held.values())
        }
        versions = [(quality.value, claims) for quality, claims in by_quality.items()]
        yield _conflict(TieConflictKind.QUALITIES, pair, versions)


def _exclude(one: _Holding, other: _Holding) -> bool:
    """Whether two voices hold for qualities on a common day of which only one can be right.

    What a change implies is on a day that nobody knows, so that the other's quality must hold on all that it may be.
    """
    qualities = {one.quality, other.quality}
    if one.told.voice == other.told.voice or not (qualities & _GOOD and qualities & _BAD):
        return False
    shared = overlap(one.days, other.days)
    if shared is None or (one.is_implied and other.is_implied):
        return False
    return all(shared == each.days for each in (one, other) if each.is_implied)


def _ties_of(conflict: TieConflict) -> Iterator[str]:
    for side in conflict.sides:
        yield from (claim.tie for claim in side.claims)
    yield from (claim.tie for claim in conflict.agreed)


def _holdings(own: Iterable[Told]) -> Iterator[_Holding]:
    """What holds by each claim: a resumption implies a freeze before it, a break something better, and both the
    contrary after it.
    """
    for told in own:
        time: TieTime | None = told.time
        if time is None:
            continue
        if told.key in _BEFORE_AND_AFTER:
            before, after = _BEFORE_AND_AFTER[told.key]
            first, last = time.moment
            yield _Holding(before, (first - 1, last), told, is_implied=True)
            yield _Holding(after, (first, last + 1), told, is_implied=True)
        # "Severed since June 2017" tells of the break and of what has held from then on.
        is_lasting = isinstance(told.key, Quality) or (told.key is Change.BROKEN_OFF and time.is_open)
        if told.claim.quality is not None and is_lasting and time.held is not None:
            yield _Holding(told.claim.quality, time.held, told)


def _conflict(
    kind: TieConflictKind, pair: Pair, versions: Iterable[tuple[str, Sequence[Told]]], agreed: Iterable[Told] = ()
) -> TieConflict:
    sides = tuple(
        TieSide(value=value, claims=tuple(told.claim for told in sorted(claims, key=lambda told: told.order)))
        for value, claims in versions
    )
    common = {told.claim.tie: told.claim for told in sorted(agreed, key=lambda told: told.order)}
    ties = sorted(claim.tie for side in sides for claim in side.claims)
    return TieConflict(
        id=content_id("dif", kind, *ties), pair=pair, kind=kind, sides=sides, agreed=tuple(common.values())
    )
