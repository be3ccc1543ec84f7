"""Persons by description: "the senator", "the mogul", "the woman", "the source"."""

from __future__ import annotations

import re

from onrecord.sources.coreference.case import Case
from onrecord.sources.coreference.entity import Decision
from onrecord.sources.coreference.memory import REACH
from onrecord.sources.coreference.names import by_name
from onrecord.sources.coreference.subjects import last_single_name
from onrecord.sources.mentions import Mention

__all__ = ["person_pointed_at"]

_AHEAD = 400  # code points in which a title may be told after the description
_SENTENCE = 400  # code points of a sentence before a description, at most
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n|[“”\"]")


def person_pointed_at(case: Case) -> Decision | None:
    """As in "the senator", "the mogul": one who is named; "the source": one who is not."""
    head = case.mention.head
    if head is None or case.lang.lexicon.kind_of_noun(head) is None:
        return None  # told by its ending only: too little to say who that is
    if head in case.words.strangers and (stranger := _stranger(case)) is not None:
        return stranger
    if head in case.words.unnamed_heads:
        return _unnamed(case)
    if (titled := _titled(case)) is not None:
        return titled
    if _is_of_elsewhere(case):
        return _known_from_there(case)
    if head in case.words.offices:
        return _holder(case)
    return _last_named(case)


def _holder(case: Case) -> Decision | None:
    """As in "the judge": the one named person of whom nothing else was told, if it is he who was last
    meant. An office is told of its holder when he is named; who holds another one is not meant by it.
    """
    for one in case.memory.recent(case.span.start, reach=REACH):
        if one.kind == "person" and one.name:
            told = one.heads or one.titles or one.role is not None
            return Decision(one) if not told else None
    return None


def _unnamed(case: Case) -> Decision | None:
    """As in "the source": one who spoke before and was not named."""
    recent = case.memory.recent(case.span.start)
    one = next((one for one in recent if one.kind == "person" and one.name is None), None)
    near = one is not None and case.span.start - one.last_seen < REACH
    return Decision(one) if one is not None and near else None


def _titled(case: Case) -> Decision | None:
    """One whom the article gives the title: "the senator", of Sen. Ada Reed."""
    memory, span = case.memory, case.span
    heads = set((case.mention.head or "").split())
    before = memory.names_between(max(span.start - 20 * REACH, 0), span.start)
    full = next((full for full in reversed(before) if heads & set(full.titles)), None)
    titles = case.lang.lexicon.titles
    said = {word for word in case.mention.text.lower().split() if word in titles}
    if full is None and len(said) > 1:
        # As in "The attorney general is confirming … But Attorney General Eric Schneiderman …".
        ahead = memory.names_between(span.end, span.end + _AHEAD)
        full = next((full for full in ahead if said <= set(full.titles)), None)
    if full is None:
        return None
    named = by_name(memory, memory.parse(full.name))
    return Decision(named.entity, titles=full.titles, on_the_way=((named, None),), by_title=True)


def _is_of_elsewhere(case: Case) -> bool:
    """As in "The mayor of Springfield": another one than who was named, unless he is known as such."""
    affiliation, (long, short) = case.mention.affiliation, case.words.of_the
    return bool(affiliation) and f"{short}{affiliation}" in case.mention.text.replace(long, short)


def _known_from_there(case: Case) -> Decision | None:
    recent = case.memory.recent(case.span.start)
    return next(
        (
            Decision(one)
            for one in recent
            if one.kind == "person" and one.name and case.mention.affiliation == one.affiliation
        ),
        None,
    )


def _last_named(case: Case) -> Decision | None:
    """As in "the mogul": whoever was named last, as a source or else at all."""
    memory, owners = case.memory, _owners_in_sentence(case)
    for one in memory.recent(case.span.start):
        if one.kind == "person" and one.name and one.name.split()[-1] not in owners:
            # "The patient" is not the midwife who was named.
            other = case.mention.head in case.words.concerned and one.is_told()
            return Decision(one) if not other else None
    others = memory.persons_before(case.span.start, reach=20 * REACH)
    name = next((one for one in others if one.split()[-1] not in owners), None)
    name = name or last_single_name(memory, case.span)
    return by_name(memory, Mention(name, name=name, kind="person")) if name else None


def _owners_in_sentence(case: Case) -> set[str]:
    """Whose a thing is, before a description in its sentence: in "Before Reed’s victory, the mogul …"
    the mogul is another one than Reed.
    """
    start = case.span.start
    before = case.text[max(start - _SENTENCE, 0) : start]
    return set(case.words.owner.findall(_SENTENCE_END.split(before)[-1]))


def _stranger(case: Case) -> Decision | None:
    """As in "The woman disputes …", of whom a feature has told as "a woman" and "the woman’s".

    Later she may go by her given name alone: by one that the article gives no family name for.
    """
    memory, span, head = case.memory, case.span, case.mention.head or ""
    low = max(span.start - 4 * REACH, 0)
    told = case.words.told_of(head)
    before = [match.end() for match in told.finditer(case.text, low, span.start)]
    names = memory.names_between(before[0], span.start) if before else []
    if len(before) < 2 or any(full.start > before[-1] for full in names):
        return None
    stranger = memory.proposed("person", description=case.mention.description or case.mention.text)
    stranger.gender = case.words.strangers[head]
    stranger.heads.add(head)
    stranger.name = _given_name_alone(case, stranger.gender)
    return Decision(stranger)


def _given_name_alone(case: Case, gender: str) -> str | None:
    known = {word for full in case.memory.names for word in full.name.split()}
    end = case.span.end
    for match in case.words.alone.finditer(case.text, end, end + 2 * REACH):
        if case.lang.lexicon.gender_of_name(match[1]) == gender and match[1] not in known:
            return match[1]
    return None
