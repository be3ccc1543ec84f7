"""Channel and outlets of each statement: "told the New York Times", "in an interview with Fox News".

Routes are read off the words of a statement's own sentence (`carriers`, `channels`), off the
statement it stands in, and off a neighbour that this one plainly goes on with (`continuing`,
`reports`). Each is a pass over all statements; their order is the table below.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attributions import Clues
from onrecord.languages import Words
from onrecord.records import Attribution, Hop, Reading, Span
from onrecord.routes._context import Context, Pass
from onrecord.routes.carriers import carriers, named_at, once
from onrecord.routes.channels import channel_of
from onrecord.routes.continuing import (
    continued,
    interviewers,
    same_occasion,
    turns,
    unnamed_neighbours,
)
from onrecord.routes.occasions import one_interview
from onrecord.routes.pointed import pointed_at
from onrecord.routes.reports import quoted_reports
from onrecord.text import Document

__all__ = ["PASSES", "trace"]

_DEEPEST = 10  # statements inside statements


def trace(reading: Reading, document: Document, lang: Words, clues: Clues | None = None) -> Reading:
    """Tell the channel and the outlets of each attribution.

    The page's own outlet and the credited agency are on no route: they are its end.

    Args:
        reading: with its sources resolved.
        document: of its article.
        lang: its language.
        clues: what the network says of the statements beside their spans.
    """
    context = Context.of(reading, document, lang, clues)
    statements = [one for one in reading.attributions if one.continued is None]
    for way in PASSES:
        statements = way(statements, context)
    return replace(reading, attributions=tuple(_gone_on(reading.attributions, statements)))


def _gone_on(before: Sequence[Attribution], traced: Sequence[Attribution]) -> Iterator[Attribution]:
    """All statements in their order; continued ones came by the route of what they go on with."""
    by_id = {one.id: one for one in traced}
    for one in before:
        if one.continued is None:
            yield by_id[one.id]
        else:
            model = by_id[one.continued]
            yield replace(one, channel=model.channel, via=model.via)


def _in_own_sentence(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """What a statement's own sentence tells."""
    return [_read_off_sentence(one, context) for one in statements]


def _read_off_sentence(one: Attribution, context: Context) -> Attribution:
    source = context.source_of(one)
    if source is not None and source.kind == "outlet":
        return one
    document, lang = context.document, context.lang
    via = carriers(document, lang, one, context.outlets)
    return replace(one, channel=channel_of(document, lang, one, source), via=via)


def _cited(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """As in "the Post reported, citing two officials": the officials came through the Post."""
    reporters = sorted(
        (one.source[0], source.name)
        for one in statements
        if one.source
        and (source := context.source_of(one)) is not None
        and context.is_another_outlet(source)
    )
    return [_with_reporter(one, reporters, context) for one in statements]


def _with_reporter(
    one: Attribution, reporters: Sequence[tuple[Span, str]], context: Context
) -> Attribution:
    source = context.source_of(one)
    is_outlet = source is not None and source.kind == "outlet"
    cue = context.document.words(*one.cue)
    if not context.lang.routes.citing.match(cue) or one.via or is_outlet:
        return one
    last = bisect_left(reporters, (Span(one.cue[0].start, 0), "")) - 1
    if last < 0:
        return one
    span, name = reporters[last]
    if span.start < context.document.sentences.around(one.cue[0]).start:
        return one
    return replace(one, via=(Hop(name, "via", span),))


def _nested(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """A statement inside another came through whatever that one came through, and its outlet."""
    by_id = {one.id: one for one in statements}
    done: dict[str, Attribution] = {}

    def settled(one: Attribution, depth: int = 0) -> Attribution:
        if one.id not in done:
            parent = by_id.get(one.parent or "")
            if parent is not None and depth < _DEEPEST:
                outer = settled(parent, depth + 1)
                hops = [*one.via]
                source = context.source_of(outer)
                if source is not None and context.is_another_outlet(source):
                    hops.append(Hop(source.name, "via", named_at(outer, source)))
                one = replace(one, via=once([*hops, *outer.via]))
            done[one.id] = one
        return done[one.id]

    return [settled(one) for one in statements]


#: The passes, in order: a later one adds to what an earlier one found.
PASSES: tuple[Pass, ...] = (
    _in_own_sentence,
    _cited,
    continued,
    unnamed_neighbours,
    interviewers,
    turns,
    one_interview,
    quoted_reports,
    pointed_at,
    same_occasion,
    _nested,
)
