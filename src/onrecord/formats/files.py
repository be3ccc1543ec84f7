"""Files written beside their place and then put there: a reader never sees half a document."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["beside", "is_special", "placed", "put", "replacing", "temporary", "through"]


def is_special(path: Path) -> bool:
    """Whether a path is a device, a named pipe or a socket: written to, never put another in place of."""
    return path.exists() and not path.is_file() and not path.is_dir()


def through(path: Path) -> Path:
    """Where a file stands: of a symbolic link, the place that it leads to."""
    return path.resolve() if path.is_symlink() else path


def temporary(path: Path) -> Path:
    """Where a file is written before it is put in its place."""
    return path.with_name(f".{path.name[:200]}.{os.getpid()}.tmp")


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """A path to write a file at, which is put in its place when all is written, and never else.

    One that is taken away again meanwhile leaves what stands there as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    other = temporary(path)
    try:
        yield other
        if other.exists():
            other.replace(path)
    except BaseException:
        with suppress(OSError):
            other.unlink(missing_ok=True)
        raise


def put(made: Path, path: Path) -> None:
    """Put a file that is whole in its place, on whatever file system that is."""
    try:
        made.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with made.open("rb") as file, beside(path) as out:
            shutil.copyfileobj(file, out)
        made.unlink()


@contextmanager
def beside(path: Path) -> Iterator[IO[bytes]]:
    """A file of bytes that is put in its place, safe on the disk, when all is written; else nowhere."""
    with placed(path) as other, other.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def replacing(path: Path, *, empty: bool = True) -> Iterator[IO[str]]:
    """A text file that takes the place of what stands at a path when all is written, and never else.

    Args:
        path: where it is to stand.
        empty: whether a file in which nothing was written takes that place too.
    """
    if is_special(path):
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    with placed(through(path)) as other:
        with other.open("w", encoding="utf-8", newline="") as file:
            yield file
            written = file.tell() > 0
        if not written and not empty:
            other.unlink()
