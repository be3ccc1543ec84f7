"""Average linkage: what is near on the average, of pairs that are given and of pairs that nobody looked at."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stories.linkage import grouped


def test_average_linkage() -> None:
    likely = {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1, (3, 4): 0.55}
    assert grouped(5, likely, 0.5) == [[0, 1], [2], [3, 4]]
    assert grouped(5, likely, 0.3) == [[0, 1, 2], [3, 4]]
    assert grouped(5, likely, 0.3, {(0, 2)}) == [[0, 1], [2], [3, 4]]
    assert grouped(0, {}, 0.5) == []


@pytest.mark.parametrize(("silent", "expected"), [(1.0, [[0, 1], [2]]), (0.1, [[0, 1, 2]])])
def test_a_pair_that_nobody_looked_at_speaks_little_against(
    silent: float, expected: list[list[int]]
) -> None:
    likely = {(0, 1): 0.9, (1, 2): 0.6}  # nothing is known of the first and the third
    assert grouped(3, likely, 0.5, silent=silent) == expected


@pytest.mark.parametrize(
    ("doubt", "expected"), [(0.0, [[0, 1], [2, 3, 4]]), (1.0, [[0], [1], [2, 3, 4]])]
)
def test_what_few_pairs_tell_has_to_be_told_clearly(
    doubt: float, expected: list[list[int]]
) -> None:
    likely = {(0, 1): 0.6, (2, 3): 0.7, (2, 4): 0.7, (3, 4): 0.7}
    assert grouped(5, likely, 0.34, doubt=doubt) == expected


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[int, dict[tuple[int, int], float], float, float]:
    many = draw(st.integers(1, 6))
    pairs = draw(
        st.lists(st.sampled_from([*combinations(range(many), 2)] or [(0, 1)]), unique=True)
    )
    values = draw(st.lists(st.floats(0, 1), min_size=len(pairs), max_size=len(pairs)))
    told = {pair: value for pair, value in zip(pairs, values, strict=True) if pair[1] < many}
    return many, told, draw(st.sampled_from([0.1, 0.5, 1.0])), draw(st.sampled_from([0.0, 1.0]))


@given(_pairs())
def test_no_two_groups_that_are_left_are_near_enough(
    drawn: tuple[int, dict[tuple[int, int], float], float, float],
) -> None:
    many, likely, silent, doubt = drawn
    groups = grouped(many, likely, 0.4, silent=silent, doubt=doubt)
    assert sorted(number for group in groups for number in group) == list(range(many))
    for one, other in combinations(groups, 2):
        pairs = [(min(a, b), max(a, b)) for a in one for b in other]
        told = [likely[pair] for pair in pairs if pair in likely]
        if told:
            lacking = silent * (len(pairs) - len(told))
            assert sum(told) / (len(told) + lacking + doubt) < 0.4 + 1e-9
