"""Each attribution with its source, its act and its terms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.languages import Words
from onrecord.records import Attribution, Reading, Source, Span
from onrecord.sources.acts import act_of
from onrecord.sources.anonymity import Condition, conditions
from onrecord.sources.coreference import Entity, resolve_entities
from onrecord.sources.implied import with_authorities, with_speakers
from onrecord.sources.terms import conditions_by_entity, is_named, terms_of
from onrecord.text import Document

__all__ = ["resolve"]

_LONGEST = 4_000  # code points of a role that are looked at for what the source does


def resolve(reading: Reading, document: Document, lang: Words) -> Reading:
    """Tie each attribution to its source, and tell its act and its terms.

    Sources are numbered in the order in which they first speak. An attribution without a source
    span has one only where its words imply it (`implied`).

    Args:
        reading: with the attributions of an article.
        document: of the article.
        lang: its language.
    """
    found = _without_terms(document, lang, reading.attributions)
    entities = resolve_entities(document, lang, found)
    stated = conditions_by_entity(document, lang, found, entities)
    numbers = dict.fromkeys(entities[one.id].number for one in found if one.id in entities)
    by_number = {entity.number: entity for entity in entities.values()}
    sources = {
        number: _source(document, f"s{place}", by_number[number], stated.get(number))
        for place, number in enumerate(numbers, start=1)
    }
    of = {key: sources[entity.number] for key, entity in entities.items()}
    attributions = tuple(_sourced(document, lang, one, of.get(one.id)) for one in found)
    attributions = with_speakers(document, lang, attributions)
    attributions, implied = with_authorities(document, lang, attributions, len(sources))
    return replace(reading, attributions=attributions, sources=(*sources.values(), *implied))


def _without_terms(
    document: Document, lang: Words, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Attributions without those that are another one's terms: "…, who requested anonymity because
    she feared for her job".
    """
    stated = conditions(document, lang)
    starts = [one.span.start for one in stated]

    def is_terms(one: Attribution) -> bool:
        place = (one.cue or one.content)[0].start
        number = bisect_right(starts, place) - 1
        if number < 0:
            return False
        condition = stated[number]
        if place < condition.span.end:
            return True
        reason = condition.reason
        in_reason = reason is not None and reason.start <= place < reason.end
        speaker = document.text[slice(*one.source[0])] if one.source else ""
        return in_reason and lang.anonymity.pronoun.match(speaker) is not None

    gone = {one.id for one in attributions if is_terms(one)}
    return tuple(
        replace(one, parent=None) if one.parent in gone else one
        for one in attributions
        if one.id not in gone
    )


def _source(document: Document, id: str, entity: Entity, condition: Condition | None) -> Source:
    name = entity.name or entity.description or document.words(entity.mentions[0])
    terms = terms_of(entity, condition)
    stated = condition if terms == "anonymous" else None
    return Source(
        id=id,
        name=name,
        kind=entity.kind,
        named=is_named(entity),
        role=entity.role,
        affiliation=entity.affiliation,
        count=entity.count,
        terms=terms,
        condition=stated.span if stated else None,
        reason=stated.reason if stated else None,
        mentions=tuple(sorted(set(entity.mentions))),
        composed=not _stands_in(document, name),
    )


def _stands_in(document: Document, name: str) -> bool:
    """Whether a name is a stretch of the page's words, line breaks and runs of spaces apart."""
    return name in document.text or name in document.folded


def _sourced(
    document: Document, lang: Words, one: Attribution, source: Source | None
) -> Attribution:
    opens = not (one.cue and one.content) or _follows(one.cue[-1], one.content)
    cue, content, words = (_joined(document, role) for role in (one.cue, one.content, one.source))
    return replace(
        one,
        source_id=source.id if source else None,
        act=act_of(cue, content, lang, source=words, opens=opens),
        terms=source.terms if source else None,
    )


def _joined(document: Document, spans: Sequence[Span]) -> str:
    words = " … ".join(document.text[start:end] for start, end in spans)
    return words[:_LONGEST]  # a "word" may be a page of letters without a space


def _follows(cue: Span, content: tuple[Span, ...]) -> bool:
    return any(piece.start >= cue.end for piece in content)
