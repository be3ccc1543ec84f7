"""English verbs by what they do."""

from __future__ import annotations

import re

from onrecord.languages.en._listed import listed
from onrecord.languages.words import Acts

__all__ = ["ACTS"]

_NOT = r"(?:not|n[’']t|never|no longer|hardly|neither)"

_HAVE = r"(?:has|have|had|would|will|could|can|did|does|do|is|are|was|were)"

_DENIES = listed(
    "deny, denies, denied, denying, denial, denials, dispute, disputes, disputed, disputing",
    "reject, rejects, rejected, rejecting, rejection, refute, refutes, refuted, refuting, rebut*",
    "ruled out, rules out, ruling out, rule out, plead not guilty, pleaded not guilty, pleading not guilty",
    "pleads not guilty, pled not guilty, rebuff*",
    "object to, objects to, objected to, objecting to, objected, objection, objections, disagree*, spurn*",
    "challenge, challenges, challenged, challenging, push back, pushed back, pushes back, pushing back",
    "contradict*, repudiat*, disavow*, bristle at, bristled at, backed away from, debunk*, disclaim*",
)

_CONFIRMS = listed(
    "confirm, confirms, confirmed, confirming, confirmation, acknowledg*, admit, admits, admitted",
    "plead guilty, pleaded guilty, pleading guilty, pleads guilty, pled guilty, confess*",
    "admitting, admission, admissions, conced*, corroborat*, verif*, owned up, own up",
)

_ASKS = listed(
    "ask, asks, asked, asking, question, questions, questioned, questioning, inquire*, enquire*, query",
    "urge, urges, urged, urging, demand*, request*, call on, calls on, called on, calling on",
    "call for, calls for, called for, calling for, calls for, call upon, called upon, beg, begged",
    "implor*, plead*, appeal*, petition*, presses, pressed, pressing, pushed for, push for",
    "exhort*, orders, ordered, ordering, instruct*, command*, direct, directed, invite*, invited",
    "dare, dared, daring, wonder*, want to know, wants to know, wanted to know, lobby*, lobbied",
    "advocat*, encourag*, recommend*, advis*, pushing for, pressed for, quiz*, grill*, interviewing",
    "seek, seeks, sought, seeking, require, requires, required, requiring, directive, directives",
    "beseech*, solicit*, seek answers, entreat*",
)

_INTENDS = listed(
    "plan, plans, planned, planning, want, wants, wanted, wanting, hope, hopes, hoped, hoping, vow*",
    "pledg*, promis*, threaten*, threat, threats, intend*, intent, intention*, aim, aims, aimed, aiming",
    "offer to, offers to, offered to, offering to, offered, propose, proposes, proposed, proposing, put forward",
    "decid*, hopeful, praying for, determined, agree to, agrees to, agreeing to, unwilling, reluctan*",
    "seeks to, decision, desire*, resolv*, determined to, agreed to, agree to",
    "commit, commits, committed, committing, goal, goals, willing, prepared to, ready to, would like",
    "prefer*, wish*, swore to, swear to, aspir*, opted, choose to, chose to, inclined, proposed to",
    "signed an agreement, agreement to, set out to, eager, looking to, looks to",
)

_BELIEVES = listed(
    "believ*, belief, beliefs, think, thinks, thought, thinking, know, knows, knew, known, knowing",
    "expect, expects, expected, expecting, expectation*, fear, fears, feared, fearing, consider*",
    "see, sees, saw, seen, seeing, view, views, viewed, viewing, feel, feels, felt, feeling, assum*",
    "suspect, suspects, suspected, suspecting, doubt*, worry, worries, worried, worrying, concern*",
    "understand*, understood, realiz*, realis*, recogniz*, recognis*, regard*, hears, heard",
    "perceiv*, perception, opinion, opinions, convinced, sure, certain, confident, anticipat*, presum*",
    "notice*, noticed, uncertain, unsure, foresee*, foreseen, assess, assesses, assessed, surprised, alarmed",
    "imagin*, suppos*, remember*, watch, watched, watching, looking on, looks at, looked at, looking out on",
    "optimistic, pessimistic, skeptical, sceptical, aware, unaware, judg*, deem*, find, finds, dream*",
    "mindful, interpret*, love, loves, loved, likes, liked, hate, hates, hated, passionate",
    "sense, senses, sensed, guess*, agree, agrees, agreed, agreeing, flirted, credit, trust*",
)

_SAYS_FIRST = listed(
    "according to, told, tell, tells, telling, said, say, says, saying, wrote, write, writes, writing",
    "report, reports, reported, reporting, reportedly, announc*, declar*, stat*, claim*, argu*, insist*",
    "show, shows, showed, showing, shown, found, call him, called him, called her, described",
)

#: Sources, whole, that name nobody who says it, with the first words of their cues.
_NOBODY_SAYS = (
    # international | calls for
    (
        r"(?:international|public|widespread|growing|domestic|global|popular|conventional|foreign)(?: and \w+)?",
        r"",
    ),
    # Reed’s | alleged efforts
    (r".*[’']s?|his|her|its|their", r"alleged\Z"),
    # it | has been decided
    (
        r"it",
        r"(?:is|was|has been|had been|would be|is being) (?:\w+ ){0,2}?(?:said|decided|believed|thought|expected|hoped|reported|agreed|alleged"
        r"|claimed|known|understood|announced|suggested|argued|assumed|feared)",
    ),
)
#: How one meets what others say.
_MEETS = r"respond(?:s|ed|ing)?\s+to|repl(?:y|ies|ied)\s+to|reacted\s+to|fac(?:e|es|ed|ing)|ignor(?:es|ed|ing)|brush(?:es|ed|ing)?\s+(?:off|aside)"

ACTS = Acts(
    no_answer=re.compile(
        rf"""
      \b(?:declin|refus)\w*\s+(?:\w+\s+){{0,3}}?(?:(?:to|any)\s+)?(?:further\s+)?(?:\w+ly\s+)?
        (?:comment|say|discuss|elaborate|answer|respond|specify|identify|provide|offer|name|disclose
        |reveal|address|explain|detail|confirm|deny|talk|speak|be\s+(?:interviewed|drawn|named|identified)|give|go\s+into)
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+\s+){{0,3}}?
        (?:respond|repl(?:y|ied)|answer|comment|elaborate|disclos|reveal|specif|explicitly\s+stat|elaborat)\w*\b
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+ly\s+|yet\s+|later\s+){{0,2}}
        (?:say|said|state|stated|mention(?:ed)?|estimate|name|cite|give\s+(?:a\s+|any\s+)?(?:reason|details|figure|number)s?
        |get\s+back|offer\s+(?:a\s+|any\s+)?(?:response|comment|details|explanation)|announced?|address(?:ed)?
        |provided?\s+(?:any\s+)?(?:details|comment|further)|issue[d]?\s+(?:any\s+|a\s+)?(?:comment|statement))\b
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+ly\s+|yet\s+)?(?:provide|offer|give|share|release|issue|volunteer)[nd]?\s+
        (?:\w+\s+){{0,3}}?(?:information|details?|specifics|explanations?|responses?|comments?|reasons?|timelines?|timetables?|dates?|answers?)\b
    | \b(?:made|makes|make)\s+no\s+(?:mention|reference)\b
    | \b(?:was|were|is|been)\s+no\s+(?:immediate\s+|further\s+|official\s+)?(?:word|comment|response|reaction|reply)\b
    | \b(?:kept|keep|keeping|remain\w*|stay\w*|been|was|were)\s+(?:\w+ly\s+)?(?:silent|quiet|mum|tight-lipped|coy|non-?committal|evasive)\b
    | \b(?:refus|declin)\w*\s+(?:\w+ly\s+)?to\s+(?:state|take\s+(?:a\s+)?(?:position|questions?)|weigh\s+in|speculate|be\s+more\s+specific|commit)\b
    | \b(?:has|have|had)\s+never\s+(?:\w+ly\s+)?(?:said|commented|responded|ruled|disclosed|explained)\b
    | \b(?:has|have|had)\s+yet\s+to\s+(?:\w+ly\s+)?(?:comment|respond|disclose|announce|say|reveal|reply|confirm)\b
    | \bnever\s+(?:\w+ly\s+)?
        (?:responded|replied|answered|explicitly\s+stated|mention(?:s|ed|ing)?|explain(?:s|ed|ing)?|disclosed)\b
    | \bfail(?:ed|ing|s)?\s+to\s+(?:\w+ly\s+)?
        (?:answer|respond|reply|comment|tell|mention|disclose|explain|say|provide|address)\b
    | \bno\s+(?:further\s+|other\s+)?details?\s+(?:was|were)\s+(?:provided|given|released)\b
    | \b(?:was|were|is|are)\s+withholding\b | \b(?:would|could)\s+not\s+be\s+drawn\b
    | \b(?:was|were)(?:\s+not|n[’']t)\s+(?:immediately\s+)?(?:announced|disclosed|made\s+public|released)\b
    | \b(?:approach|contact|reach)\w*\b.{{0,40}}\bfor\s+comment\b
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+ly\s+)?return\w*\s+(?:\w+\s+){{0,3}}?(?:calls?|messages?|e-?mails?|requests?)\b
    | \b(?:would|will)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?
        (?:say|discuss|comment|elaborate|specify|answer|offer\s+details|identify|name|confirm|provide|talk|disclose|reveal
        |speculate|release|be\s+specific|go\s+into|get\s+into|explain|give|share
        |make\s+(?:a\s+|any\s+)?(?:\w+\s+)?(?:statement|comment))\b
    | \b(?:isn[’']t|is\s+not|aren[’']t|are\s+not|was\s+not|wasn[’']t)\s+(?:saying|commenting|answering)\b
    | \b(?:could|can)(?:\s*not|n[’']t)\s+(?:\w+\s+){{0,2}}?be\s+(?:\w+ly\s+)?(?:reached|contacted|located)
    | \bcould\s+(?:\w+ly\s+)?be\s+reached\b
    | (?:\bnot|n[’']t)\s+(?:\w+ly\s+)?(?:returned|answered)\b | \bunanswered\b | \bunreturned\b
    | \b(?:did|do|does)\s*(?:not|n[’']t)\s+(?:\w+ly\s+)?return\s*$
    | \bno\s+(?:immediate\s+|further\s+|official\s+)?(?:comment|response|reply|answer)\b
    | \b(?:un)available\s+for\s+comment\b
    | \b(?:give|gave|giv(?:es|ing|en)|offer(?:s|ed|ing)?|ha(?:s|d|ve)|provid(?:es|ed|ing))\s+(?:no|few|little)\s+(?:\w+\s+)?
        (?:indications?|hints?|signs?|signals?|explanations?|answers?|details|specifics|timeline|timetable)\b
    | \b(?:sent|sends|dropped)\s+(?:no|few)\s+(?:\w+\s+)?(?:signals?|hints?|signs?)\b
    | \b(?:can|could)(?:\s*not|n[’']t)\s+(?:\w+ly\s+)?[“"]?(?:say|confirm|speculate|verify)\b
    | \b(?:not|isn[’']t|aren[’']t)\s+(?:going\s+to|gonna)\s+(?:say|discuss|comment|get\s+into|go\s+into|speculate|answer)\b
    | [’']m\s+not\s+saying\b
    | \b(?:did|do|does|ha(?:s|ve|d))(?:\s+not|n[’']t)\s+(?:\w+\s+){{0,2}}?
        (?:release[d]?|list(?:ed)?|identify|identified|declared?|disclosed?|named|offer(?:ed)?\s+(?:more|further|any)|directly\s+(?:dispute|deny)
        |formally\s+acknowledged|take\s+(?:a\s+)?(?:\w+\s+)?position|taken\s+(?:a\s+)?(?:\w+\s+)?position)\b
    | \bwithout\s+(?:\w+ly\s+|even\s+)?(?:mentioning|elaborating|saying|noting|specifying|naming|explaining
        |(?:giving|offering|providing)\s+(?:\w+\s+)?(?:details|specifics|evidence|explanations?|reasons?))\b
    | \bmentions?\s+neither\b | \bno\s+(?:announcement|decision)\s+(?:has|had)\s+been\s+(?:made|announced)\b
    | \b(?:go|goes|going|went|fell|falls?)\s+(?:silent|quiet)\b | \bstop\w*\s+short\s+of\s+(?:say|confirm|claim|nam|call|blam|admit)\w*
    | \bdeclin\w*\s+(?:our|their|all|several|repeated|multiple)\s+(?:\w+\s+)?requests?\b
    | \b(?:refus|declin)\w*\s+to\s+(?:testify|release|cooperate\s+with)\b
    | \brefer(?:red|s|ring)?\s+(?:\w+\s+){{0,3}}?(?:questions?|requests?|quer(?:y|ies)|calls|inquiries|reporters)
    | \bneither\s+(?:confirm|den|admit)\w*\s+n?or\s+(?:confirm|den)\w*
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+ly\s+|yet\s+)*(?:deny|denied)\b
    | \b(?:declin|refus)\w*\s*$
    | \b(?:declin|refus)\w*\s+(?:\w+\s+){{0,2}}?(?:comment|questions|interviews?|requests?\s+for)\b
    | \brefusals?\s+to\s+(?:answer|comment|say|discuss|respond)
    | \bunable\s+to\s+(?:comment|confirm)
    | \b(?:remained?|stayed|been|kept)\s+(?:silent|mum|tight-lipped)
    | \b(?:won[’']t|can[’']t|cannot|can\s+not|could\s+not|couldn[’']t|wouldn[’']t)\s+(?:\w+ly\s+)?
        (?:be\s+drawn|comment|elaborate|discuss)\b
    | \b(?:gave|gives?|provided|offered|released)\s+no\s+(?:further\s+|more\s+|other\s+)?
        (?:details?|explanations?|reasons?|response)\b
    | \b(?:is|are)\s+yet\s+to\s+(?:\w+ly\s+)?(?:comment|respond|reply)\b
    | \b(?:sidestep|dodg|evad|deflect|duck|defer|ignor)\w*\s+(?:\w+\s+){{0,3}}?
        (?:questions?|(?:interview\s+)?requests?\s+for|messages|e-?mails)\b
    | \b(?:avoid\w*|without)\s+answering\b
    | \b(?:chose|opted|elected|preferred)\s+not\s+to\s+(?:comment|respond|reply|answer|speak|talk)\b
    | \b(?:did|do|does)(?:\s+not|n[’']t)\s+(?:wish|want)\s+to\s+(?:comment|respond|answer)\b
    | \b(?:been|was|were)\s+asked\s+for\s+(?:a\s+)?(?:comment|response|statement)\b
    | \b(?:took|takes?|taking)\s+no\s+questions\b
    | \b(?:turn\w*\s+down)\s+(?:\w+\s+){{0,3}}?(?:interviews?|(?:interview\s+)?requests?)\b
    | \b(?:plead\w*|invok\w*|took|tak\w+)\s+(?:\w+\s+){{0,3}}?(?:fifth\b|right\s+to\s+(?:remain\s+)?silen)
    """,
        re.IGNORECASE | re.VERBOSE,
    ),
    answering=re.compile(
        r"^(?:to\s+)?(?:\w+ly\s+)?(?:comment|say|discuss|elaborate|answer|respond|reply|specify|identify|"
        r"provide|name|disclose|explain|confirm|talk|speak|be\s+(?:interviewed|reached))\b",
        re.IGNORECASE,
    ),
    negates=re.compile(
        r"(?:\w+n[’']t|\b(?:never|no longer|hardly|neither|not|without|cannot))"
        r"\s+(?:(?:\w+ly|yet|be|been|being|even|ever|always|all|or|and|to|explicitly)\s+){0,3}$",
        re.IGNORECASE,
    ),
    nobody=re.compile(r"^(?:neither|none|no one|nobody)\b|\bneither$", re.IGNORECASE),
    silent=re.compile(
        r"\b(?:not|\w*n[’']t|never|no|nor|neither|none|nobody|nothing|cannot|without|yet|declin\w+|refus\w+|ignor\w+|"
        r"silen\w+|unanswered|unavailable|unreachable|fail(?:s|ed|ing)?|mum)\b",
        re.IGNORECASE,
    ),
    outspoken=re.compile(
        r"(?:\bnot|n[’']t|\bnever)\s+(?:\w+\s+){0,2}?(?:shy|shied|h[eo]ld\s+back|minc(?:e|ed)|hesitat\w+)\b",
        re.IGNORECASE,
    ),
    plea=re.compile(r"(?:not\s+)?guilty\b", re.IGNORECASE),
    answers=re.compile(
        r"\b(?:comment|respond\w*|repl(?:y|ied)|answer\w*|return\w*|be\s+reached|confirm\w*\s+n?or\s+den\w+)\b",
        re.IGNORECASE,
    ),
    told=re.compile(r"\b(?:tell|tells|told|telling|order(?:ed|s|ing)?)$", re.IGNORECASE),
    to="to",
    to_do=re.compile(
        r"(?:(?!(?:was|is|are|were|had|has|have|would|will|could|the|an?|its|their|he|she|they|it|I|we|that|how|what)\b)"
        r"[\w.’']+\s+){0,4}?(?:not\s+)?to\s+\w+"
    ),
    spoken_of=re.compile(
        rf"""^(?:(?:{_HAVE}|may|might|should|must)(?:\s*{_NOT}|n[’']t)?\s+)?(?:\w+ly\s+|also\s+|yet\s+to\s+)*
        (?:(?:is|are|was|were|been|be|being|gets?|got|[’']s|[’']re)\s+(?:not\s+)?
            (?:\w+ly\s+|also\s+|now\s+|still\s+|being\s+|once\s+|later\s+|best\s+|long\s+|first\s+|already\s+|[“"])*
            (?:charged|accused|expected|reported|considered|believed|announced|asked|revealed|described|suspected|regarded
            |identified|critici[sz]ed|panned|rebuked|convicted|indicted|informed|diagnosed|ordered|remembered|credited|billed
            |named|urged|projected|rumou?red|lambasted|portrayed|denounced|condemned|praised|hailed|dubbed|label+ed|branded
            |linked|declared|estimated|assessed|predicted|presumed|alleged|deemed|viewed|supposed|said\s+to|thought\s+to
            |known\s+(?:for|as)|found\s+(?:not\s+)?guilty|told(?=\s*$)|peppered\s+with|intended|calculated|designed)\b
        |(?:later\s+|since\s+)?identified\s+as\b|come\s+under\s+(?:\w+\s+)?(?:criticism|fire|attack|scrutiny)\b)
        (?!.*\bby\s*$)""",
        re.IGNORECASE | re.VERBOSE,
    ),
    asked_first=re.compile(r"(?:Asked|Pressed|Questioned|Challenged|Quizzed)\b"),
    nobody_says=tuple(
        (re.compile(source, re.IGNORECASE | re.DOTALL), re.compile(cue, re.IGNORECASE))
        for source, cue in _NOBODY_SAYS
    ),
    others_words=re.compile(
        r"(?:\w+\s)?(?:claims|calls|concerns|complaints|allegations?|accusations?|suggestions|criticisms?|fears|demands|speculation|rumou?rs"
        r"|questions|doubts|suspicions)(?:\s(?:for|of|about|over|that|on|against|by))?",
        re.IGNORECASE,
    ),
    met=re.compile(
        rf"[^.;\n]*\b(?:{_MEETS}|over|after|despite|amid|following|back(?:s|ed|ing)?|support(?:s|ed)?"
        r"|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|defend(?:s|ed|ing)?|resist(?:s|ed|ing)?"
        r"|address(?:es|ed|ing)?|shrugg(?:ed|ing)\s+off|stamp(?:ed|ing)\s+out|fuel(?:s|led|ed|ling)?|spark(?:s|ed|ing)?"
        r"|prompt(?:s|ed|ing)?|drew|draws|investigat(?:es|ed|ing)|answer(?:s|ed|ing)?|heed(?:s|ed)?)\s+(?:(?:the|a|any|all|such|some|more|new|growing|recent|what)\s+){0,2}",
        re.IGNORECASE,
    ),
    meets=re.compile(
        rf"(?:(?:is|are|was|were|has|have|had)\s+)?(?:{_MEETS}"
        r"|shrugged\s+off|sparked|prompted|fuell?ed|drew)\s+(?:(?:the|all|any|such|new|growing)\s+)?",
        re.IGNORECASE,
    ),
    heard=re.compile(
        r"\b(?:courts?|jury|juries|jurors?|inquests?|tribunals?|inquiry|hearing|magistrates)\b.{0,40}\bhea(?:rd|rs?)$",
        re.IGNORECASE,
    ),
    dismissed=re.compile(r"\bdismiss\w*$", re.IGNORECASE),
    claim=re.compile(
        r"^(?:the|any|such|those|these|that)?\s*(?:argument|claim|accusation|allegation|charge|suggestion|idea|"
        r"notion|report|rumou?r)s?\b(?!.*\bas\b)",
        re.IGNORECASE | re.DOTALL,
    ),
    withheld=re.compile(r"\b(?:declin|refus)\w*$", re.IGNORECASE),
    neutral=re.compile(
        r"^(?::|said|says|say|told|saying|adding|added|continued|tweeted|wrote|went on)\W*$"
    ),
    verbs=(
        ("denies", _DENIES),
        ("confirms", _CONFIRMS),
        ("asks", _ASKS),
        ("intends", _INTENDS),
        ("believes", _BELIEVES),
        ("says", _SAYS_FIRST),
    ),
)
