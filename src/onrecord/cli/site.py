"""``onrecord site``: what the owner of a site decides and takes out, without a browser."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from onrecord.cli._archive import archive_option, opened, site_extra
from onrecord.cli._run import ending

__all__ = ["site"]


@click.group()
def site() -> None:
    """Look after the site that `onrecord serve` shows: settings, members, stories mended by hand, corrections, mail that came back."""


@site.command(name="set")
@click.argument("changes", nargs=-1, metavar="[NAME=VALUE...]")
@archive_option
def set_(changes: tuple[str, ...], place: str | None) -> None:
    """Change settings, and print them as JSON; without any, print them.

    VALUE is JSON, or a text as it is.

    \b
    Examples:
      onrecord site set
      onrecord site set name='The Westhaven Reader' base=https://news.example.org
      onrecord site set extent=whole own_outlets='["The Westhaven Courier"]'
    """
    with ending(lambda: None):
        with site_extra():
            from onrecord.reader import settings
        with opened(place, create=True) as archive:
            made = settings.change(archive.database, dict(map(_change, changes)))
            click.echo(json.dumps(asdict(made), ensure_ascii=False, indent=1))


def _change(told: str) -> tuple[str, Any]:
    name, there, value = told.partition("=")
    if not there:
        raise click.UsageError(f"{told}: NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@site.command()
@click.argument("story", type=int)
@click.argument("into", type=int)
@archive_option
def join(story: int, into: int, place: str | None) -> None:
    """Put a story into another by hand: both tell of one happening. Its number leads on."""
    from onrecord.stories.store import Stories

    with ending(lambda: None), opened(place) as archive:
        stories = Stories(archive)
        stories.work_in()
        stories.join(story, into)
        click.echo(stories.standing(into))


@site.command()
@click.argument("article", type=int)
@archive_option
def part(article: int, place: str | None) -> None:
    """Take an article out of its story by hand: it tells of something else."""
    from onrecord.stories.store import Stories

    with ending(lambda: None), opened(place) as archive:
        stories = Stories(archive)
        stories.work_in()
        stories.part(article)
        click.echo(stories.story_of(article))


@site.command()
@click.argument("role", default="owner")
@archive_option
def invite(role: str, place: str | None) -> None:
    """Print a code by which somebody becomes a member, at /desk/first; ROLE is moderator, editor or owner."""
    with ending(lambda: None):
        with site_extra():
            from onrecord.reader.members import Members
        with opened(place, create=True) as archive:
            click.echo(Members(archive.database).invite(role))


@site.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@archive_option
def corrections(folder: Path, place: str | None) -> None:
    """Write the articles with accepted corrections as labelled data: FOLDER/ID.txt and ID.jsonl."""
    from onrecord.archive.correcting import export_corrected

    with ending(lambda: None), opened(place) as archive:
        click.echo(f"{export_corrected(archive.database, folder)} articles")


@site.command()
@click.argument("report", type=click.File("rb"), default="-")
@archive_option
def bounce(report: Any, place: str | None) -> None:
    """Take a report of a letter that came back, from REPORT or standard input, as a mail server pipes it."""
    with ending(lambda: None):
        with site_extra():
            from onrecord.reader.site import Site
        with opened(place) as archive:
            whole = Site(archive, cached=0)
            known = whole.letters.bounced(report.read())
            whole.close()
    click.echo("taken" if known else "no letter of ours that came back for good")
    sys.exit(0 if known else 1)
