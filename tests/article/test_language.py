from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.article import language
from onrecord.article.language import identify


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The officials said on Monday that the meeting had taken place in New York last week.",
            "en",
        ),
        (
            "THE OFFICIALS SAID ON MONDAY THAT THE MEETING HAD TAKEN PLACE IN NEW YORK LAST WEEK.",
            "en",
        ),
        (
            "Die Beamten sagten am Montag, das Treffen habe in der vergangenen Woche stattgefunden.",
            "de",
        ),
        (
            "Los funcionarios dijeron el lunes que la reunión tuvo lugar la semana pasada en Nueva York.",
            "es",
        ),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert identify(text) == code


def test_the_short_way_tells_what_the_model_tells(demo_page: Path) -> None:
    text = onrecord.read(demo_page).body
    assert language._plainly(text) == "en"
    assert identify(text) == language._identifier().classify(text.lower())[0] == "en"


@pytest.mark.parametrize(
    "text",
    [
        "De minister zei maandag dat de tunnel in mei open gaat en dat het water weg is " * 10,
        "Die Beamten sagten am Montag, das Treffen habe stattgefunden, was niemand glaubte. " * 10,
    ],
)
def test_the_short_way_takes_no_other_language(text: str) -> None:
    assert language._plainly(text) is None


@pytest.mark.parametrize("text", ["", "He said no.", "1234 5678 " * 50])
def test_too_little_to_tell(text: str) -> None:
    assert identify(text) is None
