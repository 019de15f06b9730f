"""The larger arrays of a shipped network in a file of their own, which processes map into memory and share.

usage: python training/separate_arrays.py FOLDER...

Each FOLDER holds ``model.onnx`` and ``card.json``. What the network holds and finds stays the same; ``model.onnx``
keeps the graph, ``model.weights`` gets the arrays, and the card names both. Where that is done already, nothing
happens. The recipes do it when they install a network.
"""

import argparse
import hashlib
import json
from pathlib import Path

import onnx

# Bytes of the smallest array that goes into the other file.
_LARGE = 1024
_READABLE = 0o644


def separate(folder: Path) -> None:
    """Move the larger arrays of ``model.onnx`` into ``model.weights``, and name both on the card."""
    graph, arrays = folder / "model.onnx", folder / "model.weights"
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    if all(path.exists() and card["sha256"].get(path.name) == _digest(path) for path in (graph, arrays)):
        return
    model = onnx.load(graph)
    arrays.unlink(missing_ok=True)  # else the arrays are added to what is there
    onnx.save_model(model, graph, save_as_external_data=True, location=arrays.name, size_threshold=_LARGE)
    arrays.chmod(_READABLE)
    card["sha256"] |= {path.name: _digest(path) for path in (graph, arrays)}
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Separate the arrays of each network."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        separate(folder)


if __name__ == "__main__":
    main()
