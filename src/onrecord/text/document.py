"""One text, and what is read off it once: its sentences, its quotations, its lines.

Stages ask the document, never the raw string, so that there is one definition of a sentence and
one of a quotation. What is found is kept on the object and goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

from onrecord.records import Article, Block, BlockKind, Span
from onrecord.text.quotations import Quotation, quotations, spoken_blocks
from onrecord.text.sentences import Sentences

__all__ = ["Document"]

_T = TypeVar("_T")
_LINE = re.compile(r"\S[^\n]*")


class Document:
    """A text with its blocks.

    Args:
        text: all offsets point into it.
        blocks: its pieces, in order.
        abbreviated: matches words that end in a full stop which ends no sentence, up to and with
            the stop (`languages.words.Sentences`).
    """

    def __init__(
        self, text: str, blocks: Sequence[Block] = (), *, abbreviated: re.Pattern[str]
    ) -> None:
        self.text = text
        self.blocks = tuple(blocks)
        self._abbreviated = abbreviated
        self._kept: dict[object, object] = {}

    @classmethod
    def of(cls, article: Article, abbreviated: re.Pattern[str]) -> Document:
        """The document of an article."""
        return cls(article.text, article.blocks, abbreviated=abbreviated)

    def part(self, start: int, end: int) -> Document:
        """A stretch of the text as a document of its own, without blocks."""
        return Document(self.text[start:end], abbreviated=self._abbreviated)

    @cached_property
    def sentences(self) -> Sentences:
        """Where sentences and paragraphs begin."""
        return Sentences(self.text, self._abbreviated)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands in quotation marks, outermost and nested, in order of the opening marks."""
        return quotations(self.text)

    @cached_property
    def spoken(self) -> tuple[Quotation, ...]:
        """The quotations, with block quotations and turns, each of which is one whole; in order."""
        found = (*self.quotations, *spoken_blocks(self.text, self.blocks))
        return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Stretches without a line break, from their first letter or sign on, in order."""
        return tuple(Span(*match.span()) for match in _LINE.finditer(self.text))

    @cached_property
    def folded(self) -> str:
        """The text on one line, with one space where it has several."""
        return " ".join(self.text.split())

    def spans_of(self, *kinds: BlockKind) -> tuple[Span, ...]:
        """The spans of the blocks of some kinds, in order."""
        return tuple(block.span for block in self.blocks if block.kind in kinds)

    def words(self, *spans: Span) -> str:
        """The words of one or more spans, a space between two, on one line."""
        return " ".join(" ".join(self.text[start:end] for start, end in spans).split())

    def ends_in_abbreviation(self, end: int) -> bool:
        """Whether the words before a place end in a full stop that belongs to them: "Sen. | Reed"."""
        return self.sentences.ends_in_abbreviation(end)

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """What a later stage reads off the text, made when first asked for and kept.

        Args:
            key: what it is known by; a stage uses its own function.
            make: makes it.
        """
        if key not in self._kept:
            self._kept[key] = make()
        return cast(_T, cast(Any, self._kept[key]))
