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
import torch
from transformers import BertConfig

from graphs import Weights, load, stored, weights
from model import LINKS, AttributionModel, narrowed_config, saved_config

_HEAD = 32  # width of an attention head


def read_back(folder: Path) -> AttributionModel:
    """The model whose exported files are in a folder.

    Raises:
        ValueError: a parameter is not in the files.
    """
    found = _of_encoder(folder / "encoder.onnx") | weights(load(folder / "scorer.onnx"))
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
    graph = load(path)
    found, held = weights(graph), stored(graph)
    for name in [name for name in found if name.startswith("projections.")]:
        layer, part = name.split(".")[1:]
        found |= _projection(f"encoder.encoder.layer.{layer}.attention.self", part, found[name])
    found["link_out"] = np.stack([held[f"link_in_{kind}_weights"] for kind in range(LINKS)])
    hidden = found["encoder.embeddings.word_embeddings.weight"].shape[1]
    # Of the types of tokens the graph has the first alone, as a constant; there are no others.
    first = next(
        value
        for name, value in held.items()
        if name.startswith("onnx::Add_") and value.shape == (hidden,)
    )
    found["encoder.embeddings.token_type_embeddings.weight"] = np.stack([first, first])
    return found


def _projection(stem: str, part: str, joined: np.ndarray) -> Weights:
    """Query, key and value out of the one product that `training.export` makes of them."""
    query, key, value = np.split(joined, 3)
    return {
        f"{stem}.query.{part}": query * math.sqrt(_HEAD),
        f"{stem}.key.{part}": key,
        f"{stem}.value.{part}": value,
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
