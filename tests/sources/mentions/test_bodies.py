"""Bodies in full, by their short names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord.sources.mentions import BodyNames


def in_full(short: str, text: str) -> str | None:
    return BodyNames(text_document(text), ENGLISH).in_full(short)


@pytest.mark.parametrize(
    ("short", "text", "full"),
    [
        (
            "OHR",
            "The Office for Harbour Repair met. The OHR was pleased.",
            "Office for Harbour Repair",
        ),
        ("U.S.", "The United States sent divers.", "United States"),
        (
            "HDC",
            "The Westhaven Harbour and Docks Council (HDC) met.",
            "Harbour and Docks Council",
        ),
        (
            "MOTH",
            "It was the Ministry of Trade, Harbours and Docks (MOTH) that paid.",
            "Ministry of Trade, Harbours and Docks",
        ),
        ("Northgate", "Northgate Holdings Inc. fell. Northgate said so.", "Northgate Holdings Inc"),
        ("Harbourside", "Harbourside Airlines flies on.", "Harbourside Airlines"),
        ("VW", "Volkswagen closed a plant.", "Volkswagen"),
        ("HJB", "HJB Sports closed. HJB was sorry.", "HJB Sports"),
    ],
)
def test_short_names(short: str, text: str, full: str) -> None:
    assert in_full(short, text) == full


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("OHR", "The harbour office met."),
        ("Vietnam", "The Vietnam War was long."),
        ("Reed", "Reed Harbour Walls of Westhaven were built."),
        ("Council", "The Council Foundation met."),
        ("VW", "The carmaker closed a plant."),
        ("", "The Harbour Board met."),
    ],
)
def test_what_is_no_short_name(short: str, text: str) -> None:
    assert in_full(short, text) is None


@pytest.mark.parametrize(
    ("short", "text", "full"),
    [
        (
            "Observatory",
            "The Arctic Observatory for Whales counts them.",
            "Arctic Observatory for Whales",
        ),
        ("Foundation", "Money went to the Westhaven Foundation.", "Westhaven Foundation"),
        ("Foundation", "The Tarn Foundation and the Westhaven Foundation paid.", None),
        ("House", "The White House was lit.", None),  # the other one goes by that alone
        ("Wall", "The Harbour Wall is high.", None),
    ],
)
def test_the_head_noun_of_the_one_body_that_has_it(short: str, text: str, full: str | None) -> None:
    bodies = BodyNames(text_document(text), ENGLISH)
    assert bodies.in_full(short, definite=True) == full
    assert bodies.in_full(short) is None


@given(st.text(max_size=200), st.text(max_size=12))
def test_any_text_may_be_asked(text: str, short: str) -> None:
    full = in_full(short, text)
    assert full is None or isinstance(full, str)
