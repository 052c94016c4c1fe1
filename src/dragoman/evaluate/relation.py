"""Scores the type of a marked pair: macro F1 over PLOVER's types.

An item's `event_set` lists all accepted types; a prediction in the set counts as the set's first type, so that data
that keep CONCEDE and RETREAT as one class can be scored.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.evaluate.counts import by_label, macro_f1


def score(gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Macro F1, accuracy, and the figures of each type, over the items that have an answer."""
    guesses = {prediction["id"]: prediction.get("plover") for prediction in predictions}
    labels: list[str] = []
    answers: list[str | None] = []
    for item in gold:
        accepted = item.get("event_set") or []
        if not accepted:
            continue
        guess = guesses.get(item["id"])
        labels.append("/".join(accepted))
        answers.append("/".join(accepted) if guess in accepted else _merged(guess, gold))
    table = by_label(labels, answers)
    right = sum(label == answer for label, answer in zip(labels, answers, strict=True))
    return {
        "task": "relation",
        "items": len(labels),
        "macro_f1": macro_f1(table),
        "accuracy": round(right / len(labels), 4) if labels else 0.0,
        "types": table,
    }


def _merged(guess: str | None, gold: Sequence[Mapping[str, Any]]) -> str | None:
    """The class that a wrong guess counts against: the one accepted set it belongs to, or itself."""
    for item in gold:
        accepted = item.get("event_set") or []
        if guess in accepted:
            return "/".join(accepted)
    return guess
