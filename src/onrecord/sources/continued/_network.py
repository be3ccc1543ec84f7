"""Sentences and quotations of which the network says that they go on with what a source said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from onrecord.records import Attribution, Form, Span
from onrecord.sources.continued._context import FARTHEST, Context
from onrecord.text import SINGLE_MARKS

__all__ = ["told_by_network"]

_SURE = 0.4
_FEWEST_WORDS = 4
_MARKS = "“”\"«»„'‘’` \t"


def told_by_network(context: Context) -> Iterator[Attribution]:
    """Such stretches of an article, in order; none by a model that does not tell."""
    if context.clues is None:
        return
    for line in context.lines:
        end = 0
        for sentence in line.sentences:
            if sentence.start < end:
                continue
            span = _with_quotation(context, sentence)
            end = span.end
            words = context.text[slice(*span)]
            if context.is_taken(span) or len(words.split()) < _FEWEST_WORDS:
                continue
            start = span.start + len(words) - len(words.lstrip(_MARKS))
            share = context.clues.goes_on(Span(start, max(span.end, start + 1)))
            if share < _SURE:
                continue
            holder = _holder(context, span)
            if holder is not None:
                quoted = words.lstrip()[:1] in _MARKS[:6]
                form: Form = "direct" if quoted else "indirect"
                yield context.continued(holder, span, "network", form, share=share)


def _with_quotation(context: Context, sentence: Span) -> Span:
    """A sentence, or the whole quotation that it opens."""
    text = context.text
    start = sentence.start + len(text[slice(*sentence)]) - len(text[slice(*sentence)].lstrip())
    marks = context.document.quotations
    place = bisect_left(marks, start, key=lambda one: one.span.start)
    if place < len(marks) and marks[place].span.start == start:
        if text[start] not in SINGLE_MARKS and marks[place].span.end > sentence.end:
            return Span(start, marks[place].span.end)
    return sentence


def _holder(context: Context, span: Span) -> Attribution | None:
    """The last statement of whom the network points at, else the nearest before."""
    assert context.clues is not None
    before = [
        one
        for one in context.before(span.start)
        if one.source_id is not None and span.start - one.spans[-1].end < FARTHEST
    ]
    if not before:
        return None
    asked = Attribution("c", (), (), (span,), "indirect", 1.0)
    pointed = context.clues.pointed(asked)
    shares: dict[str, float] = {}
    for one in before:
        source = context.source_of(one)
        if source is not None and source.id not in shares:
            shares[source.id] = pointed.share(source.mentions)
    best = max(shares, key=shares.__getitem__, default=None)
    nearest = before[-1]
    if best is None or shares[best] < shares.get(nearest.source_id or "", 0.0) + 0.15:
        return nearest
    return next(one for one in reversed(before) if one.source_id == best)
