"""English words for how an outlet carried a statement."""

from __future__ import annotations

import re

from onrecord.languages.words import Carriers

__all__ = ["CARRIERS"]


CARRIERS = Carriers(
    to=re.compile(
        r"(?:\b(?:told|tells|telling|tell|informed|assured|e-?mailed|texted)"
        r"|\b(?:spoke|speaking|speak|talked|talking|talk|admitted|confirmed|said|say|saying|confided|declared|stated|statements?"
        r"|remarks|comments?|e-?mail)\s+(?:\w+\s+)?(?:to|with))\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
    by=re.compile(
        r"(?:\binterview\w*\s+(?:\w+\s+){0,3}?(?:with|on|to|by|for|in|from)"
        r"|\b(?:broadcast|edition|episode|instal?lment|taping|airing)\s+of"
        r"|\b(?:obtained|published|saved|seen|reviewed|quoted|cited|carried|aired|broadcast|released|posted"
        r"|reported|recorded|collected|gathered|consulted|interviewed)\s+(?:\w+\s+)?(?:by|in|on|to)"
        r"|\b(?:saying|said)\s+(?:\w+\s+)?(?:by|in)"
        r"|(?:^|[,(”\"]\s*)(?:via|per|h/t)"
        r"|\bin\s+(?:a|an)\s+(?:\w+\s+){0,3}?(?:op-ed|column|essay|article|piece)\s+(?:for|in)"
        r"|\b(?:appear(?:ed|ing|ance)?|spoke|speaking|said|asked|conceded|explained|morning|afternoon|evening"
        r"|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s+on)\s+(?:(?:the|a)\s+)?$"
        r"|(?:^|[\s“\"])citing\s[^,.;]{3,120},\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
    behind=re.compile(
        r"^(?:[’']s?)?\s+(?:\w+\s+){0,2}?(?:interview|article|story|report|town\s+hall|broadcast)\b",
        re.IGNORECASE,
    ),
    quotes=re.compile(
        r"^(?:\s+(?:has|had|also|newspaper|magazine))?\s+(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s"
    ),
    citing=re.compile(r"^,\s+(?:citing|quoting)\s+"),
    about=re.compile(
        r"\b(?:about|over|against|regarding|for|of|to|blam\w+|attack\w*|slamm\w+|den(?:y|ied)|dismiss\w+)\s+(?:the|a|an|that|this)\s+$",
        re.IGNORECASE,
    ),
    by_reporter=re.compile(
        r"\b(?:told|tells|telling|tell|informed|(?:spoke|speaking|talked|talking|said|saying)\s+(?:to|with))\s+(?:an?|the)\s+$",
        re.IGNORECASE,
    ),
    reporter=re.compile(
        r"^(?:[’']s?)?\s+(?:\w+\s+)?(?:reporter|correspondent|journalist|crew|producer|host|anchor|interviewer|presenter)\b"
    ),
    shown_on=re.compile(r"\s+(?:programme\s+|program\s+|show\s+)?on\s+(?:the\s+)?", re.IGNORECASE),
    who=re.compile(
        r"\b(?:who|consulted|interviewed|quoted|cited|collected|gathered|obtained|seen|reviewed)\b"
    ),
)
