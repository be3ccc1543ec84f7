"""``onrecord schema``."""

from __future__ import annotations

import click

__all__ = ["schema"]


@click.command()
def schema() -> None:
    """Print the JSON Schema of the json and jsonl formats."""
    from onrecord.formats.json_form import SCHEMA

    click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)
