"""Persons by description: "the senator", "the mogul", "the woman", "the source"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Span
from onrecord.languages.lexicon import TITLES, gender_of_name, kind_of_noun
from onrecord.sources.coreference.memory import REACH, Entity, Memory
from onrecord.sources.mentions.parse import Mention, parse
from onrecord.sources.coreference.naming import by_name
from onrecord.sources.coreference.subjects import last_single_name

__all__ = ["UNNAMED_HEADS", "person_pointed_at"]

#: People who speak without a name: "the source" is one of these again, not the last one named.
UNNAMED_HEADS = frozenset(
    """source person official aide adviser advisor insider witness employee spokesman spokeswoman
    spokesperson staffer operative diplomat individual caller respondent informant whistleblower""".split()
)
_AHEAD = 400  # code points in which a title may be told after the description
_SENTENCE = 400  # code points of a sentence before a description, at most


def person_pointed_at(
    memory: Memory, mention: Mention, span: Span, near: Sequence[Entity]
) -> Entity | None:
    """As in "the senator", "the mogul": one who is named; "the source": one who is not."""
    if mention.head is None or kind_of_noun(mention.head) is None:
        return None  # told by its ending only: too little to say who that is
    persons = [entity for entity in near if entity.kind == "person"]
    if mention.head in _STRANGERS and (stranger := _stranger(memory, mention, span)) is not None:
        return stranger
    if mention.head in UNNAMED_HEADS:
        unnamed = (one for one in persons if one.name is None)
        return next((one for one in unnamed if span.start - one.last_seen < REACH), None)
    heads = set((mention.head or "").split())
    before = memory.names_between(max(span.start - 20 * REACH, 0), span.start)
    titled = next((full for full in reversed(before) if heads & set(full.titles)), None)
    said = {word for word in mention.text.lower().split() if word in TITLES}
    if titled is None and len(said) > 1:
        # As in "The attorney general is confirming … But Attorney General Eric Schneiderman …".
        ahead = memory.names_between(span.end, span.end + _AHEAD)
        titled = next((full for full in ahead if said <= set(full.titles)), None)
    if titled is not None:
        entity = by_name(memory, parse(titled.name))
        entity.titles.update(titled.titles)
        return entity
    if mention.affiliation and f" of {mention.affiliation}" in mention.text.replace(
        " of the ", " of "
    ):
        # "The mayor of Springfield": another one than who was named, unless he is known as such.
        alike = (one for one in persons if one.name and mention.affiliation == one.affiliation)
        return next(alike, None)
    owners = _owners_in_sentence(memory, span)
    named = (one for one in persons if one.name and one.name.split()[-1] not in owners)
    if (last := next(named, None)) is not None:
        return last
    others = memory.persons_before(span.start, reach=20 * REACH)
    name = next((one for one in others if one.split()[-1] not in owners), None)
    name = name or last_single_name(memory, span)
    return by_name(memory, Mention(name, name=name, kind="person")) if name else None


_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n|[“”\"]")
_OWNER = re.compile(r"(?<![\w’'-])([A-Z][\w-]+)[’']s?(?=\s)")


def _owners_in_sentence(memory: Memory, span: Span) -> set[str]:
    """Whose a thing is, before a description in its sentence: in "Before Reed’s victory, the mogul …"
    the mogul is another one than Reed.
    """
    before = memory.text[max(span.start - _SENTENCE, 0) : span.start]
    return set(_OWNER.findall(_SENTENCE_END.split(before)[-1]))


#: Who is told of at length without a name.
_STRANGERS = {"woman": "f", "girl": "f", "lady": "f", "man": "m", "boy": "m"}
_ALONE = re.compile(
    r"(?:^|[.!?][”\"’']?\s+|\n\s*)[“\"]?([A-Z][a-z]{2,})(?=\s[a-z]+(?:ed|t|d|s|ew|id)\s)"
)


def _stranger(memory: Memory, mention: Mention, span: Span) -> Entity | None:
    """As in "The woman disputes …", of whom a feature has told as "a woman" and "the woman’s".

    Later she may go by her given name alone: by one that the article gives no family name for.
    """
    told = re.compile(rf"\b(?:an?|the|one)\s(?:[\w-]+\s){{0,3}}{mention.head}\b", re.IGNORECASE)
    before = [
        match.end()
        for match in told.finditer(memory.text, max(span.start - 4 * REACH, 0), span.start)
    ]
    names = memory.names_between(before[0], span.start) if before else []
    if len(before) < 2 or any(full.start > before[-1] for full in names):
        return None
    gender = _STRANGERS[mention.head or ""]
    stranger = memory.new("person", description=mention.description or mention.text)
    stranger.gender = gender
    stranger.heads.add(mention.head or "")
    known = {word for full in memory.names for word in full.name.split()}
    for match in _ALONE.finditer(memory.text, span.end, span.end + 2 * REACH):
        if gender_of_name(match[1]) == gender and match[1] not in known:
            stranger.name = match[1]
            memory.remember(stranger)
            break
    return stranger
