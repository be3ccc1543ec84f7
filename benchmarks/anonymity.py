"""Stated anonymity, end to end: statements laid to people whose names an article says it withholds.

    python benchmarks/anonymity.py ../shared/corpora/stories [--half held] [-v]

``anonymity.json`` holds labels of forty articles of ECB+, galaxy and BASIL that speak of anonymity, by
offsets into their texts; every statement of such a source counts, wherever in the article its condition
is stated. Rules were written from the half that is ``seen``; the other is ``held`` back and was never read.
Labelled by a language model that saw no software's output, one reading for each half.

A statement found on terms of anonymity is right if its cue meets a label's, or half of its content is a
label's; each label is met once. Told are precision, recall and F1. The last line is ``name=value …``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import onrecord
from onrecord import Attribution, Page, Span

Row = Mapping[str, Any]
LABELS = Path(__file__).with_name("anonymity.json")


def texts(folder: Path) -> dict[tuple[str, str], str]:
    """Texts of the articles by corpus and id."""
    found: dict[tuple[str, str], str] = {}
    for corpus in ("ecbplus", "galaxy", "basil"):
        for line in (folder / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            found[corpus, record["id"]] = record["text"] or ""
    return found


def _meets(row: Row, one: Attribution) -> bool:
    if row["cue"] and any(_shared(Span(*row["cue"]), span) for span in one.cue):
        return True
    wanted = {place for start, end in row["content"] for place in range(start, end)}
    found = {place for start, end in one.content for place in range(start, end)}
    return bool(wanted) and 2 * len(wanted & found) >= len(wanted | found)


def _shared(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def judged(text: str, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each label and each statement on such terms: "right", "missed" or "false", with its words."""
    reading = onrecord.attribute(onrecord.read(Page(text, kind="raw")), force=True)
    left = list(rows)
    for one in reading:
        if one.terms != "anonymous":
            continue
        row = next((row for row in left if _meets(row, one)), None)
        if row is not None:
            left.remove(row)
        words = " … ".join(text[slice(*span)] for span in one.spans)
        yield "false" if row is None else "right", words
    for row in left:
        spans = [span for span in (row["source"], row["cue"], *row["content"]) if span]
        yield "missed", " … ".join(text[slice(*span)] for span in spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument("--half", choices=("seen", "held"), default="held")
    parser.add_argument(
        "-v", action="store_true", help="show what is missed and false (not of the half held)"
    )
    options = parser.parse_args()
    known = texts(options.stories)
    count: Counter[str] = Counter()
    articles = json.loads(LABELS.read_text(encoding="utf-8"))[options.half]
    for article in articles:
        text = known[article["corpus"], article["id"]]
        for verdict, words in judged(text, article["rows"]):
            count[verdict] += 1
            if options.v and options.half == "seen" and verdict != "right":
                print(verdict, article["id"], "|", " ".join(words.split())[:200])
    right, found = count["right"], count["right"] + count["false"]
    gold = right + count["missed"]
    print(f"{options.half}: {len(articles)} articles, {gold} statements of anonymous sources")
    print(
        f"precision={100 * right / max(found, 1):.1f} recall={100 * right / max(gold, 1):.1f} "
        f"f1={200 * right / max(found + gold, 1):.1f}"
    )


if __name__ == "__main__":
    main()
