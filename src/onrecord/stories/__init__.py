"""Stories: articles about one happening, compared: claims, the independent origins behind them, copies, order."""

from __future__ import annotations

from onrecord.stories._model import (
    Claim,
    Derivation,
    DerivationKind,
    Edge,
    Event,
    Figure,
    Origin,
    Place,
    Reason,
    Row,
    Stance,
    Story,
    Unanswered,
)
from onrecord.stories.compare import compare

__all__ = [
    "Claim",
    "Derivation",
    "DerivationKind",
    "Edge",
    "Event",
    "Figure",
    "Origin",
    "Place",
    "Reason",
    "Row",
    "Stance",
    "Story",
    "Unanswered",
    "compare",
]
