"""Training the encoder on CheckThat, and the regression that fits the head of PoliClaim."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from encoder import Example, Network, collate
from numpy.typing import NDArray
from sentences import Sentence
from tokenizers import Tokenizer
from torch import Tensor, nn

Floats = NDArray[np.float64]
Config = dict[str, Any]
Epochs = Callable[[random.Random], list[Example]]
_BUCKET = 20
_REPORT = 100
_NEWTON = 12


def examples(
    sentences: Sequence[Sentence], tokenizer: Tokenizer, config: Config, chance: random.Random | None = None
) -> list[Example]:
    """The sentences in word pieces; with `chance` some stand beside another sentence, as clauses do in news."""
    pieces = [tokenizer.encode(sentence.text, add_special_tokens=False).ids for sentence in sentences]
    unknown, start, end = (int(tokenizer.token_to_id(name) or 0) for name in ("[UNK]", "[CLS]", "[SEP]"))
    made = []
    for row, (sentence, whole) in enumerate(zip(sentences, pieces, strict=True)):
        own = whole[: config["longest"]] or [unknown]
        before: list[int] = []
        after: list[int] = []
        if chance is not None and chance.random() < config["framed"]:
            other = chance.choice(pieces)[: config["longest"] // 2]
            before, after = chance.choice([(other, []), ([], other)])
        ids = [start, *before, *own, *after, end]
        pooled = [0] * (1 + len(before)) + [1] * len(own) + [0] * (len(after) + 1)
        made.append(Example(ids, pooled, sentence.label, row))
    return made


def train(network: Network, made: Epochs, lessons: Tensor, config: Config, *, bfloat16: bool) -> None:
    """Train encoder and first head.

    Args:
        network: what learns, to give the labels and by a linear map, which is dropped in the end, the lessons.
        made: gives the examples of an epoch.
        lessons: (sentences, n) what a teacher makes of each sentence.
        config: the settings.
        bfloat16: computes in 16 bits.
    """
    network.train()
    given = nn.Linear(2 * network.checkthat.in_features, lessons.shape[1])
    head = [*network.checkthat.parameters(), *given.parameters()]
    body = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    groups = [
        {"params": body, "peak": config["learning_rate"]},
        {"params": head, "peak": config["head_learning_rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=config["weight_decay"])
    start = time.monotonic()
    losses: list[list[float]] = []
    for epoch in range(config["epochs"]):
        chance = random.Random(f"{config['seed']} {epoch}")  # noqa: S311 - no secret
        batches = list(_batches(made(chance), config["batch_size"], chance))
        steps = len(batches) * config["epochs"]
        for batch in batches:
            done = len(losses)
            rate = min(1.0, (done + 1) / (config["warm_up"] * steps)) * (1 - done / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
                scores, features = network(*collate(batch))
                said = given(features)
            taught = (said.float() - lessons[[example.row for example in batch]]).square().mean()
            judged = _judged(scores.float(), batch) / config["batch_size"]
            loss = judged + config["teacher"]["weight"] * taught
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *head], config["gradient_clip"])
            optimizer.step()
            losses.append([judged.item(), taught.item()])
            if len(losses) % _REPORT == 0:
                means, seconds = np.mean(losses[-_REPORT:], 0), time.monotonic() - start
                print(f"{len(losses)}/{steps} loss {means[0]:.4f} {means[1]:.4f} {seconds:.0f}s", flush=True)


def _judged(scores: Tensor, batch: Sequence[Example]) -> Tensor:
    """The summed cross-entropy of the sentences that have a label."""
    rows = [row for row, example in enumerate(batch) if example.label is not None]
    labels = torch.tensor([float(example.label) for example in batch if example.label is not None])
    return nn.functional.binary_cross_entropy_with_logits(scores[rows], labels, reduction="sum")


def logistic(features: Floats, labels: Sequence[int], penalty: float) -> tuple[Floats, float]:
    """Weights and shift of a logistic regression with a penalty on the squared weights (Newton's method)."""
    centre, spread = features.mean(0), features.std(0) + 1e-6
    inputs = np.concatenate([(features - centre) / spread, np.ones((len(labels), 1))], axis=1)
    ridge = np.diag([penalty] * features.shape[1] + [0.0])
    weights = np.zeros(inputs.shape[1])
    for _ in range(_NEWTON):
        said = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (said - np.asarray(labels)) + ridge @ weights
        curvature = (inputs.T * (said * (1 - said))) @ inputs + ridge
        weights -= np.linalg.solve(curvature, slope)
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ centre)


def _batches(items: list[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of sentences of like length."""
    chance.shuffle(items)
    for start in range(0, len(items), size * _BUCKET):
        bucket = sorted(items[start : start + size * _BUCKET], key=lambda example: len(example.ids))
        batches = [bucket[index : index + size] for index in range(0, len(bucket), size)]
        chance.shuffle(batches)
        yield from batches
