"""What trained networks say of each window, for another one to learn from beside the annotation.

Hinton et al. 2015, "Distilling the knowledge in a neural network"; Furlanello et al. 2018, "Born-again neural
networks": a network that learns the mean probabilities of networks like itself beside the annotation can end up
better than they are, and it can learn from articles that nobody annotated.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from corpus import IGNORED, Lesson
from network import Tagger, collate
from tokenizers import Tokenizer
from torch import Tensor

from newsclaims.attribution.tagger.decoding import CONTENT, CUE
from newsclaims.attribution.tagger.features import Window, windows
from newsclaims.paragraphs import paragraphs

_BATCH = 16


def lessons(
    teachers: Sequence[Tagger], articles: Sequence[dict[str, Any]], tokenizer: Tokenizer
) -> list[list[Lesson]]:
    """For each article the teachers' mean probabilities in each of its windows."""
    for teacher in teachers:
        teacher.eval()
    taught = []
    for article in articles:
        found = list(windows(article["text"], paragraphs(article["text"]), tokenizer))
        parts = [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
        taught.append([lesson for part in parts for lesson in _lessons(teachers, part)])
    return taught


def _lessons(teachers: Sequence[Tagger], found: Sequence[Window]) -> Iterator[Lesson]:
    inputs = collate(found)
    outside = inputs[1][:, None, :] == 0
    with torch.no_grad():
        scores = [teacher(*inputs) for teacher in teachers]
    labels = _mean([labels for labels, _, _ in scores])
    to_cue = _mean([to_cue.masked_fill(outside, -1e4) for _, to_cue, _ in scores]).argmax(-1)
    to_source = _mean([to_source.masked_fill(outside, -1e4) for _, _, to_source in scores]).argmax(-1)
    for row, window in enumerate(found):
        soft = labels[row, : len(window)]
        kinds = [
            None if left < 0 or best == 0 else (best - 1) // 2
            for best, (left, _) in zip(soft.argmax(-1).tolist(), window.spans, strict=True)
        ]
        yield Lesson(
            labels=soft.half(),
            to_cue=_targets(kinds, CONTENT, to_cue[row]),
            to_source=_targets(kinds, CUE, to_source[row]),
        )


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([part.float().softmax(-1) for part in scores]).mean(0)


def _targets(kinds: Sequence[int | None], kind: int, best: Tensor) -> list[int]:
    return [target if own == kind else IGNORED for own, target in zip(kinds, best.tolist(), strict=False)]


def write(taught: Sequence[Sequence[Lesson]], path: Path) -> None:
    """Keep the lessons; whole or not at all."""
    rows = [[(lesson.labels, lesson.to_cue, lesson.to_source) for lesson in article] for article in taught]
    unfinished = path.with_suffix(".tmp")
    torch.save(rows, unfinished)
    unfinished.replace(path)


def read(path: Path) -> list[list[Lesson]]:
    """The lessons of `write`."""
    return [[Lesson(*row) for row in article] for article in torch.load(path, weights_only=True)]
