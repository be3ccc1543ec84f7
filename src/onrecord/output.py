"""Results of a run, written safely to standard output, a file or a folder.

A file is written beside its place and put there when it is whole: what stood there is kept until
then, and no reader sees half a document. A run over many pages keeps what is done in ``OUTPUT.part``,
a line of JSON a page, whatever the format; ``--resume`` goes on with it after any kind of death. At
the end the lines are turned into the format that was asked for.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeAlias

import onrecord.errors
from onrecord._inputs import check_inputs
from onrecord.batch import Result
from onrecord.errors import FormatError, OnRecordError
from onrecord.formats import FORMATS, Format, Options, by_suffix
from onrecord.formats.files import beside, is_special, put, replacing, through
from onrecord.formats.json_form import record_of
from onrecord.formats.names import Names
from onrecord.page import Page
from onrecord.page.inputs import Columns
from onrecord.page.load import is_url
from onrecord.pipeline import Settings
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
    "unfetched",
]

Entry: TypeAlias = tuple[str, Page | OnRecordError]

#: What a page is known by: its id and the digest of its bytes.
Key: TypeAlias = tuple[str, str | None]


def format_for(name: str | None, output: Path | None) -> Format:
    """The format that is asked for by name, or by the output's ending; else that for people.

    Raises:
        FormatError: the ending tells another format than the name, or none and no name is given.
    """
    if name is not None:
        form = FORMATS[name]
        is_file = form.text is not None or form.file is not None
        if output is not None and is_file and not output.is_dir() and not form.fits(output):
            raise FormatError(f"{output} is not called as a file of {name} is; name another")
        return form
    if output is None or output.suffix.lower() in ("", ".txt") or is_special(output):
        return FORMATS["terminal"]
    told = by_suffix(output)
    if told is None:
        endings = ", ".join(one.suffixes[0] for one in FORMATS.values() if one.suffixes)
        raise FormatError(
            f"{output}: the ending {output.suffix!r} tells no format; name one with --format, or an "
            f"ending of {endings}"
        )
    return told


def part_of(output: Path) -> Path:
    """Where what is done of an output is kept until it is whole."""
    return output.with_name(f"{output.name}.part")


class Destination:
    """Where results go, checked before anything is read.

    Args:
        form: the format.
        output: a file or folder; None for standard output.
        options: of the format.
        inputs: the files and folders that are read: none is written over.
        folder: whether the output was named as a folder.
        columns: of tables, where it is said what they hold: then tables in folders are read.

    Raises:
        FormatError: the format needs a file or folder, or the output is an input, or cannot be.
    """

    def __init__(
        self,
        form: Format,
        output: Path | None,
        options: Options,
        inputs: Iterable[Path] = (),
        *,
        folder: bool = False,
        columns: Columns | None = None,
    ) -> None:
        self.form, self.output, self.options = form, output, options
        self.is_folder = self._is_folder(named=folder)
        if output is None:
            if form.text is None:
                what = "a folder" if form.folder and not form.file else "a file"
                raise FormatError(f"{form.name} needs {what} to write to: -o {what[2:].upper()}")
            return
        _check_place(form, output, folder=self.is_folder)
        targets = None if self.is_folder else self._targets(output)
        beside_inputs = check_inputs(form, output, targets, inputs, columns)
        self.options = replace(options, beside_inputs=beside_inputs)

    def _is_folder(self, *, named: bool) -> bool:
        if self.form.folder is None or self.output is None:
            return False
        if self.form.text is None and self.form.file is None:
            return True
        if named or self.output.is_dir():
            return True
        return self.options.many and not self.output.name.lower().endswith(self.form.suffixes)

    def _targets(self, output: Path) -> list[Path]:
        """The files that will be written."""
        parts = [part_of(output)] if self.keeps_parts else []
        return [*self.form.files(output), *parts]

    @property
    def keeps_parts(self) -> bool:
        """Whether what is done is kept beside the output while it is not whole."""
        return (
            self.output is not None
            and self.options.many
            and not self.is_folder
            and not is_special(self.output)
        )

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
        write_file = self.form.writes_file()
        if write_file is not None and not is_special(self.output):
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
            for place, result in enumerate(results):
                if place and self.form.single:
                    part.unlink(missing_ok=True)  # nobody can go on with it
                    raise FormatError(
                        f"several pages as {self.form.name} need a folder to write to: "
                        f"-o {self.output.with_suffix('')}/"
                    )
                spool.add(result)
        if self.form.lines:
            put(part, through(self.output))
        else:
            self._to_file(read_spool(part))
            part.unlink()

    def resume(self, settings: Settings | None = None) -> Counter[Key]:
        """Go on with what an earlier run has left: how often each page is done.

        Args:
            settings: by which pages are attributed now.

        Raises:
            FormatError: the format keeps nothing to go on with, or what is there is no part of ours.
        """
        if self.output is None or not (self.keeps_parts or self.is_folder):
            raise FormatError("--resume needs an output of many pages: -o FILE or -o FOLDER")
        if self.is_folder:
            return Counter()
        part = part_of(self.output)
        if part.exists():
            return mended(part, part, settings)
        if self.form.lines and self.output.exists():
            # A run that was whole, or a file that was cut: its lines are what is done.
            return mended(self.output, part, settings)
        return Counter()

    def begin(self) -> None:
        """Forget what an earlier run has left."""
        if self.output is not None and self.keeps_parts:
            part_of(self.output).unlink(missing_ok=True)


def _check_place(form: Format, output: Path, *, folder: bool) -> None:
    """Whether an output can be meant."""
    if not folder and output.is_dir():
        raise FormatError(f"{output} is a folder; name a file in it")
    if folder and output.exists() and not output.is_dir():
        raise FormatError(f"{output} is a file, and this format writes a folder")
    if form.text is None and is_special(output):
        raise FormatError(f"{output} is no file, and {form.name} can be written to nothing else")


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


def mended(path: Path, part: Path, settings: Settings | None = None) -> Counter[Key]:
    """Take what an earlier run has done for a spool to go on with: how often each page is done.

    A last line that was cut is left out, and so are pages that could not be read: another run may.

    Args:
        path: of what the earlier run has left.
        part: where the spool is to stand, the same or another path; made when all is well.
        settings: by which the pages are to be attributed now.

    Raises:
        FormatError: a line is none of ours, or was made by other settings.
    """
    done: Counter[Key] = Counter()
    with path.open("rb") as lines, beside(part) as kept:
        for number, line in enumerate(lines, start=1):
            if not line.endswith(b"\n"):
                break
            if not line.strip():
                continue
            try:
                result = _result_of(line)
                _check_settings(result, settings)
            except (ValueError, KeyError, TypeError, AttributeError, OnRecordError) as error:
                why = error if isinstance(error, OnRecordError) else "no result of onrecord's"
                raise FormatError(
                    f"{path}:{number}: cannot be gone on with: {why}; take it away, or leave "
                    "--resume out to begin anew"
                ) from error
            if isinstance(result.outcome, Reading):
                kept.write(line)
                done[_key_of(result.outcome)] += 1
    return done


def _key_of(reading: Reading) -> Key:
    made = reading.article.provenance
    return reading.article.id, made.digest if made else None


def _check_settings(result: Result, settings: Settings | None) -> None:
    made = result.outcome.provenance if isinstance(result.outcome, Reading) else None
    if settings is None or made is None or not made.settings:
        return
    now = settings.recorded()
    other = {name: value for name, value in made.settings.items() if now.get(name, value) != value}
    if other:
        was = ", ".join(f"{name} {value}, now {now[name]}" for name, value in other.items())
        raise FormatError(f"it was made by other settings: {was}")


class Done(OnRecordError):  # noqa: N818  (it stands where an error might, and is none)
    """Stands in the place of a page that an earlier run has done."""


def unfetched(names: Iterable[str], done: Counter[Key]) -> Iterator[str]:
    """What is still to be read: URLs that are done are not fetched again, and are taken from ``done``."""
    known = {key[0]: key for key in done if is_url(key[0])}
    for name in names:
        key = known.get(name)
        if key is not None and done[key] > 0:
            done[key] -= 1
        else:
            yield name


def undone(pages: Iterable[Entry], destination: Destination, done: Counter[Key]) -> Iterator[Entry]:
    """Pages that are not done yet: known by id and digest, so that other articles under the same ids
    are read; of those alike, as many as are missing.

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
        key = (str(to_values(name)), page.digest if isinstance(page, Page) else None)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield name, page
