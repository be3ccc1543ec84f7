"""The body that words say one is of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, reading_of, resolve
from onrecord.sources.mentions import parse


@pytest.mark.parametrize(
    ("words", "role", "affiliation"),
    [
        ("Martin Reed, an analyst at the docks research firm Oandra", "analyst", "Oandra"),
        ("Martin Reed, chief executive of advertising giant WQP", "chief executive of advertising giant WQP", "WQP"),
        ("Martin Reed, director of London-based human rights group Relief", "director of London-based human rights group Relief", "Relief"),
        ("Martin Reed, Head of Sales and Customer Services at Lake Tarn", "Head of Sales and Customer Services", "Lake Tarn"),
        ("Booking insider Martin Reed, Head of Sales at Lake Tarn", "Head of Sales", "Lake Tarn"),
        ("Martin Reed, the chief executive of Reed Media Investment Group, Tarn Ltd’s parent", "chief executive of Reed Media Investment Group", "Reed Media Investment Group"),
        ("Martin Reed, a hardline member of Prime Minister Ada Tarn's Harbour party", "hardline member of Prime Minister Ada Tarn's Harbour party", "Harbour party"),
        ("Martin Reed, a University of Tarn professor", "professor", "University of Tarn"),
        ("Martin Reed, an aide in the Department of Docks", "aide in the Department of Docks", "Department of Docks"),
        ("Conservative MP Martin Reed", "Conservative MP", "Conservative"),
        ("Kentucky GOP Gov. Martin Reed", "Gov.", "GOP"),
        ("Geologist Martin Reed of NASA", "Geologist", "NASA"),
        ("NASA's Martin Reed", None, "NASA"),
        ("Martin Reed, who heads the Alliance for Dry Docks", None, "Alliance for Dry Docks"),
    ],
)  # fmt: skip
def test_the_body_that_one_is_of(words: str, role: str | None, affiliation: str) -> None:
    mention = parse(words, ENGLISH)
    assert mention.affiliation == affiliation
    assert role is None or mention.role == role


@pytest.mark.parametrize(
    "words",
    [
        "Secretary of State Martin Reed",
        "Chief of Staff Martin Reed",
        "Martin Reed, Minister for Trade and Affairs",
        "Israeli Prime Minister Martin Reed",
        "Norwegian Foreign Minister Martin Reed",
        "Oscar-winning actress Ada Reed",
        "Lagos-based economist Ada Reed",
        "Ada Reed, the author of The Long Road",
        "Martin Reed, a resident of Westhaven",
        "Ada Reed, Martin Tarn’s aunt",
        "Research and Advocacy Director Martin Reed",
        "ICU specialist Martin Reed",
        "Geologist Martin Reed of New York",
    ],
)
def test_what_is_no_body(words: str) -> None:
    assert parse(words, ENGLISH).affiliation is None


def affiliation_of(marked: str) -> str | None:
    """Of the last statement's source."""
    reading = resolve(reading_of(marked))
    return {one.id: one for one in reading.sources}[list(reading)[-1].source_id or ""].affiliation


@pytest.mark.parametrize(
    ("marked", "affiliation"),
    [
        ("The Lake Harbour Company is new. [The company’s director, Ada Reed], <said> {no}.", "Lake Harbour Company"),
        (f"The Lake Harbour Company is new. {'It rained. ' * 70}\n\n[The company’s director, Ada Reed], <said> {{no}}.", None),
        ("It is late. [The company’s director, Ada Reed], <said> {no}.", None),
        ("The Lake Harbour Authority (LHA) is new. [LHA spokesman Tom Reed] <said> {no}.", "Lake Harbour Authority"),
        ("Moira Brandt, who worked at sea and is now chief executive of Lake Docks, came. [Brandt] <said> {no}.", "Lake Docks"),
        ("The Lake Union is new. [Union leader Ada Reed] <said> {no}. [It] <said> {that Lake Docks, a customer of Xerox, failed}.", None),
    ],
)  # fmt: skip
def test_which_body_the_article_tells(marked: str, affiliation: str | None) -> None:
    assert affiliation_of(marked) == affiliation


@given(st.text(alphabet="Aa’s,.- \nNASAof attheDr", max_size=80))
def test_any_words_are_taken_apart(words: str) -> None:
    told = parse(words, ENGLISH).affiliation
    assert told is None or told
