"""The network at run time: shipped weights, checked against their card, on one thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsclaims.attribution.tagger.features import Window
from newsclaims.weights import Weights, shipped

Scores = npt.NDArray[np.float32]

ENDS = "ends.json"
_OUTPUTS = ("labels", "to_cue", "to_source")


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the network says of a window of n pieces.

    Attributes:
        labels: (n, 7) scores of the labels.
        to_cue: (n, n) scores of each piece of a content for the first piece of its cue; column 0 is for none.
        to_source: (n, n) scores of each piece of a cue for the first piece of its source; column 0 is for none.
    """

    labels: Scores
    to_cue: Scores
    to_source: Scores


class Model:
    """The weights of a folder, ready to run.

    Args:
        folder: holds ``model.onnx``, ``tokenizer.json``, ``card.json`` and, if the card names it, ``ends.json``.

    Raises:
        MissingDependencyError: a file is missing or is not the one that the card names.
    """

    def __init__(self, folder: Path) -> None:
        weights = _weights(folder)
        self.card = weights.card
        # While the recipe chooses a network, none of them has this table yet.
        self.ends = weights.checked(ENDS).read_bytes() if ENDS in self.card["sha256"] else None
        self.tokenizer = weights.tokenizer()
        self.session = weights.session()

    @property
    def version(self) -> str:
        """Version of the weights."""
        return str(self.card["version"])

    def score(self, windows: Sequence[Window]) -> list[WindowScores]:
        """The scores of each window.

        One window a run: 8-bit activations share a scale within a run, so that in a batch the scores of a window
        would depend on its neighbours, and on one core a batch is no faster.
        """
        return [
            WindowScores(*(output[0] for output in self.session.run(_OUTPUTS, _inputs(w)))) for w in windows
        ]


@cache
def load() -> Model:
    """The shipped model, loaded once a process."""
    return Model(shipped("attribution"))


def shipped_version() -> str:
    """Version of the shipped weights, which are not loaded for it.

    Raises:
        MissingDependencyError: their card is missing or damaged.
    """
    return str(_weights(shipped("attribution")).card["version"])


def _weights(folder: Path) -> Weights:
    return Weights(folder, "attribution", "install newsclaims again, or use --attribution rules")


def _inputs(window: Window) -> dict[str, npt.NDArray[np.int64]]:
    columns = {"ids": window.ids, "mask": [1] * len(window), "case": window.case, "quoted": window.quoted}
    return {name: np.array([column], dtype=np.int64) for name, column in columns.items()}
