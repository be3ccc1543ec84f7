"""Anonymity as the article states it: the condition, and the reason given for it.

"on condition of anonymity because …", "asked not to be named", "was not authorised to speak
publicly": newsrooms require the footing to be told, and these are the forms it is told in (AP and
Reuters rules on sources).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.languages import Words
from onrecord.records import Span
from onrecord.text import Document

__all__ = ["Condition", "conditions"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A stated condition of anonymity.

    Attributes:
        span: the words that state it.
        reason: the words that say why, with what connects them; None where the article does not.
    """

    span: Span
    reason: Span | None


_LONGEST_REASON = 400  # code points


def conditions(document: Document, lang: Words) -> tuple[Condition, ...]:
    """The conditions stated in a text, in order; looked for once."""
    return document.once(conditions, lambda: tuple(_conditions(document, lang)))


def _conditions(document: Document, lang: Words) -> Iterator[Condition]:
    text, limit = document.text, len(document.text)
    for match in lang.anonymity.condition.finditer(text):
        stop = _sentence_end(document, lang, match.end(), min(limit, match.end() + _LONGEST_REASON))
        words = text[match.end() : stop]
        span = Span(*match.span())
        if lang.anonymity.authorisation.match(match[0]):
            # The lack of authorisation is condition and reason in one.
            first = match.start()
            yield Condition(span, Span(first, _trimmed_end(text, first, stop)))
            continue
        reason = lang.anonymity.reason.match(words)
        if reason is None:
            yield Condition(span, None)
            continue
        first = match.end() + reason.start(1)
        yield Condition(span, Span(first, _trimmed_end(text, first, stop)))


def _sentence_end(document: Document, lang: Words, start: int, limit: int) -> int:
    text = document.text
    for match in lang.anonymity.end.finditer(text, start, limit):
        if match[0] == "." and document.ends_in_abbreviation(match.end()):
            continue
        if match[0] == "," and lang.anonymity.goes_on.match(text[match.end() : limit]):
            continue
        return match.start()
    return limit


def _trimmed_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,\n"))
