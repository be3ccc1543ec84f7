"""How often a statement without a cue of its own is laid to the right source, and how many are found.

    python benchmarks/continued.py ../shared/corpora/polnear

``continued.json`` beside this file holds no words of the corpus, only where they stand:

- ``passages``: stretches of four paragraphs of PolNeAR train, read for this purpose, with all
  statements in them that go on with a source and that the corpus marks no cue for;
- ``findings``: what was found on dev and train, read one by one, each right or wrong.

Findings that nobody has read are counted, not guessed at.

Most sentences without a cue of their own are no statement apart, but stand in the content of the one
whose cue they go on with: there the corpus' annotators put them, and the network learns it from them.
So the sentences of dev that have no cue in them and are in a content are compared with the gold's, too:
one is right if the gold has it in a content of the same source, also without a cue in it.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from attribution import gold_articles
from onrecord import Article, Attribution, Page, Span, attribute, read
from scoring import HasSpans
from stages import document_of

LABELS = Path(__file__).with_suffix(".json")

H = TypeVar("H", bound=HasSpans)

_FEWEST_WORDS = 3  # of a sentence
_MOST_OF = 0.6  # of a sentence that a content has to hold


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


@dataclass
class Sentences:
    """Sentences without a cue of their own that are laid to a source."""

    sourced: int = 0  # of the gold, with or without a cue
    gold: int = 0
    found: int = 0
    right: int = 0


def sentences(folder: Path) -> Sentences:
    """Sentences of dev without a cue of their own, found and gold."""
    counts = Sentences()
    for name, text, annotators in gold_articles(folder / "dev"):
        reading = attribute(read(Page(text, id=name, kind="raw")), force=True)
        by_id = {one.id: one for one in reading}
        inside = document_of(reading.article).sentences.within(Span(0, len(text)))
        lines = [one for one in inside if len(text[slice(*one)].split()) >= _FEWEST_WORDS]
        gold = _without_cue(lines, annotators[0])
        found = _without_cue(lines, [one for one in reading if one.parent is None])
        counts.sourced += sum(any(_holds(one, line) for one in annotators[0]) for line in lines)
        counts.gold += len(gold)
        counts.found += len(found)
        for line, one in found.items():
            source = by_id[one.continued].source if one.continued else one.source
            if line in gold:
                theirs = [Span(*span) for span in gold[line].source]
                same = any(_touch(a, b) for a in source for b in theirs)
                counts.right += same or not (source or theirs)
    return counts


def _without_cue(lines: Sequence[Span], statements: Sequence[H]) -> dict[Span, H]:
    """Sentences that stand in a content and have no cue in them, with the statement they stand in."""
    cues = sorted(span[0] for one in statements for span in one.cue)
    held: dict[Span, H] = {}
    for line in lines:
        if bisect_left(cues, line.start) == bisect_left(cues, line.end):
            holder = next((one for one in statements if _holds(one, line)), None)
            if holder is not None:
                held[line] = holder
    return held


def _holds(one: HasSpans, line: Span) -> bool:
    inside = sum(max(0, min(line.end, end) - max(line.start, start)) for start, end in one.content)
    return inside >= _MOST_OF * (line.end - line.start)


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
    counts = sentences(options.polnear)
    print(
        f"sentences of dev in a content: {counts.sourced}, {counts.gold} of them "
        f"({100 * counts.gold / counts.sourced:.0f} %) without a cue of their own; found {counts.found}: "
        f"precision {100 * counts.right / counts.found:.1f} %, recall {100 * counts.right / counts.gold:.1f} %"
    )


if __name__ == "__main__":
    main()
