"""What became of an id that is no more: the ids of now that it leads to, however often they changed in between."""

from dragoman.records import Record
from dragoman.store import HappeningQuery, Store


class Tombstone(Record, frozen=True, kw_only=True):
    """An id that is no more. `was` says in a few words what it was; `now` are the ids of now that took its place.

    `now` is of the same kind where there are such, otherwise of events, or of the article that its words stand in.
    """

    id: str
    kind: str
    was: str
    now: tuple[str, ...]


def find_tombstone(store: Store, identifier: str) -> Tombstone | None:
    """What became of an id; null for one that is, or never was."""
    first = store.former(identifier)
    if first is None:
        return None
    now: dict[str, None] = {}
    seen, waiting = {identifier}, list(first.successors)
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        former = store.former(one)
        if former is not None:
            waiting[:0] = former.successors
        elif first.kind == "happening" and (found := store.happenings(HappeningQuery(event=one))):
            now[found[0].happening.id] = None
        else:
            now[one] = None
    kept = _first_kind(list(now), "hap" if first.kind == "happening" else first.kind[:3])
    return Tombstone(id=identifier, kind=first.kind, was=first.was, now=kept)


def _first_kind(ids: list[str], prefix: str) -> tuple[str, ...]:
    """Those of the kind that was; all where none is."""
    return tuple(one for one in ids if one.startswith(prefix)) or tuple(ids)
