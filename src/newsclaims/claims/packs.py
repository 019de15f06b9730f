"""Networks that read clauses in packs: many behind one another in one run, none of which sees another.

The scales of their 8-bit activations are fixed, so that what a clause is given does not depend on what else is in the
pack. `training/checkworthiness/onnx_int8.py` exports them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# Pieces that are read in one run: more fill the processor no better.
_PACK = 128


class Pieces(NamedTuple):
    """A clause as a network reads it: the ids of its word pieces, special ones included, and which are averaged."""

    ids: list[int]
    scored: range


def read(network: "InferenceSession", clauses: Iterable[Pieces]) -> list[list[float]]:
    """What `network` gives each clause."""
    return [row for pack in packs(clauses) for row in network.run(["scores"], pack)[0].tolist()]


def packs(clauses: Iterable[Pieces]) -> Iterator[dict[str, NDArray[Any]]]:
    """The clauses as inputs of a network, so many at a time that they have at most `_PACK` pieces."""
    pack: list[Pieces] = []
    size = 0
    for clause in clauses:
        if pack and size + len(clause.ids) > _PACK:
            yield _inputs(pack)
            pack, size = [], 0
        pack.append(clause)
        size += len(clause.ids)
    if pack:
        yield _inputs(pack)


def _inputs(pack: Sequence[Pieces]) -> dict[str, NDArray[Any]]:
    lengths = [len(clause.ids) for clause in pack]
    pooled = np.zeros((len(pack), sum(lengths)), dtype=np.float32)
    start = 0
    for row, clause in enumerate(pack):
        scored = clause.scored
        pooled[row, start + scored.start : start + scored.stop] = 1 / len(scored)
        start += lengths[row]
    return {
        "ids": np.array([piece for clause in pack for piece in clause.ids], dtype=np.int64),
        "positions": np.array([place for length in lengths for place in range(length)], dtype=np.int64),
        "texts": np.repeat(np.arange(len(pack)), lengths),
        "pooled": pooled,
    }
