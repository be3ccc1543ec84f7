"""Tune the decoder's weights and the threshold on PolNeAR dev.

    python training/tune.py --polnear ../shared/corpora/polnear --model FOLDER

The network runs once over dev; then one weight at a time is varied around the settings in force
(coordinate descent), and the change that raises relaxed plus exact triple F1 most is kept, until
none does. Prints the settings; nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from attribution import gold_articles
from onrecord import Page, read
from onrecord.attributions.decode import DEFAULT, Settings
from onrecord.attributions.engine import THRESHOLD, Scored, score, settle
from onrecord.attributions.network import MODEL, load
from scoring import Counts, article_counts

_LOWEST = 0.2
_GRID: dict[str, tuple[object, ...]] = {
    "border": (0.0, 0.5, 1.0, 1.5, 2.0, 3.0),
    "source_price": (-3.0, -1.5, 0.0, 1.5, 3.0),
    "content_price": (-2.0, 0.0, 2.0),
    "pieces": (1, 2, 3),
    "piece_price": (-4.0, -2.0, 0.0, 2.0, 4.0, 8.0),
    "rival": (0.0, 0.5, 1.0, 2.0, 99.0),
    "threshold": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    network = load(options.model)
    dev = []
    for name, text, annotators in gold_articles(options.polnear / "dev"):
        article = read(Page(text, id=name, kind="raw"))
        dev.append((article, annotators[0], score(text, network, threshold=_LOWEST)))

    def figures(settings: Settings, threshold: float) -> tuple[float, float, float]:
        totals = {
            "relaxed triple": [0.0] * 3,
            "exact triple": [0.0] * 3,
            "content tokens": [0.0] * 3,
        }
        for article, gold, scored in dev:
            kept = tuple(one for one in scored.candidates if one.score >= threshold)
            found = settle(article, Scored(scored.starts, scored.ends, kept), settings=settings)
            counts = article_counts(article.text, gold, found)
            for measure, total in totals.items():
                for place, count in enumerate(counts[measure]):
                    total[place] += count
        return tuple(_f1(Counts(*total)) for total in totals.values())  # type: ignore[return-value]

    settings, threshold = DEFAULT, THRESHOLD
    best = figures(settings, threshold)
    print(f"start: {_shown(best)}", flush=True)
    for _ in range(2):
        for name, values in _GRID.items():
            for value in values:
                trial, at = _changed(settings, threshold, name, value)
                if (trial, at) == (settings, threshold):
                    continue
                now = figures(trial, at)
                print(f"  {name}={value}: {_shown(now)}", flush=True)
                if sum(now) > sum(best) + 1e-4:
                    best, keep = now, (trial, at)
                    settings, threshold = keep
    print(f"{settings}\nthreshold {threshold}\n{_shown(best)}")


def _changed(
    settings: Settings, threshold: float, name: str, value: object
) -> tuple[Settings, float]:
    if name == "threshold":
        return settings, float(value)  # type: ignore[arg-type]
    source, cue, content = settings.price
    if name == "source_price":
        return replace(settings, price=(value, cue, content)), threshold
    if name == "content_price":
        return replace(settings, price=(source, cue, value)), threshold
    return replace(settings, **{name: value}), threshold


def _f1(counts: Counts) -> float:
    return 2 * counts.right / (counts.predicted + counts.gold)


def _shown(figures: tuple[float, float, float]) -> str:
    relaxed, exact, tokens = (100 * figure for figure in figures)
    return f"relaxed {relaxed:.2f} exact {exact:.2f} content tokens {tokens:.2f}"


if __name__ == "__main__":
    main()
