from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

import onrecord
from onrecord import Article, Reading
from onrecord.formats.terminal import render_terminal


def shown(reading: Reading, *, furniture: bool = False, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=100, force_terminal=colour, color_system="256" if colour else None
    )
    console.print(render_terminal(reading, furniture=furniture))
    return out.getvalue()


@pytest.fixture(scope="module")
def reading(demo_page: Path) -> Reading:
    return onrecord.attribute(onrecord.read(demo_page))


def test_every_statement_has_its_number_twice(reading: Reading) -> None:
    """In the text and in the list, besides where another statement refers to it."""
    text = re.sub(r"(?:within|continued\s+from)\s+\[\w+\]", "", shown(reading))
    for one in reading:
        assert text.count(f"[{one.id.removeprefix('a')}]") == 2


def test_furniture_only_on_request(reading: Reading) -> None:
    assert "Subscribe to stay updated." not in shown(reading)
    assert "Subscribe to stay updated." in shown(reading, furniture=True)


def test_colour_only_at_a_terminal(reading: Reading) -> None:
    assert "\x1b[" not in shown(reading)
    assert "\x1b[" in shown(reading, colour=True)


def test_marked_up_words_stay_words() -> None:
    article = Article("[red]x[/red]", "")
    assert "[red]x[/red]" in shown(Reading(article, ()))


def test_a_page_does_not_steer_the_terminal() -> None:
    text = "\x1b]0;evil\x07 Reed said\x9b31m it leaks."
    page = onrecord.Page(text, id="x\x1b[31m", kind="raw")
    out = shown(onrecord.attribute(onrecord.read(page), force=True))
    assert not set(out) & {"\x1b", "\x07", "\x9b"}
