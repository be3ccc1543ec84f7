"""What an article says of a person beside the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord.sources.mentions import full_names, introductions


def told(text: str, name: str) -> list[tuple[str | None, str | None]]:
    """Role and affiliation, for each place where a name is introduced."""
    return [
        (mention.role, mention.affiliation)
        for full in full_names(text_document(text), ENGLISH)
        if full.name == name
        for mention in introductions(text, full, ENGLISH)
    ]


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Two came: former astronaut Tom Hale and a pilot.", "Tom Hale", "former astronaut", None),
        ("She met right-wing lawmaker Moira Finn there.", "Moira Finn", "right-wing lawmaker", None),
        ("It was written by Harbour Board director of communications Craig Oliver.", "Craig Oliver", "director of communications", None),
        ("On Monday Sen. Ada Reed signed it.", "Ada Reed", "Sen.", None),
        ("Owen Dempsey, a chest doctor at the Tarn Royal Infirmary, was there.", "Owen Dempsey", "chest doctor", "Tarn Royal Infirmary"),
        ("They asked Owen Dempsey, 61, a chest doctor.", "Owen Dempsey", "chest doctor", None),
        ("Maureen Kerins, a hospital nurse who lives there, heard of it.", "Maureen Kerins", "hospital nurse", None),
        ("A letter went to the head of the board, Ada Reed.", "Ada Reed", "head of the board", None),
        ("The BBC’s director general, Georg Entwist, has resigned.", "Georg Entwist", "director general", "BBC"),
    ],
)  # fmt: skip
def test_who_somebody_is(text: str, name: str, role: str, affiliation: str | None) -> None:
    (found,) = told(text, name)
    assert found[0] is not None and found[0].endswith(role)
    assert affiliation is None or found[1] == affiliation


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We go,” he told Ada Reed, the mayor said.", "Ada Reed"),
        ("They saw Ada Reed, lawyers and a judge.", "Ada Reed"),
        ("Among them were Tom Hale, Mayor Ada Reed and others.", "Tom Hale"),
        ("He wrote to the mayor, Ada Reed said.", "Ada Reed"),
        ("The company, Ada Reed and her lawyer left.", "Ada Reed"),
        ("It was the minister. Ada Reed left.", "Ada Reed"),
        ("Tom Hale, said the teacher, was late.", "Tom Hale"),
        ("Ada Reed, whom he knew, left.", "Ada Reed"),
        ("Ada Reed, her lawyers, and a crowd left.", "Ada Reed"),
        ("Mr. Tom Hale left.", "Tom Hale"),
    ],
)
def test_what_is_no_introduction(text: str, name: str) -> None:
    assert [one for one in told(text, name) if one[0]] == []


@given(
    st.lists(
        st.sampled_from(
            "Ada Reed mayor the of , . ; ( ) “ ” who senior ’s 61 – \n said director".split(" ")
        ),
        max_size=30,
    )
)
def test_any_words(words: list[str]) -> None:
    text = " ".join(words)
    for full in full_names(text_document(text), ENGLISH):
        for mention in introductions(text, full, ENGLISH):
            assert mention.role is None or mention.role in " ".join(text.split())
