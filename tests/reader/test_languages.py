"""The texts of the interface: whole in each language."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from onrecord.reader import languages

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "src" / "onrecord" / "reader" / "catalogue"
_PLACES = re.compile(r"%\(\w+\)s")


def wanted() -> set[str]:
    """All texts, as the script that brings the catalogues up to date finds them."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "docs" / "messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {one if isinstance(one, str) else one[0] for one in module.messages()}


@pytest.mark.parametrize("code", [code for code in languages.CODES if code != "en"])
def test_every_text_is_there_with_its_places(code: str) -> None:
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    told = {}
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            told[ids[0]] = strings
            for string in strings:
                assert string, f"not translated: {ids[0]!r}; run `make messages`"
                assert set(_PLACES.findall(string)) == set(_PLACES.findall(ids[-1])), ids[0]
    assert wanted() <= set(told), "run `make messages`"


@pytest.mark.parametrize(
    ("asked", "header", "usual", "code"),
    [
        (None, None, "en", "en"), (None, None, "de", "de"), (None, None, "fr", "en"), ("es", "de", "en", "es"),
        ("xx", "de-CH, en;q=0.3", "en", "de"), (None, "fr, es;q=0.5, de;q=0.9", "en", "de"),
        (None, "*;q=0.1, ;;q=x, " + "de," * 50, "en", "de"), (None, "zh-Hant-TW", "es", "es"),
    ],
)  # fmt: skip
def test_the_language_that_is_chosen(
    asked: str | None, header: str | None, usual: str, code: str
) -> None:
    assert languages.chosen(asked, header, usual) == code


def test_days_and_directions() -> None:
    assert languages.dated("2026-06-03", "de") == "3. Juni 2026"
    assert languages.dated("2025-10", "en") == "October 2025"
    week = languages.dated("2026-W19", "en")
    assert week.startswith("May 4") and "10" in week
    assert languages.dated("2026-W99", "en") == "2026-W99"
    assert languages.dated("2026-06-03T08:05:09+02:00", "de") == "3. Juni 2026, 08:05"
    assert languages.dated("no day", "de") == "no day" and languages.dated(None, "en") == ""
    assert languages.direction("ar") == "rtl" and languages.direction("en") == "ltr"
    assert languages.direction("not a language at all") == "ltr"
