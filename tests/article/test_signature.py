from __future__ import annotations

import pytest

from onrecord.article.assemble import Piece
from onrecord.article.signature import signed_by


def said(*texts: str, title: str = "Fewer statues") -> list[Piece]:
    return [Piece("title", title), *(Piece("paragraph", text) for text in texts)]


@pytest.mark.parametrize(
    "pieces",
    [
        said(
            "Dear Editor,",
            "Leave the puddle.",
            "Yours faithfully,",
            "Winifred Achebe-Lunt",
            "Coppice Lane",
        ),
        said(
            "Leave the puddle alone.", "Winifred Achebe-Lunt, Wickering", title="Letter: the puddle"
        ),
        said("There are 61 statues.", "— Winifred Achebe-Lunt"),
    ],
)
def test_letters_and_opinions_are_by_who_signs_them(pieces: list[Piece]) -> None:
    assert signed_by(pieces) == ("Winifred Achebe-Lunt",)


def test_the_line_that_says_who_the_writer_is() -> None:
    about = Piece("paragraph", "Gideon Farr is a retired plumber who lives in Dunlin.", styled=True)
    assert signed_by([*said("Put it in a book."), about]) == ("Gideon Farr",)


@pytest.mark.parametrize(
    "pieces",
    [
        said("The mayor left.", "Winifred Achebe-Lunt"),  # nothing says that it is a signature
        said("Dear Editor, no.", "Ana Pérez", "Dear Sir, yes.", "Bo Li"),  # two letters
        said("Dear Editor, no.", "Yours, a reader"),
        [],
    ],
)
def test_nobody_signs(pieces: list[Piece]) -> None:
    assert signed_by(pieces) == ()
