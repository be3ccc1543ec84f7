"""English refusals to answer."""

from __future__ import annotations

import re

from onrecord.languages.words import Refusals

__all__ = ["REFUSALS"]

_ASKED = (
    r"(?:(?:\w+[’']s\s+)?(?:\w+\s+){0,4}?(?:requests?|calls?|messages?|e-?mails?|inquir(?:y|ies)|quer(?:y|ies)"
    r"|questions?|phone\s+calls?|attempts?\s+to\s+reach\s+(?:him|her|them))(?:\s+(?:for|seeking)\s+"
    r"(?:further\s+|additional\s+)?(?:comments?|an?\s+interview|response))?)(?!\s+(?:seeking|to|that)\b)"
)

REFUSALS = Refusals(
    formula=re.compile(
        rf"""
      \b(?:did|do|does|have|has|had)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?
        (?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?)(?:\s+to)?\s+{_ASKED}
    | \bcould(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?(?:reached|contacted)\s+for\s+(?:further\s+)?comment
    | \b(?:had|has|have|made|offered)\s+no\s+(?:immediate\s+|further\s+|official\s+)?comment\b
    | \bhad\s+no\s+(?:immediate\s+)?response(?=\s*[.,;]|\s+to\s+(?:\w+\s+)?(?:requests?|questions?))
    | \b(?:was|were|is|are)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?available\s+for\s+(?:further\s+)?comment
    | \b(?:declined|refused)\s+(?:\w+\s+)?to\s+(?:comment\b|speak\s+(?:to|with)\s+(?:\w+\s+)?(?:reporters|journalists|the\s+(?:press|media))\b
        |(?:say|elaborate|be\s+(?:interviewed|named|identified)|give\s+(?:\w+\s+)?(?:full\s+)?names?)(?=\s*[.,;]|\s*$))
    | \b(?:has|have|was|were|had)\s+(?:also\s+)?(?:been\s+)?(?:approached|contacted)\s+for\s+(?:a\s+|further\s+)?(?:comment|response)\b
    | (?<=\s)could(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?(?:reached|contacted)(?=\s*[.,;]|\s*$)
    """,
        re.IGNORECASE | re.VERBOSE,
    ),
    neither=re.compile(
        rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<source>Neither\s[^.,;:\n]{{2,90}}?\snor\s[^.,;:\n]{{2,80}}?)\s"
        rf"(?P<cue>(?:\w+ly\s+)?(?:responded|replied)\s+to\s+{_ASKED}|(?:\w+ly\s+)?returned\s+{_ASKED}"
        r"|(?:would|wished\s+to|wanted\s+to|agreed\s+to)\s+comment\b|commented\b"
        r"|(?:could|was|were)\s+(?:\w+ly\s+)?(?:be\s+(?:reached|contacted)|available)(?:\s+for\s+(?:further\s+)?comment)?)"
    ),
    clause=re.compile(
        r"[.!?;:“”\"\n(—–]\s*|,?\s+(?:and|but|while|although|though|that|because)\s+|\s+-\s+"
    ),
    joined=re.compile(
        r"(?:(?:the|an?|his|her|its|their|both|spokes\w+|representatives?|officials?|for|at|of)\s+|[A-Z][\w&.’'-]*\s*)*"
    ),
    who=re.compile(r",?\s+(?:who|which|that)\s*$"),
    no_source=re.compile(
        r"^(?:which|that|who|it|there|this|nobody|no\s+one|prices?|if\b.*|when\b.*|after\b.*|as\b.*|because\b.*"
        r"|according\b.*|written\b.*|asked\b.*|.*\b(?:said|says|told|that)\b.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
)
