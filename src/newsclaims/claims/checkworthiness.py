"""How much a claim is worth checking, 0 to 1: a small encoder, trained on sentences that people judged.

The card, ``models/checkworthiness/README.md``, says on which sentences, and how well a score of 0.8 means 0.8.
"""

import math
from functools import cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from newsclaims.offsets import Offsets
from newsclaims.weights import Weights, session, shipped

# Word pieces that the model reads at a time; what stands further from the claim is left out.
_LONGEST = 128
# A clause of so many words says enough by itself.
_ALONE = 5


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
        self.tokenizer = Tokenizer.from_buffer(weights.read("tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.session = session(weights.read("model.onnx"))
        self.start, self.end = (self.tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))

    @property
    def threshold(self) -> float:
        """The share of the training sentences that are worth checking: from there on one is more so than most."""
        return float(self.card["threshold"])

    def score(self, text: str, clause: Offsets | None = None) -> float:
        """How much `clause` of `text` is worth checking, 0-1; all of `text` if left out.

        A clause is read alone, since in its sentence "to leave the city by nightfall" borrows the weight of who
        ordered it; a short one is read in its sentence, since alone "anyone had been warned" says too little.
        """
        return self._probability("checkthat", self._reading(text, clause)[0])

    def verifiable(self, text: str, clause: Offsets | None = None) -> float:
        """The probability that the judges of PoliClaim would find a fact in it that can be verified at all."""
        return self._probability("policlaim", self._reading(text, clause)[1])

    def _reading(self, text: str, clause: Offsets | None) -> tuple[float, float]:
        if clause is not None and len(text[slice(*clause)].split()) >= _ALONE:
            return self.logits(text[slice(*clause)])
        return self.logits(text, clause)

    def _probability(self, corpus: str, logit: float) -> float:
        slope, shift = self.card["calibration"][corpus]
        return 1 / (1 + math.exp(-(slope * logit + shift)))

    def logits(self, text: str, clause: Offsets | None = None) -> tuple[float, float]:
        """The scores by the standards of CheckThat and of PoliClaim, as the network gives them.

        One sentence a run: 8-bit activations share a scale within a run, so that in a batch the score of a sentence
        would depend on its neighbours.
        """
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        whole = Offsets(0, len(text))
        inside = [Offsets(*offsets).overlaps(clause or whole) for offsets in encoding.offsets]
        if True not in inside:
            inside = [True] * len(inside)
        first = max(0, min(inside.index(True), len(inside) - _LONGEST)) if inside else 0
        ids, pooled = encoding.ids[first : first + _LONGEST], inside[first : first + _LONGEST]
        inputs = {
            "ids": np.array([[self.start, *ids, self.end]], dtype=np.int64),
            "pooled": np.array([[not ids, *pooled, 0]], dtype=np.float32),
        }
        (scores,) = self.session.run(["scores"], inputs)[0]
        return float(scores[0]), float(scores[1])


@cache
def load() -> CheckWorthiness:
    """The shipped model, loaded once a process."""
    return CheckWorthiness(shipped("checkworthiness"))
