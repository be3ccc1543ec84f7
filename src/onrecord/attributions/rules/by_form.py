"""Statements that are told by their form, beside those that the network finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attributions.rules.inverted import inverted
from onrecord.attributions.rules.layout import signed, turns
from onrecord.text.quotations import form_of, quotations_of
from onrecord.attributions.rules.refusals import refusals
from onrecord.attributions.rules.edges import ByForm, SpanIndex
from onrecord.attributions.statements import Statement, holds, nested, rooted, silent_spans
from onrecord.records import Article, Form, Span

__all__ = ["RULE_SCORE", "with_told_by_form"]

RULE_SCORE = 0.9  # of what is told by its form: right in nine of ten where read one by one


def with_told_by_form(
    article: Article, statements: Sequence[Statement], least: float
) -> Iterator[Statement]:
    """Statements, and those told by their form where nothing else was found.

    These are refusals to answer that have no content, statements whose subject comes last, turns of a
    dialogue, and words with a signature.
    """
    if least > RULE_SCORE:
        yield from statements
        return
    text = article.text
    marks, silent = quotations_of(article), silent_spans(article)
    told = [
        one
        for one in (*turns(article), *signed(text, marks))
        if not any(span.start <= one.cue.start < span.end for span in silent)
    ]
    known = _laid_out(told, statements) if told else statements
    yield from known
    taken = sorted((*(span for one in known for span in (*one.cue, *one.content)), *silent))
    number = len(told)
    for source, cue in refusals(text, taken):
        number += 1
        yield _statement(-number, source, cue, (), None)
    for one in inverted(text, taken):
        number += 1
        form = form_of(text, (one.content,), marks, (one.cue,))
        yield _statement(-number, one.source, one.cue, (one.content,), form)


def _statement(
    word: int, source: Span, cue: Span, content: tuple[Span, ...], form: Form | None
) -> Statement:
    return Statement(
        word=word,
        source=(source,),
        cue=(cue,),
        content=content,
        form=form,
        segments=(),
        score=RULE_SCORE,
        features=(),
    )


def _laid_out(told: Sequence[ByForm], statements: Sequence[Statement]) -> list[Statement]:
    """Statements, with those that the layout tells.

    What was found inside one of these has it for its parent; what was found with a cue in the label or
    signature is the same, misread. Where another statement reaches in from outside, it is left alone.
    """
    index = SpanIndex(
        (span, place)
        for place, one in enumerate(statements)
        if one.parent is None
        for span in (*one.cue, *one.content)
    )
    laid_out: list[Statement] = []
    holders: dict[int, Statement] = {}  # by the word of what they hold or stand for
    misread: set[int] = set()
    end = 0
    for one in sorted(told, key=min):
        whole = Span(min(one).start, max(span.end for span in one))
        if whole.start < end:
            continue
        near = {
            place for _, place in index.overlapping(whole) if statements[place].word not in misread
        }
        holder = _statement(-len(laid_out) - 1, one.source, one.cue, (one.content,), "direct")
        inside = {place for place in near if holds(holder, statements[place])}
        same = {place for place in near - inside if _is_misread(statements[place], whole, one)}
        if near - inside - same:
            continue
        end = whole.end
        laid_out.append(holder)
        holders |= {statements[place].word: holder for place in near}
        misread |= {statements[place].word for place in same}
    kept: list[Statement] = []
    for statement in statements:
        if statement.word in misread:
            continue
        if statement.parent in misread:
            holder = holders[statement.parent]
        elif statement.parent is None and statement.word in holders:
            holder = holders[statement.word]
        else:
            kept.append(statement)
            continue
        if holds(holder, statement):
            kept.append(nested(statement, holder))
    return rooted([*kept, *laid_out])


def _is_misread(statement: Statement, whole: Span, told: ByForm) -> bool:
    """Whether a statement's cue stands in the label or signature of one that the layout tells."""
    within = any(whole.start <= cue.start < whole.end for cue in statement.cue)
    said = told.content
    return within and not said.start <= statement.cue[0].start < said.end
