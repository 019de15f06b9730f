"""The network at run time: shipped weights, checked against their card, on one thread."""

import hashlib
import json
from collections.abc import Iterator, Sequence
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

# Word pieces in a batch, padding included: more gains nothing on one core.
_BATCH_PIECES = 4096
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
        """The scores of each window; windows of like length run together, whatever article they are from."""
        found: list[WindowScores | None] = [None] * len(windows)
        for batch in _batches(windows):
            outputs = self.session.run(_OUTPUTS, _inputs([windows[index] for index in batch]))
            for row, index in enumerate(batch):
                n = len(windows[index])
                labels, to_cue, to_source = (output[row] for output in outputs)
                found[index] = WindowScores(labels[:n], to_cue[:n, :n], to_source[:n, :n])
        return [scores for scores in found if scores is not None]


@cache
def load() -> Model:
    """The shipped model, loaded once a process."""
    return Model(Path(str(files("newsclaims") / "models" / "attribution")))


def _batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Indices of windows that run together, shortest first, so that little is padded."""
    batch: list[int] = []
    for index in sorted(range(len(windows)), key=lambda index: (len(windows[index]), index)):
        if batch and (len(batch) + 1) * len(windows[index]) > _BATCH_PIECES:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _inputs(windows: Sequence[Window]) -> dict[str, npt.NDArray[np.int64]]:
    shape = (len(windows), max(map(len, windows)))
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "mask", "case", "quoted")}
    for row, window in enumerate(windows):
        n = len(window)
        inputs["ids"][row, :n] = window.ids
        inputs["mask"][row, :n] = 1
        inputs["case"][row, :n] = window.case
        inputs["quoted"][row, :n] = window.quoted
    return inputs


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
