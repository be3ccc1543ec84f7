"""Numbers right behind numbers of a document or a body."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Attribution, Span
from onrecord.sources.continued._context import Context

__all__ = ["data"]


def data(context: Context) -> Iterator[Attribution]:
    """Such sentences of an article, in order."""
    for line in context.lines:
        model: Attribution | None = None
        for sentence in line.sentences:
            here = context.within(sentence)
            if here:
                model = here[-1] if _is_data(context, here[-1]) else None
            elif model is not None and _goes_on(context, sentence):
                yield context.continued(model, sentence, "data", "indirect")
            else:
                model = None


def _goes_on(context: Context, sentence: Span) -> bool:
    shapes, words = context.words, context.text[slice(*sentence)]
    return (
        not context.is_taken(sentence)
        and shapes.number.search(words) is not None
        and shapes.other_source.search(words) is None
        and shapes.compares.match(words) is None
    )


def _is_data(context: Context, one: Attribution) -> bool:
    source = context.source_of(one)
    if source is None or source.kind not in ("document", "organisation") or one.act != "says":
        return False
    words = f"{source.name} {context.document.words(*one.source)}"
    named = source.kind == "organisation" or context.words.data.search(words) is not None
    return named and context.words.number.search(context.content_of(one)) is not None
