"""The three tables that a run writes, and their rows: one an article, one an attribution, one a source.

Rows are the JSON form of a reading (`onrecord schema`) taken apart: the same fields by the same names, nested ones
as structs and lists, so that a reading can be put together again (`readings_in`). A few columns are repeated from
the other tables, for questions that need no join.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from onrecord.errors import FormatError
from onrecord.records import SCHEMA_VERSION, Reading, to_values
from onrecord.scale.rows import Row

__all__ = [
    "LAYOUT",
    "ROWS",
    "SCHEMAS",
    "TABLES",
    "readings_in",
    "table_of",
    "with_schema",
]

#: Version of the tables' layout: the first number changes when a column goes or means something else.
LAYOUT = "1.0"
#: Rows of a page within its part, at most: keys are the part's number times this, and its place.
ROWS = 1 << 20

_TEXT, _WHOLE, _SHARE, _TRUE = pa.string(), pa.int64(), pa.float64(), pa.bool_()


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct(list(fields.items()))


_SPAN = _struct(start=_WHOLE, end=_WHOLE, words=_TEXT)
_SPANS = pa.list_(_SPAN)
_NAMES = pa.list_(_TEXT)
_KEYS = {"key": _WHOLE, "id": _TEXT, "identity": _TEXT, "year": pa.int32()}

SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": pa.schema({
        **_KEYS,
        "status": _TEXT,
        "copy_of": _WHOLE,
        "error": _TEXT,
        "url": _TEXT,
        "title": _TEXT,
        "standfirst": _TEXT,
        "authors": _NAMES,
        "published": _TEXT,
        "modified": _TEXT,
        "outlet": _TEXT,
        "credits": pa.list_(_struct(name=_TEXT, form=_TEXT, span=_SPAN)),
        "language": _TEXT,
        "text": _TEXT,
        "blocks": pa.list_(_struct(
            kind=_TEXT, start=_WHOLE, end=_WHOLE, page_start=_WHOLE, author=_TEXT, platform=_TEXT, speaker=_TEXT
        )),
        "furniture": pa.list_(_struct(text=_TEXT, page_start=_WHOLE)),
        "cut": _TRUE,
        "columns": _TEXT,
        "times": pa.list_(_struct(
            start=_WHOLE, end=_WHOLE, words=_TEXT, value=_TEXT, attribution=_TEXT, dates=_TEXT
        )),
        "provenance": _TEXT,
        "attributions": _WHOLE,
        "sources": _WHOLE,
    }),
    "attributions": pa.schema({
        **_KEYS,
        "number": _WHOLE,
        "attribution": _TEXT,
        "outlet": _TEXT,
        "published": _TEXT,
        "source": _SPANS,
        "cue": _SPANS,
        "content": _SPANS,
        "form": _TEXT,
        "score": _SHARE,
        "parent": _TEXT,
        "continued": _TEXT,
        "act": _TEXT,
        "source_id": _TEXT,
        "source_name": _TEXT,
        "source_kind": _TEXT,
        "source_named": _TRUE,
        "terms": _TEXT,
        "channel": _TEXT,
        "via": _NAMES,
        "hops": pa.list_(_struct(name=_TEXT, station=_TEXT, span=_SPAN)),
        "asked": _SPANS,
        "source_score": _SHARE,
        "named_by": _SPANS,
    }),
    "sources": pa.schema({
        **_KEYS,
        "number": _WHOLE,
        "source": _TEXT,
        "outlet": _TEXT,
        "published": _TEXT,
        "name": _TEXT,
        "kind": _TEXT,
        "named": _TRUE,
        "role": _TEXT,
        "affiliation": _TEXT,
        "count": _WHOLE,
        "terms": _TEXT,
        "condition": _SPAN,
        "reason": _SPAN,
        "mentions": _SPANS,
        "composed": _TRUE,
        "score": _SHARE,
        "candidates": _NAMES,
        "statements": _WHOLE,
    }),
}  # fmt: skip
TABLES = tuple(SCHEMAS)


def table_of(name: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as one of a run's tables; see `with_schema`.

    Args:
        name: of the table.
        rows: of it.
    """
    schema = SCHEMAS[name].with_metadata({"onrecord": LAYOUT, "schema": SCHEMA_VERSION})
    return with_schema(rows, schema)


def with_schema(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """Rows as a table of a schema; what no Parquet file can hold (half a code point) is replaced."""
    listed = list(rows)
    try:
        return pa.Table.from_pylist(listed, schema=schema)
    except (UnicodeEncodeError, OverflowError, pa.ArrowInvalid):
        return pa.Table.from_pylist([to_values(row) for row in listed], schema=schema)


def readings_in(
    articles: pa.Table, attributions: pa.Table, sources: pa.Table
) -> Iterator[tuple[int, Reading]]:
    """The readings that some rows tell, by their key, in the order of the articles; those that were not read are left out.

    Raises:
        FormatError: the rows are no readings.
    """
    spoken, speakers = _by_key(attributions), _by_key(sources)
    for row in articles.to_pylist():
        if row["status"] != "read":
            continue
        key = row["key"]
        try:
            values = {
                "version": SCHEMA_VERSION,
                "id": row["id"],
                "provenance": json.loads(row["provenance"]),
                "article": {**row, "columns": json.loads(row["columns"])},
                "attributions": [{**one, "id": one["attribution"]} for one in spoken.get(key, ())],
                "sources": [{**one, "id": one["source"]} for one in speakers.get(key, ())],
                "times": row["times"],
            }
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError(f"row {key}: no reading ({type(error).__name__}: {error})") from error
        yield key, Reading.from_dict(values)


def _by_key(table: pa.Table) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in sorted(table.to_pylist(), key=lambda row: (row["key"], row["number"])):
        found.setdefault(row["key"], []).append(row)
    return found
