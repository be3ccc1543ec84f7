"""English titles in quotation marks."""

from __future__ import annotations

from onrecord.languages.words import Quotations

__all__ = ["QUOTATIONS"]


QUOTATIONS = Quotations(
    lower_in_titles=frozenset(
        [
            "a",
            "an",
            "and",
            "as",
            "at",
            "but",
            "by",
            "for",
            "from",
            "in",
            "into",
            "nor",
            "of",
            "on",
            "or",
            "the",
            "to",
            "vs",
            "with",
        ]
    ),
)
