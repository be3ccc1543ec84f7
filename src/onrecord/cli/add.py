"""``onrecord add``."""

from __future__ import annotations

import sys
from typing import Any

import click

from onrecord.cli._archive import archive_option, group, opened
from onrecord.cli._options import input_options, reading_options, run_options
from onrecord.cli._run import EPILOG, Inputs, complain, ending, log_to_stderr, settings_of
from onrecord.errors import OnRecordError

__all__ = ["add"]


@click.command(epilog=EPILOG)
@input_options
@archive_option
@reading_options
@run_options
def add(place: str | None, **options: Any) -> None:
    """Read news pages and keep them in the archive.

    PAGE is as for `onrecord read`: files, folders, URLs, tables, JSON Lines, web archives, feeds. For
    each page a line is printed when it is kept for good: the number of its article, what it is (new,
    changed: another version of an article that is kept, reread, older, same), and what it is called.

    \b
    Examples:
      onrecord add page.html
      onrecord add crawl.warc.gz --archive news.db --jobs 2
      onrecord add https://example.org/news/1.html --archive postgresql://localhost/news
    """
    log_to_stderr(options.pop("verbose"))
    inputs, settings = Inputs.of(options), settings_of(options)
    kept = failed = 0
    with ending(lambda: None), opened(place, create=True) as archive:
        timeout = options["page_timeout"] or None
        for added in archive.add_pages(
            inputs.pages(), settings, jobs=options["jobs"], page_timeout=timeout
        ):
            if isinstance(added.outcome, OnRecordError):
                failed += 1
                complain(str(added.outcome))
                continue
            kept += 1
            click.echo(f"{added.outcome.id}\t{added.outcome.state}\t{_one_line(added.id)}")
            sys.stdout.flush()
        group(archive)
    sys.exit((1 if kept else 3) if failed else 0)


def _one_line(name: str) -> str:
    from onrecord.formats.wording import plain
    from onrecord.records import to_values

    return " ".join(plain(str(to_values(name))).split())
