"""English words by which statements of different articles are compared."""

from __future__ import annotations

from onrecord.languages.en.actors import ACTORS
from onrecord.languages.stories import StoryWords

__all__ = ["STORIES"]

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
)  # fmt: skip
