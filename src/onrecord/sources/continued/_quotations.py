"""Quotations that stand as sentences of their own, behind a quoted statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.records import Attribution, Span
from onrecord.sources.continued._context import Context, Line
from onrecord.text import SINGLE_MARKS

__all__ = ["quoted"]

_FEWEST_WORDS = 5  # of a sentence that says something
_BESIDE = 20  # code points about a quotation that tell whether it is a sentence of its own
_RIGHT_BEHIND = 4  # code points from a statement to a quotation behind it: ". ", with marks
_OPENING = 3  # code points before a line's first word: marks, a space
_MARKS = "“”\"«»„'‘’` \t"
#: A turn of a transcript, as in "WALLACE: Governor, I’ve got to ask you".
_LABEL = re.compile(r"[“”\"'‘\s]*[A-Z][A-Z.’' -]+:|[“”\"'‘\s]*[QA]:")
#: A dash and a name behind a quotation.
_SIGNED = re.compile(r"\s*(?:[—―–]|--?)\s?@?[^\W\d_a-z]")
#: A mark and five words behind it, not one term in marks.
_QUOTED_WORDS = re.compile(r"[“”\"«„]\s*(?:[^\s“”\"«»„]+\s+){4}")
_ENDED = re.compile(r"[.!?][”\"’')\]]*\s+$")
_SPOKEN = frozenset({"says", "denies", "confirms", "asks"})
_SPEAKERS = frozenset({"person", "people", "organisation", "author", None})


def quoted(context: Context) -> Iterator[Attribution]:
    """Such quotations of an article, in order."""
    text = context.text
    marks = [
        one.span for one in context.document.quotations if text[one.span.start] not in SINGLE_MARKS
    ]
    starts = [span.start for span in marks]
    model: Attribution | None = None  # what a quotation here goes on with
    for line in context.lines:
        first, behind = (bisect_left(starts, place) for place in line.span)
        free = [span for span in marks[first:behind] if _stands_alone(context, span, line)]
        here = context.within(line.span)
        if not here and free and free[0].start > line.span.start + _OPENING:
            model = None  # the writer's own words, with a quotation in them
            continue
        for span in free:
            if _is_someone_elses(context, span):
                model = None
                break
            before = [one for one in here if one.spans[0].start < span.start]
            holder = before[-1] if before else model
            if holder is not None and _goes_on(context, holder, span, line, beside=bool(before)):
                yield context.continued(holder, span, "quotation", "direct")
        model = _model_behind(context, line, here, free, model)


def _model_behind(
    context: Context,
    line: Line,
    here: Sequence[Attribution],
    free: Sequence[Span],
    model: Attribution | None,
) -> Attribution | None:
    """What a quotation in the next line goes on with."""
    if here:
        return here[-1] if _ends_the_line(context, here[-1], line) else None
    return model if free else None


def _is_someone_elses(context: Context, span: Span) -> bool:
    """Whether a quotation is a turn with a label, or signed."""
    label = _LABEL.match(context.text, span.start, span.end)
    return label is not None or _SIGNED.match(context.text, span.end) is not None


def _goes_on(
    context: Context, holder: Attribution, span: Span, line: Line, *, beside: bool
) -> bool:
    if _is_quoted_speech(context, holder):
        return True
    longest = len(context.text[slice(*line.span)].strip())
    whole = span.end - span.start >= longest - 1
    if whole and _is_told_speech(context, holder):
        return True
    return beside and _is_right_behind(context, holder, span)


def _is_quoted_speech(context: Context, one: Attribution) -> bool:
    source = context.source_of(one)
    if source is None or source.kind not in _SPEAKERS or one.form == "indirect":
        return False
    if not any(char.isalpha() for char in context.document.words(*one.cue)):
        return False  # a signature or a label: what comes next has its own
    return one.form == "direct" or _QUOTED_WORDS.search(context.content_of(one)) is not None


def _is_right_behind(context: Context, one: Attribution, span: Span) -> bool:
    """As in "He said there was no need. “I think so.”": a quotation that bears a statement out."""
    source = context.source_of(one)
    speaks = source is not None and source.kind in ("person", "people", "organisation")
    # Behind a single term in marks a quotation may be of someone else.
    near = 0 <= span.start - one.spans[-1].end <= _RIGHT_BEHIND
    return speaks and one.form == "indirect" and near


def _is_told_speech(context: Context, one: Attribution) -> bool:
    """As in "She accused him of lying", which a paragraph of quotation then bears out."""
    source = context.source_of(one)
    speaks = source is not None and source.kind in ("person", "organisation")
    return speaks and one.form == "indirect" and one.act in _SPOKEN


def _ends_the_line(context: Context, one: Attribution, line: Line) -> bool:
    """Whether nothing of the writer's own stands behind a line's last statement."""
    last = line.sentences[-1] if line.sentences else line.span
    announces = context.text[max(line.span.end - 10, 0) : line.span.end].rstrip().endswith(":")
    return one.spans[-1].end > last.start and not announces


def _stands_alone(context: Context, span: Span, line: Line) -> bool:
    text = context.text
    words = text[slice(*span)]
    if context.is_taken(span) or len(words.split()) < _FEWEST_WORDS:
        return False
    if context.words.follow.search(words):
        return False
    before = text[max(line.span.start, span.start - _BESIDE) : span.start]
    behind = text[span.end : min(line.span.end, span.end + _BESIDE)]
    opens = not before.strip() or _ENDED.search(before) is not None
    inside = words.rstrip(_MARKS)
    closes = not behind.strip(" .…") or (inside[-1:] in ".!?…" and behind[:1].isspace())
    return opens and closes
