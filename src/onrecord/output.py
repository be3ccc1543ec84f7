"""Results of a run, written safely to standard output, a file or a folder.

A file is written beside its place and put there when it is whole: what stood there is kept until
then, and no reader sees half a document. A run over many pages keeps what is done in ``OUTPUT.part``,
a line of JSON a page, whatever the format; ``--resume`` goes on with it after any kind of death. At
the end the lines are turned into the format that was asked for.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeAlias

import onrecord.errors
from onrecord.batch import Result
from onrecord.errors import FormatError, OnRecordError
from onrecord.formats import FORMATS, Format, Options, by_suffix
from onrecord.formats.files import replacing, temporary
from onrecord.formats.json_form import record_of
from onrecord.formats.names import Names
from onrecord.page import Page
from onrecord.page.inputs import is_page_name, is_url
from onrecord.records import Reading, to_values

__all__ = [
    "Destination",
    "Done",
    "Spool",
    "format_for",
    "mended",
    "part_of",
    "read_spool",
    "standard_output",
    "undone",
]

Entry: TypeAlias = tuple[str, Page | OnRecordError]

_RETRIED = frozenset({"WorkerError", "FetchError"})  # errors that another run may not meet


def format_for(name: str | None, output: Path | None) -> Format:
    """The format that is asked for by name, or by the output's ending; else that for people.

    Raises:
        FormatError: the ending tells another format than the name.
    """
    told = by_suffix(output) if output is not None else None
    if name is None:
        return told or FORMATS["terminal"]
    return FORMATS[name]


def part_of(output: Path) -> Path:
    """Where what is done of an output is kept until it is whole."""
    return output.with_name(f"{output.name}.part")


class Destination:
    """Where results go, checked before anything is read.

    Args:
        form: the format.
        output: a file or folder; None for standard output.
        options: of the format.
        inputs: what is read: no output is written over it.

    Raises:
        FormatError: the format needs a file or folder, or the output is an input, or cannot be.
    """

    def __init__(
        self,
        form: Format,
        output: Path | None,
        options: Options,
        inputs: Iterable[str] = (),
    ) -> None:
        self.form, self.output, self.options = form, output, options
        self.is_folder = self._is_folder()
        if output is None:
            if form.text is None:
                what = "a folder" if form.folder and not form.file else "a file"
                raise FormatError(f"{form.name} needs {what} to write to: -o {what[2:].upper()}")
            return
        _check_place(form, output, inputs, folder=self.is_folder)

    def _is_folder(self) -> bool:
        if self.form.folder is None or self.output is None:
            return False
        if self.form.text is None and self.form.file is None:
            return True
        return self.options.many and (self.output.is_dir() or not self.output.suffix)

    @property
    def keeps_parts(self) -> bool:
        """Whether what is done is kept beside the output while it is not whole."""
        return self.output is not None and not self.is_folder and self.options.many

    def write(self, results: Iterable[Result]) -> None:
        """Write results as they come.

        Raises:
            FormatError: the format cannot hold them.
            OSError: the output cannot be written.
        """
        if self.output is None:
            self._to_stream(results)
        elif self.is_folder:
            self.output.mkdir(parents=True, exist_ok=True)
            write = self.form.writes_folder()
            assert write is not None  # is_folder says so
            write(results, self.output, self.options)
        elif self.keeps_parts:
            self._by_parts(results)
        else:
            self._to_file(results)

    def _to_stream(self, results: Iterable[Result]) -> None:
        write = self.form.writes_text()
        assert write is not None  # checked when this was made
        with standard_output() as out:
            write(results, out, self.options)

    def _to_file(self, results: Iterable[Result]) -> None:
        assert self.output is not None
        if (write_file := self.form.writes_file()) is not None:
            write_file(results, self.output, self.options)
            return
        write = self.form.writes_text()
        assert write is not None
        # The report of a page that could not be read is no page.
        with replacing(self.output, empty=False) as out:
            write(results, out, self.options)

    def _by_parts(self, results: Iterable[Result]) -> None:
        assert self.output is not None
        part = part_of(self.output)
        with Spool(part, self.options) as spool:
            for result in results:
                spool.add(result)
        if self.form.lines:
            part.replace(self.output)
        else:
            self._to_file(read_spool(part))
            part.unlink()

    def resume(self) -> Counter[str]:
        """Go on with what an earlier run has left: how often each id is done.

        Raises:
            FormatError: the format keeps nothing to go on with, or what is there is no part of ours.
        """
        if self.output is None or not (self.keeps_parts or self.is_folder):
            raise FormatError("--resume needs an output of many pages: -o FILE or -o FOLDER")
        if self.is_folder:
            return Counter()
        part = part_of(self.output)
        if not part.exists() and self.form.lines and self.output.exists():
            # A run that was whole, or a file that was cut: its lines are what is done.
            _copied(self.output, part)
        return mended(part) if part.exists() else Counter()

    def begin(self) -> None:
        """Forget what an earlier run has left."""
        if self.output is not None and self.keeps_parts:
            part_of(self.output).unlink(missing_ok=True)


def _check_place(form: Format, output: Path, inputs: Iterable[str], *, folder: bool) -> None:
    """Whether an output can be meant: it is no input, and will be none of the next run."""
    if not folder and output.is_dir():
        raise FormatError(f"{output} is a folder; name a file in it")
    if folder and output.exists() and not output.is_dir():
        raise FormatError(f"{output} is a file, and this format writes a folder")
    for name in inputs:
        if name != "-" and not is_url(name):
            with suppress(OSError, ValueError):
                _check_against(form, output.resolve(), Path(name).resolve(), folder=folder)


def _check_against(form: Format, output: Path, read: Path, *, folder: bool) -> None:
    if output == read and not (folder and read.is_dir()):
        raise FormatError(f"{output} is what is read; name another output")
    beside = read if read.is_dir() else read.parent
    if folder and output == beside and not _only_adds(form, read):
        raise FormatError(
            f"{output} holds what is read, and {form.name} may write files of the same names; name "
            "another folder"
        )
    if not folder and read.is_dir() and read in output.parents and is_page_name(output.name):
        raise FormatError(
            f"{output} lies in the folder that is read, and would be read itself the next time; "
            "name another place"
        )


def _only_adds(form: Format, read: Path) -> bool:
    """Whether a format writes no file that may be a page: annotations of plain text files."""
    return form.name == "brat" and read.name.lower().endswith((".txt", ".txt.gz"))


@contextmanager
def standard_output() -> Iterator[IO[str]]:
    """Standard output, for any letter there is; closed, it is an error like any other."""
    out = sys.stdout
    if out is None or out.closed:
        raise OSError("standard output is closed")
    if hasattr(out, "reconfigure"):
        # News has every letter there is; a terminal that lacks one shows a stand-in.
        out.reconfigure(encoding="utf-8", errors="replace")
    yield out
    out.flush()


class Spool:
    """What is done of a run: a line of JSON a page, each written whole.

    Args:
        path: of the file; lines are added to what is there.
        options: of the format.
    """

    def __init__(self, path: Path, options: Options = Options()) -> None:  # noqa: B008  (frozen)
        self._options = options
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, result: Result) -> None:
        """Keep a page's result; when this returns, no death of this process loses it."""
        line = (
            json.dumps(record_of(result, self._options), ensure_ascii=False).encode("utf-8") + b"\n"
        )
        self._file.write(line)
        self._file.flush()


def read_spool(path: Path) -> Iterator[Result]:
    """The results that a spool holds, in order."""
    with path.open("rb") as lines:
        for line in lines:
            yield _result_of(line)


def _result_of(line: bytes) -> Result:
    values = json.loads(line)
    if "error" not in values:
        return Result(values["id"], Reading.from_dict(values))
    kind = getattr(onrecord.errors, values["error"]["kind"], OnRecordError)
    return Result(values["id"], kind(values["error"]["message"]), values.get("columns") or {})


def mended(path: Path) -> Counter[str]:
    """Mend a spool: how often each id is done in it.

    A last line that was cut is taken out, and so are errors that another run may not meet.

    Raises:
        FormatError: a line is none of ours.
    """
    done: Counter[str] = Counter()
    beside = temporary(path)
    with path.open("rb") as lines, beside.open("wb") as kept:
        for number, line in enumerate(lines, start=1):
            if not line.endswith(b"\n"):
                break
            try:
                values = json.loads(line)
                page, kind = values["id"], (values.get("error") or {}).get("kind")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                beside.unlink()
                raise FormatError(
                    f"{path}: line {number} is no result of onrecord's, so it cannot be gone on with"
                ) from error
            if kind not in _RETRIED:
                kept.write(line)
                done[page] += 1
        kept.flush()
        os.fsync(kept.fileno())
    beside.replace(path)
    return done


def _copied(path: Path, to: Path) -> None:
    beside = temporary(to)
    beside.write_bytes(path.read_bytes())
    beside.replace(to)


class Done(OnRecordError):  # noqa: N818  (it stands where an error might, and is none)
    """Stands in the place of a page that an earlier run has done."""


def undone(pages: Iterable[Entry], destination: Destination, done: Counter[str]) -> Iterator[Entry]:
    """Pages that are not done yet; of those of one id, as many as are missing.

    In a folder a page is done whose file is there; for its name to be known again, it stays in its
    place, as done.
    """
    if destination.is_folder:
        assert destination.output is not None
        names, suffix = Names(), ".ann" if destination.form.name == "brat" else ".html"
        for name, page in pages:
            there = (destination.output / f"{names.of(name)}{suffix}").exists()
            yield name, Done(f"{name}: done before") if there else page
        return
    left = Counter(done)
    for name, page in pages:
        key = to_values(name)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield name, page
