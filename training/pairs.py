"""Marked pairs as numbers: encoding with marks, batches, splits and their figure."""

import random
from collections.abc import Iterator
from typing import Any

import torch

from training.augment import Row
from training.labels import TYPES
from training.model import MARKS, padded
from training.model import MAX_PAIR_TOKENS as MAX_TOKENS


def encode(row: Row, tokenizer: Any) -> tuple[list[int], tuple[int, int]]:
    """Token numbers with marks around source and target, and where the opening marks stand."""
    cuts = [(row.source[0], 1, "s"), (row.source[1], 0, "/s")]
    if row.target is not None:
        cuts += [(row.target[0], 1, "t"), (row.target[1], 0, "/t")]
    cuts.sort()
    ids, at = [tokenizer.cls_token_id], 0
    for place, _, mark in cuts:
        ids.extend(tokenizer.encode(row.text[at:place], add_special_tokens=False))
        ids.append(MARKS[mark])
        at = place
    ids.extend(tokenizer.encode(row.text[at:], add_special_tokens=False))
    ids = cut(ids)
    ids.append(tokenizer.sep_token_id)
    return ids, (ids.index(MARKS["s"]), ids.index(MARKS["t"]) if row.target is not None else 0)


def cut(ids: list[int]) -> list[int]:
    """At most MAX_TOKENS - 1 tokens, keeping the pair as near the middle as the sentence allows."""
    if len(ids) < MAX_TOKENS:
        return ids
    places = [i for i, token in enumerate(ids) if token in MARKS.values()]
    middle = (min(places) + max(places)) // 2
    start = max(0, min(middle - MAX_TOKENS // 2, len(ids) - MAX_TOKENS + 1, min(places) - 1))
    return ids[start : start + MAX_TOKENS - 1]


def batches(
    rows: list[Row], tokenizer: Any, size: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Padded batches of rows of similar length."""
    coded = sorted(((*encode(row, tokenizer), TYPES.index(row.label)) for row in rows), key=lambda item: len(item[0]))
    chunks = [coded[i : i + size] for i in range(0, len(coded), size)]
    for chunk in chunks:
        ids, mask = padded([ids for ids, _, _ in chunk]), padded([[1] * len(ids) for ids, _, _ in chunk])
        yield ids, mask, torch.tensor([m for _, m, _ in chunk]), torch.tensor([y for _, _, y in chunk])


def macro_f1(gold: list[int], guess: list[int]) -> float:
    """Macro F1 over the labels that occur in `gold`."""
    scores = []
    for label in sorted(set(gold)):
        hits = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        scores.append(2 * hits / max(1, gold.count(label) + guess.count(label)))
    return sum(scores) / len(scores)


def split(named: list[tuple[Row, str]], share: float, dice: random.Random) -> tuple[list[Row], list[Row]]:
    """Training and held-out rows; rows of one group stay together."""
    groups = sorted({group for _, group in named})
    held = set(dice.sample(groups, int(len(groups) * share)))
    return [row for row, group in named if group not in held], [row for row, group in named if group in held]
