"""How far quality falls when a text comes to the reader damaged.

    python benchmarks/robustness.py --gold ../shared/corpora/polnear/dev

Scores attribution on the gold articles as they are and in other writings (`perturb`): the gold
spans are carried along with every edit. Prints relaxed and exact triple F1 and what each writing
costs against the plain one. Random edits are drawn with a seed of the article's name, so that they
are the same in every run.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from attribution import averaged, found_in, gold_articles
from onrecord.formats.brat import AnnotatedSpans
from perturb import (
    Rewritten,
    ocr_noise,
    quote_style,
    recased,
    run_together,
    stray_spaces,
    without_quotes,
)
from scoring import Counts, article_counts, summary

Writing = Callable[[str, random.Random], Rewritten]

#: The writings, each with the points of relaxed triple F1 that it may cost.
WRITINGS: dict[str, tuple[float, Writing]] = {
    "without quotation marks": (6.0, lambda text, _: without_quotes(text)),
    "marks: straight": (2.0, lambda text, _: quote_style(text, "straight")),
    "marks: German": (2.0, lambda text, _: quote_style(text, "german")),
    "marks: French": (2.0, lambda text, _: quote_style(text, "french")),
    "marks: French, spaced": (2.0, lambda text, _: quote_style(text, "french spaced")),
    "marks: single": (2.0, lambda text, _: quote_style(text, "single")),
    "all lower case": (4.0, lambda text, _: recased(text, str.lower)),
    "all upper case": (4.0, lambda text, _: recased(text, str.upper)),
    "stray spaces": (2.0, lambda text, rng: stray_spaces(text, rng)),
    "paragraphs run together": (2.0, lambda text, _: run_together(text)),
    "OCR noise at 2 %": (8.0, lambda text, rng: ocr_noise(text, rng, rate=0.02)),
}


def counts(gold: Path, writing: Writing | None) -> list[dict[str, Counts]]:
    """Counts of each gold article in a writing; None for the articles as they are."""
    articles: list[dict[str, Counts]] = []
    for name, text, annotators in gold_articles(gold):
        marks = annotators
        if writing is not None:
            new = writing(text, random.Random(name))
            text, marks = new.text, [[_carried(one, new) for one in gold] for gold in annotators]
        found = found_in(name, text)
        articles.append(averaged([article_counts(text, one, found) for one in marks]))
    return articles


def _carried(one: AnnotatedSpans, new: Rewritten) -> AnnotatedSpans:
    return AnnotatedSpans(one.id, new.carry(one.source), new.carry(one.cue), new.carry(one.content))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--only", action="append", help="a writing by name; may be repeated")
    options = parser.parse_args()
    plain = summary(counts(options.gold, None), resamples=1)
    print("| writing | relaxed triple | change | may fall by | exact triple | content tokens |")
    print("|---|---:|---:|---:|---:|---:|")
    base = plain["relaxed triple"].f1
    _row("as it is", "", "", [plain[m].f1 for m in _SHOWN])
    for name, (allowed, writing) in WRITINGS.items():
        if options.only and name not in options.only:
            continue
        scores = summary(counts(options.gold, writing), resamples=1)
        change = 100 * (scores["relaxed triple"].f1 - base)
        held = "" if change >= -allowed else " **missed**"
        _row(name, f"{change:+.1f}", f"{allowed:.0f}{held}", [scores[m].f1 for m in _SHOWN])


_SHOWN = ("relaxed triple", "exact triple", "content tokens")


def _row(name: str, change: str, allowed: str, figures: list[float]) -> None:
    relaxed, exact, tokens = (f"{100 * figure:.1f}" for figure in figures)
    print(f"| {name} | {relaxed} | {change} | {allowed} | {exact} | {tokens} |", flush=True)


if __name__ == "__main__":
    main()
