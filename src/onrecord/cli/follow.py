"""``onrecord follow``, ``onrecord update`` and ``onrecord watch``."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._archive import archive_option, fetcher_of, fetching_options, group, opened
from onrecord.cli._options import run_options
from onrecord.cli._run import complain, ending, log_to_stderr
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.archive import Archive, Kept
    from onrecord.page.fetch import Fetcher

__all__ = ["follow", "update", "watch"]

_SHORTEST, _LONGEST = 5.0, 300.0  # seconds between two rounds of watching


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL...]")
@click.option(
    "--opml",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Follow the feeds that an OPML file lists.",
)
@click.option("--remove", is_flag=True, help="Follow them no longer; what was read stays.")
@click.option("--list", "listed", is_flag=True, help="Show the feeds and how they are doing.")
@click.option(
    "--export", "exported", is_flag=True, help="Print the feeds as OPML, for other readers."
)
@archive_option
@fetching_options
def follow(urls: tuple[str, ...], place: str | None, **options: Any) -> None:
    """Follow feeds: RSS, Atom, JSON Feed, sitemaps of news, or a site whose feed is looked for.

    \b
    Examples:
      onrecord follow https://example.org/
      onrecord follow sample:westhaven        a small feed that comes with onrecord
      onrecord follow --opml feeds.opml
      onrecord follow --list
    """
    with ending(lambda: None):
        fetcher = fetcher_of(options)
        with opened(place, create=True) as archive:
            failed = 0
            if options["remove"]:
                archive.unfollow(urls)
            else:
                failed = _follow(archive, urls, options["opml"], fetcher)
            if options["listed"]:
                _list(archive)
            if options["exported"]:
                click.echo(archive.opml().decode("utf-8"), nl=False)
            if not (urls or options["opml"] or options["listed"] or options["exported"]):
                raise click.UsageError("nothing to follow: name a URL, or --opml FILE, or --list")
    sys.exit(1 if failed else 0)


def _follow(archive: Archive, urls: tuple[str, ...], opml: Path | None, fetcher: Fetcher) -> int:
    from onrecord.archive.following import discover, read_opml
    from onrecord.page.fetch import without_credentials

    failed = 0
    found: list[tuple[str, str | None]] = []
    if opml is not None:
        found += read_opml(opml.read_bytes(), str(opml))
    for url in urls:
        try:
            place, feed = discover(url, fetcher)
        except OnRecordError as error:
            failed += 1
            complain(without_credentials(str(error)))
            continue
        found.append((place, feed.title))
    for (url, title), (number, new) in zip(found, archive.follow(found), strict=True):
        told = without_credentials(url) + (f"\t{title}" if title else "")
        click.echo(f"{number}\t{'new' if new else 'known'}\t{told}")
    return failed


def _list(archive: Archive) -> None:
    for one in archive.feeds():
        since = one.silent_since or "never"
        told = [
            str(one.id),
            one.state,
            f"last success {one.succeeded or 'never'}",
            f"failures {one.failures}",
            f"something new {since}",
            one.url,
        ]
        if one.error:
            told.append(one.error)
        click.echo("\t".join(" ".join(part.split()) for part in told))


@click.command()
@archive_option
@fetching_options
@run_options
def update(place: str | None, **options: Any) -> None:
    """Ask all feeds that are followed once; fetch, read and keep what is new.

    A line is printed for each page when it is kept for good, as `onrecord add` prints it.
    """
    log_to_stderr(options.pop("verbose"))
    with ending(lambda: None):
        fetcher = fetcher_of(options)
        with opened(place, create=True) as archive:
            _round(archive, fetcher, options, due_only=False)


@click.command()
@archive_option
@fetching_options
@run_options
def watch(place: str | None, **options: Any) -> None:
    """Go on asking the feeds, each when its time has come: often where there is often something new.

    Ends when it is interrupted.
    """
    log_to_stderr(options.pop("verbose"))
    with ending(lambda: None):
        fetcher = fetcher_of(options)
        from onrecord.archive.following import next_due

        with opened(place, create=True) as archive:
            while True:
                _round(archive, fetcher, options, due_only=True)
                due = next_due(archive.database)
                left = (due - datetime.now(UTC)).total_seconds() if due else _LONGEST
                time.sleep(min(max(left, _SHORTEST), _LONGEST))


def _round(archive: Archive, fetcher: Fetcher, options: dict[str, Any], *, due_only: bool) -> None:
    done = archive.update(
        fetcher,
        due_only=due_only,
        jobs=options["jobs"],
        page_timeout=options["page_timeout"] or None,
        report=_report,
    )
    group(archive)
    if done.asked:
        complain(
            f"{done.asked} feeds asked, {done.unchanged} unchanged, {done.failed} failed; "
            f"{done.announced} entries new, {done.fetched} pages fetched, {done.kept} articles new or "
            f"changed, {done.errors} errors"
        )


def _report(name: str, outcome: Kept | OnRecordError) -> None:
    from onrecord.page.fetch import without_credentials

    if isinstance(outcome, OnRecordError):
        complain(without_credentials(str(outcome)))
    elif outcome.state != "same":
        click.echo(f"{outcome.id}\t{outcome.state}\t{' '.join(without_credentials(name).split())}")
        sys.stdout.flush()
