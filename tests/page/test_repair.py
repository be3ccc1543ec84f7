from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord import Page
from onrecord.page.repair import repaired


@pytest.mark.parametrize(
    ("garbled", "sound"),
    [
        ("â€œWe are here,â€\x9d said JÃ¶rg.", "“We are here,” said Jörg."),
        ("â€œHello,â€ he said. Itâ€™s fine.", "“Hello,” he said. It’s fine."),
        ("CafÃ© â€“ FranÃ§ois", "Café – François"),
    ],
)
def test_garbled_words(garbled: str, sound: str) -> None:
    text, by = repaired(garbled)
    assert text == sound
    assert by is not None
    assert by.startswith("ftfy")


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_characters="ÂÃâ"), max_size=200))
def test_sound_words_are_let_be(text: str) -> None:
    assert repaired(text) == (text, None)


def test_only_lines_that_are_garbled_are_touched() -> None:
    text, _ = repaired("naïve “fine” Ã la carte\nâ€œno.â€\x9d\n")
    assert text == "naïve “fine” Ã la carte\n“no.”\n"


def test_offsets_hold_and_the_record_says_so() -> None:
    page = "The bridge is shut.\n\nâ€œIt cannot be mended,â€\x9d said JÃ¶rg Kern, who built it in 1961 and 1962.\n"
    article = onrecord.read(Page(page, kind="text"))
    assert "“It cannot be mended,” said Jörg Kern" in article.text
    assert article.provenance is not None
    assert article.provenance.repaired is not None
    own, _ = repaired(page)
    for block in article.blocks:
        (place,) = article.on_page(block.span)
        assert own[place.start : place.end] == article.words(block.span)


def test_raw_pages_are_taken_as_they_are() -> None:
    article = onrecord.read(Page("â€œno.â€\x9d", kind="raw"))
    assert article.text == "â€œno.â€\x9d"
    assert article.provenance is not None
    assert article.provenance.repaired is None
