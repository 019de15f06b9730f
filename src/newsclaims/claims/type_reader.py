"""What a small encoder reads a claim's type to be, in its sentence; `weighing` counts it beside the observations.

The card, ``models/claimtypes/README.md``, says which claims it was trained on and how often it is right.
"""

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsclaims.claims.packs import Pieces, read
from newsclaims.offsets import Offsets
from newsclaims.weights import Weights, shipped

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Word pieces that the network reads at a time; what stands further from the clause is left out.
_LONGEST = 128
# The observations that the network is told before the sentence, in this order.
_TOLD = ("side: ", "speaker: ", "cue: ", "words: ", "before: ", "decided: ")


class Question(NamedTuple):
    """What the network is asked about.

    Attributes:
        told: what is observed of the clause, by `told`.
        sentence: the sentence, or sentences, around the clause.
        clause: where in it the clause stands.
    """

    told: str
    sentence: str
    clause: Offsets


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

    def log_probabilities(self, questions: Iterable[Question]) -> list[list[float]]:
        """The logarithm of the probability of each type, in the order of `records.ClaimType`, for each clause."""
        rows = read(self.session, (pieces_of(self.tokenizer, question, _LONGEST) for question in questions))
        if not rows:
            return []
        scores = np.array(rows)
        scores -= scores.max(axis=1, keepdims=True)
        said: list[list[float]] = (scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))).tolist()
        return said


def told(observed: Collection[str]) -> str:
    """What the network is told of a clause before its sentence: "own person statement reported promise"."""
    return " ".join(
        name.removeprefix(kind) for kind in _TOLD for name in sorted(observed) if name.startswith(kind)
    )


def pieces_of(tokenizer: "Tokenizer", question: Question, longest: int) -> Pieces:
    """The pieces of what is told and of the sentence, special ones included; those of the clause are averaged.

    Of a longer sentence `longest` pieces are left, the beginning of the clause among them.
    """
    before = tokenizer.encode(question.told, add_special_tokens=False).ids
    encoding = tokenizer.encode(question.sentence, add_special_tokens=False)
    inside = [
        index for index, offsets in enumerate(encoding.offsets) if Offsets(*offsets).overlaps(question.clause)
    ]
    first, end = (inside[0], inside[-1] + 1) if inside else (0, len(encoding.ids))
    left = max(0, min(first, len(encoding.ids) - longest))
    ids = encoding.ids[left : left + longest]
    begin, separate = (int(tokenizer.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]"))
    shift = len(before) + 2 - left
    scored = range(first + shift, min(end, left + longest) + shift) if ids else range(1)
    return Pieces([begin, *before, separate, *ids, separate], scored)


@cache
def load() -> TypeReader:
    """The shipped network, loaded once a process."""
    return TypeReader(shipped("claimtypes"))
