"""The trained network as ONNX, in 32-bit floats and with 8-bit weights."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch
from network import Tagger, collate, load
from onnxruntime.quantization import QuantType, quantize_dynamic

from newsclaims.attribution.tagger.features import CLS, SEP, Window

INPUTS = ("ids", "mask", "case", "quoted")
OUTPUTS = ("labels", "to_cue", "to_source")
_OPSET = 17
_TOLERANCE = 1e-3


def export(weights: Path, base: Path, pointer_size: int, path: Path) -> None:
    """Write the network of `weights` as 32-bit ONNX and check that it scores as the trained one does."""
    network = load(weights, base, pointer_size, attention="eager")
    inputs = collate([_window(20), _window(10)])
    axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "pieces"} for name in (*INPUTS, "labels")}
    axes |= {name: {0: "batch", 1: "pieces", 2: "targets"} for name in OUTPUTS[1:]}
    with torch.no_grad():
        torch.onnx.export(
            network,
            inputs,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        _check(network, path)


def quantise(float_path: Path, int8_path: Path) -> None:
    """Write a 32-bit ONNX network with 8-bit weights, as onnxruntime would rewrite it at each start.

    Weights are quantised per channel, which costs a third of what one scale a tensor costs, and to 7 bits: on
    processors without VNNI instructions the sums of 8-bit products saturate, and the same article would give other
    records there.
    """
    with TemporaryDirectory() as folder:
        plain, quantised = Path(folder) / "plain.onnx", Path(folder) / "quantised.onnx"
        model = onnx.load(float_path)
        del model.graph.value_info[:]  # shapes traced for one example; the quantiser would trust them
        onnx.save(model, plain)
        quantize_dynamic(plain, quantised, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        optimise(quantised, int8_path)


def optimise(source: Path, path: Path) -> None:
    """Write the network at `source` with the optimisations of its graph that do not depend on the processor."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def write(weights: Mapping[str, np.ndarray], path: Path) -> None:
    """Write weights as a run does."""
    torch.save({name: torch.from_numpy(array) for name, array in weights.items()}, path)


def _check(network: Tagger, path: Path) -> None:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for inputs in (collate([_window(33)]), collate([_window(7), _window(50)])):
        expected = network(*inputs)
        found = session.run(
            OUTPUTS, {name: column.numpy() for name, column in zip(INPUTS, inputs, strict=True)}
        )
        for name, ours, theirs in zip(OUTPUTS, expected, found, strict=True):
            if not np.allclose(ours.numpy(), theirs, atol=_TOLERANCE):
                msg = f"{path}: the exported network does not give the {name} of the trained one"
                raise SystemExit(msg)


def _window(length: int) -> Window:
    ids = [CLS, *(2000 + 7 * index for index in range(length)), SEP]
    return Window(ids, [0] * len(ids), [1] * len(ids), [(0, 1)] * len(ids))
