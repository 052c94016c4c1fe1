"""How well mentions are read: state, kind and sector against a gold file of marked mentions."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

# Gold items and predictions are decoded JSON objects, so their values are of any JSON type.
Item = Mapping[str, Any]


def score(gold: Sequence[Item], predictions: Sequence[Item]) -> dict[str, Any]:
    """Shares of gold mentions whose state, kind and sector are right, in [0, 1], and by kind and by tag.

    A gold item is `{id, expected: {kind, state, sector, states?, other_sectors?, plover_country?}, tag}`, a prediction
    `{id, kind, state, states, sector}`; an item without a prediction counts as read as nothing. The state is right when
    the set of states equals the gold's `states`, its `state`, or its `plover_country`; the sector when it is the gold's
    first or one of its others. `falsely_given` counts mentions of no state that were given one. `sector` is over the
    mentions that have a sector in gold, `sector_all` over all.
    """
    by_id = {item["id"]: item for item in predictions}
    tally: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    by_tag: dict[str, Counter[str]] = defaultdict(Counter)
    for item in gold:
        seen = _judge(item["expected"], by_id.get(item["id"], {}))
        tally.update(seen)
        by_kind[item["expected"]["kind"]].update(seen)
        by_tag[item.get("tag") or "-"].update(seen)
    return {
        **_figures(tally),
        "falsely_given": tally["falsely"],
        "stateless": tally["stateless"],
        "by_kind": {kind: _figures(counts) for kind, counts in sorted(by_kind.items())},
        "by_tag": {tag: _figures(counts) for tag, counts in sorted(by_tag.items())},
    }


def _judge(expected: Item, given: Item) -> Counter[str]:
    """What one mention adds to each count."""
    states, wanted = _states(given), _states(expected)
    country = expected.get("plover_country")
    state_right = states == wanted or (country is not None and states == {country})
    sectors = {expected.get("sector"), *expected.get("other_sectors", ())} - {None}
    sector_right = given.get("sector") in sectors if sectors else not given.get("sector")
    counts: Counter[str] = Counter(items=1)
    counts["state"] = state_right
    counts["kind"] = given.get("kind") == expected["kind"]
    counts["with_state"] = bool(wanted)
    counts["state_non_null"] = bool(wanted) and state_right
    counts["stateless"] = not wanted
    counts["falsely"] = not wanted and bool(states) and not state_right
    counts["with_sector"] = bool(sectors)
    counts["sector"] = bool(sectors) and sector_right
    counts["sector_all"] = sector_right
    return counts


def _states(item: Item) -> set[str]:
    """The set of states of a gold answer or a prediction."""
    return set(item.get("states") or ()) or ({item["state"]} if item.get("state") else set())


def _figures(counts: Counter[str]) -> dict[str, Any]:
    return {
        "items": counts["items"],
        "state": _share(counts["state"], counts["items"]),
        "state_non_null": _share(counts["state_non_null"], counts["with_state"]),
        "kind": _share(counts["kind"], counts["items"]),
        "sector": _share(counts["sector"], counts["with_sector"]),
        "sector_all": _share(counts["sector_all"], counts["items"]),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
