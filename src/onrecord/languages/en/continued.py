"""English sentences that go on with a source."""

from __future__ import annotations

import re

from onrecord.languages.words import Continued

__all__ = ["CONTINUED"]

_PLAN_NOUNS = (
    r"plans?|proposals?|bills?|measures?|laws?|legislation|polic(?:y|ies)|deals?|agreements?|orders?"
    r"|rules?|regulations?|programm?es?|projects?|amendments?|tax(?:es)?|tariffs?|ban|strateg(?:y|ies)"
    r"|packages?|schemes?|changes?|reforms?|cuts?|investments?|facilit(?:y|ies)|mission|operation|treaty"
    r"|pact|talks|merger|acquisition|sanctions|system|initiative|budget|fund|money|funds"
)

CONTINUED = Continued(
    follow=re.compile(r"\bon\s+(?:Twitter|Facebook|Instagram)\s*:?\s*@", re.IGNORECASE),
    survey=re.compile(r"\b(?:poll(?:s|ing|ster)?|surveys?|census|questionnaire)\b", re.IGNORECASE),
    surveys=re.compile(r"\b(?:polls|surveys|averages)\b", re.IGNORECASE),
    figure=re.compile(
        r"(?<!\d)(?<!\d[.,])\b\d[\d.,]*\s?(?:%|percent|per\s?cent|percentage\s+points?|points?\b)"
        r"|\b(?:one|two|three|four|five|six|seven|eight|nine)[\s-]in[\s-](?:\w+)\b"
        r"|\b(?:a|one)[\s-](?:third|quarter|half)\b|\b(?:two|three)[\s-](?:thirds|quarters|fifths)\b"
        r"|\b(?:majority|plurality)\s+of\b",
        re.IGNORECASE,
    ),
    year=re.compile(r"\b(?:19|20)\d\d\b"),
    asked=re.compile(
        r"\b(?:voters?|respondents?|those|adults|americans|britons|people|men|women|democrats|republicans"
        r"|independents|supporters?|backers?|residents|households|workers|students|parents|consumers"
        r"|support|backing|favou?r\w*|approv\w*|disapprov\w*|oppose[sd]?|lead(?:s|ing)?|trail\w*|ahead"
        r"|undecided|margin\s+of\s+error|opinion|rating)\b",
        re.IGNORECASE,
    ),
    other_source=re.compile(
        r"\b(?:another|other|earlier|previous|separate|an?|last)\s+(?:[\w/’'-]+\s+){0,4}?(?:poll|survey)"
        r"|\b(?:exit|other|most|many|recent|national)\s+(?:polls|surveys)\b|\baccording\s+to\b"
        r"|\bby\s+contrast\b|\bcompared\s+(?:with|to)\b|\bturnout\b|\bdelegates?\b|\bshares\b|\bstocks?\b",
        re.IGNORECASE,
    ),
    plan=re.compile(
        rf"^(?:(?:but|and|also|in\s+addition|instead|in\s+all|under\s+it),?\s+)?"
        rf"(?:(?:the|this|that|these|those|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<plan>{_PLAN_NOUNS})\s+"
        rf"(?:also\s+|then\s+|further\s+)?would\b|(?:it|they)\s+(?:also\s+)?would\b)"
        rf"|^under\s+(?:the|this|that|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<under>{_PLAN_NOUNS}),\s[^.]*?\b(?:would|could|will)\b",
        re.IGNORECASE,
    ),
    number=re.compile(
        r"(?<![\w.,])[$€£]?(?!(?:19|20)\d\d\b)\d[\d.,]*(?![\w-])"
        r"|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?\b"
        r"|\b(?:percent|per\s?cent|hundreds?|thousands?|millions?|billions?|third|quarter|half)\b",
        re.IGNORECASE,
    ),
    compares=re.compile(
        r"(?:that|this|it)\s+(?:(?:number|figure|total)\s+)?(?:surpass|follow|exceed|compar|makes|means|would\s+have|is\s+(?:more|less|up|down))",
        re.IGNORECASE,
    ),
    data=re.compile(
        r"\b(?:polls?|surveys?|records?|filings?|data|figures?|reports?|study|studies|analys[ie]s|statistics"
        r"|review|tracker|average|index|count|estimates?|census|tally|numbers|documents|audit)\b",
        re.IGNORECASE,
    ),
    will=re.compile(r"\b(?:would|will)\b"),
    stem=lambda noun: noun.removesuffix("s").removesuffix("ie").removesuffix("y"),
    hypothetical=re.compile(
        r"\bif\b|\bwould\s+have\b|\bwould\s+(?:seem|appear|later)\b", re.IGNORECASE
    ),
)
