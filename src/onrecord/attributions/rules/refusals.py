"""Refusals to answer that no one's words go with: "did not respond to requests for comment".

The corpora that attribution is trained on mark statements; where someone gave no answer and the
article does not say to what, there is nothing to mark as content, and they leave it out. For a
reader it matters who was asked. The formulas are few, so they are found by rule, and only where the
network found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.text.abbreviations import ends_in_abbreviation
from onrecord.attributions.rules.edges import Taken
from onrecord.records import Span

__all__ = ["Refusal", "refusals"]

Refusal = tuple[Span, Span]  # source, cue

_ASKED = (
    r"(?:(?:\w+[’']s\s+)?(?:\w+\s+){0,4}?(?:requests?|calls?|messages?|e-?mails?|inquir(?:y|ies)|quer(?:y|ies)"
    r"|questions?|phone\s+calls?|attempts?\s+to\s+reach\s+(?:him|her|them))(?:\s+(?:for|seeking)\s+"
    r"(?:further\s+|additional\s+)?(?:comments?|an?\s+interview|response))?)(?!\s+(?:seeking|to|that)\b)"
)
_FORMULA = re.compile(
    rf"""
      \b(?:did|do|does|have|has|had)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?
        (?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?)(?:\s+to)?\s+{_ASKED}
    | \bcould(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?(?:reached|contacted)\s+for\s+(?:further\s+)?comment
    | \b(?:had|has|have|made|offered)\s+no\s+(?:immediate\s+|further\s+|official\s+)?comment\b
    | \bhad\s+no\s+(?:immediate\s+)?response(?=\s*[.,;]|\s+to\s+(?:\w+\s+)?(?:requests?|questions?))
    | \b(?:was|were|is|are)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?available\s+for\s+(?:further\s+)?comment
    | \bdeclined\s+(?:\w+\s+)?to\s+comment\b | \brefused\s+to\s+comment\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE = re.compile(
    r"[.!?;:“”\"\n(—–]\s*|,?\s+(?:and|but|while|although|though|that|because)\s+|\s+-\s+"
)
#: What "and" joins to a further subject: "Apple and Google did not respond".
_NOUNS = re.compile(
    r"(?:(?:the|an?|his|her|its|their|both|spokes\w+|representatives?|officials?|for|at|of)\s+|[A-Z][\w&.’'-]*\s*)*"
)
_LONGEST_SOURCE = 160  # code points
_WHO = re.compile(r",?\s+(?:who|which|that)\s*$")
_NO_SOURCE = re.compile(
    r"^(?:which|that|who|it|there|this|nobody|no\s+one|prices?|if\b.*|when\b.*|after\b.*|as\b.*|because\b.*"
    r"|according\b.*|written\b.*|asked\b.*|.*\b(?:said|says|told|that)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)


def refusals(text: str, taken: list[Span]) -> Iterator[Refusal]:
    """Refusals in a text outside the spans that attributions have taken, in order.

    Args:
        text: of the article.
        taken: cue and content spans of what was found already, in order.
    """
    others = Taken(taken)
    for match in _FORMULA.finditer(text):
        cue = Span(*match.span())
        if others.overlaps(cue):
            continue
        source = _subject(text, cue)
        if source is not None:
            yield source, cue


def _subject(text: str, cue: Span) -> Span | None:
    """The words between the clause's beginning and its verb; None where they can name no one."""
    low = max(cue.start - _LONGEST_SOURCE, 0)
    start = low if low == 0 else None
    for border in _CLAUSE.finditer(text, low, cue.start):
        if ends_in_abbreviation(text, border.start() + 1):
            continue
        if not (
            border[0].strip() == "and" and _NOUNS.fullmatch(text, start or low, border.start())
        ):
            start = border.end()
    if start is None:
        return None
    words = text[start : cue.start]
    start += len(words) - len(words.lstrip(" ,'’”\""))
    words = _WHO.sub("", text[start : cue.start]).rstrip(" ,")
    end = start + len(words)
    if not any(char.isalpha() for char in words) or _NO_SOURCE.match(words):
        return None
    return Span(start, end)
