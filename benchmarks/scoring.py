"""Measures of attribution quality: gold spans against predicted spans, article by article.

Spans are compared as sets of word tokens (``\\w+``), so that quotation marks, full stops and
spaces at a border do not count. Definitions:

- **token F1** of a role: the article's tokens that are in that role in any attribution.
- **exact-span F1** of a role: the article's spans of that role, each as its set of tokens
  (a span in several pieces is one set), as multisets. Empty spans do not count.
- **matching**: gold and predicted attributions are paired one to one, greedily, by the number of
  tokens their contents share (ties: the higher IoU, then the order in the text). An attribution
  without content is matched by its cue.
- **content IoU ≥ 0.5**: pairs whose contents' intersection over union is at least one half.
- **relaxed triple**: of these, the pairs whose sources share a token, or that both have none.
- **exact triple**: pairs with equal content and equal source.
- **full triple**: of these, the pairs with equal cue.

All are micro-averaged: counts are summed over articles before precision, recall and F1 are taken.
Intervals are percentile bootstrap intervals over articles (Efron 1979), which is what varies:
attributions of one article are not independent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from onrecord.records import Span

ROLES = ("source", "cue", "content")
MEASURES = (
    "content tokens",
    "source tokens",
    "cue tokens",
    "content exact span",
    "source exact span",
    "cue exact span",
    "content IoU >= 0.5",
    "relaxed triple",
    "exact triple",
    "full triple",
)

_WORD = re.compile(r"\w+")


class HasSpans(Protocol):
    """Anything with the three roles of an attribution as spans."""

    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def content(self) -> tuple[Span, ...]: ...


G = TypeVar("G", bound=HasSpans)


class Counts(NamedTuple):
    """What was right, what was found, what there is."""

    right: float
    predicted: float
    gold: float


class Score(NamedTuple):
    """Precision, recall and F1, each in 0..1, and the 95 % bootstrap interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Tokens:
    """One attribution as token sets."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def article_counts(
    text: str, gold: Iterable[HasSpans], predicted: Iterable[HasSpans]
) -> dict[str, Counts]:
    """Count one article, for each of `MEASURES`."""
    index = _TokenIndex(text)
    golds = [index.tokens(attribution) for attribution in gold]
    found = [index.tokens(attribution) for attribution in predicted]
    counts: dict[str, Counts] = {}
    for role in ROLES:
        counts[f"{role} tokens"] = _token_counts(golds, found, role)
        counts[f"{role} exact span"] = _span_counts(golds, found, role)
    pairs = match(golds, found)
    close = [pair for pair in pairs if _iou(pair[0].content, pair[1].content) >= 0.5]
    exact = [(g, p) for g, p in pairs if g.content == p.content and g.source == p.source]
    rights = {
        "content IoU >= 0.5": len(close),
        "relaxed triple": sum(_is_relaxed(g, p) for g, p in close),
        "exact triple": len(exact),
        "full triple": sum(1 for g, p in exact if g.cue == p.cue),
    }
    for measure, right in rights.items():
        counts[measure] = Counts(right, len(found), len(golds))
    return counts


def relaxed_rights(
    text: str, gold: Sequence[G], found: Sequence[HasSpans]
) -> tuple[list[bool], list[G]]:
    """Which of the found attributions are half of a relaxed triple, and the gold that is left."""
    index = _TokenIndex(text)
    golds = [index.tokens(attribution) for attribution in gold]
    ours = [index.tokens(attribution) for attribution in found]
    right = [False] * len(ours)
    left = dict(enumerate(gold))
    for g, p in match_places(golds, ours):
        if _is_relaxed(golds[g], ours[p]):
            right[p] = True
            del left[g]
    return right, list(left.values())


def _is_relaxed(gold: _Tokens, found: _Tokens) -> bool:
    if _iou(gold.content, found.content) < 0.5:
        return False
    return bool(gold.source & found.source) or not (gold.source or found.source)


class _TokenIndex:
    """Word tokens of a text; which of them a span touches."""

    def __init__(self, text: str) -> None:
        borders = [match.span() for match in _WORD.finditer(text)]
        self._starts = np.array([start for start, _ in borders], dtype=np.int64)
        self._ends = np.array([end for _, end in borders], dtype=np.int64)

    def tokens(self, attribution: HasSpans) -> _Tokens:
        return _Tokens(
            source=self._touched(attribution.source),
            cue=self._touched(attribution.cue),
            content=self._touched(attribution.content),
        )

    def _touched(self, spans: Iterable[Span]) -> frozenset[int]:
        touched: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(self._ends, start, side="right"))
            last = int(np.searchsorted(self._starts, end, side="left"))
            touched.update(range(first, last))
        return frozenset(touched)


def _token_counts(golds: Sequence[_Tokens], found: Sequence[_Tokens], role: str) -> Counts:
    in_gold = frozenset[int]().union(*(getattr(one, role) for one in golds))
    in_found = frozenset[int]().union(*(getattr(one, role) for one in found))
    return Counts(len(in_gold & in_found), len(in_found), len(in_gold))


def _span_counts(golds: Sequence[_Tokens], found: Sequence[_Tokens], role: str) -> Counts:
    in_gold = Counter(spans for one in golds if (spans := getattr(one, role)))
    in_found = Counter(spans for one in found if (spans := getattr(one, role)))
    return Counts((in_gold & in_found).total(), in_found.total(), in_gold.total())


def match(golds: Sequence[_Tokens], found: Sequence[_Tokens]) -> list[tuple[_Tokens, _Tokens]]:
    """Pair gold and predicted attributions one to one, greedily, by overlap of content."""
    return [(golds[g], found[p]) for g, p in match_places(golds, found)]


def match_places(golds: Sequence[_Tokens], found: Sequence[_Tokens]) -> list[tuple[int, int]]:
    """As `match`, by their places in the two sequences."""
    candidates: list[tuple[int, float, int, int]] = []
    by_token: dict[int, list[int]] = {}
    for p, one in enumerate(found):
        for token in one.content or one.cue:
            by_token.setdefault(token, []).append(p)
    for g, gold in enumerate(golds):
        near = {p for token in gold.content or gold.cue for p in by_token.get(token, ())}
        for p in near:
            ours, theirs = _matched_by(gold, found[p])
            if shared := len(ours & theirs):
                candidates.append((-shared, -_iou(ours, theirs), g, p))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, g, p in sorted(candidates):
        if g not in taken_gold and p not in taken_found:
            taken_gold.add(g)
            taken_found.add(p)
            pairs.append((g, p))
    return pairs


def _matched_by(gold: _Tokens, found: _Tokens) -> tuple[frozenset[int], frozenset[int]]:
    if gold.content or found.content:
        return gold.content, found.content
    return gold.cue, found.cue


def _iou(ours: frozenset[int], theirs: frozenset[int]) -> float:
    union = len(ours | theirs)
    # Two attributions without content (a bare "declined to comment") have the same content.
    return len(ours & theirs) / union if union else 1.0


def summary(
    articles: Sequence[Mapping[str, Counts]], *, resamples: int = 1000, seed: int = 0
) -> dict[str, Score]:
    """Sum the counts of articles into scores with bootstrap intervals."""
    scores: dict[str, Score] = {}
    picks = np.random.default_rng(seed).integers(
        0, max(len(articles), 1), size=(resamples, len(articles))
    )
    for measure in MEASURES:
        counts = np.array([article[measure] for article in articles], dtype=float).reshape(-1, 3)
        right, predicted, gold = (float(total) for total in counts.sum(axis=0))
        samples = [_f1(*counts[pick].sum(axis=0)) for pick in picks]
        low, high = np.percentile(samples, [2.5, 97.5]) if samples else (0.0, 0.0)
        scores[measure] = Score(
            precision=right / predicted if predicted else 0.0,
            recall=right / gold if gold else 0.0,
            f1=_f1(right, predicted, gold),
            low=float(low),
            high=float(high),
        )
    return scores


def _f1(right: float, predicted: float, gold: float) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def table(scores: Mapping[str, Score], *, write: Callable[[str], object] = print) -> None:
    """Write scores as a Markdown table, figures in percent."""
    write("| measure | precision | recall | F1 | 95 % interval |")
    write("|---|---:|---:|---:|---|")
    for measure, score in scores.items():
        p, r, f1, low, high = (100 * figure for figure in score)
        write(f"| {measure} | {p:.1f} | {r:.1f} | **{f1:.1f}** | {low:.1f} to {high:.1f} |")
