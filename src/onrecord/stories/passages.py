"""Passages that two articles share: sentences with the same words, or nearly.

Sentences are laid beside each other by the likeness of their words (normalised Indel similarity, as `rapidfuzz`
computes it over words), each to the one that it is most like.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from onrecord.records import Span
from onrecord.stories.texts import Sentence, Text

__all__ = ["Overlap", "Passage", "longest_run", "overlap"]

#: Likeness, of 100, from which a sentence is another one reworded, and from which it is the same.
REWORDED, SAME = 62.0, 88.0
_SEED = 4  # words by which a run that is shared is found
_SHORT = 5  # of the writer's own words: a sentence of fewer shows nothing


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one article beside that of another.

    Attributes:
        span: in the first.
        other: in the second.
        likeness: 0 to 100.
    """

    span: Span
    other: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share.

    Attributes:
        passages: in the order of the first.
        same: shares of the first's and of the second's own words that stand in sentences that are the same.
        reworded: the same with those that are reworded.
        ordered: share of the passages that stand in the same order in both.
    """

    passages: tuple[Passage, ...]
    same: tuple[float, float]
    reworded: tuple[float, float]
    ordered: float


def overlap(one: Text, other: Text) -> Overlap:
    """Lay two articles beside each other."""
    mine, theirs = _telling(one.body), _telling(other.body)
    if not mine or not theirs:
        return Overlap((), (0.0, 0.0), (0.0, 0.0), 0.0)
    likeness = process.cdist(
        [" ".join(sentence.own) for sentence in mine],
        [" ".join(sentence.own) for sentence in theirs],
        scorer=fuzz.ratio,
        score_cutoff=REWORDED - 12,
    )
    likeness = _by_words(mine, theirs, likeness)
    best = [(int(row.argmax()), float(row.max())) for row in likeness]
    passages = [
        (place, column, told) for place, (column, told) in enumerate(best) if told >= REWORDED
    ]
    backwards = likeness.max(axis=0)
    return Overlap(
        tuple(Passage(mine[place].span, theirs[column].span, told) for place, column, told in passages),
        (_share(mine, [told for _, told in best], SAME), _share(theirs, list(backwards), SAME)),
        (_share(mine, [told for _, told in best], REWORDED), _share(theirs, list(backwards), REWORDED)),
        _in_order([column for _, column, _ in passages]),
    )  # fmt: skip


def longest_run(mine: Iterable[Sequence[str]], theirs: Sequence[Sequence[str]]) -> int:
    """Words of the longest run that a sentence of one side and one of the other have; 0 of one of less than four."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, words in enumerate(theirs):
        for start in range(len(words) - _SEED + 1):
            places.setdefault(tuple(words[start : start + _SEED]), []).append((number, start))
    longest = 0
    for words in mine:
        for place in range(len(words) - _SEED + 1):
            for number, start in places.get(tuple(words[place : place + _SEED]), ()):
                length, other = _SEED, theirs[number]
                while (
                    place + length < len(words)
                    and start + length < len(other)
                    and words[place + length] == other[start + length]
                ):
                    length += 1
                longest = max(longest, length)
    return longest


def _telling(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if len(sentence.own) >= _SHORT]


def _by_words(mine: Sequence[Sentence], theirs: Sequence[Sentence], likeness):  # type: ignore[no-untyped-def]
    """The likeness of words in the place of that of letters, where there may be any."""
    for row, column in zip(*likeness.nonzero(), strict=True):
        likeness[row, column] = fuzz.ratio(mine[row].own, theirs[column].own)
    return likeness


def _share(sentences: Sequence[Sentence], likeness: Sequence[float], least: float) -> float:
    held = sum(len(one.own) for one, told in zip(sentences, likeness, strict=True) if told >= least)
    return held / sum(len(one.own) for one in sentences)


def _in_order(places: Sequence[int]) -> float:
    """Share of neighbours that keep their order."""
    pairs = list(itertools.pairwise(places))
    return sum(first < second for first, second in pairs) / len(pairs) if pairs else 0.0
