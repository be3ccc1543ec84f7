"""``onrecord schema``."""

from __future__ import annotations

import click

__all__ = ["schema"]


@click.command()
@click.option("--story", is_flag=True, help="Of what `onrecord compare` and `onrecord story` give.")
def schema(story: bool) -> None:
    """Print the JSON Schema of the json and jsonl formats."""
    if story:
        from onrecord.stories.json_form import SCHEMA as PATH
    else:
        from onrecord.formats.json_form import SCHEMA as PATH

    click.echo(PATH.read_text(encoding="utf-8"), nl=False)
