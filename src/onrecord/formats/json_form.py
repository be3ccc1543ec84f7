"""The JSON form of a reading, described by ``reading.schema.json`` beside this file.

It is what `Reading.to_dict` gives, with what is derived from it for convenience: the chain of each
statement, and the link to its words on the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from onrecord.batch import Result
from onrecord.errors import OnRecordError
from onrecord.formats.fragments import text_fragment
from onrecord.formats.registry import Options
from onrecord.records import SCHEMA_VERSION, Article, Hop, Reading, Span, to_values
from onrecord.routes import stations

__all__ = ["SCHEMA", "error_record", "record", "record_of", "schema", "write", "write_lines"]

SCHEMA = Path(__file__).with_name("reading.schema.json")


def schema() -> dict[str, Any]:
    """The JSON Schema of the form."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def record(reading: Reading) -> dict[str, Any]:
    """A reading as plain JSON values."""
    values = reading.to_dict()
    article = reading.article
    sources = {source.id: source for source in reading.sources}
    for one, row in zip(reading, values["attributions"], strict=True):
        hops = stations(article, one, sources.get(one.source_id or ""))
        row["chain"] = [_hop(article, hop) for hop in hops]
        row["link"] = text_fragment(article, (one.content or one.cue)[0])
    return values


def error_record(
    page: str, error: OnRecordError, columns: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The record that stands for a page that could not be read."""
    return {
        "version": SCHEMA_VERSION,
        "id": to_values(page),
        "error": {"kind": type(error).__name__, "message": to_values(str(error))},
        "columns": to_values(columns or {}),
    }


def record_of(result: Result, options: Options = Options()) -> dict[str, Any]:  # noqa: B008  (frozen)
    """The record of a result."""
    if isinstance(result.outcome, OnRecordError):
        return error_record(result.id, result.outcome, dict(result.columns))
    made = options.shown(result, record)
    if isinstance(made, OnRecordError):
        return error_record(result.id, made, dict(result.outcome.article.columns))
    return made or {}


def write(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """An object for one page, a list for several."""
    write_json((record_of(one, options) for one in results), out, many=options.many)


def write_lines(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """A line a page, written as it is read."""
    for result in results:
        out.write(json.dumps(record_of(result, options), ensure_ascii=False) + "\n")
        out.flush()


def write_json(records: Iterable[dict[str, Any]], out: IO[str], *, many: bool) -> None:
    """Records as one JSON document."""
    if not many:
        for one in records:
            out.write(json.dumps(one, ensure_ascii=False, indent=2) + "\n")
        return
    out.write("[")
    for number, one in enumerate(records):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(one, ensure_ascii=False, indent=2))
    out.write("\n]\n")


def _hop(article: Article, hop: Hop) -> dict[str, Any]:
    return {
        "name": hop.name,
        "station": hop.station,
        "span": None if hop.span is None else _span(article, hop.span),
    }


def _span(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "words": article.words(span)}
