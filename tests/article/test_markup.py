from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from onrecord.article.markup import Markup, clean, read_markup
from onrecord.page.moments import parse_moment


def markup(head: str, body: str = "<p>x</p>") -> Markup:
    return read_markup(document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-03T10:15:00+02:00", "2024-05-03T10:15:00+02:00"),
        ("2024-05-03T10:15:00Z", "2024-05-03T10:15:00+00:00"),
        ("2024-05-03T10:15:00.123-0400", "2024-05-03T10:15:00.123000-04:00"),
        ("2024-05-03", "2024-05-03"),
        ("Fri, 03 May 2024 10:15:00 GMT", "2024-05-03T10:15:00+00:00"),
        ("May 3, 2024", "2024-05-03"),
        ("2024-05-03 10:15", "2024-05-03T10:15:00"),
        ("2024-05-03 10:15 CEST", "2024-05-03T10:15:00+02:00"),
        ("2024-05-03 10:15 XYZT", "2024-05-03T10:15:00"),
    ],
)
def test_moments(text: str, iso: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    "text", ["", "yesterday", "99999", "0000-00-00", None, 5, "x" * 100, "May 2024 31 32"]
)
def test_no_moments(text: object) -> None:
    assert parse_moment(text) is None


@given(st.text(max_size=80))
def test_any_text_as_a_moment(text: str) -> None:
    parse_moment(text)


def test_article_in_a_graph() -> None:
    found = markup(
        json_ld(
            '{"@graph":[{"@type":"WebSite","name":"W"},{"@type":["NewsArticle"],"headline":"A &amp; B",'
            '"author":[{"name":"Ana Pérez"},{"name":"Bo Li"}],"publisher":{"name":"The Paper"}}]}'
        )
    )
    assert found.headlines == ("A & B",)
    assert found.authors("author") == ("Ana Pérez", "Bo Li")
    assert found.outlet == "The Paper"


def test_urls_are_no_names() -> None:
    found = markup(json_ld('{"@type":"NewsArticle","author":"https://x.example/ana"}'))
    assert found.authors("author") == ()


def test_given_and_family_names_are_one() -> None:
    found = markup(
        json_ld(
            '{"@type":"NewsArticle","author":{"givenName":"Anneke","familyName":"van der Laan"}}'
        )
    )
    assert found.authors("author") == ("Anneke van der Laan",)


def test_organisations_can_be_left_out() -> None:
    found = markup(
        json_ld(
            '{"@type":"NewsArticle","author":[{"@type":"Organization","name":"X"},{"name":"Bo Li"}]}'
        )
    )
    assert found.authors("author") == ("X", "Bo Li")
    assert found.authors("author", persons=True) == ("Bo Li",)


def test_other_articles_of_the_page_are_left_out() -> None:
    found = markup(
        json_ld(
            '[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other"}]},'
            '{"@type":"NewsArticle","headline":"Third"},{"@type":"NewsArticle","headline":"Mine"}]'
        ),
        "<h1>Mine</h1><p>x</p>",
    )
    assert [item["headline"] for item in found.items] == ["Mine"]


def test_metas_are_found_however_their_names_are_written() -> None:
    found = markup('<meta property="article:published:time" content="2024-05-03">')
    assert found.meta("article:published_time") == "2024-05-03"


def test_the_site_names_itself() -> None:
    found = markup(
        json_ld('[{"@type":"Organization","name":"The Ledger"},{"@type":"NewsArticle"}]')
    )
    assert found.outlet == "The Ledger"


def test_meta_tags_serve_where_there_is_nothing_better() -> None:
    found = markup(
        '<meta property="article:published_time" content="2024-05-03T10:15:00+02:00">'
        '<meta name="author" content="Ana Pérez"><meta property="og:site_name" content="The Paper">'
        '<link rel="canonical" href="https://x.example/1">'
    )
    assert found.meta("article:published_time") == "2024-05-03T10:15:00+02:00"
    assert found.meta("author") == "Ana Pérez"
    assert (found.outlet, found.url) == ("The Paper", "https://x.example/1")


def test_article_body_with_markup_in_it() -> None:
    found = markup(
        json_ld('{"@type":"NewsArticle","articleBody":"<p>One.</p><p>Two &amp; three.</p>"}')
    )
    assert [line for line in found.body.splitlines() if line] == ["One.", "Two & three."]


def test_clean() -> None:
    assert clean(" a\u00ad\u200bb \n\t c &amp;&nbsp;d ") == "ab c & d"
    assert clean(7) == ""
