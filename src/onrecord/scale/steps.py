"""What workers of a run do: look through inputs, read pages, attribute articles, put parts together.

Each step writes files whose names tell of what, the one that says that all is there last; to do it again writes the
same. A page that kills the process that reads it, or takes too long, is set aside as an error after two tries.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

import pyarrow as pa
from pyarrow import compute, dataset

from onrecord import errors
from onrecord.attributions import MODEL, read_manifest
from onrecord.batch import Done, Work, Workers
from onrecord.errors import ClusterError, OnRecordError
from onrecord.page.inputs import Columns
from onrecord.records import Reading, to_values
from onrecord.scale.beside import Held, Taken, attributed, taken
from onrecord.scale.inputs import entries, stretches
from onrecord.scale.places import Folder, named
from onrecord.scale.plan import Part, Plan
from onrecord.scale.rows import Rows, error_rows
from onrecord.scale.tables import ROWS, SCHEMAS, TABLES, table_of, with_schema

__all__ = ["AGAIN", "COPIES", "FAILED", "INDEX", "MERGED", "PAGES", "READINGS", "AttributeArticles", "LookThrough", "PutTogether", "ReadPages", "WithProcess", "chunks", "chunks_of_tables", "failed_originals"]  # fmt: skip

INDEX, PAGES, COPIES, READINGS, MERGED = (
    "_work/index", "_work/pages", "_work/copies.parquet", "_work/readings", "_work/merged",
)  # fmt: skip
#: Keys of originals that could not be attributed, whose copies are attributed in their stead; and the parts where
#: that was done.
FAILED, AGAIN = "_work/failed.json", "_work/again"
#: What is kept of a page between reading and attributing it.
PAGE_FIELDS = pa.schema({
    "key": pa.int64(),
    "id": pa.string(),
    "bare": pa.string(),
    "error": pa.string(),
    "message": pa.string(),
    "columns": pa.string(),
    "digest": pa.int64(),
    "prints": pa.list_(pa.int64()),
})  # fmt: skip
_CHUNK = 64  # parts whose rows, or fingerprints, are put together at a time
_GROUP = 32  # pages that are held at a time
#: In a tally, by the status of an article's row.
_TALLIED = {"read": "read", "copy": "copies", "language": "language", "error": "errors"}
T = TypeVar("T")


def _planned(folder: Folder) -> Plan:
    plan = Plan.read(folder)
    if plan is None:
        raise ClusterError(
            f"{named(folder.name)}: the run's plan is gone, or this node cannot see it"
        )
    return plan


class LookThrough:
    """Cuts a file into stretches.

    Args:
        folder: name of the run's.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Folder(folder)
        self._inputs = _planned(self._folder).inputs

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Look through the file of a number."""
        number = task["input"]
        found = stretches(self._inputs[number])
        values = [list(asdict(one).values()) for one in found]
        self._folder.write_json(f"{INDEX}/{number:06}.json", values)
        return {"pages": sum(one.pages for one in found)}


class WithProcess(Generic[T]):
    """A step whose work on pages is done in a process beside it, which may die of a page.

    Args:
        folder: of the run.
        work: what the process does.
        limit: seconds that a page may take; None for no limit.
    """

    def __init__(self, folder: Folder, work: Work[T], limit: float | None) -> None:
        self.folder = folder
        self.workers = Workers(1, work, limit)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Do a task; what is told of it."""
        raise NotImplementedError

    def stop(self) -> None:
        """End the process beside it."""
        self.workers.stop()


class _OfRun(WithProcess[T]):
    """Such a step of a run.

    Args:
        folder: name of the run's.
    """

    def __init__(self, folder: str) -> None:
        place = Folder(folder)
        self._plan = _planned(place)
        super().__init__(place, self._work(), self._plan.recorded["page_timeout"])

    def _work(self) -> Work[T]:
        raise NotImplementedError


class ReadPages(_OfRun[Taken]):
    """Reads the pages of a part."""

    def _work(self) -> Work[Taken]:
        settings = self._plan.settings()
        manifest = read_manifest((settings.model or MODEL) / "manifest.json")
        return partial(taken, language=None if settings.force else manifest.language)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Read a part's pages, and keep what they come to."""
        part = Part.of(task)
        name = f"{PAGES}/{part.name}"
        tally: Counter[str] = Counter(pages=part.stretch.pages)
        if not self.folder.has(name):
            columns = Columns(**self._plan.recorded["columns"])
            found = entries(self._plan.inputs[part.input], part.stretch, columns)
            rows = (_page_row(part, done) for done in enumerate(self.workers.run(found)))
            with self.folder.writer(name, PAGE_FIELDS) as write:
                while group := list(islice(rows, _GROUP)):
                    write(with_schema(group, PAGE_FIELDS))
                    tally.update(read=len(group), errors=sum(row["bare"] is None for row in group))
        return _told(tally)


def _told(tally: Mapping[str, int]) -> dict[str, Any]:
    """A tally with all its columns, for Ray's blocks have one schema."""
    names = ("pages", "read", "errors", "copies", "language", "attributions", "sources")
    return {name: tally.get(name, 0) for name in names}


def _page_row(part: Part, numbered: tuple[int, Done[Taken]]) -> dict[str, Any]:
    place, done = numbered
    row: dict[str, Any] = {"key": part.number * ROWS + place, "id": done.id, "bare": None}
    if isinstance(done.outcome, OnRecordError):
        columns = json.dumps(to_values(dict(done.columns)), ensure_ascii=False)
        return {
            **row,
            "error": type(done.outcome).__name__,
            "message": str(done.outcome),
            "columns": columns,
        }
    own = done.outcome
    return {**row, "bare": own.bare, "digest": own.digest, "prints": list(own.prints)}


class AttributeArticles(_OfRun[Rows]):
    """Attributes the articles of a part, but for those whose words stand in another one."""

    def _work(self) -> Work[Rows]:
        return partial(attributed, settings=self._plan.settings())

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Attribute a part's articles, and write their rows."""
        part = Part.of(task)
        tally: Counter[str] = Counter(pages=part.stretch.pages)
        again = f"{AGAIN}/{part.name}.json"
        done = again if task.get("again") else f"{READINGS}/articles/{part.name}"
        if not self.folder.has(done):
            copies = self._copies(part)
            with ExitStack() as files:
                # The articles are the last to be closed: where they are, all is.
                writers = {
                    table: files.enter_context(
                        self.folder.writer(
                            f"{READINGS}/{table}/{part.name}", table_of(table, ()).schema
                        )
                    )
                    for table in TABLES
                }
                for batch in self.folder.read_batches(f"{PAGES}/{part.name}", _GROUP):
                    rows = self._rows(batch.to_pylist(), copies)
                    for table, write in writers.items():
                        write(table_of(table, rows[table]))
                    tally.update(_counted(rows))
            if task.get("again"):
                self.folder.write_json(again, dict(tally))
        return _told(tally)

    def _rows(self, pages: Sequence[Mapping[str, Any]], copies: Mapping[int, int]) -> Rows:
        read = [row for row in pages if row["bare"] is not None]
        done = self.workers.run(
            (row["id"], Held(row["key"], row["bare"], copies.get(row["key"]))) for row in read
        )
        outcomes = {row["key"]: one.outcome for row, one in zip(read, done, strict=True)}
        rows: Rows = {table: [] for table in TABLES}
        for row in pages:
            for table, own in _rows_of_page(row, outcomes.get(row["key"])).items():
                rows[table] += own
        return rows

    def _copies(self, part: Part) -> dict[int, int]:
        if self._plan.recorded["keep_copies"]:
            return {}
        low, high = part.number * ROWS, (part.number + 1) * ROWS
        held = self.folder.read_table(COPIES, filters=[("key", ">=", low), ("key", "<", high)])
        found = dict(zip(held["key"].to_pylist(), held["copy_of"].to_pylist(), strict=True))
        failed = set(self.folder.read_json(FAILED) or ())
        return {key: original for key, original in found.items() if original not in failed}


def _rows_of_page(row: Mapping[str, Any], outcome: Rows | OnRecordError | None) -> Rows:
    """The rows of a page, whatever became of it.

    Args:
        row: what is kept of the page.
        outcome: what came of its article; None where it has none.
    """
    if outcome is None:
        return error_rows(row["key"], row["id"], _error(row))
    if isinstance(outcome, OnRecordError):
        return error_rows(row["key"], row["id"], outcome, Reading.from_json(row["bare"]))
    return outcome


def _error(row: Mapping[str, Any]) -> OnRecordError:
    kind = getattr(errors, row["error"], errors.InternalError)
    error: OnRecordError = kind(row["message"])
    error.columns = json.loads(row["columns"] or "{}")
    return error


def _counted(rows: Rows) -> Counter[str]:
    tally = Counter(_TALLIED[row["status"]] for row in rows["articles"])
    tally.update(attributions=len(rows["attributions"]), sources=len(rows["sources"]))
    return tally


class PutTogether:
    """Puts the rows of many parts into few files, by the year in which the articles came out.

    Args:
        folder: name of the run's.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Folder(folder)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Put a chunk of parts of a table together."""
        table, chunk, names = task["table"], task["chunk"], task["parts"]
        done = f"{MERGED}/{table}-{chunk:06}.json"
        if not self._folder.has(done):
            self._folder.system.create_dir(self._folder.at(table), recursive=True)
            dataset.write_dataset(
                self._batches(table, names),
                self._folder.at(table),
                schema=table_of(table, ()).schema,
                filesystem=self._folder.system,
                format="parquet",
                file_options=dataset.ParquetFileFormat().make_write_options(compression="zstd"),
                partitioning=dataset.partitioning(pa.schema({"year": pa.int32()}), flavor="hive"),
                basename_template=f"chunk-{chunk:06}-{{i}}.parquet",
                existing_data_behavior="overwrite_or_ignore",
                use_threads=False,
                preserve_order=True,
            )
            self._folder.write_json(done, names)
        return _told({})

    def _batches(self, table: str, names: Iterable[str]) -> Iterator[pa.RecordBatch]:
        for name in names:
            yield from self._folder.read_table(f"{READINGS}/{table}/{name}").to_batches()


def failed_originals(folder: Folder) -> dict[int, list[int]]:
    """Articles that could not be attributed and have copies, each with the keys of these."""
    articles = folder.dataset(f"{READINGS}/articles", SCHEMAS["articles"])
    failed = articles.to_table(columns=["key"], filter=compute.field("status") == "error")["key"]
    copies = folder.read_table(COPIES, ("key", "copy_of"))
    held = copies.filter(compute.is_in(copies["copy_of"], failed.combine_chunks()))
    found: dict[int, list[int]] = {}
    for key, original in zip(held["key"].to_pylist(), held["copy_of"].to_pylist(), strict=True):
        found.setdefault(original, []).append(key)
    return found


def chunks(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """Parts, so many at a time as are put together: a chunk's number, and the names of its parts."""
    names = [part.name for part in parts]
    for number, start in enumerate(range(0, len(names), _CHUNK)):
        yield {"chunk": number, "parts": names[start : start + _CHUNK]}


def chunks_of_tables(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """The tasks of putting together all parts."""
    found = list(chunks(parts))
    for table in TABLES:
        yield from ({"table": table, **one} for one in found)
