"""How much a claim is worth checking, 0 to 1: a small encoder, trained on sentences that people judged.

The card, ``models/checkworthiness/README.md``, says on which sentences, and how well a score of 0.8 means 0.8.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclaims.offsets import Offsets
from newsclaims.weights import Weights, shipped

# Word pieces that the model reads at a time; what stands further from the claim is left out.
_LONGEST = 128
# Pieces that are read in one run: more fill the processor no better.
_PACK = 128
# A clause of so many words says enough by itself.
_ALONE = 5
# Which output of the network is by which standard.
_CHECKTHAT, _POLICLAIM = 0, 1

# A text, and where the clause is in it; all of it is the clause if None.
Clause = tuple[str, Offsets | None]


class Reading(NamedTuple):
    """A clause as the network reads it: the ids of its pieces, and which of them are scored."""

    ids: list[int]
    scored: range


class CheckWorthiness:
    """The scores of clauses, each read within its sentence.

    The score is the probability that the judges of CheckThat, who marked one sentence of political debates in four,
    would call the clause worth checking; "worth checking" or not is decided at `threshold`.

    Args:
        folder: holds ``model.onnx``, ``tokenizer.json`` and ``card.json``.

    Raises:
        MissingDependencyError: a file is missing or is not the one that the card names.
    """

    def __init__(self, folder: Path) -> None:
        weights = Weights(folder, "check-worthiness")
        self.card = weights.card
        self.tokenizer = weights.tokenizer()
        self.session = weights.session()
        self.start, self.end = (int(self.tokenizer.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]"))

    @property
    def threshold(self) -> float:
        """The share of the training sentences that are worth checking: from there on one is more so than most."""
        return float(self.card["threshold"])

    def scores(self, clauses: Iterable[Clause]) -> list[float]:
        """How much each clause is worth checking, 0-1."""
        return [self._probability("checkthat", row[_CHECKTHAT]) for row in self.logits(clauses)]

    def score(self, text: str, clause: Offsets | None = None) -> float:
        """How much `clause` of `text` is worth checking, 0-1; all of `text` if left out."""
        return self.scores([(text, clause)])[0]

    def verifiable(self, text: str, clause: Offsets | None = None) -> float:
        """The probability that the judges of PoliClaim would find a fact in it that can be verified at all."""
        return self._probability("policlaim", self.logits([(text, clause)])[0][_POLICLAIM])

    def _probability(self, corpus: str, logit: float) -> float:
        slope, shift = self.card["calibration"][corpus]
        return 1 / (1 + math.exp(-(slope * logit + shift)))

    def logits(self, clauses: Iterable[Clause]) -> list[list[float]]:
        """What the network gives each clause by the standards of CheckThat and of PoliClaim.

        Clauses are read in packs, one behind another, and see nothing of each other. The scales of 8-bit activations
        are fixed, so that a score does not depend on what else is in the pack.
        """
        found: list[list[float]] = []
        for pack in packs(self._read(*clause) for clause in clauses):
            found += self.session.run(["scores"], pack)[0].tolist()
        return found

    def _read(self, text: str, clause: Offsets | None) -> Reading:
        """The pieces of a clause.

        It is read alone, since in its sentence "to leave the city by nightfall" borrows the weight of who ordered it;
        a short one is read in its sentence, since alone "anyone had been warned" says too little.
        """
        if clause is not None and len(text[slice(*clause)].split()) >= _ALONE:
            text, clause = text[slice(*clause)], None
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        ids, first, end = encoding.ids, 0, len(encoding.ids)
        if clause is not None:
            inside = [
                index for index, offsets in enumerate(encoding.offsets) if Offsets(*offsets).overlaps(clause)
            ]
            if inside:
                first, end = inside[0], inside[-1] + 1
        left = max(0, min(first, len(ids) - _LONGEST))
        ids = ids[left : left + _LONGEST]
        if not ids:
            return Reading([self.start, self.end], range(2))
        return Reading([self.start, *ids, self.end], range(1 + first - left, 1 + min(end - left, len(ids))))


def packs(readings: Iterable[Reading]) -> Iterator[dict[str, NDArray[Any]]]:
    """The clauses as inputs of the network, so many at a time that they have at most `_PACK` pieces."""
    pack: list[Reading] = []
    size = 0
    for reading in readings:
        if pack and size + len(reading.ids) > _PACK:
            yield _inputs(pack)
            pack, size = [], 0
        pack.append(reading)
        size += len(reading.ids)
    if pack:
        yield _inputs(pack)


def _inputs(pack: Sequence[Reading]) -> dict[str, NDArray[Any]]:
    lengths = [len(reading.ids) for reading in pack]
    pooled = np.zeros((len(pack), sum(lengths)), dtype=np.float32)
    start = 0
    for row, reading in enumerate(pack):
        scored = reading.scored
        pooled[row, start + scored.start : start + scored.stop] = 1 / len(scored)
        start += lengths[row]
    return {
        "ids": np.array([piece for reading in pack for piece in reading.ids], dtype=np.int64),
        "positions": np.array([place for length in lengths for place in range(length)], dtype=np.int64),
        "texts": np.repeat(np.arange(len(pack)), lengths),
        "pooled": pooled,
    }


@cache
def load() -> CheckWorthiness:
    """The shipped model, loaded once a process."""
    return CheckWorthiness(shipped("checkworthiness"))
