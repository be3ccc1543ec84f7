"""The heads of a trained model on another encoder: ``graft.py ENCODER HEADS --modern LABELLED --output CHECKPOINT``.

A larger encoder begins with heads that know nothing, and a CPU has not the time to teach them. But heads read states by one
linear layer, whatever their width, and networks that learn the same hold much the same in their states, up to a linear map
(Lenc and Vedaldi 2015, *Understanding image representations by measuring their equivariance and equivalence*). That map is the
least-squares fit from the one's states to the other's on the same text; the layer that reads states is given it, what
follows is copied. The anchors' head stays the encoder's own.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from corpus import read_modern
from dataset import batches
from model import AttributionModel, from_checkpoint, saved_config
from onrecord.attributions.encoding import load_tokenizer
from onrecord.attributions.network import MODEL

_RIDGE = 1e-3  # of the mean variance of a state's values
#: Linear layers that read states, and what follows them.
_READERS = ("of_anchor.0", "of_piece.0", "link.0")
_BEHIND = (
    *("bilinear", "linear", "distance", "link_out", "label.weight", "label.bias", "far"),
    *("nowhere", "nowhere_bias", "far_carrier", "nowhere_carrier", "nowhere_carrier_bias"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("encoder", type=Path, help="checkpoint whose encoder and anchors stay")
    parser.add_argument("heads", type=Path, help="checkpoint whose heads are wanted")
    parser.add_argument("--modern", type=Path, required=True, help="labelled news to read")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=60, help="batches of 16 windows to fit by")
    parser.add_argument("--running", action="store_true", help="the weights without averaging")
    parser.add_argument("--bf16", action="store_true", help="where the processor computes in it")
    options = parser.parse_args()
    onto = from_checkpoint(options.encoder, running=options.running)
    given = from_checkpoint(options.heads)
    fits = _fits(onto, given, options)
    with torch.no_grad():
        for name in _READERS:
            _refit(onto.get_submodule(name), given.get_submodule(name), fits)
        own, theirs = dict(onto.named_parameters()), dict(given.named_parameters())
        for name in _BEHIND:
            own[name].copy_(theirs[name])
    torch.save({"config": saved_config(onto), "model": onto.state_dict()}, options.output)


def _pairs(
    onto: AttributionModel, given: AttributionModel, options: argparse.Namespace
) -> Iterator[tuple[Tensor, Tensor]]:
    """Last states of the pieces of a batch, by the one and by the other; each float [pieces, hidden]."""
    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    articles = list(read_modern(options.modern, times=1))
    random.Random(0).shuffle(articles)
    drawn = batches(articles, tokenizer, random.Random(0), size=16)
    for batch in islice(drawn, options.steps):
        read = batch["mask"].bool()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            states = [
                model.encode(batch["ids"], batch["cases"], batch["breaks"], batch["mask"])
                for model in (onto, given)
            ]
        yield states[0][read].double(), states[1][read].double()


@torch.no_grad()
def _fits(
    onto: AttributionModel, given: AttributionModel, options: argparse.Namespace
) -> tuple[Tensor, Tensor]:
    """What maps the one's states to the other's, float [hidden, own hidden], and what is added to that."""
    square = product = torch.zeros(())
    count, ours, theirs, power = 0, torch.zeros(()), torch.zeros(()), 0.0
    for own, their in _pairs(onto, given, options):
        square, product = square + own.T @ own, product + own.T @ their
        ours, theirs, count = ours + own.sum(0), theirs + their.sum(0), count + len(own)
        power += float((their**2).sum())
    ours, theirs = ours / count, theirs / count
    square = square / count - torch.outer(ours, ours)
    product = product / count - torch.outer(ours, theirs)
    ridge = _RIDGE * square.diagonal().mean() * torch.eye(len(square))
    through = torch.linalg.solve(square + ridge, product)
    explained = float((through * product).sum()) / (power / count - float(theirs @ theirs))
    print(f"{count} pieces; {100 * explained:.1f} % of the states' variance is explained")
    return through.T.float(), (theirs - ours @ through).float()


def _refit(own: nn.Module, their: nn.Module, fits: tuple[Tensor, Tensor]) -> None:
    """Give a linear layer what makes it answer as the other does to the other's states."""
    through, added = fits
    own.weight = nn.Parameter(their.weight @ through)
    own.bias = nn.Parameter(their.weight @ added + their.bias)


if __name__ == "__main__":
    main()
