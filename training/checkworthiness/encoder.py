"""The network that learns: the first layers of a small encoder, pooled over the sentence, and a score a standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in word pieces.

    Attributes:
        ids: vocabulary ids, special pieces included.
        pooled: 1 for the pieces that are scored, 0 for special ones and for what stands around the sentence.
        label: whether it is worth checking; None where nobody judged it.
        row: its place among the sentences.
    """

    ids: list[int]
    pooled: list[int]
    label: int | None
    row: int


class Network(nn.Module):
    """Encoder and head, trained on CheckThat; the word embeddings stay as they are."""

    def __init__(self, base: Path, kept: list[int], *, layers: int, dropout: float) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="sdpa")
        embeddings = self.encoder.embeddings
        weights = embeddings.word_embeddings.weight.data[kept]
        embeddings.word_embeddings = nn.Embedding.from_pretrained(weights, freeze=True, padding_idx=0)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        self.encoder.config.vocab_size = len(kept)
        self.dropout = nn.Dropout(dropout)
        self.checkthat = nn.Linear(self.encoder.config.hidden_size, 1)

    def features(self, ids: Tensor, pooled: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, n) ids and weights of the pieces -> (batch, 2 widths) means of the last two layers."""
        mask = torch.ones_like(ids) if mask is None else mask
        layers = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        both = torch.cat([layers[-2], layers[-1]], dim=-1)
        return torch.matmul(pooled[:, None, :], both)[:, 0] / pooled.sum(1, keepdim=True)

    def forward(self, ids: Tensor, pooled: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """(batch, n) ids and weights of the pieces -> (batch) scores and (batch, 2 widths) features."""
        features = self.features(ids, pooled, mask)
        last = features[:, features.shape[1] // 2 :]
        return self.checkthat(self.dropout(last))[:, 0], features


def collate(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, weights and mask, padded to the longest."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.tensor([example.ids + [0] * (longest - len(example.ids)) for example in examples])
    pooled = torch.tensor([example.pooled + [0] * (longest - len(example.ids)) for example in examples])
    lengths = torch.tensor([len(example.ids) for example in examples])
    return ids, pooled.float(), (torch.arange(longest)[None] < lengths[:, None]).long()
