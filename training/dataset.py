"""Annotated articles → windows with targets, in batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer

from augment import Augmenter
from corpus import Annotated, Gold
from model import LEVELS
from onrecord.attributions import LABELS
from onrecord.attributions.encoding import Pieces, encode
from onrecord.records import Span

WINDOW = 256
_TOGETHER = 4
UNKNOWN = -100  # what cross-entropy passes over
CLS, SEP, MASK = 101, 102, 103
_FIRST_WORD, _VOCABULARY = 1996, 30_522  # of the vocabulary: before come marks and letters


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's pieces with its gold: one row of `roles` and one anchor for each attribution."""

    pieces: Pieces
    anchors: np.ndarray  # int [attributions], piece of each anchor
    levels: np.ndarray  # int [attributions]
    whole: bool
    nested: bool
    mentions_only: bool
    roles: np.ndarray  # bool [attributions, 3, pieces]
    linked: (
        np.ndarray
    )  # bool [attributions, 2]: whether it is known where its source and its carriers are named
    antecedents: np.ndarray  # bool [attributions, 2, pieces]: of its source, of its carriers
    labels: np.ndarray  # int [attributions, fields], UNKNOWN where it is not known


@dataclass(frozen=True, slots=True)
class Window:
    """A training example: pieces with CLS and SEP, and the gold that falls inside."""

    low: int  # piece of the article that its first one is
    ids: np.ndarray  # int [length]
    cases: np.ndarray  # int [length]
    breaks: np.ndarray  # int [length]
    anchors: np.ndarray  # int [anchors], positions in the window
    levels: np.ndarray  # int [anchors]
    whole: bool
    nested: bool
    mentions_only: bool
    targets: np.ndarray  # bool [anchors, 9, length]: inside, start, end of each role
    linked: np.ndarray  # bool [anchors, 2]
    antecedents: np.ndarray  # bool [anchors, 2, pieces of the article]
    labels: np.ndarray  # int [anchors, fields]


def mark(article: Annotated, tokenizer: Tokenizer) -> Marked:
    """Lay an article's gold spans over its pieces."""
    pieces = encode(article.text, tokenizer)
    anchors: list[int] = []
    levels: list[int] = []
    roles: list[np.ndarray] = []
    linked: list[list[bool]] = []
    antecedents: list[np.ndarray] = []
    labels: list[list[int]] = []
    for attribution in article.attributions:
        rows = np.stack(
            [
                _inside(pieces, spans)
                for spans in (attribution.source, attribution.cue, attribution.content)
            ]
        )
        anchor = np.flatnonzero(_inside(pieces, attribution.anchor))
        if len(anchor):
            anchors.append(int(anchor[0]))
            levels.append(attribution.level)
            roles.append(rows)
            both = (attribution.antecedents, attribution.carriers)
            linked.append([spans is not None for spans in both])
            antecedents.append(np.stack([_inside(pieces, spans or ()) for spans in both]))
            labels.append(_numbered(attribution))
    shape = (0, 3, len(pieces))
    return Marked(
        pieces,
        np.asarray(anchors, dtype=np.int64),
        np.asarray(levels, dtype=np.int64),
        article.whole,
        article.nested,
        article.mentions_only,
        np.stack(roles) if roles else np.zeros(shape, bool),
        np.asarray(linked, dtype=bool).reshape(-1, 2),
        np.stack(antecedents) if antecedents else np.zeros((0, 2, len(pieces)), bool),
        np.asarray(labels, dtype=np.int64).reshape(-1, len(LABELS)),
    )


def _numbered(one: Gold) -> list[int]:
    """The labels of an attribution by their places."""
    return [
        values.index(one.labels[name]) if name in one.labels else UNKNOWN
        for name, values in LABELS.items()
    ]


def _inside(pieces: Pieces, spans: Iterable[Span]) -> np.ndarray:
    inside = np.zeros(len(pieces), dtype=bool)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start)
    return inside


def windows(article: Marked, rng: random.Random, *, size: int = WINDOW) -> Iterator[Window]:
    """Cut an article into windows that start at a random offset, so borders differ each epoch."""
    body = size - 2
    start = rng.randrange(-body, 0) if len(article.pieces) > body else 0
    while start < len(article.pieces):
        low, high = max(start, 0), min(start + body, len(article.pieces))
        start += body
        if high - low >= 8:
            yield _window(article, low, high)


def _window(article: Marked, low: int, high: int) -> Window:
    pieces = article.pieces
    within = (article.anchors >= low) & (article.anchors < high)
    inside = np.pad(article.roles[within][:, :, low:high], ((0, 0), (0, 0), (1, 1)))
    starts = inside & ~np.pad(inside, ((0, 0), (0, 0), (1, 0)))[:, :, :-1]
    ends = inside & ~np.pad(inside, ((0, 0), (0, 0), (0, 1)))[:, :, 1:]
    return Window(
        low=low,
        ids=np.concatenate(([CLS], pieces.ids[low:high], [SEP])),
        cases=np.pad(pieces.cases[low:high], 1),
        breaks=np.pad(pieces.breaks[low:high], 1),
        anchors=article.anchors[within] - low + 1,
        levels=article.levels[within],
        whole=article.whole,
        nested=article.nested,
        mentions_only=article.mentions_only,
        targets=np.concatenate((inside, starts, ends), axis=1),
        linked=article.linked[within],
        antecedents=article.antecedents[within],
        labels=article.labels[within],
    )


def batches(
    articles: Sequence[Annotated],
    tokenizer: Tokenizer,
    rng: random.Random,
    *,
    size: int,
    augment: Augmenter | None = None,
) -> Iterator[dict[str, torch.Tensor]]:
    """One epoch: each article once, by one of its annotators, augmented, in random windows.

    Up to `_TOGETHER` windows of an article that follow on one another stay together, so that a source
    may be named in one of those before.
    """
    by_name: dict[str, list[Annotated]] = {}
    for article in articles:
        by_name.setdefault(article.name, []).append(article)
    runs: list[list[Window]] = []
    for versions in by_name.values():
        article = rng.choice(versions)
        if augment is None:
            examples = list(windows(mark(article, tokenizer), rng))
        else:
            marked = mark(augment(article, rng), tokenizer)
            examples = [
                without_words(without_features(window, rng), rng) for window in windows(marked, rng)
            ]
        runs.extend(
            examples[start : start + _TOGETHER] for start in range(0, len(examples), _TOGETHER)
        )
    rng.shuffle(runs)
    batch: list[list[Window]] = []
    for run in runs:
        if batch and sum(map(len, batch)) + len(run) > size:
            yield collate(batch)
            batch = []
        batch.append(run)
    if batch:
        yield collate(batch)


def without_features(window: Window, rng: random.Random) -> Window:
    """Now and then take the case or the line breaks of a window away."""
    cases = np.zeros_like(window.cases) if rng.random() < 0.08 else window.cases
    breaks = np.zeros_like(window.breaks) if rng.random() < 0.12 else window.breaks
    return replace(window, cases=cases, breaks=breaks)


def without_words(window: Window, rng: random.Random) -> Window:
    """Hide some words of every other window: half of them masked, half replaced at random."""
    if rng.random() < 0.5:
        return window
    draws = np.random.default_rng(rng.getrandbits(32))
    ids = window.ids.copy()
    hidden = draws.random(len(ids)) < draws.uniform(0.03, 0.12)
    hidden[[0, -1]] = False
    other = draws.integers(_FIRST_WORD, _VOCABULARY, len(ids))
    ids[hidden] = np.where(draws.random(len(ids)) < 0.5, MASK, other)[hidden]
    return replace(window, ids=ids)


def collate(runs: Sequence[Sequence[Window]]) -> dict[str, torch.Tensor]:
    """Pad windows to one batch; anchors of all windows stand in one list with their row.

    Args:
        runs: windows of one article each, in order.
    """
    examples = [window for run in runs for window in run]
    length = max(len(example.ids) for example in examples)

    def padded(arrays: Iterable[np.ndarray]) -> torch.Tensor:
        return torch.from_numpy(
            np.stack([np.pad(array, (0, length - len(array))) for array in arrays]).astype(np.int64)
        )

    anchor_map = np.zeros((len(examples), length, LEVELS), dtype=np.float32)
    told = np.ones((len(examples), 1, LEVELS), dtype=np.float32)
    for row, example in enumerate(examples):
        if example.mentions_only:
            told[row] = 0
            continue
        anchor_map[row, example.anchors, example.levels] = 1
        told[row, 0, 1], told[row, 0, 2] = example.nested, example.whole
    pointed: list[np.ndarray] = []
    first = 0
    for run in runs:
        for example in run:
            pointed.extend(
                _pointed_at(one, run, first, (len(examples), length)) for one in example.antecedents
            )
        first += len(run)
    return {
        "run": torch.tensor([number for number, run in enumerate(runs) for _ in run]),
        "low": torch.tensor([example.low for example in examples]),
        "linked": torch.from_numpy(np.concatenate([example.linked for example in examples])),
        "spoken": torch.tensor(
            [float(not example.mentions_only) for example in examples for _ in example.anchors]
        ),
        "labels": torch.from_numpy(np.concatenate([example.labels for example in examples])),
        "antecedents": torch.from_numpy(
            np.stack(pointed) if pointed else np.zeros((0, 2, len(examples), length), bool)
        ),
        "ids": padded(example.ids for example in examples),
        "cases": padded(example.cases for example in examples),
        "breaks": padded(example.breaks for example in examples),
        "mask": padded(np.ones(len(example.ids)) for example in examples),
        "anchor_map": torch.from_numpy(anchor_map),
        "told": torch.from_numpy(told),
        "window": torch.from_numpy(
            np.concatenate([np.full(len(e.anchors), row) for row, e in enumerate(examples)]).astype(
                np.int64
            )
        ),
        "position": torch.from_numpy(
            np.concatenate([e.anchors for e in examples]).astype(np.int64)
        ),
        "targets": torch.from_numpy(
            np.concatenate(
                [np.pad(e.targets, ((0, 0), (0, 0), (0, length - len(e.ids)))) for e in examples]
            ).astype(np.float32)
        ),
    }


def _pointed_at(
    pieces: np.ndarray, run: Sequence[Window], first: int, shape: tuple[int, int]
) -> np.ndarray:
    """Pieces of an article, bool [2, pieces], in the windows of a run that a batch has from its `first`
    row on.
    """
    rows = np.zeros((2, *shape), dtype=bool)
    for row, window in enumerate(run, start=first):
        held = pieces[:, window.low : window.low + len(window.ids) - 2]
        rows[:, row, 1 : 1 + held.shape[1]] = held
    return rows
