"""The network: the first layers of a small encoder, pooled over the sentence, a score a standard; and its ONNX."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoModel

_OPSET = 17


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in word pieces.

    Attributes:
        ids: vocabulary ids, special pieces included.
        pooled: 1 for the pieces that are scored, 0 for special ones and for what stands around the sentence.
        label: whether it is worth checking.
    """

    ids: list[int]
    pooled: list[int]
    label: int


class Network(nn.Module):
    """Encoder and two heads; the word embeddings stay as they are.

    Attributes:
        checkthat: scores the last layer; trained with the encoder.
        policlaim: scores the last two layers; fitted when the encoder is trained.
    """

    def __init__(
        self, base: Path, kept: list[int], *, layers: int, dropout: float, attention: str = "sdpa"
    ) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation=attention)
        embeddings = self.encoder.embeddings
        weights = embeddings.word_embeddings.weight.data[kept]
        embeddings.word_embeddings = nn.Embedding.from_pretrained(weights, freeze=True, padding_idx=0)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        self.encoder.config.vocab_size = len(kept)
        self.dropout = nn.Dropout(dropout)
        width = self.encoder.config.hidden_size
        self.checkthat = nn.Linear(width, 1)
        self.policlaim = nn.Linear(2 * width, 1)

    def features(self, ids: Tensor, pooled: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, n) ids and weights of the pieces -> (batch, 2 widths) means of the last two layers."""
        mask = torch.ones_like(ids) if mask is None else mask
        layers = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        both = torch.cat([layers[-2], layers[-1]], dim=-1)
        return torch.matmul(pooled[:, None, :], both)[:, 0] / pooled.sum(1, keepdim=True)

    def forward(self, ids: Tensor, pooled: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, n) ids and weights of the pieces -> (batch, 2) scores by the standards of the two corpora."""
        features = self.features(ids, pooled, mask)
        last = features[:, features.shape[1] // 2 :]
        return torch.cat([self.checkthat(self.dropout(last)), self.policlaim(features)], dim=1)


def collate(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, weights and mask, padded to the longest."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.tensor([example.ids + [0] * (longest - len(example.ids)) for example in examples])
    pooled = torch.tensor([example.pooled + [0] * (longest - len(example.ids)) for example in examples])
    lengths = torch.tensor([len(example.ids) for example in examples])
    return ids, pooled.float(), (torch.arange(longest)[None] < lengths[:, None]).long()


def export(network: Network, path: Path) -> None:
    """Write the network as ONNX with 7-bit weights per channel, for one sentence a run (inputs ids, pooled)."""
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "pooled")}
    example = torch.full((1, 12), 20), torch.ones(1, 12)
    with TemporaryDirectory() as folder, torch.no_grad():
        traced = Path(folder) / "traced.onnx"
        torch.onnx.export(
            network.eval(),
            example,
            str(traced),
            input_names=["ids", "pooled"],
            output_names=["scores"],
            dynamic_axes={**axes, "scores": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        model = onnx.load(traced)
        del model.graph.value_info[:]  # shapes traced for one example; the quantiser would trust them
        onnx.save(model, traced)
        quantize_dynamic(traced, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
