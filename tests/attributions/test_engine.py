from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from marked import ENGLISH, text_document
from onrecord import Article, Attribution, LanguageError, ModelError, Page, Reading, Span
from onrecord.attributions import engine
from onrecord.attributions.engine import Statement, _apart
from onrecord.attributions.network import load


def find(text: str, **options: float) -> Reading:
    article = onrecord.read(Page(text, kind="raw"))
    return onrecord.attribute(article, force=True, **options)


def words(reading: Reading) -> list[tuple[str, str, str]]:
    text = reading.article.words
    return [(text(*one.source), text(*one.cue), text(*one.content)) for one in reading]


def test_plain_statement() -> None:
    reading = find("The transport minister said on Monday that the tunnel would open in May.")
    assert words(reading) == [
        ("The transport minister", "said", "that the tunnel would open in May")
    ]
    assert reading.attributions[0].form == "indirect"
    assert reading.attributions[0].score > 0.8


def test_quotation_in_two_pieces() -> None:
    reading = find("“We are not going to wait,” Halima Brandt said. “We start tomorrow.”")
    assert words(reading) == [
        ("Halima Brandt", "said", "“We are not going to wait,” … “We start tomorrow.”")
    ]
    assert reading.attributions[0].form == "direct"


def test_mixed_form() -> None:
    (one,) = find("The mayor said the plan was “a gift to nobody” and would be dropped.")
    assert one.form == "mixed"


@pytest.mark.parametrize("marks", ['""', "«»", "„“", "‘’", "''"])
def test_marks_of_other_styles(marks: str) -> None:
    text = f"{marks[0]}We are not going to wait,{marks[1]} Halima Brandt said."
    (one,) = find(text)
    assert one.form == "direct"
    assert text[one.content[0].start : one.content[0].end] == text[:27]


def test_according_to() -> None:
    reading = find(
        "The delay will cost 40 million euros, according to a report by the city’s auditors."
    )
    ((source, cue, content),) = words(reading)
    assert cue == "according to"
    assert source.startswith("a report")
    assert content == "The delay will cost 40 million euros"


def test_a_heading_does_not_run_into_the_story(demo_page: Path) -> None:
    reading = onrecord.attribute(onrecord.read(demo_page))
    islands = [
        block.span
        for block in reading.article.blocks
        if block.kind in ("title", "standfirst", "heading", "caption", "byline")
    ]
    for one in reading:
        for span in one.spans:
            for island in islands:
                crosses = span.start < island.end and island.start < span.end
                assert not crosses or (island.start <= span.start and span.end <= island.end)


def test_demo_page_has_its_statements(demo_page: Path) -> None:
    reading = onrecord.attribute(onrecord.read(demo_page))
    cues = " ".join(cue for _, cue, _ in words(reading))
    assert len(reading) >= 14
    for cue in ("told", "declined", "according to", "denied", "added", "first reported"):
        assert cue in cues


def test_block_quotations_and_turns_are_direct() -> None:
    text = "TITLE OF IT\n\n" + "\n\n".join(
        [
            "WALLACE: Is it true that the tunnel leaks?",
            "BRANDT: It leaks, and we told everybody so.",
        ]
        * 2
    )
    article = onrecord.read(Page(text, kind="text"))
    assert [block.kind for block in article.blocks][1:] == ["turn"] * 4
    for one in onrecord.attribute(article):
        first = one.spans[0].start
        inside = [b for b in article.blocks if b.span.start <= first < b.span.end]
        cue = "".join(article.words(span) for span in one.cue)
        if inside[0].kind == "turn" and cue == ":":  # what is told in a turn is another's form
            assert one.form == "direct"


def test_nothing_to_find() -> None:
    for text in ("", " \n ", "5 4 3 2 1", "»»» «««", "\t\t>>\n>>", "🙂" * 50):
        assert find(text).attributions == ()


def test_min_score_leaves_the_unsure_out(demo_page: Path) -> None:
    article = onrecord.read(demo_page)
    counts = [len(onrecord.attribute(article, min_score=score)) for score in (0.2, 0.5, 0.95)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2]
    assert all(one.score >= 0.95 for one in onrecord.attribute(article, min_score=0.95))


def test_other_languages_are_named_and_can_be_forced() -> None:
    text = "Der Minister sagte am Montag, der Tunnel werde im Mai eröffnet, und niemand glaubte es ihm."
    article = onrecord.read(Page(text, id="seite", kind="raw"))
    with pytest.raises(LanguageError, match=r"seite.*\(de\).*--force"):
        onrecord.attribute(article)
    assert isinstance(onrecord.attribute(article, force=True), Reading)


def test_a_missing_model_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no manifest that can be read"):
        load(tmp_path)


def test_statements_at_window_borders_are_found_once() -> None:
    filler = (
        "The bridge is old and the river is wide and nobody has crossed it since the war. " * 12
    )
    statement = "The minister said that the tunnel would open in May. "
    reading = find((filler + statement) * 6)
    starts = [reading.article.text.find("The minister", 0)]
    while (place := reading.article.text.find("The minister", starts[-1] + 1)) >= 0:
        starts.append(place)
    found = [one.source[0].start for one in reading if one.source]
    assert sorted(set(found) & set(starts)) == starts
    assert len(found) == len(set(found))


def test_the_library_prints_nothing(capsys: pytest.CaptureFixture[str], demo_page: Path) -> None:
    onrecord.attribute(onrecord.read(demo_page))
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")
    handlers = logging.getLogger("onrecord").handlers
    assert {type(handler) for handler in handlers} == {logging.NullHandler}


def check(article: Article, attributions: tuple[Attribution, ...]) -> None:
    claimed: dict[int, str] = {}
    for number, one in enumerate(attributions, start=1):
        assert one.id == f"a{number}"
        assert one.cue
        assert one.content or one.act == "no_answer"
        assert 0 <= one.score <= 1
        for span in one.spans:
            assert 0 <= span.start < span.end <= len(article.text)
            assert article.text[span.start : span.end] == article.words(span)
        if one.parent is not None:
            continue  # stands inside another's content by its nature
        for span in (*one.cue, *one.content):
            for place in range(*span):
                if article.text[place].isalnum():
                    assert claimed.setdefault(place, one.id) == one.id, "two attributions, one word"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                [
                    "The minister said",
                    "that it was over.",
                    "“We go,” she told",
                    "according to two officials",
                    "\n\n",
                    "declined to comment",
                    "„",
                    "»",
                    ">>",
                    "citing the Times",
                    "he added: “No",
                ]
            ),
        ),
        max_size=25,
    )
)
def test_spans_keep_their_rules_on_any_text(parts: list[str]) -> None:
    text = " ".join(parts)
    reading = find(text)
    assert reading.article.text == text
    check(reading.article, tuple(one for one in reading if not one.continued))
    page = onrecord.attribute(onrecord.read(Page(text, kind="text")), force=True)
    check(page.article, tuple(one for one in page if not one.continued))
    for one in (*reading, *page):
        assert not one.continued or (one.id.startswith("c") and not one.cue and one.content)


def test_quality_on_a_subset_of_dev(shared: Path) -> None:
    """A fast guard against a broken decoder or model; the bars are measured in benchmarks/."""
    import floors

    assert floors.losses("polnear-dev-subset", shared) == []


def test_a_statement_inside_another_has_it_as_parent() -> None:
    reading = find(
        "The aide said that Governor Reed had told him in private that the tunnel would never open."
    )
    inner = [one for one in reading if one.parent is not None]
    assert inner, words(reading)
    by_id = {one.id: one for one in reading}
    for one in inner:
        parent = by_id[one.parent or ""]
        (cue,) = one.cue
        assert any(piece.start <= cue.start and cue.end <= piece.end for piece in parent.content)
        assert one.score <= parent.score


def test_no_answer_without_content() -> None:
    reading = find("The tunnel leaks. The builder did not respond to requests for comment.")
    (one,) = [one for one in reading if one.act == "no_answer"]
    assert reading.article.words(*one.source) == "The builder"


def test_min_score_never_orphans_an_inner_statement(demo_page: Path) -> None:
    article = onrecord.read(demo_page)
    for least in (0.0, 0.3, 0.6, 0.9, 1.0):
        reading = onrecord.attribute(article, min_score=least)
        ids = {one.id for one in reading}
        assert all(one.parent is None or one.parent in ids for one in reading)


def test_the_same_with_any_number_of_threads(demo_page: Path) -> None:
    article = onrecord.read(demo_page)
    one, three = (onrecord.attribute(article, threads=threads) for threads in (1, 3))
    assert one == three


@pytest.mark.parametrize("copies", [1, 30])
def test_a_long_article_is_read_as_its_parts_are(demo_page: Path, copies: int) -> None:
    text = onrecord.read(demo_page).body
    reading = find("\n\n".join([text] * copies))
    assert len(reading) >= 12 * copies


def test_who_neither_confirms_nor_denies() -> None:
    reading = find("The tunnel leaks. The ministry neither confirmed nor denied that it leaks.")
    one = next(one for one in reading if one.act == "no_answer")
    assert reading.article.words(*one.source) == "The ministry"
    assert reading.article.words(*one.cue).startswith("neither confirmed")


def test_a_dateline_is_not_said() -> None:
    reading = find("GENEVA (Reuters) — The tunnel leaks, the builder said on Monday.")
    (one,) = reading.attributions
    assert reading.article.words(*one.content) == "The tunnel leaks"


@pytest.mark.parametrize("clock", ["14:31", "2.05 pm", "09:10 GMT –"])
def test_a_time_of_day_speaks_not(clock: str) -> None:
    text = (
        f"Trains\n\n{clock} Holroyd says she regrets the delay.\n\nAnne Holroyd runs the railway."
    )
    reading = onrecord.attribute(onrecord.read(Page(text, kind="raw")), force=True)
    (source, *_) = reading.sources
    assert (source.name, source.count) == ("Anne Holroyd", None)


def test_half_a_code_point_is_read_over() -> None:
    text = "Ada Reed said the tunnel leaks\ud83d. “It is dry,” Tom Brandt said."
    found = onrecord.attribute(onrecord.read(Page(text, kind="raw")), force=True)
    assert [text[start:end] for one in found for start, end in one.source] == [
        "Ada Reed",
        "Tom Brandt",
    ]


def test_what_a_mark_draws_into_another_content_is_inside_it() -> None:
    article = onrecord.read(Page("0 000000. AI1: he:A“ 00“", kind="raw"))
    check(article, onrecord.attribute(article, force=True).attributions)


def test_of_two_as_sure_on_the_same_words_the_one_with_a_source_stays() -> None:
    def statement(word: int, source: tuple[Span, ...]) -> Statement:
        content = (Span(20, 30),)
        return Statement(word, source, (Span(10, 15),), content, "indirect", ((4, 6),), 0.9, ())

    bare, sourced = statement(2, ()), statement(3, (Span(0, 5),))
    assert _apart([bare, sourced], 0.5) == [sourced]
    assert _apart([bare, replace(sourced, segments=((7, 8),))], 0.5) == [
        bare,
        replace(sourced, segments=((7, 8),)),
    ]


def test_what_is_kept_of_a_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    document = text_document("Ada Reed said the wall leaks. She said it always had.")
    assert engine.find(document, ENGLISH, load()).clues is not None
    monkeypatch.setattr(engine, "_LONGEST_POINTED", 3)
    found = engine.find(document, ENGLISH, load())
    assert found.clues is None
    assert found.attributions
