"""Attributions as flat rows, for tables: CSV and data frames."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import IO

from onrecord.errors import OnRecordError
from onrecord.formats.fragments import text_fragment
from onrecord.records import Reading, Span
from onrecord.times import made_on

__all__ = ["FIELDS", "error_row", "rows", "write_csv"]

#: Columns of a row. Offsets are written as in brat: ``10 20;30 40``.
FIELDS = (
    "page",
    "url",
    "outlet",
    "published",
    "title",
    "attribution",
    "source",
    "cue",
    "content",
    "form",
    "score",
    "parent",
    "continued",
    "act",
    "source_id",
    "source_name",
    "kind",
    "named",
    "terms",
    "channel",
    "via",
    "made_on",
    "link",
    "source_span",
    "cue_span",
    "content_span",
    "error",
)

Row = dict[str, str | float | None]


def rows(reading: Reading) -> Iterator[Row]:
    """One row for each attribution, with `FIELDS` as keys; absent values are None."""
    article = reading.article
    days = made_on(reading)
    sources = {source.id: source for source in reading.sources}
    for attribution in reading:
        source = sources.get(attribution.source_id or "")
        yield {
            "page": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else None,
            "title": article.title,
            "attribution": attribution.id,
            "source": article.words(*attribution.source) or None,
            "cue": article.words(*attribution.cue) or None,
            "content": article.words(*attribution.content) or None,
            "form": attribution.form,
            "score": attribution.score,
            "parent": attribution.parent,
            "continued": attribution.continued,
            "act": attribution.act,
            "source_id": attribution.source_id,
            "source_name": source.name if source else None,
            "kind": source.kind if source else None,
            "named": source.named if source else None,
            "terms": attribution.terms,
            "channel": attribution.channel,
            "via": "; ".join(hop.name for hop in attribution.via) or None,
            "made_on": days.get(attribution.id),
            "link": text_fragment(article, (attribution.content or attribution.cue)[0]),
            "source_span": _offsets(attribution.source),
            "cue_span": _offsets(attribution.cue),
            "content_span": _offsets(attribution.content),
            "error": None,
        }


def error_row(page: str, error: OnRecordError) -> Row:
    """The row that stands for a page that could not be read."""
    return {**dict.fromkeys(FIELDS), "page": page, "error": f"{type(error).__name__}: {error}"}


def _offsets(spans: Iterable[Span]) -> str | None:
    return ";".join(f"{start} {end}" for start, end in spans) or None


def write_csv(out: IO[str], records: Iterable[Row], *, header: bool = True) -> None:
    """Write rows as CSV (RFC 4180, with ``\\n`` line ends)."""
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(records)
