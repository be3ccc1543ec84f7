"""``onrecord scale``: millions of pages."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._apart import apart
from onrecord.cli._options import PRICE, cluster_options, column_options, reading_options
from onrecord.cli._run import EPILOG, columns_of, complain, ending, log_to_stderr, settings_of
from onrecord.errors import ClusterError

if TYPE_CHECKING:
    from onrecord.scale.running import Progress, Summary

__all__ = ["check_installed", "lost", "scale", "told_progress"]

_EACH = 10.0  # seconds between two lines of progress, where no person watches
_SOME_FAILED, _NONE_READ, _BROKE, _INTERRUPTED = 1, 3, 5, 130
_SAMPLE = 200  # pages by which a dry run tells how long all would take


@click.command(epilog=EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
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
    help="Read about N pages, sixteen at a time from all over the inputs, and tell what all would take.",
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
    check_installed(options["address"])
    output, dry = options["output"], options["dry_run"]
    if output is None and not dry:
        raise click.UsageError("-o FOLDER is needed, but for --dry-run")
    if dry and options["address"] not in (None, "local"):
        raise click.UsageError("--dry-run tries a few pages on this machine: leave --address out")
    sample, price, jobs = options["sample"], options["price"], options["jobs"]

    def work() -> tuple[str, int]:
        from onrecord.scale.running import run

        with told_progress() as tell, _folder(None if dry else output) as folder:
            done = run(_order(options), folder, jobs=jobs, address=options["address"], tell=tell)
        told = _summed(done)
        if sample is not None or dry:
            told += f"\n{_estimated(done, price)}"
        return told, _exit_code(done)

    with lost(None if dry else output):
        told, code = apart(work)
    click.echo(told)
    sys.exit(code)


@contextmanager
def _folder(output: str | None) -> Iterator[str]:
    """Where a run writes: a folder that goes when the block ends, where none is named."""
    if output is not None:
        yield output
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-") as beside:
        yield beside


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


def check_installed(address: str | None) -> None:
    """Whether what a run at scale needs is there.

    Args:
        address: of a cluster; None for this machine.

    Raises:
        UsageError: a package is missing.
    """
    for name in ("pyarrow", "duckdb", "scipy"):
        if find_spec(name) is None:
            raise click.UsageError(f"needs {name}: pip install onrecord[scale]")
    if address is not None and find_spec("ray") is None:
        raise click.UsageError("--address needs ray: pip install onrecord[ray]")


@contextmanager
def lost(output: str | None) -> Iterator[None]:
    """Ends a run cleanly, whatever ends it, and tells that it can go on.

    Args:
        output: folder of the run; None of one that keeps nothing.
    """
    with ending(lambda: None):
        try:
            yield
        except KeyboardInterrupt:
            complain(f"interrupted{_kept(output)}")
            sys.exit(_INTERRUPTED)
        except ClusterError as error:
            complain(f"{error}{_kept(output)}")
            sys.exit(_BROKE)


def _kept(output: str | None) -> str:
    from onrecord.scale.places import Folder, named

    if output is None or not Folder(output).files("_work", below=True):
        return ""
    return f"; what is done is in {named(output)}, and the same command goes on with it"


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


def _estimated(done: Summary, price: float | None) -> str:
    """What all pages would take, by those that were read."""
    read = max(done.counts.get("pages", 0), 1)
    each = done.rates.seconds_a_page()
    if not each:
        return f"all {done.pages:,} pages: how long they would take is not known, for none was attributed"
    hours = done.pages * each / 3600
    told = (
        f"all {done.pages:,} pages: {hours:,.1f} hours at {1 / each:,.1f} pages a second, "
        f"{_bytes(done.output_bytes * done.pages // read)} of tables"
    )
    if price is not None:
        told += f", {hours * done.rates.workers * price:,.2f} for processors"
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
