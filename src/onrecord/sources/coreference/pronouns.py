"""Mentions by pronoun: he and she, it and they, who and which, and the speaker's own I and we."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.records import Attribution, SourceKind, Span
from onrecord.sources.coreference.describing import by_description
from onrecord.sources.coreference.memory import REACH, Entity, Memory
from onrecord.sources.mentions.parse import Mention, parse
from onrecord.sources.coreference.naming import by_name, by_outlet
from onrecord.outlets.names import known_outlet
from onrecord.sources.coreference.subjects import person_meant
from onrecord.sources.coreference.told import Told

__all__ = ["author_of", "by_pronoun"]

_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_SPEAKER = frozenset("i we me us my our".split())
_POINTING = frozenset(
    "it its itself they them their themselves these those this that one ones".split()
)
_RELATIVE = frozenset("who whom which that whose".split())
_BODIES: tuple[SourceKind, ...] = ("organisation", "outlet", "document")
_GROUPS: tuple[SourceKind, ...] = ("people", "organisation", "outlet")


def by_pronoun(
    memory: Memory, mention: Mention, span: Span, one: Attribution, told: Told
) -> Entity:
    """The entity that a pronoun means, or a new one where nothing was said that it could mean.

    Args:
        memory: what the article has spoken of.
        mention: the pronoun.
        span: where it stands.
        one: the statement whose source it is.
        told: the statements before.
    """
    word = mention.pronoun or ""
    if word in _SPEAKER:
        outer = told.around(one, span)
        return outer[1] if outer is not None else author_of(memory)
    if word in _RELATIVE:
        return _antecedent(memory, mention, span)
    if (beside := _repeated(memory, span)) is not None:
        return beside
    if word in _GENDERS:
        if (same := _goes_on(memory, _GENDERS[word], one, told)) is not None:
            return same
        # In a quotation its speaker is "I", and "she" is another one.
        outer = told.around(one, span)
        but = outer[1] if outer is not None and outer[0].form == "direct" else None
        person = person_meant(memory, span, _GENDERS[word], but=but)
        if person is None:
            person = memory.new("person", description=mention.text)
            person.gender = _GENDERS[word]
        return person
    if word == "they":
        if (body := _from_body(memory, span)) is not None:
            return body
        if (group := _spoken_of(memory, span, told)) is not None:
            return group
    if word not in _POINTING:
        return memory.new(mention.kind, description=mention.text)  # "someone", "nobody"
    wanted = _BODIES if word == "it" else _GROUPS
    near = (one for one in memory.recent(span.start, reach=REACH) if one.kind in wanted)
    known = next(near, None)
    return known or memory.new("people" if word == "they" else None, description=mention.text)


_ADDS = re.compile(r"(?:also\s+)?(?:added|continued|went\s+on|concluded)\b", re.IGNORECASE)
_ADJACENT = 40  # code points between a quotation and the one that goes on with it


def _goes_on(memory: Memory, gender: str, one: Attribution, told: Told) -> Entity | None:
    """As in "“…,” Reed said. “…,” he added.": who adds has just been speaking.

    In quotations whatever the pronoun's gender: translations have the wrong one.
    """
    if not one.cue or not one.content or one.parent is not None:
        return None
    last = told.last(one.spans[0])
    if last is None or last[1].kind != "person":
        return None
    if not _ADDS.match(memory.text, one.cue[0].start, one.cue[0].end):
        return None
    if not last[0].spans[-1].end <= one.spans[0].start <= last[0].spans[-1].end + _ADJACENT:
        return None
    quoted = last[0].form == one.form == "direct" and one.content[0].start < one.cue[0].start
    return last[1] if quoted or last[1].gender in (None, gender) else None


_SUBJECT = re.compile(
    r"(?:that\s+)?((?:some|many|most|several|two|three|the|his|her|its|their)\s+(?:\w+\s+){0,3}?\w+s)\b",
    re.IGNORECASE,
)


def _spoken_of(memory: Memory, span: Span, told: Told) -> Entity | None:
    """As in "The report says that some members favour it. They argue …": not the report argues."""
    last = told.last(span)
    if last is None or not last[0].content or last[1].kind not in (None, "document", "outlet"):
        return None
    content = last[0].content[0]
    match = _SUBJECT.match(memory.text, content.start, content.end)
    between = memory.text[content.end : span.start]
    if match is None or not re.fullmatch(r"[\s.”\"]*", between):
        return None
    subject = parse(match[1])
    return by_description(memory, subject, span) if subject.kind == "people" else None


def _repeated(memory: Memory, span: Span) -> Entity | None:
    """As in "its director, Ada Reed, she said": a name right before, with a comma between at most."""
    for full in memory.names_between(max(span.start - 80, 0), span.start):
        between = memory.text[full.end : span.start].lower()
        if full.end <= span.start and between in (", ", ", he ", ", she ", " he ", " she "):
            return by_name(memory, parse(full.name))
    return None


_FROM = re.compile(r"(?:^|[.!?\n]\s*)From\s+((?:the|his|her|their)\s[^,.;:\n]{3,80}),\s*$")


def _from_body(memory: Memory, span: Span) -> Entity | None:
    """As in "From the Iranian mission, they said": a body that speaks in the plural."""
    match = _FROM.search(memory.text[max(span.start - 120, 0) : span.start])
    if match is None:
        return None
    mention = parse(match[1])
    if mention.kind != "organisation":
        return None
    named = mention.name is not None
    return by_name(memory, mention) if named else by_description(memory, mention, span)


def author_of(memory: Memory) -> Entity:
    """The article's own writer."""
    if memory.author is None:
        memory.author = memory.new("author", description="author")
    return memory.author


def _antecedent(memory: Memory, mention: Mention, span: Span) -> Entity:
    """As in "NAME, who said": the words right before the comma."""
    before = memory.text[max(span.start - 200, 0) : span.start]
    clause = re.split(r"[.!?;:“”\"\n]", before)[-1].rstrip(" ,")
    name = re.search(r"(?<![\w’'.-])[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,5}\s?$", clause)
    if name is not None and not known_outlet(name[0]):
        antecedent = parse(name[0])
        if antecedent.name is None:  # "Lawmakers, who …"
            return by_description(memory, antecedent, span)
        return by_name(memory, replace(antecedent, kind="person"))
    for full in reversed(memory.names_between(max(span.start - 100, 0), span.start)):
        if span.start - 60 <= full.end <= span.start:
            if not re.search(r"[.!?;]", memory.text[full.end : span.start]):
                return by_name(memory, parse(full.name))
    phrase = re.search(
        r".*(\b(?:the|a|an|his|her|its|their)\s+(?:[\w’'-]+\s+){0,6}[\w’'-]+)$", clause
    ) or re.search(r"([\w’'-]+)$", clause)
    if phrase is not None:
        antecedent = parse(phrase[1])
        if antecedent.kind == "outlet":
            return by_outlet(memory, antecedent)
        if antecedent.name is not None:
            return by_name(memory, antecedent)
        if antecedent.head is not None:
            return by_description(memory, antecedent, span)
    return memory.new(None, description=mention.text)
