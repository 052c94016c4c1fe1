"""The event model in torch: one encoder, heads for words and roles of a plain sentence, and one for a marked pair."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import nn

from training.labels import ROLES, STATUSES, TYPES

# BERT's unused vocabulary entries serve as marks, so that neither tokenizer nor embeddings grow.
MARKS = {"s": 1, "/s": 2, "t": 3, "/t": 4}
MAX_PAIR_TOKENS = 128  # sentences of press have at most some 80 tokens; longer ones are cut around the pair
MAX_TOKENS = 256
WORD_FEATURES, LINK_FEATURES, HIDDEN, ACT_SIZE = 64, 64, 160, 16


@dataclass(frozen=True)
class Vocabulary:
    """Features and modes by number; 0 is padding."""

    words: dict[str, int]
    links: dict[str, int]
    modes: tuple[str, ...]


class EventModel(nn.Module):
    """See the module's first line; `states` are the encoder's output, one row per token."""

    def __init__(self, encoder: nn.Module, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.pair = nn.Linear(3 * size, len(TYPES))
        self.word_features = nn.Embedding(len(vocabulary.words) + 1, WORD_FEATURES, padding_idx=0)
        self.word = nn.Linear(size + WORD_FEATURES, HIDDEN)
        self.act = nn.Linear(HIDDEN, len(TYPES))
        self.status = nn.Linear(HIDDEN, len(STATUSES))
        self.symmetric = nn.Linear(HIDDEN, 1)
        self.mode = nn.Linear(HIDDEN, len(vocabulary.modes))
        self.link_features = nn.Embedding(len(vocabulary.links) + 1, LINK_FEATURES, padding_idx=0)
        self.acts = nn.Embedding(len(TYPES), ACT_SIZE)
        self.of_trigger = nn.Linear(size, HIDDEN)
        self.of_mention = nn.Linear(size, HIDDEN)
        self.link = nn.Linear(3 * HIDDEN + LINK_FEATURES + ACT_SIZE, HIDDEN)
        self.role = nn.Linear(HIDDEN, len(ROLES))
        self.dropout = nn.Dropout(0.15)
        for table in (self.word_features, self.link_features):
            nn.init.normal_(table.weight, std=0.1)
            with torch.no_grad():
                table.weight[0].zero_()

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The encoder's last layer."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

    def pair_logits(self, ids: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        """Types of marked pairs, from [mean ; state of the source mark ; state of the target mark]."""
        states = self.states(ids, mask)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        rows = torch.arange(ids.shape[0], device=ids.device)
        pooled = torch.cat([mean, states[rows, marks[:, 0]], states[rows, marks[:, 1]]], dim=-1)
        return self.pair(self.dropout(pooled))

    def word_hidden(self, states: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """What the word heads read: states of first pieces with the sum of their features."""
        seen = self.word_features(features).sum(1)
        return nn.functional.gelu(self.word(self.dropout(torch.cat([states, seen], -1))), approximate="tanh")

    def role_logits(
        self, trigger: torch.Tensor, mention: torch.Tensor, features: torch.Tensor, acts: torch.Tensor
    ) -> torch.Tensor:
        """Roles of mentions for triggers, row by row."""
        one, other = self.of_trigger(self.dropout(trigger)), self.of_mention(self.dropout(mention))
        seen = self.link_features(features).sum(1)
        joined = torch.cat([one, other, one * other, seen, self.acts(acts)], -1)
        return self.role(self.dropout(nn.functional.gelu(self.link(joined), approximate="tanh")))


def padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    """Rows of numbers as one tensor, filled with 0; at least one column."""
    longest = max((len(row) for row in rows), default=0) or 1
    return torch.tensor([[*row, *([0] * (longest - len(row)))] for row in rows], dtype=torch.long).reshape(-1, longest)
