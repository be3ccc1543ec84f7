"""How well checkpoints answer where the words before are gold's: ``forced.py CHECKPOINT… --modern DEV``.

Anchors are judged by themselves, spans and clues of the gold anchors with gold spans (teacher forcing: Williams and Zipser 1989,
*A learning algorithm for continually running fully recurrent neural networks*), so that neither a decoder nor rules stand between;
several checkpoints are judged one by one and, last, in the mean of their answers. Told are, in percent,

- the average precision of anchors, of outer, nested and continued statements;
- F1 of the pieces inside source, cue and content;
- of sources and of outlets that carried a statement, where the article names them elsewhere ("named"), and where it does not
  ("nowhere"): how often the right place is pointed at most;
- of each field of `LABELS`, how many are right.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from corpus import read_modern
from dataset import UNKNOWN, batches
from losses import answer_of
from model import LEVELS, ROLES, AttributionModel, from_checkpoint
from onrecord.attributions import LABELS
from onrecord.attributions.encoding import load_tokenizer
from onrecord.attributions.network import MODEL

Batch = dict[str, Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--modern", type=Path, required=True, help="folder of labelled news")
    parser.add_argument("--running", action="store_true", help="the weights without averaging")
    parser.add_argument("--bf16", action="store_true", help="where the processor computes in it")
    options = parser.parse_args()
    models = [from_checkpoint(path, running=options.running) for path in options.checkpoints]
    figures = [Figures() for _ in models]
    of_all = Figures()
    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    articles = list(read_modern(options.modern, times=1))
    for batch in batches(articles, tokenizer, random.Random(0), size=16):
        given = [_probable(model, batch, bf16=options.bf16) for model in models]
        for counted, one in zip(figures, given, strict=True):
            counted.add(batch, one)
        of_all.add(batch, _mean(given))
    for path, counted in zip(options.checkpoints, figures, strict=True):
        print(f"{path}\n{counted}")
    if len(models) > 1:
        print(f"the mean\n{of_all}")


@dataclass(frozen=True, slots=True)
class Probable:
    """What a model holds for how probable.

    Attributes:
        anchors: float [windows, pieces, levels].
        inside: of the pieces in source, cue and content, float [anchors, roles, pieces].
        pointed: at nowhere and at all pieces, for the source and for who carried it; each float [anchors, 1 + all pieces].
        labels: of each field's values, float [anchors, values].
        open: where an anchor may point, bool [anchors, 1 + all pieces].
    """

    anchors: Tensor
    inside: Tensor
    pointed: Sequence[Tensor]
    labels: Sequence[Tensor]
    open: Tensor


@torch.no_grad()
def _probable(model: AttributionModel, batch: Batch, *, bf16: bool) -> Probable:
    anchors, scores, pointed, labels, open_ = answer_of(model, batch, bf16=bf16)
    return Probable(
        anchors.sigmoid(),
        scores[:, :ROLES].sigmoid(),
        [one.softmax(1) for one in pointed],
        [one.softmax(1) for one in labels],
        open_,
    )


def _mean(given: Sequence[Probable]) -> Probable:
    def mean(parts: Sequence[Tensor]) -> Tensor:
        return torch.stack(list(parts)).mean(dim=0)

    return Probable(
        mean([one.anchors for one in given]),
        mean([one.inside for one in given]),
        [mean(parts) for parts in zip(*(one.pointed for one in given), strict=True)],
        [mean(parts) for parts in zip(*(one.labels for one in given), strict=True)],
        given[0].open,
    )


@dataclass
class Figures:
    """What is counted, batch by batch.

    Attributes:
        anchors: of each level, gold and probability of each piece.
        pieces: of each role, those rightly inside, found, and gold's; int [3, roles].
        right, all: how many are right, and how many there are, by what is told of them.
    """

    anchors: list[list[tuple[NDArray[np.float32], NDArray[np.float32]]]] = field(
        default_factory=lambda: [[] for _ in range(LEVELS)]
    )
    pieces: Tensor = field(default_factory=lambda: torch.zeros(3, ROLES))
    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    def add(self, batch: Batch, given: Probable) -> None:
        """Count a batch."""
        mask = batch["mask"].bool()
        for level, held in enumerate(self.anchors):
            told = mask & (batch["told"][..., level].expand_as(mask) > 0)
            gold = batch["anchor_map"][..., level][told]
            held.append((gold.numpy(), given.anchors[..., level][told].float().numpy()))
        if len(batch["window"]):
            self._add_spans(batch, given)
            self._add_pointed(batch, given)
            self._add_labels(batch, given)

    def _add_spans(self, batch: Batch, given: Probable) -> None:
        valid = batch["mask"].bool()[batch["window"]].unsqueeze(1)
        gold = (batch["targets"][:, :ROLES] > 0) & valid
        found = (given.inside > 0.5) & valid
        self.pieces += torch.stack([one.sum((0, 2)) for one in (gold & found, found, gold)])

    def _add_pointed(self, batch: Batch, given: Probable) -> None:
        for place, what in enumerate(("source", "carrier")):
            named = batch["antecedents"][:, place].flatten(1) & given.open[:, 1:]
            nowhere = ~named.any(1, keepdim=True)
            gold = torch.cat((nowhere, named), dim=1)
            best = given.pointed[place].argmax(1)
            right = gold[torch.arange(len(best)), best]
            for where, those in (("nowhere", nowhere[:, 0]), ("named", ~nowhere[:, 0])):
                known = batch["linked"][:, place] & those
                self._count(f"{what} {where}", right[known])

    def _add_labels(self, batch: Batch, given: Probable) -> None:
        for place, name in enumerate(LABELS):
            gold = batch["labels"][:, place]
            known = gold != UNKNOWN
            self._count(name, given.labels[place].argmax(1)[known] == gold[known])

    def _count(self, what: str, right: Tensor) -> None:
        self.right[what] += int(right.sum())
        self.all[what] += len(right)

    def __str__(self) -> str:
        precisions = [
            _average_precision(*map(np.concatenate, zip(*held, strict=True)))
            for held in self.anchors
        ]
        both, found, gold = self.pieces
        told = (f"{name} {_percent(self.right[name] / many)} of {many}" for name, many in self.all.items() if many)  # fmt: skip
        return (
            f"  anchors {' '.join(map(_percent, precisions))};"
            f" spans {' '.join(map(_percent, (2 * both / (found + gold)).tolist()))};"
            f" {', '.join(told)}"
        )


def _average_precision(gold: NDArray[np.float32], probable: NDArray[np.float32]) -> float:
    """The mean of the precision at each that is gold's, the most probable first; 0 where none is."""
    right = gold[np.argsort(-probable, kind="stable")] > 0
    if not right.any():
        return 0.0
    precision = right.cumsum() / np.arange(1, len(right) + 1)
    return float(precision[right].mean())


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


if __name__ == "__main__":
    main()
