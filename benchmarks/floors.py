"""Quality floors: figures that were reached once and must not be lost.

    python benchmarks/floors.py                 check all against benchmarks/floors.json
    python benchmarks/floors.py --pin           raise the floors to what is reached now
    python benchmarks/floors.py --pin --lower   set them to it even where that is lower

A floor stands a margin below the figure it was pinned at, for what differs between processors.
Floors belong to a corpus, told by its hash: on another corpus they say nothing, and the check
fails rather than compare. The tests check the fast subset.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

import reading
from attribution import counts
from scoring import summary

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).parents[2] / "shared"
_POLNEAR = Path("corpora") / "polnear" / "dev"
_FUNDUS = Path("corpora") / "pages-fundus"
_EVERY = 8  # the fast subset is every eighth article
_MARGIN = {"polnear-dev-subset": 1.5}  # points; few articles vary more
_USUAL_MARGIN = 0.3
_MEASURES = (
    "content tokens",
    "content exact span",
    "source exact span",
    "cue exact span",
    "relaxed triple",
    "exact triple",
)

Figures = dict[str, float]


def attribution_figures(shared: Path, *, every: int = 1) -> Figures:
    """F1 of the main measures on PolNeAR dev, in percent."""
    scores = summary(counts(shared / _POLNEAR, None, every=every), resamples=1)
    return {measure: 100 * scores[measure].f1 for measure in _MEASURES}


def reading_figures(shared: Path) -> Figures:
    """Means of the reading benchmark, in percent."""
    tally = reading.Tally()
    for page in reading.expected_pages(shared / _FUNDUS):
        reading.judge(tally, page, reading.by_onrecord(page))
    return {
        measure: 100 * mean(getattr(tally, measure))
        for measure in ("body", "title", "authors", "date")
    }


BENCHES: dict[str, tuple[Path, Callable[[Path], Figures]]] = {
    "polnear-dev-subset": (_POLNEAR, lambda shared: attribution_figures(shared, every=_EVERY)),
    "polnear-dev": (_POLNEAR, attribution_figures),
    "pages-fundus": (_FUNDUS, reading_figures),
}


def corpus_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of a corpus' files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def losses(name: str, shared: Path = SHARED) -> list[str]:
    """What is below its floor, in words; empty if all holds.

    Raises:
        ValueError: the floors were pinned on another corpus.
    """
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    folder, measured = BENCHES[name]
    if corpus_hash(shared / folder) != pinned["corpus_sha256"]:
        raise ValueError(f"{name}: the floors were pinned on another corpus than {shared / folder}")
    figures = measured(shared)
    return [
        f"{name}: {measure} is {figures[measure]:.2f}, the floor {floor:.2f}"
        for measure, floor in pinned["floors"].items()
        if figures[measure] < floor
    ]


def pin(shared: Path, *, lower: bool) -> None:
    """Set the floors to what is reached now; lower ones only if asked."""
    known: dict[str, Any] = (
        json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    )
    for name, (folder, measured) in BENCHES.items():
        before = {} if lower else known.get(name, {}).get("floors", {})
        floors = {
            measure: max(
                round(figure - _MARGIN.get(name, _USUAL_MARGIN), 2), before.get(measure, 0.0)
            )
            for measure, figure in measured(shared).items()
        }
        known[name] = {
            "corpus_sha256": corpus_hash(shared / folder),
            "pinned": datetime.now(UTC).date().isoformat(),
            "floors": floors,
        }
    FLOORS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    if options.pin:
        pin(options.shared, lower=options.lower)
        print(FLOORS.read_text(encoding="utf-8"), end="")
        return
    lost = [line for name in BENCHES for line in losses(name, options.shared)]
    print("\n".join(lost) or "all floors hold")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
