"""Fits the confidence of events on the held-out sentences, and writes its weights into the model's settings.

    python -m training.calibrate [--model DIR] [FILE…]

Runs with the package itself, after `training.export_model`: it needs the events that the shipped model tells. Prints how
often events of each confidence are right when every fifth group is fitted without itself.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.sentences import matched

from dragoman.coding.coder import Coding
from dragoman.coding.confidence import parts_of
from dragoman.coding.encoder import Encoder
from dragoman.coding.model import ModelCoder
from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.pipeline import code_marked
from dragoman.predict import text_article
from dragoman.records import Span
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from training.annotated import DAY, FOLDER, is_held_out, read_annotated, region_of

SETTINGS = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "model" / "model.json"
FOLDS = 5
# How strongly weights are held near 0; nine weights and some thousand events need little of it.
RIDGE = 1.0

Floats = npt.NDArray[np.float64]


class RecordingCoder(ModelCoder):
    """The model coder without a threshold, which remembers what each event's confidence would rest on."""

    def __init__(self, model: Path | None = None) -> None:
        super().__init__(Encoder(own=model), least=(0.0, 0.0))
        self.parts: dict[Span, dict[str, float]] = {}

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """As `ModelCoder.code`."""
        self.parts = {one.trigger: parts_of(one, one.opinion) for one in candidates if one.opinion is not None}
        return super().code(marked, candidates, scopes, knowledge)


def main() -> None:
    """Fits, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, help="the folder of a model; the shipped one by default")
    parser.add_argument("files", nargs="*", type=Path, help="annotated files; all by default")
    options = parser.parse_args()
    parts, right, fold = observed(options.files or sorted(FOLDER.glob("*.txt")), options.model)
    names = list(parts[0])
    rows = np.array([[one[name] for name in names] for one in parts])
    guess = np.zeros(len(rows))
    for number in range(FOLDS):
        own = fold == number
        guess[own] = shares(rows[own], fitted(rows[~own], right[~own]))
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (guess >= low) & (guess < low + 0.1)
        if inside.any():
            print(f"{low:.1f}: {int(inside.sum())} events, {right[inside].mean():.3f} right")
    weights = dict(zip(names, fitted(rows, right).round(4).tolist(), strict=True))
    file = options.model / "model.json" if options.model else SETTINGS
    settings = json.loads(file.read_text())
    file.write_text(json.dumps({**settings, "confidence": weights}) + "\n")
    print(weights)


def observed(
    files: Iterable[Path], model: Path | None = None
) -> tuple[list[dict[str, float]], Floats, npt.NDArray[np.int64]]:
    """For each event on held-out sentences its parts, whether it is right, and its fold."""
    knowledge, coder = load_knowledge(), RecordingCoder(model)
    parts, right, fold = [], [], []
    groups: dict[str, int] = {}
    for path in files:
        for sentence in filter(is_held_out, read_annotated(path)):
            marked = mark_article(text_article(sentence.text, DAY, region=region_of(sentence)), knowledge)
            coded = code_marked(marked, knowledge, coder)
            hits = matched(sentence, coded).values()
            for event in coded.events:
                if event.trigger not in coder.parts:
                    continue  # told by the rules alone, with their own confidence
                parts.append(coder.parts[event.trigger])
                right.append(float(any(event is hit for hit in hits)))
                fold.append(groups.setdefault(sentence.group, len(groups)) % FOLDS)
    return parts, np.array(right), np.array(fold)


def shares(rows: Floats, weights: Floats) -> Floats:
    """The share that a regression gives each row."""
    return np.asarray(1.0 / (1.0 + np.exp(-rows @ weights)))


def fitted(rows: Floats, right: Floats) -> Floats:
    """The weights of a ridge logistic regression, by Newton's method; the first, of the bias, is not held back."""
    held = RIDGE * np.eye(rows.shape[1])
    held[0, 0] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(100):
        guess = shares(rows, weights)
        slope = rows.T @ (guess - right) + held @ weights
        bend = (rows * (guess * (1 - guess))[:, None]).T @ rows + held
        weights = weights - np.linalg.solve(bend, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
