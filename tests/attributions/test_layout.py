"""Turns of a dialogue, and words with a signature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, text_document
from onrecord import Page, attribute, read
from onrecord.attributions.rules.edges import ByForm
from onrecord.attributions.rules.layout import signed, turns


def shown(text: str, found: list[ByForm]) -> list[tuple[str, str]]:
    return [(text[slice(*one.source)], text[slice(*one.content)]) for one in found]


def in_turn(text: str) -> list[tuple[str, str]]:
    return shown(text, list(turns(text_document(text), ENGLISH)))


def with_signature(text: str) -> list[tuple[str, str]]:
    return shown(text, list(signed(text_document(text), ENGLISH)))


DIALOGUE = """\
The mayor was asked about the dam.

MORITZ: When did you hear of the leak?

LENA HARTMANN: An engineer said that the tunnel was wet.

I called the ministry at once.

MORITZ: And what did they do?

HARTMANN: They sent no one at all.

The dam was repaired in June.
"""


def test_turns_are_their_speakers_with_the_paragraphs_that_go_on() -> None:
    assert in_turn(DIALOGUE) == [
        ("MORITZ", "When did you hear of the leak?"),
        (
            "LENA HARTMANN",
            "An engineer said that the tunnel was wet.\n\nI called the ministry at once.",
        ),
        ("MORITZ", "And what did they do?"),
        ("HARTMANN", "They sent no one at all."),
    ]


def test_questions_and_answers() -> None:
    text = "Q: Did you call the ministry?\nA: I did so at once.\nQ: And what then?\nA: Nothing came of it."
    assert [who for who, _ in in_turn(text)] == ["Q", "A", "Q", "A"]


@pytest.mark.parametrize(
    "text",
    [
        "Update: The dam has been repaired.\nUpdate: The dam was opened again.\nNote: We regret the error.",
        "Berg: 1,204\nRuiz: 988\nBerg: 3,310\nRuiz: 2,870",
        "One thing is clear: the dam leaks.\nAnother thing is clear: no one came.",
        "",
    ],
)
def test_labels_that_are_no_speakers(text: str) -> None:
    assert in_turn(text) == []


def test_a_turn_stops_at_a_stage_direction_and_where_another_spoke_without_a_label() -> None:
    text = '"BERG: I saw it all.\n\n"And I ran.\n\n"(CROSSTALK)\n\n"RUIZ: You never ran at all.\n\n"BERG: I did so.\n\n"RUIZ: He never did.'
    assert in_turn(text)[0][1] == 'I saw it all.\n\n"And I ran.'
    text = "A: I saw it all.\n\nDid you run?\n\nA: I did, as fast as I could."
    assert in_turn(text)[0][1] == "I saw it all."


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“I lost all I had in that house.” — Tomas Berg, farmer\n", "Tomas Berg"),
        ("“Nobody warned us at all.”\n— Ana Ruiz", "Ana Ruiz"),
        ("“Nobody warned us at all.” ―\u00a0Élodie van der Meer.\u00a0\nThe dam …", "Élodie van der Meer"),
        ('"Nobody warned us at all." -- Ana Ruiz', "Ana Ruiz"),
    ],
)  # fmt: skip
def test_a_signed_quotation(text: str, who: str) -> None:
    found = with_signature(text)
    assert [name for name, _ in found] == [who]
    assert found[0][1] == text[: max(text.find("”"), text.rfind('"')) + 1]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody warned us at all” — Berg later took it back.",
        "“Nobody warned us at all” — Ana Ruiz, who had left, was not there.",
        "The sign read “Nobody swims here today” — Ana Ruiz\n",
        "“Nobody warned us at all”\n\n- Osterbruck\n- Marlow",
        "“Unclosed words of someone — Ana Ruiz",
    ],
)
def test_a_dash_that_signs_nothing(text: str) -> None:
    assert with_signature(text) == []


def test_embedded_posts() -> None:
    text = (
        "Water in the old town again. — Paula Idris (@pidris) May 3, 2024\n\n"
        "No one warned the people below\n\n— Osterbruck Fire (@ostfire)\n"
    )
    assert with_signature(text) == [
        ("Paula Idris (@pidris)", "Water in the old town again."),
        ("Osterbruck Fire (@ostfire)", "No one warned the people below"),
    ]


def test_what_is_found_in_a_turn_is_inside_it() -> None:
    reading = attribute(read(Page(DIALOGUE, kind="text")))
    sources = {one.id: one.name for one in reading.sources}
    turn = next(one for one in reading if reading.article.words(*one.content).startswith("An eng"))
    assert turn.form == "direct" and sources[turn.source_id or ""] == "LENA HARTMANN"
    assert [one.source_id for one in reading if one.parent is None].count(turn.source_id) == 2
    inner = [one for one in reading if reading.article.words(*one.source) == "An engineer"]
    assert [one.parent for one in inner] == [turn.id]


def test_who_asks_is_the_writer_and_who_answers_is_one() -> None:
    text = (
        "The dam and the ministry\n\nOur reporter met one who was there.\n\n"
        "Q: Did you call the ministry in the capital?\n\nA: I did so at once, on Monday.\n\n"
        "Q: And what did they do then?\n\nA: They sent nobody for three days.\n"
    )
    reading = attribute(read(Page(text, kind="text")))
    outer = [one for one in reading if one.parent is None]
    sources = {one.id: one for one in reading.sources}
    kinds = [sources[one.source_id or ""].kind for one in outer if one.source]
    assert kinds == ["author", "person", "author", "person"]
    assert len({one.source_id for one in outer}) == 2
    assert not any(one.named for one in reading.sources)


@given(
    st.lists(
        st.sampled_from(["BERG: ", "RUIZ:", "“", "”", " — ", "Ana Ruiz", "(@ana)", "\n", "we ran", "<b>", ", "]),
        max_size=30,
    )
)  # fmt: skip
def test_spans_are_in_the_text_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    for one in (*turns(text_document(text), ENGLISH), *signed(text_document(text), ENGLISH)):
        for span in one:
            assert 0 <= span.start < span.end <= len(text)
        first, second, third = sorted(one)
        assert first.end <= second.start and second.end <= third.start
