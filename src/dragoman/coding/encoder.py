"""The trained encoder and its heads: sentences in, states of their tokens out, run by ONNX Runtime and NumPy.

The encoder is one ONNX file; its heads are small matrices beside it. The card is data/model/CARD.md.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from dragoman.errors import CoderError
from dragoman.knowledge.files import data_root
from dragoman.records import Act, Status

Floats = npt.NDArray[np.float32]

# Texts are run in batches of similar length; 16 was fastest on two cores (429 a second against 367 for 1).
BATCH = 16


class ModelSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the model was trained with.

    `types` are PLOVER's types and NONE; `marks` are vocabulary numbers; `word_features`, `link_features` number what
    `event_inputs` says; `modes` are "ACT/mode"; temperatures divide logits, so that shares mean what they say;
    `confidence` are the weights of `confidence.parts_of`; `codebook` is the own codebook it was trained with, if any.
    """

    name: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    modes: tuple[str, ...]
    marks: dict[str, int]
    max_pair_tokens: int
    max_tokens: int
    pair_temperature: float
    act_temperature: float
    word_features: dict[str, int]
    link_features: dict[str, int]
    confidence: dict[str, float]
    codebook: str | None = None


class Encoder:
    """The loaded model; safe to call from one thread at a time. `own` is the folder of a model that a user trained.

    Raises:
        CoderError: the model's files are missing, or are not what `make train` writes.
    """

    def __init__(self, threads: int = 1, own: Path | None = None) -> None:
        folder: Traversable = own or data_root() / "model"
        if not (folder / "encoder.onnx").is_file():
            named = (
                f"{own}/encoder.onnx is missing"
                if own
                else "data/model/encoder.onnx is missing; install the package again"
            )
            raise CoderError(f"{named}, or run `make train`")
        self.settings = read_settings(folder)
        self.tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        with as_file(folder / "encoder.onnx") as path:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        with as_file(folder / "heads.npz") as path, np.load(path, allow_pickle=False) as arrays:
            self._heads: dict[str, Floats] = {name: arrays[name].astype(np.float32) for name in arrays.files}

    @cached_property
    def acts(self) -> tuple[Act | None, ...]:
        """The act of each column of types; null for NONE."""
        return tuple(None if name == "NONE" else Act(name) for name in self.settings.types)

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The status of each column of statuses."""
        return tuple(Status(name) for name in self.settings.statuses)

    def linear(self, name: str, rows: Floats) -> Floats:
        """Rows through one linear layer of the heads."""
        return np.asarray(rows @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"], dtype=np.float32)

    def embedded(self, name: str, rows: Sequence[Sequence[int]]) -> Floats:
        """For each row of numbers, the sum of their embeddings."""
        table = self._heads[f"{name}.weight"]
        found = np.zeros((len(rows), table.shape[1]), dtype=np.float32)
        for place, numbers in enumerate(rows):
            if numbers:
                found[place] = table[list(numbers)].sum(axis=0)
        return found

    def states(self, texts: Sequence[Sequence[int]]) -> list[Floats]:
        """For each text of token numbers the states of its tokens, one row each."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(texts)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for i, states in zip(chosen, self._run([texts[i] for i in chosen]), strict=True):
                found[i] = states[: len(texts[i])]
        return found

    def _run(self, texts: Sequence[Sequence[int]]) -> Floats:
        longest = max(len(ids) for ids in texts)
        ids = np.zeros((len(texts), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, tokens in enumerate(texts):
            ids[i, : len(tokens)] = tokens
            mask[i, : len(tokens)] = 1
        (states,) = self._session.run(["states"], {"ids": ids, "mask": mask})
        return np.asarray(states, dtype=np.float32)

    def number(self, token: str) -> int:
        """The vocabulary number of a special token.

        Raises:
            CoderError: the tokenizer is not the model's.
        """
        number = self.tokenizer.token_to_id(token)
        if number is None:
            raise CoderError(f"data/model/tokenizer.json: no {token}; install the package again")
        return number


def read_settings(folder: Traversable) -> ModelSettings:
    """The settings of the model in a folder.

    Raises:
        CoderError: they are missing, or are not what `make train` writes.
    """
    try:
        return msgspec.json.decode((folder / "model.json").read_bytes(), type=ModelSettings)
    except (OSError, msgspec.MsgspecError) as error:
        raise CoderError(f"{folder}/model.json: {error}; run `make train` again") from error


def shares(logits: Floats, temperature: float = 1.0) -> Floats:
    """Logits as shares that sum to 1 in each row."""
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def gelu(values: Floats) -> Floats:
    """The activation between layers, in its tanh form. Source: Hendrycks and Gimpel 2016."""
    inner = np.float32(0.7978845608) * (values + np.float32(0.044715) * values**3)
    return np.asarray(0.5 * values * (1.0 + np.tanh(inner)), dtype=np.float32)
