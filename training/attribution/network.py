"""The network: a small encoder that also sees letter case and quotation state, with labels and two pointers."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from newsclaims.attribution.tagger.decoding import LABELS
from newsclaims.attribution.tagger.features import Window

Inputs = tuple[Tensor, Tensor, Tensor, Tensor]


class Pointer(nn.Module):
    """Scores each piece's every other piece as its target: a scaled product of two projections."""

    def __init__(self, width: int, size: int) -> None:
        super().__init__()
        self.origin = nn.Linear(width, size)
        self.target = nn.Linear(width, size)
        self.scale = size**-0.5

    def forward(self, hidden: Tensor) -> Tensor:
        """(batch, n, width) -> (batch, n, n)."""
        return torch.matmul(self.origin(hidden), self.target(hidden).transpose(1, 2)) * self.scale


class Tagger(nn.Module):
    """Encoder and heads; its inputs are (batch, n) ids, mask, case and quoted."""

    def __init__(self, base: Path, *, dropout: float, pointer_size: int, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation=attention)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(4, width)
        self.quoted = nn.Embedding(3, width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoted.weight)
        self.dropout = nn.Dropout(dropout)
        self.labels = nn.Linear(width, len(LABELS))
        self.to_cue = Pointer(width, pointer_size)
        self.to_source = Pointer(width, pointer_size)

    def forward(
        self, ids: Tensor, mask: Tensor, case: Tensor, quoted: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the labels (batch, n, 7) and of both pointers (batch, n, n)."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.case(case) + self.quoted(quoted)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.labels(hidden), self.to_cue(hidden), self.to_source(hidden)


def collate(windows: Sequence[Window]) -> Inputs:
    """The windows' features as tensors, padded to the longest."""
    longest = max(map(len, windows))
    columns = (
        [window.ids + [0] * (longest - len(window)) for window in windows],
        [[1] * len(window) + [0] * (longest - len(window)) for window in windows],
        [window.case + [0] * (longest - len(window)) for window in windows],
        [window.quoted + [0] * (longest - len(window)) for window in windows],
    )
    ids, mask, case, quoted = (torch.tensor(column) for column in columns)
    return ids, mask, case, quoted


def load(weights: Path, base: Path, pointer_size: int, *, attention: str = "sdpa") -> Tagger:
    """A trained network, for use."""
    network = Tagger(base, dropout=0.0, pointer_size=pointer_size, attention=attention)
    network.load_state_dict(read(weights))
    return network.eval()


def read(weights: Path) -> dict[str, Tensor]:
    """The trained weights of a run by name."""
    state: dict[str, Tensor] = torch.load(weights, map_location="cpu", weights_only=True)
    return state
