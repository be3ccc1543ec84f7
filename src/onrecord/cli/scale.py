"""``onrecord scale``: millions of pages."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._options import PRICE, cluster_options, column_options, reading_options
from onrecord.cli._run import EPILOG, columns_of, complain, ending, log_to_stderr, settings_of
from onrecord.errors import ClusterError

if TYPE_CHECKING:
    from onrecord.scale.running import Progress, Summary

__all__ = ["lost", "needed", "scale", "told_progress"]

_EACH = 10.0  # seconds between two lines of progress, where no person watches
_SOME_FAILED, _NONE_READ, _BROKE = 1, 3, 5
_SAMPLE = 200  # pages by which a dry run tells how long all would take


@click.command(epilog=EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    help="Folder to write to, here or in an object store (s3://…, gs://…). On a cluster, one that all its nodes reach.",
)
@click.option(
    "--keep-copies", is_flag=True, help="Attribute also articles whose words stand in another one."
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help="Read no more than N pages, from all over the inputs, and tell what all would take.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Tell what all would take, by a sample (200 pages, or --sample N), and write nothing.",
)
@click.option(
    "--price",
    type=PRICE,
    metavar="AMOUNT",
    help="Of an hour of one processor: tell also what all costs.",
)
@column_options
@cluster_options
@reading_options
def scale(**options: Any) -> None:  # fmt: skip
    """Read millions of pages, on one machine or many, into tables.

    INPUT is a WARC, JSON Lines or Parquet file, a folder or glob of such, or an address in an object
    store. The FOLDER gets three tables in Parquet: articles, attributions and sources, by year, and a
    manifest.json. A page that cannot be read is a row that says why; so is an article in another
    language, and one whose words stand in another article.

    What is done is kept: the same command goes on where a run was broken off.

    \b
    Examples:
      onrecord scale crawl.warc.gz -o found/
      onrecord scale crawl/ -o found/ --jobs 8
      onrecord scale crawl/ -o found/ --dry-run --price 0.04
      onrecord scale s3://news/2026/ -o s3://found/2026/ --address auto
    """
    log_to_stderr(options.pop("verbose"))
    with needed():
        from onrecord.scale.running import run
    output, dry = options["output"], options["dry_run"]
    order = _order(options)
    with lost(lambda: None if dry else output), told_progress() as tell:
        if dry:
            with tempfile.TemporaryDirectory(prefix="onrecord-") as beside:
                done = run(
                    order, beside, jobs=options["jobs"], address=options["address"], tell=tell
                )
        else:
            done = run(order, output, jobs=options["jobs"], address=options["address"], tell=tell)
    click.echo(_summed(done))
    if order.sample is not None:
        click.echo(_estimated(done, options["jobs"], options["price"]))
    sys.exit(_exit_code(done))


def _order(options: dict[str, Any]) -> Any:
    from onrecord.scale.plan import Order

    sample = options["sample"]
    return Order(
        inputs=options["inputs"],
        settings=settings_of(options),
        columns=columns_of(options),
        keep_copies=options["keep_copies"],
        page_timeout=options["page_timeout"] or None,
        sample=sample or (_SAMPLE if options["dry_run"] else None),
    )


@contextmanager
def needed() -> Iterator[None]:
    """Packages that not everybody has are imported within; of a missing one it is told how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise click.UsageError(f"needs {error.name}: pip install onrecord[ray]") from error


@contextmanager
def lost(kept: Callable[[], str | None]) -> Iterator[None]:
    """Ends a run cleanly, whatever ends it; of a cluster that was lost it tells that the run can go on."""
    with ending(lambda: None):
        try:
            yield
        except ClusterError as error:
            place = kept()
            more = (
                f"; what is done is in {place}, and the same command goes on with it"
                if place
                else ""
            )
            complain(f"{error}{more}")
            sys.exit(_BROKE)


def _summed(done: Summary) -> str:
    counts = done.counts
    told = [f"{counts.get('pages', 0):,} pages: {counts.get('read', 0):,} read"]
    told += [
        f"{counts[status]:,} {words}"
        for status, words in (("copy", "copies"), ("language", "in other languages"), ("error", "not read"))
        if counts.get(status)
    ]  # fmt: skip
    return (
        f"{', '.join(told)}\n{counts.get('attributions', 0):,} attributions, "
        f"{counts.get('sources', 0):,} sources, {_bytes(done.output_bytes)}"
    )


def _estimated(done: Summary, jobs: int | None, price: float | None) -> str:
    """What all pages would take, by those that were read."""
    read = max(done.counts.get("pages", 0), 1)
    each = done.rates.seconds_a_page()
    hours = done.pages * each / 3600
    told = (
        f"all {done.pages:,} pages: {hours:,.1f} hours at {1 / each if each else 0:,.1f} pages a second, "
        f"{_bytes(done.output_bytes * done.pages // read)} of tables"
    )
    if price is not None:
        from onrecord.scale.cluster import processors

        told += f", {hours * (jobs or processors()) * price:,.2f} for processors"
    return told


def _bytes(many: int) -> str:
    size = float(many)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size /= 1000
    return f"{size:,.1f} TB"


def _exit_code(done: Summary) -> int:
    if not done.counts.get("error"):
        return 0
    return _SOME_FAILED if len(done.counts.keys() & {"read", "copy", "language"}) else _NONE_READ


@contextmanager
def told_progress() -> Iterator[Callable[[Progress], None]]:
    """Progress on standard error: a bar where a person watches, else a line now and then."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with _bar(console) as tell:
            yield tell
        return
    last = [("", 0.0)]

    def say(progress: Progress) -> None:
        stage, before = last[0]
        now = time.monotonic()
        if progress.stage != stage or now - before >= _EACH:
            last[0] = progress.stage, now
            click.echo(f"onrecord: {_said(progress)}", err=True)

    yield say


@contextmanager
def _bar(console: Any) -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))  # fmt: skip
    with Bars(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("", total=None, left="")

        def show(progress: Progress) -> None:
            bars.update(
                bar,
                description=progress.stage,
                completed=progress.done,
                total=progress.total,
                left=_left(progress),
            )

        yield show


def _said(progress: Progress) -> str:
    told = f"{progress.stage}: {progress.done:,} of {progress.total:,}"
    left = _left(progress)
    return f"{told}, {left}" if left else told


def _left(progress: Progress) -> str:
    if progress.rate is None or progress.left is None:
        return ""
    minutes, seconds = divmod(int(progress.left), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{progress.rate:,.1f} a second, {hours}:{minutes:02}:{seconds:02} left"
