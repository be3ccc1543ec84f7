"""Refusals to answer that no one's words go with: "did not respond to requests for comment".

The corpora that attribution is trained on mark statements; where someone gave no answer and the
article does not say to what, there is nothing to mark as content, and they leave it out. For a
reader it matters who was asked. The formulas are few, so they are found by rule, and only where the
network found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.languages import Words
from onrecord.records import Span
from onrecord.text import Document, Taken

__all__ = ["Refusal", "refusals"]


class Refusal(NamedTuple):
    """Who gave no answer.

    Attributes:
        source, cue: their words.
        asked: what was asked, where the article tells.
    """

    source: Span
    cue: Span
    asked: Span | None = None


_LONGEST_SOURCE = 160  # code points


def refusals(document: Document, lang: Words, taken: list[Span]) -> Iterator[Refusal]:
    """Refusals in a text outside the spans that attributions have taken.

    Args:
        document: the article.
        lang: its language.
        taken: cue and content spans of what was found already, in order.
    """
    others = Taken(taken)
    for match in lang.refusals.formula.finditer(document.text):
        cue = Span(*match.span())
        if others.overlaps(cue):
            continue
        source = _subject(document, lang, cue)
        if source is not None:
            yield Refusal(source, cue, _asked(document, lang, cue, others))
    for form in lang.refusals.with_source:
        others = Taken(taken)  # which is asked in the order of the text
        for match in form.finditer(document.text):
            if not others.overlaps(Span(*match.span())):
                yield Refusal(Span(*match.span("source")), Span(*match.span("cue")))


def _asked(document: Document, lang: Words, cue: Span, others: Taken) -> Span | None:
    """What was asked, where that follows and is nothing else's."""
    behind = lang.refusals.asked.match(document.text, cue.end)
    content = Span(*behind.span("content")) if behind is not None else None
    return None if content is None or others.overlaps(content) else content


def _subject(document: Document, lang: Words, cue: Span) -> Span | None:
    """The words between the clause's beginning and its verb; None where they can name no one."""
    text = document.text
    low = max(cue.start - _LONGEST_SOURCE, 0)
    start = low if low == 0 else None
    for border in lang.refusals.clause.finditer(text, low, cue.start):
        if document.ends_in_abbreviation(border.start() + 1):
            continue
        if not (
            border[0].strip() == "and"
            and lang.refusals.joined.fullmatch(text, start or low, border.start())
        ):
            start = border.end()
    if start is None:
        return None
    words = text[start : cue.start]
    start += len(words) - len(words.lstrip(" ,'’”\""))
    if (lead := lang.refusals.lead.match(text, start, cue.start)) is not None:
        start = lead.end()
    words = lang.refusals.who.sub("", text[start : cue.start]).rstrip(" ,")
    end = start + len(words)
    if not any(char.isalpha() for char in words) or lang.refusals.no_source.match(words):
        return None
    return Span(start, end)
