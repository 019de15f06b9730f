"""The trained network as ONNX with 8-bit weights."""

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from network import Tagger, collate
from onnxruntime.quantization import QuantType, quantize_dynamic

from newsclaims.attribution.tagger.features import CLS, SEP, Window

INPUTS = ("ids", "mask", "case", "quoted")
OUTPUTS = ("labels", "to_cue", "to_source")
_OPSET = 17


def load(weights: Path, base: Path, pointer_size: int) -> Tagger:
    """The network with trained weights, ready to run."""
    network = Tagger(base, dropout=0.0, pointer_size=pointer_size, attention="eager")
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return network.eval()


def export(network: Tagger, float_path: Path, int8_path: Path) -> None:
    """Write the network as 32-bit and as 8-bit ONNX.

    Weights are quantised per channel, which costs a third of what one scale a tensor costs, and to 7 bits: on
    processors without VNNI instructions the sums of 8-bit products saturate, and the same article would give other
    records there.
    """
    long, short = (
        Window([CLS, *[2000] * n, SEP], [0] * (n + 2), [0] * (n + 2), [(0, 1)] * (n + 2)) for n in (20, 10)
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS}
    axes |= {"labels": {0: "batch", 1: "pieces"}}
    axes |= {name: {0: "batch", 1: "pieces", 2: "targets"} for name in OUTPUTS[1:]}
    with torch.no_grad():
        torch.onnx.export(
            network,
            collate([long, short]),
            str(float_path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        model = onnx.load(float_path)
        del model.graph.value_info[:]  # shapes traced for one example; the quantiser would trust them
        onnx.save(model, plain)
        quantize_dynamic(plain, int8_path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
