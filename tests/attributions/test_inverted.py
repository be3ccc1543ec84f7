"""Statements whose subject comes last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord import Span
from onrecord.attributions.rules.inverted import inverted

TEXT = (
    "It rained. The mayor of Kelder met the builder on Monday as they declared to Harbour Times "
    "two officials with knowledge of the matter.\n\nNo more."
)


def found(text: str, taken: list[Span] | None = None) -> list[tuple[str, str, str]]:
    return [
        tuple(text[start:end] for start, end in one)  # type: ignore[misc]
        for one in inverted(text_document(text), ENGLISH, taken or [])
    ]


def test_the_subject_comes_last() -> None:
    assert found(TEXT) == [
        (
            "two officials with knowledge of the matter",
            "declared",
            "The mayor of Kelder met the builder on Monday",
        )
    ]


def test_what_was_found_already_is_left() -> None:
    assert found(TEXT, [Span(11, 20)]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor met the builder, as they told the Harbour Times on Monday.",
        "The mayor met the builder, as two officials told the Harbour Times.",
        "Rain, as they told Harbour Times two officials.",
    ],
)
def test_english_order_is_left_to_the_network(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="Aas theydclrotw.,\n ", max_size=80), st.integers(0, 40))
def test_spans_stand_in_order(words: str, length: int) -> None:
    text = f"{words}{'x ' * length} as they told Times two officials"
    for source, cue, content in inverted(text_document(text), ENGLISH, []):
        assert 0 <= content.start < content.end <= cue.start < cue.end < source.start < source.end
