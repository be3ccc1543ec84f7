"""Mentions by description: "two officials", "the senator", "his campaign", "the report"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Span
from onrecord.sources.coreference.memory import HEADLINE, REACH, Entity, Memory
from onrecord.sources.mentions.parse import Mention, parse
from onrecord.sources.coreference.naming import by_name, by_outlet, with_title
from onrecord.outlets.names import without_the
from onrecord.sources.coreference.pairs import last_pair
from onrecord.sources.mentions.people import is_function_word
from onrecord.sources.coreference.persons import UNNAMED_HEADS, person_pointed_at
from onrecord.sources.coreference.relatives import relative_of
from onrecord.sources.coreference.subjects import last_single_name, person_meant

__all__ = ["PRESS", "by_description"]

_FIRST = 20  # entities of like description that are compared
_POSSESSIVE_PRONOUN = re.compile(r"^(his|her|its|their)\s", re.IGNORECASE)
#: Bodies and works that go by their kind once their name was given.
_BODIES = frozenset(
    """company firm agency group organization organisation newspaper paper network outlet site website
    publication magazine""".split()
)
#: Outlets by what they are: "the newspaper" is one that was named.
PRESS = frozenset("newspaper paper network outlet magazine publication broadcaster website".split())
_WORKS = frozenset(
    "film movie documentary book novel article piece story report study column song play".split()
)


_NO_BODIES = frozenset({"GOP", "USA", "UK", "US", "EU", "TV", "DNA", "CEO", "PDF"})


def by_description(memory: Memory, mention: Mention, span: Span) -> Entity:
    """The entity that a description points back to, or a new one."""
    if (group := _one_of_them(memory, mention, span)) is not None:
        return group
    if (both := last_pair(memory, mention, span)) is not None:
        return both
    if owner := _POSSESSIVE_PRONOUN.match(mention.text):
        return _possessed(memory, mention, span, owner[1].lower())
    if mention.definite or len(mention.text.split()) == 1:
        if (known := _pointed_at(memory, mention, span)) is not None:
            known.learn(replace(mention, name=None, role=None))
            return known
    description = mention.description or mention.text
    for known in memory.called(description)[:_FIRST]:
        # What the headline or the standfirst says in short, the story says again.
        told = known.description is not None and _is_told_again(known, description, mention)
        if told and known.mentions and known.mentions[0].start < HEADLINE:
            return known
    if mention.kind == "people" and (counted := _counted(memory, description, span)) is not None:
        description = counted.group()
    entity = memory.new(mention.kind, description=description)
    entity.plural = mention.plural
    if mention.kind == "people" and mention.count is None:
        mention = replace(mention, count=parse(description).count)
    if mention.kind == "organisation" and (mention.possessor or "")[:1].isupper():
        entity.name = without_the(description)  # "Gowdy’s office"
    entity.learn(mention)
    return entity


def _is_told_again(known: Entity, description: str, mention: Mention) -> bool:
    short, full = _bare(known.description or ""), _bare(description)
    if short == full:
        return True
    # "Iranian officials" in the standfirst are "two Iranian officials with knowledge of it".
    longer = full.startswith(f"{short} ") and len(short.split()) > 1
    return longer and known.kind == mention.kind == "people" and mention.count is not None


_NEAR_COUNT = 1_200  # code points about a group's first statement in which it is told how many
_NUMBER_WORDS = r"two|three|four|five|six|seven|eight|nine|ten|several|a\s+dozen|\d{1,2}"


def _counted(memory: Memory, description: str, span: Span) -> re.Match[str] | None:
    """As in "Iranian officials", where the article also says "two Iranian officials"."""
    bare = re.sub(r"^(?:[Tt]he|[Tt]hose|[Tt]hese)\s+", "", description)
    if len(bare) > _NEAR_COUNT // 10 or bare[:1].isdecimal() or not 1 < len(bare.split()) < 6:
        return None
    pattern = re.compile(rf"\b(?:{_NUMBER_WORDS})\s+{re.escape(bare)}\b", re.IGNORECASE)
    return pattern.search(memory.text, max(span.start - _NEAR_COUNT, 0), span.end + _NEAR_COUNT)


_ONE_OF = re.compile(r"^(?:one|another|two|three|some|both)\s+of\s+(the\s.+)$", re.IGNORECASE)


def _one_of_them(memory: Memory, mention: Mention, span: Span) -> Entity | None:
    """As in "one of the Iranian officials": who speaks for a group that has spoken is of the group."""
    match = _ONE_OF.match(mention.text)
    if match is None:
        return None
    bare = _bare(match[1])
    for entity in memory.recent(span.start):
        known = _bare(entity.description or "")
        if entity.name is None and entity.kind == "people":
            if known == bare or known.endswith(f" {bare}"):
                return entity
    return None


def _possessed(memory: Memory, mention: Mention, span: Span, pronoun: str) -> Entity:
    """As in "his campaign", "her aides": named after whoever the pronoun means."""
    owner: Entity | None
    if pronoun in ("his", "her"):
        owner = person_meant(memory, span, "m" if pronoun == "his" else "f")
    else:
        bodies = (
            one for one in memory.recent(span.start) if one.kind in ("organisation", "outlet")
        )
        owner = next((one for one in bodies if one.name), None)
    if owner is not None and (relative := relative_of(memory, owner, mention.head or "")):
        return by_name(memory, parse(relative.name))
    name = with_title(memory, owner) if owner is not None else None
    named = name is not None
    rest = (mention.description or mention.text).split(maxsplit=1)[-1]
    text = f"{name}{'’' if name.endswith('s') else '’s'} {rest}" if name else mention.text
    for entity in memory.called(text):
        if text in (entity.name, entity.description):
            return entity
    if named and mention.kind == "organisation":
        entity = memory.new(mention.kind, name=text)
    else:
        entity = memory.new(mention.kind, description=text)
    entity.plural = mention.plural
    entity.learn(replace(mention, name=None))
    if owner is not None and entity.affiliation is None:
        entity.affiliation = owner.name
    return entity


def _pointed_at(memory: Memory, mention: Mention, span: Span) -> Entity | None:
    near = list(memory.recent(span.start))
    same = _bare(mention.text)
    for entity in near:
        if entity.description and _bare(entity.description) == same:
            return entity
    if mention.text.lower() == "sources":
        return _group_of_unnamed(near)
    if not mention.definite or mention.possessor is not None:
        return None
    if mention.kind in ("organisation", "outlet"):
        return _body_pointed_at(memory, mention, span, near)
    for entity in near:
        if mention.head in entity.heads and mention.kind in (None, entity.kind):
            return entity
    if mention.kind == "people" and mention.head in UNNAMED_HEADS:
        return _group_of_unnamed(near)
    if mention.kind == "document":
        if (work := _named_work(memory, mention, span)) is not None:
            return work
        works = (one for one in near if one.kind == "document" and one.name)
        return next(works, None) if mention.head in _WORKS else None
    if mention.kind == "person":
        return person_pointed_at(memory, mention, span, near)
    return None


def _named_work(memory: Memory, mention: Mention, span: Span) -> Entity | None:
    """As in "the poll" where "a Quinnipiac University poll" was spoken of, though it said nothing."""
    if mention.head is None or len(mention.text.split()) != 2:
        return None
    noun = re.escape(mention.head)
    called = re.compile(rf"((?:(?<![\w’'-])[A-Z][\w/&.’'-]*\s)+)(?:{noun}|{noun.title()})(?![\w-])")
    last: Mention | None = None
    for match in called.finditer(memory.text, max(span.start - REACH, 0), span.start):
        words = match[1].split()
        while words and is_function_word(words[0]):
            words = words[1:]
        if words:
            last = parse(f"the {' '.join(words)} {mention.head}")
    return by_name(memory, last) if last is not None and last.name is not None else None


def _group_of_unnamed(near: Sequence[Entity]) -> Entity | None:
    unnamed = (one for one in near if one.kind == "people" and one.name is None)
    return next((one for one in unnamed if one.heads & UNNAMED_HEADS), None)


def _bare(description: str) -> str:
    return re.sub(rf"^(?:the|a|an|this|that|those|{_NUMBER_WORDS})\s+", "", description.casefold())


def _body_pointed_at(
    memory: Memory, mention: Mention, span: Span, near: Sequence[Entity]
) -> Entity | None:
    """As in "the department" where the State Department was named, "the campaign" of whom it was."""
    if mention.head and (name := _named_body(memory, mention.head, span.start)) is not None:
        return _new_body(memory, name, mention.head)
    if mention.affiliation:
        return None
    for entity in near:
        if mention.head in entity.heads and entity.kind == mention.kind:
            return entity
    if mention.head == "campaign":
        person = next((one for one in near if one.kind == "person" and one.name), None)
        name = person.name if person else last_single_name(memory, span)
        return _new_body(memory, f"{name}’s campaign", "campaign") if name else None
    if mention.head in PRESS:
        last = bisect_left(memory.outlets, span.start, key=lambda one: one.span.start) - 1
        if last >= 0:
            name = memory.outlets[last].name
            return by_outlet(memory, Mention(name, name=name, kind="outlet"))
    if mention.head in _BODIES:
        if (short := _last_acronym(memory.text, span.start)) is not None:
            return _new_body(memory, short, mention.head or "")
        for entity in near:
            if entity.kind in ("organisation", "outlet") and entity.name:
                return entity
            if entity.kind in ("person", "people") and (entity.affiliation or "")[:1].isupper():
                return _new_body(memory, entity.affiliation or "", mention.head or "")
    return None


_ACRONYM = re.compile(r"\b[Tt]he\s+([A-Z][A-Z&]{1,4}[A-Z])\b(?![’']?s?\s+[A-Z])")
_NEAR = 400  # code points in which a body of an acronym may be pointed at


def _last_acronym(text: str, place: int) -> str | None:
    """As in "the FBI … the agency": the last body before a place that goes by its initials."""
    last = None
    for match in _ACRONYM.finditer(text, max(place - _NEAR, 0), place):
        if match[1] not in _NO_BODIES:
            last = match[1]
    return last


def _new_body(memory: Memory, name: str, head: str) -> Entity:
    """A body by its name, known or new."""
    if (known := memory.by_that_name(name)) is not None:
        return known
    body = memory.new("organisation", name=name)
    body.heads.add(head)
    return body


def _named_body(memory: Memory, head: str, place: int) -> str | None:
    """The last name before a place that ends in a head noun."""
    names = memory.bodies(head)
    last = bisect_left(names, (place, "")) - 1
    return names[last][1] if last >= 0 else None
