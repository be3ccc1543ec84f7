"""Whom outlets cite."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, reading_of, text_document
from onrecord.attributions.rules.cited import with_cited
from onrecord.attributions.statements import Statement


def found(marked: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each statement."""
    reading = reading_of(marked)
    statements = [
        Statement(place, one.source, one.cue, one.content, one.form, (), 0.8, ())
        for place, one in enumerate(reading)
    ]
    words = reading.article.words
    told = with_cited(text_document(reading.article.text), ENGLISH, statements, count(-1, -1))
    return [(words(*one.source), words(*one.cue), words(*one.content)) for one in told]


@pytest.mark.parametrize(
    ("marked", "who", "cue"),
    [
        ("{It leaks}, [the Guardian] <reported>, citing two officials.", "two officials", "citing"),
        (
            "{It leaks}, [the Guardian] <reported> on Monday, citing people with knowledge of the talks. It rained.",
            "people with knowledge of the talks",
            "citing",
        ),
        ("Citing Ada Reed, [the Guardian] <reported> {it leaks}.", "Ada Reed", "Citing"),
        ("[The Guardian], citing a diplomat, <said> {it leaks}.", "a diplomat", "citing"),
        ("{It leaks}, [the newspaper] <said>, citing police.", "police", "citing"),
        ("{It leaks}, [the Guardian] <said>, citing court filings.", "court filings", "citing"),
    ],
)
def test_both_say_it(marked: str, who: str, cue: str) -> None:
    outlet, cited = sorted(found(marked), key=lambda one: one[0] == who)
    assert cited == (who, cue, outlet[2])
    assert outlet in found(marked.replace(cue, "naming"))


def test_what_the_citing_was_taken_for_is_left_out() -> None:
    marked = "{It leaks}, [the Guardian] <reported> on [Monday], <citing> {two officials}."
    assert [one[0] for one in found(marked)] == ["the Guardian", "two officials"]


@pytest.mark.parametrize(
    "marked",
    [
        "{It leaks}, [the Guardian] <reported>, citing concerns over its walls.",
        "{It leaks}, [the Guardian] <reported>, citing national security.",
        "{It leaks}, [the mayor] <said>, citing two officials.",
        "{It leaks}, [the Guardian] <reported>. Citing two officials, he left.",
    ],
)
def test_nobody_is_cited_for_it(marked: str) -> None:
    assert found(marked) == found(marked.replace("iting", "alling"))


@given(st.text(alphabet="citing theGuardian,.two officials\n", max_size=80))
def test_any_text(words: str) -> None:
    document = text_document(words)
    assert with_cited(document, ENGLISH, [], count()) == []


def test_who_is_cited_already_is_not_told_twice() -> None:
    marked = "{It leaks}, [the Guardian] <reported> {before}, <citing> [two officials]."
    assert len(found(marked)) == 2
