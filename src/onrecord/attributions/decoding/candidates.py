"""Anchors with their scores over words, and each one's spans against its rivals'."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, groupby
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.decoding.decode import Decoded, decode
from onrecord.attributions.decoding.scores import WindowScores
from onrecord.attributions.encoding import Pieces
from onrecord.attributions.manifest import Manifest

__all__ = [
    "Candidate",
    "Found",
    "by_word",
    "decode_inner",
    "decode_outer",
    "features",
    "logit",
]

Float = NDArray[np.float32]

_SOURCE, _CUE, _CONTENT = 0, 1, 2
_OUT_OF_REACH = np.float32(-30.0)  # a logit that nothing outweighs


@dataclass(frozen=True, slots=True)
class Candidate:
    """An anchor with its scores over the words of its window.

    Attributes:
        word: of the article, at which the cue begins.
        first_word: of the article, at which the window begins.
        outer, inner: logits of its being the anchor of an outer and of an inner attribution.
        scores: float [9, words of the window]; kind-major: inside, start, end of source, cue,
            content.
        claim: how strongly it claims each word, for whichever role, float [words of the window].
    """

    word: int
    first_word: int
    outer: float
    inner: float
    scores: Float
    claim: Float

    @property
    def last_word(self) -> int:
        """The word behind the window."""
        return self.first_word + int(self.scores.shape[1])

    def within(self, reach: NDArray[np.bool_]) -> Candidate:
        """A candidate that claims no word but some, bool [words of the window]."""
        return replace(
            self,
            scores=np.where(reach, self.scores, _OUT_OF_REACH),
            claim=np.where(reach, self.claim, _OUT_OF_REACH),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A decoded candidate: words of the article, ``[first, last]``, and what its score is made of."""

    word: int
    spans: Decoded
    features: tuple[float, ...]


def by_word(windows: Iterable[WindowScores], pieces: Pieces) -> Iterator[Candidate]:
    """Anchors of pieces → candidates of words, in order.

    A word is inside as its pieces are on average; it starts as its first piece and ends as its
    last one does. A word that the window cuts is judged by the pieces inside. Two pieces of one
    word may both be anchors: the surer one stands for it.
    """
    held: Candidate | None = None
    for window in windows:
        for candidate in _of_window(window, pieces):
            if held is not None and held.word == candidate.word:
                if max(candidate.outer, candidate.inner) > max(held.outer, held.inner):
                    held = candidate
                continue
            if held is not None:
                yield held
            held = candidate
    if held is not None:
        yield held


def _of_window(window: WindowScores, pieces: Pieces) -> Iterator[Candidate]:
    count = window.scores.shape[2]
    words = pieces.words[window.start : window.start + count]
    first = np.flatnonzero(np.diff(words, prepend=-1))
    last = np.append(first[1:], count) - 1
    sizes = (last - first + 1).astype(np.float32)
    inside = np.add.reduceat(window.scores[:, :3], first, axis=2) / sizes
    scores = np.concatenate(
        (inside, window.scores[:, 3:6][:, :, first], window.scores[:, 6:9][:, :, last]), axis=1
    )
    claims = scores[:, :3].max(axis=1)
    first_word = int(words[0])
    for row, (anchor, logits) in enumerate(zip(window.anchors, window.logits, strict=True)):
        outer, inner = (float(logit) for logit in logits)
        yield Candidate(
            int(pieces.words[anchor]), first_word, outer, inner, scores[row], claims[row]
        )


class _HasScore(Protocol):
    @property
    def score(self) -> float: ...


_W = TypeVar("_W", bound=_HasScore)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Draft(Generic[_W]):
    """A candidate with what was written of it, and whether that is sure enough to be reported."""

    candidate: Candidate
    written: _W | None
    stands: bool


def decode_outer(
    candidates: Iterable[Candidate], manifest: Manifest, write: Callable[[Found], _W | None]
) -> Iterator[_W]:
    """Decode candidates, in order, each against its rivals: sure anchors whose windows overlap its own.

    An anchor may be sure and yet come to nothing. What it claimed is free for the others then: what
    stands and had it for a rival is decoded once more without it.

    No more candidates are held than one window's words can reach, however long the article.

    Args:
        candidates: in order.
        manifest: weights, and the score from which a rival stands.
        write: makes of what was decoded what is reported, if anything.

    Yields:
        what `write` made of each candidate.
    """
    sure = logit(manifest.rival_anchor)

    def decoded(turns: Sequence[tuple[Candidate, Sequence[Candidate]]]) -> Iterator[_W | None]:
        return map(write, _decoded(turns, manifest, [one.outer for one, _ in turns]))

    def drafts() -> Iterator[_Draft[_W]]:
        for batch in _with_rivals(candidates, _itself, sure):
            for (one, _), written in zip(batch, decoded(batch), strict=True):
                stands = written is not None and written.score >= manifest.least
                yield _Draft(one, written, stands)

    for batch in _with_rivals(drafts(), _candidate_of, sure):
        # What fell stays down: its words are others' now.
        gains = [one.stands and not all(other.stands for other in rivals) for one, rivals in batch]
        again = decoded(
            [
                (one.candidate, [other.candidate for other in rivals if other.stands])
                for one, rivals in compress(batch, gains)
            ]
        )
        for (one, _), gained in zip(batch, gains, strict=True):
            if (written := next(again) if gained else one.written) is not None:
                yield written


def _itself(one: Candidate) -> Candidate:
    return one


def _candidate_of(draft: _Draft[_W]) -> Candidate:
    return draft.candidate


def _with_rivals(
    items: Iterable[_T], candidate: Callable[[_T], Candidate], sure: float
) -> Iterator[list[tuple[_T, list[_T]]]]:
    """Items in order, each with its rivals; a window's at a time, as soon as all rivals are known."""
    near: deque[_Frame[_T]] = deque()  # windows that reach those whose turn has not come, and these
    waiting = 0  # windows at the end of `near` whose turn has not come

    def ready(place: int | None) -> Iterator[list[tuple[_T, list[_T]]]]:
        """Of the windows that end before a place: all their rivals are known."""
        nonlocal waiting
        while waiting and (place is None or near[-waiting].end <= place):
            own = near[-waiting]
            rivals = [other for frame in near if frame.overlaps(own) for other in frame.sure]
            yield [(one, [other for other in rivals if other is not one]) for one in own.items]
            waiting -= 1

    for (first, width), group in groupby(items, key=lambda one: _window_of(candidate(one))):
        yield from ready(first)
        members = list(group)
        standing = [one for one in members if candidate(one).outer >= sure]
        near.append(_Frame(first, first + width, members, standing))
        waiting += 1
        reach = near[-waiting].start  # what ends before it is no rival any more
        while near[0].end <= reach:
            near.popleft()
    yield from ready(None)


@dataclass(frozen=True, slots=True)
class _Frame(Generic[_T]):
    """The candidates of a window of words, ``[start, end)``, and those of them that are sure."""

    start: int
    end: int
    items: list[_T]
    sure: list[_T]

    def overlaps(self, other: _Frame[_T]) -> bool:
        """Whether two windows share a word."""
        return self.start < other.end and self.end > other.start


def _window_of(one: Candidate) -> tuple[int, int]:
    return one.first_word, one.scores.shape[1]


def decode_inner(
    candidates: Sequence[Candidate],
    contents: Sequence[Sequence[tuple[int, int]]],
    manifest: Manifest,
) -> Iterator[tuple[int, Found]]:
    """Decode candidates that stand inside contents, each kept to the content that holds it.

    Args:
        candidates: with their inner logits, in order.
        contents: of the outer attributions: their segments of words, ``[first, last]``.
        manifest: weights.

    Yields:
        the place of the content in `contents`, and what was found inside.
    """
    home: dict[int, int] = {}
    for place, segments in enumerate(contents):
        for first, last in segments:
            home.update(dict.fromkeys(range(first, last + 1), place))
    by_home: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.word in home:
            by_home.setdefault(home[candidate.word], []).append(candidate)
    for place, inside in by_home.items():
        kept = [(_within(one, contents[place]), inside) for one in inside]
        rivals = [
            (one, [other for other in inside if other.word != one.word]) for one, inside in kept
        ]
        for found in _decoded(rivals, manifest, [one.inner for one, _ in kept]):
            yield place, found


def _within(one: Candidate, segments: Sequence[tuple[int, int]]) -> Candidate:
    """A candidate that reaches no word outside the segments."""
    reach = np.zeros(one.scores.shape[1], dtype=bool)
    for first, last in segments:
        reach[max(first - one.first_word, 0) : max(last + 1 - one.first_word, 0)] = True
    return one.within(reach)


def _decoded(
    candidates: Sequence[tuple[Candidate, Sequence[Candidate]]],
    manifest: Manifest,
    anchors: Sequence[float],
) -> Iterator[Found]:
    """Decode candidates, those of one window at a time; words that rivals claim more are barred."""
    together = groupby(
        zip(candidates, anchors, strict=True),
        key=lambda item: _window_of(item[0][0]),
    )
    for (low, _), group in together:
        members = list(group)
        scores = np.stack([one.scores for (one, _), _ in members])
        barred = np.stack([_barred(one, others, manifest) for (one, others), _ in members])
        places = np.array([one.word - low for (one, _), _ in members])
        for ((one, _), anchor), spans in zip(
            members, decode(scores, places, barred, manifest), strict=True
        ):
            yield Found(one.word, _shifted(spans, low), features(one.scores, spans, anchor))


def _barred(one: Candidate, others: Sequence[Candidate], manifest: Manifest) -> NDArray[np.bool_]:
    """Words of a candidate's window that another one claims more strongly, bool [words]."""
    low, width = one.first_word, one.scores.shape[1]
    most = np.full(width, manifest.rival, dtype=np.float32)  # that another one claims
    for other in others:
        start, end = max(low, other.first_word), min(low + width, other.last_word)
        if start < end:
            reach = most[start - low : end - low]
            np.maximum(
                reach, other.claim[start - other.first_word : end - other.first_word], out=reach
            )
    return (most > one.claim) & (most > manifest.rival)


def features(scores: Float, spans: Decoded, anchor: float) -> tuple[float, ...]:
    """What the network says of an attribution, the first of `manifest.FEATURES`, in their order.

    The anchor's logit; how strongly the words of content, source and cue score on average, the
    content's weakest word, and the borders of the content; whether there is no source.
    """
    content = _along(scores[_CONTENT], spans.content)
    source = _along(scores[_SOURCE], spans.source)
    cue = _along(scores[_CUE], spans.cue)
    borders = [
        float(scores[3 + _CONTENT, first] + scores[6 + _CONTENT, last])
        for first, last in spans.content
    ]
    return (
        1.0,
        _bounded(anchor),
        _mean(content),
        _bounded(float(np.minimum.reduce(content))) if len(content) else 0.0,
        _bounded(min(borders) / 2) if borders else 0.0,
        _mean(source),
        0.0 if len(source) else 1.0,
        _mean(cue),
    )


def _along(scores: Float, segments: Sequence[tuple[int, int]]) -> Float:
    """Scores of the words of segments."""
    if len(segments) == 1:  # as most have
        ((first, last),) = segments
        return scores[first : last + 1]
    pieces = [scores[first : last + 1] for first, last in segments]
    return np.concatenate(pieces) if pieces else scores[:0]


def _mean(scores: Float) -> float:
    # The sum alone: `np.mean` takes longer to begin than to add a dozen numbers.
    return _bounded(float(np.add.reduce(scores) / np.float32(len(scores)))) if len(scores) else 0.0


def _bounded(logit: float) -> float:
    return min(max(logit, -8.0), 8.0)


def logit(probability: float) -> float:
    """The log-odds of a probability."""
    return float(np.log(probability / (1 - probability)))


def _shifted(spans: Decoded, by: int) -> Decoded:
    def shift(segments: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((first + by, last + by) for first, last in segments)

    return Decoded(shift(spans.source), shift(spans.cue), shift(spans.content))
