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
        low: the first piece of the article that it answers for.
        going_on: logits of the pieces that it answers for, of being the first of a statement that goes
            on with another one's source, float [pieces]; None of a model without heads.
        links: of the pieces that it answers for, float [pieces, LINKS, width] (see `clues`); None of a
            model without heads.
    """

    start: int
    anchors: Index
    logits: Float
    scores: Float
    low: int = 0
    going_on: Float | None = None
    links: Float | None = None
