"""Full stops that end no sentence."""

from __future__ import annotations

import re

__all__ = ["ends_in_abbreviation"]

_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|No|vs|Jr|Sr"
    r"|Calif|Tex|Inc|Co|Corp|Ltd|Bros))\.$"
)
_LONGEST = 8  # code points of one, with its stop


def ends_in_abbreviation(text: str, end: int) -> bool:
    """Whether the words before a place end in a full stop that belongs to them: "Sen. | Reed"."""
    return _ABBREVIATED.search(text[max(end - _LONGEST, 0) : end]) is not None
