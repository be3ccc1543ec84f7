"""Who is named beside the words of a description."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord.sources.mentions import full_names, names_by_description, plain_description


def beside(text: str, description: str) -> list[str]:
    names = full_names(text_document(text), ENGLISH)
    found = names_by_description(text, names, ENGLISH)
    return list(found.get(plain_description(description, ENGLISH), ()))


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("The inspector general, Ada Reed, came.", "the inspector general"),
        ("Ada Reed, the inspector general at the docks, came.", "The inspector general"),
        ("Ada Reed, Mr. Gold’s lawyer, came.", "Mr. Gold's lawyer"),
        ("Ada Reed, a lawyer for Mr. Gold, came.", "lawyer for Mr. Gold"),
        ("Tarnish President Ada Reed came.", "the Tarnish president"),
        ("Ada Reed, a diver who knows it, came.", "the diver"),
        ("The diver, Ada Reed, came.", "the diver"),
    ],
)
def test_who_is_told_to_be_it(text: str, description: str) -> None:
    assert beside(text, description) == ["Ada Reed"]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Ada Reed, a student union president, came.", "the student"),
        ("Ada Reed, the president of the union, came.", "the president"),
        ("Deputy inspector general Ada Reed came.", "the general"),
        ("Harbour union president Ada Reed came.", "the president"),
        ("Ada Reed came. The diver left.", "the diver"),
        ("The diver\nAda Reed came.", "the diver"),
    ],
)
def test_who_is_not(text: str, description: str) -> None:
    assert beside(text, description) == []


def test_all_who_are() -> None:
    assert beside("Ada Reed, a diver, and Tom Brandt, a diver, came.", "the diver") == [
        "Ada Reed",
        "Tom Brandt",
    ]


@given(st.text(alphabet="Ada Reed,the diver.—’s\n", max_size=80))
def test_any_text_is_looked_at(text: str) -> None:
    for description in names_by_description(
        text, full_names(text_document(text), ENGLISH), ENGLISH
    ):
        assert description == plain_description(description, ENGLISH)
