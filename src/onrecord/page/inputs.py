"""Where pages come from: files, folders, globs, standard input, URLs, tables, feeds and archives."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from onrecord.errors import FormatError, InternalError, OnRecordError, PageError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.addresses import without_credentials
from onrecord.page.feeds import HEAD, feed_pages, is_feed
from onrecord.page.files import SAVED, UNREADABLE, bounded, opened, shown
from onrecord.page.given import Columns
from onrecord.page.jsonl import jsonl_pages
from onrecord.page.limits import MAX_PAGE_BYTES
from onrecord.page.load import is_url
from onrecord.page.saved import belongs_to_a_page
from onrecord.page.tables import csv_pages, parquet_pages, parquet_rows
from onrecord.page.warc import warc_pages
from onrecord.records import PageKind

if TYPE_CHECKING:
    from onrecord.page.fetch import Fetcher

__all__ = [
    "Columns",
    "count",
    "holds_one",
    "is_page_name",
    "pages",
    "places",
    "urls_in",
]

Entry: TypeAlias = tuple[str, Page | OnRecordError]
_Read: TypeAlias = Callable[[Path, Columns], Iterator[Entry]]

_COUNTED = 1 << 28  # bytes of a JSONL file whose lines are counted beforehand


def pages(
    inputs: Iterable[str | Path] | str | Path,
    *,
    kind: PageKind | None = None,
    allow_private: bool = False,
    fetcher: Fetcher | None = None,
    columns: Columns | None = None,
) -> Iterator[Entry]:
    """All pages of the inputs, each with its id, in order; errors stand in their place.

    Args:
        inputs: paths of files, folders (searched for pages, JSONL, feeds and WARC files) and globs,
            URLs, and ``-`` for standard input.
        kind: what the pages are, where it should not be looked for.
        allow_private: whether URLs may lead to private or local network addresses.
        fetcher: to fetch with; None for the one of this process.
        columns: of tables: which hold what.
    """
    for entry in [inputs] if isinstance(inputs, str | Path) else inputs:
        found = _guarded(without_credentials(shown(entry)), lambda entry=entry: _of(  # type: ignore[misc]
            entry, columns or Columns(), fetcher, allow_private=allow_private
        ))  # fmt: skip
        for name, page in found:
            if isinstance(page, Page) and kind is not None:
                page = replace(page, kind=kind)
            yield name, page


def _guarded(name: str, read: Callable[[], Iterator[Entry]]) -> Iterator[Entry]:
    """What an input gives; whatever goes wrong in it is an error in its place and ends only it."""
    try:
        yield from read()
    except OnRecordError as error:
        yield name, error
    except UNREADABLE as error:
        yield name, PageError(f"{name}: cannot be read ({shown(error)})")
    except Exception as error:  # a fault of ours must not lose the inputs behind
        yield name, InternalError(f"{name}: {type(error).__name__}: {shown(error)}")


def _of(
    entry: str | Path, columns: Columns, fetcher: Fetcher | None, *, allow_private: bool
) -> Iterator[Entry]:
    if not isinstance(entry, str | Path):
        raise FormatError(f"a path or a URL is expected, not {type(entry).__name__}")
    name = str(entry)
    if not name.strip():
        raise FormatError("a path or a URL is expected, not an empty one")
    if name == "-":
        yield _attempt("stdin", _standard_input)
    elif isinstance(entry, str) and is_url(entry):
        yield _attempt(
            without_credentials(entry),
            lambda: Page.from_url(entry, fetcher=fetcher, allow_private=allow_private),
        )
    else:
        yield from _of_path(Path(entry), columns)


def _standard_input() -> Page:
    if sys.stdin is None or sys.stdin.closed:
        raise PageError("stdin: closed; there is nothing to read")
    return Page(bounded(sys.stdin.buffer, "stdin"), id="stdin", origin="stdin")


def _of_path(path: Path, columns: Columns) -> Iterator[Entry]:
    if path.is_dir():
        found = False
        for one in _files(path, columns):
            found = True
            if isinstance(one, OnRecordError):
                yield shown(path), one
            else:
                yield from _of_file(one, columns)
        if not found:
            yield shown(path), PageError(f"{shown(path)}: no pages in this folder")
        return
    matches = _matches(path)
    if not matches:
        yield shown(path), PageError(f"{shown(path)}: no such file or folder")
    found = False
    for one in matches:
        for entry in _of_path(one, columns) if one.is_dir() else _of_file(one, columns):
            found = True
            yield entry
    if matches and not found:  # of several files some may well hold none
        yield shown(path), FormatError(f"{shown(path)}: no pages in it")


def _files(folder: Path, columns: Columns) -> Iterator[Path | OnRecordError]:
    """The files of a folder and those below it that hold pages, in the order of their names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        name = shown(folder)
        yield PageError(f"{name}: the folder cannot be read ({shown(error)})")
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not belongs_to_a_page(folder / entry.name):
                yield from _files(folder / entry.name, columns)
        elif entry.name.lower().endswith(_suffixes_in_folders(columns)) and _may_be_file(entry):
            yield folder / entry.name


def _may_be_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file, or nothing that can be looked at: no pipe or device, on which one would wait for ever."""
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return True


def _of_file(path: Path, columns: Columns) -> Iterator[Entry]:
    """The pages of a file, by its name; a fault in it ends only it."""
    name = path.name.lower()
    read = next((read for suffixes, read in _READERS if name.endswith(suffixes)), _single)
    yield from _guarded(shown(path), lambda: read(path, columns))


def _single(path: Path, columns: Columns) -> Iterator[Entry]:
    yield _attempt(shown(path), lambda: Page.from_file(path))


def _jsonl(path: Path, columns: Columns) -> Iterator[Entry]:
    name = shown(path)
    try:
        with opened(path) as lines:
            yield from jsonl_pages(lines, name, columns)
    except UNREADABLE as error:
        yield name, FormatError(f"{name}: cannot be read to its end ({shown(error)})")


def _warc(path: Path, columns: Columns) -> Iterator[Entry]:
    return warc_pages(path)


def _feed(path: Path, columns: Columns) -> Iterator[Entry]:
    name = shown(path)
    with opened(path) as file:
        head = file.read(HEAD)
        if not is_feed(head):
            yield from _single(path, columns)
            return
        rest = file.read(MAX_PAGE_BYTES + 1 - len(head))
    if len(head) + len(rest) > MAX_PAGE_BYTES:
        raise TooLargeError(f"{name}: a feed larger than {MAX_PAGE_BYTES:,} bytes")
    yield from feed_pages(head + rest, name)


_PAGE_SUFFIXES = (
    *(".html", ".htm", ".xhtml", ".txt", ".html.gz", ".htm.gz", ".txt.gz"),
    *SAVED,
)
_TABLE_SUFFIXES = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".parquet")
_READERS: tuple[tuple[tuple[str, ...], _Read], ...] = (
    ((".warc", ".warc.gz"), _warc),
    ((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), _jsonl),
    ((".csv", ".tsv", ".csv.gz", ".tsv.gz"), csv_pages),
    ((".parquet",), parquet_pages),
    ((".rss", ".atom", ".xml"), _feed),
)


def _suffixes_in_folders(columns: Columns) -> tuple[str, ...]:
    """What is looked for in a folder: pages and archives; tables where it is said what they hold."""
    suffixes = [*_PAGE_SUFFIXES, *_READERS[0][0], *_READERS[1][0], ".rss", ".atom"]
    if columns.text or columns.html:
        suffixes += _TABLE_SUFFIXES
    return tuple(suffixes)


def _attempt(name: str, get: Callable[[], Page]) -> Entry:
    try:
        return name, get()
    except OnRecordError as error:
        return name, error


def holds_one(name: str) -> bool:
    """Whether an input is one page: standard input, a URL, a file that is none for many."""
    if name == "-" or is_url(name):
        return True
    try:
        single = Path(name).is_file()
    except (OSError, ValueError):
        return True
    many = any(name.lower().endswith(suffixes) for suffixes, _ in _READERS)
    return single and not many


def is_page_name(name: str, columns: Columns | None = None) -> bool:
    """Whether a file of this name is read as a page, or for pages, where its folder is."""
    return name.lower().endswith(_suffixes_in_folders(columns or Columns()))


def urls_in(path: Path) -> list[str]:
    """The URLs of a list, one a line; blank lines and those that begin with ``#`` are passed over.

    Raises:
        FormatError: a line holds something else.
        PageError: the list cannot be read.
    """
    try:
        with opened(path) as file:
            text = bounded(file, shown(path)).decode("utf-8-sig", "replace")
    except UNREADABLE as error:
        raise PageError(f"{shown(path)}: cannot be read ({shown(error)})") from error
    urls: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        url = line.strip()
        if url and not url.startswith("#"):
            if not is_url(url):
                raise FormatError(f"{shown(path)}:{number}: no http or https URL: {url[:80]!r}")
            urls.append(url)
    return urls


def count(inputs: Iterable[str | Path], columns: Columns | None = None) -> int | None:
    """How many pages the inputs hold, as far as that is told without reading them; else None."""
    total = 0
    for entry in inputs:
        if str(entry) == "-" or is_url(str(entry)):
            total += 1
            continue
        try:
            number = _count_in(Path(entry), columns or Columns())
        except (OSError, ValueError):
            number = 1
        if number is None:
            return None
        total += number
    return total


def _count_in(path: Path, columns: Columns) -> int | None:
    total = 0
    for one in _below(path, columns):
        if not one.is_dir():
            number = _count_in_file(one)
            if number is None:
                return None
            total += number
    return total


def places(inputs: Iterable[str | Path], columns: Columns | None = None) -> Iterator[Path]:
    """The files and folders that will be read, none of them opened; of a folder what is in it too."""
    for entry in inputs:
        if str(entry) != "-" and not is_url(str(entry)):
            with suppress(OSError, ValueError):
                yield from _below(Path(entry), columns or Columns())


def _matches(path: Path) -> list[Path]:
    """The file or folder of this name; else what it names as a glob, in order."""
    return [path] if path.exists() else sorted(map(Path, glob.glob(str(path), recursive=True)))


def _below(path: Path, columns: Columns) -> Iterator[Path]:
    for one in _matches(path):
        yield one
        if one.is_dir():
            yield from (file for file in _files(one, columns) if isinstance(file, Path))


def _count_in_file(path: Path) -> int | None:
    name = path.name.lower()
    if name.endswith(".parquet"):
        return parquet_rows(path)
    if name.endswith((".jsonl", ".ndjson")) and path.is_file() and path.stat().st_size <= _COUNTED:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    known = any(name.endswith(suffixes) for suffixes, _ in _READERS)
    return None if known else 1
