from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import Article, Page, read
from onrecord.article.html import read_html

PARAGRAPHS = [
    "The council voted on Tuesday night to close the old bridge to lorries from the first of May.",
    "Engineers had found cracks in two of its seven piers during an inspection earlier this winter.",
    "“I would not drive a bicycle over it,” said the chief engineer, who has looked after it for years.",
    "Drivers of heavy goods vehicles will have to take the ring road until the repairs are all done.",
    "The council expects the work to take until the end of the year and to cost about two million.",
]


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def story(*inner: str) -> str:
    return (
        "<article><h1>Old bridge to close</h1><div class=text>"
        + "".join(inner)
        + "</div></article>"
    )


def paragraphs() -> list[str]:
    return [f"<p>{words}</p>" for words in PARAGRAPHS]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.words(block.span)) for block in article.blocks]


def test_demo_page(demo_page: Path) -> None:
    article = read(demo_page)
    assert article.title == "Harbour tunnel to open a year late, officials say"
    assert article.standfirst is not None
    assert article.standfirst.startswith("Leaks at two joints")
    assert article.authors == ("Ines Okafor", "Tom Lindqvist")
    assert isinstance(article.published, datetime)
    assert article.published.utcoffset() == timedelta(hours=1)
    assert article.published.isoformat() == "2026-03-04T06:30:00+01:00"
    assert article.modified is not None
    assert article.outlet == "The Westhaven Courier"
    assert article.url == "https://courier.example/2026/03/harbour-tunnel-delay.html"
    found = [kind for kind, _ in kinds(article)]
    assert found[:2] == ["title", "standfirst"]
    for kind in ("heading", "caption", "block_quotation", "paragraph"):
        assert kind in found
    assert "Subscribe to stay updated." not in article.text
    assert "Ferries run until midnight" not in article.text
    assert "Subscribe to stay updated." in [piece.text for piece in article.furniture]


def test_paragraphs_that_open_with_a_quotation_mark_are_kept() -> None:
    quoted = [f"<p>“Line {n} of what he said that night.”</p>" for n in range(6)]
    article = read_html(page(story(*paragraphs(), *quoted, *paragraphs())), id="x")
    assert article.text.count("of what he said that night") == 6


def test_block_quotation_list_and_caption() -> None:
    inner = [
        *paragraphs()[:3],
        "<blockquote><p>It will fall. Not today, not tomorrow, but it will fall.</p></blockquote>",
        "<figure><img src=x><figcaption>The bridge from the north in winter.</figcaption></figure>",
        "<ul><li>Lorries over 7 tonnes are banned from May.</li><li>Buses may still cross it.</li></ul>",
        *paragraphs()[3:],
    ]
    found = kinds(read_html(page(story(*inner)), id="x"))
    assert ("block_quotation", "It will fall. Not today, not tomorrow, but it will fall.") in found
    assert ("caption", "The bridge from the north in winter.") in found
    assert ("list_item", "Buses may still cross it.") in found


def test_who_a_block_quotation_is_of_stays_with_it() -> None:
    quotation = (
        "<blockquote><p>It will fall. Not today, not tomorrow, but it will fall.</p>"
        "<footer>— Ana Ruiz, teacher</footer></blockquote>"
    )
    inner = [*paragraphs()[:3], quotation, *paragraphs()[3:]]
    found = kinds(read_html(page(story(*inner)), id="x"))
    assert ("block_quotation", "— Ana Ruiz, teacher") in found


def test_a_break_inside_a_sentence_does_not_cut_it() -> None:
    inner = [
        *paragraphs(),
        "<p>The mayor <div>said</div> that nobody had told her about the cracks.</p>",
    ]
    article = read_html(page(story(*inner)), id="x")
    assert "nobody had told her about the cracks." in article.text


def test_title_is_what_the_page_agrees_on() -> None:
    head = (
        '<title>Old bridge to close - The Paper</title><meta property="og:site_name" content="The Paper">'
        '<meta property="og:title" content="You will not believe which bridge">'
    )
    article = read_html(page(story(*paragraphs()), head), id="x")
    assert article.title == "Old bridge to close"


def test_agency_as_author_is_a_credit() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Old bridge to close",'
        '"author":{"@type":"Organization","name":"Associated Press"}}</script>'
    )
    article = read_html(page(story(*paragraphs()), head), id="x")
    assert [(credit.name, credit.form, credit.span) for credit in article.credits] == [
        ("Associated Press", "agency", None)
    ]


def test_story_that_a_script_would_fill_in() -> None:
    body = "\\n".join(PARAGRAPHS).replace("“", "").replace("”", "")
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    article = read_html(page("<div id=app></div>", head), id="x")
    assert "cracks in two of its seven piers" in article.text


@pytest.mark.parametrize(
    "json",
    [
        "{broken",
        "[" * 5000,
        '{"@type":"NewsArticle","author":[[],{"name":7},null],"headline":{"a":1},"datePublished":"yesterday"}',
        '"text"',
        "null",
    ],
)
def test_broken_structured_data_does_no_harm(json: str) -> None:
    head = f'<script type="application/ld+json">{json}</script>'
    article = read_html(page(story(*paragraphs()), head), id="x")
    assert PARAGRAPHS[0] in article.text


def test_script_urls_are_no_urls() -> None:
    head = '<link rel=canonical href="javascript:alert(1)">'
    assert (
        read_html(page(story(*paragraphs()), head), id="x", url="javascript:alert(2)").url is None
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html></html>",
        "<html><body></body></html>",
        "<!-- only a comment -->",
        "<p>" * 5,
        "<script>alert(1)</script>",
        "\x0b\x0c<p>a",
        "<a/><b></c><d e='f",
    ],
)
def test_pages_without_an_article(html: str) -> None:
    article = read_html(html, id="x")
    assert all(article.words(block.span) for block in article.blocks)


def test_deep_nesting_is_flattened() -> None:
    deep = "<div>" * 20_000 + PARAGRAPHS[0] + "</div>" * 20_000
    article = read_html(page(story(*paragraphs()) + deep), id="x")
    assert PARAGRAPHS[1] in article.text


def test_ten_thousand_paragraphs() -> None:
    inner = [
        f"<p>Paragraph {n} tells of the bridge, and of nothing else at all.</p>"
        for n in range(10_000)
    ]
    article = read_html(page(story(*inner)), id="x")
    assert len(article.blocks) > 9_000


def test_one_word_and_break_a_hundred_thousand_times() -> None:
    article = read_html(page(story(*paragraphs(), "word<br>" * 100_000)), id="x")
    assert PARAGRAPHS[0] in article.text


def test_same_paragraph_many_times() -> None:
    inner = [f"<p>{PARAGRAPHS[0]}</p>"] * 3_000
    assert PARAGRAPHS[0] in read_html(page(story(*inner)), id="x").text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<div class='related'>",
                    "</div>",
                    "<blockquote>",
                    "<ul><li>",
                    "<br>",
                    "<!--",
                    "&amp;",
                    "&#0;",
                    "<script>",
                    PARAGRAPHS[0],
                    "“",
                ]
            ),
        ),
        max_size=30,
    )
)
def test_any_markup_gives_whole_blocks(parts: list[str]) -> None:
    article = read(Page("".join(parts), kind="html"))
    end = 0
    for block in article.blocks:
        assert article.words(block.span).strip()
        assert block.span.start >= end
        end = block.span.end
    for credit in article.credits:
        if credit.span is not None:
            assert article.words(credit.span) == credit.name


def test_a_heading_of_something_else_below_the_title_is_not_the_title() -> None:
    head = "<title>Bridge latest</title>"
    body = f"<h1>Bridge latest: it is closed</h1><h3>Correction</h3>{''.join(paragraphs())}"
    assert (
        read_html(page(f"<main>{body}</main>", head), id="x").title == "Bridge latest: it is closed"
    )


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<span>River news</span>Old bridge to close", "River news Old bridge to close"),
        ("<span>Bridges</span><span>Old one to close</span>", "Bridges Old one to close"),
        ("<b>Brücke</b>„Wir schließen sie“", "Brücke „Wir schließen sie“"),
        ("<b>O</b>Old bridge to close", "OOld bridge to close"),
        ("<em>bridge</em>builders to close", "bridgebuilders to close"),
        ("Old<span>Bridge</span>to close", "OldBridgeto close"),
    ],
)
def test_a_kicker_that_only_its_style_keeps_apart_is_no_part_of_a_word(
    heading: str, title: str
) -> None:
    body = f"<article><h1>{heading}</h1>{''.join(paragraphs())}</article>"
    assert read_html(page(body), "a").title == title


@pytest.mark.parametrize(
    "heading", ["Comments (2)", "12 comments", "Kommentare", "Join the conversation"]
)
@pytest.mark.parametrize("beside", [False, True])
def test_what_readers_say_behind_a_heading_is_none_of_the_story(heading: str, beside: bool) -> None:
    said = (
        "<div><b>rivergirl</b><p>My brother works there and he said the piers were always cracked.</p></div>"
        * 2
    )
    talk = f"<h3>{heading}</h3>{said}" if beside else f"<div><h3>{heading}</h3>{said}</div>"
    article = read_html(page(story(*paragraphs(), talk)), id="x")
    assert "My brother" not in article.text
    assert all(words in article.text for words in PARAGRAPHS)


def test_a_heading_of_comments_before_the_story_hides_nothing() -> None:
    article = read_html(page(story("<h3>Comments</h3>", *paragraphs())), id="x")
    assert all(words in article.text for words in PARAGRAPHS)


@pytest.mark.parametrize("depth", [150, 260, 900])
def test_paragraphs_stay_apart_however_deep_they_stand(depth: int) -> None:
    body = "<div>" * depth + "".join(paragraphs()) + "</div>" * depth
    article = read_html(page(f"<h1>Old bridge to close</h1>{body}"), id="x")
    assert [words for kind, words in kinds(article) if kind == "paragraph"] == PARAGRAPHS


def test_elements_that_nobody_closed() -> None:
    inner = "".join(f"<div><div>{words}" for words in paragraphs() * 60)
    article = read_html(page(f"<h1>Old bridge to close</h1>{inner}"), id="x")
    assert len([kind for kind, _ in kinds(article) if kind == "paragraph"]) >= 5
    assert all(words in article.text for words in PARAGRAPHS)
