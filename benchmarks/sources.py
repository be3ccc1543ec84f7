"""Who, on what terms, doing what: sources resolved on gold attributions and on our own.

    python benchmarks/sources.py ../shared/corpora

Two sets (see their own notes): ``sources/``, articles of PolNeAR dev, and ``rare/``, passages. On
gold spans each row that has a source is judged: its **name** (without regard to case, to a leading
article and to the style of marks), **kind**, **named**, **terms** and **act**; rows without one by
act alone. **B³** (Bagga and Baldwin 1998) is of the clusters of rows with one source. The condition
**anonymous** and the act **no_answer** are also measured end to end, on what the engine finds by
itself: a finding is right if it overlaps the cue or shares half of the content of a gold row that
has the value.

**Via** is right if the list of outlets is the gold list; *false via* is the share of the rows without
one that have one here.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nesting import Passage, gold_words, passages, same, words_of
from onrecord import Article, Attribution, Page, Reading, Span, attribute, read
from onrecord.formats.brat import read_brat
from onrecord.records import Credit
from stages import document_of, form_in, resolve, trace

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its gold rows, as attributions and as labels, in the same order."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    rows: tuple[Row, ...]
    by_entity: bool
    outlet: str | None
    credit: str | None


def labelled_articles(corpora: Path) -> Iterator[Labelled]:
    """The articles of ``sources/`` with the spans of PolNeAR."""
    dev = corpora / "polnear" / "dev"
    lines = (corpora / "sources" / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    about = {one["doc"]: one for one in map(json.loads, lines)}
    for path in sorted((corpora / "sources").glob("*.jsonl")):
        if path.stem == "docs":
            continue
        (text_path,) = (
            one for one in (dev / "text").glob("*.txt") if path.stem.startswith(one.stem)
        )
        text = text_path.open(encoding="utf-8", newline="").read()
        ann = (
            (dev / "attributions" / f"{path.stem}.ann").open(encoding="utf-8", newline="\n").read()
        )
        spans = {one.id: one for one in read_brat(ann)}
        rows = tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        gold = (spans[row["attribution"]] for row in rows)
        attributions = tuple(
            Attribution(
                one.id, one.source, one.cue, one.content, _form(text, one.content, one.cue), 1.0
            )
            for one in gold
        )
        doc = about[path.stem]
        yield Labelled(
            path.stem, text, attributions, rows, True, outlet=doc["outlet"], credit=doc["credit"]
        )


def labelled_passages(corpora: Path) -> Iterator[Labelled]:
    """The passages of ``rare/``."""
    path = corpora / "rare" / "dev.jsonl"
    about = {one["id"]: one for one in map(json.loads, path.read_text("utf-8").splitlines())}
    for passage in passages(path):
        attributions = []
        for row in passage.rows:
            cue = row["cue"] or ()
            pieces = [cue] if cue and isinstance(cue[0], int) else cue
            source, cue_spans, content = (
                tuple(Span(*piece) for piece in role or ())
                for role in (row["source"], pieces, row["content"])
            )
            attributions.append(
                Attribution(
                    row["id"],
                    source,
                    cue_spans,
                    content,
                    _form(passage.text, content, cue_spans),
                    1.0,
                    parent=row["parent"],
                )
            )
        doc = about[passage.id]
        yield Labelled(
            passage.id,
            passage.text,
            tuple(attributions),
            passage.rows,
            False,
            outlet=doc["outlet"],
            credit=doc["credit"],
        )


def _form(text: str, content: Sequence[Span], cue: Sequence[Span]) -> Any:
    document = document_of(Article("passage", text))
    return form_in(document, tuple(content), tuple(cue)) if content else None


def normal(name: str | None) -> str | None:
    """A name for comparison."""
    if name is None:
        return None
    plain = name.casefold().translate(str.maketrans("’‘“”", "''\"\""))
    return re.sub(r"^(?:the|a|an)\s+", "", " ".join(plain.split()))


def judge(
    labelled: Labelled, right: Counter[str], count: Counter[str], show: bool
) -> list[tuple[float, float]]:
    """Count what is right of one text; B³ precision and recall of each row."""
    credited = (Credit(labelled.credit, "agency"),) if labelled.credit else ()
    article = Article(labelled.id, labelled.text, outlet=labelled.outlet, credits=credited)
    reading = trace(resolve(Reading(article, labelled.attributions)))
    sources = {source.id: source for source in reading.sources}
    ours: dict[str, set[str]] = {}
    golds: dict[str, set[str]] = {}
    for row, one in zip(labelled.rows, reading.attributions, strict=True):
        gold_via, via = [normal(name) for name in row["via"]], [normal(hop.name) for hop in one.via]
        figures: dict[str, tuple[object, object]] = {
            "act": (row["act"], one.act),
            "channel": (row["channel"], one.channel),
            "form": (row.get("form"), one.form),
            "via" if gold_via else "no via": (gold_via, via),
        }
        source = sources.get(one.source_id or "")
        if one.source and source is not None and row["name"] is not None:
            name = "author" if source.kind == "author" else source.name
            figures |= {
                "name": (normal(row["name"]), normal(name)),
                "kind": (row["kind"], source.kind),
                "named": (row["named"], source.named),
                "terms": (row["terms"], source.terms),
                "role": (normal(row["role"]), normal(source.role)),
                "affiliation": (normal(row["affiliation"]), normal(source.affiliation)),
                "count": (row["count"], source.count),
            }
            ours.setdefault(source.id, set()).add(one.id)
            key = row["entity"] if labelled.by_entity else row["name"]
            golds.setdefault(key, set()).add(one.id)
        for figure, (gold, found) in figures.items():
            count[figure] += 1
            right[figure] += gold == found
            if show and gold != found and figure not in ("role", "affiliation", "count", "channel"):
                words = article.words(*one.source), article.words(*one.cue)
                print(
                    f"{labelled.id[:24]} {one.id} {figure}: gold {gold!r}, here {found!r} {words}"
                )
    scores: list[tuple[float, float]] = []
    for cluster in golds.values():
        for row_id in cluster:
            (mine,) = (other for other in ours.values() if row_id in other)
            shared = len(cluster & mine)
            scores.append((shared / len(mine), shared / len(cluster)))
    return scores


@cache
def found_in_passages(corpora: Path) -> list[tuple[Passage, Reading]]:
    """The passages of ``rare/``, and what the engine finds in them by itself."""
    return [
        (
            passage,
            attribute(
                read(Page(passage.text, id=passage.id, kind="raw")), force=True, continued=False
            ),
        )
        for passage in passages(corpora / "rare" / "dev.jsonl")
    ]


def end_to_end(corpora: Path, name: str, value: str) -> tuple[int, int, int]:
    """Right, found and gold rows with a value, where the engine finds the attributions itself."""
    right = found = gold = 0
    for passage, reading in found_in_passages(corpora):
        ours = [
            words_of(passage.text, one.source, one.cue, one.content)
            for one in reading
            if getattr(one, name) == value
        ]
        golds = [gold_words(passage, row) for row in passage.rows if row[name] == value]
        found, gold = found + len(ours), gold + len(golds)
        left = list(golds)
        for words in ours:
            match = next((one for one in left if same(one, words)), None)
            if match is not None:
                right += 1
                left.remove(match)
    return right, found, gold


def parents(corpora: Path) -> tuple[int, int, int]:
    """Inner rows that the engine finds under their gold parent, that it finds at all, and all."""
    right = found = gold = 0
    for passage, reading in found_in_passages(corpora):
        ours = {one.id: words_of(passage.text, one.source, one.cue, one.content) for one in reading}
        row_of: dict[str, str] = {}
        for row in passage.rows:
            words = gold_words(passage, row)
            free = (key for key in ours if key not in row_of)
            key = next((key for key in free if same(words, ours[key])), None)
            if key is not None:
                row_of[key] = row["id"]
        wanted = {row["id"]: row["parent"] for row in passage.rows if row["parent"]}
        gold += len(wanted)
        for one in reading:
            if row_of.get(one.id) in wanted:
                found += 1
                right += row_of.get(one.parent or "") == wanted[row_of[one.id]]
    return right, found, gold


def look_alikes(corpora: Path, *, show: bool) -> tuple[int, int, int]:
    """Passages of look-alikes, those with a false attribution in them, and false attributions.

    False is what shares neither cue nor content with any attribution of the passage.
    """
    count = touched = false = 0
    for passage in passages(corpora / "rare" / "dev.jsonl"):
        if passage.focus != "negative":
            continue
        golds = [gold_words(passage, row) for row in passage.rows]
        stray = 0
        for one in attribute(read(Page(passage.text, id=passage.id, kind="raw")), force=True):
            words = words_of(passage.text, one.source, one.cue, one.content)
            if not any(gold.cue & words.cue or gold.content & words.content for gold in golds):
                stray += 1
                if show:
                    cue = " ".join(passage.text[start:end] for start, end in one.cue)
                    print(f"{passage.id} look-alike: {one.score:.2f} {cue!r}")
        count, touched, false = count + 1, touched + (stray > 0), false + stray
    return count, touched, false


_FIGURES = (
    "name",
    "kind",
    "named",
    "terms",
    "act",
    "form",
    "via",
    "no via",
    "channel",
    "role",
    "affiliation",
    "count",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--show", action="store_true", help="what is wrong")
    options = parser.parse_args()
    for name, sets in (("sources", labelled_articles), ("rare", labelled_passages)):
        right, count = Counter[str](), Counter[str]()
        scores = [
            score
            for labelled in sets(options.corpora)
            for score in judge(labelled, right, count, options.show)
        ]
        precision, recall = (sum(part) / len(scores) for part in zip(*scores, strict=True))
        print(f"\n**{name}**, gold spans\n\n| figure | rows | right % |\n|---|---:|---:|")
        for figure in _FIGURES:
            print(f"| {figure} | {count[figure]} | {100 * right[figure] / count[figure]:.1f} |")
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"| B³ F1 (precision {100 * precision:.1f}, recall {100 * recall:.1f}) | | {100 * f1:.1f} |"
        )
    number, touched, false = look_alikes(options.corpora, show=options.show)
    print(f"\nlook-alikes: {false} false attributions in {touched} of {number} passages")
    print("\n**rare**, end to end\n\n| value | precision | recall | F1 |\n|---|---:|---:|---:|")
    for name, value in (
        ("terms", "anonymous"),
        ("act", "no_answer"),
        ("act", "denies"),
        ("act", "confirms"),
    ):
        hits, found, gold = end_to_end(options.corpora, name, value)
        f1 = 2 * hits / (found + gold) if found + gold else 0.0
        print(
            f"| {value} | {100 * hits / max(found, 1):.1f} | {100 * hits / max(gold, 1):.1f} | {100 * f1:.1f} |"
        )
    hits, found, gold = parents(options.corpora)
    print(
        f"\nparents: {gold} inner statements, {found} found, of these {100 * hits / found:.1f} % "
        "under the right one"
    )


if __name__ == "__main__":
    main()
