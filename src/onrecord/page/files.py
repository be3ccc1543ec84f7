"""Files as streams of bytes, packed by gzip or not."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import IO

from onrecord.errors import PageError, TooLargeError
from onrecord.page.limits import MAX_PAGE_BYTES

__all__ = ["SAVED", "UNREADABLE", "bounded", "is_saved", "opened", "read_bytes", "shown"]

#: Endings of a browser's archives and of mails.
SAVED = (".mhtml", ".mht", ".eml")

#: What reading a file may raise.
UNREADABLE = (OSError, EOFError, zlib.error, ValueError)


def shown(name: object) -> str:
    """A name as text that can be written anywhere: a file's name may hold bytes that are no text."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def is_saved(name: str) -> bool:
    """Whether a file's name is that of a browser's archive or a mail."""
    return name.lower().endswith(SAVED)


def opened(path: Path) -> IO[bytes]:
    """A file's bytes, unpacked."""
    if path.name.lower().endswith(".gz"):
        import gzip  # late: few files are packed

        return gzip.open(path)  # type: ignore[return-value]  # GzipFile reads as IO[bytes] does
    return path.open("rb")


def bounded(file: IO[bytes], name: str) -> bytes:
    """All of a file.

    Raises:
        TooLargeError: it has more bytes than a page may have.
    """
    data = file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise TooLargeError(
            f"{name}: larger than {MAX_PAGE_BYTES:,} bytes, which no news page is; if it holds "
            "many pages, give them as JSONL, CSV, Parquet or WARC"
        )
    return data


def read_bytes(path: Path) -> bytes:
    """All of a file that holds a page.

    Raises:
        PageError: there is no such file, or it cannot be read or is too large.
    """
    name = shown(path)
    try:
        with opened(path) as file:
            return bounded(file, name)
    except FileNotFoundError as error:
        raise PageError(
            f"{name}: no such file. To read text rather than a file, pass Page(text)."
        ) from error
    except UNREADABLE as error:
        raise PageError(f"{name}: cannot be read ({shown(error)})") from error
