"""Where sentences and paragraphs of a text begin, well enough to keep a search within one.

Not a tokenizer: a full stop behind a title or an initial ends no sentence, any other does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from onrecord.records import Span

__all__ = ["Sentences"]

_LONGEST_ABBREVIATION = 8  # code points of one, with its stop
_LONGEST = 800  # code points before and behind a span that its sentence is looked for in
_END = re.compile(r"[.!?][”\"’']*(?=\s|$)|\n+")


class Sentences:
    """Sentences and paragraphs of a text by place.

    Args:
        text: to be cut.
        abbreviated: matches words that end in a full stop which ends no sentence.
    """

    def __init__(self, text: str, abbreviated: re.Pattern[str]) -> None:
        self._text, self._length = text, len(text)
        self._abbreviated = abbreviated
        self._borders, self._lines = [0], [0]
        for match in _END.finditer(text):
            if match[0][0] == "\n":
                self._lines.append(match.end())
            elif self.ends_in_abbreviation(match.start() + 1):
                continue
            self._borders.append(match.end())

    def around(self, span: Span) -> Span:
        """The sentence, or sentences, that a span stands in, as far as it is within reach."""
        low = self._borders[bisect_right(self._borders, span.start) - 1]
        after = bisect_right(self._borders, max(span.end - 1, low))
        high = self._borders[after] if after < len(self._borders) else self._length
        return Span(max(low, span.start - _LONGEST), min(high, span.end + _LONGEST))

    def within(self, span: Span) -> tuple[Span, ...]:
        """The sentences of a span, cut to it; without those of white space only."""
        low = bisect_right(self._borders, span.start)
        high = bisect_left(self._borders, span.end)
        cuts = [span.start, *self._borders[low:high], span.end]
        found: list[Span] = []
        for start, end in pairwise(cuts):
            words = self._text[start:end]
            if words.strip():
                found.append(Span(start + len(words) - len(words.lstrip()), end))
        return tuple(found)

    def paragraph(self, place: int) -> int:
        """Number of the paragraph that a place is in."""
        return bisect_right(self._lines, place)

    def ends_in_abbreviation(self, end: int) -> bool:
        """Whether the words before a place end in a full stop that belongs to them: "Sen. | Reed"."""
        before = self._text[max(end - _LONGEST_ABBREVIATION, 0) : end]
        return self._abbreviated.search(before) is not None
