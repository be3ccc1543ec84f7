"""Whether a score means what it says: calibration, and what a least score buys.

    python benchmarks/confidence.py --gold ../shared/corpora/polnear/dev

An attribution is *right* if it is half of a relaxed triple (`scoring`). **ECE**, the expected
calibration error, is the mean distance between the scores and the share that is right, over ten
bins of equal width, weighed by their size (Naeini, Cooper and Hauskrecht 2015, *Obtaining well
calibrated probabilities using Bayesian binning*). As the weights of the score were fitted on the
same articles, the error is also given by split-half: fitted on the even articles and measured on
the odd ones, and the other way round. The fit is Platt's (1999): a logistic regression on what the
network said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution import gold_articles
from onrecord import Article, Page, read
from onrecord.attributions import Manifest, load
from onrecord.attributions.engine import Statement
from onrecord.formats.brat import AnnotatedSpans
from scoring import relaxed_rights
from stages import score, settle

__all__ = ["Judged", "expected_calibration_error", "fit", "judged"]

Float = NDArray[np.float64]
_BINS = 10


class Judged(NamedTuple):
    """All statements of some articles.

    Attributes:
        features: float [statements, features].
        right: bool [statements].
        article: number of the article, int [statements].
        gold: how many attributions the gold has.
    """

    features: Float
    right: NDArray[np.bool_]
    article: NDArray[np.int64]
    gold: int


def judged(
    articles: Iterable[tuple[Article, Sequence[AnnotatedSpans], Sequence[Statement]]],
) -> Judged:
    """Judge outer statements against gold.

    Surer statements are matched first, so that a doubtful double takes no match away.
    """
    features: list[tuple[float, ...]] = []
    right: list[bool] = []
    number: list[int] = []
    gold = 0
    for index, (article, marks, statements) in enumerate(articles):
        gold += len(marks)
        outer = [one for one in statements if one.parent is None]
        left = list(marks)
        for sure in (True, False):
            some = [one for one in outer if (one.features[1] >= 0) == sure]
            rights, left = relaxed_rights(article.text, left, some)
            right += rights
            features += [one.features for one in some]
            number += [index] * len(some)
    return Judged(np.array(features), np.array(right), np.array(number), gold)


def fit(features: Float, right: NDArray[np.bool_], *, ridge: float = 1.0) -> Float:
    """Weights of a logistic regression by Newton's method; the bias is not held down."""
    weights = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(50):
        share = _sigmoid(features @ weights)
        slope = features.T @ (share - right) + penalty * weights
        curve = (features * (share * (1 - share))[:, None]).T @ features + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def expected_calibration_error(scores: Float, right: NDArray[np.bool_]) -> float:
    """ECE over ten bins of equal width, 0 to 1."""
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(scores[inside].mean() - right[inside].mean())
    return float(error)


def _sigmoid(logits: Float) -> Float:
    share: Float = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return share


def _split_half(data: Judged, least: float) -> float:
    """ECE of the scores that the other half's fit gives, over what would be reported."""
    scores = np.zeros(len(data.right))
    for half in (0, 1):
        test = data.article % 2 == half
        scores[test] = _sigmoid(data.features[test] @ fit(data.features[~test], data.right[~test]))
    shown = scores >= least
    return expected_calibration_error(scores[shown], data.right[shown])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    options = parser.parse_args()
    network = load()
    manifest: Manifest = replace(network.manifest, inner_floor=0.999)
    data = judged(
        (article := read(Page(text, id=name, kind="raw")), annotators[0], settle(
            article, score(text, network), manifest
        ))
        for name, text, annotators in gold_articles(options.gold)
    )  # fmt: skip
    scores = _sigmoid(data.features @ np.array(manifest.calibration))
    shown = scores >= manifest.least
    print(
        f"ECE of what is reported: {expected_calibration_error(scores[shown], data.right[shown]):.3f}"
    )
    print(f"ECE of all decoded: {expected_calibration_error(scores, data.right):.3f}")
    print(f"ECE by split-half, reported: {_split_half(data, manifest.least):.3f}")
    print(f"ECE by split-half, all decoded: {_split_half(data, 0.0):.3f}\n")
    print("| score | attributions | mean score | right |\n|---|---:|---:|---:|")
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1 + 1e-9 * (low > 0.85))
        if inside.any():
            print(
                f"| {low:.1f} to {low + 0.1:.1f} | {inside.sum()} | {scores[inside].mean():.2f} | "
                f"{data.right[inside].mean():.2f} |"
            )
    print("\n| `--min-score` | attributions | precision | recall |\n|---:|---:|---:|---:|")
    for least in (0.2, 0.3, manifest.least, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        kept = scores >= least
        if kept.any():
            right = data.right[kept].sum()
            print(
                f"| {least:g} | {kept.sum()} | {100 * right / kept.sum():.1f} | "
                f"{100 * right / data.gold:.1f} |"
            )


if __name__ == "__main__":
    main()
