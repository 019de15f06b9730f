"""What a small encoder reads a claim's type to be, in its sentence; `weighing` counts it beside the observations.

The card, ``models/claimtypes/README.md``, says which claims it was trained on and how often it is right.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from newsclaims.offsets import Offsets
from newsclaims.weights import Weights, shipped

# Word pieces that the network reads at a time; what stands further from the clause is left out.
_LONGEST = 128
# The observations that the network is told before the sentence, in this order.
_TOLD = ("side: ", "speaker: ", "cue: ", "words: ", "before: ", "decided: ")


class TypeReader:
    """The types of clauses, each read within its sentence and told who says it, how, and what the rules make of it.

    Args:
        folder: holds ``model.onnx``, ``tokenizer.json`` and ``card.json``.

    Raises:
        MissingDependencyError: a file is missing or is not the one that the card names.
    """

    def __init__(self, folder: Path) -> None:
        weights = Weights(folder, "claim-type")
        self.card = weights.card
        self.tokenizer = weights.tokenizer()
        self.session = weights.session()

    def log_probabilities(
        self, observed: Collection[str], sentence: str, clause: tuple[int, int]
    ) -> list[float]:
        """The logarithm of the probability of each type, in the order of `records.ClaimType`.

        Args:
            observed: the observations of `evidence`.
            sentence: the sentence, or sentences, around the clause.
            clause: where in it the clause stands.

        One clause a run: 8-bit activations share a scale within a run, so that in a batch the types of a clause would
        depend on its neighbours.
        """
        ids, pooled = pieces_of(self.tokenizer, told(observed), sentence, clause, _LONGEST)
        inputs = {"ids": np.array([ids], dtype=np.int64), "pooled": np.array([pooled], dtype=np.float32)}
        scores = self.session.run(["types"], inputs)[0][0].astype(np.float64)
        scores -= scores.max()
        return [float(value) for value in scores - np.log(np.exp(scores).sum())]


def told(observed: Collection[str]) -> str:
    """What the network is told of a clause before its sentence: "own person statement reported promise"."""
    return " ".join(
        name.removeprefix(kind) for kind in _TOLD for name in sorted(observed) if name.startswith(kind)
    )


def pieces_of(
    tokenizer: Tokenizer, told: str, sentence: str, clause: tuple[int, int], longest: int
) -> tuple[list[int], list[int]]:
    """The ids of the pieces of what is told and of the sentence, special ones included, and 1 for those of a clause.

    Of a longer sentence `longest` pieces are left, the beginning of the clause among them.
    """
    before = tokenizer.encode(told, add_special_tokens=False).ids
    encoding = tokenizer.encode(sentence, add_special_tokens=False)
    inside = [Offsets(*offsets).overlaps(Offsets(*clause)) for offsets in encoding.offsets]
    if True not in inside:
        inside = [True] * len(inside)
    first = max(0, min(inside.index(True), len(inside) - longest)) if inside else 0
    start, end = (int(tokenizer.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]"))
    ids, pooled = encoding.ids[first : first + longest], inside[first : first + longest]
    around = [0] * (len(before) + 1)
    return [start, *before, end, *ids, end], [int(not ids), *around, *map(int, pooled), 0]


@cache
def load() -> TypeReader:
    """The shipped network, loaded once a process."""
    return TypeReader(shipped("claimtypes"))
