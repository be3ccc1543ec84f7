"""Where source, cue and content begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH
from onrecord import Span
from onrecord.attributions.rules.edges import in_one_line, repeated_subject
from onrecord.text import SpanIndex, trimmed


def _subject(text: str, pronoun: str) -> str:
    start = text.rindex(f" {pronoun} ") + 1
    ((low, high),) = repeated_subject(text, (Span(start, start + len(pronoun)),), ENGLISH)
    return text[low:high]


@pytest.mark.parametrize(
    ("text", "pronoun", "subject"),
    [
        ("It rained. However, the leaders of Kelder currently They debate that", "They",
         "the leaders of Kelder"),
        ("It came on May 3, and both the mayor and the clerk They had said that", "They",
         "both the mayor and the clerk"),
        ("It rained.\n\nInformation collected by the Times they claim that", "they",
         "Information collected by the Times"),
        ("That was the day she said that", "she", "she"),
        ("It rained. The day she said that", "she", "she"),
        ("When the leaders met He said that", "He", "He"),
        ("Reed waited. He said that", "He", "He"),
    ],
)  # fmt: skip
def test_a_subject_said_twice(text: str, pronoun: str, subject: str) -> None:
    assert _subject(text, pronoun) == subject


def test_a_subject_and_its_pronoun_in_one_span() -> None:
    text = "the leaders of Kelder They"
    assert repeated_subject(text, (Span(0, len(text)),), ENGLISH) == (
        Span(0, len("the leaders of Kelder")),
    )


@given(st.text(alphabet="Tthe reportb,.“\n", max_size=60), st.sampled_from(["They", "he"]))
def test_the_subject_stands_before_its_pronoun(before: str, pronoun: str) -> None:
    text = f"{before} {pronoun} said"
    start = text.rindex(pronoun)
    ((low, high),) = repeated_subject(text, (Span(start, start + len(pronoun)),), ENGLISH)
    assert 0 <= low < high <= start + len(pronoun)
    assert text[low:high] == text[low:high].strip()


def test_edges_are_trimmed() -> None:
    text = " , it leaks. … – "
    assert [text[start:end] for start, end in trimmed(text, [Span(0, 12), Span(15, 17)])] == [
        "it leaks"
    ]


def test_a_source_is_in_the_paragraph_of_its_cue() -> None:
    text = "— Ana Ruiz, teacher\n\nThe mayor said"
    said = Span(text.index("said"), len(text))
    (kept,) = in_one_line(text, (Span(2, said.start - 1),), said)
    assert text[slice(*kept)] == "The mayor"
    text = "said the mayor\n\nAna Ruiz left"
    (kept,) = in_one_line(text, (Span(5, 24),), Span(0, 4))
    assert text[slice(*kept)] == "the mayor"


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda it: Span(it[0], it[0] + it[1]))


@given(st.lists(SPANS, max_size=8), SPANS)
def test_an_index_gives_the_spans_that_overlap(spans: list[Span], asked: Span) -> None:
    found = list(SpanIndex((span, place) for place, span in enumerate(spans)).overlapping(asked))
    assert sorted(place for _, place in found) == [
        place for place, one in enumerate(spans) if one.start < asked.end and asked.start < one.end
    ]
    assert [span for span, _ in found] == sorted(span for span, _ in found)
