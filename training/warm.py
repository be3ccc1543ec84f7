"""Read the weights of an exported model back, so that training can go on from what ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from model import AttributionModel

_SUFFIX = "_quantized"


def read_exported(folder: Path, model: AttributionModel) -> list[str]:
    """Copy the weights of ``encoder.onnx`` and ``scorer.onnx`` into a model.

    int8 weights come back as the values they stand for. A matrix that has more rows in the model
    than in the file (a head with another output) is filled from the first.

    Returns:
        names of the parameters that no file has.
    """
    weights = {**_weights(folder / "encoder.onnx"), **_weights(folder / "scorer.onnx")}
    missing: list[str] = []
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name not in weights:
                missing.append(name)
                continue
            value = torch.from_numpy(np.array(weights[name], dtype=np.float32))
            if name.startswith("anchor.3"):
                parameter[: len(value)] = value
            else:
                parameter.copy_(value)
    return missing


def _weights(path: Path) -> dict[str, np.ndarray]:
    graph = onnx.load(str(path)).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    weights: dict[str, np.ndarray] = {}
    for name, value in stored.items():
        if name.endswith(_SUFFIX):
            base = name.removesuffix(_SUFFIX)
            value = value.astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
            weights[base] = value * stored[f"{base}_scale"]
        elif value.dtype == np.float32:
            weights[name] = value
    for node in graph.node:
        # Matrices of linear layers lose their names in the export, but not their places.
        matrix = next(
            (base for one in node.input if (base := one.removesuffix(_SUFFIX)) in weights), None
        )
        if node.op_type.startswith("MatMul") and matrix and matrix.startswith("onnx::"):
            place = node.name.removeprefix("/").removesuffix("_quant").removesuffix("/MatMul")
            weights[_dotted(place) + ".weight"] = weights.pop(matrix).T
    return {name.removeprefix("model."): value for name, value in weights.items()}


def _dotted(place: str) -> str:
    parts = place.split("/")
    # "anchor/anchor.0" names the module and then its child by its full name.
    if len(parts) == 2 and parts[1].startswith(parts[0] + "."):
        return parts[1]
    return ".".join(parts)
