"""The sentences of an article as they are compared."""

from __future__ import annotations

from onrecord import Article, Reading
from onrecord.stories.texts import Text


def test_words_behind_a_quotation_in_a_quotation_are_quoted_too() -> None:
    said = "“They told me ‘we will be out by noon today’ and then nobody came to us,” she said."
    (sentence,) = Text(Reading(Article("x", said), ())).sentences
    assert sentence.own == ("she", "said")
    assert sentence.quoted[-3:] == ("came", "to", "us")
