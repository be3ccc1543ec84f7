"""English words of an attribution in another sense."""

from __future__ import annotations

import re

from onrecord.languages.words import Lookalikes

__all__ = ["LOOKALIKES"]

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
    # A deed is done, and nothing said: a bill is passed, a curfew imposed.
    (
        r"\b(?:approv(?:e|es|ed|ing)|pass(?:es|ed|ing)?|impos(?:e|es|ed|ing)|legali[sz](?:e|es|ed|ing)|adopt(?:s|ed|ing)?"
        r"|veto(?:es|ed|ing)?|block(?:s|ed|ing)?|overturn(?:s|ed|ing)?)(?:\s+(?:unanimously|overwhelmingly))?$",
        r"(?!(?:that|to|whether|if|why|how|what|as)\b|[“\"‘'])",
    ),
    # A name, what one comes to terms with, what one speaks about.
    (
        r"\b(?:known\s+as|com(?:e|es|ing)\s+to\s+terms\s+with|came\s+to\s+terms\s+with|speaking\s+about)$",
        r"(?!(?:that|how|what|why)\b|[“\"‘'])",
    ),
    # Someone is denied something: what is denied is no statement.
    (r"\b(?:was|were|been|being|is|are)\s+denied$", r""),
)

LOOKALIKES = Lookalikes(
    senses=tuple(
        (re.compile(cue, re.IGNORECASE), re.compile(content, re.IGNORECASE))
        for cue, content in _SENSES
    ),
    falls=re.compile(
        r"\bdeclin(?:e|es|ed|ing)\s+(?:by\s+|to\s+|from\s+|about\s+|more\s+than\s+|\w+ly\s+)*[$€£]?\d",
        re.IGNORECASE,
    ),
)
