from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("text", ["", "He said no.", "1234 5678 " * 50])
def test_too_little_to_tell(text: str) -> None:
    assert identify(text) is None
