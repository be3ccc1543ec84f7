"""Export a trained model to ONNX: an encoder graph, a scorer graph, and int8 weights.

    python training/export.py build/run1/last.pt --output src/onrecord/attributions/model

The **encoder** takes windows ``ids, cases, breaks, mask`` (int64 [windows, pieces]) and gives
``states`` (float [windows, pieces, hidden]) and ``anchors`` (logits, float [windows, pieces]).
The **scorer** takes one window's ``states`` (float [pieces, hidden]) and its ``position``\\ s (int64
[anchors]) and gives ``scores`` (logits, float [anchors, 9, pieces]; kind-major: inside, start, end
of source, cue, content).

Weights of the encoder's matrix products and embeddings are quantised to int8 (dynamic, per
channel); the scorer, small and sensitive, stays in float.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from model import AttributionModel, from_checkpoint

OPSET = 17


class Encoder(nn.Module):
    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, ids: Tensor, cases: Tensor, breaks: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        states = self.model.encode(ids, cases, breaks, mask)
        return states, self.model.anchors(states)


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
        plain = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            Encoder(model),
            (whole, whole, whole, whole),
            str(plain),
            input_names=["ids", "cases", "breaks", "mask"],
            output_names=["states", "anchors"],
            dynamic_axes=dict.fromkeys(
                ("ids", "cases", "breaks", "mask", "states", "anchors"), windows
            ),
            opset_version=OPSET,
            dynamo=False,
        )
        torch.onnx.export(
            Scorer(model),
            (torch.zeros(32, model.config.hidden_size), torch.tensor([3, 5])),
            str(output / "scorer.onnx"),
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
        if not quantised:
            shutil.copy(plain, output / "encoder.onnx")
            return
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(output / "encoder.onnx"),
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json to copy beside the graphs")
    parser.add_argument("--float", action="store_true", help="do not quantise")
    options = parser.parse_args()
    export(from_checkpoint(options.checkpoint), options.output, quantised=not options.float)
    if options.tokenizer:
        shutil.copy(options.tokenizer, options.output / "tokenizer.json")
    for path in sorted(options.output.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
