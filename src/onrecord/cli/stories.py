"""``onrecord stories`` and ``onrecord story``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from onrecord.cli._archive import archive_option, check_output, opened, page_or_number
from onrecord.cli._options import format_option, output_option
from onrecord.cli._run import ending
from onrecord.cli.compare import (
    FORMS,
    as_of_option,
    show_story,
    single_option,
    story_format,
    told_left_out,
)

__all__ = ["stories", "story"]


@click.command()
@archive_option
@format_option("terminal", "jsonl", default="terminal", help="How to show them.")
@click.option(
    "--least",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="How many articles a story has, at least, that is shown.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    help="How many stories to show, the latest.",
)
def stories(place: str | None, form: str, least: int, limit: int) -> None:
    """List the stories of the archive: articles about one happening, the latest first.

    What came in since the last time is put into stories first. A story's number is that of its first
    article, and stays.

    \b
    Examples:
      onrecord stories
      onrecord stories --least 5 --format jsonl
    """
    import json
    from dataclasses import asdict

    from onrecord.formats.wording import plain
    from onrecord.output import standard_output

    with ending(lambda: None), opened(place) as archive, standard_output() as out:
        from onrecord.stories.store import Stories

        kept = Stories(archive)
        kept.work_in()
        for one in kept.listed(least=least, limit=limit):
            if form == "jsonl":
                out.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
                continue
            days = one.first if one.first == one.last else f"{one.first} to {one.last}"
            told = [
                str(one.id),
                days,
                f"{one.articles} articles, {one.outlets} outlets",
                one.title or "",
            ]
            out.write("\t".join(" ".join(plain(part).split()) for part in told) + "\n")


@click.command()
@click.argument("story")
@archive_option
@format_option(
    *FORMS, help="How to show the story; without it, as the output's ending tells, or for people."
)
@output_option
@as_of_option
@single_option
@click.option(
    "--log", is_flag=True, help="Show when it was put together with others, or split, instead."
)
def story(
    story: str, place: str | None, form: str | None, output: Path | None, as_of: date | None,
    single: bool, log: bool,
) -> None:  # fmt: skip
    """Show a story of the archive: its claims, and how many independent origins stand behind each.

    STORY is its number, the number of one of its articles, or an address of one.

    \b
    Examples:
      onrecord story 17
      onrecord story 17 -o story.html
      onrecord story https://example.org/news/1.html --as-of 2026-03-01
    """
    check_output(place, output)
    with ending(lambda: None), opened(place) as archive:
        shown = story_format(form, output)
        from onrecord.errors import ArchiveError
        from onrecord.stories.store import Stories

        kept = Stories(archive)
        kept.work_in()
        asked = page_or_number(story)
        try:
            number = (
                kept.standing(asked)
                if isinstance(asked, int)
                else kept.story_of(archive.number(asked))
            )
        except ArchiveError:
            number = kept.story_of(archive.number(asked))
        if log:
            for at, what, other in kept.changes(number):
                click.echo(f"{at}\t{what}\t{other}")
            return
        found = kept.compared(number, as_of=as_of)
        told_left_out(len(kept.members(number)) - len(found.readings), as_of)
        show_story(found, shown, output, single=single)
