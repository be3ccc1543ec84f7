"""What tells an English cue's sense."""

from __future__ import annotations

import re

from onrecord.languages.words import Statements

__all__ = ["STATEMENTS"]


STATEMENTS = Statements(
    passive=re.compile(
        r"^(?:(?:ha[sd]\s+|have\s+)?(?:was|were|been|being|is|are|be|[’']s|[’']re)\s+(?:\w+ly\s+|also\s+|now\s+|still\s+)?"
        r"(?:asked|told|questioned|pressed|quizzed|expected|believed|thought|considered|reported|rumou?red|tipped|"
        r"said|alleged|accused|charged|suspected|understood|deemed|estimated|presumed|feared|supposed|regarded|viewed|"
        r"projected|forecast|urged|described|warned|informed|notified|briefed|advised|alerted|assured|reassured)\b|(?:reportedly|allegedly|supposedly|purportedly)$)",
        re.IGNORECASE,
    ),
    speech=re.compile(
        r"\b(?:sa(?:id|ys?|ying)|t(?:old|ell\w*|hink\w*|hought)|ask\w*|call\w*|wr(?:ote|it\w+)|went|go(?:es|ing)"
        r"|shout\w*|chant\w*|yell\w*|repl(?:y|ied|ies)|answer\w*|respond\w*|quot\w+|argu\w+|claim\w*|insist\w*"
        r"|express\w*|read(?:s|ing)?|according|demand\w*|describ\w+|was\s+like|were\s+like|I[’']m\s+like|add(?:ed|s)?)\b",
        re.IGNORECASE,
    ),
    unconfirmed=re.compile(
        r"\bneither\s+confirm\w*\s+n?or\s+den\w+|(?:\bnot|n[’']t)\s+(?:\w+ly\s+)?confirm\s+n?or\s+deny",
        re.IGNORECASE,
    ),
)
