"""Statements that are told by their form, beside those that the network finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from onrecord.attributions.form import form_of
from onrecord.attributions.manifest import Manifest
from onrecord.attributions.rules.cited import with_cited
from onrecord.attributions.rules.edges import ByForm
from onrecord.attributions.rules.inverted import inverted
from onrecord.attributions.rules.layout import signed, turns
from onrecord.attributions.rules.refusals import refusals
from onrecord.attributions.statements import Statement, holds, nested, rooted, silent_spans
from onrecord.languages import Words
from onrecord.records import Form, Span
from onrecord.text import Document, SpanIndex

__all__ = ["with_told_by_form"]


def with_told_by_form(
    document: Document, lang: Words, statements: Sequence[Statement], manifest: Manifest
) -> Iterator[Statement]:
    """Statements, and those told by their form where nothing else was found.

    These are refusals to answer that have no content, statements whose subject comes last, those of whom outlets cite, turns
    of a dialogue, and words with a signature.
    """
    silent = silent_spans(document)
    told = [
        one
        for one in (*turns(document, lang), *signed(document, lang))
        if not any(span.start <= one.cue.start < span.end for span in silent)
    ]
    words = count(-len(told) - 1, -1)  # numbers that no word has
    known = _laid_out(told, statements, manifest.rule_score) if told else statements
    known = with_cited(document, lang, known, words)
    yield from known
    taken = sorted((*(span for one in known for span in (*one.cue, *one.content)), *silent))
    for source, cue, asked in refusals(document, lang, taken):
        content = () if asked is None else (asked,)
        form = None if asked is None else form_of(document, lang, content, (cue,))
        yield _statement(next(words), source, cue, content, form, manifest.rule_score)
    for one in inverted(document, lang, taken):
        form = form_of(document, lang, (one.content,), (one.cue,))
        yield _statement(
            next(words), one.source, one.cue, (one.content,), form, manifest.rule_score
        )


def _statement(
    word: int,
    source: Span,
    cue: Span,
    content: tuple[Span, ...],
    form: Form | None,
    score: float,
) -> Statement:
    return Statement(
        word=word,
        source=(source,),
        cue=(cue,),
        content=content,
        form=form,
        segments=(),
        score=score,
        features=(),
    )


class _Laid:
    """Statements that the layout tells, while they are set among those that the network found.

    Attributes:
        told: those that stand.
        holders: of what stands inside or instead of one, by its word.
        misread: words of the statements that are one of these, misread.
    """

    def __init__(self, statements: Sequence[Statement], score: float) -> None:
        self.told: list[Statement] = []
        self.holders: dict[int, Statement] = {}
        self.misread: set[int] = set()
        self._statements, self._score = statements, score
        self._index = SpanIndex(
            (span, place)
            for place, one in enumerate(statements)
            if one.parent is None
            for span in (*one.cue, *one.content)
        )

    def add(self, one: ByForm, whole: Span) -> bool:
        """Take a statement of the layout; not where another one reaches into it from outside."""
        near = {
            place
            for _, place in self._index.overlapping(whole)
            if self._statements[place].word not in self.misread
        }
        holder = _statement(
            -len(self.told) - 1, one.source, one.cue, (one.content,), "direct", self._score
        )
        inside = {place for place in near if holds(holder, self._statements[place])}
        same = {
            place for place in near - inside if _is_misread(self._statements[place], whole, one)
        }
        if near - inside - same:
            return False
        self.told.append(holder)
        self.holders |= {self._statements[place].word: holder for place in near}
        self.misread |= {self._statements[place].word for place in same}
        return True

    def among(self) -> Iterator[Statement]:
        """The statements that the network found, as they stand now."""
        for statement in self._statements:
            if statement.word in self.misread:
                continue
            if statement.parent in self.misread:
                holder = self.holders[statement.parent]
            elif statement.parent is None and statement.word in self.holders:
                holder = self.holders[statement.word]
            else:
                yield statement
                continue
            if holds(holder, statement):
                yield nested(statement, holder)


def _laid_out(
    told: Sequence[ByForm], statements: Sequence[Statement], score: float
) -> list[Statement]:
    """Statements, with those that the layout tells.

    What was found inside one of these has it for its parent; what was found with a cue in the label or
    signature is the same, misread. Where another statement reaches in from outside, it is left alone.
    """
    laid = _Laid(statements, score)
    end = 0
    for one in sorted(told, key=min):
        whole = Span(min(one).start, max(span.end for span in one))
        if whole.start >= end and laid.add(one, whole):
            end = whole.end
    return rooted([*laid.among(), *laid.told])


def _is_misread(statement: Statement, whole: Span, told: ByForm) -> bool:
    """Whether a statement's cue stands in the label or signature of one that the layout tells."""
    within = any(whole.start <= cue.start < whole.end for cue in statement.cue)
    said = told.content
    return within and not said.start <= statement.cue[0].start < said.end
