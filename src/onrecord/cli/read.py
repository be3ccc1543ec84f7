"""``onrecord read``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._options import (
    input_options,
    is_folder_name,
    output_option,
    reading_options,
    run_options,
)
from onrecord.cli._run import (
    EPILOG,
    Inputs,
    Tally,
    ending,
    log_to_stderr,
    settings_of,
    with_progress,
)
from onrecord.errors import FormatError
from onrecord.formats import FORMATS

if TYPE_CHECKING:
    from onrecord.batch import Result
    from onrecord.output import Destination
    from onrecord.pipeline import Settings

__all__ = ["read"]


@click.command(epilog=EPILOG)
@input_options
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="How to show what was found; without it, as the output's ending tells, or for people.",
)
@output_option
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with an output that an earlier run did not finish: pages that are in it are not "
    "read again.",
)
@reading_options
@click.option("--furniture", is_flag=True, help="Show what was left out as the site's furniture.")
@click.option("--excel", is_flag=True, help="Begin CSV with the mark by which Excel knows UTF-8.")
@run_options
def read(**options: Any) -> None:
    """Read news pages and find every statement with its source.

    PAGE is a file, a folder or glob of files, a URL, or - for standard input. Files may be pages (HTML
    or text, also packed by gzip), tables of articles (CSV, TSV, Parquet), JSON Lines, web archives
    (WARC) and feeds (RSS, Atom).

    Each statement has a source (who says, thinks or wants it), a cue (the words that say so) and a
    content (what is said).

    \b
    Examples:
      onrecord read page.html
      onrecord read https://example.org/news/1.html
      pbpaste | onrecord read -
      onrecord read page.html -o report.html
      onrecord read articles.csv --text-column body -o found.parquet
      onrecord read crawl.warc.gz -o found.jsonl --jobs 2
      onrecord read crawl.warc.gz -o found.jsonl --jobs 2 --resume
      onrecord read --as text corpus/*.txt --format brat -o annotations/
    """
    log_to_stderr(options.pop("verbose"))
    inputs, settings = Inputs.of(options), settings_of(options)
    output: Path | None = options["output"]
    from onrecord.formats import Options
    from onrecord.output import Destination, format_for, part_of

    tally = Tally()
    shown = Options(
        many=inputs.holds_many(),
        furniture=options["furniture"],
        excel=options["excel"],
        report=tally.fault,
    )
    with ending(lambda: None):
        form = format_for(options["form"], output)
        if options["excel"] and form.name not in ("csv", "tsv"):
            raise FormatError("--excel is of CSV and TSV")
        as_folder = is_folder_name(click.get_current_context())
        destination = Destination(
            form, output, shown, inputs.places(), folder=as_folder, columns=inputs.columns
        )

    def kept() -> str | None:
        there = output is not None and destination.keeps_parts and part_of(output).exists()
        return str(part_of(output)) if there and output is not None else None

    with ending(kept):
        destination.write(_results(inputs, settings, destination, tally, options))
    sys.exit(tally.exit_code)


def _results(
    inputs: Inputs,
    settings: Settings,
    destination: Destination,
    tally: Tally,
    options: dict[str, Any],
) -> Iterator[Result]:
    """The results of the pages that are not done yet, as they come."""
    from onrecord.batch import run
    from onrecord.output import undone, unfetched

    before = 0
    total = inputs.count() if destination.options.many else 1
    pages = inputs.pages()
    if options["resume"]:
        done = destination.resume(settings)
        before = done.total()
        tally.went_well(before)
        left = replace(inputs, names=tuple(unfetched(inputs.names, done)))
        pages = undone(left.pages(), destination, done)
    else:
        destination.begin()
    timeout = options["page_timeout"] or None
    results = tally.counted(run(pages, settings, jobs=options["jobs"], page_timeout=timeout))
    if destination.options.many and destination.output is not None:
        results = with_progress(results, None if total is None else total - before)
    return results
