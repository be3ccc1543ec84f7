"""Articles in order of time → stories, in memory that a few weeks' articles take.

The stories are those of `onrecord.stories.grouping.Stream`. What came out longer ago than two articles of one story
may lie apart cannot change any more: it is written down and forgotten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from onrecord.scale.places import Folder
from onrecord.scale.tables import SCHEMAS
from onrecord.scale.vectors import NEAR, UNDATED, VECTORS
from onrecord.stories.grouping import WINDOW, Stream

__all__ = ["MEMBERS", "GroupArticles", "grouped_in_order", "members_of"]

MEMBERS = "_work/members.parquet"

_FIELDS = pa.schema({
    name: pa.int64() for name in ("key", "story", "place", "copy_of", "articles")
})  # fmt: skip

#: Articles that came out together: their keys and days, in order, and of each the others before it that it is like.
Batch = tuple[Sequence[int], Sequence[int], Mapping[int, Mapping[int, float]]]


def grouped_in_order(batches: Iterable[Batch]) -> Iterator[list[int]]:
    """Stories, each as its articles' keys in order of time, as soon as they cannot change any more.

    Args:
        batches: articles in order of time.
    """
    stream = Stream()
    keys: list[int] = []
    days: list[int] = []
    place: dict[int, int] = {}
    for own, when, near in batches:
        for key, day in zip(own, when, strict=True):
            number = len(keys)
            keys.append(key)
            days.append(day)
            place[key] = number
            close = {
                place[other]: value for other, value in near.get(key, {}).items() if other in place
            }
            stream.put(number, close)
        if when:
            for story in _over(stream, days, when[-1] - WINDOW):
                told = [keys[number] for number in story]
                for key in told:
                    del place[key]
                yield told
    for story in stream.stories.values():
        yield [keys[number] for number in story]


def _over(stream: Stream, days: Sequence[int], before: int) -> list[list[int]]:
    """Take the stories out of a stream whose articles all came out before a day."""
    over = {story: own for story, own in stream.stories.items() if days[own[-1]] < before}
    for story, own in over.items():
        del stream.stories[story]
        for article in own:
            del stream.story_of[article], stream.before[article]
    return list(over.values())


class GroupArticles:
    """Groups all articles of a run.

    Args:
        folder: name of the run's tables.
        work: name of the folder of their stories.
    """

    def __init__(self, folder: str, work: str) -> None:
        self._tables, self._folder = Folder(folder), Folder(work)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Write which story each article belongs to: that of its first article. A copy goes with its original."""
        if not self._folder.has(MEMBERS):
            dated = [one for one in task["blocks"] if one != UNDATED]
            undated = [one for one in task["blocks"] if one == UNDATED]
            found = list(grouped_in_order(map(self._batch, dated)))
            found += grouped_in_order(map(self._batch, undated))
            table = members_of(found, *self._copies())
            self._folder.write_table(MEMBERS, table, group=4_096)
        return {"block": 0}

    def _copies(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The keys of the articles that are copies, and of their originals."""
        held = self._tables.dataset("articles", SCHEMAS["articles"], below=True).to_table(
            columns=["key", "copy_of"], filter=compute.field("status") == "copy"
        )
        return held["key"].to_numpy(), held["copy_of"].to_numpy()

    def _batch(self, block: int) -> Batch:
        files = self._folder.files(f"{VECTORS}/block-{block}")
        held = pa.concat_tables(
            [self._folder.read_table(file, ("key", "day")) for file in files]
        ).sort_by([("day", "ascending"), ("key", "ascending")])
        near: dict[int, dict[int, float]] = defaultdict(dict)
        pairs = self._folder.read_table(f"{NEAR}/block-{block}.parquet")
        for one, other, value in zip(
            *(column.to_pylist() for column in pairs.columns), strict=True
        ):
            near[other][one] = value
        days = [0 if day is None else day for day in held["day"].to_pylist()]
        return held["key"].to_pylist(), days, near


def members_of(
    stories: Sequence[Sequence[int]], copies: NDArray[np.int64], originals: NDArray[np.int64]
) -> pa.Table:
    """Which story each article belongs to, in order of the keys.

    Args:
        stories: keys of their articles, in order of time.
        copies: keys of articles that are copies.
        originals: of each the key of its original.

    Returns:
        ``key``, ``story``, ``place`` among the story's originals, how many ``articles`` it has, ``copy_of``.
    """
    home = {key: own[0] for own in stories for key in own}
    many = Counter(home.values())
    told = [
        (key, original)
        for key, original in zip(copies.tolist(), originals.tolist(), strict=True)
        if original in home
    ]
    many.update(home[original] for _, original in told)
    rows: list[tuple[int, int, int | None, int | None]]
    rows = [(key, own[0], place, None) for own in stories for place, key in enumerate(own)]
    rows += [(key, home[original], None, original) for key, original in told]
    columns = list(zip(*sorted(rows), strict=True)) or [()] * 4
    named = dict(zip(("key", "story", "place", "copy_of"), columns, strict=True))
    return pa.table(
        {**named, "articles": [many[story] for story in named["story"]]}, schema=_FIELDS
    )
