"""What a source does, by its cue; look-alikes do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH
from onrecord.records import Act
from onrecord.sources.acts import act_of, may_be


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "that the tunnel would open", "says"),
        ("said", "Will it open?", "asks"),
        ("according to", "", "says"),
        ("said she would", "resign", "says"),
        ("believes", "that it leaks", "believes"),
        ("is worried that", "it leaks", "believes"),
        ("vowed", "to rebuild it", "intends"),
        ("hopes", "to open it in May", "intends"),
        ("agreed", "to pay the fine", "intends"),
        ("agreed", "that it leaks", "believes"),
        ("called for", "an inquiry", "asks"),
        ("urged", "the council to pay", "asks"),
        ("told", "reporters to leave the site", "asks"),
        ("told", "them she was going to leave", "says"),
        ("acknowledged", "that it leaks", "confirms"),
        ("admitted", "the mistake", "confirms"),
        ("denied", "that it leaks", "denies"),
        ("rejected", "the accusations", "denies"),
        ("dismissed", "the claim that it leaks", "denies"),
        ("dismissed", "the claim as nonsense", "says"),
        ("did not dispute", "that it leaks", "says"),
        ("pleaded not guilty", "to fraud", "denies"),
        ("pleaded guilty", "to fraud", "confirms"),
        ("Pleads", "Guilty in Harbour Case", "confirms"),
        ("pleaded", "not guilty", "denies"),
        ("’m not ashamed to admit", "that it leaks", "confirms"),
    ],
)
def test_verbs(cue: str, content: str, act: str) -> None:
    assert act_of(cue, content, ENGLISH) == act


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("declined to comment", ""),
        ("declined", "to comment on the talks"),
        ("refused to say", "whether it leaks"),
        ("did not immediately respond to requests for comment", ""),
        ("didn’t return", "a call"),
        ("would not discuss", "the contract"),
        ("wouldn't say", "why"),
        ("could not be reached for comment", ""),
        ("had no comment on", "the report"),
        ("neither confirmed nor denied", "that it had opened an inquiry"),
        ("referred questions to", "the ministry"),
        ("was not available for comment", ""),
        ("isn’t saying", "when"),
        ("did not confirm", "the report"),
        ("has not yet been confirmed", "by the ministry"),
        ("has yet to confirm", "that it leaks"),
        ("did not deny", "that it leaks"),
        ("neither admitted nor denied", "that it leaks"),
        ("refused to deny", "that it leaks"),
    ],
)
def test_no_answer(cue: str, content: str) -> None:
    assert act_of(cue, content, ENGLISH) == "no_answer"


@pytest.mark.parametrize(
    ("source", "cue"),
    [("Neither company", "would comment"), ("The ministry neither", "confirmed nor denied")],
)
def test_the_negation_may_stand_in_the_source(source: str, cue: str) -> None:
    assert act_of(cue, "the report", ENGLISH, source=source) == "no_answer"


@pytest.mark.parametrize(
    ("cue", "content"),
    [("declined", "to endorse the mayor"), ("refused", "to rule out a strike")],
)
def test_a_withheld_act_is_a_refusal_to_do_it(cue: str, content: str) -> None:
    assert act_of(cue, content, ENGLISH) == "denies"


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_have_an_act(cue: str, content: str) -> None:
    assert act_of(cue, content, ENGLISH) in {
        "says", "believes", "intends", "asks", "confirms", "denies", "no_answer"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("told", "Congress the plan to cut taxes would fail", "says"),
        ("told", "reporters to leave", "asks"),
        ("weren’t returned", "", "no_answer"),
    ],
)
def test_what_looks_like_another_act(cue: str, content: str, act: str) -> None:
    assert act_of(cue, content, ENGLISH) == act


@pytest.mark.parametrize(
    "cue",
    [
        "did not disclose",
        "has yet to comment",
        "has not yet formally announced",
        "failed to respond",
        "would not be drawn",
        "was withholding",
        "never responded",
        "has been approached for comment",
        "has been asked for comment",
        "wouldn’t be drawn",
        "won’t comment",
        "gave no details",
        "is yet to respond",
        "sidestepped the question",
        "ignored a request for comment",
        "left without answering",
        "chose not to comment",
        "took no questions",
        "turned down an interview request",
        "invoked his right to silence",
        "gave no indication",
        "has sent few signals",
        "would not speculate",
        "couldn’t confirm",
        "is not going to say",
        "did not release",
        "without giving details",
        "never mentioning",
        "failing to tell",
        "stopped short of claiming",
    ],
)
def test_refusals_of_more_kinds(cue: str) -> None:
    assert act_of(cue, "", ENGLISH) == "no_answer"


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("ruled out", "denies"),
        ("pleaded guilty", "confirms"),
        ("is seeking", "asks"),
        ("offered to", "intends"),
        ("objected", "denies"),
        ("disagrees", "denies"),
    ],
)
def test_verbs_of_later_news(cue: str, act: str) -> None:
    assert act_of(cue, "that it leaks", ENGLISH) == act


@pytest.mark.parametrize(
    ("source", "cue", "content", "expected"),
    [
        ("he", "had no reaction to", "the vote", True),
        ("the judge", "has not yet ruled on", "the request", True),
        ("neither company", "would comment", "", True),
        ("he", "can’t confirm or deny", "it", True),
        ("the ministry", "did not dispute", "the figures", False),
        ("the ambassador", "had warned of", "a coup", False),
    ],
)
def test_what_may_be_a_refusal_to_answer(
    source: str, cue: str, content: str, expected: bool
) -> None:
    assert may_be("no_answer", cue, content, ENGLISH, source=source) is expected


@pytest.mark.parametrize("source", ["The court", "A jury at Tarn Crown Court", "The inquest"])
def test_what_a_court_heard_was_told_there(source: str) -> None:
    assert act_of("heard", "that it leaks", ENGLISH, source=source) == "says"
    assert not may_be("believes", "heard", "that it leaks", ENGLISH, source=source)
    assert act_of("heard", "that it leaks", ENGLISH, source="Tom Reed") == "believes"


@pytest.mark.parametrize("act", ["denies", "no_answer"])
def test_who_did_not_dispute_denies_nothing(act: Act) -> None:
    assert not may_be(act, "did not dispute", "the figures", ENGLISH)
    assert may_be("denies", "did dispute", "the figures", ENGLISH)


@pytest.mark.parametrize(
    "cue", ["hasn’t been shy about", "didn’t shy from criticizing", "did not mince words on"]
)
def test_who_is_outspoken_does_not_keep_silent(cue: str) -> None:
    assert not may_be("no_answer", cue, "the leak", ENGLISH)
