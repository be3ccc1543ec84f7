"""Answers that were given before, kept in memory while nothing in the archive has changed."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

__all__ = ["Answer", "Cache"]

_LEVEL = 5  # of gzip
_WORTH = 600  # bytes from which an answer is compressed


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent.

    Attributes:
        body: as it is.
        packed: the same by gzip; None where that is not worth it.
        kind: media type.
        status: of HTTP.
        tag: by which a browser asks whether it has changed.
    """

    body: bytes
    packed: bytes | None
    kind: str
    status: int
    tag: str

    @classmethod
    def of(cls, body: bytes, kind: str, status: int = 200) -> Answer:
        """An answer with what is sent beside it."""
        packed = gzip.compress(body, _LEVEL, mtime=0) if len(body) >= _WORTH else None
        return cls(body, packed, kind, status, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


class Cache:
    """The latest answers, as many as fit.

    Args:
        most: bytes that they may take together; 0 keeps none.
    """

    def __init__(self, most: int = 64 << 20) -> None:
        self._most, self._size = most, 0
        self._held: OrderedDict[tuple[str, ...], tuple[str, Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...], revision: str) -> Answer | None:
        """An answer of the archive as it is."""
        with self._lock:
            found = self._held.get(key)
            if found is None or found[0] != revision:
                return None
            self._held.move_to_end(key)
            return found[1]

    def put(self, key: tuple[str, ...], revision: str, answer: Answer) -> None:
        """Keep one."""
        size = _size(answer)
        if size > self._most // 8:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self._size += size - (_size(before[1]) if before else 0)
            self._held[key] = (revision, answer)
            while self._size > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._size -= _size(gone)


def _size(answer: Answer) -> int:
    return len(answer.body) + len(answer.packed or b"") + 200
