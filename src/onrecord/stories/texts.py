"""An article as it is compared with others: its sentences, each with its words, and those of them that are quoted.

What everybody quotes shows nothing of who copied whom; so the writer's own words are kept apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.archive.fulltext import fold
from onrecord.languages import Words, reading_words
from onrecord.records import Article, Attribution, Reading, Source, Span
from onrecord.text import Document, SpanIndex

__all__ = ["Sentence", "Text"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = 4  # words of a quotation, at least, that is one
_APART = ("title", "byline", "caption", "credit", "boilerplate", "standfirst")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        span: where it stands.
        words: folded, in order.
        own: those of them that are the writer's, not a quotation's.
        quoted: the others.
        body: whether it is of the text below headline, byline and captions.
    """

    span: Span
    words: tuple[str, ...]
    own: tuple[str, ...]
    quoted: tuple[str, ...]
    body: bool


class Text:
    """An article of a story, with its reading.

    Args:
        reading: of the article.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._sources = {source.id: source for source in reading.sources}

    @property
    def article(self) -> Article:
        """That was read."""
        return self.reading.article

    @cached_property
    def document(self) -> Document:
        """Its text, with sentences and quotations."""
        return Document.of(self.article, self.language.sentences.abbreviated)

    @cached_property
    def language(self) -> Words:
        """The words of its language; where that is not read, those by which reading it is forced."""
        return reading_words(self.article.language)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order; those without a word left out."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        text = self.article.text
        apart = SpanIndex(
            (block.span, block) for block in self.article.blocks if block.kind in _APART
        )
        quoted = SpanIndex(
            (quotation.span, quotation)
            for quotation in self.document.quotations
            if len(_WORD.findall(text, *quotation.span)) >= _QUOTED
        )
        for line in self.document.lines:
            for span in self.document.sentences.within(line):
                found = [(one.start(), fold(one[0])) for one in _WORD.finditer(text, *span)]
                if not found:
                    continue
                own = [word for start, word in found if not _inside(quoted, start)]
                said = [word for start, word in found if _inside(quoted, start)]
                yield Sentence(
                    span,
                    tuple(word for _, word in found),
                    tuple(own),
                    tuple(said),
                    not _inside(apart, span.start),
                )

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences below headline, byline and captions."""
        return tuple(sentence for sentence in self.sentences if sentence.body)

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that a place is in, or behind which it is before the next; None before the first."""
        number = bisect_right(self._starts, place) - 1
        return self.sentences[number] if number >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def source_of(self, one: Attribution) -> Source | None:
        """Who stands behind an attribution."""
        return self._sources.get(one.source_id or "")


def _inside(spans: SpanIndex[Any], place: int) -> bool:
    """Whether a place is in one of some spans, which may lie inside each other."""
    return next(spans.overlapping(Span(place, place + 1)), None) is not None
