"""What stands round a place."""

from __future__ import annotations

import re

import pytest

from onrecord.records import Span
from onrecord.text import match_around

TEXT = "Tom Reed\nthe mayor Ada Berg spoke"
NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")


@pytest.mark.parametrize(
    "words, wanted",
    [("Berg", "Ada Berg"), ("Ada", "Ada Berg"), ("mayor", None), ("Reed", "Tom Reed")],
)
def test_the_match_in_which_words_begin(words: str, wanted: str | None) -> None:
    start = TEXT.index(words)
    found = match_around(NAME, TEXT, Span(start, start + len(words)))
    assert (found and found[0]) == wanted
