"""Scores events found in single texts: is there one at all, and is its type and are its actors right."""

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.evaluate.counts import rates


def score(gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Detection and typing over texts, and how many texts without an event were left empty.

    A text counts as typed right when one of its events has an act or PLOVER type in `event_set`; as paired right
    when, besides, its source and target overlap in words with the gold ones.
    """
    answers = {prediction["id"]: prediction.get("events", []) for prediction in predictions}
    with_event = [item for item in gold if item.get("event_set")]
    without = [item for item in gold if not item.get("event_set")]
    typed = sum(any(_is_typed(event, item) for event in answers.get(item["id"], [])) for item in with_event)
    paired = sum(
        any(_is_typed(event, item) and _is_paired(event, item) for event in answers.get(item["id"], []))
        for item in with_event
    )
    found = sum(len(answers.get(item["id"], [])) for item in gold)
    empty = sum(not answers.get(item["id"]) for item in without)
    return {
        "task": "events",
        "items": len(gold),
        "typed": rates(typed, found, len(with_event)),
        "typed_and_paired": rates(paired, found, len(with_event)),
        "left_empty": {
            "right": empty,
            "of": len(without),
            "share": round(empty / len(without), 4) if without else None,
        },
        "events_found": found,
    }


def _is_typed(event: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    return event.get("plover") in item["event_set"] or event.get("act") in item["event_set"]


def _is_paired(event: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether both roles that the gold fills share a content word with the event's."""
    for role, wanted in (("sources", item.get("source") or []), ("targets", item.get("target") or [])):
        words = _words(entity.get("text", "") for entity in wanted)
        both = [*event.get("sources", []), *event.get("targets", [])] if event.get("symmetric") else event.get(role, [])
        found = _words(_printed(ref, item["text"]) for ref in both)
        if words and not words & found:
            return False
    return True


def _printed(ref: Mapping[str, Any], text: str) -> str:
    span = ref.get("span")
    return f"{ref.get('name') or ''} {text[span[0] : span[1]] if span else ''}"


def _words(texts: Any) -> set[str]:  # any iterable of strings
    small = {"the", "a", "an", "of", "and", "in", "its", "his", "her", "their"}
    return {word.strip(".,'’\"").lower() for text in texts for word in text.split()} - small - {""}
