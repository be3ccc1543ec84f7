"""Which of a million articles are about one happening: their vectors, and who is near whom within some weeks.

What an article is about, how rare a word is and how alike two articles are is told by `onrecord.stories.vectors`, as
for an archive; here the words of all are counted first, and the vectors of a week laid beside those of the weeks
before as sparse matrices, so that no pair is looked at for nothing.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute
from scipy import sparse

from onrecord.archive.grouped import COUNTED, packed_bags, unpacked_bags
from onrecord.languages import story_words
from onrecord.records import Article, Reading
from onrecord.scale.places import Folder
from onrecord.scale.tables import readings_in, table_of
from onrecord.stories.grouping import CANDIDATES, KEPT, WINDOW
from onrecord.stories.texts import Text
from onrecord.stories.vectors import KINDS, Frequencies, Vectors, bags

__all__ = ["BAGS", "FREQUENCIES", "NEAR", "UNDATED", "VECTORS", "CountWords", "NearArticles", "TakeBags", "TakeVectors", "blocks_beside", "near"]  # fmt: skip

BAGS, FREQUENCIES, VECTORS, NEAR = (
    "_work/bags", "_work/frequencies.parquet", "_work/vectors", "_work/near",
)  # fmt: skip
_COUNTS = "_work/counts"
_DAYS = 7  # of a block
_ROWS = 256  # articles that are read, or laid beside others, at a time
#: Block of articles that tell no day.
UNDATED = -1
_EPOCH = date(1970, 1, 1).toordinal()
_BAG_FIELDS = pa.schema({"key": pa.int64(), "day": pa.int32(), "bags": pa.binary()})
_COUNT_FIELDS = pa.schema({"kind": pa.string(), "word": pa.string(), "count": pa.int64()})
_VECTOR_FIELDS = pa.schema({
    "key": pa.int64(),
    "day": pa.int32(),
    "ids": pa.list_(pa.int64()),
    "weights": pa.list_(pa.float32()),
})  # fmt: skip
_NEAR_FIELDS = pa.schema({"one": pa.int64(), "other": pa.int64(), "value": pa.float32()})


class _Step:
    """A step towards a run's stories.

    Args:
        folder: name of the stories'.
    """

    def __init__(self, folder: str) -> None:
        self.folder = Folder(folder)


class TakeBags:
    """Takes from the articles of a chunk what they are about, and counts their words.

    Args:
        folder: name of the run's tables.
        work: name of the folder of their stories.
    """

    def __init__(self, folder: str, work: str) -> None:
        self._tables, self.folder = Folder(folder), Folder(work)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Of the chunk's files."""
        name = f"{task['chunk']:06}.parquet"
        if not self.folder.has(f"{BAGS}/{name}"):
            rows: list[dict[str, Any]] = []
            counts: Counter[tuple[str, str]] = Counter()
            for key, article in _articles(self._tables, task["files"]):
                text = Text(Reading(article, ()))
                held = bags(text, story_words(article.language))
                counts.update((kind, word) for kind in COUNTED for word in held[kind])
                rows.append({"key": key, "day": _day(article), "bags": packed_bags(held)})
            counted = [{"kind": kind, "word": word, "count": many} for (kind, word), many in sorted(counts.items())]  # fmt: skip
            self.folder.write_table(
                f"{_COUNTS}/{name}", pa.Table.from_pylist(counted, schema=_COUNT_FIELDS)
            )
            self.folder.write_table(
                f"{BAGS}/{name}", pa.Table.from_pylist(rows, schema=_BAG_FIELDS), group=_ROWS
            )
        return {"chunk": task["chunk"]}


def _articles(folder: Folder, files: Sequence[str]) -> Iterator[tuple[int, Article]]:
    """The articles of some files that were read, few at a time."""
    none = table_of("attributions", ()), table_of("sources", ())
    for name in files:
        for batch in folder.read_batches(name, _ROWS):
            for key, reading in readings_in(pa.Table.from_batches([batch]), *none):
                yield key, reading.article


def _day(article: Article) -> int | None:
    """Days since 1970 when an article came out; else when it was fetched."""
    day = article.published or (article.provenance.fetched if article.provenance else None)
    return None if day is None else day.toordinal() - _EPOCH


class CountWords(_Step):
    """Adds up how many articles have each word."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Of all chunks; words of one article alone are left out, as a word that is not there means that."""
        if not self.folder.has(FREQUENCIES):
            counts = self.folder.dataset(_COUNTS, _COUNT_FIELDS)
            with duckdb.connect() as database:
                database.register("counts", counts)
                found = database.sql(
                    "select kind, word, sum(count)::bigint as count from counts group by all "
                    "having sum(count) > 1 order by all"
                ).to_arrow_table()
            self.folder.write_table(FREQUENCIES, found)
        return {"chunk": 0}


class _Once(Counter[str]):
    """Counts in which what is missing was met once."""

    def __missing__(self, word: str) -> int:
        return 1


class TakeVectors(_Step):
    """Weighs what the articles of a chunk are about, and puts them to the weeks that they came out in."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._known = self._frequencies()

    def _frequencies(self) -> Frequencies:
        articles = self.folder.rows(BAGS)
        known = Frequencies(articles, {kind: _Once() for kind in COUNTED})
        for row in self.folder.read_table(FREQUENCIES).to_batches():
            for kind, word, count in zip(
                *(column.to_pylist() for column in row.columns), strict=True
            ):
                known.counts[kind][word] = count
        return known

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Of the chunk of a number."""
        name = f"{task['chunk']:06}.parquet"
        done = f"{VECTORS}/done/{name}.json"
        if not self.folder.has(done):
            held = self.folder.read_table(f"{BAGS}/{name}")
            rows: dict[int, list[dict[str, Any]]] = {}
            for row in held.to_pylist():
                ids, weights = weighed(Vectors.made(unpacked_bags(row["bags"]), self._known))
                block = UNDATED if row["day"] is None else row["day"] // _DAYS
                own = {"key": row["key"], "day": row["day"], "ids": ids, "weights": weights}
                rows.setdefault(block, []).append(own)
            for block, several in rows.items():
                table = pa.Table.from_pylist(several, schema=_VECTOR_FIELDS)
                self.folder.write_table(f"{VECTORS}/block-{block}/{name}", table)
            self.folder.write_json(done, sorted(rows))
        return {"chunk": task["chunk"]}


def weighed(vectors: Vectors) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """An article's vectors as one, sparse: the product of two such is how alike their articles are.

    Args:
        vectors: of the article.

    Returns:
        numbers of what it has, of 63 bits; and their weights, each kind's share within.
    """
    ids, weights = [], []
    for kind, own in vectors.of.items():
        share = math.sqrt(KINDS[kind])
        for word, weight in own.items():
            told = hashlib.blake2b(f"{kind} {word}".encode("utf-8", "replace"), digest_size=8)
            ids.append(int.from_bytes(told.digest(), "big") >> 1)
            weights.append(share * weight)
    return np.array(ids, dtype=np.int64), np.array(weights, dtype=np.float32)


class NearArticles(_Step):
    """Lays the articles of a week beside those of the weeks before it."""

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """The block of a number, and the others that it is laid beside."""
        block = task["block"]
        name = f"{NEAR}/block-{block}.parquet"
        if not self.folder.has(name):
            own = self._of([block])
            found = near(own, self._of(task["beside"]))
            self.folder.write_table(name, pa.table(found, schema=_NEAR_FIELDS))
        return {"block": block}

    def _of(self, blocks: Iterable[int]) -> pa.Table:
        """The vectors of some blocks, in order of time."""
        files = [file for block in blocks for file in self.folder.files(f"{VECTORS}/block-{block}")]
        tables = [self.folder.read_table(file) for file in files]
        whole = pa.concat_tables([_VECTOR_FIELDS.empty_table(), *tables]).combine_chunks()
        return whole.sort_by([("day", "ascending"), ("key", "ascending")])


def blocks_beside(block: int, known: Iterable[int]) -> list[int]:
    """The blocks, in order, whose articles may be of one story with those of a block and stand before them."""
    if block == UNDATED:
        return [UNDATED]
    reach = -(-WINDOW // _DAYS)
    return [one for one in sorted(known) if block - reach <= one <= block and one != UNDATED]


def near(own: pa.Table, others: pa.Table) -> dict[str, NDArray[Any]]:
    """How alike articles are to those before them, in order of time: ``one`` before ``other``, ``value``.

    Args:
        own: vectors of some articles, in order.
        others: of those that they are laid beside, these included, in order.
    """
    pool = _Pool(others)
    found: list[tuple[NDArray[Any], ...]] = []
    for start in range(0, len(own), _ROWS):
        found += pool.near(own.slice(start, _ROWS))
    columns = zip(*found, strict=True) if found else ((), (), ())
    return dict(zip(("one", "other", "value"), map(_joined, columns), strict=True))


def _joined(pieces: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(pieces) if pieces else np.zeros(0)


class _Pool:
    """Articles that others are laid beside.

    Args:
        table: their vectors, in order of time.
    """

    def __init__(self, table: pa.Table) -> None:
        self._keys, self._days = _keys(table), _days(table)
        self._known = np.unique(compute.list_flatten(table["ids"]).to_numpy())
        self._matrix = self._sparse(table).tocsc()
        self._place = {key: number for number, key in enumerate(self._keys.tolist())}

    def _sparse(self, table: pa.Table) -> sparse.csr_matrix:
        ids = compute.list_flatten(table["ids"]).to_numpy()
        weights = compute.list_flatten(table["weights"]).to_numpy()
        columns = np.searchsorted(self._known, ids)
        many = compute.list_value_length(table["ids"]).to_numpy()
        ends = np.concatenate(([0], np.cumsum(many)))
        return sparse.csr_matrix((weights, columns, ends), shape=(len(many), len(self._known)))

    def near(self, own: pa.Table) -> Iterator[tuple[NDArray[Any], ...]]:
        """Of some of them, those before each that it is like, `CANDIDATES` at most: keys and how much."""
        alike = (self._sparse(own) @ self._matrix.T).tocsr()
        for row, (key, day) in enumerate(
            zip(_keys(own).tolist(), _days(own).tolist(), strict=True)
        ):
            span = slice(alike.indptr[row], alike.indptr[row + 1])
            places, values = alike.indices[span], alike.data[span]
            good = (
                (values >= KEPT)
                & (places < self._place[key])
                & (day - self._days[places] <= WINDOW)
            )
            places, values = places[good], values[good]
            if len(places) > CANDIDATES:
                best = np.argsort(-values, kind="stable")[:CANDIDATES]
                places, values = places[best], values[best]
            yield self._keys[places], np.full(len(places), key), values


def _keys(table: pa.Table) -> NDArray[np.int64]:
    found: NDArray[np.int64] = table["key"].to_numpy()
    return found


def _days(table: pa.Table) -> NDArray[np.int64]:
    found: NDArray[np.int64] = compute.fill_null(table["day"], 0).to_numpy().astype(np.int64)
    return found
