"""The network as ONNX: 8-bit weights and activations with fixed scales, optimised, ready to load and run."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from packed import Pack, PackedEncoder

INPUTS = ("ids", "positions", "texts", "pooled")
_OPSET = 17
_LEVELS = 255
# Share of the values of a tensor that may lie outside of its scale, at either end: of 1e-6 to 1e-3 the one whose
# scores are nearest to those of the network in floats on CheckThat dev (.086 apart in log-odds; .118 with 1e-5).
_OUTSIDE = 1e-4
_CONTRIB = "com.microsoft"
# The nodes of the head, which costs nothing and so stays exact.
_HEAD = "/scores/"


def export(network: PackedEncoder, path: Path, packs: Sequence[Pack]) -> None:
    """Write the network as ONNX with 7-bit weights per channel and 8-bit activations.

    The scales of the activations are those of `packs`, fixed: with a scale for each run, what a sentence scores would
    depend on the sentences beside it. What onnxruntime would do to the graph at every start, for any processor, is
    done here, once.
    """
    with TemporaryDirectory() as folder:
        traced, quantised = Path(folder) / "traced.onnx", Path(folder) / "quantised.onnx"
        _trace(network, packs[0], traced)
        model = onnx.load(traced)
        del model.graph.value_info[:]  # shapes traced for one example; the quantiser would trust them
        onnx.save(model, traced)
        quantize_dynamic(
            traced,
            quantised,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=[node.name for node in model.graph.node if node.name.startswith(_HEAD)],
        )
        model = optimised(quantised)
    fix_scales(model, [inputs(pack) for pack in packs])
    onnx.save(model, path)


def inputs(pack: Pack) -> dict[str, Any]:
    """A pack as the exported network takes it."""
    return {name: getattr(pack, name).numpy() for name in INPUTS}


def optimised(path: Path) -> onnx.ModelProto:
    """The model at `path` as onnxruntime runs it, by the optimisations that hold on every processor."""
    with TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(Path(folder) / "optimised.onnx")
        options.log_severity_level = 3
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return onnx.load(options.optimized_model_filepath)


def fix_scales(model: onnx.ModelProto, examples: Sequence[dict[str, Any]]) -> None:
    """Quantise activations by the ranges that they have on `examples`, in place of those of each run."""
    graph = model.graph
    dynamic = [
        node for node in graph.node if node.op_type in {"DynamicQuantizeLinear", "DynamicQuantizeMatMul"}
    ]
    ranges = _ranges(model, sorted({node.input[0] for node in dynamic}), examples)
    scales = {name: (f"{name}_scale", f"{name}_zero") for name in ranges}
    for name, (low, high) in ranges.items():
        step = (high - low) / _LEVELS
        values = np.float32(step), np.uint8(np.clip(round(-low / step), 0, _LEVELS))
        for value, place in zip(values, scales[name], strict=True):
            graph.initializer.append(numpy_helper.from_array(np.array(value), place))
    nodes, done = [], set[str]()
    renamed: dict[str, str] = {}
    for node in graph.node:
        if node.op_type not in {"DynamicQuantizeLinear", "DynamicQuantizeMatMul"}:
            nodes.append(node)
            continue
        source = node.input[0]
        scale, zero = scales[source]
        if source not in done:
            done.add(source)
            nodes.append(helper.make_node("QuantizeLinear", [source, scale, zero], [f"{source}_levels"]))
        if node.op_type == "DynamicQuantizeLinear":
            renamed |= dict(zip(node.output, (f"{source}_levels", scale, zero), strict=True))
            continue
        weights, weight_scale, weight_zero, *bias = node.input[1:]
        taken = [f"{source}_levels", weights, scale, weight_scale, zero, weight_zero, *bias]
        nodes.append(helper.make_node("MatMulIntegerToFloat", taken, node.output, domain=_CONTRIB))
    for node in nodes:
        for index, name in enumerate(node.input):
            node.input[index] = renamed.get(name, name)
    del graph.node[:]
    graph.node.extend(nodes)


def _ranges(
    model: onnx.ModelProto, names: Sequence[str], examples: Sequence[dict[str, Any]]
) -> dict[str, tuple[float, float]]:
    """The least and the most that tensors are on `examples`, 0 included, but for stray values."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    for name in names:
        watched.graph.output.append(helper.make_empty_tensor_value_info(name))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(
        watched.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    seen: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for example in examples:
        for name, values in zip(names, session.run(names, example), strict=True):
            seen[name].append(values.ravel())
    return {name: _range(np.concatenate(values)) for name, values in seen.items()}


def _range(values: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(values, [_OUTSIDE, 1 - _OUTSIDE])
    return min(0.0, float(low)), max(0.0, float(high))


def _trace(network: PackedEncoder, pack: Pack, path: Path) -> None:
    axes = {
        "ids": ["pieces"],
        "positions": ["pieces"],
        "texts": ["pieces"],
        "pooled": ["sentences", "pieces"],
    }
    with torch.no_grad():
        torch.onnx.export(
            network.eval(),
            tuple(getattr(pack, name) for name in INPUTS),
            str(path),
            input_names=list(INPUTS),
            output_names=["scores"],
            dynamic_axes={name: dict(enumerate(names)) for name, names in axes.items()}
            | {"scores": {0: "sentences"}},
            opset_version=_OPSET,
            dynamo=False,
        )
