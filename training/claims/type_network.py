"""The network that reads a claim's type: the first layers of a small encoder, pooled over the clause, and a head."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from packed import PackedEncoder
from torch import Tensor, nn
from transformers import AutoModel

Config = dict[str, Any]
Floats = NDArray[np.float64]
# Batches whose sentences are sorted by length together.
_BUCKET = 20
_REPORT = 50


@dataclass(frozen=True, slots=True)
class Example:
    """A clause within its sentence, in word pieces.

    Attributes:
        ids: vocabulary ids of the sentence, special pieces included.
        pooled: 1 for the pieces of the clause.
        target: the share of each type.
        weight: what it counts.
        news: 1 where it is of news that others wrote, whose types have other shares.
    """

    ids: list[int]
    pooled: list[int]
    target: tuple[float, ...]
    weight: float
    news: int


class Network(nn.Module):
    """Encoder and head; the word embeddings stay as they are.

    Attributes:
        types: scores the types.
        news: what news adds to these scores, since its types have other shares; left out when it is used.
    """

    def __init__(
        self, base: Path, kept: list[int], types: int, config: Config, attention: str = "sdpa"
    ) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation=attention)
        embeddings = self.encoder.embeddings
        weights = embeddings.word_embeddings.weight.data[kept]
        embeddings.word_embeddings = nn.Embedding.from_pretrained(weights, freeze=True, padding_idx=0)
        self.encoder.encoder.layer = self.encoder.encoder.layer[: config["layers"]]
        self.encoder.config.num_hidden_layers = config["layers"]
        self.encoder.config.vocab_size = len(kept)
        self.dropout = nn.Dropout(config["dropout"])
        self.types = nn.Linear(self.encoder.config.hidden_size, types)
        self.news = nn.Parameter(torch.zeros(types))

    def forward(self, ids: Tensor, pooled: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, n) ids and weights of the pieces -> (batch, types) scores."""
        mask = torch.ones_like(ids) if mask is None else mask
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        clause = torch.matmul(pooled[:, None, :], states)[:, 0] / pooled.sum(1, keepdim=True)
        return self.types(self.dropout(clause))


def train(network: Network, examples: Sequence[Example], config: Config, *, bfloat16: bool) -> None:
    """Train encoder and head."""
    torch.manual_seed(config["seed"])
    chance = random.Random(config["seed"])  # noqa: S311 - no secret
    network.train()
    body = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    head = [*network.types.parameters(), network.news]
    groups = [
        {"params": body, "peak": config["learning_rate"]},
        {"params": head, "peak": config["head_learning_rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=config["weight_decay"])
    batches = [
        batch
        for _ in range(config["epochs"])
        for batch in _batches(list(examples), config["batch_size"], chance)
    ]
    start = time.monotonic()
    losses: list[float] = []
    for done, batch in enumerate(batches):
        rate = min(1.0, (done + 1) / (config["warm_up"] * len(batches))) * (1 - done / len(batches))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            scores = network(*collate(batch)).float()
        news = torch.tensor([[float(example.news)] for example in batch])
        target = torch.tensor([example.target for example in batch])
        target = target * (1 - config["smoothing"]) + config["smoothing"] / target.shape[1]
        weight = torch.tensor([example.weight for example in batch])
        said = (scores + news * network.news).log_softmax(-1)
        loss = -((target * said).sum(-1) * weight).sum() / weight.sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*body, *head], config["gradient_clip"])
        optimizer.step()
        losses.append(loss.item())
        if len(losses) % _REPORT == 0:
            mean, seconds = sum(losses[-_REPORT:]) / _REPORT, time.monotonic() - start
            print(f"{len(losses)}/{len(batches)} loss {mean:.4f} {seconds:.0f}s", flush=True)


def collate(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, weights and mask, padded to the longest."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.tensor([example.ids + [0] * (longest - len(example.ids)) for example in examples])
    pooled = torch.tensor([example.pooled + [0] * (longest - len(example.ids)) for example in examples])
    lengths = torch.tensor([len(example.ids) for example in examples])
    return ids, pooled.float(), (torch.arange(longest)[None] < lengths[:, None]).long()


class PackedTypes(PackedEncoder):
    """The trained network as it is shipped: it reads clauses behind one another, and none sees another.

    Args:
        trained: the network.
        longest: pieces of the longest sentence, special ones and what is told included.
    """

    def __init__(self, trained: Network, longest: int) -> None:
        super().__init__(trained.encoder, longest)
        self.scores = trained.types

    def forward(self, ids: Tensor, positions: Tensor, texts: Tensor, pooled: Tensor) -> Tensor:
        """A pack -> (clauses, types) scores."""
        scores: Tensor = self.scores(pooled @ self.states(ids, positions, texts)[-1])
        return scores


def _batches(items: list[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of sentences of like length."""
    chance.shuffle(items)
    found = []
    for start in range(0, len(items), size * _BUCKET):
        bucket = sorted(items[start : start + size * _BUCKET], key=lambda example: len(example.ids))
        found += [bucket[index : index + size] for index in range(0, len(bucket), size)]
    chance.shuffle(found)
    yield from found
