"""Training: seeded, resumable, within a time limit; a checkpoint holds all that a run needs to go on."""

import copy
import json
import math
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from base import base_folder, load_tokenizer
from corpus import IGNORED, Example, batches, examples
from network import Tagger, collate
from torch import Tensor, nn

from newsclaims.attribution.tagger.features import Window

Config = dict[str, Any]
_CHECKPOINT_STEPS = 200
_REPORT_STEPS = 50


def fast_bfloat16() -> bool:
    """Whether this processor multiplies in bfloat16 (AVX-512 BF16 or AMX); others only imitate it, slowly."""
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16"))


def train(
    config: Config, articles: Sequence[dict[str, Any]], out: Path, *, hours: float, bfloat16: bool
) -> Path:
    """Train on `articles` and return the path of the averaged weights.

    Args:
        config: as in config.toml, with one "seed": of the new weights, the dropout, the order of the windows and
            the rewriting of the texts.
        articles: with "text" and "attributions", "lessons" of teachers, or both.
        out: folder for checkpoint, weights and log; a checkpoint there is continued.
        hours: time limit; the learning rate reaches zero by then, whatever the epochs.
        bfloat16: compute in bfloat16 where the processor does that faster.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config["seed"])
    settings = config["training"]
    folder = base_folder(config)
    tokenizer = load_tokenizer(folder)
    model = Tagger(folder, dropout=settings["dropout"], pointer_size=settings["pointer_size"])
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    taught = any("lessons" in article for article in articles)
    run = Run(settings, model, out, taught=config["distillation"]["weight"] if taught else 0.0)
    per_epoch = math.ceil(len(list(examples(articles, tokenizer))) / settings["batch_size"])
    steps = math.ceil(per_epoch * settings["epochs"])
    start = time.monotonic() - run.seconds
    model.train()
    while True:
        chance = random.Random(f"{config['seed']} {run.step // per_epoch}")  # noqa: S311 - no secret
        epoch = list(examples(articles, tokenizer, config["augmentation"], chance))
        for number, batch in enumerate(batches(epoch, settings["batch_size"], chance)):
            if number < run.step % per_epoch:
                continue  # done before the run was interrupted
            run.seconds = time.monotonic() - start
            late = run.seconds / (3600 * hours) if run.step else 0.0  # in time, a run depends on no clock
            progress = max(run.step / steps, late)
            if progress >= 1:
                return run.finish()
            run.learn(batch, progress, bfloat16=bfloat16)


def facts(run: Path) -> dict[str, float]:
    """Steps and seconds of a finished run."""
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    return {"steps": state["step"], "seconds": round(state["seconds"])}


class Run:
    """The state of a training run, on disk every few steps."""

    def __init__(self, config: Config, model: Tagger, out: Path, *, taught: float = 0.0) -> None:
        self.config = config
        self.model = model
        self.average = copy.deepcopy(model).eval()
        self.out = out
        self.taught = taught
        self.step = 0
        self.seconds = 0.0
        self.losses: list[list[float]] = []
        named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
        encoder = [weight for name, weight in named if name.startswith("encoder.")]
        heads = [weight for name, weight in named if not name.startswith("encoder.")]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": encoder, "lr": config["learning_rate"], "peak": config["learning_rate"]},
                {"params": heads, "lr": config["head_learning_rate"], "peak": config["head_learning_rate"]},
            ],
            weight_decay=config["weight_decay"],
        )
        if (out / "checkpoint.pt").exists():
            self._resume()

    def learn(self, batch: list[Example], progress: float, *, bfloat16: bool) -> None:
        """One step of the optimizer."""
        rate = min(1.0, progress / self.config["warm_up"]) * (1 - progress)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            inputs = collate([example.window for example in batch])
            labels, to_cue, to_source = self.model(*inputs)
        losses = [
            self._labels_loss(labels, batch),
            _loss(_masked(to_cue, inputs[1]), [example.to_cue for example in batch]),
            _loss(_masked(to_source, inputs[1]), [example.to_source for example in batch]),
        ]
        loss = losses[0] + self.config["pointer_weight"] * (losses[1] + losses[2])
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.config["gradient_clip"])
        self.optimizer.step()
        self.step += 1
        self._mean(progress)
        self.losses.append([part.item() for part in losses])
        if self.step % _REPORT_STEPS == 0:
            self._report(progress)
        if self.step % _CHECKPOINT_STEPS == 0:
            self._save()

    def _labels_loss(self, scores: Tensor, batch: list[Example]) -> Tensor:
        """Cross-entropy against the annotation and, by the weight of the lessons, against the teachers."""
        annotated = _loss(scores, [example.labels for example in batch])
        lessons = [example.lesson.labels if example.lesson else None for example in batch]
        if not self.taught or not any(lesson is not None for lesson in lessons):
            return annotated
        known = any(label != IGNORED for example in batch for label in example.labels)
        share = self.taught if known else 1.0
        return (1 - share) * annotated + share * _distance(
            scores, lessons, [example.window for example in batch]
        )

    def finish(self) -> Path:
        """Write the averaged weights; their file tells that the run is done."""
        self._save()
        return _write(self.average.state_dict(), self.out / "weights.pt")

    def _mean(self, progress: float) -> None:
        decay = self.config["average_decay"] if progress > self.config["averaged_from"] else 0.0
        with torch.no_grad():
            for mean, weight in zip(self.average.parameters(), self.model.parameters(), strict=True):
                mean.lerp_(weight, 1 - decay)

    def _report(self, progress: float) -> None:
        means = [sum(column) / len(column) for column in zip(*self.losses, strict=True)]
        self.losses.clear()
        line = {"step": self.step, "progress": round(progress, 4), "seconds": round(self.seconds)}
        line |= dict(zip(("labels", "to_cue", "to_source"), (round(mean, 4) for mean in means), strict=True))
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "random": torch.get_rng_state(),
        }
        _write(state, self.out / "checkpoint.pt")

    def _resume(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]
        torch.set_rng_state(state["random"])


def _write(state: Mapping[str, Any], path: Path) -> Path:
    """Save whole or not at all."""
    unfinished = path.with_suffix(".tmp")
    torch.save(state, unfinished)
    return unfinished.replace(path)


def _loss(scores: Tensor, targets: list[list[int]]) -> Tensor:
    longest = scores.shape[1]
    padded = torch.tensor([row + [IGNORED] * (longest - len(row)) for row in targets])
    if not (padded != IGNORED).any():
        return scores.float().sum() * 0
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), padded.flatten(), ignore_index=IGNORED)


def _distance(scores: Tensor, lessons: Sequence[Tensor | None], windows: Sequence[Window]) -> Tensor:
    """Mean cross-entropy against the teachers' probabilities over all pieces that stand for text."""
    rows = []
    for score, lesson, window in zip(scores.float(), lessons, windows, strict=True):
        if lesson is not None:
            real = torch.tensor([left >= 0 for left, _ in window.spans])
            rows.append(-(lesson.float() * score[: len(window)].log_softmax(-1)).sum(-1)[real])
    return torch.cat(rows).mean()


def _masked(scores: Tensor, mask: Tensor) -> Tensor:
    return scores.float().masked_fill(mask[:, None, :] == 0, -1e4)
