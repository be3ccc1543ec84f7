"""English words at the edges of source, cue and content."""

from __future__ import annotations

import re

from onrecord.languages.words import Edges

__all__ = ["EDGES"]


EDGES = Edges(
    to_whom=re.compile(
        r"(?:responded|replied|said|spoke|told|answered|declared|stated)(?:\s+to)?$", re.I
    ),
    subject=re.compile(r"\b(?:he|she|they|it|who)\b", re.IGNORECASE),
    neither=re.compile(r"(?<!\s)\s+neither$", re.IGNORECASE),
    pronoun=re.compile(r"(?:he|she|it|they)$", re.IGNORECASE),
    subject_and_pronoun=re.compile(r"(\S+\s+(?:\S+\s+){0,8}?\S*[^\W\d_])\s+(?:He|She|It|They)"),
    opening=re.compile(
        r"(?:(?:however|but|and|also|meanwhile|moreover|furthermore|finally|thus|therefore|still|yet"
        r"|on the other hand|in addition|for (?:his|her|its|their) part),?\s+)?",
        re.IGNORECASE,
    ),
    noun_phrase=re.compile(
        r"(?:(?:[Bb]oth\s+)?(?:[Tt]he|[Aa]n?|[Tt]hese|[Tt]hose|[Ss]ome|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+[^.!?:;,\n]{3,80}"
        r"|[A-Z][a-z]+\s+(?:collected|gathered|obtained|published)\s+by\s+[^.!?:;,\n]{3,60})$"
    ),
    adverb=re.compile(r"\s+(?:\w+ly|also|then|now)$"),
    clause=re.compile(
        r"\b(?:when|while|if|that|who|which|where|because|as|since|after|before|until)\b"
    ),
)
