"""Fingerprints of an article's own words, by which copies are found among a million without comparing each.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every `WINDOW` runs of `RUN` words the one with the least hash
is kept, so that every run of ``RUN + WINDOW - 1`` words that two articles share is found. Words in quotation marks
are left out: what everybody quotes is no copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from zlib import crc32

import numpy as np

from onrecord.stories.texts import Text

__all__ = ["RUN", "WINDOW", "fingerprints", "of_sentences"]

RUN, WINDOW = 6, 8
_BASE = np.uint64(0x9E3779B97F4A7C15)


def fingerprints(text: Text) -> frozenset[int]:
    """The fingerprints of an article: whole numbers of 63 bits."""
    return frozenset(_winnowed(word for each in text.body for word in each.own))


def of_sentences(text: Text) -> frozenset[int]:
    """The fingerprints of an article's sentences, what is quoted included: whole numbers of 63 bits, from BLAKE2."""
    return frozenset(map(_of_words, (each.words for each in text.body)))


def _of_words(words: Iterable[str]) -> int:
    told = " ".join(words).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big") >> 1


def _winnowed(words: Iterable[str]) -> set[int]:
    coded = np.array([crc32(word.encode("utf-8", "replace")) for word in words], dtype=np.uint64)
    if len(coded) < RUN:
        return set()
    with np.errstate(over="ignore"):
        hashes = np.zeros(len(coded) - RUN + 1, dtype=np.uint64)
        for place in range(RUN):
            hashes = (hashes ^ coded[place : place + len(hashes)]) * _BASE
            hashes ^= hashes >> np.uint64(29)
        hashes >>= np.uint64(1)  # a database's whole numbers have a sign
    if len(hashes) <= WINDOW:
        return {int(hashes.min())}
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    return set(map(int, np.unique(windows.min(axis=1))))
