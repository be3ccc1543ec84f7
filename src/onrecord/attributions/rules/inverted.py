"""Statements whose subject comes last, as translations from Spanish or Portuguese leave them.

"It fell, as they declared to the Times two officials": the order is so foreign to English that a
network taught by English finds nothing there. The form is plain enough to be told by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attributions.rules.edges import ByForm
from onrecord.languages import Words
from onrecord.records import Span
from onrecord.text import Document, Taken

__all__ = ["inverted"]


_SENTENCE = re.compile(r"[.!?][”\"’']?\s|\n")
_FEWEST_WORDS = 4  # of a content
_LONGEST = 600  # code points of a content


def inverted(document: Document, lang: Words, taken: Sequence[Span]) -> Iterator[ByForm]:
    """Such statements outside the spans that others have taken, in order.

    Args:
        document: the article.
        lang: its language.
        taken: cue and content spans of what was found already, in order.
    """
    text, others = document.text, Taken(taken)
    for match in lang.inverted.told.finditer(text):
        low = max(match.start() - _LONGEST, 0)
        borders = [border.end() for border in _SENTENCE.finditer(text, low, match.start())]
        if not borders and low > 0:
            continue
        content = Span(borders[-1] if borders else low, match.start())
        if others.overlaps(Span(content.start, match.end())):
            continue
        if len(text[content.start : content.end].split()) >= _FEWEST_WORDS:
            yield ByForm(Span(*match.span("source")), Span(*match.span("cue")), content)
