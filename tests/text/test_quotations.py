"""Quotation marks of all styles, closed and unclosed, and the form of a content by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord import Span
from onrecord.attributions import form_of
from onrecord.text.quotations import quotations, snap


def quoted(text: str) -> list[str]:
    return [text[inner.start : inner.end] for inner in (q.inner for q in quotations(text))]


@pytest.mark.parametrize(
    "text",
    [
        "He said “we go now” and left.",
        'He said "we go now" and left.',
        "He said ‘we go now’ and left.",
        "He said 'we go now' and left.",
        "Il dit «we go now» et partit.",
        "Er sagte „we go now“ und ging.",
        "Er sagte »we go now« und ging.",
        "Han sa ”we go now” och gick.",
        "He said ``we go now'' and left.",
        "He said ''we go now'' and left.",
        "彼は「we go now」と言った。",
        "On powiedział „we go now” i wyszedł.",
        "He said “we go now “, and left.",
        "He said “ we go now ” .",
    ],
)
def test_styles(text: str) -> None:
    assert [words.strip() for words in quoted(text)] == ["we go now"]


def test_nested() -> None:
    assert quoted("“She told me ‘never again’ and I believed her.”") == [
        "She told me ‘never again’ and I believed her.",
        "never again",
    ]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("It’s the officials’ plan, and it isn't ours; rock 'n' roll of the ’90s.") in (
        [],
        ["n"],
    )


def test_single_marks_with_apostrophes_inside() -> None:
    assert quoted("He said ‘we don’t know’ twice.") == ["we don’t know"]


def test_two_quotations_in_a_sentence() -> None:
    assert quoted("“We go,” he said. “We go now.”") == ["We go,", "We go now."]


def test_a_paragraph_that_continues() -> None:
    found = quotations("“One.\n\n“Two.”")
    assert [q.closed for q in found] == [False, True]
    assert quoted("“One.\n\n“Two.”") == ["One.", "Two."]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    assert quoted("“We go now, he said.\n\nNothing was quoted here.") == ["We go now, he said."]


def test_a_quotation_that_is_opened_again() -> None:
    text = "He wrote: “One thing . “Another thing.”"
    assert "One thing . “Another thing." in quoted(text)
    assert form_of(text_document(text), ENGLISH, (Span(10, len(text)),)) == "direct"


def test_two_marks_with_prose_between_are_not_one_quotation() -> None:
    assert quoted("He called it a “disaster. Later he said “no”.") == ["no"]


def test_a_stray_mark_in_mid_sentence_opens_nothing() -> None:
    assert quoted("The 12” record was sold. The 5'11\" man bought it.\n\nNo more.") == []


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("“We go now,”", "direct"),
        ("that they would go", "indirect"),
        ("that they would “go now”", "mixed"),
        ("a so-called “safe zone” in the north", "mixed"),
        ("that “The Long Walk Home” was his best film", "indirect"),
        ("that “War on Drugs” was a mistake", "indirect"),
        ("…", "indirect"),
    ],
)
def test_form(content: str, form: str) -> None:
    text = f"He said {content}."
    start = text.index(content)
    spans = (Span(start, start + len(content)),)
    assert form_of(text_document(text), ENGLISH, spans) == form


def test_form_of_pieces() -> None:
    text = "“We go,” he said. “We go now.”"
    spans = (Span(0, 8), Span(18, 30))
    assert form_of(text_document(text), ENGLISH, spans) == "direct"
    assert form_of(text_document(text), ENGLISH, (Span(0, 8), Span(9, 16))) == "mixed"


def test_form_in_a_continued_quotation() -> None:
    text = "“One thing.\n\n“Two things,” he said."
    assert form_of(text_document(text), ENGLISH, (Span(0, 25),)) == "direct"


@pytest.mark.parametrize(
    ("words", "whole"),
    [("We go,", "“We go,”"), ("We go", "“We go,”"), ("“We go", "“We go,”"), ("go,”", "go,”")],
)
def test_snap(words: str, whole: str) -> None:
    text = "“We go,” he said."
    start = text.index(words)
    span = snap(text, Span(start, start + len(words)), quotations(text))
    assert text[span.start : span.end] == whole


MARKS = "\"'“”‘’„«»‹›`\n ."


@given(st.text(alphabet=MARKS + "ab", max_size=60))
def test_quotations_nest_and_hold_their_marks(text: str) -> None:
    found = quotations(text)
    for one in found:
        assert 0 <= one.span.start < one.inner.start < one.inner.end <= one.span.end <= len(text)
    for a in found:
        for b in found:
            if a.span.start < b.span.start < a.span.end:
                assert b.span.end <= a.span.end or not a.closed or not b.closed


@given(st.text(alphabet=MARKS + "ab", min_size=3, max_size=60), st.data())
def test_snap_only_widens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    span = snap(text, Span(start, end), quotations(text))
    assert span.start <= start
    assert span.end >= end
    assert text[span.start : start].strip(MARKS) == ""
    assert text[end : span.end].strip(MARKS + ",;:!?…") == ""


def test_many_marks_take_no_time() -> None:
    assert quotations('"' * 20_000) is not None
    assert quotations("“a ‘b " * 5_000) is not None


def test_marks_round_the_cue_are_not_the_contents_own() -> None:
    text = "“She said she was ill,” Reed said. “REED: It leaks.”"
    said, ill = Span(5, 9), Span(10, 21)
    assert form_of(text_document(text), ENGLISH, [ill]) == "direct"
    assert form_of(text_document(text), ENGLISH, [ill], [said]) == "indirect"
    colon = text.index(":")
    turn = Span(colon + 2, len(text) - 1)
    assert form_of(text_document(text), ENGLISH, [turn], [Span(colon, colon + 1)]) == "direct"
