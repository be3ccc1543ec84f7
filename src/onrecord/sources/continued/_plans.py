"""What a plan would do, behind the statement that tells of it, in its paragraph or the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.records import Attribution, Span
from onrecord.sources.continued._context import FARTHEST, Context

__all__ = ["plans"]


def plans(context: Context) -> Iterator[Attribution]:
    """Such sentences of an article, in order."""
    model: Attribution | None = None
    told = False  # in the paragraph before
    beside = False  # in the sentence before
    for line in context.lines:
        if not told:
            model = None
        told = False
        for sentence in line.sentences:
            here = context.within(sentence)
            if here:
                model, told, beside = here[-1], True, True
                continue
            match, behind, beside = _planned(context, sentence), beside, False
            if model is None or match is None:
                continue
            # "It" is what the sentence before speaks of.
            if not (_noun(match) or behind):
                continue
            if _tells_of(context, model, _noun(match), sentence):
                told = beside = True
                yield context.continued(model, sentence, "plan", "indirect")


def _planned(context: Context, sentence: Span) -> re.Match[str] | None:
    words = context.text[slice(*sentence)]
    match = context.words.plan.match(words)
    if match is None or context.words.hypothetical.search(words) or context.is_taken(sentence):
        return None
    return match


def _noun(match: re.Match[str]) -> str | None:
    return match["plan"] or match["under"]


def _tells_of(context: Context, model: Attribution, noun: str | None, sentence: Span) -> bool:
    if context.source_of(model) is None or model.form == "direct":
        return False
    tells = context.words.will.search(context.content_of(model)) or model.act == "intends"
    near = context.text[max(sentence.start - FARTHEST, 0) : sentence.start].casefold()
    return bool(tells) and (noun is None or context.words.stem(noun.casefold()) in near)
