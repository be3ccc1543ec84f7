"""What commands that read pages share: their input, the tally of what went well, how a run ends."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.batch import Result
    from onrecord.page import Page
    from onrecord.page.inputs import Columns
    from onrecord.pipeline import Settings

__all__ = [
    "EPILOG",
    "Inputs",
    "Tally",
    "columns_of",
    "complain",
    "ending",
    "log_to_stderr",
    "settings_of",
    "with_progress",
]

_SOME_FAILED, _NONE_READ, _BROKE, _INTERRUPTED = 1, 3, 5, 130

EPILOG = """\
\b
Exit codes:
  0    every page was read
  1    some pages could not be read; the others are in the output
  2    the command was used wrongly
  3    no page could be read
  5    the run broke: the output could not be written, or a fault of onrecord's own
  130  interrupted
"""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a command reads.

    Attributes:
        names: paths, globs, URLs and ``-``.
        listed: the file that listed URLs.
        kind: of the pages, as ``--as`` says.
        columns: of tables.
        allow_private: whether URLs may lead to private addresses.
    """

    names: tuple[str, ...]
    listed: Path | None
    kind: str
    columns: Columns
    allow_private: bool

    @classmethod
    def of(cls, options: dict[str, Any]) -> Inputs:
        """Of a command's options, which are taken out of them.

        Raises:
            UsageError: they name nothing to read, or a list that cannot be read.
        """
        from onrecord.page.inputs import urls_in

        columns = columns_of(options)
        names: tuple[str, ...] = options.pop("pages")
        listed: Path | None = options.pop("urls")
        try:
            names = (*names, *(urls_in(listed) if listed else ()))
        except OnRecordError as error:
            raise click.UsageError(_plain(error)) from error
        if not names:
            raise click.UsageError("nothing to read: name a page, or --urls FILE")
        return cls(names, listed, options.pop("kind"), columns, options.pop("allow_private"))

    def pages(self) -> Iterator[tuple[str, Page | OnRecordError]]:
        """All pages, with their ids."""
        from onrecord.cli._options import KINDS
        from onrecord.page.inputs import pages

        return pages(
            self.names,
            kind=KINDS[self.kind],
            allow_private=self.allow_private,
            columns=self.columns,
        )

    def places(self) -> Iterator[Path]:
        """The files and folders that are read, the list of URLs too."""
        from onrecord.page.inputs import places

        if self.listed is not None:
            yield self.listed
        yield from places(self.names, self.columns)

    def holds_many(self) -> bool:
        """Whether there may be several pages."""
        from onrecord.page.inputs import holds_one

        return len(self.names) != 1 or not holds_one(self.names[0])

    def count(self) -> int | None:
        """How many pages, as far as that is told without reading them."""
        from onrecord.page.inputs import count

        return count(self.names, self.columns)


def columns_of(options: dict[str, Any]) -> Columns:
    """Of a command's options, which are taken out of them."""
    from onrecord.page.inputs import Columns

    return Columns(
        **{what: options.pop(f"{what}_column") for what in ("text", "html", "id", "url")}
    )


def settings_of(options: dict[str, Any]) -> Settings:
    """Of a command's options, which are taken out of them."""
    from onrecord.pipeline import Settings

    if options["no_nested"] and options["all_nested"]:
        raise click.UsageError("--no-nested and --all-nested: one or the other")
    return Settings(
        min_score=options.pop("min_score"),
        force=options.pop("force"),
        continued=not options.pop("no_continued"),
        nested=not options.pop("no_nested"),
        all_nested=options.pop("all_nested"),
    )


class Tally:
    """Counts what went well and reports on standard error what did not."""

    def __init__(self) -> None:
        self._read = self._failed = 0

    def counted(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results as they come."""
        from onrecord.output import Done

        for result in results:
            if isinstance(result.outcome, OnRecordError) and not isinstance(result.outcome, Done):
                self._failed += 1
                complain(str(result.outcome))
            else:
                self._read += 1
            yield result

    def fault(self, error: OnRecordError) -> None:
        """Count a page that was read and could not be written."""
        self._read -= 1
        self._failed += 1
        complain(str(error))

    def went_well(self, number: int) -> None:
        """Count pages that an earlier run has done."""
        self._read += number

    @property
    def exit_code(self) -> int:
        """By how many pages were read."""
        if not self._failed:
            return 0
        return _SOME_FAILED if self._read else _NONE_READ


def complain(message: str) -> None:
    """Say on standard error what went wrong; where there is none, nobody is told."""
    with suppress(OSError, ValueError):
        click.echo(f"onrecord: {_plain(message)}", err=True)


def _plain(message: object) -> str:
    """A message without what steers a terminal: ids and file names are not ours."""
    from onrecord.formats.wording import plain
    from onrecord.records import to_values

    return " ".join(plain(str(to_values(str(message)))).split())


@contextmanager
def ending(kept: Callable[[], str | None]) -> Iterator[None]:
    """Ends a run cleanly, whatever ends it.

    Args:
        kept: tells where what is done is kept, if it is.
    """
    try:
        yield
    except BrokenPipeError:
        # The reader of a pipe has seen enough (head, less): no error of ours.
        _leave_standard_output()
        sys.exit(0)
    except KeyboardInterrupt:
        complain(_with_kept("interrupted", kept))
        _leave(_INTERRUPTED)
    except OnRecordError as error:
        raise click.UsageError(_plain(error)) from error
    except OSError as error:
        complain(_with_kept(f"cannot write: {error}", kept))
        _leave(_BROKE)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        logging.getLogger("onrecord").debug("a fault", exc_info=True)
        told = f"a fault of onrecord's own: {type(error).__name__}: {error}"
        complain(_with_kept(told, kept))
        _leave(_BROKE)


def _with_kept(message: str, kept: Callable[[], str | None]) -> str:
    place = kept()
    return (
        f"{message}; what is done is in {place}, and --resume goes on with it" if place else message
    )


def _leave_standard_output() -> None:
    """Nothing more goes to standard output, not even what Python writes when it ends."""
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or not there at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(code: int) -> NoReturn:
    _leave_standard_output()
    sys.exit(code)


def with_progress(results: Iterable[Result], total: int | None) -> Iterator[Result]:
    """Results with a progress bar on standard error, if a person is watching it."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    from onrecord.formats.wording import plain

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from results
        return
    known = (BarColumn(), TimeRemainingColumn()) if total is not None else ()
    columns: tuple[Any, ...] = (
        SpinnerColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        *known,
        TextColumn("{task.fields[page]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=total, page="")
        for result in results:
            progress.update(bar, advance=1, page=plain(result.id)[-60:])
            yield result


def log_to_stderr(verbose: int) -> None:
    """Show what the library logs, as far as is asked for."""
    if verbose:
        level = logging.INFO if verbose == 1 else logging.DEBUG
        logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
        logging.getLogger("onrecord").setLevel(level)
    else:
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
