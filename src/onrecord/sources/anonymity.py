"""Anonymity as the article states it: the condition, and the reason given for it.

"on condition of anonymity because …", "asked not to be named", "was not authorised to speak
publicly": newsrooms require the footing to be told, and these are the forms it is told in (AP and
Reuters rules on sources).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.abbreviations import ends_in_abbreviation
from onrecord.records import Span

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


_AUTHORISED = r"authori[sz]ed|cleared|at\s+liberty"
_CONDITION = re.compile(
    rf"""
      \b(?:on|under|upon)\s+(?:the\s+)?conditions?\s+(?:of\s+(?:strict\s+)?anonymity
        |that\s+(?:\w+\s+){{0,4}}?(?:names?|identit\w+)\s+(?:\w+\s+){{0,2}}?(?:not|withheld)[^,.;]{{0,25}}?
          (?:used|published|revealed|disclosed|identified|named|withheld))
    | \b(?:request\w*|ask\w*\s+for|insist\w*\s+on|demand\w*|grant\w*|promis\w*|given|seeking|sought|afford\w*)
        \s+(?:the\s+)?anonymity
    | \b(?:ask\w*|request\w*|prefer\w*|want\w*|wish\w*|chose|agree\w*|insist\w*)\s+
        (?:to\s+remain\s+(?:anonymous|unnamed|unidentified)
        |not\s+to\s+be\s+(?:named|identified|quoted\s+by\s+name)
        |(?:that\s+)?(?:\w+\s+){{1,3}}?(?:names?|identit\w+)?\s*not\s+be\s+(?:named|identified|used|published|revealed))
    | \b(?:declin\w*|refus\w*)\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:\w+\s+)?name|(?:be\s+)?(?:speak|quoted)\s+(?:on\s+the\s+record|by\s+name))
    | \b(?:did|do|does)(?:\s+not|n[’']t)\s+want\s+to\s+(?:be\s+(?:named|identified|quoted)|speak\s+(?:on\s+the\s+record|publicly)|give\s+(?:\w+\s+)?name)
    | \b(?:\w+n[’']t|not)\s+(?:been\s+)?(?:\w+ly\s+)?(?:{_AUTHORISED})\s+to\s+
        (?:speak|talk|comment|discuss|be\s+(?:named|quoted)|share|disclose|divulge|address|brief|release|give)
    | \b(?:\w+n[’']t|not)\s+(?:been\s+)?(?:allowed|permitted)\s+to\s+(?:comment\b|be\s+(?:named|quoted)
        |(?:speak|talk|discuss|share|disclose|describe)\b[^.;]{{0,60}}?\b(?:public(?:ly)?|on\s+the\s+record
          |by\s+name|(?:the|this)\s+(?:matter|case|issue|subject|investigation)|media|press|reporters?|details))
    | \b(?:lack\w*|without)\s+(?:the\s+)?authori[sz]ation\s+to\s+(?:speak|discuss|comment|talk)
    | \b(?:spoke|speak|speaking|talked|talking|responded|respond|agreed\s+to\s+speak|quoted)\s+anonymously
    | \banonymous\s+(?:\w+\s+)?(?:sources?|officials?|aides?|advis[eo]rs?|diplomats?|insiders?|staffers?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REASON = re.compile(
    r"[ ,]*((?:because|for\s+fear|fearing|so\s+(?:that\s+|as\s+)?|in\s+order\s+to|since|given|due\s+to|citing|as\s+(?:they|he|she|the|it)\b"
    r"|out\s+of|to\s+(?:\w+ly\s+)?(?:speak|discuss|share|avoid|reveal|describe|talk|protect|provide|preserve|be|offer|disclose|"
    r"recount|detail|relay|comment|address|give|explain|express|divulge|assess|characteri[sz]e))\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_REASON = 400  # code points
_END = re.compile(
    r"\n|;|[”\"]|\.(?=\s|$|[”\"])"
    r"|,\s+(?:said|says|told|added|which|and\s+\w+ed\b|[“\"])"
    r"|\s+(?:said|says|told|confirmed|added|responded)\b|,(?=\s)"
)


@lru_cache(maxsize=4)  # an article is asked about more than once
def conditions(text: str) -> tuple[Condition, ...]:
    """The conditions stated in a text, in order."""
    return tuple(_conditions(text))


def _conditions(text: str) -> Iterator[Condition]:
    limit = len(text)
    for match in _CONDITION.finditer(text):
        stop = _sentence_end(text, match.end(), min(limit, match.end() + _LONGEST_REASON))
        words = text[match.end() : stop]
        span = Span(*match.span())
        if _is_authorisation(match[0]):
            # The lack of authorisation is condition and reason in one.
            first = match.start()
            yield Condition(span, Span(first, _trimmed_end(text, first, stop)))
            continue
        reason = _REASON.match(words)
        if reason is None:
            yield Condition(span, None)
            continue
        first = match.end() + reason.start(1)
        yield Condition(span, Span(first, _trimmed_end(text, first, stop)))


def _is_authorisation(words: str) -> bool:
    return (
        re.match(
            rf"(?:\w+n[’']t|not)\s+(?:\w+\s+)*?(?:{_AUTHORISED}|allowed|permitted)\b",
            words,
            re.IGNORECASE,
        )
        is not None
    )


def _sentence_end(text: str, start: int, limit: int) -> int:
    for match in _END.finditer(text, start, limit):
        if match[0] == "." and ends_in_abbreviation(text, match.end()):
            continue
        if match[0] == "," and re.match(r"\s+(?:and|or|but)\s", text[match.end() : limit]):
            continue
        return match.start()
    return limit


def _trimmed_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,\n"))
