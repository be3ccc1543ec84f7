"""What a reading stands on, counted: the table an editor wants before a story goes out.

Counts only; whether a share is too small is the newsroom's to judge. Statements inside others are
counted with their own source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.records import Attribution, Reading, Source, SourceKind, Terms

__all__ = ["Audit", "SourceCount", "Unanswered", "audit", "total"]


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source with the number of its statements."""

    name: str
    kind: SourceKind | None
    terms: Terms | None
    statements: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that was not answered.

    Attributes:
        source: who gave no answer; None where the article does not say.
        words: that say so.
    """

    source: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Audit:
    """Counts over one page or several.

    Attributes:
        pages: how many.
        statements: how many, requests that were not answered among them.
        without_source: statements that name no source.
        by_footing: statements by the terms of their source, with documents and the author apart from
            the people and bodies that are on the record.
        by_kind: statements by the kind of their source.
        sources_by_kind: sources by kind.
        second_hand: statements that came through another outlet.
        via: statements that came through each outlet.
        unanswered: requests that were not answered.
        sources: by the number of their statements, then by name.
    """

    pages: int
    statements: int
    without_source: int
    by_footing: Mapping[str, int] = field(default_factory=dict)
    by_kind: Mapping[str, int] = field(default_factory=dict)
    sources_by_kind: Mapping[str, int] = field(default_factory=dict)
    second_hand: int = 0
    via: Mapping[str, int] = field(default_factory=dict)
    unanswered: tuple[Unanswered, ...] = ()
    sources: tuple[SourceCount, ...] = ()

    def share(self, count: int) -> float:
        """A count as a share of the statements, 0 to 1; 0 where there are none."""
        return count / self.statements if self.statements else 0.0


def audit(reading: Reading) -> Audit:
    """Count what one reading stands on."""
    sources = {source.id: source for source in reading.sources}
    terms: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    through: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    unanswered: list[Unanswered] = []
    for one in reading:
        source = sources.get(one.source_id or "")
        if source is not None:
            statements[source.id] += 1
            kinds[source.kind or "unclear"] += 1
            terms[_footing(source)] += 1
        through.update({hop.name for hop in one.via})
        if one.act == "no_answer":
            unanswered.append(_unanswered(reading, one, source))
    counted = [
        SourceCount(source.name, source.kind, source.terms, statements[source.id])
        for source in reading.sources
        if statements[source.id]
    ]
    return Audit(
        pages=1,
        statements=len(reading),
        without_source=sum(1 for one in reading if one.source_id is None),
        by_footing=dict(terms.most_common()),
        by_kind=dict(kinds.most_common()),
        sources_by_kind=dict(Counter(one.kind or "unclear" for one in counted).most_common()),
        second_hand=sum(1 for one in reading if one.via),
        via=dict(through.most_common()),
        unanswered=tuple(unanswered),
        sources=tuple(sorted(counted, key=lambda one: (-one.statements, one.name))),
    )


def _footing(source: Source) -> str:
    if source.kind == "author":
        return "author"
    if source.kind == "document":
        return "document"
    return source.terms or "unclear"


def _unanswered(reading: Reading, one: Attribution, source: Source | None) -> Unanswered:
    article = reading.article
    words = article.words(*sorted((*one.source, *one.cue, *one.content)))
    return Unanswered(source.name if source else None, " ".join(words.split()))


def total(audits: Iterable[Audit]) -> Audit:
    """The counts of several pages as one. Sources of different pages are not joined by name."""
    sums = [0, 0, 0, 0]
    counters: list[Counter[str]] = [Counter(), Counter(), Counter(), Counter()]
    unanswered: list[Unanswered] = []
    sources: list[SourceCount] = []
    for one in audits:
        for place, number in enumerate(
            (one.pages, one.statements, one.without_source, one.second_hand)
        ):
            sums[place] += number
        for counter, counts in zip(
            counters, (one.by_footing, one.by_kind, one.sources_by_kind, one.via), strict=True
        ):
            counter.update(counts)
        unanswered += one.unanswered
        sources += one.sources
    terms, kinds, source_kinds, through = (dict(counter.most_common()) for counter in counters)
    return Audit(
        pages=sums[0],
        statements=sums[1],
        without_source=sums[2],
        by_footing=terms,
        by_kind=kinds,
        sources_by_kind=source_kinds,
        second_hand=sums[3],
        via=through,
        unanswered=tuple(unanswered),
        sources=tuple(sorted(sources, key=lambda one: (-one.statements, one.name))),
    )
