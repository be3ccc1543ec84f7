"""What a source does by its cue: says, believes, intends, asks, confirms, denies, gives no answer.

The verb of the cue decides, by lists of words; a negated verb reports a position taken and is
``says``, except where what is negated is answering itself ("did not respond", "would not say").
"""

from __future__ import annotations

import re

from onrecord.languages import Words
from onrecord.records import Act

__all__ = ["act_of", "may_be_no_answer"]

_FORMULA = 40  # code points of a content that may finish the formula of a refusal
_QUESTION = re.compile(r"\?[”\"’'»“)]*\s*$")


def act_of(cue: str, content: str, lang: Words, *, source: str = "", opens: bool = True) -> Act:
    """What the source does.

    Args:
        cue: the words of the cue; empty for a continued statement.
        content: the words of the content.
        lang: their language.
        source: the words of the source, which may hold the negation: "neither company would comment".
        opens: whether the content stands behind the cue, as it does in "declined | to comment".
    """
    cue, content = " ".join(cue.split()), " ".join(content.split())
    acts = lang.acts
    if acts.nobody.search(source) and acts.answers.search(cue):
        return "no_answer"
    if _withholds(cue, content, lang):
        return "denies"
    if _gives_no_answer(cue, content, lang, opens=opens):
        return "no_answer"
    if acts.dismissed.search(cue) and acts.claim.search(content):
        return "denies"
    if acts.told.search(cue) and acts.to_do.match(content):
        return "asks"
    if acts.neutral.match(cue):
        return "asks" if _QUESTION.search(content) else "says"
    # "agreed | to pay" is "agreed to".
    agrees = opens and content.startswith(f"{acts.to} ")
    return _by_verb(f"{cue} {acts.to}" if agrees else cue, lang)


def may_be_no_answer(cue: str, content: str, lang: Words, *, source: str = "") -> bool:
    """Whether words may be a refusal to answer, whatever kind of one: "had no reaction to", "has not yet decided"; a denial that
    is denied is none: "did not dispute".

    Args:
        cue, content, lang, source: as those of `act_of`.
    """
    acts = lang.acts
    if acts.silent.search(f"{source} {cue} {content[:_FORMULA]}") is None:
        return False
    denies = next(verbs for act, verbs in acts.verbs if act == "denies")
    denied = acts.negated.search(cue) and denies.search(cue)
    return not denied or acts.answers.search(cue) is not None  # "can’t confirm or deny"


def _gives_no_answer(cue: str, content: str, lang: Words, *, opens: bool) -> bool:
    if lang.acts.no_answer.search(cue):
        return True
    if not opens or not content:
        return False
    # PolNeAR's cue of a refusal is often the verb alone: "declined | to comment".
    whole = f"{cue} {content[:_FORMULA]}"
    return any(lang.acts.no_answer.match(whole, start) for start in range(len(cue)))


def _withholds(cue: str, content: str, lang: Words) -> bool:
    """An act that was withheld is no refusal to answer, but one to do so: "declined to endorse"."""
    if not content or lang.acts.withheld.search(cue) is None:
        return False
    return not lang.acts.answering.search(content)


def _by_verb(cue: str, lang: Words) -> Act:
    """The act of the verb that stands first."""
    firsts = [
        (match.start(), rank, act)
        for rank, (act, verbs) in enumerate(lang.acts.verbs)
        if (match := verbs.search(cue)) is not None
    ]
    if not firsts:
        return "says"
    act = min(firsts)[2]
    negated = act in ("denies", "confirms") and lang.acts.negated.search(cue) is not None
    return "says" if negated else act
