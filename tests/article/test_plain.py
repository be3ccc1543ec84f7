"""Plain text scraped off a site: what each line is, told by form and position."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import Article
from onrecord.article.plain import read_plain

PROSE = (
    "The council voted on Tuesday night to close the old bridge to lorries from the first of May, "
    "after engineers found cracks in two of its seven piers."
)
MORE = (
    "Drivers of heavy goods vehicles will have to take the ring road until the repairs are done, "
    "which the council expects to take until the end of the year."
)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.words(block.span)) for block in article.blocks]


def test_scraped_page(scraped_page: Path) -> None:
    text = scraped_page.read_text(encoding="utf-8")
    article = read_plain(text, id="x")
    assert article.title == "Harbour tunnel to open a year late, officials say"
    assert article.standfirst is not None
    assert article.standfirst.startswith("Leaks at two joints")
    assert article.authors == ("Ines Okafor",)
    assert article.published == date(2026, 3, 4)
    assert [(c.name, c.form) for c in article.credits] == [("The Westhaven Courier", "source_line")]
    assert article.language == "en"
    found = {words: kind for kind, words in kinds(article)}
    assert found["Who pays for the delay"] == "heading"
    assert found["Tunnel / Westhaven"] == "caption"
    assert found["Source: The Westhaven Courier"] == "credit"
    assert [piece.text for piece in article.furniture] == [
        "Related articles",
        "How the tunnel was planned",
        "Comments",
        "LEAVE A REPLY",
        "Please enter your comment!",
        "Please enter your name here",
        "Share article",
        "Newsletter",
        "Subscribe to stay updated.",
    ]


def test_blocks_and_furniture_stand_where_they_say(scraped_page: Path) -> None:
    text = scraped_page.read_text(encoding="utf-8")
    article = read_plain(text, id="x")
    for block in article.blocks:
        assert block.page_start is not None
        words = article.words(block.span)
        assert text[block.page_start : block.page_start + len(words)] == words
    for piece in article.furniture:
        assert piece.page_start is not None
        assert text[piece.page_start :].startswith(piece.text)


def test_gold_page_loses_its_furniture_and_nothing_else(shared: Path) -> None:
    text = (shared / "pages" / "musk-iravani.txt").read_text(encoding="utf-8")
    article = read_plain(text, id="x")
    assert article.title == text.splitlines()[0]
    assert article.standfirst == text.splitlines()[2]
    assert [credit.name for credit in article.credits] == ["Latercera"]
    assert article.text.endswith("Source: Latercera")
    left_out = text[text.index("Related articles") :].split("\n")
    assert [piece.text for piece in article.furniture] == [line for line in left_out if line]
    headings = [words for kind, words in kinds(article) if kind == "heading"]
    assert len(headings) == 3
    assert [kind for kind, _ in kinds(article)].count("caption") == 4


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share this article",
        "Read more: Ten bridges to see",
        "5 min read",
        "© 2026 The Paper",
    ],
)
def test_furniture_in_the_middle(line: str) -> None:
    article = read_plain(f"A title of five words\n\n{PROSE}\n\n{line}\n\n{MORE}", id="x")
    assert [piece.text for piece in article.furniture] == [line]
    assert [kind for kind, _ in kinds(article)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Comments on the plan were invited, but few came, and those that did were hostile to it all.",
        "“Share this with everybody,” she told the crowd.",
        "The newsletter, a monthly, had reported the leak first.",
    ],
)
def test_prose_that_looks_like_furniture_stays(line: str) -> None:
    article = read_plain(f"A title of five words\n\n{PROSE}\n\n{line}\n\n{MORE}", id="x")
    assert ("paragraph", line) in kinds(article)


def test_a_box_in_the_middle_does_not_end_the_story() -> None:
    text = "\n\n".join(
        ["A title of five words", PROSE, "Related articles", "Old bridge", MORE, PROSE, MORE]
    )
    article = read_plain(text, id="x")
    assert [words for kind, words in kinds(article) if kind == "paragraph"][-1] == MORE


def test_byline_with_time_and_zone() -> None:
    text = f"A title of five words\n\nBy Ana Pérez and Bo Li\n\nMay 3, 2024 at 10:15 UTC\n\n{PROSE}\n\n{MORE}"
    article = read_plain(text, id="x")
    assert article.authors == ("Ana Pérez", "Bo Li")
    assert article.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)


def test_interview_turns() -> None:
    text = "A talk with the mayor\n\n" + "\n\n".join(
        [
            "WALLACE: Why close the bridge?",
            "BRANDT: It cracks.",
            "WALLACE: Since when?",
            "BRANDT: Since May.",
        ]
    )
    assert [kind for kind, _ in kinds(read_plain(text, id="x"))][1:] == ["turn"] * 4


def test_one_colon_is_no_turn() -> None:
    article = read_plain(
        f"A title of five words\n\n{PROSE}\n\nNote: the bridge is old.\n\n{MORE}", id="x"
    )
    assert "turn" not in dict(kinds(article))


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n".join(
        "the council met again and talked of many things at great length this week"
        for _ in range(6)
    )
    text = f"A title of five words\n\n{wrapped} and then left.\n\n{wrapped} and then left."
    article = read_plain(text, id="x")
    assert [kind for kind, _ in kinds(article)] == ["title", "paragraph", "paragraph"]


def test_furniture_alone_gives_an_empty_article() -> None:
    article = read_plain("Related articles\n\nShare article\n\nNewsletter\n\nComments", id="x")
    assert article.text == ""
    assert len(article.furniture) == 4


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u200b\n"])
def test_nothing_gives_nothing(text: str) -> None:
    assert read_plain(text, id="x").title is None


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    PROSE,
                    MORE,
                    "Related articles",
                    "By Ana Pérez",
                    "Source: X",
                    ">> A: no",
                    "• a",
                    "“Unclosed",
                    "\t\t",
                    "Photo: Y",
                ]
            ),
        ),
        max_size=14,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"]),
)
def test_any_text_keeps_its_offsets(lines: list[str], separator: str) -> None:
    text = separator.join(lines)
    article = read_plain(text, id="x")
    end = 0
    for block in article.blocks:
        words = article.words(block.span)
        assert words
        assert words == words.strip()
        assert block.span.start >= end
        end = block.span.end
        assert block.page_start is not None
        assert text[block.page_start : block.page_start + len(words)] == words
