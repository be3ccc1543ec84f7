"""Read exported graphs back into a checkpoint: what ships is then all that training needs to go on from.

    python training/read_back.py src/onrecord/attributions/model --output build/shipped.pt

A weight of int8 comes back as its value, so the model answers as the exported one does, but for the rounding of
states. Every parameter is filled, or it says which is not.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig

from model import LINKS, AttributionModel, narrowed_config, saved_config

Weights = dict[str, np.ndarray]
_HEAD = 32  # width of an attention head
#: Where a product's node has its weights, their scales and zero points, and its bias.
_PRODUCTS = {"DynamicQuantizeMatMul": (1, 2, 3, 4), "MatMulIntegerToFloat": (1, 3, 5, 6)}


def read_back(folder: Path) -> AttributionModel:
    """The model whose exported files are in a folder.

    Raises:
        ValueError: a parameter is not in the files.
    """
    found = _of_encoder(folder / "encoder.onnx") | _of_scorer(folder / "scorer.onnx")
    with np.load(folder / "heads.npz") as heads:
        found |= _of_heads(dict(heads))
    model = AttributionModel(_config(found))
    own = model.state_dict()
    if missing := own.keys() - found.keys():
        raise ValueError(f"not in {folder}: {', '.join(sorted(missing))}")
    model.load_state_dict(
        {name: torch.from_numpy(np.array(found[name], np.float32)) for name in own}
    )
    return model.eval()


def _config(found: Weights) -> BertConfig:
    """The config of what was found; the number of layers and all widths are told by the weights."""
    pieces, hidden = found["encoder.embeddings.word_embeddings.weight"].shape
    layers = sum(name.endswith(".intermediate.dense.bias") for name in found)
    config = BertConfig(
        vocab_size=pieces,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=hidden // _HEAD,
        max_position_embeddings=len(found["encoder.embeddings.position_embeddings.weight"]),
        attention_probs_dropout_prob=0.0,
    )
    stem = "encoder.encoder.layer.0"
    return narrowed_config(
        config,
        heads=len(found[f"{stem}.attention.self.query.bias"]) // _HEAD,
        neurons=len(found[f"{stem}.intermediate.dense.bias"]),
        link_width=found["link_out"].shape[1],
    )


def _of_encoder(path: Path) -> Weights:
    graph = onnx.load(path).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {
        name.removeprefix("model."): value
        for name, value in stored.items()
        if name.startswith("model.") and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for name in stored:
        if name.startswith("model.") and name.endswith(".weight_quantized"):
            whole = name.removesuffix("_quantized")
            found[whole.removeprefix("model.")] = _value(
                stored[name], stored[f"{whole}_scale"], stored[f"{whole}_zero_point"]
            )
    for node in graph.node:
        if node.op_type in _PRODUCTS:
            weights, scale, zero, bias = (node.input[at] for at in _PRODUCTS[node.op_type])
            product = _value(stored[weights], stored[scale], stored[zero]).T
            if bias.startswith("projections."):
                found |= _projection(int(bias.split(".")[1]), product, stored[bias])
            else:
                found[bias.removeprefix("model.").replace(".bias", ".weight")] = product
    found["link_out"] = np.stack([stored[f"link_in_{kind}_weights"] for kind in range(LINKS)])
    hidden = found["encoder.embeddings.word_embeddings.weight"].shape[1]
    types = next(
        value
        for name, value in stored.items()
        if name.startswith("onnx::Add_") and value.shape == (hidden,)
    )
    found["encoder.embeddings.token_type_embeddings.weight"] = np.stack([types, types])
    return found


def _value(quantised: np.ndarray, scale: np.ndarray, zero: np.ndarray) -> np.ndarray:
    value: np.ndarray = (quantised.astype(np.float32) - zero.astype(np.float32)) * scale
    return value


def _projection(layer: int, weight: np.ndarray, bias: np.ndarray) -> Weights:
    """Query, key and value out of the one product that `training.export` makes of them."""
    found = {}
    for place, name in enumerate(("query", "key", "value")):
        width = len(bias) // 3
        rows = slice(place * width, (place + 1) * width)
        by = math.sqrt(_HEAD) if name == "query" else 1.0
        stem = f"encoder.encoder.layer.{layer}.attention.self.{name}"
        found |= {f"{stem}.weight": weight[rows] * by, f"{stem}.bias": bias[rows] * by}
    return found


def _of_scorer(path: Path) -> Weights:
    graph = onnx.load(path).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    # Gemm takes its weights transposed or not, as its attribute says.
    turned = {
        node.input[1]
        for node in graph.node
        if node.op_type == "Gemm" and not any(a.name == "transB" and a.i for a in node.attribute)
    }
    return {
        name.removeprefix("model."): value.T if name in turned else value
        for name, value in stored.items()
        if name.startswith("model.")
    }


def _of_heads(heads: Weights) -> Weights:
    """Of ``heads.npz``: the first of each pair is of who is meant, the second of who carried it."""
    return {
        **dict(zip(("far", "far_carrier"), heads["biases"], strict=True)),
        **dict(zip(("nowhere", "nowhere_carrier"), heads["nowhere"], strict=True)),
        **dict(zip(("nowhere_bias", "nowhere_carrier_bias"), heads["nowhere_bias"], strict=True)),
        "label.weight": heads["label_weights"],
        "label.bias": heads["label_biases"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of an exported model")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    model = read_back(options.model)
    torch.save({"config": saved_config(model), "model": model.state_dict()}, options.output)
    print(saved_config(model))


if __name__ == "__main__":
    main()
