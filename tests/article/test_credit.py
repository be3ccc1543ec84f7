from __future__ import annotations

import pytest

from onrecord import Page
from onrecord.article import read_page
from onrecord.article.assemble import Piece, lay_out
from onrecord.article.credit import agency_in, find_credits, is_credit_line
from onrecord.records import BlockKind

PROSE = "The council voted on Tuesday night to close the bridge."


def credits_of(
    *pieces: tuple[BlockKind, str], authors: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    text, blocks = lay_out(Piece(kind, words) for kind, words in pieces)
    found = find_credits(text, blocks, authors)
    for credit in found:
        if credit.span is not None:
            assert text[credit.span.start : credit.span.end] == credit.name
    return [(credit.name, credit.form) for credit in found]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source: Latercera", "Latercera"),
        ("Fuente: El País", "El País"),
        ("Quelle: dpa", "dpa"),
        ("This article was originally published in The Paper.", "The Paper"),
        ("Source : The Guardian", "The Guardian"),
    ],
)
def test_source_line(line: str, name: str) -> None:
    assert is_credit_line(line)
    assert credits_of(("paragraph", PROSE), ("credit", line)) == [(name, "source_line")]


@pytest.mark.parametrize(
    "line", ["h/t The Hill", "H/T: The Hill", "Hat tip to The Hill", "Via The Hill"]
)
def test_hat_tip(line: str) -> None:
    assert is_credit_line(line)
    assert credits_of(("paragraph", PROSE), ("credit", line)) == [("The Hill", "hat_tip")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("WASHINGTON (AP) — The council voted.", "AP"),
        ("LONDON, March 4 (Reuters) - The council voted.", "Reuters"),
        ("(AFP) — The council voted.", "AFP"),
    ],
)
def test_dateline(words: str, name: str) -> None:
    assert credits_of(("title", "T"), ("paragraph", words), ("paragraph", PROSE)) == [
        (name, "agency")
    ]


def test_agency_in_the_byline() -> None:
    assert credits_of(("byline", "By Ana Pérez, Associated Press"), ("paragraph", PROSE)) == [
        ("Associated Press", "agency")
    ]


def test_agency_at_the_end() -> None:
    assert credits_of(("paragraph", PROSE), ("paragraph", f"{PROSE} (Reuters)")) == [
        ("Reuters", "agency")
    ]


def test_agency_only_in_the_metadata_has_no_span() -> None:
    assert credits_of(("paragraph", PROSE), authors=("Reuters", "Ana Pérez")) == [
        ("Reuters", "agency")
    ]


def test_the_same_agency_once() -> None:
    found = credits_of(("paragraph", "ROME (AP) — The council voted."), authors=("AP",))
    assert found == [("AP", "agency")]


@pytest.mark.parametrize(
    "words",
    [
        "The minister told AP that the plan would go ahead.",
        "Sources said the plan would go ahead.",
        "Sources: two officials said so, but would not be named in this story about the plan.",
        "He flew to Rome via Frankfurt",
        "The report (Reuters has seen it) is long.",
    ],
)
def test_prose_is_no_credit(words: str) -> None:
    prose: list[tuple[BlockKind, str]] = [("paragraph", PROSE)] * 2
    assert credits_of(*prose, ("paragraph", words)) == []
    assert credits_of(*prose, ("paragraph", words), *prose) == []


def test_agency_names_are_whole_words() -> None:
    assert agency_in("Chapman Pierce") is None
    assert agency_in("Tapani Ansala") is None
    assert agency_in("AP Staff") == "AP"


@pytest.mark.parametrize("words", ["GENEVA (AP) — The talks failed.", "GENEVA, May 3 (UPI) — No."])
def test_a_dateline_behind_a_title_that_looks_like_prose(words: str) -> None:
    assert [name for name, _ in credits_of(("paragraph", "Talks fail."), ("paragraph", words))] == [
        "AP" if "AP" in words else "UPI"
    ]


def test_the_signature_of_reuters() -> None:
    text, blocks = lay_out(
        [
            Piece("paragraph", PROSE),
            Piece("paragraph", "(Reporting by A. Writer; Editing by B. Reader and C. Reader.)"),
        ]
    )
    (credit,) = find_credits(text, blocks, ())
    assert (credit.name, credit.form) == ("Reuters", "agency")
    assert credit.span is not None
    assert text[credit.span.start : credit.span.end].startswith("(Reporting by")


def test_others_sign_like_reuters() -> None:
    signed = "(Reporting by A. Writer; Editing by B. Reader)"
    wire = "MARLOW, May 12 (Northern Wire) - Inspectors found cracks in the dam on Tuesday."
    assert credits_of(("paragraph", wire), ("paragraph", signed)) == [("Northern Wire", "agency")]


@pytest.mark.parametrize(
    "words", ["He was known for reporting by night and editing by day.", "(Reporting by A. Writer)"]
)
def test_no_signature(words: str) -> None:
    assert credits_of(("paragraph", PROSE), ("paragraph", words)) == []


def test_credits_of_text_taken_as_it_is() -> None:
    text = "Talks fail.\n\nGENEVA (AP) — The talks failed.\n\nSource: The Paper\n"
    article = read_page(Page(text, kind="raw"))
    assert article.text == text
    assert [(credit.name, credit.form) for credit in article.credits] == [
        ("AP", "agency"),
        ("The Paper", "source_line"),
    ]
