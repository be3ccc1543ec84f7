"""Candidates against their rivals: who takes words from whom, and how many are held at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.decoding.candidates import Candidate, Found, decode_outer
from onrecord.attributions.manifest import Manifest

MANIFEST = Manifest(border=0.0, price=(0.0, 0.0, 0.0), least=0.5)
CUE, CONTENT = 1, 2


def candidate(word: int, content: dict[int, float], *, first: int = 0, last: int = 10) -> Candidate:
    """An anchor that is sure, with a cue of one word and a claim to some words."""
    scores = np.full((9, last - first), -5.0, dtype=np.float32)
    scores[CUE, word - first] = 5.0
    for place, score in content.items():
        scores[CONTENT, place - first] = score
    return Candidate(
        word, first, outer=3.0, inner=-9.0, scores=scores, claim=scores[:3].max(axis=0)
    )


@dataclass(frozen=True)
class Written:
    """What the tests make of a decoded candidate."""

    word: int
    content: tuple[tuple[int, int], ...]
    score: float


def contents(
    candidates: list[Candidate], scores: dict[int, float]
) -> dict[int, tuple[tuple[int, int], ...]]:
    def write(found: Found) -> Written:
        return Written(found.word, found.spans.content, scores.get(found.word, 0.9))

    return {one.word: one.content for one in decode_outer(candidates, MANIFEST, write)}


def test_a_word_goes_to_the_anchor_that_claims_it_more() -> None:
    weak, strong = candidate(2, {3: 2.0, 4: 2.0, 5: 2.0}), candidate(7, {5: 4.0, 6: 4.0})
    assert contents([weak, strong], {}) == {2: ((3, 4),), 7: ((5, 6),)}


def test_an_anchor_that_comes_to_nothing_takes_no_words() -> None:
    weak, strong = candidate(2, {3: 2.0, 4: 2.0, 5: 2.0}), candidate(7, {5: 4.0, 6: 4.0})
    assert contents([weak, strong], {7: 0.4})[2] == ((3, 5),)


def test_an_anchor_of_which_nothing_is_written_takes_no_words() -> None:
    weak, strong = candidate(2, {3: 2.0, 4: 2.0, 5: 2.0}), candidate(7, {5: 4.0, 6: 4.0})

    def write(found: Found) -> Written | None:
        return Written(2, found.spans.content, 0.9) if found.word == 2 else None

    assert [one.content for one in decode_outer([weak, strong], MANIFEST, write)] == [((3, 5),)]


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(0, 9), st.integers(1, 5).map(float), max_size=4),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_each_candidate_comes_out_once_and_in_order(
    drawn: list[tuple[dict[int, float], bool]],
) -> None:
    # Windows of ten words, each five behind the one before: each overlaps with its neighbours.
    candidates = [
        candidate(5 * i + 2, {5 * i + place: score for place, score in content.items()}, first=5 * i, last=5 * i + 10)
        for i, (content, _) in enumerate(drawn)
    ]  # fmt: skip
    scores = {5 * i + 2: 0.9 if stands else 0.1 for i, (_, stands) in enumerate(drawn)}
    found = contents(candidates, scores)
    assert list(found) == [one.word for one in candidates]
    # Those that stand share no word of content with a neighbour that stands.
    standing = [found[word] for word, score in scores.items() if score > 0.5]
    words = [i for segments in standing for first, last in segments for i in range(first, last + 1)]
    claims = {
        i: [content.get(i - 5 * place) for place, (content, stands) in enumerate(drawn) if stands]
        for i in words
    }
    for word, claimed in claims.items():
        rising = sorted((claim for claim in claimed if claim is not None), reverse=True)
        if len(rising) > 1 and rising[0] > rising[1]:
            assert words.count(word) == 1


def test_no_more_candidates_are_read_than_a_window_reaches() -> None:
    asked = 0

    def endless() -> Iterator[Candidate]:
        nonlocal asked
        for i in range(1000):
            asked += 1
            yield candidate(20 * i + 2, {20 * i + 3: 2.0}, first=20 * i, last=20 * i + 10)

    def write(found: Found) -> Written:
        return Written(found.word, found.spans.content, 0.9)

    assert next(decode_outer(endless(), MANIFEST, write)).word == 2
    assert asked <= 4


def test_what_is_kept_to_some_words_claims_no_other() -> None:
    one = candidate(2, {4: 3.0, 8: 4.0})
    reach = np.arange(10) < 6
    kept = one.within(reach)
    np.testing.assert_array_equal(kept.claim, kept.scores[:3].max(axis=0))
    assert kept.claim[4] == 3.0
    assert (kept.claim[~reach] < one.claim.min()).all()
