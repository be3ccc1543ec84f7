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

#: What one does not do, or has yet to do, before a verb of answering.
_NOT = (
    r"(?:(?:did|does|would|could|will|has|have|had|can)(?:\s+not|n[’']t)|cannot|(?:ca|wo)n[’']t"
    r"|(?:declin|refus)(?:ed|es|ing)\s+to|(?:has|have|had)\s+yet\s+to)\s+"
    r"(?:(?:\w+ly|yet|also|even|so\s+far|been)\s+){0,2}"
)
_WHAT = r"(?:details?|reasons?|explanations?|comments?|timelines?|information|specifics|reactions?|responses?)\b"

#: What one responds to who is not asked.
_CURE = r"(?:\w+\s+){0,3}?(?:treatments?|therap(?:y|ies)|medication|drugs?|antibiotics|chemotherapy|vaccines?|surgery|stimul\w+|heat|cold)\b"

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
    | \b{_NOT}(?:
        (?:say|said|specif(?:y|ied)|disclosed?|revealed?|elaborated?|divulged?|explain(?:ed)?|announced?)
          (?=\s*[.,;]|\s+(?:whether|why|when|if|how|what|where|who|which|on)\b)
        |(?:comment|speculate|commented)\b|confirm(?:ed)?\b(?!\s+that)
        |(?:answer|respond|reply|replied|answered|responded)(?=\s*[.,;]|\s+to\s+(?!{_CURE})|\s+(?:\w+\s+){{0,3}}questions?|\s+directly)
        |be\s+drawn\b
        |(?:give|gave|given|provide|provided|offer|offered|release|released)\s+(?:(?:any|further|more|a|other|additional)\s+)*{_WHAT})
    | \b(?:gave|offered|provided|released|disclosed)\s+no\s+(?:further\s+|other\s+|additional\s+)?(?:{_WHAT}|indication|hint)
    | \binvok(?:ed|es|ing)\s+(?:\w+\s+)?(?:Fifth|5th)\b(?:\s+Amendment)?(?:\s+(?:rights?|privilege))?
    | \b(?:remained|stayed|kept|has\s+been|have\s+been)\s+(?:silent|mum|tight-lipped|non-?committal)\b
    | \b(?:sidestepp|dodg|duck|deflect|evad|brush)ed\s+(?:off\s+|aside\s+)?(?:\w+\s+){{0,3}}?questions?\b
    | \bignored\s+(?:\w+\s+){{0,3}}?(?:requests?|questions?|calls?)\b
    """,
        re.IGNORECASE | re.VERBOSE,
    ),
    with_source=(
        re.compile(
            rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<source>Neither\s[^.,;:\n]{{2,90}}?\snor\s[^.,;:\n]{{2,80}}?)\s"
            rf"(?P<cue>(?:\w+ly\s+)?(?:responded|replied)\s+to\s+{_ASKED}|(?:\w+ly\s+)?returned\s+{_ASKED}"
            r"|(?:would|wished\s+to|wanted\s+to|agreed\s+to)\s+comment\b|commented\b"
            r"|(?:could|was|were)\s+(?:\w+ly\s+)?(?:be\s+(?:reached|contacted)|available)(?:\s+for\s+(?:further\s+)?comment)?)"
        ),
        re.compile(
            r"\b(?:calls?|messages?|e-?mails?|requests?)\s(?:[^.;:,\n]{0,60}?\s)?(?:to|for|with|at)\s"
            r"(?P<source>(?:the\s|a\s)?[^.;:,\n]{2,60}?)\s(?P<cue>went\s+unanswered|(?:was|were|has|have|had)(?:\s+not|n[’']t)\s+"
            r"(?:been\s+)?(?:\w+ly\s+)?(?:returned|answered))",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b[Tt]here\s+(?P<cue>was\s+no\s+(?:immediate\s+)?(?:comment|response|reaction))\s+from\s"
            r"(?P<source>(?:the\s)?[A-Z][\w’'&.-]*(?:\s(?:(?:of|for|and)\s)?[A-Z][\w’'&-]*)*)"
        ),
    ),
    asked=re.compile(
        r"\s+(?P<content>(?:whether|why|when|if|how|what|where|who|which|on|about|to)\s[^.;:,\n“”\"]{2,160}?)"
        r"(?=\s*[.;:,\n“”\"]|\s+(?:but|and\s+(?:said|says|told)|when|after|because|citing|saying)\b|\s*$)"
    ),
    clause=re.compile(
        r"[.!?;:“”\"\n(—–]\s*|,?\s+(?:and|but|while|although|though|that|because)\s+|\s+-\s+"
    ),
    lead=re.compile(
        r"(?:(?:when\s|if\s)?asked|pressed|questioned|reached|contacted|approached|in\sresponse)\b[^,]{0,80},\s+",
        re.IGNORECASE,
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
