"""Statements without a cue of their own; texts are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import reading_of, resolve, trace, with_continued
from onrecord import Article, Attribution, Reading, Span
from onrecord.records import Block
from onrecord.routes import chain


def continued(marked: str) -> list[tuple[str, str]]:
    """Source and words of each continued statement."""
    reading = with_continued(resolve(reading_of(marked)))
    names = {source.id: source.name for source in reading.sources}
    return [
        (names[one.source_id or ""], reading.article.words(*one.content))
        for one in reading
        if one.continued
    ]


def test_a_quotation_behind_quoted_speech() -> None:
    text = "{“We will not move,”} [Ada Reed] <said>.\n\n“This valley has been ours for a century.”"
    assert continued(text) == [("Ada Reed", "“This valley has been ours for a century.”")]


def test_several_quoted_paragraphs_go_on_with_the_same_statement() -> None:
    reading = with_continued(
        resolve(
            reading_of(
                "{“We will not move,”} [Reed] <said>.\n\n“This valley has been ours for long.”\n\n"
                "“And it will be ours when they are gone.”"
            )
        )
    )
    assert [one.id for one in reading] == ["a1", "c1", "c2"]
    assert [one.continued for one in reading] == [None, "a1", "a1"]
    assert all(not one.cue and not one.source for one in reading if one.continued)


def test_a_quotation_right_behind_an_indirect_statement() -> None:
    text = "[Reed] <said> {she would stay}. “My father built this house with his own hands.”"
    assert continued(text) == [("Reed", "“My father built this house with his own hands.”")]


@pytest.mark.parametrize(
    "between",
    [
        "The dam is to be built next year.",
        "The mayor read from a letter he had been sent:",
        "Reed moved here in 1980 and “never looked back.”",
    ],
)
def test_the_writers_own_words_end_it(between: str) -> None:
    text = (
        "{“We will not move,”} [Reed] <said>.\n\n"
        f"{between}\n\n“This valley has been ours for a hundred years.”"
    )
    assert continued(text) == []


def test_a_heading_is_no_paragraph_of_the_story() -> None:
    reading = reading_of("{“We stay,”} [Reed] <said>.\n\n“The valley belongs to those who stay.”")
    start = reading.article.text.index("“The")
    blocks = (Block("heading", Span(start, len(reading.article.text))),)
    article = Article("x", reading.article.text, blocks)
    found = with_continued(resolve(Reading(article, reading.attributions)))
    assert not any(one.continued for one in found)


def test_another_speakers_turn_ends_it() -> None:
    text = (
        "{“We will not move,”} [Reed] <said>.\n\n"
        "“WALLACE: But the dam has been voted, and the money is there.”\n\n“It is not voted yet, no.”"
    )
    assert continued(text) == []


def test_figures_of_a_survey() -> None:
    text = (
        "[A Harbour Institute poll] <found> {that 51 percent of voters back the dam}.\n\n"
        "Among women, support stood at 44 percent. The dam is to cost 3 million."
    )
    ((source, words),) = continued(text)
    assert source.endswith("Harbour Institute poll")
    assert words == "Among women, support stood at 44 percent"


@pytest.mark.parametrize(
    "next_sentence",
    [
        "In another poll, 60 percent of voters opposed it.",
        "Turnout among voters was 60 percent in 2012.",
        "Voters are weary of the question.",
        "By contrast, 60 percent of voters backed it once.",
        "The mayor won 60 percent of women in 2012.",
    ],
)
def test_other_figures_are_not_the_surveys(next_sentence: str) -> None:
    text = (
        f"[A Harbour poll] <found> {{that 51 percent of voters back the dam}}.\n\n{next_sentence}"
    )
    assert continued(text) == []


def test_surveys_in_the_plural_are_not_gone_on_with() -> None:
    text = (
        "[Recent polls] <show> {that voters back the dam}.\n\nAmong women, support is 44 percent."
    )
    assert continued(text) == []


def test_numbers_right_behind_a_bodys_numbers() -> None:
    text = (
        "[The Water Board] <says> {650 wells have closed since 2006}. "
        "In 2013 alone, 158 wells ran dry. The board has its seat in Marlow."
    )
    assert [words for _, words in continued(text)] == ["In 2013 alone, 158 wells ran dry"]


@pytest.mark.parametrize("number", ["The 68-year-old walked home.", "It was founded in 1999."])
def test_ages_and_years_are_no_data(number: str) -> None:
    assert continued(f"[The Water Board] <says> {{650 wells have closed}}. {number}") == []


def test_what_a_plan_would_do() -> None:
    text = "[The ministry] <said> {it will change the plan}. The plan would save 3 million a year."
    assert [words for _, words in continued(text)] == ["The plan would save 3 million a year"]


@pytest.mark.parametrize(
    "behind",
    [
        "\n\nUnder the new plan, farmers would get 3 million a year.",
        " In addition, the plan would save 3 million a year.",
        " But it would also save 3 million a year.",
    ],
)
def test_a_plan_is_told_on_in_other_words_and_in_the_next_paragraph(behind: str) -> None:
    text = f"[The ministry] <said> {{it will change the plan}}.{behind}"
    assert [words for _, words in continued(text)] == [behind.strip()[:-1]]


def test_it_is_what_the_sentence_before_speaks_of() -> None:
    told = "[The ministry] <said> {it will change the plan}."
    assert continued(f"{told} The dam is old. It would cost 3 million to mend.") == []


def test_a_signed_quotation_goes_on_with_none_and_is_gone_on_with_by_none() -> None:
    said = "{“We will not move an inch,”} [Ada Reed] <said>.\n\n"
    assert continued(f"{said}“I lost everything I had in it.” — Tomas Berg") == []
    signed = "{“We will not move an inch.”} <—> [Ada Reed]\n\n"
    assert continued(f"{signed}“I lost everything I had in it.”") == []


def test_where_to_follow_the_writer_is_no_statement() -> None:
    said = "{“We will not move an inch,”} [Ada Reed] <said>.\n\n"
    assert continued(f"{said}“Follow the writer Jo Marsh on Twitter @jomarsh.”") == []


def test_a_hypothesis_is_the_writers() -> None:
    text = "[The ministry] <said> {it will change the plan}. The plan would have saved millions."
    assert continued(text) == []


def test_the_route_goes_on_too_and_every_hop_can_be_shown() -> None:
    reading = trace(
        with_continued(
            resolve(
                reading_of(
                    "{“We will not move,”} [Ada Reed] <told> the New York Times.\n\n"
                    "“This valley has been ours for a century.”"
                )
            )
        )
    )
    last = reading.attributions[-1]
    assert last.continued == "a1"
    hops = chain(reading, last)
    assert [hop.name for hop in hops] == ["Ada Reed", "New York Times"]
    assert [reading.article.words(hop.span) for hop in hops if hop.span] == [
        "Ada Reed",
        "New York Times",
    ]


def test_a_cue_of_its_own_and_a_model_do_not_go_together() -> None:
    with pytest.raises(ValueError, match="no cue"):
        Attribution("c1", (), (Span(0, 3),), (Span(4, 9),), "indirect", 0.5, continued="a1")


def test_without_statements_nothing_goes_on() -> None:
    assert (
        len(with_continued(Reading(Article("x", "“Quite a long quotation stands here.”"), ()))) == 0
    )


@given(st.text(alphabet='ab .“”"\n%5Q:', max_size=200), st.integers(1, 30))
def test_any_text_gives_free_spans_within_it(tail: str, words: int) -> None:
    text = f"Reed said it leaks{tail}"
    one = Attribution("a1", (Span(0, 4),), (Span(5, 9),), (Span(10, 18),), "indirect", 0.9)
    reading = with_continued(resolve(Reading(Article("x", text), (one,))))
    end = 18
    for other in reading:
        if other.continued:
            assert end <= other.content[0].start < other.content[0].end <= len(text)
            end = other.content[0].end
