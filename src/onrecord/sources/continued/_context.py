"""What the ways of going on share: the story's lines, what is taken, and who stands behind what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.attributions import Clues
from onrecord.languages import Words
from onrecord.languages.words import Continued
from onrecord.records import Attribution, Form, Reading, Source, Span
from onrecord.text import APART, Document, SpanIndex

__all__ = ["FARTHEST", "Context", "Line"]

FARTHEST = 2_500  # code points from a statement to what goes on with it


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, with its sentences."""

    span: Span
    sentences: tuple[Span, ...]


class Context:
    """A reading, asked for what stands where.

    Attributes:
        document: of its article.
        words: the language's words for going on.
        clues: what the network says of the article; None of a model that says nothing.
        lines: the story's paragraphs; headings, captions and credits are none of it.
    """

    def __init__(
        self,
        reading: Reading,
        document: Document,
        lang: Words,
        scores: Mapping[str, float],
        clues: Clues | None = None,
    ) -> None:
        self.document, self.text = document, document.text
        self.words: Continued = lang.continued
        self.lines = tuple(_lines(document))
        self.clues = clues
        self._scores = scores
        self._outer = [one for one in reading.attributions if one.parent is None]
        self._starts = [one.spans[0].start for one in self._outer]
        self._sources: Mapping[str, Source] = {one.id: one for one in reading.sources}
        self._taken = SpanIndex((span, one) for one in reading.attributions for span in one.spans)

    def source_of(self, one: Attribution) -> Source | None:
        """The source of a statement."""
        return self._sources.get(one.source_id or "")

    def content_of(self, one: Attribution) -> str:
        """The words of a statement's content."""
        return self.document.words(*one.content)

    def within(self, span: Span) -> list[Attribution]:
        """Statements whose cue (or, without one, whose first word) stands in a span."""
        low = bisect_left(self._starts, span.start - self._taken.longest - FARTHEST)
        high = bisect_left(self._starts, span.end)
        return [
            one
            for one in self._outer[low:high]
            if span.start <= (one.cue or one.spans)[0].start < span.end
        ]

    def before(self, place: int) -> list[Attribution]:
        """Outer statements that begin before a place and near it, in order."""
        low = bisect_left(self._starts, place - FARTHEST - self._taken.longest)
        return self._outer[low : bisect_left(self._starts, place)]

    def is_taken(self, span: Span) -> bool:
        """Whether any role of any statement has words in a span."""
        return any(other.end > span.start + 1 for other, _ in self._taken.overlapping(span))

    def continued(
        self, model: Attribution, span: Span, way: str, form: Form, *, share: float | None = None
    ) -> Attribution:
        """The words of a span as a statement that goes on with another.

        Args:
            model: that it goes on with.
            span: its words.
            way: in which it was found.
            form: of it.
            share: the probability that it does; by default that of its way.
        """
        score = self._scores[way] if share is None else share
        words = self.text[slice(*span)]
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip(" \t\n" if form == "direct" else " \t\n.")))
        return Attribution(
            id="c",
            source=(),
            cue=(),
            content=(Span(start, end),),
            form=form,
            score=round(model.score * score, 4),
            act="says" if way != "plan" else model.act,
            source_id=model.source_id,
            terms=model.terms,
            continued=model.id,
        )


def _lines(document: Document) -> Iterator[Line]:
    apart = document.spans_of(*APART)
    for span in document.lines:
        before = bisect_right(apart, (span.start, len(document.text))) - 1
        if before < 0 or span.start >= apart[before].end:
            yield Line(span, document.sentences.within(span))
