from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord import Span
from onrecord.attributions.rules.refusals import refusals


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*one.source)], text[slice(*one.cue)])
        for one in refusals(text_document(text), ENGLISH, [])
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            "It leaks. The builder did not respond to requests for comment.",
            "The builder",
            "did not respond to requests for comment",
        ),
        (
            "Mr. Reed could not immediately be reached for comment.",
            "Mr. Reed",
            "could not immediately be reached for comment",
        ),
        ("It leaks, but Reed had no comment.", "Reed", "had no comment"),
        (
            "Tom Reed, who didn’t return calls, is away.",
            "Tom Reed",
            "didn’t return calls",
        ),
        ("A spokeswoman declined to comment.", "A spokeswoman", "declined to comment"),
        (
            "It fell. Apple and Google did not respond to requests for comment.",
            "Apple and Google",
            "did not respond to requests for comment",
        ),
        ("It fell. Alphabet Inc. declined to comment.", "Alphabet Inc.", "declined to comment"),
        ("It fell. Sgt. Reed declined to comment.", "Sgt. Reed", "declined to comment"),
        ("He came and Reed declined to comment.", "Reed", "declined to comment"),
        (
            "His wife, Elen, declined to speak to reporters.",
            "His wife, Elen",
            "declined to speak to reporters",
        ),
        ("Mr. Reed was approached for comment.", "Mr. Reed", "was approached for comment"),
        ("It fell. Instagram declined to say.", "Instagram", "declined to say"),
        ("It fell. Ada Reed could not be reached.", "Ada Reed", "could not be reached"),
        (
            "It fell. Neither Ford nor the union responded to requests for comment.",
            "Neither Ford nor the union",
            "responded to requests for comment",
        ),
        ("It fell. Mr. Reed did not respond.", "Mr. Reed", "did not respond"),
        ("The board refused to be drawn into the row.", "The board", "refused to be drawn"),
        ("Asked why, the mayor offered no details.", "the mayor", "offered no details"),
        ("The port would not give details of the deal.", "The port", "would not give details"),
        ("It fell. Messages left for Ada Reed were not returned.", "Ada Reed", "were not returned"),
        ("A call to the port’s office went unanswered.", "the port’s office", "went unanswered"),
        (
            "There was no immediate comment from the Harbour Board.",
            "the Harbour Board",
            "was no immediate comment",
        ),
    ],
)
def test_formulas(text: str, source: str, cue: str) -> None:
    assert found(text) == [(source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "The patient did not respond to treatment.",
        "Shares declined 3 percent.",
        "He did not return to Westhaven.",
        "The summit could not be reached before dark",
        "That declined to comment.",
        "Nobody declined to comment.",
        "She never said he had no comment.",
        "He declined to speak Welsh.",
        "The summit could not be reached on foot.",
        "Neither Ford nor the union responded to the heat.",
        "The virus did not respond to the new drugs.",
        "The questions were easily answered.",
        "The port would not confirm that it had closed",
    ],
)
def test_look_alikes(text: str) -> None:
    assert found(text) == []


def test_what_is_taken_is_left_alone() -> None:
    text = "Reed declined to comment on it."
    assert list(refusals(text_document(text), ENGLISH, [Span(5, 13)])) == []


def test_what_is_taken_before_a_later_formula_is_left_alone_too() -> None:
    text = "Neither Ford nor the union would comment. It fell. Ada Reed declined to comment."
    cue = text.index("would")
    found = list(refusals(text_document(text), ENGLISH, [Span(cue, cue + len("would comment"))]))
    assert [text[slice(*one.source)] for one in found] == ["Ada Reed"]


@given(st.text(alphabet="Reed. ,“”'didnotrespondtorequestsforcomment\n", max_size=120))
def test_spans_lie_in_the_text(text: str) -> None:
    for source, cue, _ in refusals(text_document(text + " did not return calls"), ENGLISH, []):
        assert 0 <= source.start < source.end <= cue.start < cue.end


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "The mayor declined to say whether the bridge would open, but smiled.",
            "whether the bridge would open",
        ),
        ("Reed would not comment on the closing of the port.", "on the closing of the port"),
        ("Reed would not comment.", None),
        ("Reed did not respond to the speech when asked.", "to the speech"),
    ],
)
def test_what_was_asked_is_told(text: str, asked: str | None) -> None:
    (one,) = refusals(text_document(text), ENGLISH, [])
    assert (None if one.asked is None else text[slice(*one.asked)]) == asked
