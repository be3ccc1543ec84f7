"""Anonymity as English articles state it."""

from __future__ import annotations

import re

from onrecord.languages.words import Anonymity

__all__ = ["ANONYMITY"]

_AUTHORISED = r"authori[sz]ed|cleared|at\s+liberty"
_DO_NOT = r"(?:did|do|does)(?:\s+not|n[’']t)"
_NAMES = r"(?:(?:sur)?names?|initials|identit\w+)"

ANONYMITY = Anonymity(
    authorisation=re.compile(
        rf"(?:\w+n[’']t|not)\s+(?:\w+\s+)*?(?:{_AUTHORISED}|allowed|permitted)\b", re.IGNORECASE
    ),
    goes_on=re.compile(r"\s+(?:and|or|but)\s"),
    condition=re.compile(
        rf"""
      \b(?:on|under|upon)\s+(?:\w+\s+){{0,3}}?conditions?\s+(?:of\s+(?:strict\s+)?anonymity
        |(?:that\s+)?(?:\w+\s+){{1,3}}?(?:remain|stay|be\s+kept)\s+(?:anonymous|unnamed|unidentified)
        |(?:that\s+)?(?:\w+\s+){{1,4}}?not\s+(?:to\s+)?(?:be\s+)?(?:named|identified|quoted\s+by\s+name)
        |(?:that\s+)?(?:\w+\s+){{0,4}}?{_NAMES}\s+(?:\w+\s+){{0,2}}?(?:withheld|kept\s+(?:out|private|secret)
          |not[^,.;]{{0,25}}?\b(?:used|published|printed|revealed|disclosed|identified|named|withheld|made\s+public)))
    | \bunder\s+(?:the\s+)?(?:cover|cloak|veil)\s+of\s+anonymity
    | \b(?:request\w*|ask\w*\s+for|insist\w*\s+on|demand\w*|grant\w*|promis\w*|given|seeking|sought|afford\w*|prefer\w*)
        \s+(?:the\s+)?anonymity
    | \b(?:ask\w*|request\w*|prefer\w*|want\w*|wish\w*|chose|agree\w*|insist\w*)\s+
        (?:to\s+(?:remain|stay|be\s+kept)\s+(?:anonymous|unnamed|unidentified)
        |not\s+to\s+be\s+(?:named|identified|quoted\s+by\s+name)
        |(?:that\s+)?(?:\w+\s+){{1,3}}?{_NAMES}?\s*not\s+be\s+(?:named|identified|used|published|revealed)
        |(?:that\s+)?(?:\w+\s+){{1,3}}?{_NAMES}\s+be\s+(?:withheld|kept\s+(?:out|private|secret))
        |that\s+only\s+(?:\w+\s+){{1,3}}?{_NAMES}\s+be\s+(?:used|published|printed|given))
    | \b(?:ask\w*|request\w*|want\w*|prefer\w*|agree\w*|insist\w*)\s+(?:to\s+be|on\s+being)\s+
        (?:identified|named|quoted|referred\s+to|known)\s+(?:only|solely|just)\s+(?:as|by|with)\b
    | \b(?:gave|give|gives|giving|provid\w+|shar\w+|us\w+)\s+only\s+(?:his|her|their|a)\s+(?:first|given|last|middle)\s+(?:names?|initials?)
    | \bwould\s+only\s+(?:give|provide|be\s+(?:named|identified)\s+(?:as|by))
    | \bwould(?:\s+not|n[’']t)\s+(?:give|provide|reveal|share|disclose)\s+(?:his|her|their)\s+(?:\w+\s+)?names?
    | \bgave\s+(?:his|her|their)\s+names?\s+only\s+as\b
    | \bwho\s+(?:{_DO_NOT}\s+(?:give|provide|reveal|share|disclose)\s+(?:his|her|their)\s+(?:\w+\s+)?(?:sur)?names?
        |would(?:\s+not|n[’']t)\s+be\s+(?:named|identified)\b)
    | \bnot\s+(?:his|her|their)\s+real\s+names?\b
    | \b(?:is|are)\s+withholding\s+(?:\w+\s+){{0,3}}?{_NAMES}
    | \bnot\s+(?:wish|want|prefer|agree|car)\w*\s+to\s+be\s+(?:named|identified|quoted)
    | \b(?:ask|request|insist)\w*\s+that\s+(?:[\w-]+\s+){{1,4}}?not\s+(?:use|publish|print|reveal|disclose|identify|name|share)\b
    | \bask\w*\s+(?:for\s+|that\s+)?(?:\w+\s+){{1,2}}names?\s+(?:not\s+)?(?:to\s+)?be\s+(?:withheld|used|published|kept|left|changed|printed)
    | \b(?:is|are|was|were)(?:\s+not|n[’']t)\s+(?:being\s+)?(?:named|naming|identified|identifying)\s+(?:\w+\s+){{0,3}}?(?:because|for|to\s+protect|due|as)\b
    | \bnot[\s-]for[\s-]attribution\b
    | \b(?:identified|quoted|named)\s+(?:here\s+)?(?:only\s+)?by\s+(?:a|his|her|their)\s+(?:pseudonym|nom\s+de\s+guerre|alias)\b
    | \b(?:us\w*|under|giv\w*|adopt\w*|go(?:es|ing)?\s+by|went\s+by)\s+(?:a|the)\s+(?:pseudonym|false\s+name|assumed\s+name)
    | \b(?:under\s+(?:ground\s+)?rules|on\s+terms|on\s+the\s+understanding)\s+(?:\w+\s+){{1,5}}?not\s+be\s+(?:named|identified|quoted)
    | \b(?:declin\w*|refus\w*)\s+to\s+(?:be\s+(?:named|identified)|(?:give|provide|share|reveal|disclose)\s+(?:\w+\s+){{1,2}}(?:sur)?names?
        |(?:be\s+)?(?:speak|quoted)\s+(?:on\s+the\s+record|by\s+name))
    | \b{_DO_NOT}\s+(?:want|wish)\s+to\s+(?:be\s+(?:named|identified|quoted)|speak\s+(?:on\s+the\s+record|publicly)|give\s+(?:\w+\s+){{1,2}}names?)
    | \b{_DO_NOT}\s+(?:want|wish)\s+(?:\w+\s+){{1,2}}names?\s+(?:to\s+be\s+)?
        (?:used|published|printed|revealed|disclosed)
    | \b{_DO_NOT}\s+have\s+(?:the\s+)?(?:permission|authori[sz]ation|clearance)\s+to\s+(?:speak|discuss|comment|talk)
    | \bwhose\s+(?:\w+\s+)?(?:names?|identit\w+)\s+(?:is|are|was|were|has|have)\s+(?:been\s+|being\s+)?(?:withheld|changed)
    | \bwhom?\s+(?:\w+\s+){{1,4}}?(?:(?:is|are)\s+not\s+(?:naming|identifying)|(?:has|have)\s+agreed\s+not\s+to\s+(?:name|identify))
    | \bwho\s+(?:(?:is|are|was|were)(?:\s+not|n[’']t)\s+being|can(?:not|\s+not|[’']t)\s+be)\s+(?:named|identified)
    | \bagreed\s+not\s+to\s+(?:name|identify)\s+(?:him|her|them)\b
    | \b(?:speak|spoke|speaking|talk\w*)\s+(?:\w+\s+){{0,4}}?(?:if|without)\s+(?:\w+\s+){{0,2}}?(?:not\s+|being\s+)(?:be\s+)?(?:named|identified)
    | \b(?:\w+n[’']t|not)\s+(?:been\s+)?(?:\w+ly\s+)?(?:{_AUTHORISED})\s+to\s+
        (?:speak|talk|comment|discuss|be\s+(?:named|quoted)|share|disclose|divulge|address|brief|release|give)
    | \b(?:\w+n[’']t|not)\s+(?:been\s+)?(?:allowed|permitted)\s+to\s+(?:comment\b|be\s+(?:named|quoted)
        |(?:speak|talk|discuss|share|disclose|describe)\b[^.;]{{0,60}}?\b(?:public(?:ly)?|on\s+the\s+record
          |by\s+name|(?:the|this)\s+(?:matter|case|issue|subject|investigation)|media|press|reporters?|details))
    | \b(?:lack\w*|without)\s+(?:the\s+)?authori[sz]ation\s+to\s+(?:speak|discuss|comment|talk)
    | \b(?:spoke|speak|speaking|talked|talking|responded|respond|agreed\s+to\s+speak|quoted)\s+(?:(?:to|with)\s+(?:[\w.’'-]+\s+){{1,4}}?)?anonymously
    | \b(?:complet|answer|fill|respond)\w*\s+(?:\w+\s+){{0,3}}?anonymously
    | \banonymous\s+(?:\w+\s+)?(?:sources?|officials?|aides?|advis[eo]rs?|diplomats?|insiders?|staffers?)
    """,
        re.IGNORECASE | re.VERBOSE,
    ),
    reason=re.compile(
        r"[ ,]*((?:because|for\s+fear|fearing|so\s+(?:that\s+|as\s+)?|in\s+order\s+to|since|given|due\s+to|citing|as\s+(?:they|he|she|the|it)\b"
        r"|out\s+of|to\s+(?:\w+ly\s+)?(?:speak|discuss|share|avoid|reveal|describe|talk|protect|provide|preserve|be|offer|disclose|"
        r"recount|detail|relay|comment|address|give|explain|express|divulge|assess|characteri[sz]e))\b.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    end=re.compile(
        r"\n|;|[”\"]|\.(?=\s|$|[”\"])"
        r"|,\s+(?:said|says|told|added|which|and\s+\w+ed\b|[“\"])"
        r"|\s+(?:said|says|told|confirmed|added|responded)\b|,(?=\s)"
    ),
    everyone=re.compile(
        r"\b(?:all|both|each)\s+(?:of\s+)?(?:the\s+|these\s+|those\s+|\w+\s+of\s+the\s+)?(?P<nouns>(?:[\w-]+\s+){0,4}[a-z]+s)\s+"
        r"(?:\w+\s+){0,3}$",
        re.IGNORECASE,
    ),
    anyone=frozenset("source person people individual insider".split()),
    assumed=re.compile(
        r"\b(?:only|solely|just)\s+(?:as|by|with)$|pseudonym|nom\s+de\s+guerre|name$", re.IGNORECASE
    ),
    also=re.compile(r"\balso\s+(?:\w+\s+){0,3}$", re.IGNORECASE),
    pronoun=re.compile(r"(?:who|he|she|they|it)\b", re.IGNORECASE),
)
