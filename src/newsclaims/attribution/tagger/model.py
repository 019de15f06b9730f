"""The network at run time: shipped weights, checked against their card, on one thread."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from newsclaims.attribution.tagger.features import Window
from newsclaims.errors import MissingDependencyError

Scores = npt.NDArray[np.float32]

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
        folder: holds ``model.onnx``, ``tokenizer.json`` and ``card.json``.

    Raises:
        MissingDependencyError: a file is missing or is not the one that the card names.
    """

    def __init__(self, folder: Path) -> None:
        self.card = json.loads(_read(folder / "card.json"))
        weights, vocabulary = (
            _checked(folder / name, self.card["sha256"][name]) for name in ("model.onnx", "tokenizer.json")
        )
        self.tokenizer = Tokenizer.from_buffer(vocabulary)
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

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
    return Model(Path(str(files("newsclaims") / "models" / "attribution")))


def _inputs(window: Window) -> dict[str, npt.NDArray[np.int64]]:
    columns = {"ids": window.ids, "mask": [1] * len(window), "case": window.case, "quoted": window.quoted}
    return {name: np.array([column], dtype=np.int64) for name, column in columns.items()}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        msg = f"the attribution model's {path.name} is missing"
        raise MissingDependencyError(msg, "install newsclaims again, or use --attribution rules") from None


def _checked(path: Path, sha256: str) -> bytes:
    content = _read(path)
    if hashlib.sha256(content).hexdigest() != sha256:
        msg = f"the attribution model's {path.name} is damaged"
        raise MissingDependencyError(msg, "install newsclaims again, or use --attribution rules")
    return content
