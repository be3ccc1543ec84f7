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

from corpus import read_modern, read_polnear
from dataset import batches
from losses import loss_of
from model import AttributionModel, from_checkpoint, narrowed_config, saved_config
from onrecord.attributions.encoding import load_tokenizer
from onrecord.attributions.network import MODEL


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
    link_width: int,
) -> AttributionModel:
    """A model with the most important heads and neurons of each layer of another one.

    Of the units that point, those are kept whose weights in and out are the largest.
    """
    config = narrowed_config(model.config, heads=heads, neurons=neurons, link_width=link_width)
    slim = AttributionModel(config)
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
    if link_width < model.link_width:
        _cut_links(weights, model.link_width, link_width)
    slim.load_state_dict(weights)
    return slim


def _cut_links(weights: dict[str, Tensor], width: int, kept: int) -> None:
    out = weights["link_out"]
    size = weights["link.0.weight"].norm(dim=1).view(-1, width) * out.norm(dim=2)
    units = size.topk(kept, dim=1).indices.sort(dim=1).values
    _cut(weights, "link.0", (units + width * torch.arange(len(out))[:, None]).flatten())
    weights["link_out"] = torch.stack([own[rows] for own, rows in zip(out, units, strict=True)])


def _cut(weights: dict[str, Tensor], name: str, rows: Tensor) -> None:
    for part in ("weight", "bias"):
        weights[f"{name}.{part}"] = weights[f"{name}.{part}"][rows]


def _cut_columns(weights: dict[str, Tensor], name: str, columns: Tensor) -> None:
    weights[f"{name}.weight"] = weights[f"{name}.weight"][:, columns]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    data_of = parser.add_mutually_exclusive_group(required=True)
    data_of.add_argument("--polnear", type=Path, help="corpus that importance is measured on")
    data_of.add_argument("--modern", type=Path, help="folder of labelled news to measure it on")
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--neurons", type=int, default=1024)
    parser.add_argument("--link-width", type=int, default=128)
    parser.add_argument("--batches", type=int, default=30, help="that importance is measured on")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    model = from_checkpoint(options.checkpoint)
    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    train = list(
        read_modern(options.modern) if options.modern else read_polnear(options.polnear / "train")
    )
    data = list(islice(batches(train, tokenizer, random.Random(0), size=8), options.batches))
    by_head, by_neuron = importance(model, data)
    slim = narrow(
        model,
        by_head,
        by_neuron,
        heads=options.heads,
        neurons=options.neurons,
        link_width=options.link_width,
    )
    torch.save({"config": saved_config(slim), "model": slim.state_dict()}, options.output)
    print(f"{sum(p.numel() for p in _layers(slim))} of {sum(p.numel() for p in _layers(model))}")


def _layers(model: AttributionModel) -> list[nn.Parameter]:
    return list(model.encoder.encoder.parameters())


if __name__ == "__main__":
    main()
