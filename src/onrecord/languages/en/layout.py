"""English dialogues and signatures."""

from __future__ import annotations

import re

from onrecord.languages.words import Layout

__all__ = ["LAYOUT"]


_CAPITAL = r"[^\W\d_a-zß-ÿ]"

LAYOUT = Layout(
    spoken=re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE),
    name=rf"@?{_CAPITAL}[\w’'.-]*(?:\s(?:(?:of|de|da|del|van|von|der|bin|al|la|le|the|for)\s){{0,2}}{_CAPITAL}[\w’'.-]*){{0,5}}",
    tells=re.compile(
        r"\b(?:said|says|told|tells|who|which|wrote|writes|is|was|are|were|has|had)\b"
    ),
)
