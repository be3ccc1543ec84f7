"""``onrecord scale-stories``: the stories among millions of articles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._apart import apart
from onrecord.cli._options import worker_options
from onrecord.cli._run import EPILOG, log_to_stderr
from onrecord.cli.scale import check_installed, lost, told_progress

if TYPE_CHECKING:
    from onrecord.scale.happenings import StoriesSummary

__all__ = ["scale_stories"]


@click.command("scale-stories", epilog=EPILOG)
@click.argument("output", metavar="FOLDER")
@click.option(
    "--no-claims",
    is_flag=True,
    help="Group articles and tell how each came about, but compare no claims: far quicker.",
)
@worker_options
def scale_stories(**options: Any) -> None:  # fmt: skip
    """Group the articles of a run into stories, and compare what they claim.

    FOLDER is that of a finished `onrecord scale`. Beside its tables come three more, in stories/: stories, members
    (which article belongs to which, and how it came about) and claims (each with how many articles and how many
    independent origins assert it).

    What is done is kept: the same command goes on where it was broken off.

    \b
    Examples:
      onrecord scale crawl/ -o found/
      onrecord scale-stories found/
      onrecord scale-stories found/ --no-claims --jobs 8
    """
    log_to_stderr(options["verbose"])
    check_installed(options["address"])

    def work() -> StoriesSummary:
        from onrecord.scale.happenings import stories

        with told_progress() as tell:
            return stories(
                options["output"],
                claims=not options["no_claims"],
                jobs=options["jobs"],
                address=options["address"],
                tell=tell,
            )

    with lost(options["output"]):
        counts = apart(work).counts
    click.echo(
        f"{counts['articles']:,} articles, {counts['grouped']:,} of them in {counts['stories']:,} "
        f"stories of several, {counts['claims']:,} claims"
    )
    if counts["failed"]:
        click.echo(f"{counts['failed']:,} stories could not be compared; their rows say why")
        sys.exit(1)
