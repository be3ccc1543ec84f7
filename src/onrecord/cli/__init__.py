"""The command ``onrecord``: arguments in, exit code out. What it does is done by the library."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from onrecord.about import __version__
from onrecord.cli._run import EPILOG, ending
from onrecord.cli.add import add
from onrecord.cli.archive import archive
from onrecord.cli.audit import audit
from onrecord.cli.compare import compare
from onrecord.cli.completion import completion
from onrecord.cli.follow import follow, update, watch
from onrecord.cli.read import read
from onrecord.cli.scale import scale
from onrecord.cli.scale_stories import scale_stories
from onrecord.cli.schema import schema
from onrecord.cli.search import actor, search
from onrecord.cli.serve import serve
from onrecord.cli.site import site
from onrecord.cli.stories import stories, story

__all__ = ["main"]


class _Group(click.Group):
    """Ends as the commands do where standard output cannot be written, of ``--help`` too."""

    def main(self, *args: Any, **options: Any) -> Any:
        with ending(lambda: None):
            try:
                return super().main(*args, **options)
            finally:
                if sys.stdout is not None and not sys.stdout.closed:
                    sys.stdout.flush()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, "--version", prog_name="onrecord")
def main() -> None:
    """Tell what a piece of news stands on.

    Give it a news page; it shows every statement on it: who says so, in which words, on what terms
    (on the record, unnamed, anonymous), and by what route it came. All on this machine.

    \b
    Examples:
      onrecord read page.html                     show who says what
      onrecord read page.html -o report.html      the same as a report to click through
      onrecord read pages/ -o found.jsonl -j 2    a folder, two at a time, a line a page
      onrecord read articles.csv --text-column body -o found.parquet
      onrecord audit page.html                    count its sources
      onrecord compare dam/*.html                 how many origins stand behind a claim
      onrecord follow https://example.org/        follow what is published
      onrecord update                             read and keep what is new
      onrecord search 'dam terms:anonymous'       find who said what
      onrecord serve                              the archive as a site
      onrecord scale crawl/ -o found/             millions of pages, into tables
      onrecord schema                             the JSON Schema of the output
    """
    # Nothing here multiplies matrices with numpy, whose threads would spin from its import on.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


for command in (
    *(read, compare, audit, add, search, actor, stories, story, follow, update, watch, archive),
    *(serve, site, scale, scale_stories, schema, completion),
):
    main.add_command(command)
