"""Score attributions against gold: any predictions, in brat or in onrecord's own JSON.

    python benchmarks/attribution.py --gold ../shared/corpora/polnear/dev
    python benchmarks/attribution.py --gold GOLD --predicted FOLDER

``--gold`` is a folder with ``NAME.txt`` and ``NAME.ann`` (or ``NAME_ANNOTATOR.ann``), or one with
the subfolders ``text`` and ``attributions``, or one ``.ann`` file beside its ``.txt``.
``--predicted`` is a folder (or file) with ``NAME.ann``, ``NAME.json`` or ``NAME.jsonl``; without
it, onrecord attributes the texts, taken as they are. An article with several annotators is scored
against each of them and weighs as one. Attributions inside the content of others are left aside:
the gold marks none. Measures are defined in `scoring`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord import Article, Attribution, Block, Page, Span, attribute, read
from onrecord.formats.brat import AnnotatedSpans, annotations_for, read_brat
from scoring import Counts, HasSpans, article_counts, summary, table


def gold_articles(gold: Path) -> Iterator[tuple[str, str, list[list[AnnotatedSpans]]]]:
    """Name, text and each annotator's attributions of the gold articles."""
    if gold.is_file():
        yield gold.stem, _read(gold.with_suffix(".txt"), ""), [read_brat(_read(gold, "\n"))]
        return
    texts = gold / "text" if (gold / "text").is_dir() else gold
    marks = gold / "attributions" if (gold / "attributions").is_dir() else gold
    for path in sorted(texts.glob("*.txt")):
        if files := annotations_for(marks, path.stem):
            yield path.stem, _read(path, ""), [read_brat(_read(file, "\n")) for file in files]


def _read(path: Path, newline: str) -> str:
    with path.open(encoding="utf-8", newline=newline) as file:
        return file.read()


def found_in(name: str, text: str) -> list[Attribution]:
    """What onrecord finds in a text taken as it is, without what stands inside other contents."""
    article = read(Page(text, id=name, kind="raw"))
    return [one for one in attribute(article, force=True, continued=False) if one.parent is None]


def predictions(predicted: Path | None, name: str, text: str) -> Sequence[HasSpans]:
    """What was found on an article; an article without a file has no predictions."""
    if predicted is None:
        return found_in(name, text)
    stem = predicted if predicted.is_dir() else predicted.parent
    ann, whole, lines = (stem / f"{name}{suffix}" for suffix in (".ann", ".json", ".jsonl"))
    if predicted.is_file() and predicted.suffix == ".ann":
        ann = predicted
    if ann.exists():
        return read_brat(_read(ann, "\n"))
    for path in (whole, lines):
        if path.exists():
            content = path.read_text(encoding="utf-8")
            return _from_json(
                json.loads(content.splitlines()[0] if path == lines else content), text
            )
    return ()


def _from_json(record: dict[str, Any], text: str) -> list[AnnotatedSpans]:
    """Attributions of a record, with offsets in the gold text.

    Where the record's article is a page read without its furniture, its blocks tell the way back.
    """
    found = record["article"]
    article = Article(
        id=record["id"],
        text=found["text"],
        blocks=tuple(
            Block(one["kind"], Span(one["start"], one["end"]), one["page_start"])
            for one in found["blocks"]
        ),
    )

    def spans(role: list[dict[str, Any]]) -> tuple[Span, ...]:
        own = [Span(one["start"], one["end"]) for one in role]
        if article.text == text:
            return tuple(own)
        return tuple(piece for span in own for piece in article.on_page(span))

    return [
        AnnotatedSpans(one["id"], spans(one["source"]), spans(one["cue"]), spans(one["content"]))
        for one in record["attributions"]
        if one.get("parent") is None
    ]


def averaged(each: Sequence[dict[str, Counts]]) -> dict[str, Counts]:
    """Counts of an article that has several annotators, as of one."""
    return {
        measure: Counts(*(sum(part) / len(each) for part in zip(*parts, strict=True)))
        for measure, parts in ((measure, [one[measure] for one in each]) for measure in each[0])
    }


def counts(gold: Path, predicted: Path | None, *, every: int = 1) -> list[dict[str, Counts]]:
    """Counts of each gold article (or every n-th), averaged over its annotators."""
    articles: list[dict[str, Counts]] = []
    for name, text, annotators in islice(gold_articles(gold), 0, None, every):
        found = predictions(predicted, name, text)
        articles.append(averaged([article_counts(text, marks, found) for marks in annotators]))
    return articles


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--predicted", type=Path)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--json", action="store_true", help="figures as JSON instead of a table")
    options = parser.parse_args()
    articles = counts(options.gold, options.predicted)
    if not articles:
        parser.error(f"no article with gold in {options.gold}")
    scores = summary(articles, resamples=options.resamples)
    if options.json:
        print(json.dumps({measure: score._asdict() for measure, score in scores.items()}, indent=2))
        return
    print(f"{len(articles)} articles, gold {options.gold}, predicted {options.predicted or 'here'}")
    table(scores)


if __name__ == "__main__":
    main()
