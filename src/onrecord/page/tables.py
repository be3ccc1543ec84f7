"""Pages of a table: CSV, TSV and Parquet, an article a row, read as streams."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from onrecord.errors import FormatError, OnRecordError
from onrecord.page._page import Page
from onrecord.page.files import UNREADABLE, opened, shown
from onrecord.page.given import Columns, page_of, words_column
from onrecord.page.limits import MAX_PAGE_BYTES

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

__all__ = ["csv_pages", "parquet_pages", "parquet_rows"]

Entry = tuple[str, Page | OnRecordError]

_SAMPLE = 65_536  # bytes that tell encoding and separator
_SEPARATORS = ",;\t|"
#: Byte order marks; the longer ones first, for they begin as the shorter ones do.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BATCH = 64  # rows of Parquet held at a time
_LINES_OF_A_FIELD = 200
_OF_A_CODE_PAGE = "onrecord.cp1252"


def csv_pages(path: Path, columns: Columns) -> Iterator[Entry]:
    """Pages of a CSV or TSV file, whose first row names its columns."""
    name = shown(path)
    csv.field_size_limit(MAX_PAGE_BYTES)
    try:
        with opened(path) as file:
            form = _form(file.read(_SAMPLE), path)
        with opened(path) as file:
            text = io.TextIOWrapper(file, form.encoding, errors=form.errors, newline="")
            lines = _Lines(text)
            reader = csv.reader(
                lines,
                delimiter=form.separator,
                quoting=csv.QUOTE_MINIMAL if form.quoted else csv.QUOTE_NONE,
                strict=True,
            )
            yield from _rows(_fields(reader, lines, name), name, columns)
    except UNREADABLE as error:
        yield name, FormatError(f"{name}: cannot be read to its end ({shown(error)})")


class _Lines:
    """The lines of a table, of which those that a bad row took can be read once more.

    A mark that nobody closes goes on to the next one, or to the end: all lines between are rows of their own.
    """

    def __init__(self, text: IO[str]) -> None:
        self._text = text
        self._back: deque[str] = deque()
        self._taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._text)
        self._taken.append(line)
        return line

    def begin(self) -> None:
        """A row begins here."""
        self._taken.clear()

    def give_back(self) -> None:
        """What the row took behind its first line, to be read again."""
        self._back.extendleft(reversed(self._taken[1:]))


class _Form(NamedTuple):
    """How a table is written.

    Attributes:
        encoding, errors: of its bytes, and what becomes of those that are none of it.
        separator: between fields.
        quoted: whether marks may stand round a field; where not, they are its own.
    """

    encoding: str
    errors: str
    separator: str
    quoted: bool


def _form(sample: bytes, path: Path) -> _Form:
    """The form of a table, by its beginning."""
    marked = next((told for mark, told in _MARKS if sample.startswith(mark)), None)
    # Without a mark of another one it is UTF-8, and whatever is none a code page's, byte for byte.
    encoding, errors = (marked, "replace") if marked else ("utf-8-sig", _OF_A_CODE_PAGE)
    head = sample.decode(encoding, errors)
    if path.name.lower().removesuffix(".gz").endswith(".tsv"):
        separator = "\t"
    else:
        first = head.split("\n", 1)[0]
        separator = max(_SEPARATORS, key=lambda one: (first.count(one), one == ","))
    return _Form(encoding, errors, separator, separator != "\t" or _is_quoted(head))


def _is_quoted(head: str) -> bool:
    """Whether the marks in a table with tabs stand round fields; most such tables are written without any, and a
    statement that opens a field has its own.
    """
    rows = csv.reader(io.StringIO(head, newline=""), delimiter="\t", strict=True)
    begun = 0
    try:
        for _ in rows:
            begun = rows.line_num
    except csv.Error:
        # The sample may end inside a field; what goes on over many lines is none.
        left = head.splitlines(keepends=True)[begun:]
        cut = len(head) >= _SAMPLE // 4 and rows.line_num >= begun + len(left)
        return cut and len(left) < _LINES_OF_A_FIELD
    return True


def _by_code_page(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8, as Windows-1252 has it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_OF_A_CODE_PAGE, _by_code_page)


def _fields(
    reader: Iterator[list[str]], lines: _Lines, name: str
) -> Iterator[tuple[str, list[str] | FormatError]]:
    """The fields of each row with its place; rows without any left out."""
    for number in count(1):
        place = f"{name}:{number}"
        lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back()
            yield place, FormatError(f"{place}: not a row of CSV ({error})")
            continue
        if any(row):
            yield place, row


def _rows(
    rows: Iterator[tuple[str, list[str] | FormatError]], name: str, columns: Columns
) -> Iterator[Entry]:
    header: list[str] | None = None
    nameless: set[str] = set()
    for place, row in rows:
        if isinstance(row, FormatError):
            yield place, row
        elif header is None:
            header = [one.strip() or f"column {place}" for place, one in enumerate(row, start=1)]
            nameless = {name for name, one in zip(header, row, strict=True) if not one.strip()}
            try:
                _check_header(header, columns, name)
            except FormatError as error:
                yield name, error
                return
        elif len(row) > len(header):
            what = f"{place}: {len(row)} fields, where the first row names {len(header)}"
            yield place, FormatError(what)
        else:
            fields = {
                name: value
                for name, value in zip(header, row, strict=False)
                if value or name not in nameless  # spreadsheets leave columns without anything
            }
            page = page_of(fields, columns, place)
            yield (page.id or place) if isinstance(page, Page) else place, page
    if header is None:
        yield name, FormatError(f"{name}: an empty table")


def _check_header(header: list[str], columns: Columns, name: str) -> None:
    twice = {one for one in header if header.count(one) > 1}
    if twice:
        raise FormatError(f"{name}: columns of one name: {', '.join(sorted(map(repr, twice)))}")
    words_column(header, columns, name)


def parquet_pages(
    path: Path | IO[bytes], columns: Columns, *, name: str | None = None, rows: range | None = None
) -> Iterator[Entry]:
    """Pages of a Parquet file.

    Needs pyarrow (``pip install onrecord[parquet]``).

    Args:
        path: of the file; or the file, opened.
        columns: which of them hold what.
        name: of the file; None for its path.
        rows: which of them to read, from 0; None for all.
    """
    name = name if name is not None else shown(path)
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        yield name, FormatError(f"{name}: Parquet needs pyarrow: pip install onrecord[parquet]")
        return
    try:
        with parquet.ParquetFile(path) as file:
            words_column(file.schema_arrow.names, columns, name)
            for number, row in _parquet_rows(file, rows or range(file.metadata.num_rows)):
                place = f"{name}:{number + 1}"
                page = _page_of_row(row, columns, place)
                yield (page.id or place) if isinstance(page, Page) else place, page
    except FormatError as error:
        yield name, error
    except (pyarrow.ArrowException, *UNREADABLE) as error:
        yield name, FormatError(f"{name}: cannot be read to its end ({shown(error)})")


def _page_of_row(row: RecordBatch, columns: Columns, place: str) -> Page | OnRecordError:
    """The page of a row; an error where a value of it is none that Python has (a day of the year 200,000)."""
    try:
        (values,) = row.to_pylist()
        return page_of(values, columns, place)
    except (OverflowError, RecursionError, LookupError, ValueError) as error:
        return FormatError(f"{place}: the row cannot be read ({shown(error)})")


def _parquet_rows(file: ParquetFile, rows: range) -> Iterator[tuple[int, RecordBatch]]:
    """Some rows of a Parquet file with their numbers; what stands before them is passed over group by group."""
    before = 0
    for group in range(file.num_row_groups):
        many = file.metadata.row_group(group).num_rows
        if before + many > rows.start and before < rows.stop:
            number = before
            for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group]):
                if number + len(batch) > rows.start and number < rows.stop:
                    yield from (
                        (number + at, batch.slice(at, 1))
                        for at in range(len(batch))
                        if number + at in rows
                    )
                number += len(batch)
                if number >= rows.stop:
                    return
        before += many


def parquet_rows(path: Path) -> int | None:
    """How many rows a Parquet file says it has; None where it cannot be told."""
    try:
        from pyarrow import parquet

        with parquet.ParquetFile(path) as file:
            return int(file.metadata.num_rows)
    except Exception:  # told again, with its reason, when the file is read
        return None
