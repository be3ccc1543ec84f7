"""Write the CLI reference from the commands' own help: ``python docs/cli_reference.py``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from onrecord.cli import main

_HEAD = """\
# Command line

Written by `make cli-reference` from the commands' own help; a test holds it to the code.
"""


def reference() -> str:
    """The whole reference as Markdown."""
    parts = [_HEAD]
    for name, command in _commands():
        context = click.Context(
            command,
            info_name=name,
            max_content_width=88,
            terminal_width=88,
            help_option_names=main.context_settings["help_option_names"],
        )
        parts.append(f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "".join(parts)


def _commands() -> Iterator[tuple[str, click.Command]]:
    yield "onrecord", main
    yield from _below("onrecord", main)


def _below(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for own, command in sorted(group.commands.items()):
        yield f"{name} {own}", command
        if isinstance(command, click.Group):
            yield from _below(f"{name} {own}", command)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(reference())
