"""Statements whose subject comes last, as translations into English leave them."""

from __future__ import annotations

import re

from onrecord.languages.words import Inverted

__all__ = ["INVERTED"]


INVERTED = Inverted(
    told=re.compile(
        r"(?<!\s),?\s+as\s+(?:they\s+|he\s+|she\s+)?"
        r"(?P<cue>(?:have\s+|has\s+|had\s+)?(?:declared|stated|explained|revealed|confirmed|told|assured|said))"
        r"\s+(?:to\s+)?(?:the\s+)?(?P<to>[A-Z][\w’'.-]*(?:\s+(?:of\s+)?[A-Z][\w’'.-]*){0,4})\s+"
        r"(?P<source>(?:one|two|three|four|five|six|several|some|a|an|the)\s+[^.,;:“”\"\n]{4,100})(?=[.,;\n]|$)"
    ),
)
