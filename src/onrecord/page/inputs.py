"""Where pages come from: paths, folders, globs, standard input, URLs, JSONL and WARC files."""

from __future__ import annotations

import glob
import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from onrecord.errors import FormatError, OnRecordError, PageError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.archives import jsonl_pages, warc_pages
from onrecord.page.limits import MAX_PAGE_BYTES
from onrecord.records import PageKind

if TYPE_CHECKING:
    from onrecord.page.fetch import Fetcher

__all__ = ["load", "pages"]

_Get = Callable[[], Page]
_Fetch = Callable[[str], Page]

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".txt", ".html.gz", ".htm.gz", ".txt.gz")
_JSONL_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_WARC_SUFFIXES = (".warc", ".warc.gz")
_LONGEST_PATH = 4096


def load(page: Page | Path | str | bytes, *, allow_private: bool = False, fetcher=None) -> Page:
    """One page from whatever names or holds it; see `onrecord.read`.

    Raises:
        PageError: there is no such file, it is too large, or the URL could not be fetched.
    """
    if isinstance(page, Page):
        if len(page.data) > MAX_PAGE_BYTES:
            raise TooLargeError(f"{page.id or 'page'}: larger than {MAX_PAGE_BYTES:,} bytes")
        return page
    if isinstance(page, bytes):
        return load(Page(page))
    if isinstance(page, Path):
        return _file(page)
    if _is_url(page):
        return _fetcher(allow_private)(page)
    if "\n" in page or page.lstrip().startswith("<") or len(page) > _LONGEST_PATH:
        return load(Page(page))
    return _file(Path(page))


def pages(
    inputs: Iterable[str | Path], *, kind: PageKind | None = None, allow_private: bool = False
) -> Iterator[tuple[str, Page | OnRecordError]]:
    """All pages of the inputs, each with its id, in order; errors stand in their place.

    Args:
        inputs: paths of files, folders (searched for pages, JSONL and WARC files) and globs, URLs,
            and ``-`` for standard input.
        kind: what the pages are, where it should not be looked for.
        allow_private: whether URLs may lead to private or local network addresses.
    """
    fetch = _fetcher(allow_private)
    for entry in inputs:
        for name, page in _pages_of(entry, fetch):
            if isinstance(page, Page) and kind is not None:
                page = replace(page, kind=kind)
            yield name, page


def _pages_of(entry: str | Path, fetch: _Fetch) -> Iterator[tuple[str, Page | OnRecordError]]:
    name = str(entry)
    if name == "-":
        yield _attempt("stdin", lambda: _bounded(sys.stdin.buffer, "stdin"))
    elif _is_url(name):
        yield _attempt(name, lambda: fetch(name))
    else:
        paths = _paths(Path(name))
        if not paths:
            yield name, PageError(f"{name}: no such file or folder, or no pages in it")
        for path in paths:
            yield from _pages_in(path)


def _pages_in(path: Path) -> Iterator[tuple[str, Page | OnRecordError]]:
    name = path.name.lower()
    if name.endswith(_WARC_SUFFIXES):
        yield from warc_pages(path)
    elif name.endswith(_JSONL_SUFFIXES):
        try:
            with _opened(path) as lines:
                yield from jsonl_pages(lines, str(path))
        except (OSError, EOFError, zlib.error) as error:
            yield str(path), FormatError(f"{path}: cannot be read to its end ({error})")
    else:
        yield _attempt(str(path), lambda: _file(path))


def _paths(path: Path) -> list[Path]:
    if path.is_dir():
        suffixes = (*_PAGE_SUFFIXES, *_JSONL_SUFFIXES, *_WARC_SUFFIXES)
        found = (file for file in path.rglob("*") if file.name.lower().endswith(suffixes))
        return sorted(file for file in found if file.is_file())
    if path.exists():
        return [path]
    return sorted(Path(match) for match in glob.glob(str(path), recursive=True))


def _file(path: Path) -> Page:
    try:
        with _opened(path) as file:
            return _bounded(file, str(path))
    except FileNotFoundError as error:
        raise PageError(
            f"{path}: no such file. To read text rather than a file, pass Page(text)."
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise PageError(f"{path}: cannot be read ({error})") from error


def _opened(path: Path) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return gzip.open(path)  # type: ignore[return-value]  # GzipFile reads as IO[bytes] does
    return path.open("rb")


def _bounded(file: IO[bytes], name: str) -> Page:
    data = file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise TooLargeError(
            f"{name}: larger than {MAX_PAGE_BYTES:,} bytes, which no news page is; if it holds "
            "many pages, give them as JSONL or WARC"
        )
    return Page(data, id=name)


def _attempt(name: str, get: _Get) -> tuple[str, Page | OnRecordError]:
    try:
        return name, get()
    except OnRecordError as error:
        return name, error


def _is_url(name: str) -> bool:
    return name.startswith(("http://", "https://")) and not any(char.isspace() for char in name)


def _fetcher(allow_private: bool) -> _Fetch:
    """Fetch by one fetcher, made when first needed: it keeps the pace towards each host."""

    @cache
    def fetcher() -> Fetcher:
        from onrecord.page.fetch import Fetcher  # late: most runs fetch nothing

        return Fetcher(allow_private=allow_private)

    return lambda url: fetcher().fetch(url)
