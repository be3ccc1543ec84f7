"""An article as it is shown: its text cut into pieces that a template only has to write down.

Report and reader show the same view. What a statement stands on is told by a class (for colour and line) and by a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal, TypeAlias

from onrecord.audit import Audit, audit
from onrecord.formats.fragments import text_fragment
from onrecord.formats.segments import Mark, Segment, SourceGroup, by_source, segmented
from onrecord.formats.wording import FOOTINGS, number
from onrecord.languages import reading_words
from onrecord.records import Attribution, Block, BlockKind, Hop, Reading, Source, Span
from onrecord.routes import chain
from onrecord.text import Document, SpanIndex, covered
from onrecord.times import made_on

__all__ = ["ArticleView", "Extent", "Piece", "Run", "Shown", "StatementView"]

#: How much of a text is shown: all of it; what is laid to a source; nothing but who speaks.
Extent: TypeAlias = Literal["whole", "quotations", "links"]

_HEAD: frozenset[BlockKind] = frozenset({"title", "standfirst"})
_APART: frozenset[BlockKind] = frozenset({"title", "byline", "caption", "credit", "heading"})
_LOW = 0.5  # score of a statement below which it is shown quietly
_OWN = "own"  # what marks a sentence that is laid to nobody
_SENTENCE = "sentence"  # what marks any sentence
_SHORT = 22  # code points of a short name
_LEAST = 4  # words of such a sentence, at least
_COVERED = 0.5  # share of it that statements have, from which it is one of theirs
_STATIONS = 2  # of a chain that says no more than who and where


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as it is shown.

    Attributes:
        attribution: the statement.
        number: what it is called in print.
        source: who it is laid to; None where the article does not say.
        footing: what it stands on, a key of `FOOTINGS`.
        word: the same in a word.
        short: of who speaks on the record a short name; else empty.
        again: whether the same source has spoken before.
        unsure: whether its score is low.
        second_hand: whether it came through another outlet, a document or a person.
        quiet: whether its score is low, or it stands inside another.
        chain: how it came here; empty where that is no more than source and outlet.
        made_on: the day on which it was said, where the article tells.
        link: to its words on the article's own page; None where that has no web address.
    """

    attribution: Attribution
    number: str
    source: Source | None
    footing: str
    word: str
    short: str
    again: bool
    unsure: bool
    second_hand: bool
    quiet: bool
    chain: tuple[Hop, ...]
    made_on: str | None
    link: str | None

    @property
    def id(self) -> str:
        """Of the attribution."""
        return self.attribution.id


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is marked the same all through.

    Attributes:
        text: its words; of a gap an ellipsis.
        marks: classes of the marks on it; empty of plain text.
        of: ids of the statements that it belongs to.
        begins, ends: statements whose first and last words these are.
        notes: statements whose words end in the sentence that ends here.
        gap: whether words are left out here.
        ends_sentence: whether a sentence ends here.
    """

    text: str
    marks: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[StatementView, ...] = ()
    notes: tuple[StatementView, ...] = ()
    gap: bool = False
    ends_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with its pieces."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks of one kind: the items of a list stand in one list."""

    kind: BlockKind
    blocks: tuple[Shown, ...]


class ArticleView:
    """What a template shows of an article.

    Args:
        reading: of the article.
        extent: how much of its text is shown.
        only: id of the source whose statements alone stand out; None for all.
    """

    def __init__(self, reading: Reading, extent: Extent = "whole", only: str | None = None) -> None:
        self.reading = reading
        self.article = reading.article
        self.extent: Extent = extent
        self.only = only if any(source.id == only for source in reading.sources) else None

    @cached_property
    def statements(self) -> Mapping[str, StatementView]:
        """The statements, by their ids, in order of the text."""
        days = made_on(self.reading)
        known: set[str] = set()
        found = {}
        for place, one in enumerate(self.reading, start=1):
            found[one.id] = self._statement(one, place, days.get(one.id), known)
        return found

    def number_of(self, id: str) -> str:
        """What a statement is called in print; of one that is not shown its own number."""
        found = self.statements.get(id)
        return found.number if found is not None else number(id)

    def _statement(
        self, one: Attribution, place: int, day: str | None, known: set[str]
    ) -> StatementView:
        source = self.reading.source_of(one)
        hops = chain(self.reading, one)
        footing = _footing(one, source)
        apart = self.only is not None and one.source_id != self.only
        spans = one.content or one.cue
        made = StatementView(
            attribution=one,
            number=str(place),
            source=source,
            footing=footing,
            word=FOOTINGS[footing],
            short=_short(source) if footing == "on_record" else "",
            again=source is not None and source.id in known,
            unsure=one.score < _LOW,
            second_hand=bool(one.via or one.relays),
            quiet=one.score < _LOW or one.parent is not None or apart,
            chain=hops if len(hops) > _STATIONS else (),
            made_on=day,
            link=text_fragment(self.article, spans[0]) if spans else None,
        )
        if source is not None:
            known.add(source.id)
        return made

    @cached_property
    def groups(self) -> Sequence[SourceGroup]:
        """The sources with their statements, those of most statements first."""
        found = by_source(self.reading)
        return sorted(found, key=lambda one: (one.source is None, -len(one.attributions)))

    def source_footing(self, source: Source | None) -> str:
        """What the statements of a source stand on, as far as that is one thing."""
        if source is None:
            return "no_source"
        return source.kind if source.kind in ("author", "document") else source.terms or "unclear"

    @cached_property
    def audit(self) -> Audit:
        """What the article stands on, counted."""
        return audit(self.reading)

    @cached_property
    def footings(self) -> Mapping[str, int]:
        """How many statements stand on what; in the order of `FOOTINGS`."""
        found = dict.fromkeys(FOOTINGS, 0)
        for one in self.statements.values():
            found[one.footing] += 1
        return {name: many for name, many in found.items() if many}

    @cached_property
    def head(self) -> Sequence[Run]:
        """Title and standfirst."""
        return [run for run in self._runs if run.kind in _HEAD]

    @cached_property
    def body(self) -> Sequence[Run]:
        """What stands below them."""
        return [run for run in self._runs if run.kind not in _HEAD]

    @cached_property
    def _runs(self) -> Sequence[Run]:
        if self.extent == "links":
            return []
        return [
            Run(kind, tuple(blocks))
            for kind, blocks in groupby(self._shown(), key=lambda block: block.kind)
        ]

    def _shown(self) -> Iterator[Shown]:
        paragraphs = (part for block in self.article.blocks for part in self._paragraphs(block))
        further = [(span, Mark(_OWN, "content")) for span in self._unattributed()]
        further += [(span, Mark(_SENTENCE, "content")) for span in self._sentences()]
        for block, cut in segmented(self.reading, paragraphs, further):
            pieces = tuple(_with_notes(self._piece(segment) for segment in cut))
            if self.extent == "quotations" and block.kind != "title":
                pieces = tuple(_without_the_rest(pieces))
                if not any(piece.of for piece in pieces):
                    continue
            yield Shown(block.kind, pieces)

    def _paragraphs(self, block: Block) -> Iterator[Block]:
        """A raw page is one block: show it by its paragraphs."""
        start, end = block.span
        for line in self.article.text[start:end].splitlines(keepends=True):
            kept = len(line.rstrip())
            if kept:
                yield Block(block.kind, Span(start, start + kept))
            start += len(line)

    def _piece(self, segment: Segment) -> Piece:
        statements = [
            (mark, self.statements[mark.attribution])
            for mark in segment.marks
            if mark.attribution in self.statements
        ]
        own = any(mark.attribution == _OWN for mark in segment.marks)
        marks = [_OWN] if own and not statements else []
        said = [one for mark, one in statements if mark.role == "content"]
        if said:
            outer = min(
                said,
                key=lambda one: (one.attribution.parent is not None, one.attribution.spans[0]),
            )
            marks += ["said", f"t-{outer.footing}"]
            marks += [f"of-{one.source.id}" for one in said if one.source is not None]
            marks += ["second-hand"] if outer.second_hand else []
            marks += ["quiet"] if outer.quiet else []
        roles = {mark.role for mark, _ in statements}
        marks += ["who"] if "source" in roles else ["cue"] if "cue" in roles else []
        return Piece(
            segment.text,
            tuple(marks),
            tuple(dict.fromkeys(one.id for _, one in statements)),
            tuple(name for name in segment.first_of if name in self.statements),
            tuple(self.statements[name] for name in segment.last_of if name in self.statements),
            ends_sentence=_SENTENCE in segment.last_of,
        )

    @cached_property
    def _document(self) -> Document:
        words = reading_words(self.article.language)
        return Document.of(self.article, words.sentences.abbreviated)

    def _sentences(self) -> Iterator[Span]:
        for block in self.article.blocks:
            yield from self._document.sentences.within(block.span)

    def _unattributed(self) -> Iterator[Span]:
        """Sentences of the body that are laid to nobody."""
        taken = SpanIndex((span, one) for one in self.reading for span in one.spans)
        for block in self.article.blocks:
            if block.kind in _APART:
                continue
            for span in self._document.sentences.within(block.span):
                words_in = self.article.text[span.start : span.end]
                most = _COVERED * (span.end - span.start)
                if len(words_in.split()) >= _LEAST and covered(span, taken) < most:
                    yield span


def _footing(one: Attribution, source: Source | None) -> str:
    if one.act == "no_answer":
        return "no_answer"
    if source is None:
        return "no_source"
    if source.kind in ("author", "document"):
        return source.kind
    return one.terms or source.terms or "unclear"


def _short(source: Source | None) -> str:
    """A name that fits behind a statement: of a person the last one, of a body not too much."""
    if source is None:
        return ""
    name = source.name.split()[-1] if source.kind == "person" and source.named else source.name
    return name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"


def _with_notes(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of a block, each statement noted where the sentence ends in which it does."""
    waiting: list[StatementView] = []
    held = list(pieces)
    for place, piece in enumerate(held):
        waiting += piece.ends
        if waiting and (piece.ends_sentence or place == len(held) - 1):
            yield replace(piece, notes=tuple(waiting))
            waiting = []
        else:
            yield piece


def _without_the_rest(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Only what belongs to a statement; an ellipsis for what is left out between."""
    gap = False  # whether words were left out since the last piece that is shown
    for piece in pieces:
        if piece.of:
            if gap:
                yield Piece(" … ", gap=True)
            gap = False
            yield piece
        elif piece.notes:  # the end of a sentence that has them
            yield replace(piece, text=" …", gap=True)
            gap = False
        else:
            gap = gap or any(char.isalnum() for char in piece.text)
            if not gap:
                yield Piece(piece.text)
    if gap:
        yield Piece(" …", gap=True)
