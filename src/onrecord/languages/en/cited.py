"""English words by which an outlet cites somebody."""

from __future__ import annotations

import re

from onrecord.languages.words import Cited

__all__ = ["CITED"]


CITED = Cited(
    citing=re.compile(
        r"(?<![\w-])(?P<cue>[Cc]iting)\s+(?P<who>[^\s,.;:()“”\"–—][^,.;:()“”\"\n–—]{2,120}?)"
        r"(?=\s+(?:as\s+(?:saying|having)|that|saying)\b|[,.;)\n–—]|$)"
    ),
    behind=frozenset(
        """of with in on at from to for who whom whose inside within near by about familiar briefed involved close directly
        authorised authorized speaking""".split()
    ),
    documents=frozenset(
        """document documents memo memos filing filings email emails letter letters record records statement statements cable
        cables transcript transcripts draft drafts""".split()
    ),
)
