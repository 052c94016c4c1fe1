"""Rows of the event task: annotated sentences as numbers, in batches."""

import json
import random
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.augment import Row
from training.labels import MASKED, NONE, OWN_NOTE, STATUSES, TYPES
from training.model import MAX_TOKENS, Vocabulary, padded

# Features and modes that fewer rows have are noise.
LEAST_SEEN = 4
LEAST_MODE = 15
DROPPED = 0.12


@dataclass(frozen=True)
class Trigger:
    """An annotated event: its word, labels, and for each mention its link features and role."""

    word: int
    act: int
    status: int
    symmetric: bool
    mode: int
    links: tuple[tuple[int, ...], ...]
    roles: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """A sentence: token numbers, the first piece of each word, features, first and last piece of each mention."""

    ids: tuple[int, ...]
    words: tuple[int, ...]
    features: tuple[tuple[int, ...], ...]
    mentions: tuple[tuple[int, int], ...]
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True)
class Batch:
    """Sentences together; word rows and link rows are flat, with the sentence each belongs to."""

    ids: torch.Tensor
    mask: torch.Tensor
    word_at: torch.Tensor  # rows of (sentence, token)
    word_features: torch.Tensor
    acts: torch.Tensor
    triggers: torch.Tensor  # places in the word rows
    statuses: torch.Tensor
    symmetric: torch.Tensor
    modes: torch.Tensor
    link_of: torch.Tensor  # rows of (sentence, trigger token, first token, last token)
    link_features: torch.Tensor
    link_acts: torch.Tensor
    roles: torch.Tensor


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The lines that `training.prepare` wrote."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def own_note(path: Path) -> dict[str, Any]:
    """What `training.prepare` noted of an own codebook beside its rows: its name, and the labels that it adds."""
    note = path.with_suffix(OWN_NOTE)
    return json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {"codebook": None, "labels": []}


def vocabulary_of(rows: list[dict[str, Any]], own: Collection[str] = ()) -> Vocabulary:
    """The features and modes that the training rows have often enough; `own` labels however often."""
    words: Counter[str] = Counter()
    links: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    for part in (part for row in rows for part in row["parts"]):
        words.update(feature for _, _, features in part["words"] for feature in features)
        for trigger in part["triggers"].values():
            links.update(feature for features in trigger["links"] for feature in features)
            modes[f"{trigger['act']}/{trigger['mode']}"] += 1
    return Vocabulary(
        words=_numbered(words), links=_numbered(links),
        modes=tuple(sorted(m for m, count in modes.items() if (count >= LEAST_MODE or m in own) and m[-2:] != "/?")),
    )  # fmt: skip


def _numbered(counts: Counter[str]) -> dict[str, int]:
    kept = sorted(name for name, count in counts.items() if count >= LEAST_SEEN)
    return {name: number for number, name in enumerate(kept, start=1)}


def part_of(part: dict[str, Any], tokenizer: Any, vocabulary: Vocabulary) -> Part:
    """One prepared sentence as numbers; what lies beyond MAX_TOKENS is left out."""
    coded = tokenizer(part["text"], return_offsets_mapping=True, truncation=True, max_length=MAX_TOKENS)
    offsets = coded["offset_mapping"]
    piece_at: dict[int, int] = {}
    for number, (start, end) in enumerate(offsets):
        for place in range(start, end):
            piece_at.setdefault(place, number)
    words = [piece_at.get(start, 0) for start, _, _ in part["words"]]
    mentions = [(piece_at.get(start, 0), piece_at.get(end - 1, 0)) for start, end in part["mentions"]]
    triggers = []
    for place, each in part["triggers"].items():
        mode = f"{each['act']}/{each['mode']}"
        triggers.append(
            Trigger(
                word=int(place), act=TYPES.index(each["act"]), status=STATUSES.index(each["status"]),
                symmetric=each["symmetric"],
                mode=vocabulary.modes.index(mode) if mode in vocabulary.modes else MASKED,
                links=tuple(tuple(vocabulary.links[f] for f in one if f in vocabulary.links) for one in each["links"]),
                roles=tuple(each["roles"]),
            )
        )  # fmt: skip
    return Part(
        ids=tuple(coded["input_ids"]), words=tuple(words),
        features=tuple(tuple(vocabulary.words[f] for f in fs if f in vocabulary.words) for _, _, fs in part["words"]),
        mentions=tuple(mentions), triggers=tuple(triggers),
    )  # fmt: skip


def batch_of(parts: list[Part], dice: random.Random | None) -> Batch:
    """Sentences together; with dice, features are dropped at random so that the text itself is learnt."""
    ids = padded([part.ids for part in parts])
    word_at, features, acts, places, statuses, symmetric, modes = [], [], [], [], [], [], []
    link_of, link_features, link_acts, roles = [], [], [], []
    for row, part in enumerate(parts):
        by_word = {trigger.word: trigger for trigger in part.triggers}
        for number, token in enumerate(part.words):
            trigger = by_word.get(number)
            if trigger is not None:
                places.append(len(word_at))
                statuses.append(trigger.status)
                symmetric.append(float(trigger.symmetric))
                modes.append(trigger.mode)
                for mention, link, role in zip(part.mentions, trigger.links, trigger.roles, strict=True):
                    link_of.append((row, token, *mention))
                    link_features.append(_thinned(link, dice))
                    link_acts.append(trigger.act)
                    roles.append(role)
            word_at.append((row, token))
            features.append(_thinned(part.features[number], dice))
            acts.append(trigger.act if trigger is not None else NONE)
    return Batch(
        ids=ids, mask=padded([[1] * len(part.ids) for part in parts]),
        word_at=_pairs(word_at, 2), word_features=padded(features), acts=torch.tensor(acts, dtype=torch.long),
        triggers=torch.tensor(places, dtype=torch.long), statuses=torch.tensor(statuses, dtype=torch.long),
        symmetric=torch.tensor(symmetric), modes=torch.tensor(modes, dtype=torch.long),
        link_of=_pairs(link_of, 4), link_features=padded(link_features),
        link_acts=torch.tensor(link_acts, dtype=torch.long), roles=torch.tensor(roles, dtype=torch.long),
    )  # fmt: skip


def _thinned(features: tuple[int, ...], dice: random.Random | None) -> list[int]:
    if dice is None:
        return list(features)
    if dice.random() < DROPPED / 2:
        return []
    return [feature for feature in features if dice.random() >= DROPPED]


def _pairs(rows: list[tuple[int, ...]], width: int) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.long).reshape(-1, width)


def batches_of(parts: list[Part], size: int, dice: random.Random | None) -> Iterator[Batch]:
    """Batches of sentences of similar length."""
    ordered = sorted(parts, key=lambda part: len(part.ids))
    for start in range(0, len(ordered), size):
        yield batch_of(ordered[start : start + size], dice)


def pair_rows(rows: list[dict[str, Any]]) -> list[Row]:
    """The marked pairs of annotated sentences."""
    return [
        Row(row["text"], tuple(source), tuple(target), label, fixed=True)
        for row in rows
        for source, target, label in row["pairs"]
    ]
