"""What editors found wrong in readings: put right in every reading of the article, however often it is read anew.

A correction knows its statement by the words and the place that it was made for; a reading that has no such
statement any more is left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from sqlalchemy import Connection, select

from onrecord.archive.database import within
from onrecord.archive.site import correction
from onrecord.records import Attribution, Reading, Source, Span, Terms

__all__ = ["FIELDS", "Correction", "Field", "accepted", "corrected", "place", "write_labelled"]

#: What may be wrong: who it is laid to, on what terms, in which words; that it is no statement; that it is, or is
#: not, of the claim that it is shown with (which changes no reading).
Field: TypeAlias = Literal["source", "terms", "words", "no_statement", "claim"]
FIELDS: tuple[Field, ...] = get_args(Field)
_TERMS = frozenset(get_args(Terms))


@dataclass(frozen=True, slots=True)
class Correction:
    """That a statement was read wrongly.

    Attributes:
        article: number of its article.
        statement: its id in the reading that this was made for.
        words: of its content then; `start`: where they began.
        field: what is wrong.
        value: what is right: a name, terms, words of the article; None of one that is no statement.
        decided_by, decided_at: who accepted it, and when.
    """

    article: int
    statement: str
    words: str
    start: int
    field: Field
    value: str | None
    decided_by: str | None = None
    decided_at: str | None = None


def accepted(connection: Connection, articles: Iterable[int]) -> dict[int, list[Correction]]:
    """The corrections of articles that hold, in the order in which they were accepted."""
    asked = (
        select(correction)
        .where(correction.c.state == "accepted")
        .order_by(correction.c.decided_at, correction.c.id)
    )
    found: dict[int, list[Correction]] = {}
    for row in within(connection, asked, correction.c.article_id, articles):
        found.setdefault(row.article_id, []).append(
            Correction(
                row.article_id, row.statement, row.words, row.start, row.field, row.value, row.decided_by,
                row.decided_at,
            )
        )  # fmt: skip
    return found


def corrected(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    """A reading, put right.

    Args:
        reading: as it was made.
        corrections: in order; a later one of the same statement and field holds.
    """
    statements = {one.id: one for one in reading}
    sources = {source.id: source for source in reading.sources}
    for told in corrections:
        meant = _meant(told, reading)
        one = statements.get(meant.id) if meant is not None else None
        if one is None:
            continue
        if told.field == "no_statement":
            statements = _without(one.id, statements)
        elif told.field == "source" and told.value:
            source = _source(told.value, one, sources)
            sources[source.id] = source
            terms = source.terms or one.terms
            statements[one.id] = replace(one, source_id=source.id, source_score=1.0, terms=terms)
        elif told.field == "terms" and told.value in _TERMS:
            right: Any = told.value
            statements[one.id] = replace(one, terms=right)
            own = sources.get(one.source_id or "")
            if own is not None and _alone(one, statements.values()):
                sources[own.id] = replace(own, terms=right)
        elif told.field == "words" and told.value:
            spans = _found(told.value, told.start, reading.article.text)
            if spans:
                statements[one.id] = replace(one, content=spans, form=one.form or "indirect")
    speaking = {one.source_id for one in statements.values()}
    return replace_parts(
        reading,
        tuple(statements.values()),
        tuple(source for source in sources.values() if source.id in speaking),
    )


def replace_parts(
    reading: Reading, attributions: tuple[Attribution, ...], sources: tuple[Source, ...]
) -> Reading:
    """The same article with other statements; times that belonged to one that is gone belong to none."""
    there = {one.id for one in attributions}
    times = tuple(
        time if time.attribution in there else replace(time, attribution=None, dates=None)
        for time in reading.times
    )
    return Reading(
        reading.article, attributions, sources=sources, times=times, provenance=reading.provenance
    )


def _meant(told: Correction, reading: Reading) -> Attribution | None:
    """The statement that a correction is of, in the reading as it was made: the one whose content has most of its
    words in their place.
    """
    at = place(told, reading.article.text)
    if at is None:
        return None
    best: tuple[float, bool, Attribution] | None = None
    for one in reading:
        spans = one.content or one.cue
        common = sum(max(0, min(span.end, at.end) - max(span.start, at.start)) for span in spans)
        size = sum(span.end - span.start for span in spans) + (at.end - at.start) - common
        share = common / size if size else 0.0
        if share > 0.3 and (best is None or (share, one.id == told.statement) > best[:2]):
            best = share, one.id == told.statement, one
    return best[2] if best else None


def place(told: Correction, text: str) -> Span | None:
    """Where the words of a correction stand in a text; None where they are gone."""
    start = told.start
    if text[start : start + 20] != told.words[:20]:
        start = text.find(told.words[:80])
    return Span(start, min(len(text), start + len(told.words))) if start >= 0 else None


def _without(gone: str, statements: Mapping[str, Attribution]) -> dict[str, Attribution]:
    """Statements without one; those inside it and behind it stand by themselves, where they can."""
    kept = {}
    for name, one in statements.items():
        if name == gone or (one.continued == gone and not one.cue):
            continue
        kept[name] = replace(one, parent=None) if one.parent == gone else one
    return kept


def _source(name: str, one: Attribution, sources: Mapping[str, Source]) -> Source:
    """A source of a name: the one that the article has, else a new one."""
    for source in sources.values():
        if source.name.casefold() == name.casefold():
            return source
    numbers = [int(known[1:]) for known in sources if known[1:].isdigit()]
    named = name[:1].isupper()
    return Source(
        id=f"s{max(numbers, default=0) + 1}",
        name=name,
        kind=None,  # of which kind it is nobody said
        named=named,
        role=None,
        affiliation=None,
        count=None,
        terms="on_record" if named else one.terms,
        condition=None,
        reason=None,
        mentions=one.source,
        composed=True,
    )


def _alone(one: Attribution, statements: Iterable[Attribution]) -> bool:
    return sum(other.source_id == one.source_id for other in statements) == 1


def _found(words: str, near: int, text: str) -> tuple[Span, ...]:
    """Where words stand in a text, nearest to a place; pieces apart by an ellipsis each by itself."""
    spans: list[Span] = []
    for piece in filter(None, (part.strip() for part in words.split("…"))):
        places = []
        start = text.find(piece)
        while start >= 0:
            places.append(start)
            start = text.find(piece, start + 1)
        behind = spans[-1].end if spans else 0
        places = [place for place in places if place >= behind]
        if not places:
            return ()
        best = min(places, key=lambda place: abs(place - near))
        spans.append(Span(best, best + len(piece)))
    return tuple(spans)


def write_labelled(readings: Iterable[tuple[str, Reading]], folder: Path) -> int:
    """Write corrected articles as labelled data: ``ID.txt`` and ``ID.jsonl``, a line an attribution.

    Args:
        readings: of the articles that were corrected, each with its id.
        folder: to write to; it is made.

    Returns:
        how many articles were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    many = 0
    for name, reading in readings:
        (folder / f"{name}.txt").write_text(reading.article.text, encoding="utf-8")
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for row in _labelled(reading):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        many += 1
    return many


def _labelled(reading: Reading) -> Iterator[dict[str, Any]]:
    for one in reading:
        source = reading.source_of(one)
        yield {
            "id": one.id,
            "source": [list(span) for span in one.source],
            "cue": [list(span) for span in one.cue],
            "content": [list(span) for span in one.content],
            "name": source.name if source else None,
            "entity": one.source_id,
            "kind": source.kind if source else None,
            "named": bool(source and source.named),
            "role": source.role if source else None,
            "affiliation": source.affiliation if source else None,
            "count": source.count if source else None,
            "terms": one.terms,
            "act": one.act,
            "form": one.form,
            "channel": one.channel,
            "parent": one.parent,
            "reason": list(source.reason) if source and source.reason else None,
            "via": [hop.name for hop in one.via],
            "continued": one.continued is not None,
        }
