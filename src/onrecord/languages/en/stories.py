"""English words by which statements of different articles are compared."""

from __future__ import annotations

import re
from math import inf

from onrecord.languages.en.actors import ACTORS
from onrecord.languages.stories import StoryWords

__all__ = ["STORIES"]

_UNANSWERED = re.compile(
    r"""
      \b(?:unclear|unknown|undisclosed|undetermined|pending|too\s+(?:early|soon)\s+(?:\w+\s+){0,2}?to)\b
    | (?:\bnot|n[’']t|\byet\s+to)\s+(?:\w+\s+){0,2}?(?:know|known|clear|released?|disclosed?|determined?|identif(?:y|ied)|elaborate|comment
        |speculate|confirm|be\s+reached|verified|rule\s+out|return(?:ed)?\s+(?:\w+\s+){0,3}?(?:calls?|messages?|e-?mails?|requests?))\b
    | \b(?:calls?|messages?|e-?mails?|requests?)\b[^.;]{0,60}?\b(?:was|were)(?:\s+not|n[’']t)\s+(?:\w+\s+)?(?:returned|answered)\b
    | \b(?:nobody|no\s+one)\s+(?:\w+\s+)?knows\b | \b(?:has|have|had)\s+no\s+idea\b
    | \bno\s+(?:\w+\s+)?(?:comment|word\s+(?:yet|on)|indication|time\s?(?:frame|line|table)|details|figures\s+(?:have|has|were|was))\b
    | \b(?:declin|refus)(?:e|es|ed|ing)\s+to\s+(?:comment|say|elaborate|discuss|confirm|answer|speculate|identify|name|give)\b
    | \bwould(?:\s+not|n[’']t)\s+(?:say|comment|elaborate|discuss|confirm)\b
    | \b(?:is|are|was|were)\s+(?:still\s+)?investigating\s+(?:whether|if|(?:the|\w+[’']s)\s+(?:\w+\s+)?(?:claims?|allegations?|reports?|cause))\b
    | \bdifficult\s+to\s+(?:say|tell|forecast|predict)\b
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
    bounds={
        "more than": _OVER, "over": _OVER, "at least": _OVER, "above": _OVER, "exceeding": _OVER,
        "up to": _UNDER, "at most": _UNDER, "fewer than": _UNDER, "less than": _UNDER, "under": _UNDER, "below": _UNDER,
        "nearly": _NEARLY, "almost": _NEARLY, "about": _ABOUT, "around": _ABOUT, "some": _ABOUT, "roughly": _ABOUT,
        "approximately": _ABOUT, "estimated": _ABOUT,
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
)  # fmt: skip
