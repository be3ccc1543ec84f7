"""Scores → consistent spans.

Token scores decided one by one fray: a comma scored low cuts a source in two, a stray token far
away joins a content. So each role is decoded as a whole, for each anchor: source and cue are the
one contiguous segment with the largest sum of scores, content the best few segments, each at a
price. The scores of a segment are those of its words being inside, of its first word being a
start and of its last being an end. Words of cue and content that another anchor claims more
strongly are barred, and so are words another role of the same attribution took: a word is cue or
content of one attribution in this pass. Sources may be shared: in "Trump said … and vowed …" both
statements are his.

Finding the best ``k`` segments is the maximum-sum segments problem (Ruzzo and Tompa 1999 give the
linear-time method for all of them; with a fixed small ``k`` the dynamic programme below is as
fast and admits the border scores).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.manifest import Manifest

__all__ = ["Decoded", "decode"]

Float = NDArray[np.float32]

_SOURCE, _CUE, _CONTENT = 0, 1, 2
_INSIDE, _START, _END = 0, 1, 2
_BARRED = np.float32(-30.0)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Segments of words of one anchor, ``[first, last]`` inclusive; a role may have none."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def decode(
    scores: Float,
    anchors: NDArray[np.int64],
    barred: NDArray[np.bool_],
    manifest: Manifest,
) -> list[Decoded]:
    """Decode the spans of all anchors of a window.

    Args:
        scores: logits, float [anchors, 9, words]; kind-major: inside, start, end of each role.
        anchors: the word of each anchor, int [anchors].
        barred: words that other anchors claim more strongly, bool [anchors, words]; they are not
            taken for cue or content.
        manifest: weights.
    """
    count, _, words = scores.shape
    if not count or not words:
        return [Decoded((), (), ()) for _ in range(count)]
    by_kind = scores.reshape(count, 3, 3, words)
    rows = np.arange(count)
    free = ~barred
    free[rows, anchors] = True
    own = np.ones_like(free)  # words that no role of the same attribution took

    def best(role: int, *, pieces: int, through: NDArray[np.int64] | None = None) -> _Segments:
        allowed = own if role == _SOURCE else own & free
        inside = np.where(allowed, by_kind[:, _INSIDE, role], _BARRED)
        start = manifest.border * by_kind[:, _START, role]
        end = manifest.border * by_kind[:, _END, role]
        if through is not None:
            return _segment_through(inside, start, end, through)
        return _segments(inside, start, end, manifest.price[role], manifest.piece_price, pieces)

    # The cue first: it holds the anchor.
    cue = best(_CUE, pieces=1, through=anchors)
    _bar(own, cue)
    sources = best(_SOURCE, pieces=1)
    # A source inside the content's best segment means that one of the two is wrong: the role with
    # the higher scores on the contested words keeps them.
    contents = best(_CONTENT, pieces=manifest.pieces)
    _settle(by_kind[:, _INSIDE], sources, contents)
    _bar(own, sources)
    contents = best(_CONTENT, pieces=manifest.pieces)
    return [
        Decoded(source=tuple(sources[row]), cue=tuple(cue[row]), content=tuple(contents[row]))
        for row in range(count)
    ]


_Segments = list[list[tuple[int, int]]]


def _bar(free: NDArray[np.bool_], segments: _Segments) -> None:
    for row, pieces in enumerate(segments):
        for first, last in pieces:
            free[row, first : last + 1] = False


def _settle(inside: Float, sources: _Segments, contents: _Segments) -> None:
    for row, (source, content) in enumerate(zip(sources, contents, strict=True)):
        for first, last in source:
            if any(start <= first and last <= end for start, end in content):
                words = slice(first, last + 1)
                if inside[row, _CONTENT, words].sum() > inside[row, _SOURCE, words].sum():
                    sources[row] = []


def _segment_through(
    inside: Float, start: Float, end: Float, through: NDArray[np.int64]
) -> _Segments:
    """The best segment that holds a given word, for each row."""
    words = inside.shape[1]
    sums = np.concatenate((np.zeros((len(inside), 1), np.float32), inside.cumsum(axis=1)), axis=1)
    position = np.arange(words)
    before = np.where(position <= through[:, None], start - sums[:, :-1], -np.inf)
    after = np.where(position >= through[:, None], end + sums[:, 1:], -np.inf)
    return [
        [(int(first), int(last))]
        for first, last in zip(before.argmax(axis=1), after.argmax(axis=1), strict=True)
    ]


def _segments(
    inside: Float, start: Float, end: Float, price: float, piece_price: float, pieces: int
) -> _Segments:
    """The best up to ``pieces`` segments of each row, in order; none where none is worth it.

    ``closed[k]`` is, for each word, the most that ``k`` segments ending at or before it are worth.
    """
    count, words = inside.shape
    sums = np.concatenate((np.zeros((count, 1), np.float32), inside.cumsum(axis=1)), axis=1)
    closed: list[Float] = [np.zeros((count, words + 1), np.float32)]
    opened_at: list[NDArray[np.int64]] = []
    ended_at: list[NDArray[np.int64]] = []
    for k in range(1, pieces + 1):
        cost = price if k == 1 else piece_price
        opening = closed[k - 1][:, :-1] + start - sums[:, :-1]
        opened, opened_place = _running_max(opening)
        ending = opened + sums[:, 1:] + end - cost
        most, place = _running_max(ending)
        closed.append(np.concatenate((np.full((count, 1), -np.inf, np.float32), most), axis=1))
        opened_at.append(opened_place)
        ended_at.append(place)
    totals = np.stack([layer[:, -1] for layer in closed])
    best = totals.argmax(axis=0)
    found: _Segments = []
    for row in range(count):
        segments: list[tuple[int, int]] = []
        limit = words - 1
        for k in range(int(best[row]), 0, -1):
            last = int(ended_at[k - 1][row, limit])
            first = int(opened_at[k - 1][row, last])
            segments.append((first, last))
            limit = first - 1
        found.append(segments[::-1])
    return found


def _running_max(values: Float) -> tuple[Float, NDArray[np.int64]]:
    """The largest value so far along each row, and where it stood."""
    most = np.maximum.accumulate(values, axis=1)
    fresh = values >= most
    place = np.where(fresh, np.arange(values.shape[1]), 0)
    return most, np.maximum.accumulate(place, axis=1)
