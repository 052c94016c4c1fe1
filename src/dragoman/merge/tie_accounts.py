"""Tie claims of many articles → accounts: what is said alike of a pair, over time, with its counts."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.merge.copies import NO_COPIES, CopyLinks
from dragoman.merge.sources import count_origins, count_outlets, count_reports
from dragoman.merge.tie_claims import MOMENTS, Key, Pair, Told
from dragoman.merge.tie_times import Days, TieTime, overlap, stand_apart
from dragoman.records import Change, Interval, Quality, TieAccount, content_id

Group = list[Told]


def group_ties(told: Sequence[Told]) -> list[Group]:
    """Claims that say the same: one key, shared days, and no told begin or end that stand apart.

    Exact claims come first. One that fits two groups equally well stays alone. Claims of unknown days join only each
    other. `told` is in the order of `told_ties`.
    """
    groups: dict[tuple[Pair, Key, bool], list[Group]] = {}
    for one in told:
        known = groups.setdefault((one.pair, one.key, one.time is not None), [])
        fitting = sorted(
            ((fit, place) for place, group in enumerate(known) if (fit := _fit(one, group)) is not None), reverse=True
        )
        if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
            known.append([one])
        else:
            known[fitting[0][1]].append(one)
    return [group for found in groups.values() for group in found]


def account_of(group: Group, copies: CopyLinks = NO_COPIES) -> TieAccount:
    """The account of claims that say the same; its id is made from the ids of its ties."""
    profiles = [one.profile for one in group]
    lead = group[0]
    is_change = isinstance(lead.key, Change)
    qualities = Counter(one.claim.quality for one in group if one.claim.quality)
    quality = min(qualities, key=lambda each: (-qualities[each], each)) if qualities else None
    ordered = sorted(group, key=lambda one: (one.claim.published or "", one.claim.article, one.claim.evidence))
    return TieAccount(
        id=content_id("acc", *sorted(one.claim.tie for one in group)),
        pair=lead.pair,
        quality=quality if is_change or quality is None else Quality(lead.key),
        change=Change(lead.key) if is_change else None,
        time=_time(group),
        claims=tuple(one.claim for one in ordered),
        reports=count_reports(profiles),
        outlets=count_outlets(profiles),
        origins=count_origins(profiles, copies),
    )


def in_time(accounts: Iterable[TieAccount]) -> tuple[TieAccount, ...]:
    """Accounts oldest first, those of unknown days last."""
    return tuple(sorted(accounts, key=_in_order))


def _in_order(account: TieAccount) -> tuple[object, ...]:
    time = account.time
    earliest, latest = (time.earliest, time.latest) if time else (None, None)
    published = min((claim.published for claim in account.claims if claim.published), default="")
    return (not (earliest or latest), earliest or latest or "", latest or "9999", published, account.id)


def _fit(one: Told, group: Group) -> tuple[int, float, bool] | None:
    """How well a claim fits a group: begins and ends in common, the part of the shorter that days share, equal days.

    Null where it does not say the same as every claim of the group.
    """
    if one.time is None:
        return (0, 0.0, True)
    begins_and_ends, share = 0, 1.0
    for other in group:
        if other.time is None:
            return None
        if one.key not in MOMENTS:
            if stand_apart(one.time.begin, other.time.begin) or stand_apart(one.time.end, other.time.end):
                return None
            begins_and_ends += bool(overlap(one.time.begin, other.time.begin))
            begins_and_ends += bool(overlap(one.time.end, other.time.end))
        mine, its = _days(one.key, one.time), _days(one.key, other.time)
        shared = overlap(mine, its)
        if shared is None:
            return None
        share = min(share, (shared[1] - shared[0] + 1) / min(_length(mine), _length(its)))
    is_equal = any(other.time is not None and other.time.days == one.time.days for other in group)
    return (begins_and_ends, share, is_equal)


def _days(key: Key, time: TieTime) -> Days:
    """The days on which two claims meet: what goes on is the same some weeks earlier or later."""
    return time.moment if key in MOMENTS else time.around_now()


def _length(days: Days) -> int:
    return days[1] - days[0] + 1


def _time(group: Group) -> Interval | None:
    """The time that tells most: with begin and end, then the most exact, then the most often given; without a span.

    Of what takes place at once, the most exact.
    """
    often = Counter(one.claim.time.edtf for one in group if one.claim.time)

    def rank(one: Told) -> tuple[object, ...]:
        time = one.time
        told = 0 if one.key in MOMENTS else bool(time and time.begin) + bool(time and time.end)
        edtf = one.claim.time.edtf if one.claim.time else None
        length = _length(_days(one.key, time)) if time and one.key in MOMENTS else time.length if time else 0
        return (-told, length, -often[edtf], edtf or "", *one.order)

    if group[0].time is None:
        phrases = {(one.claim.time.relative, one.claim.time.phrase) if one.claim.time else None for one in group}
        return _without_span(group[0].claim.time) if len(phrases) == 1 else None
    return _without_span(min(group, key=rank).claim.time)


def _without_span(time: Interval | None) -> Interval | None:
    return None if time is None else msgspec.structs.replace(time, span=None)
