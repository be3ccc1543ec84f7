"""Attributions inside attributions: how many are found, with the right source and parent.

    python benchmarks/nesting.py ../shared/corpora/rare/dev.jsonl

An inner gold attribution is **found** if an attribution with a parent overlaps its cue or shares
half of its content (IoU); its **source is right** if the sources share a word; its **parent is
right** if the parent's cue overlaps the gold parent's, or their sources and contents do. Passages
are read by themselves, as running text.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord import Attribution, Page, attribute, read

__all__ = ["Passage", "passages"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its gold, as plain rows; see the corpus' own notes for their fields."""

    id: str
    corpus: str
    focus: str
    text: str
    rows: tuple[dict[str, Any], ...]


def passages(path: Path) -> Iterator[Passage]:
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield Passage(
            one["id"], one["corpus"], one["focus"], one["text"], tuple(one["attributions"])
        )


@dataclass(frozen=True, slots=True)
class Words:
    """An attribution's roles as sets of offsets of words."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def words_of(text: str, source: Iterable[Any], cue: Iterable[Any], content: Iterable[Any]) -> Words:
    def starts(spans: Iterable[Any]) -> frozenset[int]:
        return frozenset(
            match.start()
            for start, end in spans
            for match in _WORD.finditer(text)
            if match.start() < end and start < match.end()
        )

    return Words(starts(source), starts(cue), starts(content))


def gold_words(passage: Passage, row: dict[str, Any]) -> Words:
    cue: Sequence[Any] = row["cue"] or ()
    pieces = [cue] if cue and isinstance(cue[0], int) else cue
    return words_of(passage.text, row["source"] or (), pieces, row["content"] or ())


def same(gold: Words, found: Words) -> bool:
    """Whether two are one statement: their cues share a word, or their contents half of all."""
    if gold.cue & found.cue:
        return True
    union = gold.content | found.content
    return bool(union) and len(gold.content & found.content) / len(union) >= 0.5


@dataclass
class Tally:
    gold: int = 0
    found: int = 0
    with_source: int = 0
    with_parent: int = 0
    predicted: int = 0
    right: int = 0

    def line(self, name: str) -> str:
        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:.1f}" if whole else "–"

        figures = (self.found, self.with_source, self.with_parent)
        return " | ".join(
            (
                f"| {name} | {self.gold}",
                *(share(figure, self.gold) for figure in figures),
                f"{self.predicted}",
                f"{share(self.right, self.predicted)} |",
            )
        )


def judge(passage: Passage, found: Sequence[Attribution], tally: Tally) -> dict[str, bool]:
    """Count a passage; of each inner attribution found, by its id, whether it is right."""
    ours = {
        one.id: (one, words_of(passage.text, one.source, one.cue, one.content)) for one in found
    }
    inner = {key: pair for key, pair in ours.items() if pair[0].parent is not None}
    golds = {row["id"]: gold_words(passage, row) for row in passage.rows}
    rights = dict.fromkeys(inner, False)
    tally.predicted += len(inner)
    left = dict(inner)
    for row in passage.rows:
        if row["parent"] is None:
            continue
        tally.gold += 1
        gold, parent = golds[row["id"]], golds[row["parent"]]
        matches = [
            (_source_right(gold, words), same(parent, ours[one.parent or ""][1]), key)
            for key, (one, words) in left.items()
            if same(gold, words)
        ]
        if not matches:
            continue
        source_right, parent_right, key = max(matches)
        del left[key]
        tally.found += 1
        tally.with_source += source_right
        rights[key] = source_right and parent_right
        tally.with_parent += rights[key]
        tally.right += rights[key]
    return rights


def _source_right(gold: Words, found: Words) -> bool:
    return bool(found.source & gold.source) or not (found.source or gold.source)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("passages", type=Path)
    parser.add_argument("--show", action="store_true", help="each passage with its inner rows")
    options = parser.parse_args()
    groups = {"nesting passages": Tally(), "all passages": Tally()}
    for passage in passages(options.passages):
        found = attribute(
            read(Page(passage.text, id=passage.id, kind="raw")), force=True, continued=False
        )
        for name, tally in groups.items():
            if name == "all passages" or passage.focus == "nesting":
                judge(passage, found.attributions, tally)
        if options.show and any(row["parent"] for row in passage.rows):
            _show(passage, found.attributions)
    print("| | inner, gold | found % | and source right % | and parent right % | inner, found here |"
          " right % |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, tally in groups.items():
        print(tally.line(name))


def _show(passage: Passage, found: Sequence[Attribution]) -> None:
    def said(spans: Iterable[Any]) -> str:
        return " … ".join(passage.text[start:end] for start, end in spans)

    print(f"\n{passage.id} {passage.focus}: {passage.text}")
    for row in passage.rows:
        cue = row["cue"] or ()
        cue = [cue] if cue and isinstance(cue[0], int) else cue
        print(f"  gold {row['id']} in {row['parent']}: [{said(row['source'] or ())}] "
              f"<{said(cue)}> {said(row['content'] or ())}")  # fmt: skip
    for one in found:
        print(f"  here {one.id} in {one.parent}: [{said(one.source)}] <{said(one.cue)}> "
              f"{said(one.content)}")  # fmt: skip


if __name__ == "__main__":
    main()
