"""The decoder against a search through all segmentations, and its rules."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.attributions.decoding.decode import _segments, decode
from onrecord.attributions.manifest import Manifest

SCORES = st.integers(-5, 5).map(float)


def brute_force(
    inside: np.ndarray, start: np.ndarray, end: np.ndarray, price: float, more: float, pieces: int
) -> float:
    """The worth of the best up to ``pieces`` segments, by trying them all."""
    words = len(inside)
    every = [(i, j) for i in range(words) for j in range(i, words)]
    best = 0.0
    for count in range(1, pieces + 1):
        for chosen in combinations(every, count):
            if all(a[1] < b[0] for a, b in pairwise(chosen)):
                best = max(best, worth(chosen, inside, start, end, price, more))
    return best


def worth(
    chosen: tuple[tuple[int, int], ...],
    inside: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    price: float,
    more: float,
) -> float:
    total = sum(inside[i : j + 1].sum() + start[i] + end[j] for i, j in chosen)
    return float(total) - (price + more * (len(chosen) - 1) if chosen else 0)


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.float32, (3, 6), elements=SCORES),
    st.integers(-2, 2),
    st.integers(-2, 3),
    st.integers(1, 3),
)
def test_best_segments_are_the_best(scores: np.ndarray, price: int, more: int, pieces: int) -> None:
    inside, start, end = scores
    (found,) = _segments(inside[None], start[None], end[None], price, more, pieces)
    assert worth(tuple(found), inside, start, end, price, more) == pytest.approx(
        brute_force(inside, start, end, price, more, pieces)
    )


def scored(words: int, **roles: dict[int, float]) -> np.ndarray:
    scores = np.full((1, 9, words), -4.0, dtype=np.float32)
    for place, role in enumerate(("source", "cue", "content")):
        for word, value in roles.get(role, {}).items():
            scores[0, place, word] = value
    scores[0, 3:] = 0
    return scores


PLAIN = Manifest(border=0.0, price=(0.0, 0.0, 0.0), pieces=2, piece_price=1.0)


def test_roles_of_a_plain_statement() -> None:
    scores = scored(7, source={0: 3, 1: 3}, cue={2: 5}, content={4: 2, 5: 2, 6: 2})
    (one,) = decode(scores, np.array([2]), np.zeros((1, 7), bool), PLAIN)
    assert (one.source, one.cue, one.content) == (((0, 1),), ((2, 2),), ((4, 6),))


def test_cue_holds_its_anchor_even_when_scored_low() -> None:
    scores = scored(5, cue={0: 9, 3: -1})
    (one,) = decode(scores, np.array([3]), np.zeros((1, 5), bool), PLAIN)
    ((first, last),) = one.cue
    assert first <= 3 <= last


def test_barred_words_are_no_content_but_may_be_a_source() -> None:
    scores = scored(6, source={0: 3}, cue={1: 5}, content={3: 2, 4: 2, 5: 2})
    barred = np.zeros((1, 6), bool)
    barred[0, [0, 5]] = True
    (one,) = decode(scores, np.array([1]), barred, PLAIN)
    assert one.source == ((0, 0),)
    assert one.content == ((3, 4),)


def test_content_in_two_pieces_if_both_are_worth_it() -> None:
    scores = scored(7, cue={3: 5}, content={0: 4, 1: 4, 5: 4, 6: 4})
    (one,) = decode(scores, np.array([3]), np.zeros((1, 7), bool), PLAIN)
    assert one.content == ((0, 1), (5, 6))
    dear = Manifest(border=0.0, price=(0.0, 0.0, 0.0), pieces=2, piece_price=10.0)
    (one,) = decode(scores, np.array([3]), np.zeros((1, 7), bool), dear)
    assert len(one.content) == 1


def test_source_is_absent_where_nothing_speaks_for_one() -> None:
    (one,) = decode(
        scored(4, cue={1: 5}, content={2: 3}), np.array([1]), np.zeros((1, 4), bool), PLAIN
    )
    assert one.source == ()


def test_no_anchors() -> None:
    assert (
        decode(np.zeros((0, 9, 5), np.float32), np.zeros(0, int), np.zeros((0, 5), bool), PLAIN)
        == []
    )


@settings(max_examples=60, deadline=None)
@given(arrays(np.float32, (3, 9, 8), elements=SCORES), arrays(np.bool_, (3, 8)), st.data())
def test_roles_of_an_attribution_share_no_word(
    scores: np.ndarray, barred: np.ndarray, data: st.DataObject
) -> None:
    anchors = np.array(data.draw(st.lists(st.integers(0, 7), min_size=3, max_size=3)))
    for one, anchor in zip(decode(scores, anchors, barred, Manifest()), anchors, strict=True):
        words = [
            word
            for role in (one.source, one.cue, one.content)
            for first, last in role
            for word in range(first, last + 1)
        ]
        assert len(words) == len(set(words))
        assert len(one.source) <= 1
        assert one.cue[0][0] <= anchor <= one.cue[0][1]
        assert list(one.content) == sorted(one.content)
