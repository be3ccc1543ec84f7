"""By what route statements came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import reading_of, resolve, trace
from onrecord import Article, Attribution, Reading, Span
from onrecord.records import Credit
from onrecord.routes import chain


def traced(marked: str, **article: object) -> Reading:
    reading = reading_of(marked)
    known = Article("x", reading.article.text, **article)  # type: ignore[arg-type]
    return trace(resolve(Reading(known, reading.attributions)))


def via(marked: str, **article: object) -> list[list[str]]:
    return [[hop.name for hop in one.via] for one in traced(marked, **article)]


@pytest.mark.parametrize(
    "marked",
    [
        "[Two officials] <told> the New York Times {that it leaks}.",
        "[Reed] <said> in an interview with the New York Times {that it leaks}.",
        "In a New York Times interview, [Reed] <said> {that it leaks}.",
        "In statements obtained by the New York Times, [Reed] <said> {it leaks}.",
        "<According to> [sources consulted by the New York Times], {it leaks}.",
        "[Reed] <told> {the New York Times that it leaks}.",
        "The New York Times, citing [two officials], <said> {it leaks}.",
        "<Citing> [two officials], the New York Times reported {that it leaks}.",
    ],
)
def test_outlets_that_carried_it(marked: str) -> None:
    assert via(marked) == [["New York Times"]]


@pytest.mark.parametrize(
    "marked",
    [
        "[Reed] <said> {that the New York Times was wrong}.",
        "[A New York Times report] <said> {that it leaks}.",
        "[The New York Times] <reported> {that it leaks}.",
        "The New York Times, citing the law, stopped, and [the court] <ruled> {that it leaks}.",
        "[Reed], who reads the New York Times, <said> {that it leaks}.",
    ],
)
def test_outlets_that_did_not(marked: str) -> None:
    assert via(marked) == [[]]


def test_not_the_pages_own_outlet_nor_the_credited_agency() -> None:
    marked = "[Reed] <told> Reuters {it leaks}. [Brandt] <told> the Guardian {it does not}."
    own = {"outlet": "The Guardian", "credits": (Credit("Reuters", "agency"),)}
    assert via(marked, **own) == [[], []]


def test_citing() -> None:
    found = via("[The Washington Post] <reported> {a leak}, <citing> [two officials] {who saw it}.")
    assert found == [[], ["Washington Post"]]


def test_a_route_goes_on_with_its_source_and_ends_with_another() -> None:
    found = via(
        "[Reed] <told> CNN {it leaks}.\n[He] <said> {more}.\n[Brandt] <said> {no}.\n[Reed] <said> {yes}.\n"
        "[Brandt] <denied> {it}.\n[She] <added> {that it is dry}.\n[She] <insisted> {on it}."
    )
    assert found[:4] == [["CNN"], ["CNN"], [], []]


def test_unnamed_sources_keep_theirs() -> None:
    found = via(
        "[Two officials] <told> CNN {it leaks}.\n[Brandt] <said> {no}.\n[The sources] <said> {yes}."
    )
    assert found == [["CNN"], [], ["CNN"]]


def test_quoted_reports() -> None:
    found = via(
        "The Washington Post reports:\n“The tunnel leaks,” [an engineer] <said> {and left}.\n"
        "“It is dry,” [Reed] <said> {again}.\nBack in town [Brandt] <said> {no}."
    )
    assert found == [["Washington Post"], ["Washington Post"], []]


@pytest.mark.parametrize(
    ("marked", "channel"),
    [
        ("[Reed] <said> in an interview {it leaks}.", "interview"),
        ("[Reed] <said> in a written statement {it leaks}.", "statement"),
        ("At a rally in Westhaven, [Reed] <said> {it leaks}.", "speech"),
        ("[Reed] <tweeted> {it leaks}.", "post"),
        ("[Reed] <testified> {it leaks}.", "testimony"),
        ("[A Reuters/Ipsos poll] <showed> {it leaks}.", "poll"),
        ("[The report] <says> {it leaks}.", "document"),
        ("[Reed] <said> {the interview and the statement leaked}.", None),
        ("[The ministry] <rejected> {the report as fiction}.", None),
        ("[Reed] <confirmed> {the memo} in a document.", "document"),
    ],
)
def test_channels(marked: str, channel: str | None) -> None:
    (one,) = traced(marked)
    assert one.channel == channel


def test_chain_from_source_to_page() -> None:
    reading = traced(
        "[Two officials] <told> the New York Times {that it leaks}.",
        outlet="Demo News",
        credits=(Credit("La Tercera", "source_line"),),
    )
    hops = chain(reading, reading.attributions[0])
    assert [(hop.station, hop.name) for hop in hops] == [
        ("source", "Two officials"),
        ("via", "New York Times"),
        ("credit", "La Tercera"),
        ("outlet", "Demo News"),
    ]
    for hop in hops[:2]:
        assert hop.span is not None
        assert reading.article.words(hop.span) == hop.name


def test_inside_another_statement() -> None:
    text = "Yahoo News wrote that Tom Reed said the tunnel leaks."
    outer = Attribution("a1", (Span(0, 10),), (Span(11, 16),), (Span(17, 52),), "indirect", 0.9)
    inner = Attribution(
        "a2", (Span(22, 30),), (Span(31, 35),), (Span(36, 52),), "indirect", 0.9, parent="a1"
    )
    found = trace(resolve(Reading(Article("x", text), (outer, inner))))
    assert [[hop.name for hop in one.via] for one in found] == [[], ["Yahoo News"]]


WORDS = st.sampled_from(["CNN", "told", "the Times", "he", "“", "\n", ":", "interview", "AP said"])


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=6))
def test_any_text_is_traced(words: list[str], more: list[str]) -> None:
    marked = f"[{' '.join(words) or 'x'}] <told> {{{' '.join(more) or 'y'}}}"
    for one in traced(marked * 2):
        for hop in one.via:
            assert hop.name


def test_unnamed_people_go_on_with_the_route() -> None:
    assert via(
        "<According to> [sources consulted by the Washington Post], {it leaks}.\n\n"
        "[People with knowledge of it] <said> {so}."
    ) == [["Washington Post"], ["Washington Post"]]


@pytest.mark.parametrize("others", ["Ada Reed", "Two harbour masters", "The ministry"])
def test_others_do_not(others: str) -> None:
    assert via(
        "<According to> [sources consulted by the Washington Post], {it leaks}.\n\n"
        f"[{others}] <said> {{so}}."
    ) == [["Washington Post"], []]


def test_an_answer_without_a_name_holds_a_statement() -> None:
    reading = reading_of("[The Washington Post] <said> {no}. [It] <responded> {“Reed said yes.”}")
    text = reading.article.text
    first, second = reading.attributions
    start = text.index("Reed")
    reed, said = Span(start, start + 4), Span(start + 5, start + 9)
    inner = Attribution(
        "a3", (reed,), (said,), (Span(said.end + 1, said.end + 4),), "indirect", 0.9, parent="a2"
    )
    answered = Reading(reading.article, (first, replace(second, source=()), inner))
    routes = [[hop.name for hop in one.via] for one in trace(resolve(answered))]
    assert routes == [[], [], ["Washington Post"]]


def test_to_address_claims_is_no_address() -> None:
    (one,) = traced("[Ada Reed] <declined> {to address the claims}.")
    assert one.channel is None
    (one,) = traced("[Ada Reed] <said> {no} in an address to the council.")
    assert one.channel == "speech"


SAID = "[Tom Reed] <said> {it leaks}.\n[Reed] <added> {that it always did}.\n[He] <recalled> {the flood}."


@pytest.mark.parametrize(
    "marked",
    [
        f"Tom Reed spoke of the tunnel in a long interview with the New York Times.\n{SAID}",
        f"New York Times talks to the builder of the tunnel.\n{SAID}",
        f"[Tom Reed] <told> the New York Times {{that he was sorry}}.\n[Ana Brandt] <denied> {{it}}.\n{SAID}",
    ],
)
def test_an_article_that_rests_on_one_interview(marked: str) -> None:
    assert via(marked)[-3:] == [["New York Times"]] * 3


@pytest.mark.parametrize(
    "marked",
    [
        SAID,
        f"The New York Times is sold here.\n{SAID}",
        f"He spoke to the New York Times and had an interview with Fox News.\n{SAID}",
        "In an interview with the New York Times Reed sang.\n[Tom Reed] <said> {no}.\n[Ana Brandt] <said> {yes}.",
    ],
)
def test_articles_that_rest_on_none(marked: str) -> None:
    assert via(marked)[-2:] == [[], []]


def test_an_outlet_at_whose_address_the_page_is_carries_nothing() -> None:
    marked = "[Two officials] <told> ABC News {that it leaks}."
    assert via(marked) == [["ABC News"]]
    assert via(marked, url="https://abcnews.go.com/story") == [[]]


@pytest.mark.parametrize(
    "marked",
    [
        "[Reed], via the New York Times, <said> {it leaks}.",
        "{It leaks}, [Reed] <said>, per the New York Times.",
        "The New York Times quoted [a diver] <as saying> {it leaks}.",
    ],
)
def test_more_ways_of_carrying(marked: str) -> None:
    assert via(marked) == [["New York Times"]]


def test_a_name_is_no_newspaper() -> None:
    assert via("[Reed] <told> Hill {it leaks}.") == [[]]
    assert via("[Reed] <told> the Hill {it leaks}.") == [["Hill"]]


@pytest.mark.parametrize(
    ("marked", "channel"),
    [
        ("[Ada Reed] <told> Reuters {that it leaks}.", "interview"),
        ("[Ada Reed] <told> the paper {that it leaks}.", "interview"),
        ("Speaking to the BBC, [Ada Reed] <said> {it leaks}.", "interview"),
        ("[Ada Reed], who told Reuters so, <believes> {it leaks}.", None),
        ("[Ada Reed] <told> the court {that it leaks}.", "testimony"),
        ("At a hearing on Monday [Ada Reed] <said> {it leaks}.", "testimony"),
        ("[Ada Reed] <told> a party conference {that it leaks}.", "speech"),
        ("On a conference call [Ada Reed] <said> {it leaks}.", "speech"),
        ("[Ada Reed] <wrote> on her Facebook page {that it leaks}.", "post"),
        ("In a letter to the mayor, [Ada Reed] <said> {it leaks}.", "document"),
        ("[Ada Reed] <said> in an emailed statement {that it leaks}.", "statement"),
        ("[Ada Reed] <told> me {that it leaks}.", "interview"),
        ("[Ada Reed] <said> on BBC News {that it leaks}.", "interview"),
        ("[Ada Reed] <said> on Monday BBC News {had been there}.", None),
        ("[Ada Reed] <said> Tuesday at a tunnel builders’ conference {that it leaks}.", "speech"),
        ("In a fireside chat with the mayor [Ada Reed] <said> {it leaks}.", "speech"),
        ("In remarks at the harbour [Ada Reed] <said> {it leaks}.", "speech"),
        ("[The crowd] <chanted> {that it leaks}.", "speech"),
        ("[Ada Reed] <told> MPs {that it leaks}.", "speech"),
        ("{It leaks!} <—> [Ada Reed (@adareed)] May 3, 2026", "post"),
        ("[Ada Reed] <said> {it leaks} on Monday, and BBC News had a camera there.", None),
        ("[Ada Reed] <said> {the hearing in the court of the paper was a post on Facebook}.", None),
    ],
)
def test_more_wordings_of_channels(marked: str, channel: str | None) -> None:
    assert traced(marked).attributions[0].channel == channel


def test_the_page_s_own_outlet_was_spoken_to_as_well() -> None:
    (one,) = traced("[Ada Reed] <told> the BBC {that it leaks}.", outlet="BBC News")
    assert (one.channel, one.via) == ("interview", ())


def test_who_is_heard_on_one_occasion_speaks_there_all_the_time() -> None:
    text = (
        "[Ada Reed] <told> Reuters {that it leaks}. It rained. [Reed] <said> {it did so before}. [Bo Li] <said> {no}. "
        "[Reed] <added> {nobody asked}."
    )
    assert [one.channel for one in traced(text)] == ["interview", "interview", None, "interview"]
    spoken = (
        "At a rally [Ada Reed] <said> {it leaks}. "
        + "[Bo Li] <said> {no}. " * 4
        + "[Reed] <added> {nobody asked}."
    )
    assert [one.channel for one in traced(spoken)] == ["speech", None, None, None, None, "speech"]
    two = (
        "[Ada Reed] <testified> {that it leaks}. [Reed] <wrote> on Facebook {that it rained}. [Bo Li] <said> {no}. "
        "[Reed] <added> {nobody asked}."
    )
    assert [one.channel for one in traced(two)] == ["testimony", "post", None, None]
    later = "[Ada Reed] <testified> {that it leaks}. [Reed] <added> {so}. At a rally [Reed] <said> {no}."
    assert [one.channel for one in traced(later)] == ["testimony", None, "speech"]


def test_whom_the_page_tips_its_hat_to_is_on_the_route() -> None:
    marked = "[Ada Reed] <told> ABC News {that it leaks}."
    assert via(marked, credits=(Credit("ABC News", "hat_tip"),)) == [["ABC News"]]
    assert via(marked, credits=(Credit("ABC News", "source_line"),)) == [[]]


@pytest.mark.parametrize(
    ("marked", "hops"),
    [
        ("[Reed] <told> a Fox reporter {it leaks}.", [["Fox"]]),
        ("[Reed] <told> an ABC correspondent {it leaks}.", [["ABC"]]),
        ("[Reed] <told> Europe Radio 1 {it leaks}.", [["Europe Radio 1"]]),
        ("[Reed] <told> Radio Tarn on BBC News {it leaks}.", [["BBC News"]]),
        ("[Reed] <blamed> Brandt for the New York Times story, {which was false}.", [[]]),
        ("{It is false}, [Reed] <said> about the New York Times article.", [[]]),
        ("[Reed] <said> in the New York Times article {that it leaks}.", [["New York Times"]]),
        ("[Michael Bloomberg] <said> {no}. [Reed] <told> Bloomberg {it leaks}.", [[], []]),
        ("[Michael Brandt] <said> {no}. [Reed] <told> Bloomberg {it leaks}.", [[], ["Bloomberg"]]),
    ],
)
def test_whose_story_it_is_and_who_has_an_outlet_s_name(marked: str, hops: list[list[str]]) -> None:
    assert via(marked) == hops


@pytest.mark.parametrize(
    ("marked", "channel"),
    [
        ("[22 percent] <said> {it leaks}.", "poll"),
        ("[Some 78% of divers] <said> {it leaks}.", "poll"),
        ("[Six in 10 divers] <said> {it leaks}.", "poll"),
        ("[Two of the divers] <said> {it leaks}.", None),
        ("In a message to the mayor [Reed] <said> {it leaks}.", "document"),
    ],
)
def test_shares_are_of_a_poll(marked: str, channel: str | None) -> None:
    (one,) = traced(marked)
    assert one.channel == channel
