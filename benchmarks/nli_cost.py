"""What the zero-shot NLI way of typing a pair costs: a model of roberta-large's shape, asked 76 hypotheses a sentence.

    .venv-train/bin/python -m benchmarks.nli_cost [--sentences 3]

Random weights of the same shape suffice to time it (355 M parameters, 24 layers). Needs what `make train` installs. The
other figure, marked pairs a CPU second of the shipped model, comes from `make bench`.
"""

import argparse
import json
import time

import torch
from transformers import RobertaConfig, RobertaForSequenceClassification

HYPOTHESES = 76  # of the published method, level 1
TOKENS = 36 + 12  # a sentence of press and a hypothesis


def main() -> None:
    """Times sentences one after the other on one thread, and prints CPU seconds for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    shape = RobertaConfig(
        vocab_size=50265, hidden_size=1024, num_hidden_layers=24, num_attention_heads=16, intermediate_size=4096,
        num_labels=3, max_position_embeddings=514,
    )  # fmt: skip
    model = RobertaForSequenceClassification(shape).eval()
    ids = torch.randint(5, 50000, (HYPOTHESES, TOKENS))
    seconds = []
    with torch.no_grad():
        for _ in range(options.sentences):
            began = time.process_time()
            model(input_ids=ids)
            seconds.append(round(time.process_time() - began, 2))
    print(json.dumps({"parameters": sum(p.numel() for p in model.parameters()), "cpu_seconds_a_sentence": seconds}))


if __name__ == "__main__":
    main()
