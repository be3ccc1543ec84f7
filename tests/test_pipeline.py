"""One order of stages; what is left out is left out last."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Reading

LEAST = 0.0  # what is asked for where nothing is asked for


@pytest.fixture(scope="module")
def article(demo_page: Path) -> onrecord.Article:
    return onrecord.read(demo_page)


@pytest.fixture(scope="module")
def whole(article: onrecord.Article) -> Reading:
    return onrecord.attribute(article)


def test_the_defaults_own_number_gives_what_the_default_gives(
    article: onrecord.Article, whole: Reading
) -> None:
    assert onrecord.attribute(article, min_score=LEAST) == whole
    assert any(one.continued for one in whole)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None
)
@given(least=st.floats(0, 1))
def test_who_spoke_does_not_hang_on_the_score_asked_for(
    article: onrecord.Article, whole: Reading, least: float
) -> None:
    some = onrecord.attribute(article, min_score=least)
    assert list(some.attributions) == [one for one in whole if one.score >= least]
    known = {source.id: source for source in whole.sources}
    assert all(known[source.id] == source for source in some.sources)
    assert {source.id for source in some.sources} == {one.source_id for one in some} - {None}
    ids = {one.id for one in some}
    assert all(time.attribution is None or time.attribution in ids for time in some.times)


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_a_score_that_is_none(article: onrecord.Article, least: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        onrecord.attribute(article, min_score=least)


def test_nested_statements_can_be_left_out() -> None:
    text = "The aide said that the mayor had told him that the tunnel leaks at two of its joints."
    reading = onrecord.attribute(onrecord.read_text(text))
    assert any(one.parent for one in reading)
    outer = onrecord.attribute(onrecord.read_text(text), nested=False)
    assert list(outer.attributions) == [one for one in reading if one.parent is None]


def test_a_reading_says_what_it_was_made_from(demo_page: Path, whole: Reading) -> None:
    made = whole.provenance
    assert made is not None
    assert made.software == f"onrecord {onrecord.__version__}"
    assert made.model == "en-news-5"
    assert made.origin == str(demo_page)
    assert made.digest == onrecord.Page(demo_page.read_bytes()).digest
    assert made.fetched is None
    assert whole.article.identity == whole.article.url


def test_a_name_that_the_page_does_not_have_says_so() -> None:
    text = "Ada Reed won the vote. Her campaign said that the result was clear to everyone."
    (one,) = onrecord.attribute(onrecord.read_text(text)).sources
    assert (one.name, one.composed) == ("Ada Reed’s campaign", True)
    (one,) = onrecord.attribute(
        onrecord.read_text("Ada Reed said that the result was clear.")
    ).sources
    assert (one.name, one.composed) == ("Ada Reed", False)


def test_all_nested_adds_to_what_is_shown_by_default() -> None:
    from onrecord.archive.sample import SAMPLE, sample
    from onrecord.page.feeds import entry_page, read_feed

    entry = read_feed(sample(SAMPLE).data, SAMPLE).entries[0]
    article = onrecord.read(entry_page(entry, SAMPLE) or "")
    whole, every = onrecord.attribute(article), onrecord.attribute(article, all_nested=True)

    def inner(reading: Reading) -> int:
        return sum(one.parent is not None for one in reading)

    assert inner(every) > inner(whole)
    assert inner(onrecord.attribute(article, nested=False, all_nested=True)) == 0
