from __future__ import annotations

import dataclasses
from datetime import UTC
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import (
    Article,
    Attribution,
    Block,
    FormatError,
    Furniture,
    Hop,
    Page,
    Provenance,
    Reading,
    Source,
    Span,
    TimeExpression,
)
from onrecord.records import Act, BlockKind, Form, SourceKind


def article() -> Article:
    text = "Title\n\nOne two\n\nThree four"
    return Article(
        id="x",
        text=text,
        blocks=(
            Block("title", Span(0, 5), page_start=10),
            Block("paragraph", Span(7, 14), page_start=40),
            Block("caption", Span(16, 26), page_start=60),
        ),
    )


def test_body_holds_no_title_and_no_caption() -> None:
    assert article().body == "One two"


def test_words_joins_pieces() -> None:
    assert article().words(Span(7, 10), Span(16, 21)) == "One … Three"


def test_on_page_follows_each_block() -> None:
    assert article().on_page(Span(11, 21)) == (Span(44, 47), Span(60, 65))


def test_on_page_is_empty_for_html() -> None:
    html = dataclasses.replace(article(), blocks=(Block("paragraph", Span(0, 5)),))
    assert html.on_page(Span(0, 5)) == ()


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        article().id = "y"  # type: ignore[misc]


@pytest.mark.parametrize(
    "content",
    [
        (Span(5, 5),),
        (Span(5, 3),),
        (Span(5, 9), Span(8, 12)),
        (Span(8, 12), Span(1, 4)),
    ],
)
def test_attribution_refuses_broken_spans(content: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="a1"):
        Attribution("a1", (), (Span(0, 1),), content, "direct", 0.5)


def test_attribution_refuses_a_form_without_content() -> None:
    with pytest.raises(ValueError, match="form"):
        Attribution("a1", (), (Span(0, 1),), (), "direct", 0.5)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=8, unique=True))
def test_spans_in_order_are_taken(borders: list[int]) -> None:
    ordered = sorted(borders)
    content = tuple(Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False))
    attribution = Attribution("a1", (), (), content, "direct", 1.0)
    assert attribution.spans == content


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = WORDS.filter(bool)
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda one: Span(one[0], sum(one)))
MOMENTS = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.just(UTC))
COLUMNS = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | st.booleans() | st.integers() | WORDS,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
        max_leaves=4,
    ),
    max_size=3,
)


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


PIECES = st.lists(SPANS, max_size=3).map(_in_order)
PROVENANCES = st.builds(
    Provenance,
    software=WORDS,
    schema=WORDS,
    model=st.none(),
    origin=st.none() | WORDS,
    fetched=st.none() | st.datetimes(timezones=st.just(UTC)),
    digest=st.none() | WORDS,
    repaired=st.none() | WORDS,
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(get_args(BlockKind)),
    span=SPANS,
    page_start=st.none() | st.integers(0, 99),
    author=st.none() | WORDS,
    platform=st.none() | WORDS,
    speaker=st.none() | WORDS,
)
ARTICLES = st.builds(
    Article,
    id=WORDS,
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    title=st.none() | WORDS,
    authors=st.lists(WORDS, max_size=2).map(tuple),
    published=MOMENTS,
    modified=MOMENTS,
    outlet=st.none() | WORDS,
    cut=st.booleans(),
    language=st.none() | st.just("en"),
    url=st.none() | WORDS,
    furniture=st.lists(st.builds(Furniture, text=WORDS), max_size=2).map(tuple),
    columns=COLUMNS,
)
HOPS = st.builds(Hop, name=WORDS, station=st.just("via"), span=st.none() | SPANS)
RELAYS = st.builds(Hop, name=WORDS, station=st.just("relay"), span=st.none() | SPANS)


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    content = draw(PIECES)
    continued = draw(st.none() | st.just("a1"))
    return Attribution(
        id=draw(WORDS),
        source=draw(PIECES),
        cue=() if continued else draw(PIECES),
        content=content,
        form=draw(st.sampled_from(get_args(Form))) if content else None,
        score=draw(st.floats(0, 1)),
        parent=draw(st.none() | WORDS),
        act=draw(st.none() | st.sampled_from(get_args(Act))),
        source_id=draw(st.none() | WORDS),
        via=tuple(draw(st.lists(HOPS, max_size=2))),
        continued=continued,
        relays=tuple(draw(st.lists(RELAYS, max_size=2))),
        asked=draw(PIECES),
        source_score=draw(st.none() | st.floats(0, 1)),
        named_by=draw(PIECES),
    )


SOURCES = st.builds(
    Source,
    id=WORDS,
    name=NAMES,
    kind=st.none() | st.sampled_from(get_args(SourceKind)),
    named=st.booleans(),
    role=st.none() | WORDS,
    affiliation=st.none() | WORDS,
    count=st.none() | st.integers(0, 99),
    terms=st.none() | st.just("anonymous"),
    condition=st.none() | SPANS,
    reason=st.none() | SPANS,
    mentions=PIECES,
    composed=st.booleans(),
    score=st.none() | st.floats(0, 1),
    candidates=st.lists(WORDS, max_size=2).map(tuple),
)


@given(
    ARTICLES,
    st.lists(attributions(), max_size=3).map(tuple),
    st.lists(SOURCES, max_size=2).map(tuple),
    st.lists(
        st.builds(TimeExpression, span=SPANS, value=st.none() | WORDS, attribution=st.none()),
        max_size=2,
    ).map(tuple),
    PROVENANCES,
)
def test_a_reading_comes_back_from_its_json(
    article: Article,
    found: tuple[Attribution, ...],
    sources: tuple[Source, ...],
    times: tuple[TimeExpression, ...],
    provenance: Provenance,
) -> None:
    article = dataclasses.replace(article, provenance=provenance)
    made = dataclasses.replace(provenance, model="m")
    reading = Reading(article, found, sources, times, made)
    assert Reading.from_json(reading.to_json()) == reading
    assert Reading.from_dict(reading.to_dict()) == reading


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", "{}", '{"version": "1.2"}', '{"version": "2.0"}', '{"version": "3.0", "id": "x"}',
     '{"version": "2.0", "id": "x", "error": {"kind": "PageError", "message": "gone"}}',
     '{"version": "2.0", "id": "x", "article": {"text": 1}, "attributions": [{}], "sources": []}'],
)  # fmt: skip
def test_what_is_no_reading_is_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        Reading.from_json(text)


def test_what_a_later_version_adds_is_passed_over() -> None:
    reading = Reading(article(), ())
    values = reading.to_dict()
    values |= {"version": "2.7", "mood": "grim"}
    values["article"]["mood"] = "grim"
    assert Reading.from_dict(values) == reading


def test_records_show_themselves_shortly() -> None:
    long = dataclasses.replace(article(), text="x" * 100_000)
    reading = Reading(long, (Attribution("a1", (), (), (Span(0, 9),), "direct", 0.5),))
    for one in (long, reading, reading.attributions[0], Page("y" * 100_000)):
        assert len(repr(one)) < 120


def test_a_page_has_an_identity() -> None:
    made = Provenance("onrecord", "2.0", digest="sha256:1")
    assert article().identity == "x"
    assert dataclasses.replace(article(), provenance=made).identity == "sha256:1"
    url = "https://x.example/1"
    assert dataclasses.replace(article(), provenance=made, url=url).identity == url


def test_a_reading_is_asked_for_its_parts() -> None:
    one = Attribution("a1", (), (), (Span(7, 10),), "direct", 0.5, source_id="s1")
    source = Source("s1", "Ada", None, True, None, None, None, None, None, None, ())
    reading = Reading(article(), (one,), (source,))
    assert reading.source_of(one) is source
    assert reading.text_of(one) == "One"
    assert reading.source_of(dataclasses.replace(one, source_id=None)) is None


def test_nobody_has_looked_yet() -> None:
    assert Attribution("a1", (), (), (), None, 0.5).act is None
