"""``onrecord compare``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._archive import check_output
from onrecord.cli._options import (
    format_option,
    input_options,
    output_option,
    run_options,
    statement_options,
)
from onrecord.cli._run import (
    EPILOG,
    Inputs,
    Tally,
    complain,
    ending,
    log_to_stderr,
    settings_of,
    with_progress,
)
from onrecord.errors import FormatError

if TYPE_CHECKING:
    from onrecord.stories import Story

__all__ = ["Moment", "compare", "show_story", "story_format"]

FORMS = ("terminal", "json", "csv", "html", "graphml")


class Moment(click.ParamType[date]):
    """A day or a moment, ISO 8601; a day is meant with its end."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the words of an option."""
        if isinstance(value, date):
            return value
        with suppress(ValueError):
            return date.fromisoformat(value)
        try:
            told = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is no day or moment, as 2026-01-31 or 2026-01-31T18:00+01:00.",
                param,
                ctx,
            )
        return told if told.tzinfo is not None else told.replace(tzinfo=UTC)


as_of_option = click.option(
    "--as-of",
    type=Moment(),
    metavar="MOMENT",
    help="The story as it stood then: without what was published later, or has no date.",
)
single_option = click.option(
    "--single", is_flag=True, help="List also what only one outlet has (at the terminal)."
)


@click.command(epilog=EPILOG)
@input_options
@format_option(
    *FORMS, help="How to show the story; without it, as the output's ending tells, or for people."
)
@output_option
@as_of_option
@single_option
@statement_options
@run_options
def compare(as_of: date | None, single: bool, **options: Any) -> None:
    """Compare articles about one happening: what is claimed, and how many origins stand behind it.

    PAGE is as for `onrecord read`; all pages are taken to be about one happening. For each claim it shows
    who carries it, the independent origins behind it (a range, where the articles do not tell), who
    disputes it, who had it first; and which articles are copies of others.

    \b
    Examples:
      onrecord compare stories/dam/*.html
      onrecord compare stories/dam/ -o dam.html
      onrecord compare articles.jsonl --text-column body -o dam.json
      onrecord compare stories/dam/ --as-of 2026-03-01
    """
    log_to_stderr(options.pop("verbose"))
    # What is left out of the statements would look like the writer's own word: none is.
    inputs, settings = Inputs.of(options), settings_of({"min_score": 0.0, **options})
    output: Path | None = options["output"]
    from onrecord.batch import run
    from onrecord.formats import FORMATS, Options
    from onrecord.output import Destination
    from onrecord.records import Reading

    tally = Tally()
    with ending(lambda: None):
        form = story_format(options["form"], output)
        check_output(os.environ.get("ONRECORD_ARCHIVE"), output)
        Destination(FORMATS["json"], output, Options(), inputs.places(), columns=inputs.columns)
        found = run(
            inputs.pages(),
            settings,
            jobs=options["jobs"],
            page_timeout=options["page_timeout"] or None,
        )
        results = tally.counted(found)
        if output is not None and inputs.holds_many():
            results = with_progress(results, inputs.count())
        readings = [result.outcome for result in results if isinstance(result.outcome, Reading)]
        if readings:
            from onrecord.stories import compare as compared

            story = compared(readings, as_of=as_of)
            told_left_out(len(readings) - len(story.readings), as_of)
            show_story(story, form, output, single=single)
    sys.exit(tally.exit_code)


def told_left_out(many: int, as_of: date | None) -> None:
    """Say how many articles a story leaves out."""
    if many:
        late = f"published after {as_of.isoformat()}, without a date, " if as_of is not None else ""
        complain(f"left out: {many} articles ({late}twice, or without words)")


def story_format(form: str | None, output: Path | None) -> str:
    """The format that is meant.

    Raises:
        FormatError: the output's ending tells none.
    """
    if form is None and output is not None:
        endings = {
            ".json": "json",
            ".csv": "csv",
            ".html": "html",
            ".htm": "html",
            ".graphml": "graphml",
        }
        form = endings.get(output.suffix.lower())
        if form is None:
            raise FormatError(f"{output}: name a format: --format {', '.join(FORMS)}")
    return form or "terminal"


def show_story(story: Story, form: str, output: Path | None, *, single: bool = False) -> None:
    """Write a story to a file or standard output."""
    import json

    from onrecord.formats.files import replacing
    from onrecord.formats.terminal import console_for, show
    from onrecord.output import standard_output
    from onrecord.stories.json_form import to_dict
    from onrecord.stories.network import graphml
    from onrecord.stories.output import render_terminal, write_rows
    from onrecord.stories.report import render_report

    with replacing(output) if output is not None else standard_output() as out:
        if form == "terminal":
            show(console_for(out), render_terminal(story, single=single))
        elif form == "json":
            out.write(json.dumps(to_dict(story), ensure_ascii=False) + "\n")
        elif form == "csv":
            write_rows(story, out)
        elif form == "graphml":
            out.write(graphml(story.network))
        else:
            out.write(render_report(story))
