"""Average linkage: what is nearest on the average is put together, as long as it is near enough.

The method of Sokal and Michener (1958), over sparse pairs. It makes origins of rows, claims of units, and stories of
articles.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

__all__ = ["grouped"]


def grouped(
    many: int,
    likely: Mapping[tuple[int, int], float],
    least: float,
    apart: AbstractSet[tuple[int, int]] = frozenset(),
) -> list[list[int]]:
    """Groups of things, by their numbers: each in order, and the groups by their first.

    Args:
        many: how many things.
        likely: how near two of them are, by their numbers, the smaller first; 0 where it is not given.
        least: how near groups are that are put together.
        apart: pairs, likewise, that are never in one group.
    """
    groups = [[number] for number in range(many)]
    sums = {pair: value for pair, value in likely.items() if value > 0}
    sums |= dict.fromkeys(apart, -math.inf)
    while sums:
        pair = max(
            sums,
            key=lambda two: (
                sums[two] / (len(groups[two[0]]) * len(groups[two[1]])),
                -two[0],
                -two[1],
            ),
        )
        one, other = pair
        if sums[pair] / (len(groups[one]) * len(groups[other])) < least:
            break
        groups[one] = sorted(groups[one] + groups[other])
        groups[other] = []
        del sums[pair]
        for two in [two for two in sums if other in two]:
            third = two[0] if two[1] == other else two[1]
            key = (min(one, third), max(one, third))
            sums[key] = sums.get(key, 0.0) + sums.pop(two)
    return sorted(group for group in groups if group)
