"""Each attribution with its source, its act and its terms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from onrecord.attributions import Clues, NameFeatures
from onrecord.languages import Words
from onrecord.records import Attribution, Reading, Source, Span
from onrecord.sources.acts import act_of, may_be
from onrecord.sources.anonymity import Condition, conditions
from onrecord.sources.coreference import Entity, Resolved, Ruling, resolve_entities
from onrecord.sources.implied import with_speakers
from onrecord.sources.terms import conditions_by_entity, is_named, terms_of
from onrecord.sources.weighing import Labels, act_of_both, is_of_nobody, kind_of_both, mean
from onrecord.text import Document

__all__ = ["resolve"]

_BETWEEN = 80  # code points between a source and a noun for what others say
_LONGEST = 4_000  # code points of a role that are looked at for what the source does


#: The calibrated probability that a statement has the right source.
Judge: TypeAlias = Callable[[NameFeatures], float | None]


def resolve(
    reading: Reading,
    document: Document,
    lang: Words,
    clues: Clues | None = None,
    judge: Judge | None = None,
) -> Reading:
    """Tie each attribution to its source, and tell its act and its terms.

    Sources are numbered in the order in which they first speak. An attribution without a source
    span has one only where its words imply it (`implied`).

    Args:
        reading: with the attributions of an article.
        document: of the article.
        lang: its language.
        clues: what the network says of the attributions beside their spans.
        judge: tells how probable it is that a statement has the right source.
    """
    found = _without_terms(document, lang, reading.attributions)
    labels = {one.id: clues.labels(one) for one in found} if clues is not None else {}
    found = tuple(_without_stray_source(document, lang, one, labels.get(one.id)) for one in found)
    resolved = resolve_entities(document, lang, found, clues)
    entities = {
        key: entity
        for key, entity in resolved.entities.items()
        if entity.name or (entity.description or "").lower() not in lang.coreference.addressed
    }
    for entity, own in _by_entity(found, entities):
        if shares := [labels[one.id]["kind"] for one in own if one.id in labels]:
            entity.kind = kind_of_both(entity.kind, mean(shares))
    stated = conditions_by_entity(document, lang, found, entities)
    numbers = dict.fromkeys(entities[one.id].number for one in found if one.id in entities)
    by_number = {entity.number: entity for entity in entities.values()}
    sources = {
        number: _source(document, lang, f"s{place}", by_number[number], stated.get(number))
        for place, number in enumerate(numbers, start=1)
    }
    of = {key: sources[entity.number] for key, entity in entities.items()}
    attributions = tuple(
        _sourced(document, lang, one, of.get(one.id), labels.get(one.id)) for one in found
    )
    attributions = tuple(_judged(one, resolved.rulings.get(one.id), judge) for one in attributions)
    named = _with_doubts(tuple(sources.values()), attributions, resolved)
    attributions = with_speakers(document, lang, attributions)
    return replace(reading, attributions=attributions, sources=named)


def _without_stray_source(
    document: Document, lang: Words, one: Attribution, labels: Labels | None
) -> Attribution:
    """A statement without its source where the network says that nobody is named, or who is spoken of is."""
    if not one.source:
        return one
    nobody = labels is not None and is_of_nobody(labels["kind"])
    bare = document.words(*one.source) in lang.mentions.articles  # in small letters: "A:" answers
    reasons = _is_spoken_of, _meets_it, _is_asked, _names_nobody
    stray = nobody or bare or any(reason(document, lang, one) for reason in reasons)
    return replace(one, source=()) if stray else one


def _is_spoken_of(document: Document, lang: Words, one: Attribution) -> bool:
    """Whether the source is the subject of a passive cue: "Reed was accused of fraud"."""
    if not one.cue or not one.source[-1].end <= one.cue[0].start:
        return False
    return lang.acts.spoken_of.match(document.words(*one.cue)) is not None


def _meets_it(document: Document, lang: Words, one: Attribution) -> bool:
    """Whether the source does not say what is said but meets it: "Reed responded to | claims that …", whoever makes them."""
    if not one.cue or not one.source[-1].end <= one.cue[0].start:
        return False
    cue = document.words(*one.cue)
    told = lang.acts.meets.match(cue)
    if told is not None:
        return lang.acts.others_words.fullmatch(cue, told.end()) is not None
    if lang.acts.others_words.fullmatch(cue) is None:
        return False
    between = document.text[one.source[-1].end : one.cue[0].start]
    return len(between) < _BETWEEN and lang.acts.met.fullmatch(between) is not None


def _is_asked(document: Document, lang: Words, one: Attribution) -> bool:
    """Whether the source behind a cue was asked, whoever asked: "Pressed on it, Reed said no"."""
    if not one.cue or not one.content or one.source[0].start < one.content[-1].end:
        return False
    return lang.acts.asked_first.match(document.words(*one.cue)) is not None


def _names_nobody(document: Document, lang: Words, one: Attribution) -> bool:
    """Whether the words of a source tell of nobody: "international | calls", "it | has been decided", "Reed’s | alleged"."""
    source, cue = document.words(*one.source), document.words(*one.cue) if one.cue else ""
    return any(
        whole.fullmatch(source) is not None and opening.match(cue) is not None
        for whole, opening in lang.acts.nobody_says
    )


def _judged(one: Attribution, ruling: Ruling | None, judge: Judge | None) -> Attribution:
    """A statement with how probable its source is, and the words that decide who that is."""
    if ruling is None:
        return one
    score = judge(ruling.features) if judge is not None else None
    own = one.source and one.source[0].start <= ruling.words.start < one.source[-1].end
    return replace(
        one,
        source_score=None if score is None else round(score, 4),
        named_by=() if own else (ruling.words,),
    )


def _with_doubts(
    sources: Sequence[Source], attributions: Sequence[Attribution], resolved: Resolved
) -> tuple[Source, ...]:
    """Sources with how probable their names are, and with whom else their mentions may mean."""
    scores: dict[str, list[float]] = {}
    others: dict[str, dict[str, None]] = {}
    for one in attributions:
        if one.source_id is None:
            continue
        if one.source_score is not None:
            scores.setdefault(one.source_id, []).append(one.source_score)
        ruling = resolved.rulings.get(one.id)
        if ruling is not None:
            others.setdefault(one.source_id, {}).update(dict.fromkeys(ruling.candidates))

    def doubted(source: Source) -> Source:
        own = scores.get(source.id, [])
        return replace(
            source,
            score=round(sum(own) / len(own), 4) if own else None,
            candidates=tuple(name for name in others.get(source.id, ()) if name != source.name),
        )

    return tuple(map(doubted, sources))


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


def _not_possessive(lang: Words, description: str) -> str:
    """A description without the ending of "the man’s"; the last mark of ‘…’ is none."""
    return description if "‘" in description else lang.mentions.possessive.sub("", description)


def _source(
    document: Document, lang: Words, id: str, entity: Entity, condition: Condition | None
) -> Source:
    name = entity.name or _not_possessive(
        lang, entity.description or document.words(entity.mentions[0])
    )
    terms = terms_of(entity, condition)
    stated = condition if terms == "anonymous" else None
    return Source(
        id=id,
        name=name,
        kind=entity.kind,
        named=is_named(entity),
        role=None if entity.name and _is_name(lang, entity.role, name) else entity.role,
        affiliation=_affiliation(entity),
        count=entity.count,
        terms=terms,
        condition=stated.span if stated else None,
        reason=stated.reason if stated else None,
        mentions=tuple(sorted(set(entity.mentions))),
        composed=not _stands_in(document, name),
    )


def _is_name(lang: Words, role: str | None, name: str) -> bool:
    """Whether a role is nothing but the name over again, with a title or without: "Prince Tom"."""
    own, told = set(name.casefold().split()), set((role or "").casefold().split())
    return own <= told and told - own <= lang.lexicon.titles


def _affiliation(entity: Entity) -> str | None:
    """The body that a source is of, by name: not "company", which one the article does not say. A body is of none."""
    told = entity.affiliation
    if told is None or entity.kind in ("organisation", "outlet"):
        return None
    return None if told.islower() and len(told.split()) == 1 else told


def _stands_in(document: Document, name: str) -> bool:
    """Whether a name is a stretch of the page's words, line breaks and runs of spaces apart."""
    return name in document.text or name in document.folded


def _by_entity(
    attributions: Sequence[Attribution], entities: Mapping[str, Entity]
) -> Iterator[tuple[Entity, list[Attribution]]]:
    """Each entity with its attributions."""
    own: dict[int, list[Attribution]] = {}
    for one in attributions:
        if one.id in entities:
            own.setdefault(entities[one.id].number, []).append(one)
    for statements in own.values():
        yield entities[statements[0].id], statements


def _sourced(
    document: Document,
    lang: Words,
    one: Attribution,
    source: Source | None,
    labels: Labels | None,
) -> Attribution:
    opens = not (one.cue and one.content) or _follows(one.cue[-1], one.content)
    cue, content, words = (_joined(document, role) for role in (one.cue, one.content, one.source))
    act = act_of(cue, content, lang, source=words, opens=opens)
    if labels is not None:
        both = act_of_both(act, labels["act"])
        if may_be(both, cue, content, lang, source=words):
            act = both
    return replace(
        one,
        source_id=source.id if source else None,
        act=act,
        terms=source.terms if source else None,
    )


def _joined(document: Document, spans: Sequence[Span]) -> str:
    words = " … ".join(document.text[start:end] for start, end in spans)
    return words[:_LONGEST]  # a "word" may be a page of letters without a space


def _follows(cue: Span, content: tuple[Span, ...]) -> bool:
    return any(piece.start >= cue.end for piece in content)
