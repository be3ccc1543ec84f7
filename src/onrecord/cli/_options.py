"""Options that commands share, as decorators."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.records import PageKind

__all__ = [
    "KINDS",
    "PRICE",
    "cluster_options",
    "column_options",
    "format_option",
    "input_options",
    "is_folder_name",
    "output_option",
    "reading_options",
    "run_options",
    "statement_options",
    "worker_options",
]

_C = TypeVar("_C", bound=Callable[..., Any])

#: What ``--as`` may say, with the kind that it means.
KINDS: dict[str, PageKind | None] = {"page": None, "html": "html", "text": "raw"}
_PAGE_TIMEOUT = 30.0
_LONGEST_TIMEOUT = 86_400.0
_AS_FOLDER = "onrecord.output_as_folder"


def _together(*options: Callable[[_C], _C]) -> Callable[[_C], _C]:
    def decorate(command: _C) -> _C:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


class _Finite(click.FloatRange):
    """A number in a range; what is none ("nan") is in no range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if isinstance(number, float) and not math.isfinite(number):
            self.fail(f"{value!r} is no number.", param, ctx)
        return number


class _Place(click.Path):
    """Where output goes: None for standard output, whose name is ``-``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of a file or folder is expected.", param, ctx)
        if value == "-":
            return None
        if ctx is not None and isinstance(value, str) and value.endswith("/"):
            ctx.meta[_AS_FOLDER] = True
        return super().convert(value, param, ctx)


def is_folder_name(ctx: click.Context) -> bool:
    """Whether the output was named as a folder, with a slash at its end."""
    return bool(ctx.meta.get(_AS_FOLDER))


#: An amount of money.
PRICE = _Finite(0)

_page_timeout = click.option(
    "--page-timeout",
    type=_Finite(0, _LONGEST_TIMEOUT),
    default=_PAGE_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="How long a page may take; then it is an error, and the next one is read. 0 for no limit.",
)
_verbose = click.option("-v", "--verbose", count=True, help="Say what happens (twice: in detail).")


def input_options(command: _C) -> _C:
    """What is read."""
    return _together(
        click.argument("pages", nargs=-1, metavar="PAGE..."),
        click.option(
            "--urls",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="Read the URLs that a file lists, one a line.",
        ),
        click.option(
            "--as",
            "kind",
            type=click.Choice(list(KINDS)),
            default="page",
            show_default=True,
            help="What the input is: a page (HTML or scraped text, told apart by looking), HTML, or "
            "text to take as it is, every code point, so that offsets are offsets in the file.",
        ),
        column_options,
        click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses."),
    )(command)  # fmt: skip


def column_options(command: _C) -> _C:
    """Which columns of tables hold what."""
    return _together(
        click.option("--text-column", metavar="NAME", help="Of a table: the column with the articles' text."),
        click.option("--html-column", metavar="NAME", help="Of a table: the column with the pages' HTML."),
        click.option("--id-column", metavar="NAME", help="Of a table: the column with what a page is called."),
        click.option("--url-column", metavar="NAME", help="Of a table: the column with a page's address."),
    )(command)  # fmt: skip


def reading_options(command: _C) -> _C:
    """How articles are attributed, and what is left out."""
    return _together(
        click.option(
            "--min-score",
            type=_Finite(0, 1),
            default=0.0,
            show_default=True,
            help="Leave out statements with a lower score: fewer, but surer. 0 leaves out none that "
            "are found. Names, ids and who spoke stay the same.",
        ),
        statement_options,
    )(command)


def statement_options(command: _C) -> _C:
    """Which statements are found."""
    return _together(
        click.option("--force", is_flag=True, help="Attribute articles in other languages too."),
        click.option(
            "--no-continued",
            is_flag=True,
            help="Leave out statements without a cue of their own that go on with another's.",
        ),
        click.option(
            "--no-nested", is_flag=True, help="Leave out statements inside another's content."
        ),
        click.option(
            "--all-nested",
            is_flag=True,
            help="Show statements inside others also where they are too seldom right to be shown by default.",
        ),
    )(command)


def run_options(command: _C) -> _C:
    """How a run goes."""
    return _together(
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(1, 256),
            default=1,
            show_default=True,
            help="How many pages are read at a time, each in a process of its own.",
        ),
        _page_timeout,
        _verbose,
    )(command)


def cluster_options(command: _C) -> _C:
    """Where a run at scale works, and how long a page may take."""
    return _together(_page_timeout, worker_options)(command)


def worker_options(command: _C) -> _C:
    """Where a run at scale works."""
    return _together(
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(1, 100_000),
            help="How many workers read at a time; as many as there are processors by default.",
        ),
        click.option(
            "--address",
            metavar="ADDRESS",
            help="Of a Ray cluster: auto, HOST:PORT, or local for one of this machine that ends with the run. Without it this machine works by itself.",
        ),
        _verbose,
    )(command)


def format_option(*forms: str, help: str, default: str | None = None) -> Callable[[_C], _C]:
    """How the output is written."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(forms), default=default, help=help
    )


def output_option(command: _C) -> _C:
    """Where the output goes."""
    return click.option(
        "-o",
        "--output",
        type=_Place(path_type=Path),
        help="File to write to, whose ending tells the format; for brat, and HTML of several pages, a "
        "folder; - for standard output. What stands there is replaced when all is read.",
    )(command)
