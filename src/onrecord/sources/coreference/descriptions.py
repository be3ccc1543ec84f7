"""Mentions by description: "two officials", "his campaign", "the report"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.outlets import without_the
from onrecord.records import Span
from onrecord.sources.coreference.bodies import body_pointed_at
from onrecord.sources.coreference.case import Case, Sieve, first_decision
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.memory import BELOW, HEADLINE, REACH
from onrecord.sources.coreference.names import by_name, with_title
from onrecord.sources.coreference.pairs import pair
from onrecord.sources.coreference.persons import person_pointed_at
from onrecord.sources.coreference.relatives import relative_of
from onrecord.sources.coreference.subjects import person_meant
from onrecord.sources.mentions import Mention

__all__ = ["DESCRIPTIONS", "described"]

_FIRST = 20  # entities of like description that are compared
_NEAR_COUNT = 1_200  # code points about a group's first statement in which it is told how many


def described(case: Case) -> Decision:
    """The entity that a description points back to, or a new one."""
    return first_decision(DESCRIPTIONS, case) or case.new_described()


def one_of_them(case: Case) -> Decision | None:
    """As in "one of the Iranian officials": who speaks for a group that has spoken is of the group."""
    match = case.words.one_of.match(case.mention.text)
    if match is None:
        return None
    bare = _bare(case, match[1])
    for entity in case.memory.recent(case.span.start):
        known = _bare(case, entity.description or "")
        if entity.name is None and entity.kind == "people":
            if known == bare or known.endswith(f" {bare}"):
                return Decision(entity)
    return None


def named_elsewhere(case: Case) -> Decision | None:
    """As in "the inspector general", "Mr. Gold’s lawyer", beside which words the article names one person elsewhere."""
    mention, memory = case.mention, case.memory
    if mention.kind != "person" or mention.plural or mention.name is not None:
        return None
    if not (mention.definite or mention.possessor):
        return None
    if case.words.possessive_pronoun.match(mention.text):
        return None
    anyone = case.words.strangers, case.words.unnamed_heads, case.lang.people.anyone
    if any(mention.head in heads for heads in anyone):
        return None
    names = map(memory.person_told_to_be, _descriptions(case))
    name = next((name for name in names if name is not None), None)
    if name is None:
        return None
    found = by_name(memory, memory.parse(name))
    learn = replace(mention, name=None)
    return Decision(found.entity, learn=learn, on_the_way=((found, None),), by_title=True)


def _descriptions(case: Case) -> Iterator[str]:
    """The words of a mention, and others for the same: "Mr. Gold’s lawyer" is a "lawyer for Mr. Gold", "the Norwegian leader"
    the "Norwegian prime minister".
    """
    mention = case.mention
    words, head = mention.description or mention.text, mention.head or ""
    yield words
    if mention.possessor is not None and words.endswith(head):
        for link in case.lang.mentions.on_behalf:
            yield f"{head} {link} {mention.possessor}"
    for office in case.words.leads.get(head, ()):
        if words.endswith(f" {head}") and words.count(" ") > 1:
            yield words.removesuffix(head) + office


def possessed(case: Case) -> Decision | None:
    """As in "his campaign", "her aides": named after whoever the pronoun means."""
    memory, mention = case.memory, case.mention
    pronoun = case.words.possessive_pronoun.match(mention.text)
    if pronoun is None:
        return None
    decided = _owner(case, pronoun[1].lower())
    owner = decided.entity if decided is not None else None
    on_the_way = ((decided, None),) if decided is not None else ()
    if owner is not None and (kin := relative_of(memory, owner, mention.head or "")):
        return replace(by_name(memory, memory.parse(kin.name)), on_the_way=on_the_way)
    name = with_title(memory, owner) if owner is not None else None
    rest = (mention.description or mention.text).split(maxsplit=1)[-1]
    text = case.words.whose(name, rest) if name else mention.text
    for entity in memory.called(text):
        if text in (entity.name, entity.description):
            return Decision(entity, on_the_way=on_the_way)
    named = name is not None and mention.kind == "organisation"
    entity = memory.proposed(
        mention.kind, name=text if named else None, description=None if named else text
    )
    entity.plural = mention.plural
    entity.learn(replace(mention, name=None))
    if owner is not None and entity.affiliation is None:
        entity.affiliation = owner.name
    return Decision(entity, on_the_way=on_the_way)


def _owner(case: Case, pronoun: str) -> Decision | None:
    if (gender := case.words.owner_genders.get(pronoun)) is not None:
        return person_meant(case.memory, case.span, gender)
    recent = case.memory.recent(case.span.start)
    bodies = (one for one in recent if one.kind in ("organisation", "outlet") and one.name)
    body = next(bodies, None)
    return Decision(body) if body is not None else None


def pointed_at(case: Case) -> Decision | None:
    """As in "the officials", "the department", "the senator": what was spoken of before."""
    mention = case.mention
    if not mention.definite and len(mention.text.split()) != 1:
        return None
    found = first_decision(_POINTED_AT, case)
    if found is None:
        return None
    learn = replace(mention, name=None, role=None)
    return Decision(found.entity, learn=learn, on_the_way=((found, None),), by_title=found.by_title)


def _same_words(case: Case) -> Decision | None:
    same = _bare(case, case.mention.text)
    for entity in case.memory.recent(case.span.start):
        if entity.description and _bare(case, entity.description) == same:
            return Decision(entity)
    return None


def _unnamed_sources(case: Case) -> Decision | None:
    if case.mention.text.lower() == case.words.sources:
        return _group_of_unnamed(case)
    return None


def _body(case: Case) -> Decision | None:
    if not _points(case) or case.mention.kind not in ("organisation", "outlet"):
        return None
    words = case.mention.text.split()[1:]
    another = any(word[:1].isupper() and "-" not in word for word in words)  # "of Tarn"
    return body_pointed_at(case) if not another or len(words) == 1 else None


def _points(case: Case) -> bool:
    return case.mention.definite and case.mention.possessor is None


def _same_head(case: Case) -> Decision | None:
    mention = case.mention
    if not _points(case) or mention.kind in ("organisation", "outlet"):
        return None
    for entity in case.memory.recent(case.span.start):
        if mention.head in entity.heads and mention.kind in (None, entity.kind):
            return Decision(entity)
    return None


def _unnamed_group(case: Case) -> Decision | None:
    group = case.mention.kind == "people" and case.mention.head in case.words.unnamed_heads
    return _group_of_unnamed(case) if _points(case) and group else None


def _group_of_unnamed(case: Case) -> Decision | None:
    recent = case.memory.recent(case.span.start)
    unnamed = (one for one in recent if one.kind == "people" and one.name is None)
    heads = case.words.unnamed_heads
    return next((Decision(one) for one in unnamed if one.heads & heads), None)


def _work(case: Case) -> Decision | None:
    """As in "the poll" where "a Quinnipiac University poll" was spoken of, though it said nothing."""
    if not _points(case) or case.mention.kind != "document":
        return None
    if (work := _named_work(case)) is not None:
        return work
    if case.mention.head not in case.words.works:
        return None
    recent = case.memory.recent(case.span.start)
    return next((Decision(one) for one in recent if one.kind == "document" and one.name), None)


def _named_work(case: Case) -> Decision | None:
    memory, head = case.memory, case.mention.head
    if head is None or len(case.mention.text.split()) != 2:
        return None
    last: Mention | None = None
    for name in _works_named(case, head):
        determiner = case.mention.text.split()[0]
        last = memory.parse(f"{determiner} {name} {head}")
    return by_name(memory, last) if last is not None and last.name is not None else None


def _works_named(case: Case, head: str) -> Iterator[str]:
    """Names that stand before a noun, in order."""
    noun = re.escape(head)
    called = re.compile(rf"((?:(?<![\w’'-])[A-Z][\w/&.’'-]*\s)+)(?:{noun}|{noun.title()})(?![\w-])")
    low = max(case.span.start - REACH, 0)
    for match in called.finditer(case.text, low, case.span.start):
        words = match[1].split()
        while words and words[0].rstrip(".,").lower() in case.lang.people.function_words:
            words = words[1:]
        if words:
            yield " ".join(words)


def _person(case: Case) -> Decision | None:
    return person_pointed_at(case) if _points(case) and case.mention.kind == "person" else None


_POINTED_AT: tuple[Sieve, ...] = (
    _same_words,
    _unnamed_sources,
    _body,
    _same_head,
    _unnamed_group,
    _work,
    _person,
)


def told_again(case: Case) -> Decision | None:
    """What the headline, the standfirst or a heading says in short, the story says again."""
    description = case.mention.description or case.mention.text
    for known in case.memory.called(description)[:_FIRST]:
        told = known.description is not None and _is_told_again(case, known, description)
        if told and known.mentions and _is_above(case, known.mentions[0]):
            return Decision(known)
    return None


def _is_above(case: Case, span: Span) -> bool:
    """Whether a mention stands in the head of the article, or in a heading over the passage."""
    if span.start < HEADLINE:
        return True
    end = case.memory.end_of_heading(span)
    return end is not None and end <= case.span.start <= end + BELOW


def _is_told_again(case: Case, known: Entity, description: str) -> bool:
    short, full = _bare(case, known.description or ""), _bare(case, description)
    if short == full:
        return True
    # "Iranian officials" in the standfirst are "two Iranian officials with knowledge of it".
    longer = full.startswith(f"{short} ") and len(short.split()) > 1
    return longer and known.kind == case.mention.kind == "people" and case.mention.count is not None


def not_met_before(case: Case) -> Decision | None:
    """One that was not spoken of; knows every mention."""
    memory, mention = case.memory, case.mention
    description = mention.description or mention.text
    if mention.kind == "people" and (counted := _counted(case, description)) is not None:
        description = counted.group()
    entity = memory.proposed(mention.kind, description=description)
    entity.plural = mention.plural
    if mention.kind == "people" and mention.count is None:
        mention = replace(mention, count=memory.parse(description).count)
    if mention.kind == "organisation" and (mention.possessor or "")[:1].isupper():
        entity.name = without_the(description)  # "Gowdy’s office"
    entity.learn(mention)
    return Decision(entity)


def _counted(case: Case, description: str) -> re.Match[str] | None:
    """As in "Iranian officials", where the article also says "two Iranian officials"."""
    bare = case.words.pointing_articles.sub("", description)
    if len(bare) > _NEAR_COUNT // 10 or bare[:1].isdecimal() or not 1 < len(bare.split()) < 6:
        return None
    pattern = re.compile(
        rf"\b(?:{case.words.number_words})[ \u00a0]+{re.escape(bare)}\b", re.IGNORECASE
    )
    low = max(case.span.start - _NEAR_COUNT, 0)
    return pattern.search(case.text, low, case.span.end + _NEAR_COUNT)


def _bare(case: Case, description: str) -> str:
    return case.words.bare.sub("", description.casefold())


#: In this order; the last one knows every mention.
DESCRIPTIONS: tuple[Sieve, ...] = (
    one_of_them,
    pair,
    named_elsewhere,
    possessed,
    pointed_at,
    told_again,
    not_met_before,
)
