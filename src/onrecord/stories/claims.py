"""Units of a story → groups that bear on one checkable thing.

Candidates are pairs of units with telling words in common (TF-IDF over the story, cosine); the network reads each both
ways; what it says and what they share is weighed (`together`; learned, `training/stories`), and groups are made by
average linkage.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from onrecord.stories.entailment import CONFLICT, ONE_CLAIM, SAME, Reads
from onrecord.stories.linkage import grouped
from onrecord.stories.units import Unit
from onrecord.stories.weights import log_odds, probability, weights

__all__ = ["Pairing", "candidates", "clusters", "paired", "together"]

_NEAR = 0.03  # cosine of two units that may be one claim, at least
_EACH = 30  # candidates of a unit, those apart to which it is one of theirs
_SURE = 0.001  # probability that the network's answer is never surer by
_MOST = 1_500  # pairs that the network reads of a story
_DOUBT = 1.0  # pairs that say no, added to those between two groups
_UNREAD = 0.1  # of one that it reads, that a pair it does not read counts


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two units beside each other.

    Attributes:
        near: their cosine.
        same: probability that the second says what the first says, and the other way.
        conflict: that both cannot be true, likewise.
        one_claim: that both bear on one claim, likewise.
    """

    near: float
    same: tuple[float, float]
    conflict: tuple[float, float]
    one_claim: tuple[float, float]


def paired(units: Sequence[Unit], read: Reads) -> dict[tuple[int, int], Pairing]:
    """The pairs of units that may be one claim, as the network reads their cores; by their numbers, the smaller first."""
    near = candidates(units)
    pairs = list(near)
    cores = [unit.core for unit in units]
    there = read([(cores[one], cores[other]) for one, other in pairs])
    back = read([(cores[other], cores[one]) for one, other in pairs])
    return {
        pair: Pairing(
            near[pair],
            (float(one[SAME]), float(other[SAME])),
            (float(one[CONFLICT]), float(other[CONFLICT])),
            (float(one[ONE_CLAIM]), float(other[ONE_CLAIM])),
        )
        for pair, one, other in zip(pairs, there, back, strict=True)
    }


def candidates(units: Sequence[Unit]) -> dict[tuple[int, int], float]:
    """Pairs with telling words in common and their cosine, each unit's nearest first, as many as the network is to read; by
    their numbers, the smaller first.
    """
    vectors = _vectors(units)
    holding: dict[str, list[tuple[int, float]]] = {}
    near: dict[tuple[int, int], float] = {}
    for number, vector in enumerate(vectors):
        cosine: dict[int, float] = {}
        for word, weight in vector.items():
            for other, value in holding.get(word, ()):
                cosine[other] = cosine.get(other, 0.0) + weight * value
            holding.setdefault(word, []).append((number, weight))
        near |= {(other, number): told for other, told in cosine.items() if told >= _NEAR}
    kept: dict[tuple[int, int], float] = {}
    many = [0] * len(units)
    for pair in sorted(near, key=lambda pair: (-near[pair], pair)):
        if len(kept) >= _MOST:
            break
        if min(many[pair[0]], many[pair[1]]) < _EACH:
            kept[pair] = near[pair]
            many[pair[0]] += 1
            many[pair[1]] += 1
    return kept


def _vectors(units: Sequence[Unit]) -> list[dict[str, float]]:
    seen: dict[str, int] = {}
    for unit in units:
        for word in unit.stems:
            seen[word] = seen.get(word, 0) + 1
    found = []
    for unit in units:
        vector = {
            word: math.log(1 + len(units) / seen[word]) * (1.3 if word in unit.names else 1.0)
            for word in sorted(unit.stems)
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        found.append({word: weight / length for word, weight in vector.items()})
    return found


def together(pair: Pairing) -> Mapping[str, float]:
    """What tells that two units bear on one claim: the words that they share, and the network."""
    return {"bias": 1.0, "near": pair.near, "one claim": log_odds(fmean(pair.one_claim), _SURE)}


def clusters(units: Sequence[Unit], pairs: Mapping[tuple[int, int], Pairing]) -> list[list[int]]:
    """Groups of units that bear on one claim, by their numbers; the largest first."""
    likely = {pair: probability(together(one), weights().claim) for pair, one in pairs.items()}
    groups = grouped(len(units), likely, weights().one_claim, silent=_UNREAD, doubt=_DOUBT)

    def articles(group: list[int]) -> int:
        return len({units[number].article for number in group})

    return sorted(groups, key=lambda group: (-articles(group), -len(group), group))
