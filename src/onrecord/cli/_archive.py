"""What commands share that work on an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.page.fetch import Fetcher

__all__ = [
    "archive_option",
    "check_output",
    "fetcher_of",
    "fetching_options",
    "group",
    "opened",
    "page_or_number",
    "site_extra",
]

_SQLITE = b"SQLite format 3\0"
_C = TypeVar("_C", bound=Callable[..., Any])


def archive_option(command: _C) -> _C:
    """Which archive."""
    return click.option(
        "--archive",
        "place",
        metavar="PLACE",
        envvar="ONRECORD_ARCHIVE",
        help="The archive: a file, or postgresql://…; without it, onrecord.db in your data folder.",
    )(command)


def fetching_options(command: _C) -> _C:
    """How pages are fetched."""
    for option in (
        click.option(
            "--cookies",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="A file of your own cookies (cookies.txt), for pages behind a login.",
        ),
        click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses."),
    ):
        command = option(command)
    return command


def fetcher_of(options: dict[str, Any]) -> Fetcher:
    """Of a command's options, which are taken out of them."""
    from onrecord.page.fetch import Fetcher, read_cookies

    cookies = options.pop("cookies")
    return Fetcher(
        allow_private=options.pop("allow_private"),
        cookies=read_cookies(cookies) if cookies is not None else None,
    )


@contextmanager
def opened(place: str | None, *, create: bool = False) -> Iterator[Archive]:
    """An archive, closed when the command ends."""
    from onrecord.archive import Archive

    with Archive(place, create=create) as archive:
        yield archive


@contextmanager
def site_extra() -> Iterator[None]:
    """That what is imported within needs the extra of the reader.

    Raises:
        SiteError: it is not there.
    """
    from onrecord.errors import SiteError

    try:
        yield
    except ModuleNotFoundError as error:
        raise SiteError(
            f"a site needs the extra: pip install 'onrecord[reader]' ({error.name} is not there)"
        ) from error


def group(archive: Archive) -> None:
    """Put what came in into stories; what is kept is kept, whatever comes of this."""
    from onrecord.stories.store import Stories

    Stories(archive).work_in()


def check_output(place: str | None, output: Path | None) -> None:
    """Check that an output is not the archive itself, nor another.

    Raises:
        UsageError: it is.
    """
    from onrecord.archive.database import default_place

    if output is None:
        return
    elsewhere = place is not None and "://" in place
    own = default_place() if place is None or elsewhere else Path(place).expanduser()
    for ending in ("", "-wal", "-shm"):
        beside = Path(f"{own}{ending}")
        same = output.exists() and beside.exists() and output.samefile(beside)
        if same or output.resolve() == beside.resolve():
            raise click.UsageError(f"{output} is the archive; name another output")
    if output.is_file():
        with output.open("rb") as file:
            if file.read(len(_SQLITE)) == _SQLITE:
                raise click.UsageError(f"{output} is a database; name another output")


def page_or_number(told: str) -> int | str:
    """A number as one, anything else as it is."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 15 else told
