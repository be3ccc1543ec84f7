"""What a run reads: WARC, JSONL and Parquet files, here or in an object store, and the pages of any stretch of them."""

from __future__ import annotations

import glob
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, cast

from pyarrow import ArrowException, fs, parquet

from onrecord.errors import FormatError, OnRecordError, PageError
from onrecord.page import Page
from onrecord.page.files import UNREADABLE, shown
from onrecord.page.inputs import Columns
from onrecord.page.jsonl import jsonl_pages, numbered
from onrecord.page.tables import parquet_pages
from onrecord.page.warc import Found, pages_of, records
from onrecord.scale.places import below, is_remote, named, resolved

__all__ = ["Entry", "Form", "Input", "Stretch", "entries", "found_inputs", "stretches"]

Form: TypeAlias = Literal["warc", "jsonl", "parquet"]
Entry: TypeAlias = tuple[str, Page | OnRecordError]

_SUFFIXES: dict[Form, tuple[str, ...]] = {
    "warc": (".warc", ".warc.gz"),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "parquet": (".parquet",),
}
#: Pages of a stretch, the least that is read by itself.
STRETCH = 16
#: Of a packed file a stretch is no more than a hundredth of what stands before it, and 16 times as long at most.
_PARTS, _LONGEST = 100, 16
_CHUNK = 1 << 20
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """A file that is read.

    Attributes:
        name: by which its pages are called, as it was given.
        place: its absolute path, or its address in an object store.
        form: what it is.
        bytes: that it has.
    """

    name: str
    place: str
    form: Form
    bytes: int

    def opened(self) -> BinaryIO:
        """The file, to be read from any place on.

        Raises:
            OSError: it cannot be.
        """
        system, path = resolved(self.place)
        return cast("BinaryIO", io.BufferedReader(system.open_input_file(path), _BUFFER))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages of a file that stand together.

    Attributes:
        position: byte from which it is read.
        skip: records or lines to pass over there; rows to pass over of a Parquet file.
        number: of the record, line or row before the first.
        last: of the last.
        pages: how many there are, or may be: answers of servers, lines, rows.
        breaks_off: whether the file could not be looked through beyond, so that its last page is an error.
    """

    position: int
    skip: int
    number: int
    last: int
    pages: int
    breaks_off: bool = False

    def with_following(self, other: Stretch) -> Stretch:
        """It and the one behind it, as one."""
        pages = self.pages + other.pages
        return replace(self, last=other.last, pages=pages, breaks_off=other.breaks_off)

    def breaking_off(self) -> Stretch:
        """It with an error behind it."""
        return replace(self, last=self.last + 1, pages=self.pages + 1, breaks_off=True)


def found_inputs(names: Iterable[str]) -> list[Input]:
    """The files that paths, globs, folders and addresses in object stores lead to, in order, each once.

    Raises:
        PageError: one leads to nothing.
        FormatError: one is a file of another form.
    """
    found: dict[str, Input] = {}
    for name in names:
        for one in _of_name(name):
            found.setdefault(one.place, one)
    return list(found.values())


def _of_name(name: str) -> Iterator[Input]:
    if is_remote(name):
        yield from _of_place(name, name)
        return
    if not Path(name).exists() and (matches := sorted(glob.glob(name))):
        for one in matches:
            yield from _of_place(one, one)
        return
    yield from _of_place(name, name)


def _of_place(name: str, place: str) -> Iterator[Input]:
    system, path = resolved(place)
    try:
        info = system.get_file_info(path)
    except OSError as error:
        raise PageError(f"{shown(named(name))}: cannot be read ({shown(error)})") from error
    if info.type == fs.FileType.NotFound:
        raise PageError(f"{shown(named(name))}: no such file or folder")
    if info.type != fs.FileType.Directory:
        form = _form_of(path)
        if form is None:
            raise FormatError(
                f"{shown(named(name))}: a WARC, JSONL or Parquet file is expected; `onrecord read` reads others"
            )
        yield _input(name, place, form, info.size)
        return
    some = False
    held = system.get_file_info(fs.FileSelector(path, recursive=True))
    written = tuple(_of_runs([one.path for one in held]))
    for one in sorted(held, key=lambda one: one.path):
        form = None if one.path.startswith(written) else _form_of(one.path)
        if one.type == fs.FileType.File and form is not None:
            some = True
            rest = one.path[len(path.rstrip("/")) + 1 :]
            yield _input(below(name, rest), below(place, rest), form, one.size)
    if not some:
        raise PageError(f"{shown(named(name))}: no WARC, JSONL or Parquet files in this folder")


def _of_runs(paths: Sequence[str]) -> Iterator[str]:
    """How the paths begin of what runs have written: their folders hold a plan, or a manifest beside articles."""
    for path in paths:
        if path.endswith("/_work/plan.json"):
            yield path.removesuffix("_work/plan.json")
        elif path.endswith("/manifest.json"):
            folder = path.removesuffix("manifest.json")
            if any(other.startswith(f"{folder}articles/year=") for other in paths):
                yield folder


def _input(name: str, place: str, form: Form, size: int | None) -> Input:
    return Input(
        shown(named(name)),
        place if is_remote(place) else str(Path(place).absolute()),
        form,
        size or 0,
    )


def _form_of(path: str) -> Form | None:
    name = path.lower()
    return next((form for form, suffixes in _SUFFIXES.items() if name.endswith(suffixes)), None)


def stretches(one: Input) -> list[Stretch]:
    """A file cut into stretches of `STRETCH` pages and a few more; where it cannot be read on, the last one gives an error."""
    cut = {"warc": _warc_stretches, "jsonl": _jsonl_stretches, "parquet": _parquet_stretches}
    found: list[Stretch] = []
    try:
        for stretch in cut[one.form](one):
            found.append(stretch)
    except (ArrowException, *UNREADABLE):
        found.append((found.pop() if found else Stretch(0, 0, 0, 0, 0)).breaking_off())
    return found


def _warc_stretches(one: Input) -> Iterator[Stretch]:
    position = skip = number = pages = last = 0
    try:
        with one.opened() as file:
            for record in _placed(records(file, one.name), one.bytes):
                before = record.number - 1
                if pages >= STRETCH and (record.is_alone or pages >= STRETCH * STRETCH):
                    yield Stretch(position, skip, number, before, pages)
                    skip, number, pages = skip + before - number, before, 0
                    if record.is_alone:
                        position, skip = record.position, 0
                pages += record.is_response
                last = record.number
    finally:  # where it breaks off too
        if pages or not number:
            yield Stretch(position, skip, number, last, pages)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record stands.

    Attributes:
        number, position, is_response: as `Found` has them.
        is_alone: whether reading can begin at it. Several records that are packed together share a place, which may
            be that of the one behind them; so a record is alone only where its place is apart from both neighbours'.
    """

    number: int
    position: int
    is_response: bool
    is_alone: bool


def _placed(found: Iterable[Found], end: int) -> Iterator[_Place]:
    """Records with their places, in a file of so many bytes."""
    before, held = -1, None
    for record in found:
        own = (record.number, record.position, record.is_response)
        if held is not None:
            yield _Place(*held, before < held[1] < record.position)
            before = held[1]
        held = own
    if held is not None:
        yield _Place(*held, before < held[1] < end)


def _jsonl_stretches(one: Input) -> Iterator[Stretch]:
    position = skip = before = pages = last = done = 0
    packed = _is_packed(one)
    try:
        with one.opened() as file:
            for number, start, _ in numbered(_lines(one, file)):
                # What is packed is read from its beginning for each stretch: the further behind, the longer they are.
                most = min(max(done // (_PARTS * STRETCH), 1), _LONGEST) if packed else 1
                if pages == most * STRETCH:
                    yield Stretch(position, skip, before, last, pages)
                    done, pages = done + pages, 0
                if pages == 0:
                    before = number - 1
                    position, skip = (0, before) if packed else (start, 0)
                pages += 1
                last = number
    finally:  # where it breaks off too
        if pages:
            yield Stretch(position, skip, before, last, pages)


def _is_packed(one: Input) -> bool:
    return one.name.lower().endswith(".gz")


def _lines(one: Input, file: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.open(file)) if _is_packed(one) else file


def _parquet_stretches(one: Input) -> Iterator[Stretch]:
    with one.opened() as file, parquet.ParquetFile(file) as table:
        rows = table.metadata.num_rows
    for start in range(0, rows, STRETCH):
        many = min(STRETCH, rows - start)
        yield Stretch(0, start, start, start + many, many)


def entries(one: Input, stretch: Stretch, columns: Columns) -> Iterator[Entry]:
    """The pages of a stretch, as `onrecord read` would give them; errors stand in their place."""
    read = {"warc": _warc_entries, "jsonl": _jsonl_entries, "parquet": _parquet_entries}
    try:
        told = None  # the place of the last page, if that is an error
        with one.opened() as file:
            for name, page in read[one.form](one, file, stretch, columns):
                yield name, page
                told = name if isinstance(page, OnRecordError) else None
        if not stretch.breaks_off or told in (one.name, f"{one.name}:{stretch.last}"):
            return
        why = "it could not be read when it was looked through"
    except UNREADABLE as error:
        why = shown(error)
    place = f"{one.name}:{stretch.last if stretch.breaks_off else stretch.number + 1}"
    yield place, FormatError(f"{place}: cannot be read on ({why})")


def _warc_entries(
    one: Input, file: BinaryIO, stretch: Stretch, columns: Columns
) -> Iterator[Entry]:
    for found in records(file, one.name, stretch.position, stretch.number - stretch.skip):
        if found.number > stretch.last:
            return
        if found.number > stretch.number:
            yield from pages_of(found, one.name)


def _jsonl_entries(
    one: Input, file: BinaryIO, stretch: Stretch, columns: Columns
) -> Iterator[Entry]:
    file.seek(stretch.position)
    lines = _lines(one, file)
    for _ in range(stretch.skip):
        while (piece := lines.readline(_CHUNK)) and not piece.endswith(b"\n"):
            pass  # a line of any length is passed over in pieces
    pages = stretch.pages - stretch.breaks_off
    yield from islice(jsonl_pages(lines, one.name, columns, stretch.number), pages)


def _parquet_entries(
    one: Input, file: BinaryIO, stretch: Stretch, columns: Columns
) -> Iterator[Entry]:
    rows = range(stretch.number, stretch.last)
    return parquet_pages(file, columns, name=one.name, rows=rows)
