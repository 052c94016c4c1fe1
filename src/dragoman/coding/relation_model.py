"""The pair task of the trained model: the PLOVER type of a marked pair in a sentence."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from dragoman.coding.encoder import Encoder, shares
from dragoman.records import Act, Span


class MarkedPair(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the spans of the actor that may act and of the one that may be acted on (in its own offsets).

    A role that the sentence does not name is null; the model then reads the sentence as a whole in its place.
    """

    text: str
    source: Span | None
    target: Span | None


class RelationModel:
    """Types of marked pairs; safe to call from one thread at a time."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or Encoder()
        self.settings = self._encoder.settings

    def probabilities(self, pairs: Sequence[MarkedPair]) -> list[dict[Act | None, float]]:
        """For each pair, the probability of each PLOVER type and of none (null); they sum to 1."""
        if not pairs:
            return []
        coded = [self._encode(pair) for pair in pairs]
        states = self._encoder.states([ids for ids, _ in coded])
        pooled = np.stack(
            [
                np.concatenate([rows.mean(axis=0), rows[marks[0]], rows[marks[1]]])
                for rows, (_, marks) in zip(states, coded, strict=True)
            ]
        )
        found = shares(self._encoder.linear("pair", pooled), self.settings.pair_temperature)
        return [dict(zip(self._encoder.acts, map(float, row), strict=True)) for row in found]

    def _encode(self, pair: MarkedPair) -> tuple[list[int], tuple[int, int]]:
        """Token numbers with marks around the pair, and where the opening marks stand."""
        marks = self.settings.marks
        ids, at = [self._encoder.number("[CLS]")], 0
        for place, mark in _cuts(pair):
            ids.extend(self._encoder.tokenizer.encode(pair.text[at:place], add_special_tokens=False).ids)
            ids.append(marks[mark])
            at = place
        ids.extend(self._encoder.tokenizer.encode(pair.text[at:], add_special_tokens=False).ids)
        ids = self._cut(ids)
        ids.append(self._encoder.number("[SEP]"))
        return ids, (_place(ids, marks["s"]), _place(ids, marks["t"]))

    def _cut(self, ids: list[int]) -> list[int]:
        """At most `max_pair_tokens` - 1 tokens, with the pair as near the middle as the sentence allows."""
        limit = self.settings.max_pair_tokens
        if len(ids) < limit:
            return ids
        opening = (self.settings.marks["s"], self.settings.marks["t"])
        places = [i for i, token in enumerate(ids) if token in opening] or [0]
        middle = (min(places) + max(places)) // 2
        start = max(0, min(middle - limit // 2, len(ids) - limit + 1))
        kept = ids[start : start + limit - 1]
        # A pair wider than the window loses its far end; the mark then stands at the window's edge.
        for mark in opening:
            if mark in ids and mark not in kept:
                kept[-1 if ids.index(mark) > middle else 0] = mark
        return kept


def _place(ids: list[int], mark: int) -> int:
    """Where a mark stands; the start of the sentence for a role without one."""
    return ids.index(mark) if mark in ids else 0


def _cuts(pair: MarkedPair) -> Iterator[tuple[int, str]]:
    """Where the marks go, in reading order; a closing mark before an opening one at the same place."""
    places = []
    for span, mark in ((pair.source, "s"), (pair.target, "t")):
        if span is not None:
            places += [(span[0], 1, mark), (span[1], 0, f"/{mark}")]
    for place, _, mark in sorted(places):
        yield place, mark
