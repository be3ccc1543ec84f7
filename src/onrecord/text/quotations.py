"""Quotation marks of all styles, and what stands between them.

Marks come in pairs that differ by country (``“ ”``, ``„ “``, ``« »``, ``» «``, ``" "``), come alone
(a paragraph that continues a quotation opens with a mark and closes only at its end), are the same
as apostrophes (``’``), or are put the wrong way round by a careless writer (``world “.``). So a mark
opens or closes by where it stands, and only where that is unclear by which mark it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Block, Span

__all__ = [
    "SINGLE_MARKS",
    "Quotation",
    "marks_within",
    "near",
    "outside",
    "quotations",
    "snap",
    "spoken_blocks",
]

_DOUBLE = '"“”„‟«»〝〞＂「」『』'
SINGLE_MARKS = "'‘’‚‛‹›`´"
_MARK = re.compile(f"''|``|[{_DOUBLE}{SINGLE_MARKS}]")
_BREAK = re.compile(r"\n[ \t]*\n|\n")
#: Marks that open or close whatever stands next to them.
_ALWAYS_OPENS = frozenset("„‚‛「『``〝") | {"``"}
_ALWAYS_CLOSES = frozenset("」』〞")
_FAMILY = {
    **dict.fromkeys("“”„‟〝〞", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "single guillemet"),
    **dict.fromkeys("‘’‚‛`´", "single curly"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    '"': "straight",
    "＂": "straight",
    "''": "straight",
    "``": "straight",
    "'": "single straight",
}
_DOUBLE_FAMILIES = frozenset({"curly", "straight", "guillemet"})
_PUNCTUATION = " \t\u00a0.,;:!?…"
_SHORTEST_QUOTATION = 12  # code points of a quotation that says something
_LONGEST = 6_000  # code points between two marks of one quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage.

    Attributes:
        span: with its marks.
        inner: without them.
        closed: whether its closing mark was found; if not, it runs to the end of its paragraph.
    """

    span: Span
    inner: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    opens: bool
    closes: bool

    @property
    def family(self) -> str:
        return _FAMILY[self.text]


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, outermost and nested, in order of their opening marks."""
    found: list[Quotation] = []
    start = 0
    for border in [*(match.start() for match in _BREAK.finditer(text)), len(text)]:
        if start < border:
            found.extend(_in_paragraph(text, start, border))
        start = border
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    open_marks: list[_Mark] = []
    for mark in _marks(text, start, end):
        partner = _partner(open_marks, mark)
        if partner is not None:
            opening = open_marks[partner]
            del open_marks[partner:]
            found.append(
                Quotation(Span(opening.start, mark.end), Span(opening.end, mark.start), closed=True)
            )
        elif mark.opens:
            open_marks.append(mark)
    if unclosed := _unclosed(text, start, end, open_marks, found):
        found.append(unclosed)
    return [quotation for quotation in found if quotation.inner.start < quotation.inner.end]


def _unclosed(
    text: str, start: int, end: int, open_marks: Sequence[_Mark], found: Sequence[Quotation]
) -> Quotation | None:
    """The quotation of the first double mark of a paragraph that was never closed, if it is one.

    It is if it opens the paragraph (the quotation goes on in the next one, or its end was
    forgotten), or if a later sentence of it was opened again: “One thing. “Another thing.”
    A single mark that was never closed is more likely an apostrophe.
    """
    mark = next((mark for mark in open_marks if mark.family in _DOUBLE_FAMILIES), None)
    if mark is None:
        return None
    for again in found:
        if again.span.start - mark.end > _LONGEST:
            break
        sentence = text[mark.end : again.span.start].rstrip()
        opening = text[again.span.start : again.inner.start]
        same = _FAMILY.get(opening) == mark.family
        if again.span.start > mark.end and same and sentence.endswith((".", "!", "?", "…")):
            return Quotation(
                Span(mark.start, again.span.end), Span(mark.end, again.inner.end), closed=True
            )
    if not text[start : mark.start].strip():
        return Quotation(Span(mark.start, end), Span(mark.end, end), closed=False)
    return None


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks: list[_Mark] = []
    for match in _MARK.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        mark = match[0]
        if mark in SINGLE_MARKS and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if mark in "'’" and after.isdigit() and not before.isalnum():
            continue  # '16, ’90s
        opens = not after.isspace() and (before.isspace() or not before.isalnum())
        closes = not before.isspace() and (after.isspace() or not after.isalnum())
        if after in ".,;:!?)" and not text.startswith(("..", "…"), match.end()):
            opens, closes = False, True  # whatever its shape: «peace in the world “.»
        if mark in _ALWAYS_OPENS:
            opens, closes = True, False
        elif mark in _ALWAYS_CLOSES:
            opens, closes = False, True
        elif opens == closes:
            # Between two spaces or two marks: what it is by its shape, or either.
            opens = mark in "“‘«‹\"'" or mark == "''"
            closes = mark in "”’»›\"'“" or mark == "''"
        if mark in "’'" and before.isalnum() and closes:
            # The closing mark of a quotation or the apostrophe of "officials' "; a partner decides.
            opens = False
        marks.append(_Mark(match.start(), match.end(), mark, opens, closes))
    return marks


def _partner(open_marks: Sequence[_Mark], mark: _Mark) -> int | None:
    """The open mark that a mark closes: the nearest of its family, over nothing of weight."""
    if not mark.closes:
        return None
    for index in range(len(open_marks) - 1, -1, -1):
        opening = open_marks[index]
        if mark.start - opening.end > _LONGEST:
            return None
        if opening.family == mark.family:
            # “ within „ … “ closes; but “ that also could open something new does so.
            if mark.opens and mark.text == opening.text and mark.text not in "\"'＂''":
                return None
            return index
    return None


def near(marks: Sequence[Quotation], content: Sequence[Span]) -> list[Quotation]:
    """The quotations that overlap a content; `marks` are in order of their start."""
    last = bisect_right(marks, content[-1].end, key=lambda quotation: quotation.span.start)
    first = bisect_right(
        marks, content[0].start - _LONGEST, key=lambda quotation: quotation.span.start
    )
    return [
        quotation
        for quotation in marks[first:last]
        if any(
            quotation.inner.start < piece.end and piece.start < quotation.inner.end
            for piece in content
        )
    ]


def marks_within(marks: Sequence[Quotation], content: Span) -> list[Quotation]:
    """Closed quotations of three words or more that stand inside a content, not round it.

    Args:
        marks: the quotations of the text, in order.
        content: a piece of a content.
    """
    first = bisect_right(marks, content.start, key=lambda quotation: quotation.span.start)
    last = bisect_right(marks, content.end, key=lambda quotation: quotation.span.start)
    return [
        quotation
        for quotation in marks[first:last]
        if quotation.closed
        and quotation.span.end <= content.end
        and quotation.span.start > content.start
        and quotation.inner.end - quotation.inner.start > _SHORTEST_QUOTATION
    ]


def snap(text: str, span: Span, marks: Sequence[Quotation]) -> Span:
    """Put the borders of a content to its quotation marks.

    A border right inside a mark (or between the last word and the mark, before a comma) is moved
    outside it: a content has its marks.
    """
    start, end = span
    for quotation in near(marks, (span,)):
        outer, inner = quotation.span, quotation.inner
        if outer.start < start and not text[inner.start : start].strip():
            start = outer.start
        if inner.start < end < outer.end and not text[end : inner.end].strip(_PUNCTUATION):
            end = outer.end
    return Span(start, end)


def outside(text: str, span: Span, pieces: Iterable[Span]) -> str:
    """The words of a span that stand in none of the pieces, which are in order."""
    parts: list[str] = []
    place = span.start
    for piece in pieces:
        if piece.start < span.end and piece.end > span.start:
            parts.append(text[place : max(piece.start, place)])
            place = max(place, min(piece.end, span.end))
    parts.append(text[place : span.end])
    return " ".join(parts)


def spoken_blocks(text: str, blocks: Iterable[Block]) -> Iterator[Quotation]:
    """Block quotations and interview turns, each as one whole quotation."""
    for block in blocks:
        if block.kind == "block_quotation":
            yield Quotation(block.span, block.span, closed=True)
        elif block.kind == "turn":
            yield _turn(text, block)


def _turn(text: str, block: Block) -> Quotation:
    """An interview turn: what stands behind the speaker's colon."""
    colon = text.find(":", block.span.start, block.span.end)
    spoken = Span(min(colon + 1, block.span.end - 1), block.span.end)
    return Quotation(spoken, spoken, closed=True)
