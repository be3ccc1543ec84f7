"""English patterns, one kind of wording after the other."""

from __future__ import annotations

import pytest

from marked import ENGLISH


@pytest.mark.parametrize(
    "cue",
    [
        "was asked",
        "is expected",
        "’s expected",
        "are still believed",
        "has been accused of",
        "reportedly",
    ],
)
def test_cues_whose_subject_is_no_source(cue: str) -> None:
    assert ENGLISH.statements.passive.match(cue)


@pytest.mark.parametrize(
    "cue", ["expected", "considered", "reported", "said reportedly", "is asking"]
)
def test_cues_whose_subject_is_the_source(cue: str) -> None:
    assert not ENGLISH.statements.passive.match(cue)
