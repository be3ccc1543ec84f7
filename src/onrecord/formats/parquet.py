"""Tables of attributions, sources and routes as Parquet, for data frames.

Needs pyarrow (``pip install onrecord[parquet]``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.batch import Result
from onrecord.errors import FormatError
from onrecord.formats.files import placed, through
from onrecord.formats.registry import Options
from onrecord.formats.tables import (
    OTHER,
    TABLES,
    Own,
    Table,
    beside,
    own_of,
    rows_of,
    tables_beside,
)

if TYPE_CHECKING:
    import pyarrow

__all__ = ["schema_of", "tables_beside", "write_files"]

_LARGEST = 2**63  # beyond it a whole number is none of 64 bits
_GROUP = 4_096  # rows held before they are written
#: Types of values, with the names of their Arrow types.
_ARROW = {str: "string", float: "float64", int: "int64", bool: "bool_"}


def write_files(results: Iterable[Result], path: Path, options: Options) -> None:
    """All tables, the first in ``path``, the others as ``NAME.TABLE.parquet`` beside it.

    Raises:
        FormatError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError as error:
        raise FormatError("Parquet needs pyarrow: pip install onrecord[parquet]") from error
    first, results = own_of(results)
    own = Own(first)
    types = _types_of(first, own)
    with ExitStack() as files:
        sheets = []
        for table in TABLES:
            other = files.enter_context(placed(through(beside(path, table))))
            sheets.append(files.enter_context(_Sheet(other, table, own, types, options)))
        for result in results:
            for sheet in sheets:
                sheet.add(result)
        for sheet in sheets:
            sheet.flush()


def _types_of(columns: Mapping[str, Any], own: Own) -> dict[str, type]:
    """The types of the caller's own columns, by the first page's values; text where none tells."""
    return {
        name: type(columns[key]) if type(columns[key]) in _ARROW else str
        for key, name in own.names.items()
    }


def schema_of(types: Mapping[str, type]) -> pyarrow.Schema:
    """The Arrow schema of columns of some types."""
    import pyarrow

    return pyarrow.schema(
        [(name, getattr(pyarrow, _ARROW[kind])()) for name, kind in types.items()]
    )


class _Sheet:
    """A table written to a file, group by group."""

    def __init__(
        self, path: Path, table: Table, own: Own, types: Mapping[str, type], options: Options
    ) -> None:
        from pyarrow import parquet

        self._table, self._own = table, own
        self._options = options
        self._types = {**table.fields, **types, OTHER: str}
        self._schema = schema_of(self._types)
        self._rows: list[dict[str, Any]] = []
        self._writer = parquet.ParquetWriter(path, self._schema)

    def __enter__(self) -> _Sheet:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._writer.close()

    def add(self, result: Result) -> None:
        """Add a page's rows."""
        self._rows += [
            self._typed(row) for row in rows_of(self._table, result, self._own, self._options)
        ]
        if len(self._rows) >= _GROUP:
            self.flush()

    def _typed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row with values of its columns' types; what is of another one stands in the last column."""
        typed: dict[str, Any] = {}
        strays: dict[str, Any] = {}
        for name, kind in self._types.items():
            value = row.get(name)
            if value is None or _is_of(value, kind):
                typed[name] = float(value) if kind is float and value is not None else value
            elif kind is str:
                typed[name] = str(value)
            else:
                typed[name], strays[name] = None, value
        if strays:
            others = json.loads(typed[OTHER]) if typed[OTHER] else {}
            typed[OTHER] = json.dumps({**others, **strays}, ensure_ascii=False)
        return typed

    def flush(self) -> None:
        """Write the rows that are held."""
        import pyarrow

        if self._rows:
            table: pyarrow.Table = pyarrow.Table.from_pylist(self._rows, schema=self._schema)
            self._writer.write_table(table)
            self._rows = []


def _is_of(value: Any, kind: type) -> bool:
    if kind is bool:
        return isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
