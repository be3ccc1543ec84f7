"""Links to words by text fragment."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Article, Span
from onrecord.formats.fragments import text_fragment

URL = "https://example.org/dam"


def link(text: str, words: str, url: str = URL) -> str | None:
    start = text.index(words)
    return text_fragment(Article("x", text, url=url), Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("“We stay,”", "We%20stay"),
        (
            "a well-built dam, they say & mean",
            "a%20well%2Dbuilt%20dam%2C%20they%20say%20%26%20mean",
        ),
        ("Größe zählt", "Gr%C3%B6%C3%9Fe%20z%C3%A4hlt"),
    ],
)
def test_words_are_encoded(words: str, directive: str) -> None:
    assert link(f"First. {words} Last.", words) == f"{URL}#:~:text={directive}"


def test_long_words_are_given_by_their_ends() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    assert link(f"Begin. {words}. End.", words) == (
        f"{URL}#:~:text=one%20two%20three%20four,eleven%20twelve%20thirteen%20fourteen"
    )


def test_words_over_several_paragraphs_are_given_by_their_ends() -> None:
    assert link("He read: a b\n\nc d", "a b\n\nc d") == f"{URL}#:~:text=a%20b,c%20d"


def test_words_that_stand_twice_are_told_apart_by_those_before() -> None:
    text = "They said no. In the end she said no."
    start = text.rindex("no")
    assert text_fragment(Article("x", text, url=URL), Span(start, start + 2)) == (
        f"{URL}#:~:text=end%20she%20said-,no"
    )


def test_a_fragment_of_the_url_gives_way() -> None:
    assert link("We stay.", "We stay", url=f"{URL}#top") == f"{URL}#:~:text=We%20stay"


def test_no_url_no_link() -> None:
    assert text_fragment(Article("x", "We stay."), Span(0, 2)) is None


@given(st.text(max_size=120), st.integers(0, 119), st.integers(1, 120))
def test_any_words_give_a_well_formed_link(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    url = text_fragment(Article("x", text, url=URL), span)
    if url is not None:
        directive = url.removeprefix(f"{URL}#:~:text=")
        assert directive.isascii()
        assert directive.count(",") <= 1
        first = directive.split("-,")[-1].split(",")[0]
        assert unquote(first) in " ".join(text.split())


def test_half_a_code_point_is_quoted() -> None:
    text = "Ada Reed said the caf\udce9 leaks badly. That was all."
    article = Article("caf\udce9.html", text, url="https://example.org/caf\udce9")
    assert "%3F" in (text_fragment(article, Span(9, 36)) or "")


def test_an_address_with_characters_that_none_may_hold_is_encoded() -> None:
    found = link("She said no.", "no", 'https://example.org/a b"><x>\x1b')
    assert found == "https://example.org/a%20b%22%3E%3Cx%3E%1B#:~:text=no"
