"""What a language's expressions of time look like, and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.languages.section import Section

__all__ = ["Times"]


class Times(Section):
    """Expressions of time.

    Attributes:
        expression: any of them. Groups: ``iso``; ``dmy_*`` and ``mdy_*`` (``weekday``, ``day``, ``month``,
            ``year``) of a calendar day; ``month``, ``month_part``, ``month_year``; ``weekday``,
            ``weekday_when``; ``deictic``; ``near_when``, ``near_unit``; ``weekend``; ``ago``,
            ``ago_count``, ``ago_unit``; ``event``; ``same``, ``same_unit``; ``year``, ``year_part``.
        needs_preposition: what stands before a month that is one: "in May".
        ahead, back: words that tell that a sentence speaks of what is to come, of what has been.
        months, weekdays: their names, January and Monday first.
        counts, tens: words for numbers.
        units: words for the units ``day``, ``week``, ``month`` and ``year``.
        weekend: the word for one.
        steps: how far a word points, in units: "last" is -1.
        days: the same of words for days: "tomorrow" is 1.
        coming, past: words before a weekday that mean the next one, the last one.
    """

    expression: re.Pattern[str]
    needs_preposition: re.Pattern[str]
    ahead: re.Pattern[str]
    back: re.Pattern[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    counts: Mapping[str, int]
    tens: Mapping[str, int]
    units: Mapping[str, str]
    weekend: str
    steps: Mapping[str, int]
    days: Mapping[str, int]
    coming: frozenset[str]
    past: frozenset[str]
