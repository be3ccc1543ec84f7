"""Files written beside their place and then put there: a reader never sees half a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["replacing", "temporary"]


def temporary(path: Path) -> Path:
    """Where a file is written before it is put in its place."""
    return path.with_name(f".{path.name[:200]}.{os.getpid()}.tmp")


@contextmanager
def replacing(path: Path, *, empty: bool = True) -> Iterator[IO[str]]:
    """A text file that takes the place of what stands at a path when all is written, and never else.

    Args:
        path: where it is to stand.
        empty: whether a file in which nothing was written takes that place too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = temporary(path)
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
            written = file.tell() > 0
        if written or empty:
            beside.replace(path)
        else:
            beside.unlink()
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
