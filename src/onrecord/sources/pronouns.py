"""Mentions by pronoun: he and she, it and they, who and which, and the speaker's own I and we."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from onrecord.records import SourceKind, Span
from onrecord.sources.describing import by_description
from onrecord.sources.memory import REACH, Entity, Memory
from onrecord.sources.mentions import Mention, parse
from onrecord.sources.naming import by_name, by_outlet
from onrecord.sources.outlets import known_outlet
from onrecord.sources.subjects import person_meant

__all__ = ["by_pronoun"]

_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_SPEAKER = frozenset("i we me us my our".split())
_RELATIVE = frozenset("who whom which that whose".split())
_BODIES: tuple[SourceKind, ...] = ("organisation", "outlet", "document")
_GROUPS: tuple[SourceKind, ...] = ("people", "organisation", "outlet")


def by_pronoun(
    memory: Memory, mention: Mention, span: Span, speaker: Callable[[], Entity | None]
) -> Entity:
    """The entity that a pronoun means, or a new one where nothing was said that it could mean.

    Args:
        memory: what the article has spoken of.
        mention: the pronoun.
        span: where it stands.
        speaker: the source in whose words it stands, if it does.
    """
    word = mention.pronoun or ""
    if word in _SPEAKER:
        return speaker() or _author(memory)
    if word in _RELATIVE:
        return _antecedent(memory, mention, span)
    if (beside := _repeated(memory, span)) is not None:
        return beside
    if word in _GENDERS:
        person = person_meant(memory, span, _GENDERS[word])
        if person is None:
            person = memory.new("person", description=mention.text)
            person.gender = _GENDERS[word]
        return person
    if word == "they" and (body := _from_body(memory, span)) is not None:
        return body
    wanted = _BODIES if word == "it" else _GROUPS
    near = (one for one in memory.recent(span.start, reach=REACH) if one.kind in wanted)
    known = next(near, None)
    return known or memory.new("people" if word == "they" else None, description=mention.text)


_FRAGMENT = re.compile(r"(?:^|[.!?:;,\n]\s*)((?:the|an?)\s[^.!?:;,\n“”\"]{3,60})$", re.IGNORECASE)


def _repeated(memory: Memory, span: Span) -> Entity | None:
    """The subject that a pronoun repeats, as machine translation has it: "the leaders They debate".

    Also "its director, Ada Reed, she said": a name right before, with nothing but a comma between.
    """
    before = memory.text[max(span.start - 100, 0) : span.start]
    for full in memory.names_between(max(span.start - 80, 0), span.start):
        between = memory.text[full.end : span.start].lower()
        if full.end <= span.start and between in (", ", ", he ", ", she ", " he ", " she "):
            return by_name(memory, parse(full.name))
    fragment = _FRAGMENT.search(before.rstrip())
    if fragment is None or memory.text[span.start : span.start + 1].islower():
        return None
    words = re.sub(r"\s+\w+ly$", "", fragment[1])
    mention = parse(words)
    if mention.kind not in ("person", "people", "organisation") or mention.head is None:
        return None
    return by_name(memory, mention) if mention.name else by_description(memory, mention, span)


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


def _author(memory: Memory) -> Entity:
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
