"""What was learned from labelled stories: weights, thresholds (`weights.json`), with how they were learned."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Weights", "log_odds", "probability", "weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of logistic regressions, by the names of what they weigh.

    Attributes:
        same_origin: of `same_origin.clues`.
        uncertain: of `origins.doubts`.
        dependent: of `derivation.signs`.
        claim: of `claims.together`.
        stance: of `stances.signs`, that a statement denies a claim.
        together: probability from which rows are of one origin, on the average.
        copied: probability from which an article is not independent.
        one_claim: probability from which units bear on one claim, on the average.
        denied: probability from which a statement denies a claim.
    """

    same_origin: Mapping[str, float]
    uncertain: Mapping[str, float]
    dependent: Mapping[str, float]
    claim: Mapping[str, float]
    stance: Mapping[str, float]
    together: float
    copied: float
    one_claim: float
    denied: float


@cache
def weights() -> Weights:
    """Those that ship with the package."""
    values = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(**{name: values[name] for name in Weights.__slots__})


def probability(held: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    """Of a logistic regression: 1 / (1 + e^-sum)."""
    total = sum(weighed.get(name, 0.0) * value for name, value in held.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def log_odds(told: float, least: float = 1e-6) -> float:
    """The log-odds of a probability, which is taken for no smaller than `least`, nor surer than 1 by less."""
    held = min(max(told, least), 1 - least)
    return math.log(held / (1 - held))
