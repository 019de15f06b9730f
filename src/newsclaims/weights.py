"""Shipped model files, each checked against the hash on its card before anything reads it."""

import hashlib
import json
from importlib.resources import files
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclaims.errors import MissingDependencyError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class Weights:
    """A folder with ``card.json`` and the files that it names.

    Args:
        folder: where they are.
        what: what the model is called in errors.
        hint: how an error may be mended.

    Raises:
        MissingDependencyError: the card is missing or no JSON.
    """

    def __init__(self, folder: Path, what: str, hint: str = "install newsclaims again") -> None:
        self.folder, self.what, self.hint = folder, what, hint
        name = "card.json"
        try:
            self.card: dict[str, Any] = json.loads((folder / name).read_bytes())
        except OSError:
            raise self._error(name, "missing") from None
        except ValueError:
            raise self._error(name, "damaged") from None

    def checked(self, name: str) -> Path:
        """The path of a file.

        Raises:
            MissingDependencyError: it is missing or is not the one that the card names.
        """
        path = self.folder / name
        try:
            with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
                digest = hashlib.sha256(
                    content
                ).hexdigest()  # at once, so that other threads can go on meanwhile
        except OSError:
            raise self._error(name, "missing") from None
        except ValueError:  # nothing in it
            raise self._error(name, "damaged") from None
        if digest != self.card["sha256"].get(name):
            raise self._error(name, "damaged")
        return path

    def tokenizer(self, name: str = "tokenizer.json") -> "Tokenizer":
        """The tokenizer of a file, which neither pads nor cuts.

        Raises:
            MissingDependencyError: the file is missing or is not the one that the card names.
        """
        from tokenizers import Tokenizer  # noqa: PLC0415 - imported where a network is needed

        tokenizer = Tokenizer.from_file(str(self.checked(name)))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def session(self, name: str = "model") -> "InferenceSession":
        """The ONNX model ``<name>.onnx``, on one thread of the processor.

        Its larger arrays may be in ``<name>.weights``: onnxruntime maps that file into memory, without
        copies, and processes share it.

        Raises:
            MissingDependencyError: a file is missing or is not the one that the card names.
        """
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - as above

        path = self.checked(f"{name}.onnx")
        if f"{name}.weights" in self.card["sha256"]:
            self.checked(f"{name}.weights")
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def _error(self, name: str, state: str) -> MissingDependencyError:
        return MissingDependencyError(f"the {self.what} model's {name} is {state}", self.hint)


def shipped(name: str) -> Path:
    """The folder of a model that comes with the package."""
    return Path(str(files("newsclaims") / "models" / name))
