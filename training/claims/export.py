"""Export the network of claims to ONNX with int8 weights.

    python training/claims/export.py build/claims/last.pt --base MINILM --output src/onrecord/stories/model

The graph takes ``ids, types, mask`` (int64 [pairs, pieces]) and gives, for each task, logits (float [pairs, answers]).
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import tempfile
from pathlib import Path

import torch
from onnx import TensorProto
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train import LONGEST, TASKS, Pairs, pool


class Graph(nn.Module):
    """The network in the plainest operations."""

    def __init__(self, model: Pairs) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        bert = self.model.encoder
        table = bert.embeddings
        place = torch.ones_like(ids[:1]).cumsum(1) - 1
        states = table.LayerNorm(
            table.word_embeddings(ids)
            + table.position_embeddings(place)
            + table.token_type_embeddings(types)
        )
        hidden = (1 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in bert.encoder.layer:
            own = layer.attention.self
            heads = own.num_attention_heads
            query, key, value = (
                _split(part(states), heads) for part in (own.query, own.key, own.value)
            )
            weights = torch.softmax(
                query @ key.transpose(-1, -2) / math.sqrt(own.attention_head_size) + hidden, dim=-1
            )
            mixed = (weights @ value).transpose(1, 2).reshape(states.shape)
            states = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + states)
            wide = nn.functional.gelu(layer.intermediate.dense(states))
            states = layer.output.LayerNorm(layer.output.dense(wide) + states)
        pooled = pool(states, types, mask)
        return tuple(self.model.heads[name](pooled) for name in TASKS)


def _split(states: Tensor, heads: int) -> Tensor:
    many, pieces, width = states.shape
    return states.view(many, pieces, heads, width // heads).transpose(1, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--name", default="en-claims-5")
    o = parser.parse_args()
    o.output.mkdir(parents=True, exist_ok=True)
    model = Pairs(o.base)
    model.load_state_dict(torch.load(o.checkpoint))
    model.eval()
    some = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "pairs", 1: "pieces"} for name in ("ids", "types", "mask")} | {
        name: {0: "pairs"} for name in TASKS
    }
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        types = torch.tensor([[0] * 8 + [1] * 8] * 2)
        torch.onnx.export(
            Graph(model), (some, types, some), str(plain), input_names=["ids", "types", "mask"],
            output_names=list(TASKS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            str(plain), str(small), op_types_to_quantize=["MatMul", "Gather"], per_channel=True,
            weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        options = SessionOptions()
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(o.output / "network.onnx")
        InferenceSession(
            str(small),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    shutil.copy(o.base / "tokenizer.json", o.output / "tokenizer.json")
    manifest = {"name": o.name, "language": "en", "longest": LONGEST, "tasks": TASKS}
    (o.output / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    for path in sorted(o.output.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
