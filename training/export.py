"""Export a trained model to ONNX: an encoder graph, a scorer graph, and int8 weights.

    python training/export.py build/run2/last.pt --output src/onrecord/attributions/model

The **encoder** takes windows of one length, ``ids, cases, breaks`` (int64 [windows, pieces]), and
gives ``states`` (float [windows, pieces, hidden]), ``anchors`` (logits, float [windows, pieces,
3]: of outer, of inner attributions, of those that go on) and ``links`` (float [windows, pieces, 7, 64]: what
each piece is to others of the article); ``heads.npz`` holds what turns links into clues. There is no mask: windows of one length need none, and a
quarter of the time went into masks that masked nothing.
The **scorer** takes one window's ``states`` (float [pieces, hidden]) and its ``position``\\ s (int64
[anchors]) and gives ``scores`` (logits, float [anchors, 9, pieces]; kind-major: inside, start, end
of source, cue, content).

The weights of the encoder's matrix products and embeddings are quantised to int8 (dynamic, per
channel). The scorer, small and sensitive, stays in float. Both graphs are written as the runtime
fuses them, so that it need not do so again at each start.
"""

from __future__ import annotations

import argparse
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from model import FARTHEST, AttributionModel, from_checkpoint

OPSET = 17


class Encoder(nn.Module):
    """The model's encoder in the plainest operations, which the runtime knows how to fuse."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model
        layers = model.encoder.encoder.layer
        self.projections = nn.ModuleList(_joined(layer.attention.self) for layer in layers)

    def forward(self, ids: Tensor, cases: Tensor, breaks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        model, bert = self.model, self.model.encoder
        table = bert.embeddings
        place = torch.ones_like(ids[:1]).cumsum(1) - 1
        states = table.LayerNorm(
            table.word_embeddings(ids)
            + model.case(cases)
            + model.line_break(breaks)
            + table.position_embeddings(place)
            + table.token_type_embeddings.weight[0]
        )
        for layer, project in zip(bert.encoder.layer, self.projections, strict=True):
            heads = layer.attention.self.num_attention_heads
            mixed = layer.attention.output.dense(_attention(project(states), heads))
            states = layer.attention.output.LayerNorm(mixed + states)
            wide = nn.functional.gelu(layer.intermediate.dense(states))
            states = layer.output.LayerNorm(layer.output.dense(wide) + states)
        return states, model.anchors(states), model.links(states)


def _joined(attention: nn.Module) -> nn.Linear:
    """Query, key and value as one product: the states are quantised once, not three times.

    The scale of the products is in the query's weights.
    """
    parts = (attention.query, attention.key, attention.value)
    scale = 1 / math.sqrt(attention.attention_head_size)
    joined = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    with torch.no_grad():
        weights = [part.weight * by for part, by in zip(parts, (scale, 1, 1), strict=True)]
        biases = [part.bias * by for part, by in zip(parts, (scale, 1, 1), strict=True)]
        joined.weight.copy_(torch.cat(weights))
        joined.bias.copy_(torch.cat(biases))
    return joined


def _attention(projected: Tensor, heads: int) -> Tensor:
    """Attention over all pieces; projected: float [windows, pieces, 3 * heads * width]."""
    windows, pieces, size = projected.shape
    by_head = projected.view(windows, pieces, 3, heads, size // 3 // heads).permute(2, 0, 3, 1, 4)
    query, key, value = by_head.unbind(0)
    weights = torch.softmax(query @ key.transpose(-1, -2), dim=-1)
    return (weights @ value).transpose(1, 2).reshape(windows, pieces, size // 3)


class Scorer(nn.Module):
    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor, position: Tensor) -> Tensor:
        return self.model.score_window(states, position)


def export(model: AttributionModel, output: Path, *, quantised: bool = True) -> None:
    """Write ``encoder.onnx`` and ``scorer.onnx`` into a folder."""
    output.mkdir(parents=True, exist_ok=True)
    model.eval()
    whole = torch.ones(2, 32, dtype=torch.long)
    windows = {0: "windows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, scorer = Path(folder) / "encoder.onnx", Path(folder) / "scorer.onnx"
        torch.onnx.export(
            Encoder(model),
            (whole, whole, whole),
            str(plain),
            input_names=["ids", "cases", "breaks"],
            output_names=["states", "anchors", "links"],
            dynamic_axes=dict.fromkeys(
                ("ids", "cases", "breaks", "states", "anchors", "links"), windows
            ),
            opset_version=OPSET,
            dynamo=False,
        )
        torch.onnx.export(
            Scorer(model),
            (torch.zeros(32, model.config.hidden_size), torch.tensor([3, 5])),
            str(scorer),
            input_names=["states", "position"],
            output_names=["scores"],
            dynamic_axes={
                "states": {0: "pieces"},
                "position": {0: "anchors"},
                "scores": {0: "anchors", 2: "pieces"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        small = Path(folder) / "small.onnx"
        if quantised:
            quantize_dynamic(
                str(plain),
                str(small),
                op_types_to_quantize=["MatMul", "Gather"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": TensorProto.FLOAT},
            )
        else:
            shutil.copy(plain, small)
        _optimise(small, output / "encoder.onnx")
        _unroll_links(output / "encoder.onnx")
        _optimise(scorer, output / "scorer.onnx")


def heads_of(model: AttributionModel) -> dict[str, np.ndarray]:
    """What turns links into clues: the arrays of `onrecord.attributions.clues.Heads`."""
    buckets = model.far_buckets.numpy()
    first = np.flatnonzero(np.diff(buckets, prepend=-1))
    with torch.no_grad():
        arrays = {
            "biases": torch.stack((model.far, model.far_carrier))[:, buckets[first]],
            "nowhere": torch.stack((model.nowhere, model.nowhere_carrier)),
            "nowhere_bias": torch.stack((model.nowhere_bias, model.nowhere_carrier_bias)),
            "label_weights": model.label.weight,
            "label_biases": model.label.bias,
        }
        return {
            "edges": (first - FARTHEST).astype(np.int32),
            **{name: value.numpy().astype(np.float32) for name, value in arrays.items()},
        }


def _optimise(graph: Path, output: Path) -> None:
    """Let the runtime fuse a graph once and for all: loading it then takes half the time.

    Left out is one fusion that makes this model slower: SkipLayerNormalization takes four times as
    long on a CPU as the sum and the LayerNormalization that it stands for.
    """
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(output)
    InferenceSession(
        str(graph),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def _unroll_links(path: Path) -> None:
    """Put one product for each kind of link in the place of the Einsum over all: the same numbers, and the
    encoder takes a twentieth less time.
    """
    model = onnx.load(path)
    graph = model.graph
    einsum = next(node for node in graph.node if node.op_type == "Einsum")
    reshape = next(node for node in graph.node if einsum.input[0] in node.output)
    weights = next(one for one in graph.initializer if one.name == einsum.input[1])
    kinds, width, out = numpy_helper.to_array(weights).shape

    def kept(name: str, values: np.ndarray) -> str:
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    sizes = kept("link_sizes", np.full(kinds, width, np.int64))
    shape = kept("link_shape", np.array([0, 0, kinds, out], np.int64))
    parts = [f"link_in_{kind}" for kind in range(kinds)]
    made = [f"link_out_{kind}" for kind in range(kinds)]
    nodes = [helper.make_node("Split", [reshape.input[0], sizes], parts, axis=2)]
    for part, result, own in zip(parts, made, numpy_helper.to_array(weights), strict=True):
        nodes.append(helper.make_node("MatMul", [part, kept(f"{part}_weights", own)], [result]))
    nodes.append(helper.make_node("Concat", made, ["links_flat"], axis=2))
    nodes.append(helper.make_node("Reshape", ["links_flat", shape], [einsum.output[0]]))
    live = [node for node in graph.node if node is not einsum] + nodes
    wanted = {one.name for one in graph.output}
    while True:  # what led to the Einsum alone goes with it
        used = wanted | {name for node in live for name in node.input}
        fewer = [node for node in live if used & set(node.output)]
        if len(fewer) == len(live):
            break
        live = fewer
    del graph.node[:]
    graph.node.extend(live)
    rest = [one for one in graph.initializer if one.name in used]
    del graph.initializer[:]
    graph.initializer.extend(rest)
    onnx.save(model, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json to copy beside the graphs")
    parser.add_argument("--float", action="store_true", help="do not quantise")
    options = parser.parse_args()
    model = from_checkpoint(options.checkpoint)
    export(model, options.output, quantised=not options.float)
    np.savez(options.output / "heads.npz", **heads_of(model))
    if options.tokenizer:
        shutil.copy(options.tokenizer, options.output / "tokenizer.json")
    for path in sorted(options.output.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
