"""Precision, recall and F1 from counts, and macro averages over labels."""

from collections import Counter
from collections.abc import Sequence


def rates(hits: int, found: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1, each in [0, 1]; 0 where nothing was found or wanted."""
    precision = hits / found if found else 0.0
    recall = hits / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def by_label(gold: Sequence[str], guesses: Sequence[str | None]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of items for each label that occurs in `gold`."""
    hits = Counter(g for g, p in zip(gold, guesses, strict=True) if g == p)
    wanted, found = Counter(gold), Counter(guesses)
    return {
        label: {**rates(hits[label], found[label], wanted[label]), "items": wanted[label]} for label in sorted(wanted)
    }


def macro_f1(table: dict[str, dict[str, float]]) -> float:
    """The mean F1 over labels, each label counting once."""
    return round(sum(row["f1"] for row in table.values()) / len(table), 4) if table else 0.0
