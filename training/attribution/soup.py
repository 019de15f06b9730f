"""Several trained networks made one by averaging their weights.

Wortsman et al. 2022, "Model soups": networks that are fine-tuned from one initialisation lie in one basin, so that
the mean of their weights is as good as an ensemble of them and costs no more than one.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[np.float32]]
POINTERS = ("to_cue", "to_source")


def average(networks: Sequence[Weights]) -> dict[str, NDArray[np.float32]]:
    """The mean of the weights, by name.

    The pointers' two projections are new in each network and mean nothing apart: what they score with is their
    product. So the products are averaged, and the mean is parted again into two projections of the same size, the
    closest that there are (by singular values).
    """
    mean = {
        name: np.stack([network[name] for network in networks]).mean(axis=0, dtype=np.float64)
        for name in networks[0]
    }
    for pointer in POINTERS:
        mean |= _pointer(networks, pointer)
    return {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in mean.items()}


def _pointer(networks: Sequence[Weights], name: str) -> dict[str, NDArray[np.float64]]:
    size = len(networks[0][f"{name}.origin.bias"])
    products = [
        _projection(network, f"{name}.origin").T @ _projection(network, f"{name}.target")
        for network in networks
    ]
    left, values, right = np.linalg.svd(np.mean(products, axis=0))
    roots = np.sqrt(values[:size, None])
    parts = {"origin": roots * left.T[:size], "target": roots * right[:size]}
    return {
        f"{name}.{side}.{kind}": columns
        for side, matrix in parts.items()
        for kind, columns in (("weight", matrix[:, :-1]), ("bias", matrix[:, -1]))
    }


def _projection(network: Weights, name: str) -> NDArray[np.float64]:
    """(size, width + 1): the weight with the bias as its last column."""
    columns = [network[f"{name}.weight"], network[f"{name}.bias"][:, None]]
    return np.concatenate(columns, axis=1, dtype=np.float64)
