"""Attributions before they have numbers, and how they stand to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.records import Form, Span
from onrecord.text import Document

__all__ = ["Statement", "holds", "nested", "rooted", "silent_spans"]


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution before it has a number.

    Attributes:
        word: at which the cue begins.
        parent: the word at which the cue of the attribution begins whose content holds this one.
        segments: words of the content, ``[first, last]``.
        features: what the score is made of.
        score: of an inner one: that it is right and that the one round it is.
        others: as in `Attribution`.
    """

    word: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form | None
    segments: tuple[tuple[int, int], ...]
    score: float
    features: tuple[float, ...]
    parent: int | None = None


def holds(one: Statement, other: Statement) -> bool:
    """Whether cue and content of the other stand in the content of the one."""
    return all(
        any(piece.start <= span.start and span.end <= piece.end for piece in one.content)
        for span in (*other.cue, *other.content)
    )


def nested(one: Statement, holder: Statement) -> Statement:
    """A statement as one inside another: its score is that both are right."""
    return replace(one, parent=holder.word, score=one.score * holder.score)


def rooted(statements: Sequence[Statement]) -> list[Statement]:
    """Those whose parents, and theirs, are among them."""
    rooted = list(statements)
    while True:
        words = {one.word for one in rooted}
        left = [one for one in rooted if one.parent is None or one.parent in words]
        if len(left) == len(rooted):
            return rooted
        rooted = left


def silent_spans(document: Document) -> tuple[Span, ...]:
    """Blocks whose words are no statements."""
    return document.spans_of("byline", "credit", "boilerplate")
