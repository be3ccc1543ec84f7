"""Make a trained model's layers narrower: fewer attention heads, fewer neurons between the layers.

    python training/narrow.py build/run2/e4.pt --heads 8 --neurons 1024 \
        --polnear ../shared/corpora/polnear --output build/narrow.pt

What is cut is what the loss would miss least, to first order: the mean of |activation × gradient|
over training windows, for each head (Michel, Levy and Neubig 2019, *Are sixteen heads really better
than one?*) and each neuron (Molchanov et al. 2017, *Pruning convolutional neural networks for
resource efficient inference*). Every layer keeps as many, so that the graph stays regular. The cut
model is the start of a student, which `train.py --teacher` brings back to its teacher's answers.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from corpus import read_polnear
from dataset import batches
from model import AttributionModel, from_checkpoint, narrowed_config, saved_config
from onrecord.attributions.encoding import load_tokenizer
from onrecord.attributions.network import MODEL
from train import loss_of


def importance(
    model: AttributionModel, data: Sequence[dict[str, Tensor]]
) -> tuple[list[Tensor], list[Tensor]]:
    """How much the loss depends on each head and each neuron.

    Returns:
        for each layer, float [heads]; for each layer, float [neurons].
    """
    layers = model.encoder.encoder.layer
    held: dict[tuple[str, int], Tensor] = {}

    def keep(kind: str, place: int, tensor: Tensor) -> None:
        tensor.retain_grad()
        held[kind, place] = tensor

    hooks = []
    for place, layer in enumerate(layers):
        hooks.append(
            layer.attention.output.dense.register_forward_pre_hook(
                lambda _, inputs, place=place: keep("heads", place, inputs[0])
            )
        )
        hooks.append(
            layer.output.dense.register_forward_pre_hook(
                lambda _, inputs, place=place: keep("neurons", place, inputs[0])
            )
        )
    size = layers[0].attention.self.attention_head_size
    heads = [torch.zeros(layer.attention.self.num_attention_heads) for layer in layers]
    neurons = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    for batch in data:
        model.zero_grad(set_to_none=True)
        loss_of(model, batch).backward()
        for place in range(len(layers)):
            for kind, totals in (("heads", heads), ("neurons", neurons)):
                tensor = held[kind, place]
                effect = (tensor * tensor.grad).detach()
                if kind == "heads":
                    effect = effect.unflatten(-1, (-1, size)).sum(-1)
                totals[place] += effect.abs().sum(dim=(0, 1))
    for hook in hooks:
        hook.remove()
    return heads, neurons


@torch.no_grad()
def narrow(
    model: AttributionModel,
    by_head: Sequence[Tensor],
    by_neuron: Sequence[Tensor],
    *,
    heads: int,
    neurons: int,
) -> AttributionModel:
    """A model with the most important heads and neurons of each layer of another one."""
    slim = AttributionModel(narrowed_config(model.config, heads=heads, neurons=neurons))
    weights = model.state_dict()
    size = model.encoder.encoder.layer[0].attention.self.attention_head_size
    for place in range(model.config.num_hidden_layers):
        kept = by_head[place].topk(heads).indices.sort().values
        rows = (kept.unsqueeze(1) * size + torch.arange(size)).flatten()
        stem = f"encoder.encoder.layer.{place}"
        for name in ("query", "key", "value"):
            _cut(weights, f"{stem}.attention.self.{name}", rows)
        _cut_columns(weights, f"{stem}.attention.output.dense", rows)
        columns = by_neuron[place].topk(neurons).indices.sort().values
        _cut(weights, f"{stem}.intermediate.dense", columns)
        _cut_columns(weights, f"{stem}.output.dense", columns)
    slim.load_state_dict(weights)
    return slim


def _cut(weights: dict[str, Tensor], name: str, rows: Tensor) -> None:
    for part in ("weight", "bias"):
        weights[f"{name}.{part}"] = weights[f"{name}.{part}"][rows]


def _cut_columns(weights: dict[str, Tensor], name: str, columns: Tensor) -> None:
    weights[f"{name}.weight"] = weights[f"{name}.weight"][:, columns]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--neurons", type=int, default=1024)
    parser.add_argument("--batches", type=int, default=30, help="that importance is measured on")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    model = from_checkpoint(options.checkpoint)
    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    train = list(read_polnear(options.polnear / "train"))
    data = list(islice(batches(train, tokenizer, random.Random(0), size=8), options.batches))
    by_head, by_neuron = importance(model, data)
    slim = narrow(model, by_head, by_neuron, heads=options.heads, neurons=options.neurons)
    torch.save({"config": saved_config(slim), "model": slim.state_dict()}, options.output)
    print(f"{sum(p.numel() for p in _layers(slim))} of {sum(p.numel() for p in _layers(model))}")


def _layers(model: AttributionModel) -> list[nn.Parameter]:
    return list(model.encoder.encoder.parameters())


if __name__ == "__main__":
    main()
