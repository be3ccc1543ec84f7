"""What a source does by its cue: says, believes, intends, asks, confirms, denies, gives no answer.

The verb of the cue decides, by lists of words; a negated verb reports a position taken and is
``says``, except where what is negated is answering itself ("did not respond", "would not say").
"""

from __future__ import annotations

import re

from onrecord.records import Act

__all__ = ["act_of"]


def _any(words: str) -> re.Pattern[str]:
    """Any of some words or stems (``deni*``), whole words otherwise."""
    parts = (
        re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words.split("\n")
    )
    return re.compile(r"\b(?:" + "|".join(part for part in parts if part) + r")\b", re.IGNORECASE)


def _list(*words: str) -> re.Pattern[str]:
    return _any("\n".join(word for line in words for word in re.split(r",\s*", line.strip(" ,"))))


_NOT = r"(?:not|n[’']t|never|no longer|hardly|neither)"
_HAVE = r"(?:has|have|had|would|will|could|can|did|does|do|is|are|was|were)"
#: Not answering, said in full by the cue.
_NO_ANSWER = re.compile(
    rf"""
      \b(?:declin|refus)\w*\s+(?:\w+\s+){{0,3}}?(?:(?:to|any)\s+)?(?:further\s+)?(?:\w+ly\s+)?
        (?:comment|say|discuss|elaborate|answer|respond|specify|identify|provide|offer|name|disclose
        |reveal|address|explain|detail|confirm|talk|speak|be\s+(?:interviewed|drawn)|give|go\s+into)
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+\s+){{0,3}}?
        (?:respond|repl(?:y|ied)|answer|comment|elaborate)\w*\b
    | \b{_HAVE}(?:\s*{_NOT}|n[’']t)\s+(?:\w+ly\s+)?return\w*\s+(?:\w+\s+){{0,3}}?(?:calls?|messages?|e-?mails?|requests?)\b
    | \b(?:would|will)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?
        (?:say|discuss|comment|elaborate|specify|answer|offer\s+details|identify|name|confirm|provide|talk)\b
    | \b(?:isn[’']t|is\s+not|aren[’']t|are\s+not|was\s+not|wasn[’']t)\s+(?:saying|commenting|answering)\b
    | \b(?:could|can)(?:\s*not|n[’']t)\s+(?:\w+\s+){{0,2}}?be\s+(?:\w+ly\s+)?(?:reached|contacted|located)
    | \bcould\s+(?:\w+ly\s+)?be\s+reached\b
    | (?:\bnot|n[’']t)\s+(?:\w+ly\s+)?(?:returned|answered)\b | \bunanswered\b | \bunreturned\b
    | \b(?:did|do|does)\s*(?:not|n[’']t)\s+(?:\w+ly\s+)?return\s*$
    | \bno\s+(?:immediate\s+|further\s+|official\s+)?(?:comment|response|reply|answer)\b
    | \b(?:un)available\s+for\s+comment\b
    | \brefer(?:red|s|ring)?\s+(?:\w+\s+){{0,3}}?(?:questions?|requests?|quer(?:y|ies)|calls|inquiries|reporters)
    | \bneither\s+(?:confirm|den)\w*\s+n?or\s+(?:confirm|den)\w*
    | \b(?:declin|refus)\w*\s*$
    | \b(?:declin|refus)\w*\s+(?:\w+\s+){{0,2}}?(?:comment|questions|interviews?|requests?\s+for)\b
    | \brefusals?\s+to\s+(?:answer|comment|say|discuss|respond)
    | \bunable\s+to\s+(?:comment|confirm)
    | \b(?:remained?|stayed|been|kept)\s+(?:silent|mum|tight-lipped)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FORMULA = 40  # code points of a content that may finish the formula of a refusal
_ANSWERING = re.compile(
    r"^(?:to\s+)?(?:\w+ly\s+)?(?:comment|say|discuss|elaborate|answer|respond|reply|specify|identify|"
    r"provide|name|disclose|explain|confirm|talk|speak|be\s+(?:interviewed|reached))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    rf"\b{_HAVE}\s*{_NOT}\b|\w+n[’']t\b|\bnever\b|\bno longer\b|\bnot\b|\bwithout\b|\bcannot\b",
    re.IGNORECASE,
)

_DENIES = _list(
    "deny, denies, denied, denying, denial, denials, dispute, disputes, disputed, disputing",
    "reject, rejects, rejected, rejecting, rejection, refute, refutes, refuted, refuting, rebut*",
    "contradict*, repudiat*, disavow*, bristle at, bristled at, backed away from, debunk*, disclaim*",
)
_CONFIRMS = _list(
    "confirm, confirms, confirmed, confirming, confirmation, acknowledg*, admit, admits, admitted",
    "admitting, admission, admissions, conced*, corroborat*, verif*, owned up, own up",
)
_ASKS = _list(
    "ask, asks, asked, asking, question, questions, questioned, questioning, inquire*, enquire*, query",
    "urge, urges, urged, urging, demand*, request*, call on, calls on, called on, calling on",
    "call for, calls for, called for, calling for, calls for, call upon, called upon, beg, begged",
    "implor*, plead*, appeal*, petition*, presses, pressed, pressing, pushed for, push for",
    "exhort*, orders, ordered, ordering, instruct*, command*, direct, directed, invite*, invited",
    "challenged, dare, dared, daring, wonder*, want to know, wants to know, wanted to know, lobby*, lobbied",
    "advocat*, encourag*, recommend*, advis*, pushing for, pressed for, quiz*, grill*, interviewing",
    "beseech*, solicit*, seek answers, entreat*",
)
_INTENDS = _list(
    "plan, plans, planned, planning, want, wants, wanted, wanting, hope, hopes, hoped, hoping, vow*",
    "pledg*, promis*, threaten*, threat, threats, intend*, intent, intention*, aim, aims, aimed, aiming",
    "seeks to, decid*, decision, desire*, resolv*, determined to, agreed to, agree to",
    "commit, commits, committed, committing, goal, goals, willing, prepared to, ready to, would like",
    "prefer*, wish*, swore to, swear to, aspir*, opted, choose to, chose to, inclined, proposed to",
    "signed an agreement, agreement to, set out to, eager, looking to, looks to",
)
_BELIEVES = _list(
    "believ*, belief, beliefs, think, thinks, thought, thinking, know, knows, knew, known, knowing",
    "expect, expects, expected, expecting, expectation*, fear, fears, feared, fearing, consider*",
    "see, sees, saw, seen, seeing, view, views, viewed, viewing, feel, feels, felt, feeling, assum*",
    "suspect, suspects, suspected, suspecting, doubt*, worry, worries, worried, worrying, concern*",
    "understand*, understood, realiz*, realis*, conclud*, recogniz*, recognis*, regard*, hears, heard",
    "perceiv*, perception, opinion, opinions, convinced, sure, certain, confident, anticipat*, presum*",
    "imagin*, suppos*, remember*, watch, watched, watching, looking on, looks at, looked at, looking out on",
    "optimistic, pessimistic, skeptical, sceptical, aware, unaware, judg*, deem*, find, finds, dream*",
    "mindful, interpret*, love, loves, loved, likes, liked, hate, hates, hated, passionate",
    "sense, senses, sensed, guess*, agree, agrees, agreed, agreeing, disagree*, flirted, credit, trust*",
)
_SAYS_FIRST = _list(
    "according to, told, tell, tells, telling, said, say, says, saying, wrote, write, writes, writing",
    "report, reports, reported, reporting, reportedly, announc*, declar*, stat*, claim*, argu*, insist*",
    "show, shows, showed, showing, shown, found, call him, called him, called her, described",
)
_QUESTION = re.compile(r"\?[”\"’'»“)]*\s*$")
_NOBODY = re.compile(r"^(?:neither|none|no one|nobody)\b|\bneither$", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\b(?:comment|respond\w*|repl(?:y|ied)|answer\w*|return\w*|be\s+reached|confirm\w*\s+n?or\s+den\w+)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:tell|tells|told|telling|order(?:ed|s|ing)?)$", re.IGNORECASE)
# "told | reporters to leave": an order. "told | them she was going to leave": none.
_TO_DO = re.compile(
    r"(?:(?!(?:was|is|are|were|had|has|have|would|will|could|the|an?|its|their|he|she|they|it|I|we|that|how|what)\b)"
    r"[\w.’']+\s+){0,4}?(?:not\s+)?to\s+\w+"
)
_DISMISSED = re.compile(r"\bdismiss\w*$", re.IGNORECASE)
_CLAIM = re.compile(
    r"^(?:the|any|such|those|these|that)?\s*(?:argument|claim|accusation|allegation|charge|suggestion|idea|"
    r"notion|report|rumou?r)s?\b(?!.*\bas\b)",
    re.IGNORECASE | re.DOTALL,
)
_NEUTRAL = re.compile(
    r"^(?::|said|says|say|told|saying|adding|added|continued|tweeted|wrote|went on)\W*$"
)


def act_of(cue: str, content: str = "", *, source: str = "", opens: bool = True) -> Act:
    """What the source does.

    Args:
        cue: the words of the cue; empty for a continued statement.
        content: the words of the content.
        source: the words of the source, which may hold the negation: "neither company would comment".
        opens: whether the content stands behind the cue, as it does in "declined | to comment".
    """
    cue = " ".join(cue.split())
    content = " ".join(content.split())
    if _NOBODY.search(source) and _ANSWERS.search(cue):
        return "no_answer"
    if _NO_ANSWER.search(cue) and not _withholds(cue, content):
        return "no_answer"
    if opens and content and not _withholds(cue, content):
        # PolNeAR's cue of a refusal is often the verb alone: "declined | to comment".
        whole = _NO_ANSWER.search(f"{cue} {content[:_FORMULA]}")
        if whole is not None and whole.start() < len(cue):
            return "no_answer"
    if _DISMISSED.search(cue) and _CLAIM.search(content):
        return "denies"
    if _TOLD.search(cue) and _TO_DO.match(content):
        return "asks"
    if _NEUTRAL.match(cue):
        return "asks" if _QUESTION.search(content) else "says"
    firsts = {
        act: match.start() for act, pattern in _ORDER if (match := pattern.search(cue)) is not None
    }
    if not firsts:
        return "says"
    act = min(firsts, key=lambda one: (firsts[one], _RANK[one]))
    if act in ("denies", "confirms") and _NEGATED.search(cue):
        return "says"
    return act


_ORDER: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("denies", _DENIES),
    ("confirms", _CONFIRMS),
    ("asks", _ASKS),
    ("intends", _INTENDS),
    ("believes", _BELIEVES),
    ("says", _SAYS_FIRST),
)
_RANK = {act: rank for rank, (act, _) in enumerate(_ORDER)}


def _withholds(cue: str, content: str) -> bool:
    """An act that was withheld is no refusal to answer: "declined to endorse"."""
    bare = re.search(r"\b(?:declin|refus)\w*$", cue, re.IGNORECASE)
    if bare is None:
        return False
    return not _ANSWERING.search(content) if content else False
