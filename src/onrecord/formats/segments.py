"""A block's text cut at every border of a span, so that marks may touch, overlap and nest.

Renderings (terminal, HTML) colour segments, never spans, and so cannot produce crossing marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from onrecord.records import Attribution, Block, Reading, Span

__all__ = ["Mark", "Role", "Segment", "SourceGroup", "by_source", "segmented"]

_T = TypeVar("_T")

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class Mark:
    """That a segment is in a role of an attribution."""

    attribution: str
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the same marks all through.

    Attributes:
        text: its words.
        marks: what it is part of; empty for plain text.
        first_of: ids of the attributions whose first words these are.
        last_of: ids of the attributions whose last words these are.
    """

    text: str
    marks: tuple[Mark, ...]
    first_of: tuple[str, ...]
    last_of: tuple[str, ...]


def segmented(
    reading: Reading, blocks: Iterable[Block]
) -> Iterator[tuple[Block, tuple[Segment, ...]]]:
    """Each block with its segments, in order; a block's segments together are its text."""
    placed = sorted(
        (
            _Placed(span, Mark(one.id, role), one.spans[0].start, max(s.end for s in one.spans))
            for one in reading
            for role, span in _roles(one)
        ),
        key=lambda one: one.span,
    )
    starts = [one.span.start for one in placed]
    longest = max((one.span.end - one.span.start for one in placed), default=0)
    for block in blocks:
        low, high = block.span
        near = placed[bisect_left(starts, low - longest) : bisect_left(starts, high)]
        within = [one for one in near if one.span.end > low]
        yield block, tuple(_cut(reading.article.text, low, high, within))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span in its role, with where its attribution begins and ends."""

    span: Span
    mark: Mark
    first: int
    last: int


def _cut(text: str, low: int, high: int, within: Sequence[_Placed]) -> Iterator[Segment]:
    borders = {low, high}
    for one in within:
        borders.update((max(one.span.start, low), min(one.span.end, high)))
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        covering = [one for one in within if one.span.start <= start < one.span.end]
        yield Segment(
            text=text[start:end],
            marks=_once(one.mark for one in covering),
            first_of=_once(one.mark.attribution for one in covering if one.first == start),
            last_of=_once(one.mark.attribution for one in covering if one.last == end),
        )


def _roles(one: Attribution) -> Iterator[tuple[Role, Span]]:
    for span in one.source:
        yield "source", span
    for span in one.cue:
        yield "cue", span
    for span in one.content:
        yield "content", span


def _once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


_PRONOUNS = frozenset(
    "he him his she her hers they them their it its who whom whose which that this these those "
    "we us our i me my you your one some many others both neither".split()
)


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Statements that have the same source words.

    Attributes:
        words: of the source; None for the statements whose source is a pronoun or that have none.
        named: whether the statements have source words at all.
        attributions: the statements, in order of the text.
    """

    words: str | None
    named: bool
    attributions: tuple[Attribution, ...]


def by_source(reading: Reading) -> Sequence[SourceGroup]:
    """Group attributions by the words of their source, in order of first mention.

    Words only: that "the minister" is Halima Brandt is for the next stage to find out. The same
    pronoun need not be the same source, so pronouns have a group of their own, behind the others;
    statements with no source words come last.
    """
    groups: dict[str, list[Attribution]] = {}
    pronouns: list[Attribution] = []
    nobody: list[Attribution] = []
    for one in reading:
        key = " ".join(reading.article.words(*one.source).split()).casefold()
        if not key:
            nobody.append(one)
        elif key in _PRONOUNS:
            pronouns.append(one)
        else:
            groups.setdefault(key, []).append(one)
    shown = [
        SourceGroup(" ".join(reading.article.words(*found[0].source).split()), True, tuple(found))
        for found in groups.values()
    ]
    if pronouns:
        shown.append(SourceGroup(None, True, tuple(pronouns)))
    if nobody:
        shown.append(SourceGroup(None, False, tuple(nobody)))
    return shown
