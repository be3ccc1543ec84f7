"""On what footing a source speaks: on the record, unnamed, anonymous.

Text can show these and no more. A named person, and any body, outlet or document, speaks on the
record; people whose names the article does not give are unnamed, and anonymous where the article
states the condition.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from onrecord.languages import Words
from onrecord.records import Attribution, Span, Terms
from onrecord.sources.anonymity import Condition, conditions
from onrecord.sources.coreference import Entity
from onrecord.text import Document

__all__ = ["conditions_by_entity", "is_named", "terms_of"]

_LONGEST = 500  # code points of a source span
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

    A condition belongs to the unnamed source whose span it stands in; else to the last unnamed
    source mentioned before it in its sentence; else to the next one in it.
    """
    unnamed = sorted(
        (piece, one.id)
        for one in attributions
        if (entity := entities.get(one.id)) is not None
        and entity.kind in ("person", "people", None)
        and not is_named(entity)
        for piece in one.source
    )
    sentences = document.sentences
    found: dict[int, Condition] = {}
    for condition in conditions(document, lang):
        holder = _holder(condition.span, sentences.around(condition.span), unnamed)
        if holder is not None:
            found.setdefault(entities[holder].number, condition)
    return found


def _holder(span: Span, sentence: Span, unnamed: Sequence[tuple[Span, str]]) -> str | None:
    """The attribution whose source a condition is said of."""
    low = _begun_before(unnamed, max(sentence.start - _LONGEST, 0))
    high = _begun_before(unnamed, sentence.end)
    before = behind = None
    for piece, holder in unnamed[low:high]:
        if piece.start <= span.start and span.end <= piece.end:
            return holder
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
