"""The fourth stage: attributions → who is behind them, what they do, on what terms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Article, Attribution, Reading, Source, Span
from onrecord.sources.acts import act_of
from onrecord.sources.anonymity import Condition, conditions
from onrecord.sources.continued import with_continued
from onrecord.sources.coreference.entities import Entity, resolve_entities
from onrecord.sources.implied import with_authorities, with_speakers
from onrecord.sources.terms import conditions_by_entity, is_named, terms_of

__all__ = ["resolve", "with_continued"]


def resolve(reading: Reading) -> Reading:
    """Tie each attribution to its source, and tell its act and its terms.

    Sources are numbered in the order in which they first speak. An attribution without a source
    span has one only where its words imply it (`implied`).
    """
    article = reading.article
    reading = replace(reading, attributions=_without_terms(article.text, reading.attributions))
    entities = resolve_entities(article.text, reading.attributions)
    stated = conditions_by_entity(article.text, reading.attributions, entities)
    ids: dict[int, str] = {}
    for one in reading.attributions:
        if (entity := entities.get(one.id)) is not None:
            ids.setdefault(entity.number, f"s{len(ids) + 1}")
    by_number = {entity.number: entity for entity in entities.values()}
    sources = tuple(
        _source(
            key,
            by_number[number],
            stated.get(number),
            " ".join(article.words(by_number[number].mentions[0]).split()),
        )
        for number, key in ids.items()
    )
    by_id = {source.id: source for source in sources}
    attributions = tuple(
        _sourced(
            article,
            one,
            by_id.get(ids.get(entities[one.id].number, "")) if one.id in entities else None,
        )
        for one in reading.attributions
    )
    attributions = with_speakers(article, attributions)
    attributions, implied = with_authorities(article, attributions, len(sources))
    return replace(reading, attributions=attributions, sources=(*sources, *implied))


_PRONOUN = re.compile(r"(?:who|he|she|they|it)\b", re.IGNORECASE)


def _without_terms(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions without those that are another one's terms: "…, who requested anonymity because
    she feared for her job".
    """
    stated = conditions(text)
    if not stated:
        return tuple(attributions)
    starts = [one.span.start for one in stated]

    def is_terms(one: Attribution) -> bool:
        place = (one.cue or one.content)[0].start
        number = bisect_right(starts, place) - 1
        if number < 0:
            return False
        condition = stated[number]
        if place < condition.span.end:
            return True
        speaker = text[one.source[0].start : one.source[0].end] if one.source else ""
        reason = condition.reason
        in_reason = reason is not None and reason.start <= place < reason.end
        return in_reason and _PRONOUN.match(speaker) is not None

    gone = {one.id for one in attributions if is_terms(one)}
    return tuple(
        replace(one, parent=None) if one.parent in gone else one
        for one in attributions
        if one.id not in gone
    )


def _source(id: str, entity: Entity, condition: Condition | None, fallback: str) -> Source:
    name = entity.name or entity.description or fallback
    return Source(
        id=id,
        name=name,
        kind=entity.kind,
        named=is_named(entity),
        role=entity.role,
        affiliation=entity.affiliation,
        count=entity.count,
        terms=terms_of(entity, condition),
        condition=condition.span
        if condition and terms_of(entity, condition) == "anonymous"
        else None,
        reason=condition.reason
        if condition and terms_of(entity, condition) == "anonymous"
        else None,
        mentions=tuple(sorted(set(entity.mentions))),
    )


def _sourced(article: Article, one: Attribution, source: Source | None) -> Attribution:
    opens = not (one.cue and one.content) or _follows(one.cue[-1], one.content)
    return replace(
        one,
        source_id=source.id if source else None,
        act=act_of(
            article.words(*one.cue),
            article.words(*one.content),
            source=article.words(*one.source),
            opens=opens,
        ),
        terms=source.terms if source else None,
    )


def _follows(cue: Span, content: tuple[Span, ...]) -> bool:
    return any(piece.start >= cue.end for piece in content)
