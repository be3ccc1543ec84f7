"""``onrecord archive …``: the archive's upkeep."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._archive import archive_option, check_output, opened, page_or_number
from onrecord.cli._options import output_option, run_options
from onrecord.cli._run import Tally, complain, ending, log_to_stderr
from onrecord.errors import ArchiveError, OnRecordError

if TYPE_CHECKING:
    from onrecord.archive.forgetting import Forgotten

__all__ = ["archive"]

_NOT_SOUND = 4


@click.group()
def archive() -> None:
    """Look after the archive: what is in it, whether it is sound, copies, and what is to be forgotten."""


@archive.command()
@archive_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def info(place: str | None, as_json: bool) -> None:
    """Show what is in the archive."""
    import json
    from dataclasses import asdict

    with ending(lambda: None), opened(place) as opened_archive:
        found = asdict(opened_archive.info())
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False))
            return
        for name, value in found.items():
            if isinstance(value, dict):
                value = ", ".join(f"{key} {count:,}" for key, count in value.items()) or "none"
            click.echo(f"{name}: {value}")


@archive.command()
@archive_option
def check(place: str | None) -> None:
    """Prove digests, offsets and indexes; ends with code 4, and says why, where something is wrong."""
    with ending(lambda: None):
        faults = _faults(place)
        for fault in faults:
            click.echo(" ".join(fault.split()))
        if not faults:
            click.echo("sound")
    sys.exit(_NOT_SOUND if faults else 0)


def _faults(place: str | None) -> list[str]:
    """The faults of an archive; one that is there and cannot be opened has one."""
    from onrecord.archive.database import default_place

    try:
        with opened(place) as opened_archive:
            return opened_archive.check()
    except ArchiveError as error:
        path = Path(place).expanduser() if place else default_place()
        if "://" in (place or "") or not path.is_file():
            raise
        return [str(error)]


@archive.command()
@archive_option
@run_options
def reread(place: str | None, **options: Any) -> None:
    """Read again what an older model has read; old readings are kept until the new ones stand."""
    log_to_stderr(options.pop("verbose"))
    failed = 0
    with ending(lambda: None), opened(place) as opened_archive:
        from onrecord.archive.rereading import reread as read_again

        timeout = options["page_timeout"] or None
        found = read_again(opened_archive.database, jobs=options["jobs"], page_timeout=timeout)
        for added in found:
            if isinstance(added.outcome, OnRecordError):
                failed += 1
                complain(str(added.outcome))
            else:
                click.echo(
                    f"{added.outcome.id}\t{added.outcome.state}\t{' '.join(added.id.split())}"
                )
                sys.stdout.flush()
    sys.exit(1 if failed else 0)


@archive.command()
@click.argument("file", type=click.Path(path_type=Path))
@archive_option
def backup(file: Path, place: str | None) -> None:
    """Copy the archive into FILE, a file of SQLite's, whatever it is kept in; others may go on using it."""
    with ending(lambda: None), opened(place) as opened_archive:
        opened_archive.backup(file)


@archive.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@archive_option
def restore(file: Path, place: str | None) -> None:
    """Fill a new archive from the backup FILE."""
    with ending(lambda: None), opened(place, create=True) as opened_archive:
        opened_archive.restore(file)


@archive.command()
@output_option
@archive_option
def export(place: str | None, output: Path | None) -> None:
    """Write all readings, in any format of `onrecord read`, as the output's ending tells; JSON Lines without one."""
    from onrecord.batch import Result
    from onrecord.formats import FORMATS, Options
    from onrecord.output import Destination, format_for
    from onrecord.records import Reading

    check_output(place, output)
    tally = Tally()
    with ending(lambda: None), opened(place) as opened_archive:
        form = format_for(None, output) if output is not None else FORMATS["jsonl"]
        destination = Destination(form, output, Options(many=True, report=tally.fault))
        destination.begin()
        results = (
            Result(
                reading.article.id if isinstance(reading, Reading) else f"article {number}", reading
            )
            for number, reading in opened_archive.readings()
        )
        destination.write(tally.counted(results))
    sys.exit(tally.exit_code)


@archive.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--person", is_flag=True, help="WHAT is a person or body, by name or number.")
@archive_option
def forget(what: tuple[str, ...], person: bool, place: str | None) -> None:
    """Forget articles for good, by number or address; or a person, in every article that names them.

    They are gone from the tables, the indexes and the freed pages of the file. Backups that still hold
    them are listed; they are not touched.
    """
    with ending(lambda: None), opened(place) as opened_archive:
        backups: set[str] = set()
        if person:
            forgotten = opened_archive.forget_actor(page_or_number(" ".join(what)))
            _tell(forgotten, "covered in")
            backups.update(forgotten.backups)
        else:
            # All are looked for before the first one goes.
            numbers = [opened_archive.number(page_or_number(one)) for one in what]
            for number in dict.fromkeys(numbers):
                forgotten = opened_archive.forget(number)
                _tell(forgotten, "forgotten")
                backups.update(forgotten.backups)
        for path in sorted(backups):
            click.echo(f"still in backup\t{path}")


def _tell(forgotten: Forgotten, what: str) -> None:
    for number in forgotten.articles:
        click.echo(f"{what}\t{number}")
    sys.stdout.flush()
    if not forgotten.overwritten:
        complain(
            "it is forgotten, but another program that reads the archive keeps the file's log: it is overwritten "
            "when that has ended and something is forgotten or written again"
        )


@archive.command()
@click.argument("article")
@archive_option
def changes(article: str, place: str | None) -> None:
    """Show what was changed in ARTICLE (its number or address) from version to version."""
    with ending(lambda: None), opened(place) as opened_archive:
        for number, change in opened_archive.changes(page_or_number(article)):
            told = [str(number), change.kind, change.before or "", change.after or ""]
            click.echo("\t".join(" ".join(part.split()) for part in told))


@archive.command()
@click.argument("article")
@click.argument("source")
@archive_option
def split(article: str, source: str, place: str | None) -> None:
    """Undo a wrong join: SOURCE (its id, as s3) of ARTICLE is somebody else, and stays so."""
    with ending(lambda: None), opened(place) as opened_archive:
        click.echo(opened_archive.split(page_or_number(article), source))


@archive.command()
@click.argument("actor", type=int)
@click.argument("into", type=int)
@archive_option
def join(actor: int, into: int, place: str | None) -> None:
    """Say that two actors are one: ACTOR is INTO, both by number."""
    with ending(lambda: None), opened(place) as opened_archive:
        opened_archive.join(actor, into)
