"""The base model: weights and vocabulary that a package of the Python index carries."""

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer


def base_folder(config: dict[str, Any]) -> Path:
    """The folder of the base model's weights, checked against their sha256."""
    spec = importlib.util.find_spec(config["base"]["package"])
    if spec is None or spec.origin is None:
        msg = "the base model's package is not installed: see training/attribution/README.md"
        raise SystemExit(msg)
    folder: Path = Path(spec.origin).parent / config["base"]["folder"]
    digest = sha256(folder / "model.safetensors")
    if digest != config["base"]["sha256"]:
        msg = f"the base model's weights have the sha256 {digest}, not the one that the configuration names"
        raise SystemExit(msg)
    return folder


def load_tokenizer(folder: Path) -> Tokenizer:
    """The base model's tokenizer, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def sha256(path: Path) -> str:
    """Digest of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
