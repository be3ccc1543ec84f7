"""The rows of a page in a run's tables, as plain values.

They are made in the process beside a worker, where the page was worked on: it loads nothing of what writes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from onrecord.errors import LanguageError, OnRecordError
from onrecord.records import Reading, to_values

__all__ = ["Row", "Rows", "Status", "copy_rows", "error_rows", "rows_of"]

Row: TypeAlias = dict[str, Any]
#: The rows of some pages, by their table.
Rows: TypeAlias = dict[str, list[Row]]
Status: TypeAlias = Literal["read", "copy", "language", "error"]


def rows_of(key: int, reading: Reading) -> Rows:
    """The rows of a page that was read.

    Args:
        key: of the page in its run.
        reading: of it.
    """
    values = reading.to_dict()
    article, attributions, sources = (
        values[part] for part in ("article", "attributions", "sources")
    )
    keys = _keys(key, values["id"], article["identity"], article["published"])
    repeated = {"outlet": article["outlet"], "published": article["published"]}
    behind = {one["id"]: one for one in sources}
    spoken: dict[str | None, int] = {}
    for one in attributions:
        spoken[one["source_id"]] = spoken.get(one["source_id"], 0) + 1
    return {
        "articles": [{
            **article,
            **keys,
            "status": "read",
            "columns": json.dumps(article["columns"], ensure_ascii=False),
            "provenance": json.dumps(values["provenance"], ensure_ascii=False),
            "times": values["times"],
            "attributions": len(attributions),
            "sources": len(sources),
        }],
        "attributions": [
            {**one, **keys, **repeated, **_behind(behind.get(one["source_id"])), "number": number, "attribution": one["id"]}
            for number, one in enumerate(attributions)
        ],
        "sources": [
            {**one, **keys, **repeated, "number": number, "source": one["id"], "statements": spoken.get(one["id"], 0)}
            for number, one in enumerate(sources)
        ],
    }  # fmt: skip


def _keys(key: int, id: str, identity: str, published: str | None) -> Row:
    year = int(published[:4]) if published else None
    return {"key": key, "id": id, "identity": identity, "year": year}


def _behind(source: Mapping[str, Any] | None) -> Row:
    """What an attribution's row tells of its source."""
    if source is None:
        return {}
    return {
        "source_name": source["name"],
        "source_kind": source["kind"],
        "source_named": source["named"],
    }


def copy_rows(key: int, bare: Reading, original: int) -> Rows:
    """The row of an article whose words stand in another one, which is attributed in its stead.

    Args:
        key: of the article in its run.
        bare: what was read of it.
        original: the other's key.
    """
    rows = rows_of(key, bare)
    rows["articles"][0] |= {"status": "copy", "copy_of": original}
    return rows


def error_rows(key: int, id: str, error: OnRecordError, bare: Reading | None = None) -> Rows:
    """The row of a page that could not be read, or whose article could not be attributed.

    Args:
        key: of the page in its run.
        id: of the page.
        error: why.
        bare: what was read of it, if its article was.
    """
    status: Status = "language" if isinstance(error, LanguageError) else "error"
    told = {"status": status, "error": f"{type(error).__name__}: {error}"}
    if bare is not None:
        rows = rows_of(key, bare)
        rows["articles"][0] |= told
        return rows
    columns = json.dumps(to_values(dict(error.columns)), ensure_ascii=False)
    row = {**_keys(key, id, id, None), **told, "columns": columns}
    return {"articles": [row], "attributions": [], "sources": []}
