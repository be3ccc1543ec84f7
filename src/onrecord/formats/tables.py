"""Tables of attributions, sources and routes, as CSV and TSV; what all tables share.

The caller's own columns stand behind ours, in every row; one whose name is ours too is called
``own_NAME``. What a later page brings beyond the columns of the first stands as JSON in ``other_columns``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

from onrecord.batch import Result
from onrecord.errors import OnRecordError
from onrecord.formats.files import replacing
from onrecord.formats.registry import Options
from onrecord.formats.rows import (
    ATTRIBUTION_FIELDS,
    ROUTE_FIELDS,
    SOURCE_FIELDS,
    Row,
    attribution_rows,
    error_row,
    route_rows,
    source_rows,
)
from onrecord.formats.wording import plain
from onrecord.records import Reading, to_values

__all__ = [
    "OTHER",
    "TABLES",
    "Own",
    "Table",
    "beside",
    "columns_of",
    "defused",
    "own_of",
    "rows_of",
    "tables_beside",
    "write_csv",
    "write_csv_files",
    "write_tsv",
    "write_tsv_files",
]

OTHER = "other_columns"
_BOM = "\ufeff"
#: What makes a spreadsheet take a cell for a formula (OWASP, *CSV Injection*).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table(NamedTuple):
    """A table: its name, which a file beside the first one carries; its columns; its rows of a page."""

    name: str
    fields: Mapping[str, type]
    rows: Callable[[Reading], Iterator[Row]]


TABLES = (
    Table("attributions", ATTRIBUTION_FIELDS, attribution_rows),
    Table("sources", SOURCE_FIELDS, source_rows),
    Table("routes", ROUTE_FIELDS, route_rows),
)


def beside(path: Path, table: Table) -> Path:
    """The file of a table: of the first one the path itself, of others ``NAME.TABLE.csv`` beside it."""
    if table.name == TABLES[0].name:
        return path
    return path.with_name(f"{path.stem}.{table.name}{path.suffix}")


def tables_beside(path: Path) -> list[Path]:
    """The files of all tables."""
    return [beside(path, table) for table in TABLES]


class Own:
    """The caller's own columns, as the first page that has any brings them."""

    def __init__(self, first: Mapping[str, Any]) -> None:
        taken = {OTHER}.union(*(table.fields for table in TABLES))
        self.names: dict[str, str] = {}
        # Those that keep their names first: a column may be called as another one is to be.
        for key in sorted(first, key=lambda key: key in taken):
            name = key
            while name in taken:
                name = f"own_{name}"
            taken.add(name)
            self.names[key] = name

    def of(self, columns: Mapping[str, Any]) -> Row:
        """A page's own columns, by the names that they have in the tables."""
        row = {name: _flat(columns.get(key)) for key, name in self.names.items()}
        rest = {key: value for key, value in columns.items() if key not in self.names}
        row[OTHER] = json.dumps(to_values(rest), ensure_ascii=False) if rest else None
        return row


def _flat(value: Any) -> Any:
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(to_values(value), ensure_ascii=False)
    return to_values(value)


def columns_of(result: Result) -> Mapping[str, Any]:
    """The caller's own columns that came with a page."""
    if isinstance(result.outcome, OnRecordError):
        return result.columns
    return result.outcome.article.columns


def own_of(results: Iterable[Result]) -> tuple[Mapping[str, Any], Iterator[Result]]:
    """The caller's own columns, as the first page tells that has any or was read; and all results."""
    waiting: list[Result] = []
    first: Mapping[str, Any] = {}
    results = iter(results)
    for result in results:
        waiting.append(result)
        first = columns_of(result)
        if first or isinstance(result.outcome, Reading):
            break
    return first, chain(waiting, results)


def rows_of(table: Table, result: Result, own: Own, options: Options) -> list[Row]:
    """A page's rows of a table; of one that could not be read its error, among the attributions."""
    extra = own.of(columns_of(result))
    made = options.shown(result, lambda reading: list(table.rows(reading)))
    fault = result.outcome if isinstance(result.outcome, OnRecordError) else made
    if isinstance(fault, OnRecordError):
        return [{**error_row(result.id, fault), **extra}] if table is TABLES[0] else []
    return [{**row, **extra} for row in made] if isinstance(made, list) else []


def defused(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, without characters that steer a terminal.

    What looks like a formula gets an apostrophe.
    """
    if not isinstance(value, str):
        return value
    return plain(f"'{value}" if value.startswith(_FORMULA) else value)


class _Sheet:
    """A table written as text, a row at a time."""

    def __init__(
        self, out: IO[str], table: Table, own: Own, dialect: str, options: Options
    ) -> None:
        self._table, self._own, self._options = table, own, options
        self._fields = [*table.fields, *own.names.values(), OTHER]
        self._writer = csv.writer(
            out, delimiter="\t" if dialect == "tsv" else ",", lineterminator="\n"
        )
        self._writer.writerow([defused(field) for field in self._fields])

    def add(self, result: Result) -> None:
        for row in rows_of(self._table, result, self._own, self._options):
            self._writer.writerow([defused(to_values(row.get(field))) for field in self._fields])


def _write(
    results: Iterable[Result],
    outs: Sequence[tuple[IO[str], Table]],
    options: Options,
    dialect: str,
) -> None:
    first, results = own_of(results)
    own = Own(first)
    for out, _ in outs:
        out.write(_BOM if options.excel else "")
    sheets = [_Sheet(out, table, own, dialect, options) for out, table in outs]
    for result in results:
        for sheet in sheets:
            sheet.add(result)


def write_csv(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """The table of attributions as CSV (RFC 4180, with ``\\n`` line ends)."""
    _write(results, [(out, TABLES[0])], options, "csv")


def write_tsv(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """The same with tabs."""
    _write(results, [(out, TABLES[0])], options, "tsv")


def write_csv_files(results: Iterable[Result], path: Path, options: Options) -> None:
    """All tables as CSV, the first in ``path``, the others beside it."""
    _write_files(results, path, options, "csv")


def write_tsv_files(results: Iterable[Result], path: Path, options: Options) -> None:
    """The same with tabs."""
    _write_files(results, path, options, "tsv")


def _write_files(results: Iterable[Result], path: Path, options: Options, dialect: str) -> None:
    with ExitStack() as files:
        outs = [(files.enter_context(replacing(beside(path, table))), table) for table in TABLES]
        _write(results, outs, options, dialect)
