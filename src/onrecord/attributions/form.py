"""The form of a content by its quotation marks: direct, indirect, mixed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.languages import Words
from onrecord.records import Form, Span
from onrecord.text import Document, Quotation, near

__all__ = ["form_of"]

_WORD = re.compile(r"\w+")
_TITLE_WORDS = 6  # a quoted title has no more words than this


def form_of(
    document: Document, lang: Words, content: Sequence[Span], cue: Sequence[Span] = ()
) -> Form:
    """Whether a content is quoted: all of it (direct), some of it (mixed), none (indirect).

    Marks round a title do not count, round a quoted term they do: a title's words are
    capitalised, and it stands inside the content with other words before and behind it. Nor do
    marks round the cue: in “She said she was ill,” they are those of who tells it of her.

    Args:
        document: the article.
        lang: its language.
        content: the pieces of the content; at least one.
        cue: the pieces of the cue, if it has one.
    """
    text = document.text
    # The colon of a turn is no cue in the words of another: “REED: It leaks.”
    spoken = [piece for piece in cue if _WORD.search(text, piece.start, piece.end)]
    relevant = [
        quotation.inner
        for quotation in near(document.spoken, content)
        if not _is_title(text, lang, quotation, content)
        and not any(
            quotation.inner.start <= piece.start and piece.end <= quotation.inner.end
            for piece in spoken
        )
    ]
    if not relevant:
        return "indirect"
    words = [
        match.span() for piece in content for match in _WORD.finditer(text, piece.start, piece.end)
    ]
    quoted = len(
        {
            start
            for inner in relevant
            for start, end in words
            if inner.start <= start and end <= inner.end
        }
    )
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def _is_title(text: str, lang: Words, quotation: Quotation, content: Sequence[Span]) -> bool:
    inner = text[quotation.inner.start : quotation.inner.end]
    words = _WORD.findall(inner)
    if not 1 <= len(words) <= _TITLE_WORDS or not quotation.closed:
        return False
    if not any(
        piece.start < quotation.span.start and quotation.span.end < piece.end for piece in content
    ):
        return False
    if not words[0][0].isupper() or inner.rstrip()[-1:] in ".!?":
        return False
    # One capitalised word is a term more often than a title.
    return len(words) > 1 and all(
        word[0].isupper() or word[0].isdigit() or word in lang.quotations.lower_in_titles
        for word in words
    )
