from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Article, Attribution, Block, Span


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
