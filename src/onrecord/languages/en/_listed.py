"""Patterns made of listed words."""

from __future__ import annotations

import re

__all__ = ["listed"]


def _any(words: str) -> re.Pattern[str]:
    """Any of some words or stems (``deni*``), whole words otherwise."""
    parts = (
        re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words.split("\n")
    )
    return re.compile(r"\b(?:" + "|".join(part for part in parts if part) + r")\b", re.IGNORECASE)


def listed(*words: str) -> re.Pattern[str]:
    """Any of some words or stems, listed with commas between them."""
    return _any("\n".join(word for line in words for word in re.split(r",\s*", line.strip(" ,"))))
