"""The output formats: each a module that says what it is; looked up by name or by a file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, TypeAlias, TypeVar, cast

from onrecord.errors import InternalError, OnRecordError
from onrecord.records import Reading, to_values

if TYPE_CHECKING:
    from onrecord.batch import Result

__all__ = ["FORMATS", "Format", "Options", "by_suffix"]

T = TypeVar("T")

#: How a format is laid out: text on a stream, one file that it writes itself, or a folder.
Layout = Literal["text", "file", "folder"]


@dataclass(frozen=True, slots=True)
class Options:
    """How results are to be shown.

    Attributes:
        many: whether the input may hold several pages: JSON, and linked data, is then a list.
        furniture: show what was left out (terminal only; JSON and HTML always hold it).
        excel: begin tables with a byte order mark, by which Excel knows UTF-8.
        beside_inputs: the folder that is written holds what is read: no page may be written over.
        report: is told of each page that could not be written.
    """

    many: bool = False
    furniture: bool = False
    excel: bool = False
    beside_inputs: bool = False
    report: Callable[[OnRecordError], None] = lambda error: None

    def shown(self, result: Result, show: Callable[[Reading], T]) -> T | InternalError | None:
        """What a format makes of a page; None of one that could not be read.

        A fault of the format's own costs this page and no other: it is reported, and returned.
        """
        if not isinstance(result.outcome, Reading):
            return None
        try:
            return show(result.outcome)
        except Exception as error:
            what = to_values(f"{type(error).__name__}: {error}")
            fault = InternalError(
                f"{result.id}: a fault of onrecord's own in writing it, please report it ({what})"
            )
            self.report(fault)
            return fault


WriteText: TypeAlias = "Callable[[Iterable[Result], IO[str], Options], None]"
WritePath: TypeAlias = "Callable[[Iterable[Result], Path, Options], None]"


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    Attributes:
        name: by which it is asked for.
        about: what it is for, in a few words.
        module: that writes it; loaded when it is needed, for most of them never are.
        text: its function that writes to a stream; None where it needs a path.
        file: its function that writes to a file, where that is more than a stream: tables have others
            beside them.
        folder: its function that writes a folder.
        suffixes: of files that are of this format.
        also: of files that may be of it, though they tell another.
        beside: its function that tells which files it writes beside the one that was named.
        lines: whether each page is a line of its own, so that an unfinished file is a valid one.
        single: whether a file of it holds one page and no more.
    """

    name: str
    about: str
    module: str
    text: str | None = None
    file: str | None = None
    folder: str | None = None
    suffixes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    beside: str | None = None
    lines: bool = False
    single: bool = False

    def writes_text(self) -> WriteText | None:
        """Its function that writes to a stream."""
        return cast(WriteText, self._function(self.text)) if self.text else None

    def writes_file(self) -> WritePath | None:
        """Its function that writes to a file."""
        return cast(WritePath, self._function(self.file)) if self.file else None

    def writes_folder(self) -> WritePath | None:
        """Its function that writes a folder."""
        return cast(WritePath, self._function(self.folder)) if self.folder else None

    def files(self, path: Path) -> list[Path]:
        """The files that are written where ``path`` is named."""
        if self.beside is None:
            return [path]
        tell = cast("Callable[[Path], list[Path]]", self._function(self.beside))
        return tell(path)

    def fits(self, path: Path) -> bool:
        """Whether a file of this name may hold it: its ending tells this format, or none."""
        told = by_suffix(path)
        return told is None or told is self or path.name.lower().endswith(self.also or ("\0",))

    def _function(self, name: str) -> object:
        return getattr(import_module(f"onrecord.formats.{self.module}"), name)


_JSON = (".json",)

#: To add one: a module beside this one with a function of the layout's form, and an entry here.
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("terminal", "for people", "terminal", text="write"),
        Format("json", "an object, or a list of them", "json_form", text="write", suffixes=(".json",)),
        Format(
            "jsonl",
            "a line a page",
            "json_form",
            text="write_lines",
            suffixes=(".jsonl", ".ndjson"),
            also=_JSON,
            lines=True,
        ),
        Format(
            "csv",
            "a row an attribution",
            "tables",
            text="write_csv",
            file="write_csv_files",
            suffixes=(".csv",),
            beside="tables_beside",
        ),
        Format(
            "tsv",
            "the same with tabs",
            "tables",
            text="write_tsv",
            file="write_tsv_files",
            suffixes=(".tsv",),
            beside="tables_beside",
        ),
        Format(
            "parquet",
            "the same for data frames",
            "parquet",
            file="write_files",
            suffixes=(".parquet",),
            beside="tables_beside",
        ),
        Format("brat", "standoff annotations", "brat_files", folder="write_folder"),
        Format(
            "html",
            "a report to click through",
            "html",
            text="write",
            folder="write_folder",
            suffixes=(".html", ".htm"),
            single=True,
        ),
        Format("annotations", "W3C Web Annotations", "linked_data", text="write_annotations", also=_JSON),
        Format("prov", "routes in PROV-O", "linked_data", text="write_provenance", also=_JSON),
        Format("schema-org", "schema.org", "linked_data", text="write_schema_org", also=_JSON),
    )
}  # fmt: skip


def by_suffix(path: Path) -> Format | None:
    """The format that a file's name tells; None where it tells none."""
    name = path.name.lower()
    return next((one for one in FORMATS.values() if name.endswith(one.suffixes or ("\0",))), None)
