"""Sentences of figures behind a statement of a survey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.records import Attribution, Span
from onrecord.sources.continued._context import FARTHEST, Context

__all__ = ["figures"]


def figures(context: Context) -> Iterator[Attribution]:
    """Such sentences of an article, in order."""
    survey: Attribution | None = None
    for line in context.lines:
        told = False  # in this line, of figures
        for sentence in line.sentences:
            here = context.within(sentence)
            own = next((one for one in here if _is_survey(context, one)), None)
            if own is not None:
                survey, told = own, True
            elif survey is None or here:
                told = told or _has_figure(context, sentence, here)
            elif sentence.start - survey.spans[-1].end > FARTHEST:
                survey = None
            elif _is_of(context, survey, sentence):
                told = True
                yield context.continued(survey, sentence, "figures", "indirect")
        if not told:
            survey = None  # the article has moved on


def _has_figure(context: Context, sentence: Span, here: Sequence[Attribution]) -> bool:
    words = context.text[slice(*sentence)]
    return bool(here) and context.words.figure.search(words) is not None


def _is_of(context: Context, survey: Attribution, sentence: Span) -> bool:
    """Whether a sentence gives a survey's figures, and no other's."""
    shapes, words = context.words, context.text[slice(*sentence)]
    if shapes.other_source.search(words) or context.is_taken(sentence):
        return False
    years = set(shapes.year.findall(words)) - set(shapes.year.findall(_line_of(context, survey)))
    return bool(shapes.figure.search(words) and shapes.asked.search(words)) and not years


def _line_of(context: Context, one: Attribution) -> str:
    """The paragraph that a statement begins in."""
    start = one.spans[0].start
    return context.text[context.text.rfind("\n", 0, start) + 1 : one.spans[-1].end]


def _is_survey(context: Context, one: Attribution) -> bool:
    source = context.source_of(one)
    if source is None or source.kind not in ("document", "outlet", "organisation"):
        return False
    words = f"{source.name} {context.document.words(*one.source)}"
    # What several surveys said is not gone on with: it would not be clear which.
    one_survey = context.words.survey.search(words) is not None
    return one_survey and context.words.surveys.search(words) is None
