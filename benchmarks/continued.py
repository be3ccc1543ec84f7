"""How often a statement without a cue of its own is laid to the right source, and how many are found.

    python benchmarks/continued.py ../shared/corpora/polnear

``continued.json`` beside this file holds no words of the corpus, only where they stand:

- ``passages``: stretches of four paragraphs of PolNeAR train, read for this purpose, with all
  statements in them that go on with a source and that the corpus marks no cue for;
- ``findings``: what was found on dev and train, read one by one, each right or wrong.

Findings that nobody has read are counted, not guessed at.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord import Article, Attribution, Page, Span, attribute, read

LABELS = Path(__file__).with_suffix(".json")


@dataclass
class Tally:
    """Counts over findings and passages."""

    right: int = 0
    wrong: int = 0
    unread: int = 0
    gold: int = 0
    hit: int = 0
    stray: int = 0

    @property
    def precision(self) -> float:
        """Share of the findings read that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of the passages' continued statements that is found."""
        return self.hit / max(self.gold, 1)


class Corpus:
    """Continued statements of PolNeAR's articles, each article read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.found = cache(self._found)

    def _found(self, part: str, name: str) -> list[tuple[Span, Attribution]]:
        path = self._folder / part / "text" / f"{name}.txt"
        with path.open(encoding="utf-8", newline="") as file:
            article: Article = read(Page(file.read(), id=name, kind="raw"))
        reading = attribute(article, force=True)
        return [(one.content[0], one) for one in reading if one.continued]


def measure(folder: Path, labels: dict[str, Any]) -> Tally:
    """Judge what is found now by what was read."""
    corpus, tally = Corpus(folder), Tally()
    read_before: dict[tuple[str, str], list[tuple[Span, bool]]] = {}
    for one in labels["findings"]:
        key = (one["part"], one["article"])
        read_before.setdefault(key, []).append((Span(one["start"], one["end"]), one["right"]))
    for (part, name), judged in read_before.items():
        for span, _ in corpus.found(part, name):
            verdict = next((right for other, right in judged if _touch(span, other)), None)
            tally.right += verdict is True
            tally.wrong += verdict is False
            tally.unread += verdict is None
    for passage in labels["passages"]:
        gold = [Span(start, end) for start, end in passage["continued"]]
        here = [
            span
            for span, _ in corpus.found("train", passage["article"])
            if passage["start"] <= span.start < passage["end"]
        ]
        tally.gold += len(gold)
        tally.hit += sum(1 for one in gold if any(_touch(one, span) for span in here))
        tally.stray += sum(1 for span in here if not any(_touch(one, span) for one in gold))
    return tally


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("polnear", type=Path)
    options = parser.parse_args()
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    tally = measure(options.polnear, labels)
    print(
        f"findings read one by one: {tally.right + tally.wrong}, right {100 * tally.precision:.1f} %; "
        f"not read {tally.unread}"
    )
    print(
        f"passages: {len(labels['passages'])}, continued statements {tally.gold}, found "
        f"{100 * tally.recall:.0f} %, besides {tally.stray} that are none"
    )


if __name__ == "__main__":
    main()
