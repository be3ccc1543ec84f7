"""The sieves as a table, and the one place where they are applied.

A sieve for each kind of mention, in the order of their precision, as in sieve-based coreference (Lee
et al. 2013, *Deterministic coreference resolution based on entity-centric, precision-ranked rules*),
cut down to what stands in a source span. The first one that decides is believed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.attributions import Clues
from onrecord.languages import Words
from onrecord.records import Attribution, Span
from onrecord.sources.coreference import descriptions, names, pronouns
from onrecord.sources.coreference.bodies import with_body_named
from onrecord.sources.coreference.case import Case, Sieve
from onrecord.sources.coreference.entity import Entity
from onrecord.sources.coreference.memory import BELOW, HEADLINE, Memory
from onrecord.sources.coreference.names import by_name, with_title
from onrecord.sources.coreference.pointed import Ruling, weighed
from onrecord.sources.coreference.several import several
from onrecord.sources.coreference.told import Told
from onrecord.text import Document

__all__ = ["SIEVES", "Resolved", "resolve_entities"]


#: In this order; each passes over the mentions that are not its own, and one of the last two decides.
SIEVES: tuple[Sieve, ...] = (
    pronouns.of_interview,
    pronouns.speaker,
    pronouns.relative,
    pronouns.repeated,
    pronouns.goes_on,
    pronouns.he_or_she,
    pronouns.from_body,
    pronouns.spoken_of,
    pronouns.body_or_group,
    pronouns.anyone,
    several,
    names.named_beside,
    names.outlet,
    names.named,
    descriptions.described,
)
#: Those of them that decide by what was last spoken of: the network may know better.
BY_DISTANCE: tuple[Sieve, ...] = (
    pronouns.speaker,
    pronouns.relative,
    pronouns.he_or_she,
    pronouns.body_or_group,
    pronouns.anyone,
    descriptions.described,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is meant, by the ids of attributions.

    Attributes:
        entities: of each attribution with a source.
        rulings: how that was decided.
    """

    entities: Mapping[str, Entity]
    rulings: Mapping[str, Ruling]


def resolve_entities(
    document: Document,
    lang: Words,
    attributions: Sequence[Attribution],
    clues: Clues | None = None,
) -> Resolved:
    """Who is meant by the source of each attribution that has one."""
    memory, told = Memory(document, lang), Told()
    rulings: dict[str, Ruling] = {}
    for one in _in_order(attributions):
        span = Span(one.source[0].start, one.source[-1].end)
        words = " ".join(memory.text[start:end] for start, end in one.source)
        mention = memory.parse(words, starts_sentence=memory.opens_sentence(span.start))
        case = Case(mention, span, one, memory, told, clues)
        case = case.of(with_body_named(case))
        ruling = _ruled(case)
        met = bool(ruling.decision.entity.number)
        entity = memory.take(ruling.decision)
        if not met and entity.name is None and ruling.words != span:
            memory.mention(entity, ruling.words)  # described there, though no source's words
        memory.mention(entity, span)
        memory.see(entity, span.start)
        told.add(one, entity)
        rulings[one.id] = ruling
    found = _with_headings_named(memory, _with_headlines_named(memory, told.entities))
    for entity in memory.entities:
        entity.name = with_title(memory, entity)
        if entity.kind == "person" and entity.affiliation is not None:
            entity.affiliation = _affiliated(memory, entity)
    return Resolved(found, rulings)


def _affiliated(memory: Memory, entity: Entity) -> str | None:
    """The body that a person is of, or the person that he speaks for, by the name that the article gives in full."""
    told = entity.affiliation or ""
    if set(told.split()) <= set((entity.name or "").split()):
        return None
    mention = memory.parse(told)
    if mention.kind == "person" and mention.name is not None and mention.title is not None:
        return by_name(memory, mention).entity.name
    return memory.spelt_out(told)


def _ruled(case: Case) -> Ruling:
    """The first decision of a sieve; weighed against the network's where the sieve goes by distance."""
    for sieve in SIEVES:
        decided = sieve(case)
        if decided is not None:
            open_ = sieve in BY_DISTANCE and not decided.by_title
            return weighed(case, decided, open_=open_)
    return weighed(case, case.new_described(), open_=True)


def _in_order(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Those with a source by where that stands, but none before the one that it is nested in: whose
    "we" it is in "“We know of nothing,” Ada Reed said" stands behind.
    """
    by_id = {one.id: one for one in attributions}

    def places(one: Attribution) -> tuple[tuple[Span, ...], int]:
        parent = by_id.get(one.parent or "")
        if parent is None or not parent.source:
            return one.source, 0
        place, depth = places(parent)
        return max(one.source, place), depth + 1

    return sorted((one for one in attributions if one.source), key=places)


def _with_headlines_named(memory: Memory, found: dict[str, Entity]) -> dict[str, Entity]:
    """As in "Lawmaker urges retaliation": who that is, the story's first named person tells."""
    named = [one for one in memory.entities if one.kind == "person" and one.name and one.mentions]
    if not named:
        return found
    first = min(named, key=lambda one: one.mentions[0].start)
    headlines = {key for key, entity in found.items() if _is_of_headline(memory, entity, first)}
    for key in headlines:
        first.mentions = sorted({*first.mentions, *found[key].mentions})
    return {key: first if key in headlines else entity for key, entity in found.items()}


def _with_headings_named(memory: Memory, found: dict[str, Entity]) -> dict[str, Entity]:
    """As in "UN secretary-general calls for calm" over a passage in which the secretary-general is named."""
    named = sorted(
        (span.start, one.number)
        for one in memory.entities
        if one.kind == "person" and one.name
        for span in one.mentions
    )
    meant: dict[int, Entity] = {}
    for entity in {one.number: one for one in found.values()}.values():
        below = _named_below(memory, entity, named)
        if below is not None:
            below.mentions = sorted({*below.mentions, *entity.mentions})
            meant[entity.number] = below
    return {key: meant.get(entity.number, entity) for key, entity in found.items()}


def _named_below(memory: Memory, entity: Entity, named: Sequence[tuple[int, int]]) -> Entity | None:
    """The first person named in the passage below a heading who is what somebody is told to be there.

    Args:
        memory: of the article.
        entity: who is described in headings only, else nobody is meant.
        named: where persons are named, with their numbers, in order.
    """
    if entity.kind != "person" or entity.name or entity.plural or not entity.heads:
        return None
    ends = [memory.end_of_heading(span) for span in entity.mentions]
    places = [end for end in ends if end is not None]
    if not places or len(places) < len(ends):
        return None
    low = bisect_left(named, (min(places), 0))
    high = bisect_left(named, (min(places) + BELOW, 0))
    below = (memory.entities[number - 1] for _, number in named[low:high])
    return next((one for one in below if entity.heads & (one.heads | one.titles)), None)


def _is_of_headline(memory: Memory, entity: Entity, first: Entity) -> bool:
    if entity.kind != "person" or entity.name or entity.plural:
        return False
    if entity.mentions[0].start > HEADLINE:
        return False
    if first.gender not in (None, entity.gender) and entity.gender is not None:
        return False
    noun = (entity.description or " ").split(" ")[0]
    pronoun = noun.lower() in memory.lang.coreference.subject_pronouns
    mention = memory.parse(entity.description or "")
    # "Lawmaker urges retaliation"; of "Mayor Reed’s lawyer" it is not the mayor who speaks
    person = mention.kind == "person" and mention.head == noun.lower() and not mention.possessor
    return pronoun or person
