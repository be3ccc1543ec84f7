from __future__ import annotations

from onrecord.article.assemble import Piece
from onrecord.article.turns import is_turn, mark_turns


def marked(*pieces: Piece) -> list[tuple[str, str | None]]:
    return [(piece.kind, piece.speaker) for piece in mark_turns(pieces)]


def said(*texts: str) -> list[Piece]:
    return [Piece("paragraph", text) for text in texts]


def test_labels_with_a_role_a_place_or_nothing() -> None:
    turns = marked(
        *said(
            "AMADOU PREWITT, HOST: Fog comes in at four.",
            "JUNE OKERLUND (via Skype): It was here before my boat.",
            "PREWITT: Nobody has sent a bill.",
            "Nobody was asked.",
        )
    )
    assert turns == [
        ("turn", "AMADOU PREWITT"),
        ("turn", "JUNE OKERLUND"),
        ("turn", "AMADOU PREWITT"),
        ("paragraph", None),
    ]


def test_a_sentence_with_a_colon_is_no_turn() -> None:
    assert (
        marked(*said("The mayor: tired.", "Then he left.", "Nobody: surprised."))
        == [("paragraph", None)] * 3
    )


def test_speakers_on_lines_of_their_own() -> None:
    pieces = said(
        "Mr Oduya",
        "When did you notice?",
        "Mr Combe",
        "When I fell.",
        "Mr Oduya",
        "And then?",
        "Mr Combe",
        "I swam.",
    )
    assert marked(*pieces)[:4] == [
        ("paragraph", None),
        ("turn", "Mr Oduya"),
        ("paragraph", None),
        ("turn", "Mr Combe"),
    ]


def interview(answer: str) -> list[Piece]:
    asked = [Piece("paragraph", f"What about number {n}?", styled=True) for n in range(3)]
    return [
        Piece("title", "Five maps"),
        Piece("byline", "Interview by Quincy Haldane"),
        Piece("paragraph", "Quincy Haldane met the cartographer Saoirse Lund in her loft."),
        *(piece for question in asked for piece in (question, Piece("paragraph", answer))),
    ]


def test_questions_that_are_set_apart_and_answers_of_who_is_introduced() -> None:
    turns = marked(*interview("I draw it by hand, and my teacher drew it by hand."))
    assert turns[3:5] == [("turn", None), ("turn", "Saoirse Lund")]


def test_questions_that_nobody_answers_for_himself_are_headings_of_an_explainer() -> None:
    assert "turn" not in {kind for kind, _ in marked(*interview("The map is drawn by hand."))}


def test_answers_by_letter_are_of_who_is_introduced() -> None:
    turns = marked(
        *said(
            "Petra Ullathorne repairs whistles.",
            "Q: What goes wrong?",
            "A: The pea dries out.",
            "Q: And then?",
            "A: I dry it.",
        )
    )
    assert turns[1:3] == [("turn", "Q"), ("turn", "Petra Ullathorne")]


def test_lines_that_open_with_a_speaker() -> None:
    assert is_turn("WALLACE: Will she be there?")
    assert not is_turn("Will she be there?")
    assert not is_turn("WALLACE:")
