"""Who is meant: the mentions of an article's sources tied into entities.

A rule for each kind of mention, in the order of the text, as in sieve-based coreference (Lee et al.
2013, *Deterministic coreference resolution based on entity-centric, precision-ranked rules*), cut
down to what stands in a source span: names by their family name (`naming`), descriptions by their
head noun (`describing`), pronouns by what was last spoken of (`pronouns`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Attribution, Span
from onrecord.sources.coreference.describing import PRESS, by_description
from onrecord.languages.lexicon import kind_of_noun
from onrecord.sources.coreference.memory import HEADLINE, Entity, Memory, opens_sentence
from onrecord.sources.mentions.parse import Mention, parse
from onrecord.sources.coreference.naming import by_name, by_outlet, with_title
from onrecord.outlets.names import known_outlet
from onrecord.sources.coreference.pronouns import author_of, by_pronoun
from onrecord.sources.coreference.told import Told

__all__ = ["Entity", "resolve_entities"]


def resolve_entities(text: str, attributions: Sequence[Attribution]) -> dict[str, Entity]:
    """The entity of each attribution that has a source, by the attribution's id."""
    memory, told = Memory(text), Told()
    for one in sorted((one for one in attributions if one.source), key=lambda one: one.source):
        span = Span(one.source[0].start, one.source[-1].end)
        words = " ".join(text[start:end] for start, end in one.source)
        mention = parse(words, starts_sentence=opens_sentence(text, span.start))
        entity = _entity(memory, mention, span, one, told)
        entity.mentions.append(span)
        memory.see(entity, span.start)
        told.add(one, entity)
    found = told.entities
    _name_headlines(memory, found)
    for entity in memory.entities:
        entity.name = with_title(memory, entity)
    return found


def _entity(memory: Memory, mention: Mention, span: Span, one: Attribution, told: Told) -> Entity:
    label = memory.text[slice(*span)]
    if label in ("Q", "A") and memory.text[span.end : span.end + 1] == ":":
        return _of_interview(memory, label)
    if mention.pronoun is not None:
        return by_pronoun(memory, mention, span, one, told)
    if (named := _named_beside(memory, mention, span)) is not None:
        return named
    described = mention.name is None and mention.head in PRESS and mention.definite
    if not described and (
        mention.kind == "outlet" or (mention.name and known_outlet(mention.name))
    ):
        return by_outlet(memory, mention)
    if mention.name is not None:
        return by_name(memory, mention)
    return by_description(memory, mention, span)


def _of_interview(memory: Memory, label: str) -> Entity:
    """Who asks and who answers, where the turns of an interview say no more than “Q” and “A”."""
    if label == "Q":
        return author_of(memory)
    known = (one for one in memory.entities if one.name is None and one.description == label)
    return next(known, None) or memory.new("person", description=label)


def _named_beside(memory: Memory, mention: Mention, span: Span) -> Entity | None:
    """As in "the president-elect", with ", Donald Trump" behind it; "the group’s director Ali Vaez"."""
    if mention.name is not None or mention.kind not in ("person", None) or mention.plural:
        return None
    if not mention.definite and mention.possessor is None:
        return None
    behind = memory.text[span.end : span.end + 2]
    for full in memory.names_between(span.start + 1, span.end + 3):
        ends_it = full.end == span.end and full.start > span.start and mention.head is not None
        follows = behind == ", " and full.start == span.end + 2
        if ends_it or (follows and mention.head is not None):
            entity = by_name(memory, parse(full.name))
            if mention.role and entity.kind == "person":
                entity.learn(replace(mention, name=None))
            return entity
    return None


def _name_headlines(memory: Memory, found: dict[str, Entity]) -> None:
    """As in "Lawmaker urges retaliation": who that is, the story's first named person tells."""
    named = [one for one in memory.entities if one.kind == "person" and one.name and one.mentions]
    if not named:
        return
    first = min(named, key=lambda one: one.mentions[0].start)
    for key, entity in list(found.items()):
        if entity.kind != "person" or entity.name or entity.plural:
            continue
        noun = (entity.description or " ").split(" ")[0]
        headline = kind_of_noun(noun) == ("person", False) or noun.lower() in ("he", "she")
        if first.gender not in (None, entity.gender) and entity.gender is not None:
            continue
        if headline and entity.mentions[0].start <= HEADLINE:
            found[key] = first
            first.mentions = sorted({*first.mentions, *entity.mentions})
