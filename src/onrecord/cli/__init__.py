"""The command ``onrecord``: arguments in, exit code out. What it does is done by the library."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from onrecord import __version__
from onrecord.batch import Result, Task, run
from onrecord.errors import OnRecordError
from onrecord.output import AUDIT_FORMATS, FORMATS, AuditFormat, Format, write, write_audits
from onrecord.records import PageKind

__all__ = ["main"]

_KINDS: dict[str, PageKind | None] = {"page": None, "html": "html", "text": "raw"}
_SOME_FAILED, _ALL_FAILED = 1, 3

_EPILOG = """\
\b
Exit codes:
  0  every page was read
  1  some pages could not be read; the others are in the output
  2  the command was used wrongly
  3  no page could be read
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EPILOG)
@click.version_option(__version__, "--version", prog_name="onrecord")
def main() -> None:
    """Tell what a piece of news stands on.

    \b
    Examples:
      onrecord read page.html                     show who says what
      onrecord read page.html --format html -o report.html
      onrecord read pages/ --format jsonl -o found.jsonl --jobs 2
      onrecord audit page.html                    count its sources
      onrecord schema                             the JSON Schema of the output
    """
    # Nothing here multiplies matrices with numpy, whose threads would spin from its import on.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@main.command(epilog=_EPILOG)
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "--as",
    "kind",
    type=click.Choice(list(_KINDS)),
    default="page",
    show_default=True,
    help="What the input is: a page (HTML or scraped text, told apart by looking), HTML, or text "
    "to take as it is, every code point, so that offsets are offsets in the file.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="How to show what was found.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write to; for brat, and HTML of several pages, a folder.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes."
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    help="Leave out attributions with a lower score: fewer, but surer.",
)
@click.option("--force", is_flag=True, help="Attribute articles in other languages too.")
@click.option(
    "--no-continued",
    is_flag=True,
    help="Leave out statements without a cue of their own that go on with another's.",
)
@click.option("--furniture", is_flag=True, help="Show what was left out as the site's furniture.")
@click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses.")
@click.option("-v", "--verbose", count=True, help="Say what happens (twice: in detail).")
def read(
    pages: tuple[str, ...],
    kind: str,
    form: Format,
    output: Path | None,
    jobs: int,
    min_score: float | None,
    force: bool,
    no_continued: bool,
    furniture: bool,
    allow_private: bool,
    verbose: int,
) -> None:
    """Read news pages and find every statement with its source.

    PAGE is a file (HTML, text, JSONL, WARC), a folder or glob of such, a URL, or - for standard
    input.

    \b
    Examples:
      onrecord read page.html
      onrecord read https://example.org/news/1.html
      pbpaste | onrecord read -
      onrecord read page.html --format html -o report.html
      onrecord read crawl.warc.gz --format jsonl -o found.jsonl --jobs 2
      onrecord read --as text corpus/*.txt --format brat -o annotations/
    """
    _log_to_stderr(verbose)
    from onrecord.page.inputs import pages as pages_of

    found = pages_of(pages, kind=_KINDS[kind], allow_private=allow_private)
    tally = _Tally()
    results = tally.counted(
        run(found, Task(min_score, force, continued=not no_continued), jobs=jobs)
    )
    many = _holds_many(pages)
    try:
        write(
            _with_progress(results) if many and output is not None else results,
            form,
            output,
            furniture=furniture,
            many=many,
        )
    except OnRecordError as error:
        raise click.UsageError(str(error)) from error
    except BrokenPipeError:
        # The reader of a pipe has seen enough (head, less): no error of ours.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        raise click.ClickException(f"cannot write: {error}") from error
    sys.exit(tally.exit_code)


@main.command(name="audit", epilog=_EPILOG)
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(AUDIT_FORMATS),
    default="terminal",
    show_default=True,
    help="How to show the counts.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write to.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes."
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Leave out attributions with a lower score."
)
@click.option("--force", is_flag=True, help="Attribute articles in other languages too.")
@click.option(
    "--no-continued",
    is_flag=True,
    help="Leave out statements without a cue of their own that go on with another's.",
)
@click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses.")
def audit_pages(
    pages: tuple[str, ...],
    form: AuditFormat,
    output: Path | None,
    jobs: int,
    min_score: float | None,
    force: bool,
    no_continued: bool,
    allow_private: bool,
) -> None:
    """Count what news pages stand on: their sources, terms, routes, unanswered requests.

    PAGE is as for `onrecord read`. Several pages are counted one by one and together.

    \b
    Examples:
      onrecord audit page.html
      onrecord audit stories/ --format csv -o audit.csv
    """
    _log_to_stderr(0)
    from onrecord.page.inputs import pages as pages_of

    found = pages_of(pages, allow_private=allow_private)
    tally = _Tally()
    results = tally.counted(
        run(found, Task(min_score, force, continued=not no_continued), jobs=jobs)
    )
    try:
        write_audits(results, form, output, many=_holds_many(pages))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        raise click.ClickException(f"cannot write: {error}") from error
    sys.exit(tally.exit_code)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the json and jsonl formats."""
    from onrecord.formats.jsonform import SCHEMA

    click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    Examples:
      onrecord completion bash >> ~/.bashrc
      onrecord completion zsh >> ~/.zshrc
      onrecord completion fish > ~/.config/fish/completions/onrecord.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"no completion for {shell}")
    click.echo(kind(main, {}, "onrecord", "_ONRECORD_COMPLETE").source())


class _Tally:
    """Counts what went well and reports on standard error what did not."""

    def __init__(self) -> None:
        self._read = self._failed = 0

    def counted(self, results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            if isinstance(result.outcome, OnRecordError):
                self._failed += 1
                click.echo(f"onrecord: {result.outcome}", err=True)
            else:
                self._read += 1
            yield result

    @property
    def exit_code(self) -> int:
        if not self._failed:
            return 0
        return _SOME_FAILED if self._read else _ALL_FAILED


def _holds_many(pages: tuple[str, ...]) -> bool:
    if len(pages) != 1:
        return True
    path = Path(pages[0])
    if pages[0] == "-" or pages[0].startswith(("http://", "https://")):
        return False
    archives = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".warc", ".warc.gz")
    return not path.is_file() or path.name.lower().endswith(archives)


def _with_progress(results: Iterable[Result]) -> Iterator[Result]:
    """Results with a progress bar on standard error, if a person is watching it."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from results
        return
    columns: tuple[Any, ...] = (
        SpinnerColumn(),
        MofNCompleteColumn(),
        TextColumn("pages  {task.fields[page]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=None, page="")
        for result in results:
            progress.update(bar, advance=1, page=result.id)
            yield result


def _log_to_stderr(verbose: int) -> None:
    if verbose:
        level = logging.INFO if verbose == 1 else logging.DEBUG
        logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
        logging.getLogger("onrecord").setLevel(level)
    else:
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


if __name__ == "__main__":
    main()
