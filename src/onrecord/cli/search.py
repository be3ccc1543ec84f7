"""``onrecord search`` and ``onrecord actor``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli._archive import archive_option, check_output, opened
from onrecord.cli._options import format_option, output_option
from onrecord.cli._run import ending
from onrecord.errors import FormatError

if TYPE_CHECKING:
    from onrecord.archive import Archive

__all__ = ["actor", "search"]


@click.command()
@click.argument("query", nargs=-1, required=True)
@archive_option
@format_option(
    *("terminal", "jsonl", "csv", "parquet"),
    help="How to show what was found; without it, as the output's ending tells, or for people.",
)
@output_option
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000_000),
    default=20,
    show_default=True,
    help="How many statements to show, and how many articles.",
)
def search(query: tuple[str, ...], place: str | None, **options: Any) -> None:
    """Find who said what in the archive: statements first, articles second.

    QUERY are words (found in all their forms), "phrases", begin* of words, -without, this OR that, and
    fields: source:"FULL NAME" terms: kind: act: channel: form: via: outlet: language: since: until:
    score: actor: article:. A comma in a field's value means or.

    \b
    Examples:
      onrecord search dam
      onrecord search 'dam source:"Ana Ruiz" since:2026-01'
      onrecord search 'terms:anonymous via:Reuters -outlet:"Daily Echo"' --limit 1000 -o found.csv
      onrecord search -- -hoax dam            a query that begins with a dash stands behind --
    """
    output: Path | None = options["output"]
    check_output(place, output)
    with ending(lambda: None), opened(place) as archive:
        from onrecord.archive import parse

        asked = parse(" ".join(query))
        if not (asked.words or asked.filters):
            raise click.UsageError("nothing to look for: name a word, or a field and a value")
        _show(archive, " ".join(query), _form(options["form"], output), output, options["limit"])


def _form(form: str | None, output: Path | None) -> str:
    if form is None and output is not None:
        form = {".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet"}.get(output.suffix.lower())
        if form is None:
            raise FormatError(f"{output}: name a format: --format jsonl, csv or parquet")
    if form == "parquet" and output is None:
        raise FormatError("parquet needs a file to write to: -o FILE")
    return form or "terminal"


def _show(archive: Archive, query: str, form: str, output: Path | None, limit: int) -> None:
    from onrecord.archive.listing import shown_found, write_parquet, write_rows
    from onrecord.archive.search import statements
    from onrecord.formats.files import replacing
    from onrecord.formats.terminal import console_for, show
    from onrecord.output import standard_output

    if form == "terminal":
        found = archive.search(query, limit=limit)
        with standard_output() if output is None else replacing(output) as out:
            show(console_for(out), shown_found(found))
        return
    with archive.database.read() as connection:
        hits = statements(connection, query, limit=limit)
        if form == "parquet":
            assert output is not None  # `_form` has seen to that
            write_parquet(hits, output)
            return
        with standard_output() if output is None else replacing(output) as out:
            write_rows(hits, out, form)


@click.command()
@click.argument("name", nargs=-1, required=True)
@archive_option
@format_option("terminal", "json", default="terminal", help="How to show it.")
@click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=500,
    show_default=True,
    help="How many statements to show, the latest.",
)
def actor(name: tuple[str, ...], place: str | None, form: str, limit: int) -> None:
    """Show all that a person or body said: in order, by topic, with denials, refusals, and changes.

    NAME is a full name, a surname, or an actor's number.

    \b
    Examples:
      onrecord actor Ana Ruiz
      onrecord actor 17 --format json
    """
    import json
    from dataclasses import asdict

    from onrecord.archive.listing import shown_history
    from onrecord.formats.terminal import console_for, show
    from onrecord.output import standard_output

    with ending(lambda: None), opened(place) as archive, standard_output() as out:
        history = archive.actor(" ".join(name), limit=limit)
        if form == "json":
            out.write(json.dumps(asdict(history), ensure_ascii=False) + "\n")
        else:
            show(console_for(out), shown_history(history))
