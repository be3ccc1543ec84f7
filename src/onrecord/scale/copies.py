"""Articles whose words stand in another one, found among millions by sorting and merging fingerprints.

A fingerprint is that of a sentence (`onrecord.stories.shingles.of_sentences`): one in which a word is another, "denied"
for "admitted", stands nowhere else. They are put into buckets by their values. Within a bucket each is laid beside the few longest articles that have it, not beside all: so the pairs
grow as the fingerprints do, and an article that is held by a longer one meets it at many of its fingerprints. What
likely pairs share is then counted whole. Each bucket is sorted and merged by itself, by DuckDB in bounded memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from onrecord.scale.places import Folder

if TYPE_CHECKING:
    from pyarrow.dataset import Dataset

__all__ = ["FindLikely", "IntoBuckets", "MergeBucket", "Resolve", "VerifyBucket", "buckets_for", "held_by", "into_buckets", "likely", "merged", "verified"]  # fmt: skip

_LEADERS = 4  # articles, the longest that have a fingerprint: others are laid beside these
_LIKELY = 0.5  # share of its fingerprints at which one met another, from which more is asked
_FEW = 4  # sentences: an article of fewer is a copy only where all its words are the same
_PAGES = 16_384  # of a bucket
_BUCKETS = 128
_PAIRS = 20_000  # that are verified at a time
_MEMORY = "256MB"  # that DuckDB may take, a worker

PRINTS = pa.schema({"print": pa.int64(), "many": pa.int32(), "key": pa.int64()})
PAIRS = pa.schema({"key": pa.int64(), "other": pa.int64(), "shared": pa.int32()})
HEADS = pa.schema({"key": pa.int64(), "digest": pa.int64(), "many": pa.int32()})


def buckets_for(pages: int) -> int:
    """How many buckets the fingerprints of so many pages are put into."""
    return max(1, min(_BUCKETS, pages // _PAGES))


def into_buckets(pages: pa.Table, buckets: int) -> tuple[pa.Table, list[pa.Table]]:
    """The heads of some pages, and their fingerprints by bucket.

    Args:
        pages: with ``key``, ``digest`` and ``prints``; those without a fingerprint are left out.
        buckets: how many.
    """
    lengths = compute.fill_null(compute.list_value_length(pages["prints"]), 0)
    kept = pages.filter(compute.greater(lengths, 0))
    many = compute.list_value_length(kept["prints"]).to_numpy()
    prints = compute.list_flatten(kept["prints"]).to_numpy()
    keys = kept["key"].to_numpy()
    heads = pa.table(
        {"key": keys, "digest": kept["digest"], "many": many.astype(np.int32)}, schema=HEADS
    )
    each = {"print": prints, "many": np.repeat(many, many).astype(np.int32), "key": np.repeat(keys, many)}  # fmt: skip
    homes = prints % buckets
    order = np.argsort(homes, kind="stable")
    ends = np.searchsorted(homes[order], np.arange(buckets + 1))
    found = []
    for bucket in range(buckets):
        own = order[ends[bucket] : ends[bucket + 1]]
        found.append(pa.table({name: values[own] for name, values in each.items()}, schema=PRINTS))
    return heads, found


def merged(prints: pa.Table | Dataset) -> pa.Table:
    """The pairs of articles that share fingerprints of a bucket, with how many: ``key``, ``other``, ``shared``.

    Args:
        prints: the bucket's.
    """
    with _database() as database:
        database.register("prints", prints)
        return database.sql(
            f"""
            with several as (select print from prints group by print having count(*) > 1),
            ranked as (
                select print, key,
                    row_number() over (partition by print order by many desc, key) as place
                from prints semi join several using (print)
            )
            select one.key as key, leader.key as other, count(*)::integer as shared
            from ranked one join ranked leader
                on one.print = leader.print and leader.place <= {_LEADERS} and leader.place < one.place
            group by all
            """
        ).to_arrow_table()


def likely(heads: pa.Table | Dataset, pairs: pa.Table | Dataset) -> pa.Table:
    """The pairs of which one may hold the other, by the fingerprints at which they met: as `merged` gives them.

    Where many articles have a fingerprint, the two met there only if the longer one is among the longest that do.

    Args:
        heads: of all articles.
        pairs: of all buckets.
    """
    with _database() as database:
        database.register("heads", heads)
        database.register("pairs", pairs)
        return database.sql(
            f"""
            with summed as (select key, other, sum(shared)::integer as shared from pairs group by all)
            select key, other, shared from summed join heads using (key)
            where shared >= {_LIKELY} * many and many >= {_FEW}
            qualify row_number() over (partition by key order by shared desc, other) <= {_LEADERS}
            """
        ).to_arrow_table()


def verified(pairs: pa.Table, prints: pa.Table) -> pa.Table:
    """How many fingerprints of a bucket the articles of some pairs share: as `merged` gives them.

    Args:
        pairs: that are likely.
        prints: the bucket's.
    """
    held = _Prints(prints)
    found = [held.shared(pairs.slice(start, _PAIRS)) for start in range(0, len(pairs), _PAIRS)]
    shared = np.concatenate([np.zeros(0, np.int32), *found])
    table = pairs.select(["key", "other"]).append_column("shared", pa.array(shared, pa.int32()))
    return table.filter(compute.greater(table["shared"], 0))


class _Prints:
    """Which articles have which fingerprints of a bucket: one sorted list of both as one number.

    Args:
        prints: the bucket's.
    """

    def __init__(self, prints: pa.Table) -> None:
        self._keys, owners = np.unique(prints["key"].to_numpy(), return_inverse=True)
        _, values = np.unique(prints["print"].to_numpy(), return_inverse=True)
        self._held = np.sort(owners.astype(np.int64) << 32 | values)
        self._starts = np.searchsorted(self._held >> 32, np.arange(len(self._keys) + 1))

    def shared(self, pairs: pa.Table) -> NDArray[np.int32]:
        """How many the two articles of each pair share."""
        one, other = self._places(pairs["key"]), self._places(pairs["other"])
        known = (one >= 0) & (other >= 0)
        starts = np.where(known, self._starts[one], 0)
        many = np.where(known, self._starts[one + 1] - starts, 0)
        pair = np.repeat(np.arange(len(pairs)), many)
        # Of each pair the places of the first one's fingerprints, one pair after the other.
        place = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many) + starts[pair]
        asked = other[pair] << 32 | self._held[place] & 0xFFFFFFFF
        nearest = np.minimum(np.searchsorted(self._held, asked), len(self._held) - 1)
        both = self._held[nearest] == asked if len(self._held) else np.zeros(0, bool)
        return np.bincount(pair[both], minlength=len(pairs)).astype(np.int32)

    def _places(self, keys: pa.ChunkedArray) -> NDArray[np.int64]:
        """Of articles their places among those of the bucket; -1 of those that have nothing in it."""
        asked = keys.to_numpy()
        if not len(self._keys):
            return np.full(len(asked), -1)
        places = np.minimum(np.searchsorted(self._keys, asked), len(self._keys) - 1)
        return np.where(self._keys[places] == asked, places, -1)


def held_by(heads: pa.Table | Dataset, pairs: pa.Table | Dataset) -> pa.Table:
    """Which articles are copies, of which: ``key``, ``copy_of``, in order of the keys.

    All sentences of a copy stand in its original. An original is no copy itself: what is held by a copy is laid to that
    one's original, which holds it too.

    Args:
        heads: of all articles.
        pairs: that were verified, of all buckets.
    """
    with _database() as database:
        database.register("heads", heads)
        database.register("pairs", pairs)
        found = database.execute(
            """
            with near as (
                select key, other, sum(shared) as shared from pairs group by all
            ), held as (
                select near.key, near.other, heads.many from near join heads using (key)
                where near.shared = heads.many
            ), same as (
                select key, first_value(key) over (partition by digest, many order by key) as other,
                    many
                from heads
            )
            select key, other, any_value(many) as many
            from (from held union all by name from same where key <> other)
            group by key, other
            order by many desc, key, other
            """
        )
        return _resolved(iter(lambda: found.fetchmany(65_536), []))


def _resolved(batches: Iterable[list[tuple[int, int, int]]]) -> pa.Table:
    """Each copy with its original: the longer ones come first, so that an original is known before its copies are."""
    original: dict[int, int] = {}
    for batch in batches:
        for key, other, _ in batch:
            if key in original:
                continue
            root = original.get(other, other)
            if root != key:
                original[key] = root
    keys = np.array(sorted(original), dtype=np.int64)
    return pa.table({
        "key": keys,
        "copy_of": np.array([original[key] for key in keys.tolist()], dtype=np.int64),
    })  # fmt: skip


@contextmanager
def _database() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB in bounded memory: what does not fit it puts beside, on the disk."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as beside:
        database = duckdb.connect(
            config={
                "memory_limit": _MEMORY,
                "threads": 1,
                "temp_directory": beside,
                "preserve_insertion_order": False,
            }
        )
        try:
            yield database
        finally:
            database.close()


class _Step:
    """A step over a run's fingerprints.

    Args:
        folder: name of the run's.
        pages: where its pages are.
        work: where what is made on the way is kept.
    """

    def __init__(self, folder: str, pages: str, work: str) -> None:
        self.folder, self.pages, self.work = Folder(folder), pages, work


class IntoBuckets(_Step):
    """Puts the fingerprints of some parts into buckets."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Of the parts of a chunk."""
        name = f"chunk-{task['chunk']:06}.parquet"
        if not self.folder.has(f"{self.work}/heads/{name}"):
            tables = [
                self.folder.read_table(f"{self.pages}/{part}", ("key", "digest", "prints"))
                for part in task["parts"]
            ]
            heads, buckets = into_buckets(pa.concat_tables(tables), task["buckets"])
            for number, own in enumerate(buckets):
                self.folder.write_table(f"{self.work}/bucket-{number:03}/{name}", own)
            self.folder.write_table(f"{self.work}/heads/{name}", heads)
        return {"chunk": task["chunk"]}


class MergeBucket(_Step):
    """Sorts and merges a bucket."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """The bucket of a number."""
        number = task["bucket"]
        name = f"{self.work}/pairs/bucket-{number:03}.parquet"
        if not self.folder.has(name):
            prints = self.folder.dataset(f"{self.work}/bucket-{number:03}", PRINTS)
            self.folder.write_table(name, merged(prints))
        return {"bucket": number}


class FindLikely(_Step):
    """Tells which pairs are looked at more closely."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Of all buckets."""
        name = f"{self.work}/likely.parquet"
        if not self.folder.has(name):
            heads = self.folder.dataset(f"{self.work}/heads", HEADS)
            pairs = self.folder.dataset(f"{self.work}/pairs", PAIRS)
            self.folder.write_table(name, likely(heads, pairs))
        return {"bucket": 0}


class VerifyBucket(_Step):
    """Counts what likely pairs share in a bucket."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """The bucket of a number."""
        number = task["bucket"]
        name = f"{self.work}/verified/bucket-{number:03}.parquet"
        if not self.folder.has(name):
            pairs = self.folder.read_table(f"{self.work}/likely.parquet")
            prints = self.folder.dataset(f"{self.work}/bucket-{number:03}", PRINTS)
            self.folder.write_table(name, verified(pairs, prints.to_table(["print", "key"])))
        return {"bucket": number}


class Resolve(_Step):
    """Tells which articles are copies."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Write the table of copies to a name."""
        name = task["name"]
        if not self.folder.has(name):
            heads = self.folder.dataset(f"{self.work}/heads", HEADS)
            pairs = self.folder.dataset(f"{self.work}/verified", PAIRS)
            self.folder.write_table(name, held_by(heads, pairs), group=4_096)
        return {"name": name}
