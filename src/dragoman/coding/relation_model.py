"""The relation model: a small encoder that gives the PLOVER type of a marked pair, run by ONNX Runtime.

Its card, with data, figures and limits, is data/model/CARD.md.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import as_file

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dragoman.errors import CoderError
from dragoman.knowledge.files import data_root
from dragoman.records import Act, Span

# Pairs are run in batches of similar length; 16 was fastest on two cores (429 pairs a second against 367 for 1).
BATCH = 16


class MarkedPair(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the spans of the actor that may act and of the one that may be acted on (in its own offsets).

    A role that the sentence does not name is null; the model then reads the sentence as a whole in its place.
    """

    text: str
    source: Span | None
    target: Span | None


class ModelSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the model was trained with. `labels` are PLOVER types and NONE; `marks` are vocabulary numbers."""

    name: str
    labels: tuple[str, ...]
    marks: dict[str, int]
    max_tokens: int
    temperature: float


class RelationModel:
    """The loaded model; safe to call from one thread at a time.

    Raises:
        CoderError: the model's files are missing from the package.
    """

    def __init__(self, threads: int = 1) -> None:
        folder = data_root() / "model"
        if not (folder / "relation.onnx").is_file():
            raise CoderError("data/model/relation.onnx is missing; install the package again, or run `make train`")
        self.settings = msgspec.json.decode((folder / "relation.json").read_bytes(), type=ModelSettings)
        self._tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        with as_file(folder / "relation.onnx") as path:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @cached_property
    def acts(self) -> tuple[Act | None, ...]:
        """The type of each column; null for NONE."""
        return tuple(None if label == "NONE" else Act(label) for label in self.settings.labels)

    def probabilities(self, pairs: Sequence[MarkedPair]) -> list[dict[Act | None, float]]:
        """For each pair, the probability of each PLOVER type and of none (null); they sum to 1."""
        coded = [self._encode(pair) for pair in pairs]
        order = sorted(range(len(coded)), key=lambda i: len(coded[i][0]))
        found: list[dict[Act | None, float]] = [{} for _ in pairs]
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            logits = self._run([coded[i] for i in chosen]) / self.settings.temperature
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            shares = powers / powers.sum(axis=1, keepdims=True)
            for i, row in zip(chosen, shares, strict=True):
                found[i] = dict(zip(self.acts, map(float, row), strict=True))
        return found

    def _run(self, coded: list[tuple[list[int], tuple[int, int]]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        longest = max(len(ids) for ids, _ in coded)
        ids = np.zeros((len(coded), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, (tokens, _) in enumerate(coded):
            ids[i, : len(tokens)] = tokens
            mask[i, : len(tokens)] = 1
        marks = np.array([places for _, places in coded], dtype=np.int64)
        (logits,) = self._session.run(["logits"], {"ids": ids, "mask": mask, "marks": marks})
        return np.asarray(logits, dtype=np.float32)

    def _encode(self, pair: MarkedPair) -> tuple[list[int], tuple[int, int]]:
        """Token numbers with marks around the pair, and where the opening marks stand."""
        marks = self.settings.marks
        ids, at = [self._number("[CLS]")], 0
        for place, mark in _cuts(pair):
            ids.extend(self._tokenizer.encode(pair.text[at:place], add_special_tokens=False).ids)
            ids.append(marks[mark])
            at = place
        ids.extend(self._tokenizer.encode(pair.text[at:], add_special_tokens=False).ids)
        ids = self._cut(ids)
        ids.append(self._number("[SEP]"))
        return ids, (_place(ids, marks["s"]), _place(ids, marks["t"]))

    def _number(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise CoderError(f"data/model/tokenizer.json: no {token}; install the package again")
        return number

    def _cut(self, ids: list[int]) -> list[int]:
        """At most `max_tokens` - 1 tokens, with the pair as near the middle as the sentence allows."""
        limit = self.settings.max_tokens
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
