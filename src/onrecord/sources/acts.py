"""What a source does by its cue: says, believes, intends, asks, confirms, denies, gives no answer.

The verb of the cue decides, by lists of words; a negated denial reports a position taken and is ``says``, except where
what is negated is answering itself ("did not respond", "would not say", "has not confirmed", "did not deny").
"""

from __future__ import annotations

import re

from onrecord.languages import Words
from onrecord.records import Act

__all__ = ["act_of", "may_be"]

#: What a negated verb of an act tells: "has not confirmed", "did not dispute".
_NEGATED: dict[Act, Act] = {"confirms": "no_answer", "denies": "says"}
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
    if acts.heard.search(f"{source} {cue}"):
        return "says"
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
    if opens and content.startswith(f"{acts.to} "):
        return _by_verb(f"{cue} {acts.to}", lang)  # "agreed | to pay" is "agreed to"
    plea = acts.plea.match(content) if opens else None
    return _by_verb(f"{cue} {plea[0]}" if plea is not None else cue, lang)


def may_be(act: Act, cue: str, content: str, lang: Words, *, source: str = "") -> bool:
    """Whether words may tell an act that no verb of `act_of` told.

    A refusal to answer, whatever kind of one, has a word for that: "had no reaction to", "has not yet decided". Who did not
    dispute or confirm does not deny or confirm, and does not refuse to answer either.

    Args:
        act: what they may tell.
        cue, content, lang, source: as those of `act_of`.
    """
    acts = lang.acts
    if act in _NEGATED and _is_negated(act, cue, lang):
        return False
    if act == "asks" and acts.plea.match(content):
        return False
    if act == "believes" and acts.heard.search(f"{source} {cue}"):
        return False
    if act != "no_answer":
        return True
    if acts.outspoken.search(cue):
        return False
    if acts.silent.search(f"{source} {cue} {content[:_FORMULA]}") is None:
        return False
    # "did not dispute" is no refusal, "can’t confirm or deny" is
    return not _is_negated("denies", cue, lang) or acts.answers.search(cue) is not None


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
    return _NEGATED[act] if act in _NEGATED and _is_negated(act, cue, lang) else act


def _is_negated(act: Act, cue: str, lang: Words) -> bool:
    """Whether a verb of an act stands in a cue right behind what negates it: "not guilty" is the verb's own, and who is "not
    ashamed to admit" admits.
    """
    verbs = next(verbs for one, verbs in lang.acts.verbs if one == act)
    return any(lang.acts.negates.search(cue[: verb.start()]) for verb in verbs.finditer(cue))
