"""The extractor's text laid over the leaves of the page, and over leaves that are one line to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.article.leaves import Leaf, key_of
from onrecord.article.markup import clean

__all__ = ["aligned", "join_split"]

_COVERED = 0.8  # of a line of the extractor, by leaves that stand for it
_START = 8  # code points by which a line is looked up


def aligned(page: Sequence[Leaf], extracted: str) -> tuple[list[int], list[str]]:
    """Lay the extractor's lines over the page's leaves, in order where words come twice."""
    places: dict[str, list[int]] = {}
    for index, leaf in enumerate(page):
        places.setdefault(leaf.key, []).append(index)
    starts: dict[str, list[int]] = {}
    for index, leaf in enumerate(page):
        starts.setdefault(leaf.key[:_START], []).append(index)
    spare = dict.fromkeys(places, 0)  # of each key, the first place that was passed over
    kept: set[int] = set()
    missing: list[str] = []
    last = -1
    for line in extracted.splitlines():
        for cell in [line] if key_of(line) in places else line.split("|"):
            key = key_of(cell)
            if not key:
                continue
            free = places.get(key, [])
            ahead = bisect_right(free, last)
            if ahead < len(free):
                last = free[ahead]
                kept.add(last)
                continue
            while spare.get(key, 0) < len(free) and free[spare[key]] in kept:
                spare[key] += 1
            if key in spare and spare[key] < len(free):
                kept.add(free[spare[key]])
            elif run := _run_of(page, key, starts):
                kept.update(run)
            else:
                missing.append(cell.strip())
    return sorted(kept), missing


def _run_of(page: Sequence[Leaf], key: str, starts: Mapping[str, Sequence[int]]) -> range | None:
    """The neighbouring leaves that make up a line of the extractor: a table's cell is one line to it."""
    for index in starts.get(key[:_START], ()):
        position, end = 0, index
        while end < len(page) and page[end].key and key.startswith(page[end].key, position):
            position += len(page[end].key)
            end += 1
        if position >= _COVERED * len(key):
            return range(index, end)
    return None


def join_split(page: Sequence[Leaf], extracted: str) -> list[Leaf]:
    """Join neighbouring leaves that are one line to the extractor.

    A break or a stray block element inside a sentence splits it in the page; the extractor knows
    what belongs together.
    """
    whole = {leaf.key for leaf in page}
    lines = (
        line for line in extracted.splitlines() if not line.startswith("|")
    )  # no rows of a table
    split = {key: line for line in lines if (key := key_of(line)) not in whole}
    split.pop("", None)
    by_start: dict[str, list[str]] = {}
    for key in split:
        by_start.setdefault(key[:_START], []).append(key)
    joined: list[Leaf] = []
    index = 0
    while index < len(page):
        end = _run_end(page, index, by_start)
        if end is None:
            joined.append(page[index])
            index += 1
            continue
        run = page[index:end]
        if any(leaf.is_sentence or leaf.kind == "heading" for leaf in run[:-1]):
            joined.append(page[index])  # whole pieces, which the extractor ran together
            index += 1
            continue
        key = "".join(leaf.key for leaf in run)
        text = split.pop(key, " ".join(leaf.text for leaf in run))
        joined.append(replace(run[0], text=clean(text), key=key))
        index = end
    return joined


def _run_end(page: Sequence[Leaf], index: int, by_start: Mapping[str, Sequence[str]]) -> int | None:
    """The end of the run of leaves from an index that makes up one of the lines, if one does."""
    start = "".join(leaf.key for leaf in page[index : index + _START])[:_START]
    for line in by_start.get(start, ()):
        position, end = 0, index
        while end < len(page) and position < len(line) and line.startswith(page[end].key, position):
            position += len(page[end].key)
            end += 1
        if position == len(line) and end > index + 1:
            return end
    return None
