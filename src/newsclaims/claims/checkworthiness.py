"""How much a claim is worth checking, 0 to 1: a small encoder, trained on sentences that people judged.

The card, ``models/checkworthiness/README.md``, says on which sentences, and how well a score of 0.8 means 0.8.
"""

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newsclaims.claims.packs import Pieces, read
from newsclaims.offsets import Offsets
from newsclaims.weights import Weights, shipped

# Word pieces that the model reads at a time; what stands further from the claim is left out.
_LONGEST = 128
# A clause of so many words says enough by itself.
_ALONE = 5
# Which output of the network is by which standard.
_CHECKTHAT, _POLICLAIM = 0, 1

# A text, and where the clause is in it; all of it is the clause if None.
Clause = tuple[str, Offsets | None]


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
        """What the network gives each clause by the standards of CheckThat and of PoliClaim."""
        return read(self.session, (self._read(*clause) for clause in clauses))

    def _read(self, text: str, clause: Offsets | None) -> Pieces:
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
            return Pieces([self.start, self.end], range(2))
        return Pieces([self.start, *ids, self.end], range(1 + first - left, 1 + min(end - left, len(ids))))


@cache
def load() -> CheckWorthiness:
    """The shipped model, loaded once a process."""
    return CheckWorthiness(shipped("checkworthiness"))
