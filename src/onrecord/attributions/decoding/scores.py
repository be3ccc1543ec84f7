"""What the network says of a window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["WindowScores"]

Float = NDArray[np.float32]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WindowScores:
    """The anchors that one window answers for, and their scores over its pieces.

    Attributes:
        start: piece of the article at which the window's pieces begin.
        anchors: pieces of the article that are anchors, int [anchors].
        logits: of each being the anchor of an outer and of an inner attribution, float [anchors, 2].
        scores: float [anchors, 9, pieces of the window].
    """

    start: int
    anchors: Index
    logits: Float
    scores: Float
