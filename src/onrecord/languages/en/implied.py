"""English words that imply a source."""

from __future__ import annotations

import re

from onrecord.languages.words import Implied

__all__ = ["IMPLIED"]


IMPLIED = Implied(
    adds=re.compile(
        r"(?:responded|replied|answered|said|added|continued|stated|affirmed|declared|insisted)\b(?!.*\bby\b)",
        re.IGNORECASE,
    ),
)
