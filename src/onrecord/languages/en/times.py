"""English expressions of time."""

from __future__ import annotations

import re

from onrecord.languages.en.cldr import MONTHS, WEEKDAYS
from onrecord.languages.times import Times

__all__ = ["TIMES"]

_COUNTS = "a an one two three four five six seven eight nine ten eleven twelve"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?\b|July?\b|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))(?!\w)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_YEAR = r"(?:1[89]|20)\d\d"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_UNIT = r"(?:day|week|month|year)"
_COUNT = rf"(?i:(?:(?:{'|'.join(_TENS.split())})-?)?(?:{'|'.join(_COUNTS.split())})|{'|'.join(_TENS.split())}|\d{{1,3}})"
_EXPRESSION = re.compile(
    rf"""
    \b(?=[\dA-Z]|th|la|ne|on|to|ye|ea|mi|ov|[as]|tw|f|e|ni|te|be)(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:(?:[Tt]his|[Ll]ast|[Nn]ext|[Oo]n)\s+)?(?:(?P<dmy_weekday>{_WEEKDAY}),?\s+)?(?:the\s+)?
      (?P<dmy_day>{_DAY})\s+(?:of\s+)?(?P<dmy_month>{_MONTH})(?:,?\s+(?P<dmy_year>{_YEAR})\b)?
    | (?:(?P<mdy_when>[Tt]his|[Ll]ast|[Nn]ext)\s+)?(?:(?P<mdy_weekday>{_WEEKDAY}),?\s+)?
      (?P<mdy_month>{_MONTH})\s+(?P<mdy_day>{_DAY})(?:,?\s+(?P<mdy_year>{_YEAR})\b)?
    | (?:(?P<month_part>[Ee]arly|[Ll]ate|[Mm]id-?|(?:the\s+)?(?:beginning|start|middle|end)\s+of|[Ll]ast|[Nn]ext|[Tt]his)\s*)?
      (?P<month>{_MONTH})(?:(?:\s+of)?,?\s+(?P<month_year>{_YEAR})\b)?
    | (?:(?P<weekday_when>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?)\s+)?(?P<weekday>{_WEEKDAY})\b(?!s){_PART}
    | (?P<deictic>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s+(?:morning|afternoon|evening))\b{_PART}
    | (?P<near_when>(?:[Ee]arlier\s+|[Ll]ater\s+)?[Tt]his|[Ll]ast|[Nn]ext)\s+(?P<near_unit>weekend|{_UNIT})\b(?!-)
    | (?:[Oo]ver\s+)?(?P<weekend>the\s+weekend)\b
    | (?<!-)(?P<ago_count>{_COUNT})\s+(?P<ago_unit>{_UNIT})s?\s+(?P<ago>ago)\b
    | (?P<event>(?:{_COUNT}|several|[Tt]he)\s+{_UNIT}s?\s+(?:after|before|earlier|later|since))\b
    | [Tt]he\s+(?P<same>same|following|next|previous)\s+(?P<same_unit>{_UNIT})\b
    | (?P<year_part>[Ee]arly|[Ll]ate|[Mm]id-?|(?:the\s+)?(?:beginning|start|middle|end)\s+of)?\s*
      (?P<year>(?<=\b[Ii]n\s){_YEAR}|(?<=\b[Ss]ince\s){_YEAR}|(?<=\b[Uu]ntil\s){_YEAR}|(?<=\b[Bb]y\s){_YEAR}
        |(?<=\b[Oo]f\s){_YEAR}|(?<=\b[Ff]rom\s){_YEAR}|(?<=\b[Dd]uring\s){_YEAR}|(?<=\b[Ee]arly\s){_YEAR}
        |(?<=\b[Ll]ate\s){_YEAR}|(?<=\b[Bb]efore\s){_YEAR}|(?<=\b[Aa]fter\s){_YEAR})\b(?!\s*(?:people|votes|percent|%))
    )
    """,
    re.VERBOSE,
)
_NEEDS_PREPOSITION = re.compile(
    r"\b(?:in|since|until|by|during|through|from|of|before|after|between|this|last|next|every)\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|to\s+be|is\s+set|are\s+set|scheduled|plans?|planned|expected|upcoming|due"
    r"|ahead\s+of|deadline|going\s+to|would|begin(?:s|ning)?\s+on|takes?\s+effect|until(?=\s*$)"
    r"|if|when\s+\w+\s+\w+s)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:said|told|was|were|had|has|did|after|since|wrote|came|went|made|took|met|gave|wake|held|began"
    r"|won|lost|\w{2,}ed)\b",
    re.IGNORECASE,
)

TIMES = Times(
    expression=_EXPRESSION,
    needs_preposition=_NEEDS_PREPOSITION,
    ahead=_AHEAD,
    back=_BACK,
    months=MONTHS,
    weekdays=WEEKDAYS,
    counts={"a": 1, "an": 1}
    | {word: number for number, word in enumerate(_COUNTS.split()[2:], start=1)},
    tens={word: 10 * number for number, word in enumerate(_TENS.split(), start=2)},
    units={"day": "day", "week": "week", "month": "month", "year": "year"},
    weekend="weekend",
    steps={"this": 0, "last": -1, "next": 1, "same": 0, "following": 1, "previous": -1},
    days={"yesterday": -1, "tomorrow": 1},
    coming=frozenset({"next", "this coming"}),
    past=frozenset({"this past"}),
)
