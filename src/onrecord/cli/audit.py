"""``onrecord audit``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli._archive import archive_option, check_output, opened
from onrecord.cli._options import (
    format_option,
    input_options,
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

__all__ = ["audit"]

_FORMATS = ("terminal", "json", "csv")
_OF_READING = ("kind", "min_score", "force", "no_continued", "no_nested", "all_nested")


@click.command(epilog=EPILOG)
@input_options
@format_option(
    *_FORMATS,
    help="How to show the counts; without it, as the output's ending tells, or for people.",
)
@output_option
@click.option("--total-only", is_flag=True, help="Show only the counts of all pages together.")
@archive_option
@click.option(
    "--by",
    type=click.Choice(("outlet", "month")),
    help="Of an archive: counts of all articles of an outlet, or of a month, together.",
)
@reading_options
@run_options
def audit(place: str | None, by: str | None, **options: Any) -> None:
    """Count what news pages stand on: their sources, terms, routes, unanswered requests.

    PAGE is as for `onrecord read`. Several pages are counted one by one and together. Without a PAGE,
    but with --archive, what the archive holds is counted.

    \b
    Examples:
      onrecord audit page.html
      onrecord audit stories/ -o audit.csv
      onrecord audit stories/ --total-only
      onrecord audit --archive news.db --by outlet -o audit.csv
    """
    log_to_stderr(options.pop("verbose"))
    if _of_archive(place, by, options):
        _count_archive(place, by, options)
        return
    inputs, settings = Inputs.of(options), settings_of(options)
    output: Path | None = options["output"]
    from onrecord.batch import run
    from onrecord.formats import FORMATS, Options
    from onrecord.formats.audits import write_audits
    from onrecord.formats.files import replacing
    from onrecord.output import Destination, format_for, standard_output

    many = inputs.holds_many()
    tally = Tally()
    with ending(lambda: None):
        form = format_for(options["form"], output).name
        if form not in _FORMATS:
            raise FormatError(f"counts are no {form}; name a format of {', '.join(_FORMATS)}")
        Destination(FORMATS[form], output, Options(), inputs.places(), columns=inputs.columns)
        timeout = options["page_timeout"] or None
        found = run(inputs.pages(), settings, jobs=options["jobs"], page_timeout=timeout)
        results = tally.counted(found)
        if many and (output is not None or options["total_only"]):
            results = with_progress(results, inputs.count())
        opened = replacing(output) if output is not None else standard_output()
        with opened as out:
            write_audits(results, form, out, many=many, total_only=options["total_only"])
    sys.exit(tally.exit_code)


def _of_archive(place: str | None, by: str | None, options: dict[str, Any]) -> bool:
    """Whether it is an archive that is counted.

    Raises:
        UsageError: pages are named, and how an archive's are put together.
    """
    pages = bool(options["pages"] or options["urls"])
    if pages and by is not None:
        raise click.UsageError("--by is of an archive, and pages are named")
    named = click.get_current_context().get_parameter_source("place")
    told = named is click.core.ParameterSource.COMMANDLINE
    if pages and told:
        raise click.UsageError("name pages or an archive, not both")
    return not pages and (told or by is not None)


def _count_archive(place: str | None, by: str | None, options: dict[str, Any]) -> None:
    """Count the articles of an archive, one by one, or those of an outlet or a month together.

    Raises:
        UsageError: it is said how pages are to be read.
    """
    context = click.get_current_context()
    for name in _OF_READING:
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            told = next(one.opts[0] for one in context.command.params if one.name == name)
            raise click.UsageError(f"{told} is of pages; what an archive holds was read before")
    from onrecord.archive.auditing import audits_of
    from onrecord.formats.audits import write_counted
    from onrecord.formats.files import replacing
    from onrecord.output import format_for, standard_output

    output: Path | None = options["output"]
    check_output(place, output)
    with ending(lambda: None), opened(place) as archive:
        form = format_for(options["form"], output).name
        if form not in _FORMATS:
            raise FormatError(f"counts are no {form}; name a format of {', '.join(_FORMATS)}")
        with replacing(output) if output is not None else standard_output() as out:
            write_counted(
                audits_of(archive.database, by), form, out, total_only=options["total_only"]
            )
