from __future__ import annotations

from onrecord.article.assemble import Piece
from onrecord.article.boilerplate import mark_boilerplate

STORY = "The survey covers 2,300 line kilometres and begins on July 4."


def kinds(*texts: tuple[str, str]) -> list[str]:
    return [piece.kind for piece in mark_boilerplate([Piece(kind, text) for kind, text in texts])]  # type: ignore[arg-type]


def test_standing_words_of_a_press_release() -> None:
    assert kinds(
        ("paragraph", "VANCOUVER, June 11, 2026 (NEWSBEAM) -- North Basalt will fly a survey."),
        ("paragraph", STORY),
        ("heading", "About North Basalt"),
        ("paragraph", "North Basalt is a mineral exploration company."),
        ("heading", "Forward-Looking Statements"),
        ("paragraph", "This release contains statements."),
    ) == ["paragraph", "paragraph", "heading", "boilerplate", "heading", "boilerplate"]


def test_a_heading_that_other_articles_have_too_is_not_enough() -> None:
    assert kinds(
        ("paragraph", STORY),
        ("heading", "About North Basalt"),
        ("paragraph", "It was founded in 1911."),
    ) == ["paragraph", "heading", "paragraph"]
