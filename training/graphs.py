"""The weights of an exported graph, as the parameters that they were: of int8, their values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

__all__ = ["Weights", "load", "stored", "weights"]

Weights = dict[str, np.ndarray]
_OWN = "model."  # what the names of an exported module's parameters begin with
#: Where the node of a product has its weights, their scales and zero points, and its bias.
_PRODUCTS = {"DynamicQuantizeMatMul": (1, 2, 3, 4), "MatMulIntegerToFloat": (1, 3, 5, 6)}


def load(path: Path) -> onnx.GraphProto:
    return onnx.load(path).graph


def stored(graph: onnx.GraphProto) -> Weights:
    """The initializers of a graph, by name."""
    return {one.name: numpy_helper.to_array(one) for one in graph.initializer}


def weights(graph: onnx.GraphProto) -> Weights:
    """The parameters of the module that a graph was exported from, by name.

    A product's weights have lost their name on the way; they are known by their bias.
    """
    held = stored(graph)
    found = {
        name.removeprefix(_OWN): value
        for name, value in held.items()
        if name.startswith(_OWN) and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for name in held:
        if name.startswith(_OWN) and name.endswith(".weight_quantized"):
            whole = name.removesuffix("_quantized")
            found[whole.removeprefix(_OWN)] = _value(
                held[name], held[f"{whole}_scale"], held[f"{whole}_zero_point"]
            )
    for node in graph.node:
        if node.op_type in _PRODUCTS:
            product, scale, zero, bias = (node.input[at] for at in _PRODUCTS[node.op_type])
            name = bias.removeprefix(_OWN).removesuffix(".bias")
            found |= {
                f"{name}.weight": _value(held[product], held[scale], held[zero]).T,
                f"{name}.bias": held[bias],
            }
        elif node.op_type == "Gemm" and not any(a.name == "transB" and a.i for a in node.attribute):
            name = node.input[1].removeprefix(_OWN)
            found[name] = found[name].T
    return found


def _value(quantised: np.ndarray, scale: np.ndarray, zero: np.ndarray) -> np.ndarray:
    value: np.ndarray = (quantised.astype(np.float32) - zero.astype(np.float32)) * scale
    return value
