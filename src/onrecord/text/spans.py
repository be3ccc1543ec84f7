"""Spans, asked about by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from onrecord.records import Span

__all__ = ["SpanIndex", "Taken", "covered", "match_around", "trimmed"]

T = TypeVar("T")

_AROUND = 120  # code points before and behind a span in which a match round it is looked for
_EDGES = " \t\r\n\u00a0.,;:–—-"


class SpanIndex(Generic[T]):
    """Spans with what they belong to, asked about in any order.

    Args:
        items: spans, each with what it belongs to.

    Attributes:
        longest: the length of the longest span, in code points.
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._starts = [span.start for span, _ in self._items]
        self.longest = max((end - start for (start, end), _ in self._items), default=0)

    def overlapping(self, span: Span) -> Iterator[tuple[Span, T]]:
        """Those that have words in common with a span, in order."""
        low = bisect_left(self._starts, span.start - self.longest)
        high = bisect_left(self._starts, span.end)
        return (item for item in self._items[low:high] if item[0].end > span.start)


def covered(span: Span, index: SpanIndex[Any]) -> int:
    """How many code points of a span the spans of an index have, each counted once."""
    found, reached = 0, span.start
    for (start, end), _ in index.overlapping(span):
        low, high = max(start, reached), min(end, span.end)
        if low < high:
            found += high - low
            reached = high
    return found


class Taken:
    """Spans that statements already have, asked about in the order of the text.

    Args:
        spans: in order of the text.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._place = 0

    def overlaps(self, span: Span) -> bool:
        """Whether a span, which begins no earlier than the ones asked about before, is taken."""
        spans = self._spans
        while self._place < len(spans) and spans[self._place].end <= span.start:
            self._place += 1
        return self._place < len(spans) and spans[self._place].start < span.end


def match_around(pattern: re.Pattern[str], text: str, span: Span) -> re.Match[str] | None:
    """The match of a pattern in which a span begins, looked for from no earlier than its line; None without one."""
    line = text.rfind("\n", 0, span.start) + 1
    low, high = max(line, span.start - _AROUND), span.end + _AROUND
    for match in pattern.finditer(text, low, high):
        if match.end() > span.start:
            return match if match.start() <= span.start else None
    return None


def trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without the punctuation and white space at their edges."""
    trimmed: list[Span] = []
    for start, end in spans:
        words = text[start:end]
        left = len(words) - len(words.lstrip(_EDGES))
        right = len(words.rstrip(_EDGES))
        if left < right:
            trimmed.append(Span(start + left, start + right))
    return tuple(trimmed)
