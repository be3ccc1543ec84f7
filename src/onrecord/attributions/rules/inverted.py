"""Statements whose subject comes last, as translations from Spanish or Portuguese leave them.

"It fell, as they declared to the Times two officials": the order is so foreign to English that a
network taught by English finds nothing there. The form is plain enough to be told by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attributions.rules.edges import ByForm, Taken
from onrecord.records import Span

__all__ = ["inverted"]


_TOLD = re.compile(
    r",?\s+as\s+(?:they\s+|he\s+|she\s+)?"
    r"(?P<cue>(?:have\s+|has\s+|had\s+)?(?:declared|stated|explained|revealed|confirmed|told|assured|said))"
    r"\s+(?:to\s+)?(?:the\s+)?(?P<to>[A-Z][\w’'.-]*(?:\s+(?:of\s+)?[A-Z][\w’'.-]*){0,4})\s+"
    r"(?P<source>(?:one|two|three|four|five|six|several|some|a|an|the)\s+[^.,;:“”\"\n]{4,100})(?=[.,;\n]|$)"
)
_SENTENCE = re.compile(r"[.!?][”\"’']?\s|\n")
_FEWEST_WORDS = 4  # of a content
_LONGEST = 600  # code points of a content


def inverted(text: str, taken: Sequence[Span]) -> Iterator[ByForm]:
    """Such statements outside the spans that others have taken, in order.

    Args:
        text: of the article.
        taken: cue and content spans of what was found already, in order.
    """
    others = Taken(taken)
    for match in _TOLD.finditer(text):
        low = max(match.start() - _LONGEST, 0)
        borders = [border.end() for border in _SENTENCE.finditer(text, low, match.start())]
        if not borders and low > 0:
            continue
        content = Span(borders[-1] if borders else low, match.start())
        if others.overlaps(Span(content.start, match.end())):
            continue
        if len(text[content.start : content.end].split()) >= _FEWEST_WORDS:
            yield ByForm(Span(*match.span("source")), Span(*match.span("cue")), content)
