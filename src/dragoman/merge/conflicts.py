"""Fields of a happening on which its accounts differ, each with its own words."""

from collections.abc import Sequence

from dragoman.merge.profiles import Profile
from dragoman.merge.windows import WindowKind
from dragoman.records import Account, Conflict, Status

_DONE = frozenset({Status.HAPPENED, Status.ONGOING})


def find_conflicts(profiles: Sequence[Profile]) -> tuple[Conflict, ...]:
    """The conflicts of a happening: times without a common day, different places, statuses that exclude each other.

    A plan that is later carried out or called off is a history and no conflict.
    """
    ordered = sorted(profiles, key=lambda profile: (profile.article.id, profile.event.id))
    found = (_time_conflict(ordered), _place_conflict(ordered), _status_conflict(ordered))
    return tuple(conflict for conflict in found if conflict is not None)


def _time_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    dated = [p for p in profiles if p.window.kind is WindowKind.DATED]
    if all(one.window.overlaps(other.window) for one in dated for other in dated):
        return None
    return _conflict(
        "time", [(p, (p.event.time.edtf or p.event.time.phrase or "") if p.event.time else "") for p in dated]
    )


def _place_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    """Different towns or states; "in Israel" and "in Tel Aviv" agree where the town is known to lie there."""
    placed = [p for p in profiles if p.place and p.event.place]
    states = {p.event.place.state for p in placed if p.event.place and p.event.place.state}
    towns = {p.place for p in placed if not p.place_is_state}
    if len(towns) < 2 and len(states) < 2:
        return None
    return _conflict("place", [(p, p.event.place.name) for p in placed if p.event.place])


def _status_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    statuses = {p.event.status for p in profiles}
    denied = Status.DENIED in statuses and statuses & (_DONE | {Status.PLANNED})
    undone = Status.CALLED_OFF in statuses and statuses & _DONE
    if not denied and not undone:
        return None
    return _conflict(
        "status", [(p, p.event.status.value) for p in profiles if p.event.status is not Status.HYPOTHETICAL]
    )


def _conflict(field: str, accounts: Sequence[tuple[Profile, str]]) -> Conflict:
    """The accounts of one field; an article that says the same twice is one account."""
    seen: dict[tuple[str, str], Account] = {}
    for profile, value in accounts:
        account = Account(
            article=profile.article.id,
            external_id=profile.article.external_id,
            evidence=profile.event.evidence,
            value=value,
        )
        seen.setdefault((profile.article.id, value), account)
    return Conflict(field=field, accounts=tuple(seen.values()))
