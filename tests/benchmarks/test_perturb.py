"""Edits of a text carry its spans along."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Span
from perturb import (
    QUOTE_STYLES,
    Edit,
    Rewritten,
    ocr_noise,
    quote_style,
    recased,
    rewrite,
    run_together,
    stray_spaces,
    without_quotes,
)

TEXT = "He said: “We ‘won’ it,” at the New York Times today.\n\nThen Mrs. O’Hara said “no”."


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if not edits or start > edits[-1].end:
            edits.append(Edit(start, end, draw(st.text(max_size=3))))
    return text, edits


@given(edited())
def test_edits_are_applied_and_untouched_characters_keep_their_places(
    case: tuple[str, list[Edit]],
) -> None:
    text, edits = case
    new = rewrite(text, edits)
    plain = text
    for edit in reversed(edits):
        plain = plain[: edit.start] + edit.new + plain[edit.end :]
    assert new.text == plain
    for place, char in enumerate(text):
        if not any(edit.start <= place < edit.end for edit in edits):
            assert new.text[new.starts[place]] == char
            assert new.text[new.ends[place + 1] - 1] == char
    assert list(new.starts) == sorted(new.starts)
    assert list(new.ends) == sorted(new.ends)


def test_an_insertion_at_a_border_stays_outside() -> None:
    new = rewrite("abc", [Edit(1, 1, "--"), Edit(2, 2, "++")])
    assert new.text == "a--b++c"
    assert new.carry([Span(1, 2)]) == (Span(3, 4),)


def test_a_span_that_is_cut_away_is_left_out() -> None:
    new = rewrite("one two", [Edit(3, 7, "")])
    assert new.carry([Span(4, 7), Span(0, 3)]) == (Span(0, 3),)


WRITINGS: dict[str, Callable[[str], Rewritten]] = {
    **{style: lambda text, style=style: quote_style(text, style) for style in QUOTE_STYLES},  # type: ignore[misc]
    "none": without_quotes,
    "lower": lambda text: recased(text, str.lower),
    "spaces": lambda text: stray_spaces(text, random.Random(1), rate=1),
    "joined": run_together,
    "misread": lambda text: ocr_noise(text, random.Random(1), rate=0.2),
}


@pytest.mark.parametrize("name", WRITINGS)
def test_words_are_found_again(name: str) -> None:
    new = WRITINGS[name](TEXT)
    assert new.text != TEXT
    start = TEXT.index("today")
    (span,) = new.carry([Span(start, start + 5)])
    assert len(new.text[span.start : span.end]) in range(3, 9)
    if name != "misread":
        assert new.text[span.start : span.end] == "today"


def test_marks_go_and_apostrophes_stay() -> None:
    assert without_quotes(TEXT).text.endswith("Then Mrs. O’Hara said no.")


def test_spaced_marks() -> None:
    assert quote_style("“no”.", "french spaced").text == "« no »."


def test_letters_that_grow_in_upper_case_stay() -> None:
    assert recased("Straße", str.upper).text == "STRAßE"


@given(st.text(max_size=60), st.integers(0, 5))
def test_any_text_can_be_damaged(text: str, seed: int) -> None:
    for damaged in (
        ocr_noise(text, random.Random(seed), rate=0.3),
        stray_spaces(text, random.Random(seed), rate=1),
        without_quotes(text),
        run_together(text),
    ):
        assert len(damaged.starts) == len(text) + 1
        assert damaged.ends[-1] <= len(damaged.text)
