"""What has the words of an attribution and is none: judges are confirmed, entry is denied.

The network was taught by texts in which such words mostly are cues. A few senses that are never
speech are told by the words they stand with.
"""

from __future__ import annotations

import re

__all__ = ["is_look_alike"]

_OFFICE = (
    r"(?:judges?|justices?|nominees?|nominations?|picks?|appointees?|appointments?|ambassadors?|secretar(?:y|ies)"
    r"|director|attorney\s+general|cabinet|candidates?)"
)
_SENSES = (
    # The Senate confirms a judge.
    (
        r"\bconfirm(?:s|ed|ing)?$",
        rf"(?:(?:an?|the|his|her|its|their|any|no|new|two|three|\w+[’']s)\s+)?(?:[\w’'-]+\s+){{0,3}}?{_OFFICE}(?=$|[,.;]|\s+(?:to|as|for|of|in|on|by|without|last|this|with|after|before|despite|(?-i:[A-Z])))",
    ),
    # A voter is denied entry; a shop denies service.
    (
        r"\bden(?:y|ies|ied|ying)$",
        r"(?:(?:him|her|them|the|an?|any)\s+)?(?:\w+\s+){0,2}?(?:entry|access|admission|bail|visas?|asylum|service|coverage|boarding|permission|tenure|parole|the\s+right)\b",
    ),
    # Someone denies a person something.
    (
        r"\bden(?:y|ies|ied|ying)$",
        r"(?-i:(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep)\.\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){1,3})$",
    ),
    # Someone is denied something: what is denied is no statement.
    (r"\b(?:was|were|been|being|is|are)\s+denied$", r""),
)
_COMPILED = tuple(
    (re.compile(cue, re.IGNORECASE), re.compile(content, re.IGNORECASE)) for cue, content in _SENSES
)


#: Prices decline, turnout declined by a tenth.
_FALLS = re.compile(
    r"\bdeclin(?:e|es|ed|ing)\s+(?:by\s+|to\s+|from\s+|about\s+|more\s+than\s+|\w+ly\s+)*[$€£]?\d",
    re.IGNORECASE,
)


def is_look_alike(cue: str, content: str, behind: str) -> bool:
    """Whether a cue means something else than speech before a content.

    Args:
        cue: words of the cue.
        content: words of the content.
        behind: the text behind the cue, some words of it.
    """
    if _FALLS.search(f"{cue}{behind}"):
        return True
    words = " ".join(cue.split()), " ".join(content.split())
    return any(
        one.search(words[0]) is not None and other.match(words[1]) is not None
        for one, other in _COMPILED
    )
