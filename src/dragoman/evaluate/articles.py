"""Scores the events of whole articles against events written down by a reader.

An event counts as found when its evidence overlaps, its act or PLOVER type is among `types`, its states agree (in any
order where undirected) and its status is among `status`. Precision counts every event in the body that no gold event
matches.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.evaluate.counts import rates


def score(gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 over events, recall over those that a reader must not miss, and those missed."""
    coded = {prediction["file"]: prediction for prediction in predictions}
    wanted = found = right = matched = must = must_found = 0
    missed: list[str] = []
    for item in gold:
        events = coded.get(item["file"], {}).get("events", [])
        body = [event for event in events if event.get("region", "body") in ("body", "standfirst", "title")]
        for event in item["events"]:
            hit = any(is_found(candidate, event) for candidate in events)
            wanted += 1
            matched += hit
            must += bool(event.get("must"))
            must_found += bool(event.get("must")) and hit
            if not hit:
                missed.append(
                    f"{item['file']}: {event['types']} {event['source']} > {event['target']} at {event['span']}"
                )
        found += len(body)
        right += sum(any(is_found(event, wanted_one) for wanted_one in item["events"]) for event in body)
    precision, recall = right / found if found else 0.0, matched / wanted if wanted else 0.0
    return {
        "task": "article",
        "articles": len(gold),
        "events": wanted,
        **rates(matched, found, wanted),
        "precision": round(precision, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "must_recall": round(must_found / must, 4) if must else None,
        "missed": missed,
    }


def is_found(event: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Whether a coded event is the one that the reader wrote down."""
    start, end = gold["span"]
    if not (event["evidence"][0] < end and start < event["evidence"][1]):
        return False
    if event["act"] not in gold["types"] and event.get("plover") not in gold["types"]:
        return False
    if gold.get("status") and event["status"] not in _as_list(gold["status"]):
        return False
    sources, targets = _states(event["sources"]), _states(event["targets"])
    wanted_sources, wanted_targets = set(_as_list(gold.get("source"))), set(_as_list(gold.get("target")))
    if gold.get("undirected"):
        return sources | targets == wanted_sources | wanted_targets
    return sources == wanted_sources and targets == wanted_targets


def _states(refs: Sequence[Mapping[str, Any]]) -> set[str]:
    return {ref["state"] for ref in refs if ref.get("state")}


def _as_list(value: Any) -> list[Any]:  # gold files hold one value or a list
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]
