"""Passages quoted from another outlet: a paragraph that announces them, then quoted ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.outlets import OutletMention
from onrecord.records import Attribution, Hop, Span
from onrecord.routes._context import Context, place

__all__ = ["quoted_reports"]

_OPENING = re.compile(r"^\s*[“\"«„]")
_ANNOUNCEMENT = 300  # code points at a line's end that may announce


@dataclass(frozen=True, slots=True)
class _Frame:
    """A quoted paragraph, with the outlet that it is quoted from."""

    span: Span
    hop: Hop


def quoted_reports(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """What people say in a passage quoted from an outlet came through it.

    "The Post reports:", and the quoted paragraphs behind it. An announcement that names no outlet
    goes on with the one before.
    """
    frames = list(_Reader(statements, context).frames())
    starts = [frame.span.start for frame in frames]
    result: list[Attribution] = []
    for one in statements:
        number = bisect_right(starts, place(one)) - 1
        if number >= 0 and not one.via and place(one) < frames[number].span.end:
            one = replace(one, via=(frames[number].hop,))
        result.append(one)
    return result


class _Reader:
    """Reads an article line by line for passages that are announced."""

    def __init__(self, statements: Sequence[Attribution], context: Context) -> None:
        self._context, self._text = context, context.document.text
        self._words = context.lang.routes
        self._places = [mention.span.start for mention in context.outlets]
        self._journalists = sorted(
            one.source[0].start
            for one in statements
            if one.source
            and (source := context.source_of(one)) is not None
            and self._words.journalist.search(source.role or "")
        )
        #: Family names of those who are called journalists.
        self._families = tuple({match[1] for match in self._words.bylined.finditer(self._text)})
        self._begun = False  # whether a passage was quoted already

    def frames(self) -> Iterator[_Frame]:
        """The quoted paragraphs, in order."""
        outlet: OutletMention | None = None
        announced = False
        start = 0
        for line in self._text.splitlines(keepends=True):
            span = Span(start, start + len(line))
            start = span.end
            if not line.strip():
                continue
            quoted = _OPENING.match(line) is not None
            if announced and outlet is not None and quoted:
                self._begun = True
                yield _Frame(span, Hop(outlet.name, "via", outlet.span))
                continue
            named = self._named_in(span)
            if named is not None and not quoted:
                outlet = named
            announced = self._announces(line, span, names_one=named is not None)

    def _named_in(self, span: Span) -> OutletMention | None:
        """The last outlet that a line names."""
        last = bisect_left(self._places, span.end) - 1
        if last < 0 or self._places[last] < span.start:
            return None
        return self._context.outlets[last]

    def _announces(self, line: str, span: Span, *, names_one: bool) -> bool:
        """Whether a line says that what comes next is quoted from an outlet or a journalist."""
        end = line[-_ANNOUNCEMENT:].rstrip()
        announcing = self._words.announces.search(end) if end.endswith(":") else None
        if announcing is not None and end[: announcing.start()].rstrip().endswith(self._families):
            return True
        goes_on = self._begun and self._words.the_report.search(line) is not None
        low, high = (bisect_left(self._journalists, edge) for edge in span)
        from_one = names_one or self._begun or low < high
        return from_one and (goes_on or announcing is not None)
