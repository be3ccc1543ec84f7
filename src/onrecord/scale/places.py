"""Folders of this machine and of object stores, through pyarrow's file systems; each file is written whole or not at all."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import pyarrow
from pyarrow import fs

from onrecord.errors import FormatError

try:
    import fcntl
except ModuleNotFoundError:  # not on every system
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyarrow import Table
    from pyarrow.dataset import Dataset

__all__ = ["Folder", "below", "is_remote", "named", "resolved"]

_LOCK = ".lock"
_HALF = ".half-"  # begins the name of a file that is being written


def is_remote(name: str) -> bool:
    """Whether a name is an address in an object store (``s3://``, ``gs://`` …) and no path."""
    scheme, mark, _ = name.partition("://")
    return bool(mark) and scheme.isalnum()


def below(name: str, rest: str) -> str:
    """The name of what lies in a folder; what an address says behind ``?`` (a region, an endpoint) holds for it too."""
    if not is_remote(name):
        return f"{name.rstrip('/')}/{rest}"
    address, mark, options = name.partition("?")
    return f"{address.rstrip('/')}/{rest}{mark}{options}"


def named(name: str) -> str:
    """A name as it can be told to others: an address without its options and passwords."""
    if not is_remote(name):
        return name
    scheme, _, rest = name.partition("?")[0].partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def resolved(name: str) -> tuple[fs.FileSystem, str]:
    """The file system that a name belongs to, and its path there.

    Raises:
        FormatError: there is no file system for it.
    """
    if not is_remote(name):
        return fs.LocalFileSystem(), Path(name).absolute().as_posix()
    try:
        system, path = fs.FileSystem.from_uri(name)
    except (pyarrow.ArrowException, OSError) as error:
        told = f"{named(name)}: no file system that can be reached ({error})"
        raise FormatError(told) from error
    return system, path


class Folder:
    """A folder; it can be handed to another process.

    Args:
        name: a path, or an address in an object store.
    """

    def __init__(self, name: str) -> None:
        self.name = name if is_remote(name) else str(Path(name).absolute())
        self._system, self._path = resolved(self.name)

    def __reduce__(self) -> tuple[type[Folder], tuple[str]]:
        return Folder, (self.name,)

    def at(self, name: str) -> str:
        """The path of a file of it in its file system."""
        return posixpath.join(self._path, name)

    @property
    def system(self) -> fs.FileSystem:
        """The file system."""
        return self._system

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        return isinstance(self._system, fs.LocalFileSystem)

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self._system.get_file_info(self.at(name)).type == fs.FileType.File)

    def is_file(self) -> bool:
        """Whether there is a file where the folder should be."""
        return bool(self._system.get_file_info(self._path).type == fs.FileType.File)

    def files(self, name: str = "", *, below: bool = False) -> list[str]:
        """The files of a folder in it, by their names from here; half-written ones left out."""
        selector = fs.FileSelector(self.at(name), allow_not_found=True, recursive=below)
        start = len(self._path.rstrip("/")) + 1
        return sorted(
            one.path[start:]
            for one in self._system.get_file_info(selector)
            if one.type == fs.FileType.File and not one.base_name.startswith((_HALF, _LOCK))
        )

    def size(self, name: str = "") -> int:
        """Bytes of all files of a folder in it."""
        selector = fs.FileSelector(self.at(name), allow_not_found=True, recursive=True)
        return sum(
            one.size or 0
            for one in self._system.get_file_info(selector)
            if one.type == fs.FileType.File
        )

    def opened(self, name: str) -> BinaryIO:
        """A file, to be read from any place on."""
        return cast("BinaryIO", self._system.open_input_file(self.at(name)))

    def read_json(self, name: str) -> Any:
        """What a JSON file holds; None where there is none.

        Raises:
            FormatError: it is no JSON.
        """
        if not self.has(name):
            return None
        with self.opened(name) as file:
            try:
                return json.loads(file.read())
            except ValueError as error:
                raise FormatError(f"{named(self.name)}: {name} is no JSON ({error})") from error

    def write_json(self, name: str, values: Any) -> None:
        """Write a JSON file."""
        data = json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8")
        with self._written(name) as path, self._system.open_output_stream(path) as file:
            file.write(data)

    def read_table(
        self, name: str, columns: Iterable[str] | None = None, filters: Any = None
    ) -> Table:
        """A Parquet file's rows."""
        from pyarrow import parquet

        return parquet.read_table(
            self.at(name),
            columns=None if columns is None else list(columns),
            filters=filters,
            filesystem=self._system,
            partitioning=None,
        )

    def read_batches(self, name: str, size: int) -> Iterator[pyarrow.RecordBatch]:
        """A Parquet file's rows, so many at a time."""
        from pyarrow import parquet

        with self.opened(name) as file, parquet.ParquetFile(file) as table:
            yield from table.iter_batches(batch_size=size)

    def dataset(self, name: str, schema: pyarrow.Schema, *, below: bool = False) -> Dataset:
        """All rows of the Parquet files of a folder in it."""
        from pyarrow import dataset

        files = [self.at(one) for one in self.files(name, below=below)]
        return dataset.dataset(files, schema=schema, filesystem=self._system, format="parquet")

    def rows(self, name: str, *, below: bool = False) -> int:
        """How many rows the Parquet files of a folder in it have."""
        from pyarrow import parquet

        files = self.files(name, below=below)
        told = (parquet.read_metadata(self.at(one), filesystem=self._system) for one in files)
        return sum(one.num_rows for one in told)

    def write_table(self, name: str, table: Table, *, group: int = 65_536) -> None:
        """Write a Parquet file, of groups of so many rows."""
        with self.writer(name, table.schema) as write:
            for start in range(0, len(table), group):
                write(table.slice(start, group))

    @contextmanager
    def writer(self, name: str, schema: pyarrow.Schema) -> Iterator[Callable[[Table], None]]:
        """What is called within the block becomes a Parquet file, a group of rows each time; when it ends without
        an error, the file is there.
        """
        from pyarrow import parquet

        with (
            self._written(name) as path,
            parquet.ParquetWriter(
                path, schema, filesystem=self._system, compression="zstd"
            ) as file,
        ):
            yield file.write_table

    @contextmanager
    def _written(self, name: str) -> Iterator[str]:
        """Where a file is written: beside its place, where it is put when it is whole. An object store shows none
        before it is; one that an error cut short is removed.
        """
        path = self.at(name)
        if not self.is_local:
            try:
                yield path
            except BaseException:
                with suppress(OSError):
                    self._system.delete_file(path)
                raise
            return
        folder, base = posixpath.split(path)
        self._system.create_dir(folder, recursive=True)
        half = posixpath.join(folder, f"{_HALF}{uuid4().hex}-{base}")
        try:
            yield half
            Path(half).replace(path)
        finally:
            with suppress(OSError):
                Path(half).unlink()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else on this machine works in the folder until the block ends; an object store knows no locks.

        Raises:
            FormatError: somebody does, or it is no folder.
        """
        if not self.is_local or fcntl is None:
            yield
            return
        Path(self._path).mkdir(parents=True, exist_ok=True)
        with Path(self._path, _LOCK).open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FormatError(f"{self.name}: another command is at work in it") from None
            yield
            Path(self._path, _LOCK).unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all that is in it, if it is there."""
        path = self.at(name)
        kind = self._system.get_file_info(path).type
        if kind == fs.FileType.File:
            self._system.delete_file(path)
        elif kind == fs.FileType.Directory and self.is_local:
            self._system.delete_dir(path)
        elif (
            kind == fs.FileType.Directory
        ):  # an object store has no folders, only names that look like it
            for one in self.files(name, below=True):
                self._system.delete_file(self.at(one))

    def tidy(self, name: str) -> None:
        """Remove what a process that was killed left half-written in a folder and those in it."""
        selector = fs.FileSelector(self.at(name), allow_not_found=True, recursive=True)
        for one in self._system.get_file_info(selector):
            if one.type == fs.FileType.File and one.base_name.startswith(_HALF):
                with suppress(OSError):
                    self._system.delete_file(one.path)
