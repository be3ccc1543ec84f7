"""Full stops and titles: what reading a text into sentences and quotations asks."""

from __future__ import annotations

from onrecord.languages.section import Pattern, Section

__all__ = ["Quotations", "Sentences"]


class Sentences(Section):
    """Full stops that end no sentence.

    Attributes:
        abbreviated: words that end in such a stop, up to and with it.
    """

    abbreviated: Pattern


class Quotations(Section):
    """Titles in quotation marks.

    Attributes:
        lower_in_titles: words that stand in lower case in titles.
    """

    lower_in_titles: frozenset[str]
