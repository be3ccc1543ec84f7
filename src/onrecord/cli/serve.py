"""``onrecord serve``: the archive as a site."""

from __future__ import annotations

import sys

import click

from onrecord.cli._archive import archive_option, opened, site_extra
from onrecord.cli._run import ending, log_to_stderr

__all__ = ["serve"]


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65_535),
    help="The port to listen at.",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer.",
)
@click.option(
    "--proxies",
    default="",
    metavar="ADDRESSES",
    help="Proxies that are believed who a request comes from: addresses, apart by commas.",
)
@click.option("--watch", is_flag=True, help="Follow the feeds too, as `onrecord watch` does.")
@click.option("-v", "--verbose", count=True, help="Say what happens (twice: in detail).")
def serve(
    place: str | None, host: str, port: int, workers: int, proxies: str, watch: bool, verbose: int
) -> None:
    """Serve the archive as a site for people to read, until interrupted.

    The first time it tells the address at which you become its owner.

    \b
    Examples:
      onrecord serve
      onrecord serve --archive news.db --port 8080 --workers 2
    """
    log_to_stderr(verbose)
    with ending(lambda: None):
        with site_extra():
            from onrecord.reader.members import Members
            from onrecord.reader.server import Served, run
        with opened(place, create=True) as archive:
            name = archive.database.path or place
            code = Members(archive.database).first_code()
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"http://{shown}:{port}/")
        if code is not None:
            click.echo(
                f"http://{shown}:{port}/desk/first?code={code}   become its owner (holds for two days)"
            )
        sys.stdout.flush()
        run(Served(str(name) if name else None, host, port, workers, proxies, watch=watch))
