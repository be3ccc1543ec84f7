"""The chain of a statement: its stations from source to page."""

from __future__ import annotations

from onrecord.records import Article, Attribution, Hop, Reading, Source
from onrecord.routes.carriers import named_at

__all__ = ["chain", "stations"]


def chain(reading: Reading, attribution: Attribution) -> tuple[Hop, ...]:
    """The way of a statement: its source, relays, the outlets it came through, the credit, the page's
    outlet.

    A station that nothing in the article shows is left out; none is guessed.
    """
    return stations(reading.article, attribution, reading.source_of(attribution))


def stations(article: Article, attribution: Attribution, source: Source | None) -> tuple[Hop, ...]:
    """As `chain`, where the source is at hand."""
    hops: list[Hop] = []
    if source is not None and (span := named_at(attribution, source)) is not None:
        hops.append(Hop(source.name, "source", span))
    hops += attribution.relays
    hops += attribution.via
    hops += [Hop(credit.name, "credit", credit.span) for credit in article.credits]
    if article.outlet:
        hops.append(Hop(article.outlet, "outlet", None))
    return tuple(hops)
