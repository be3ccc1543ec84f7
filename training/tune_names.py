"""Fit how probable it is that a statement has the right source, and write it into ``manifest.json``.

    python training/tune_names.py ../shared/corpora/modern/dev --model FOLDER

Every found statement that is paired with a labelled one whose source has a name is an example: right where
the names are one's (`benchmarks/modern.py`). A logistic regression (Platt 1999) on `NameFeatures`; told is
the expected calibration error by split-half over articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from confidence import expected_calibration_error, fit
from modern import Row, marked, paired, read_article, rows_of, same_name
from onrecord import Reading
from onrecord.attributions import NameFeatures, find, load
from onrecord.languages import words_of
from onrecord.sources import resolve
from onrecord.text import Document


def examples(folder: Path, model: Path) -> Iterator[tuple[int, NameFeatures, bool]]:
    """Article, features and whether the name is right, of each example."""
    network, lang = load(model), words_of("en")
    for number, about in enumerate(json.loads((folder / "docs.json").read_text(encoding="utf-8"))):
        path = folder / f"{about['id']}.jsonl"
        text = path.with_suffix(".txt").open(encoding="utf-8", newline="").read()
        rows: list[Row] = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
        article = read_article(text, about)
        document = Document.of(article, lang.sentences.abbreviated)
        found = find(document, lang, network)
        judged: list[NameFeatures] = []

        def judge(features: NameFeatures, judged: list[NameFeatures] = judged) -> float:
            judged.append(features)
            return 0.5

        reading = resolve(Reading(article, found.attributions), document, lang, found.clues, judge)
        asked = [one for one in reading if one.source_score is not None]
        features = dict(zip((one.id for one in asked), judged, strict=True))
        given = list(rows_of(reading))
        for g, f in paired(marked(text, rows), marked(text, given)):
            if rows[g]["name"] and given[f]["id"] in features:
                right = same_name(rows[g]["name"], given[f]["name"])
                yield number, features[given[f]["id"]], right


def _sigmoid(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-logits))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="dev folder of labelled news of later years")
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    articles, features, right = zip(*examples(options.folder, options.model), strict=True)
    values = np.column_stack((np.ones(len(features)), np.array(features, dtype=float)))
    labels, half = np.array(right), np.array(articles) % 2
    apart = np.zeros(len(labels))
    for side in (0, 1):
        apart[half == side] = _sigmoid(
            values[half == side] @ fit(values[half != side], labels[half != side])
        )
    sure = apart >= 0.7
    print(
        f"{len(labels)} statements, {100 * labels.mean():.1f} % right; by split-half: expected calibration error "
        f"{expected_calibration_error(apart, labels):.3f}, {100 * sure.mean():.1f} % at 0.7 and more, of which "
        f"{100 * (1 - labels[sure].mean()):.1f} % wrong"
    )
    bias, *weights = (round(float(w), 4) for w in fit(values, labels))
    path = options.model / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["name_bias"] = bias
    manifest["name_calibration"] = dict(zip(NameFeatures._fields, weights, strict=True))
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(manifest["name_calibration"]))


if __name__ == "__main__":
    main()
