"""Words of attributions that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH
from onrecord.attributions.rules.lookalikes import is_look_alike


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("confirmed", "the judge"),
        ("have all but stopped confirming", "his judicial picks"),
        ("Finally Confirmed", "A Judge"),
        ("denied", "entry"),
        ("denied", "him bail on Monday"),
        ("denied", "Ada Brandt"),
        ("was denied", "the request"),
        ("declined", "3 percent"),
        ("has declined", "slightly from 58 percent"),
        ("approved unanimously", "a revised version of the act"),
        ("vetoed", "the measure"),
        ("have imposed", "a curfew in all towns"),
        ("is known as", "the Lion"),
        ("came to terms with", "the storm"),
    ],
)
def test_other_senses(cue: str, content: str) -> None:
    assert is_look_alike(cue, content, f" {content}", ENGLISH)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("confirmed", "that the judge had resigned"),
        ("approved", "that the port be closed"),
        ("is known to", "be late"),
        ("confirmed", "the report"),
        ("confirmed", "the ambassador resigned on Monday"),
        ("confirmed", "the candidate met with Reed on Friday"),
        ("confirmed", "the judge was there"),
        ("denied", "the accusations"),
        ("denied", "Ada Brandt was there"),
        ("denied", "that anyone was refused entry"),
        ("declined", "to say more"),
        ("said", "the judge"),
    ],
)
def test_speech(cue: str, content: str) -> None:
    assert not is_look_alike(cue, content, f" {content}", ENGLISH)


@given(st.text(max_size=200), st.text(max_size=2000))
def test_any_words(cue: str, content: str) -> None:
    assert is_look_alike(cue, content, f" {content}", ENGLISH) in (True, False)


def test_what_falls_is_told_by_the_words_behind_whatever_the_content() -> None:
    assert is_look_alike("has declined", "it", " slightly from 58 percent", ENGLISH)
    assert not is_look_alike("has declined", "to answer", " to answer 58 questions", ENGLISH)
