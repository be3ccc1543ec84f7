"""A block's text cut at every border of a span, so that marks may touch, overlap and nest.

Renderings (terminal, HTML) colour segments, never spans, and so cannot produce crossing marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from onrecord.records import Attribution, Block, Reading, Source, Span

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
    reading: Reading, blocks: Iterable[Block], further: Iterable[tuple[Span, Mark]] = ()
) -> Iterator[tuple[Block, tuple[Segment, ...]]]:
    """Each block with its segments, in order; a block's segments together are its text.

    Args:
        reading: whose attributions are marked.
        blocks: of its article, in order.
        further: marks beside those of the attributions.
    """
    placed = sorted(
        (
            *(
                _Placed(span, Mark(one.id, role), one.spans[0].start, max(s.end for s in one.spans))
                for one in reading
                for role, span in _roles(one)
            ),
            *(_Placed(span, mark, span.start, span.end) for span, mark in further),
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
    coming = iter(within)  # in order of their beginnings
    upcoming = next(coming, None)
    covering: list[_Placed] = []
    for start, end in pairwise(ordered):
        covering = [one for one in covering if one.span.end > start]
        while upcoming is not None and upcoming.span.start <= start:
            covering.append(upcoming)
            upcoming = next(coming, None)
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


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """A source with its statements.

    Attributes:
        source: who it is; None for the statements that name no source.
        attributions: the statements, in order of the text.
    """

    source: Source | None
    attributions: tuple[Attribution, ...]


def by_source(reading: Reading) -> Sequence[SourceGroup]:
    """Group attributions by their source, in the order of the reading's sources.

    Statements with no source words come last.
    """
    groups: dict[str | None, list[Attribution]] = {source.id: [] for source in reading.sources}
    for one in reading:
        known = one.source_id if one.source_id in groups else None
        groups.setdefault(known, []).append(one)
    by_id = {source.id: source for source in reading.sources}
    shown = [
        SourceGroup(by_id[key], tuple(found))
        for key, found in groups.items()
        if key is not None and found
    ]
    if nobody := groups.get(None):
        shown.append(SourceGroup(None, tuple(nobody)))
    return shown
