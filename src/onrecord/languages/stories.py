"""Words by which statements of different articles on one happening are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["StoryWords"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StoryWords:
    """What tells sources of one happening from each other, all in small letters.

    Attributes:
        untelling: words in names and descriptions of sources that tell nobody from others.
        alike: words that mean the same body, by the one that stands for them.
        officials: words of those who speak for an authority.
        hearsay: words that lay a statement to nobody in particular.
        empty: words that tell nothing of what a statement is about.
        negations: words that say no.
        writer: what is said of a statement that only an outlet's writer makes, with ``{}`` for the outlet.
        denials: verbs and adjectives by which something is denied.
        months: names of months, in order.
        days: names of days of the week, and of months.
        language: ISO 639-1 code; by which words are cut to their stems.
        links: words that tie a clause to the verb before it, and say nothing at its beginning.
        unanswered: words by which a statement tells that something is not known, or not told; None for none.
        scales: words by which a number is multiplied, each with the power of ten.
        symbols: words for what has a sign of its own, each with that sign.
        bounds: words before a number by which it is a stretch, each with what the number is multiplied by for its
            least and its most.
        between: what stands between the two numbers of a stretch.
        counted: words among the empty ones that tell what a number counts.
        hours: hours of the day; None for none.
        uncounted: numbers that count nothing, as they are written: in names and dates; None for none.
        tolls: words of what is found or counted ever more of, as time goes by: dead, hurt, missing.
        among: the word between a number and the total that it is part of; empty for none.
        circumstances: a statement with a clause at its end that only tells ``when``; None for none.
    """

    untelling: frozenset[str] = frozenset()
    alike: Mapping[str, str] = field(default_factory=dict)
    officials: frozenset[str] = frozenset()
    hearsay: tuple[str, ...] = ()
    empty: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    writer: str = "{}"
    denials: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
    days: frozenset[str] = frozenset()
    language: str | None = None
    links: frozenset[str] = frozenset()
    unanswered: re.Pattern[str] | None = None
    scales: Mapping[str, int] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    between: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    hours: re.Pattern[str] | None = None
    uncounted: re.Pattern[str] | None = None
    tolls: frozenset[str] = frozenset()
    among: str = ""
    circumstances: re.Pattern[str] | None = None
