"""Windows cover an article, keep paragraphs whole, and never exceed what the model reads."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.decoding.windows import plan
from onrecord.attributions.encoding import Pieces
from onrecord.attributions.manifest import Window

BODY = Window().body


def pieces_of(paragraphs: list[int]) -> Pieces:
    """Pieces of an article with paragraphs of these lengths."""
    total = sum(paragraphs)
    breaks = np.zeros(total, dtype=np.int32)
    breaks[np.cumsum([0, *paragraphs])[:-1][: len(paragraphs)]] = 2
    place = np.arange(total, dtype=np.int32)
    zero = np.zeros(total, dtype=np.int32)
    return Pieces(place, place, place + 1, place, zero, breaks)


@given(st.lists(st.integers(1, 700), max_size=30), st.integers(12, BODY))
def test_each_piece_is_answered_for_once_and_in_order(paragraphs: list[int], body: int) -> None:
    frames = plan(pieces_of(paragraphs), Window(body=body))
    answered = [place for frame in frames for place in range(frame.low, frame.high)]
    assert answered == list(range(sum(paragraphs)))
    for frame in frames:
        assert 0 <= frame.start <= frame.low < frame.high <= frame.end <= sum(paragraphs)
        assert frame.end - frame.start <= body


@given(st.lists(st.integers(1, BODY), min_size=1, max_size=30))
def test_paragraphs_that_fit_stay_whole(paragraphs: list[int]) -> None:
    borders = {0, *np.cumsum(paragraphs).tolist()}
    for frame in plan(pieces_of(paragraphs), Window()):
        assert frame.low in borders
        assert frame.high in borders


def test_what_stands_before_is_seen() -> None:
    first, second = plan(pieces_of([200, 100]), Window())
    assert (first.start, first.high) == (0, 200)
    assert second.start < 200 == second.low


def test_parts_of_a_long_paragraph_overlap() -> None:
    frames = plan(pieces_of([1000]), Window())
    for before, after in pairwise(frames):
        assert after.start < after.low == before.high < before.end


def test_nothing_has_no_windows() -> None:
    assert plan(pieces_of([]), Window()) == []
