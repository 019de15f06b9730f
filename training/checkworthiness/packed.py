"""The trained network as it is shipped: it reads sentences behind one another, and none sees another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from encoder import Network
from numpy.typing import NDArray
from torch import Tensor, nn

_EPSILON = 1e-12
_PIECES = 512


class Example(Protocol):
    """A sentence in word pieces: their ids, and 1 for those that are averaged."""

    @property
    def ids(self) -> list[int]: ...  # noqa: D102
    @property
    def pooled(self) -> list[int]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Pack:
    """Sentences behind one another, as one row of n pieces.

    Attributes:
        ids: (n) vocabulary ids, special pieces included.
        positions: (n) place of each piece in its sentence.
        texts: (n) number of the sentence that each piece is of, from 0.
        pooled: (sentences, n) shares of the pieces in the mean of each sentence.
    """

    ids: Tensor
    positions: Tensor
    texts: Tensor
    pooled: Tensor

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Pack":
        """The sentences in their order."""
        lengths = [len(example.ids) for example in examples]
        pooled = torch.zeros(len(examples), sum(lengths))
        place = 0
        for row, example in enumerate(examples):
            shares = torch.tensor(example.pooled, dtype=torch.float)
            pooled[row, place : place + lengths[row]] = shares / shares.sum()
            place += lengths[row]
        return cls(
            ids=torch.tensor([piece for example in examples for piece in example.ids]),
            positions=torch.cat([torch.arange(length) for length in lengths]),
            texts=torch.repeat_interleave(torch.arange(len(examples)), torch.tensor(lengths)),
            pooled=pooled,
        )


class Layer(nn.Module):
    """A layer of the encoder."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=_EPSILON)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=_EPSILON)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """(n, width) states and (n, n) what is added to the scores of attention -> (n, width)."""
        pieces, width = states.shape
        size = width // self.heads
        shape = (pieces, 3, self.heads, size)
        query, key, value = self.query_key_value(states).view(shape).permute(1, 2, 0, 3)
        weights = torch.softmax(query @ key.transpose(1, 2) * size**-0.5 + mask, -1)
        seen = (weights @ value).transpose(0, 1).reshape(pieces, width)
        states = self.norm(states + self.attended(seen))
        return self.last_norm(states + self.outer(nn.functional.gelu(self.inner(states))))


class PackedEncoder(nn.Module):
    """The encoder of a trained network.

    Args:
        encoder: what was trained: a BERT, its layers and word embeddings cut to those that are used.
        longest: pieces of the longest sentence.
    """

    def __init__(self, encoder: nn.Module, longest: int) -> None:
        super().__init__()
        settings, embeddings = encoder.config, encoder.embeddings
        self.words = embeddings.word_embeddings
        self.positions = nn.Embedding(longest, settings.hidden_size)
        places = embeddings.position_embeddings.weight.data[:longest]
        self.positions.weight.data = places + embeddings.token_type_embeddings.weight.data[0]
        self.norm = embeddings.LayerNorm
        sizes = (settings.hidden_size, settings.num_attention_heads, settings.intermediate_size)
        self.layers = nn.ModuleList(Layer(*sizes) for _ in encoder.encoder.layer)
        for made, layer in zip(self.layers, encoder.encoder.layer, strict=True):
            own = layer.attention.self
            parts = (own.query, own.key, own.value)
            made.query_key_value.weight.data = torch.cat([part.weight.data for part in parts])
            made.query_key_value.bias.data = torch.cat([part.bias.data for part in parts])
            made.attended, made.norm = layer.attention.output.dense, layer.attention.output.LayerNorm
            made.inner, made.outer = layer.intermediate.dense, layer.output.dense
            made.last_norm = layer.output.LayerNorm

    def states(self, ids: Tensor, positions: Tensor, texts: Tensor) -> list[Tensor]:
        """A pack -> (n, width) for the word embeddings and for each layer."""
        mask = (texts[:, None] != texts[None]) * -1e4
        states = [self.norm(self.words(ids) + self.positions(positions))]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return states


class Packed(PackedEncoder):
    """The encoder of a trained network, and a head that gives the scores by the standards of both corpora.

    Args:
        trained: the network.
        longest: pieces of the longest sentence.
    """

    def __init__(self, trained: Network, longest: int) -> None:
        super().__init__(trained.encoder, longest)
        settings = trained.encoder.config
        head = trained.checkthat
        self.scores = nn.Linear(2 * settings.hidden_size, 2)
        self.scores.weight.data[0] = torch.cat([torch.zeros_like(head.weight.data[0]), head.weight.data[0]])
        self.scores.bias.data[0] = head.bias.data[0]

    def features(self, ids: Tensor, positions: Tensor, texts: Tensor, pooled: Tensor) -> Tensor:
        """A pack -> (sentences, 2 widths) means of the last two layers."""
        states = self.states(ids, positions, texts)
        return pooled @ torch.cat([states[-2], states[-1]], -1)

    def forward(self, ids: Tensor, positions: Tensor, texts: Tensor, pooled: Tensor) -> Tensor:
        """A pack -> (sentences, 2) scores by the standards of CheckThat and of PoliClaim."""
        scores: Tensor = self.scores(self.features(ids, positions, texts, pooled))
        return scores


def encode(network: Packed, examples: Sequence[Example]) -> NDArray[np.float64]:
    """(examples, features) what the trained encoder makes of them, in 32-bit floats."""
    network.eval()
    with torch.no_grad():
        rows = [
            network.features(pack.ids, pack.positions, pack.texts, pack.pooled)
            for pack in packs(examples, _PIECES)
        ]
    return torch.cat(rows).double().numpy()


def packs(examples: Sequence[Example], pieces: int) -> Iterator[Pack]:
    """The examples in their order, so many at a time that they have at most `pieces` pieces."""
    batch: list[Example] = []
    size = 0
    for example in examples:
        if batch and size + len(example.ids) > pieces:
            yield Pack.of(batch)
            batch, size = [], 0
        batch.append(example)
        size += len(example.ids)
    if batch:
        yield Pack.of(batch)
