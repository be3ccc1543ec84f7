"""English words by which statements of different articles are compared."""

from __future__ import annotations

import re
from math import inf

from onrecord.languages.en.actors import ACTORS
from onrecord.languages.stories import StoryWords

__all__ = ["STORIES"]

_NOT = r"(?:\bnot|n[’']t|\byet\s+to|\bcannot)\s+(?:(?:yet|be|been|have|even|\w+ly)\s+)*"
_WH = r"(?:how(?!\s+to\b)|what|who|whom|whose|why|when|where|whether|if|which)\b"
_ASKED = rf"(?=\s+(?:(?:exactly|yet)\s+)?{_WH}|\s+for\s+(?:sure|certain)\b)"
_END = r"(?=\s*(?:[.,;:!?)”\"’—–-]|$)|\s+(?:and|but|because|at\s+this|so\s+far|yet)\b)"
#: What is told, or is not: names, causes, details.
_INFO = (
    r"(?:names?|identit\w+|ages?|causes?|details|results?|findings|figures?|numbers?|terms|reasons?|motives?"
    r"|circumstances|amounts?|price|cost|tolls?|information|whereabouts|size|extent|level)"
)
_UNANSWERED = re.compile(
    rf"""
      \b(?:is|are|was|were|be|been|remain(?:s|ed)?|still)\s+(?:(?:still|also|\w+ly)\s+)*(?:unclear|unknown|undisclosed|undetermined)\b
    | \b(?:unclear|unknown){_ASKED} | \b(?:are|is|was|were|still)\s+(?:still\s+)?pending{_END}
    | {_NOT}(?:clear|sure|known)(?:\s+(?={_WH}|that\b)|{_END}) | {_NOT}(?:know|tell)(?:{_ASKED}|{_END})
    | {_NOT}(?:know|confirm|verif(?:y|ied))\s+(?:the\s+|\w+[’']s\s+)(?:[\w-]+\s+)?{_INFO}\b
    | \b(?:nobody|no[\s-]one)\s+(?:\w+\s+)?knows?(?:{_ASKED}|{_END}) | \b(?:has|have|had)\s+no\s+idea{_ASKED}
    | {_NOT}(?:say|said|specify|reveal|disclose|release|explain|confirm|determined?|identified|announced){_ASKED}
    | {_NOT}(?:elaborate|comment|speculate|rul(?:e|ed)\s+out)\b
    | \b{_INFO}\b[^.;]{{0,60}}?{_NOT}(?:released?|disclosed|revealed|given|determined|established|announced|identified)\b(?!\s+by\b)
    | {_NOT}(?:releas(?:e|ed)|disclosed?|reveal(?:ed)?|given?|identif(?:y|ied))\s+(?:the\s+|any\s+|\w+[’']s\s+)?(?:\w+\s+)?{_INFO}\b
    | \b(?:could|can)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:confirm(?:ed)?|verif(?:y|ied)|reached\s+for\s+comment)\b
    | {_NOT}return(?:ed)?\s+(?:\w+\s+){{0,2}}?(?:calls?|messages?|e-?mails?|requests?)\b
    | \b(?:calls?|messages?|e-?mails?|requests?)\b[^.;]{{0,60}}?\b(?:was|were)(?:\s+not|n[’']t)\s+(?:\w+\s+)?(?:returned|answered)\b
    | \b(?:gave|give|had|has|have|made|there\s+(?:is|was|were)|there[’']s|with)\s+no\s+(?:\w+\s+)?(?:comment|details|word|confirmation
        |information|time\s?(?:frame|line|table))\b
    | \bno\s+(?:\w+\s+)?(?:{_INFO}|comment)\b[^.;]{{0,40}}?\b(?:given|released|provided|available|disclosed)\b | \bno\s+word\s+(?:yet|on)\b
    | \b(?:declin|refus)(?:e|es|ed|ing)\s+to\s+(?:comment|elaborate|speculate|confirm|disclose|reveal|identify|name|answer
        |say(?!\s+(?:sorry|yes|no)\b)|discuss\s+(?:the|details)|(?:give|provide)\s+(?:\w+\s+)?(?:details|comment|reasons?))\b
    | \bwould(?:\s+not|n[’']t)\s+(?:say(?!\s+(?:sorry|yes|no|that)\b)|comment|elaborate|discuss|confirm|speculate)\b
    | \btoo\s+(?:early|soon)\s+(?:for\s+\w+\s+)?to\s+(?:say|tell|know|judge|comment|speculate|determine|confirm|predict)\b
    | \b(?:difficult|hard|impossible)\s+to\s+(?:say|tell|know|forecast|predict)\b
    | \b(?:is|are|was|were)\s+(?:still\s+)?investigating\s+(?:{_WH}|(?:the|\w+[’']s)\s+(?:\w+\s+)?(?:claims?|allegations?|reports?|cause))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Numbers in names ("F-16", "flight 714", "Group of Seven"), dates, and "one" that counts nothing.
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_UNCOUNTED = re.compile(
    rf"""
      (?<![\w.,-])(?!Rs?\d|RM\d|US\d)[A-Z][A-Za-z]{{0,11}}-?\d{{1,4}}\b(?![.,]?\d)
    | \b(?i:flight|highway|route|terminal|chapter|section|article|channel|boeing|airbus|apollo|fortune|nos?\.?|top)\s\d{{1,4}}\b(?![.,]\d)
    | (?<=[A-Za-z]\s)(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Twenty)\b(?=\s[a-z]|[.,;]|$)
    | \b{_MONTH}\.?\s\d{{1,2}}\b(?!,\d{{3}}|\s?(?:%|people|percent|million)) | \b\d{{1,2}}\s{_MONTH}\b | \b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b
    | (?i:\bno[\s-]one\b|\bone\s(?:another|by\sone|day|of\s(?:the|his|her|its|their|those|these|\w+[’']s))\b)
    """,
    re.VERBOSE,
)
#: "… when it ran aground", "… before the ferry left". Not what is news itself: "was walking there when he fell", "…, when a bomb killed
#: three", "…, while others …"; nor what one may know or not: "nobody knows when …".
_SUBJECT = r"(?:it|he|she|they|we|i|you|(?:the|a|an|his|her|their|its)\s[\w’'-]+(?:\s(?!(?:and|but|or|of|in|on|that|who|which)\b)[\w’'-]+)?)"
_VERB = r"(?:was|were|had|has|have|is|are|did|[a-z]+ed|ran|left|fell|went|came|took|got|broke|hit|began|lost|won|met|saw|found|became|struck)"
_CIRCUMSTANCES = re.compile(
    rf"""
    ^(?:(?!\b(?:was|were)\s(?:\w+\s)?\w+ing\b|\b(?:happened|occurred|came|last\stime)\b).)+
    (?<![,;:–—-])(?<!\bknow)(?<!\bknows)(?<!\bsay)(?<!\bsaid)(?<!\bclear)(?<!\bdecide)(?<!\bdecided)(?<!\btell)(?<!\bof)(?<!\babout)(?<!\bon)(?<!\bis)(?<!\bwas)
    (?<!\btime)(?<!\bday)(?<!\bmoment)(?<!\byear)(?<!\bhours)(?<!\bdays)(?<!\bjust)(?<!\bonly)
    (?P<when>
        \s(?:when|while|as\s+soon\s+as)\s+(?=\S+\s+\S)
      | \s(?:before|after|until|since|once)\s+(?={_SUBJECT}\s+{_VERB}\b)
    )
    [^,;.]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HOURS = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|o[’']clock\b|gmt\b|local\s+time\b|(?:in\s+the\s+)?(?:morning|afternoon|evening)\b"
    r"|at\s+night\b)"
)
_OVER, _UNDER, _NEARLY, _ABOUT = (1.0, inf), (0.0, 1.0), (0.9, 1.0), (0.9, 1.1)

STORIES = StoryWords(
    untelling=frozenset(
        """the a an of in at for from to on by with and or his her their its my our two three four five several
        some many one other another who what that this these spokesman spokeswoman spokesperson spokesmen
        representative rep reps mr mrs ms dr miss sir sgt lt capt maj gen col cpl det sen rep gov president chief
        director officer officer's officers source sources official officials person people man woman close
        familiar statement report reports reported press release news conference told said senior top local
        anonymous unnamed identified unidentified wished remain condition anonymity first new former spokes
        department office ministry agency service services authority inc co ltd corp company group team club"""
        .split()
    ),
    alike={
        "cops": "police", "policeman": "police", "policemen": "police", "constable": "police",
        "constables": "police", "detective": "police", "detectives": "police", "investigators": "police",
        "investigator": "police", "sheriff": "sheriff", "deputies": "sheriff", "deputy": "sheriff",
        "prosecutors": "prosecutor", "attorneys": "attorney", "lawyers": "attorney", "lawyer": "attorney",
        "doctors": "doctor", "witnesses": "witness", "residents": "resident", "firefighters": "fire",
        "firefighter": "fire", "american": "us", "u.s": "us", "usa": "us", "british": "uk", "french": "france",
        "israeli": "israel", "syrian": "syria", "russian": "russia", "ukrainian": "ukraine", "iranian": "iran",
        "indian": "india", "japanese": "japan", "chinese": "china", "greek": "greece", "german": "germany",
        "korean": "korea", "palestinian": "palestinians", "ap": "associated", "afp": "agence",
    },
    officials=frozenset(
        """police cops sheriff sheriff's officer officers detective detectives investigators authorities official
        officials government ministry minister mayor governor prosecutor prosecutors department army navy
        military commissioner chief spokesman spokeswoman inspector constable sergeant lieutenant captain deputy
        deputies marshal marshals court judge attorney coroner fire firefighters agency commander state federal
        president secretary""".split()
    ),
    hearsay=(
        "reportedly", "allegedly", "reports said", "reports say", "according to reports", "it was reported",
        "rumour", "rumor", "is said to", "are said to", "was said to", "is believed to", "are believed to",
        "is thought to", "it is understood", "some reports", "media reports", "news reports",
    ),
    empty=ACTORS.empty,
    negations=ACTORS.negations,
    language="en",
    links=frozenset({"that", "whether", "how", "to"}),
    circumstances=_CIRCUMSTANCES,
    writer="{}, in its own words",
    denials=frozenset(
        """deny denies denied denying dispute disputes disputed reject rejects rejected refute refutes refuted
        dismiss dismissed phony innocent unproven unsubstantiated myth lie lies false untrue wrong incorrect inaccurate unfounded baseless fabricated hoax contradicted
        contrary""".split()
    ),
    months=(
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ),
    days=frozenset(
        """monday tuesday wednesday thursday friday saturday sunday january february march april june july
        august september october november december""".split()
    ),
    unanswered=_UNANSWERED,
    scales={"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12},
    symbols={
        "per cent": "%", "percent": "%", "pct": "%", "dollars": "$", "euros": "€", "pounds sterling": "£", "sterling": "£",
        "degrees": "°",
    },
    bounds={
        "more than": _OVER, "over": _OVER, "at least": _OVER, "above": _OVER, "exceeding": _OVER,
        "no fewer than": _OVER, "no less than": _OVER, "not less than": _OVER, "upwards of": _OVER,
        "no more than": _UNDER, "not more than": _UNDER, "as many as": _UNDER, "as much as": _UNDER,
        "up to": _UNDER, "at most": _UNDER, "fewer than": _UNDER, "less than": _UNDER, "under": _UNDER, "below": _UNDER,
        "nearly": _NEARLY, "almost": _NEARLY, "about": _ABOUT, "around": _ABOUT, "some": _ABOUT, "roughly": _ABOUT,
        "approximately": _ABOUT, "close to": _ABOUT, "perhaps": _ABOUT, "possibly": _ABOUT, "estimated": _ABOUT,
    },
    between=frozenset({"to", "or", "-", "–"}),
    among="of",
    tolls=frozenset(
        """toll dead deaths died dies killed kills killing fatalities casualties victims bodies body injured injuries hurt
        wounded missing trapped rescued survivors evacuated displaced homeless infected cases infections sickened arrested
        arrests detained detentions destroyed damaged""".split()
    ),
    counted=frozenset({"people", "years", "year", "day", "week", "time"}),
    hours=_HOURS,
    uncounted=_UNCOUNTED,
)  # fmt: skip
