"""Average linkage: what is nearest on the average is put together, as long as it is near enough.

The method of Sokal and Michener (1958), over sparse pairs. It makes origins of rows, claims of units, and stories of
articles.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from heapq import heapify, heappop, heappush

__all__ = ["grouped"]


def grouped(
    many: int,
    likely: Mapping[tuple[int, int], float],
    least: float,
    apart: AbstractSet[tuple[int, int]] = frozenset(),
    *,
    silent: float = 1.0,
    doubt: float = 0.0,
) -> list[list[int]]:
    """Groups of things, by their numbers: each in order, and the groups by their first.

    Args:
        many: how many things.
        likely: how near two of them are, by their numbers, the smaller first; where it is not given it is 0.
        least: how near groups are that are put together.
        apart: pairs, likewise, that are never in one group.
        silent: how much a pair that is not given counts in an average, beside one that is: all of one where it is not
            given because it is 0; less where nobody looked.
        doubt: how many pairs more count in every average, as if they were not near at all: what few pairs tell has to
            be told more clearly.
    """
    groups = [[number] for number in range(many)]
    # Of each group those that it is near to: how near their things are in sum, and how many pairs of them are given.
    sums: list[dict[int, tuple[float, int]]] = [{} for _ in range(many)]
    for (one, other), value in {**likely, **dict.fromkeys(apart, -math.inf)}.items():
        sums[one][other] = sums[other][one] = value, 1

    def standing(one: int, other: int) -> tuple[float, int, int]:
        """What puts the nearest two first, of equals the first two."""
        one, other = min(one, other), max(one, other)
        total, given = sums[one][other]
        lacking = len(groups[one]) * len(groups[other]) - given
        return -total / (given + silent * lacking + doubt), one, other

    waiting = [standing(one, other) for one in range(many) for other in sums[one] if one < other]
    heapify(waiting)
    while waiting:
        first = heappop(waiting)
        distance, one, other = first
        if other not in sums[one] or standing(one, other) != first:
            continue  # one of them was put to others since
        if -distance < least:
            break
        groups[one] = sorted(groups[one] + groups[other])
        groups[other] = []
        _join(sums, one, other)
        for third in sums[one]:
            heappush(waiting, standing(one, third))
    return sorted(group for group in groups if group)


def _join(sums: list[dict[int, tuple[float, int]]], one: int, other: int) -> None:
    """Put what a group is near to, to what another one is near to; it is near to nothing afterwards."""
    for third, (more, further) in sums[other].items():
        del sums[third][other]
        if third != one:
            total, given = sums[one].get(third, (0.0, 0))
            sums[one][third] = sums[third][one] = total + more, given + further
    sums[other] = {}
