"""``onrecord audit``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli._options import input_options, output_option, reading_options, run_options
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


@click.command(epilog=EPILOG)
@input_options
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to show the counts; without it, as the output's ending tells, or for people.",
)
@output_option
@click.option("--total-only", is_flag=True, help="Show only the counts of all pages together.")
@reading_options
@run_options
def audit(**options: Any) -> None:
    """Count what news pages stand on: their sources, terms, routes, unanswered requests.

    PAGE is as for `onrecord read`. Several pages are counted one by one and together.

    \b
    Examples:
      onrecord audit page.html
      onrecord audit stories/ -o audit.csv
      onrecord audit stories/ --total-only
    """
    log_to_stderr(options.pop("verbose"))
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
        Destination(FORMATS[form], output, Options(), inputs.places())
        timeout = options["page_timeout"] or None
        found = run(inputs.pages(), settings, jobs=options["jobs"], page_timeout=timeout)
        results = tally.counted(found)
        if many and (output is not None or options["total_only"]):
            results = with_progress(results, inputs.count())
        opened = replacing(output) if output is not None else standard_output()
        with opened as out:
            write_audits(results, form, out, many=many, total_only=options["total_only"])
    sys.exit(tally.exit_code)
