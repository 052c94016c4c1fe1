"""Fields of a happening on which its accounts differ, each with its own words."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.merge.compare import rival_offices
from dragoman.merge.profiles import Profile
from dragoman.merge.windows import WindowKind
from dragoman.records import AHEAD, DONE, Account, Conflict, Status


def find_conflicts(profiles: Sequence[Profile]) -> tuple[Conflict, ...]:
    """The conflicts of a happening: times without a common day, different places, numbers, holders of an office,
    directions, and statuses that exclude each other.

    A plan that is later carried out, on another day or in another size, or called off is a history and no conflict.
    """
    ordered = sorted(profiles, key=lambda profile: (profile.article.id, profile.event.id))
    found = (
        _time_conflict(ordered),
        _place_conflict(ordered),
        _number_conflict(ordered),
        _participants_conflict(ordered),
        _direction_conflict(ordered),
        _status_conflict(ordered),
    )
    return tuple(conflict for conflict in found if conflict is not None)


def _rivals(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of accounts that speak of the same stage: both of the deed, or both of a plan."""
    for one, other in combinations(profiles, 2):
        if (one.event.status in AHEAD) == (other.event.status in AHEAD):
            yield one, other


def _time_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    dated = [p for p in profiles if p.window.kind is WindowKind.DATED]
    if not any(one.window.gap(other.window) for one, other in _rivals(dated)):
        return None
    return _conflict(
        "time", [(p, (p.event.time.edtf or p.event.time.phrase or "") if p.event.time else "") for p in dated]
    )


def _number_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    """Numbers of one kind of thing that cannot both be right, where none of an account's agrees with the other's."""
    said: dict[tuple[str, str], tuple[Profile, str]] = {}
    for one, other in _rivals(profiles):
        pairs = [(a, b) for a in one.quantities for b in other.quantities if a.units & b.units]
        if pairs and all(a.excludes(b) for a, b in pairs):
            for profile, quantity in ((one, pairs[0][0]), (other, pairs[0][1])):
                said.setdefault((profile.event.id, quantity.words), (profile, quantity.words))
    return _conflict("number", list(said.values())) if said else None


def _participants_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    """Two persons in an office that one has at a time; a longer list of names, or another office, excludes nobody."""
    said: dict[tuple[str, str], tuple[Profile, str]] = {}
    for one, other in _rivals(profiles):
        for key in rival_offices(one, other):
            title = key.partition("@")[0]
            for profile in (one, other):
                for name in profile.holders[key]:
                    said.setdefault((profile.event.id, f"{key} {name}"), (profile, f"{name} ({title})"))
    return _conflict("participants", list(said.values())) if said else None


def _direction_conflict(profiles: Sequence[Profile]) -> Conflict | None:
    """Accounts that turn source and target round."""
    directed = [p for p in profiles if p.sources and not p.event.symmetric and len(p.states) > 1]
    if all(one.sources & other.sources for one, other in _rivals(directed)):
        return None
    return _conflict("direction", [(p, ", ".join(ref.name for ref in p.event.sources)) for p in directed])


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
    denied = Status.DENIED in statuses and statuses & (DONE | {Status.PLANNED})
    undone = Status.CALLED_OFF in statuses and statuses & DONE
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
