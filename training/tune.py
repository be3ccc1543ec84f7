"""Tune the decoder on dev sets, calibrate the scores, and write ``manifest.json``.

    python training/tune.py --polnear ../shared/corpora/polnear --modern ../shared/corpora/modern/dev \
        --model FOLDER

The network runs once over dev: PolNeAR's, and news of later years (outer statements; those inside
others set the floor and the calibration of inner ones). Then one weight of the decoder at a time is varied around the
manifest in force (coordinate descent), and the change that raises relaxed, exact and content exact
F1 most in sum is kept, until none does. Then the score's weights are fitted, and the least score is
the one at which the same sum is highest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from attribution import gold_articles
from confidence import fit, judged
from corpus import Annotated, Gold, read_modern
from nesting import Tally, judge, passages
from onrecord import Article, Page, read
from onrecord.attributions import MODEL, Manifest, Network, load
from onrecord.attributions.engine import Scored, Statement
from onrecord.attributions.manifest import FEATURES, NameFeatures
from onrecord.formats.brat import AnnotatedSpans
from scoring import Counts, article_counts, relaxed_rights
from stages import attributions_of, score, settle

_MEASURES = ("relaxed triple", "exact triple", "content exact span", "content tokens")
_GRID: dict[str, tuple[object, ...]] = {
    "border": (0.25, 0.5, 1.0, 1.5, 2.0, 3.0),
    "source_price": (-6.0, -3.0, -1.5, 0.0, 1.5),
    "content_price": (-4.0, -2.0, 0.0, 2.0),
    "pieces": (1, 2, 3),
    "piece_price": (-4.0, -2.0, 0.0, 2.0, 4.0, 8.0),
    "rival": (0.0, 0.5, 1.0, 2.0, 99.0),
    "rival_anchor": (0.3, 0.5, 0.7),
    "least": (0.4, 0.45, 0.5, 0.55),
}
#: The score while decoding is tuned: the anchor's own probability.
_ANCHOR_ONLY = tuple(float(name == "anchor") for name in FEATURES)

_LOWEST_INNER = 0.03

Dev = list[tuple[Article, Sequence[AnnotatedSpans], Scored]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--rare", type=Path, help="passages to calibrate inner attributions on")
    parser.add_argument("--modern", type=Path, help="dev folder of labelled news of later years")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    network = load(options.model)
    inner_floor = network.manifest.inner_floor
    manifest = replace(network.manifest, calibration=_ANCHOR_ONLY, least=0.5, inner_floor=0.999)
    network = replace(network, manifest=manifest)
    dev: Dev = []
    for name, text, annotators in gold_articles(options.polnear / "dev"):
        scored = score(text, network)
        held = Scored(scored.starts, scored.ends, tuple(scored.candidates))
        dev.append((read(Page(text, id=name, kind="raw")), annotators[0], held))
    modern = list(read_modern(options.modern)) if options.modern else []
    for one in modern:
        scored = score(one.text, network)
        held = Scored(scored.starts, scored.ends, tuple(scored.candidates))
        outer = [_marks(gold) for gold in one.attributions if gold.level == 0]
        dev.append((read(Page(one.text, id=one.name, kind="raw")), outer, held))
    manifest = descend(dev, manifest, options.rounds)
    manifest = calibrated(dev, manifest)
    manifest = replace(manifest, inner_floor=inner_floor)
    if modern:
        manifest = inner_on_modern(modern, replace(network, manifest=manifest))
    if options.rare:
        manifest = inner_calibrated(options.rare, replace(network, manifest=manifest))
    values = asdict(manifest)
    values["calibration"] = dict(zip(FEATURES, manifest.calibration, strict=True))
    if manifest.name_calibration:
        named = zip(NameFeatures._fields, manifest.name_calibration, strict=True)
        values["name_calibration"] = dict(named)
    else:
        del values["name_calibration"], values["name_bias"]
    written = json.dumps(values, indent=2) + "\n"
    (options.model / "manifest.json").write_text(written, encoding="utf-8")
    print(written)


def descend(dev: Dev, manifest: Manifest, rounds: int) -> Manifest:
    """Coordinate descent over `_GRID`."""
    best = figures(dev, manifest)
    print(f"start: {_shown(best)}", flush=True)
    for _ in range(rounds):
        before = manifest
        for name, values in _GRID.items():
            for value in values:
                trial = _changed(manifest, name, value)
                if trial == manifest:
                    continue
                now = figures(dev, trial)
                if _worth(now) > _worth(best) + 1e-4:
                    best, keep = now, trial
                    print(f"  {name}={value}: {_shown(now)}", flush=True)
                else:
                    keep = manifest
                manifest = keep
        if manifest == before:
            break
    return manifest


def calibrated(dev: Dev, manifest: Manifest) -> Manifest:
    """Fit the score, then find the least score that is worth most."""
    settled = [
        (article, marks, settle(article, scored, manifest)) for article, marks, scored in dev
    ]
    data = judged(settled)
    manifest = replace(manifest, calibration=tuple(round(float(w), 4) for w in fit(*data[:2])))
    trials = [replace(manifest, least=least / 100) for least in range(16, 62, 2)]
    best = max(trials, key=lambda trial: _worth(figures(dev, trial)))
    print(f"calibrated, least score {best.least}: {_shown(figures(dev, best))}")
    return best


def _marks(gold: Gold) -> AnnotatedSpans:
    return AnnotatedSpans("", gold.source, gold.cue, gold.content)


def inner_on_modern(modern: Sequence[Annotated], network: Network) -> Manifest:
    """Calibrate attributions inside others on whole articles, and find the floor of highest F1."""
    low = replace(network.manifest, inner_floor=_LOWEST_INNER, inner_calibration=(0.0, 1.0))
    network = replace(network, manifest=low)
    logits: list[float] = []
    right: list[bool] = []
    gold = 0
    for one in modern:
        article = read(Page(one.text, id=one.name, kind="raw"))
        wanted = [_marks(mark) for mark in one.attributions if mark.level == 1]
        gold += len(wanted)
        found = settle(article, score(one.text, network), low)
        inner = sorted(
            (each for each in found if each.parent is not None), key=lambda each: -each.features[1]
        )
        rights, _ = relaxed_rights(one.text, wanted, inner)
        right += rights
        logits += [each.features[1] for each in inner]
    return _with_floor(low, logits, right, gold, "news of later years")


def _with_floor(
    low: Manifest, logits: Sequence[float], right: Sequence[bool], gold: int, where: str
) -> Manifest:
    features = np.column_stack((np.ones(len(logits)), logits))
    labels = np.array(right)
    bias, weight = (round(float(w), 4) for w in fit(features, labels))
    floors = [level / 100 for level in range(3, 60)]

    def f1(floor: float) -> float:
        kept = labels[features[:, 1] >= np.log(floor / (1 - floor))]
        return float(2 * kept.sum() / (len(kept) + gold))

    best = max(floors, key=f1)
    print(f"inner: floor {best}, F1 {f1(best):.3f} of {gold} on {where}")
    return replace(low, inner_floor=best, inner_calibration=(bias, weight))


def inner_calibrated(rare: Path, network: Network) -> Manifest:
    """Calibrate attributions inside others, and find the floor at which their F1 is highest.

    On the passages from PolNeAR train: their texts were trained on, their inner attributions not.
    """
    low = replace(network.manifest, inner_floor=_LOWEST_INNER, inner_calibration=(0.0, 1.0))
    network = replace(network, manifest=low)
    logits: list[float] = []
    right: list[bool] = []
    gold = 0
    for passage in passages(rare):
        if passage.corpus != "polnear-train":
            continue
        article = read(Page(passage.text, id=passage.id, kind="raw"))
        statements = settle(article, score(article.text, network), low)
        by_word = {one.word: one.features[1] for one in statements if one.parent is not None}
        # An inner statement's score is its own share of its parent's: identity by the cue.
        found = attributions_of(article, network)
        tally = Tally()
        for key, is_right in judge(passage, found, tally).items():
            one = next(one for one in found if one.id == key)
            near = [s for s in statements if s.parent is not None and s.cue == one.cue]
            if near:
                logits.append(by_word[near[0].word])
                right.append(is_right)
        gold += tally.gold
    return _with_floor(low, logits, right, gold, "the passages from train")


def figures(dev: Dev, manifest: Manifest) -> tuple[float, ...]:
    """F1 of `_MEASURES`."""
    totals = {measure: [0.0] * 3 for measure in _MEASURES}
    for article, gold, scored in dev:
        found: list[Statement] = [
            one for one in settle(article, scored, manifest) if one.score >= manifest.least
        ]
        counts = article_counts(article.text, gold, found)
        for measure, total in totals.items():
            for place, count in enumerate(counts[measure]):
                total[place] += count
    return tuple(_f1(Counts(*total)) for total in totals.values())


def _worth(figures: tuple[float, ...]) -> float:
    return sum(figures)


def _changed(manifest: Manifest, name: str, value: object) -> Manifest:
    source, cue, content = manifest.price
    if name == "source_price":
        return replace(manifest, price=(value, cue, content))  # type: ignore[arg-type]
    if name == "content_price":
        return replace(manifest, price=(source, cue, value))  # type: ignore[arg-type]
    return replace(manifest, **{name: value})  # type: ignore[arg-type]


def _f1(counts: Counts) -> float:
    return 2 * counts.right / (counts.predicted + counts.gold)


def _shown(figures: tuple[float, ...]) -> str:
    return ", ".join(
        f"{measure} {100 * figure:.2f}" for measure, figure in zip(_MEASURES, figures, strict=True)
    )


if __name__ == "__main__":
    main()
