"""English words for routes that hold for several statements."""

from __future__ import annotations

import re

from onrecord.languages.words import Routes

__all__ = ["ROUTES"]


ROUTES = Routes(
    without_names=re.compile(
        r"^(?:the\s+|other\s+|several\s+|two\s+|three\s+|some\s+|these\s+|those\s+)?"
        r"(?:people|persons|sources?|those|officials)\b(?=$|\s+(?:with|who|familiar|briefed|close|said|consulted))",
        re.IGNORECASE,
    ),
    announces=re.compile(
        r"\b(?:reports?|reported|writes?|wrote|reads?|notes?|noted|recorded|article|piece|story|feature|"
        r"continues?|continued|adds?|added|from)\b[^.!?]*:\s*$",
        re.IGNORECASE,
    ),
    the_report=re.compile(r"\b[Tt]he\s+(?:article|piece|story|report|feature|column|editorial)\b"),
    journalist=re.compile(r"\b(?:report|correspond|journal|editor|writer)"),
    bylined=re.compile(
        r"\b(?:reporter|correspondent|columnist|journalist|writer|editor)[”\"’]?,?"
        r"(?:\s[A-Z][\w’'-]+){1,3}\s([A-Z][\w’'-]+)"
    ),
    host=re.compile(r"[’']s?\s+((?:[A-Z][\w.’-]+\s?){1,3})"),
    interview_with=re.compile(
        r"\b(?:interview(?:ed|s)?|sit-?down|conversation|sat down|spoke|spoken|speaking|talked|talking|opened up)\b"
        r"[^.!?\n]{0,40}?\b(?:with|on|for|to|by|in|at)\s+(?:the\s+)?(?:\w+\s+){0,2}$",
        re.IGNORECASE,
    ),
    interviews=re.compile(
        r"(?:[’']s?)?\s+(?:(?:\w+|[A-Z][\w.]+)\s+){0,4}?(?:interview(?:ed|s)?|talk(?:s|ed) to|sat down with|spoke (?:to|with))\b"
    ),
    citing=re.compile(r"^(?:citing|cited|cites|quoting|quoted|attribut\w+)$", re.IGNORECASE),
)
