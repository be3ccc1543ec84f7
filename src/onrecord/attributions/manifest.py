"""What is tuned for a model beside its weights: the decoder's weights, thresholds, calibration."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from math import exp
from pathlib import Path

__all__ = ["FEATURES", "Settings", "read_settings"]

#: What the score of an attribution is made of, by name: what the network says of its spans
#: (`candidates.features`), and the form and length of its content.
FEATURES = (
    "bias",
    "anchor",
    "content",
    "content_least",
    "borders",
    "source",
    "no_source",
    "cue",
    "direct",
    "mixed",
    "length",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a model, tuned on the development part.

    Attributes:
        border: weight of the start and end scores against the inside scores.
        price: what a segment must be worth, for source, cue and content.
        pieces: the most segments of a content.
        piece_price: what each further segment of a content must be worth.
        rival: the score from which another anchor's claim to a word counts.
        rival_anchor: probability from which an anchor is a rival of others.
        floor: probability of an anchor from which it is decoded at all.
        inner_floor: the same, for attributions inside another's content; what is above it counts.
        min_score: the score from which an attribution counts where none is asked for.
        calibration: weights of `FEATURES` in the logit of the score.
        inner_calibration: of an attribution inside another's content: the bias and the weight of
            its anchor in the logit of its score.
    """

    border: float = 2.0
    price: tuple[float, float, float] = (-1.5, 0.0, 0.0)
    pieces: int = 2
    piece_price: float = 0.0
    rival: float = 1.0
    rival_anchor: float = 0.5
    floor: float = 0.2
    inner_floor: float = 0.4
    min_score: float = 0.4
    calibration: tuple[float, ...] = (0.0, 1.0, *(0.0,) * (len(FEATURES) - 2))
    inner_calibration: tuple[float, float] = (0.0, 1.0)

    def score(self, features: tuple[float, ...]) -> float:
        """The calibrated probability that an attribution with these features is right."""
        return _sigmoid(sum(w * x for w, x in zip(self.calibration, features, strict=True)))

    def inner_score(self, features: tuple[float, ...]) -> float:
        """The same for an attribution inside another's content, given that that one is right."""
        bias, weight = self.inner_calibration
        return _sigmoid(bias + weight * features[FEATURES.index("anchor")])


def _sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-min(max(logit, -30.0), 30.0)))


def read_settings(path: Path) -> Settings:
    """Read the settings of a model.

    Raises:
        ValueError: a name is unknown, or the calibration has another number of weights.
    """
    values = json.loads(path.read_text(encoding="utf-8"))
    if unknown := set(values) - {field.name for field in fields(Settings)}:
        raise ValueError(f"{path} has unknown settings: {', '.join(sorted(unknown))}")
    for name in ("price", "calibration", "inner_calibration"):
        if name in values:
            values[name] = tuple(values[name])
    settings = Settings(**values)
    lengths = {"calibration": len(FEATURES), "inner_calibration": 2, "price": 3}
    for name, length in lengths.items():
        if len(getattr(settings, name)) != length:
            raise ValueError(f"{path}: {name} needs {length} weights")
    return settings
