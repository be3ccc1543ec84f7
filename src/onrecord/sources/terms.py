"""On what footing a source speaks: on the record, unnamed, anonymous.

Text can show these and no more. A named person, and any body, outlet or document, speaks on the
record; people whose names the article does not give are unnamed, and anonymous where the article
states the condition.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from onrecord.languages import Words
from onrecord.records import Attribution, Span, Terms
from onrecord.sources.anonymity import Condition, conditions
from onrecord.sources.coreference import Entity
from onrecord.text import Document

__all__ = ["conditions_by_entity", "is_named", "terms_of"]

_LONGEST = 500  # code points of a source span
_ASSUMED = 40  # code points behind a condition in which an assumed name may begin
_SENTENCE_BEFORE = 300  # code points to a source of whom a sentence of its own tells the condition


def is_named(entity: Entity) -> bool:
    """Whether the article gives the source's own proper name."""
    return entity.kind not in (None, "author") and entity.name is not None


def terms_of(entity: Entity, condition: Condition | None) -> Terms | None:
    """The terms of a source; None for the author, and where it is not clear what the source is."""
    if entity.kind == "author":
        return None
    if condition is not None and entity.kind in (None, "person", "people"):
        return "anonymous"
    if entity.kind is None:
        return None
    if entity.kind in ("organisation", "outlet", "document") or is_named(entity):
        return "on_record"
    return "unnamed"


def conditions_by_entity(
    document: Document,
    lang: Words,
    attributions: Sequence[Attribution],
    entities: Mapping[str, Entity],
) -> dict[int, Condition]:
    """The condition of each source that has one, by the number of its entity.

    A condition belongs to the source whose span it stands in, be it one who goes by a name that is not
    his; else to the last unnamed source mentioned before it in its sentence; else to the next one in it.
    Where all officials spoke on it, it is theirs, and where someone "also" did, it is the one's before
    too.
    """
    people = sorted(
        (piece, one.id)
        for one in attributions
        if (entity := entities.get(one.id)) is not None
        and entity.kind in ("person", "people", None)
        for piece in one.source
    )
    unnamed = [(piece, key) for piece, key in people if not is_named(entities[key])]
    outer = {one.id for one in attributions if one.parent is None}
    found: dict[int, Condition] = {}
    for condition in conditions(document, lang):
        sentence = document.sentences.around(condition.span)
        before = document.text[sentence.start : condition.span.start]
        holder = (
            _within_itself(condition.span, people)
            or _assumed(document, lang, condition.span, people)
            or _holder(condition.span, sentence, unnamed)
        )
        holders = list(_everyone(before, lang, unnamed, entities))
        if holder is not None:
            holders.append(holder)
            if lang.anonymity.also.search(before):
                holders.extend(_one_before(holder, unnamed, entities, outer))
        for one in holders:
            found.setdefault(entities[one].number, condition)
    return found


def _within_itself(span: Span, people: Sequence[tuple[Span, str]]) -> str | None:
    """The attribution in whose source span a condition stands."""
    near = people[_begun_before(people, span.start - _LONGEST) : _begun_before(people, span.end)]
    return next(
        (key for piece, key in near if piece.start <= span.start and span.end <= piece.end), None
    )


def _assumed(
    document: Document, lang: Words, span: Span, people: Sequence[tuple[Span, str]]
) -> str | None:
    """As in "identified only by his nom de guerre, Abu Reed": whose assumed name stands right behind."""
    if lang.anonymity.assumed.search(document.text[slice(*span)]) is None:
        return None
    low = _begun_before(people, span.end)
    near = people[low : _begun_before(people, span.end + _ASSUMED)]
    return near[0][1] if near else None


def _everyone(
    before: str, lang: Words, unnamed: Sequence[tuple[Span, str]], entities: Mapping[str, Entity]
) -> Iterator[str]:
    """As in "All officers and officials spoke on condition …": every unnamed source of those nouns."""
    match = lang.anonymity.everyone.search(before)
    if match is None:
        return
    nouns = {lang.lexicon.singular(word.lower()) for word in match["nouns"].split()}
    anyone = not nouns.isdisjoint(lang.anonymity.anyone)
    for _, key in unnamed:
        words = (entities[key].description or "").lower().split()
        if anyone or not nouns.isdisjoint(map(lang.lexicon.singular, words)):
            yield key


def _one_before(
    holder: str,
    unnamed: Sequence[tuple[Span, str]],
    entities: Mapping[str, Entity],
    outer: Collection[str],
) -> Iterator[str]:
    """The last other unnamed person before a holder's first words, of those who speak for themselves."""
    number = entities[holder].number
    places = (place for place, (_, key) in enumerate(unnamed) if entities[key].number == number)
    others = (
        key
        for _, key in reversed(unnamed[: next(places, 0)])
        if key in outer and entities[key].number != number and entities[key].kind == "person"
    )
    yield from islice(others, 1)


def _holder(span: Span, sentence: Span, unnamed: Sequence[tuple[Span, str]]) -> str | None:
    """The attribution whose source a condition outside its span is said of."""
    low = _begun_before(unnamed, max(sentence.start - _LONGEST, 0))
    high = _begun_before(unnamed, sentence.end)
    before = behind = None
    for piece, holder in unnamed[low:high]:
        if sentence.start <= piece.start < span.start:
            before = holder
        elif piece.start >= span.end and behind is None:
            behind = holder
    if before or behind:
        return before or behind
    # "They spoke on condition …": of whom was last spoken.
    last = _begun_before(unnamed, span.start) - 1
    if last >= 0 and span.start - unnamed[last][0].end < _SENTENCE_BEFORE:
        return unnamed[last][1]
    return None


def _begun_before(unnamed: Sequence[tuple[Span, str]], place: int) -> int:
    """How many source spans begin before a place."""
    return bisect_left(unnamed, (Span(place, 0), ""))
