from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH, reading_of, resolve, text_document
from onrecord.sources.anonymity import conditions


def found(text: str) -> list[tuple[str, str | None]]:
    return [
        (
            text[one.span.start : one.span.end],
            text[one.reason.start : one.reason.end] if one.reason else None,
        )
        for one in conditions(text_document(text), ENGLISH)
    ]


@pytest.mark.parametrize(
    ("text", "condition", "reason"),
    [
        (
            "An aide, speaking on condition of anonymity because the talks are private, said no.",
            "on condition of anonymity",
            "because the talks are private",
        ),
        (
            "said an official who requested anonymity to discuss the talks.",
            "requested anonymity",
            "to discuss the talks",
        ),
        ("A diver asked not to be named.", "asked not to be named", None),
        (
            "said an engineer who declined to be identified for fear of losing her job.",
            "declined to be identified",
            "for fear of losing her job",
        ),
        (
            "according to an officer who was not authorised to speak publicly about it.",
            "not authorised to speak",
            "not authorised to speak publicly about it",
        ),
        ("“It leaks,” said a person who spoke anonymously.", "spoke anonymously", None),
    ],
)
def test_conditions_and_reasons(text: str, condition: str, reason: str | None) -> None:
    assert found(text) == [(condition, reason)]


@pytest.mark.parametrize(
    "condition",
    [
        "on the condition they not be identified",
        "on condition that he not be identified",
        "on condition their names were not published",
        "on the condition his full name be withheld",
        "under cover of anonymity",
        "asked that her last name be withheld",
        "requested their names be kept out",
        "declined to give his full name",
        "did not wish to be named",
        "did not want his name published",
        "did not have permission to speak",
        "whose name has been withheld",
        "whom the Northgate Courier is not naming",
        "who cannot be named",
        "agreed not to name her",
        "speak only if not named",
        "wishes to stay anonymous",
        "preferring anonymity",
        "completed the survey anonymously",
        "on the customary condition of anonymity",
        "on condition that she remain anonymous",
        "on condition that her surname not be used",
        "asked that his surname be withheld",
        "asked that only her first name be used",
        "declined to provide his last name",
        "who did not give his full name",
        "who would not be named",
        "not her real name",
        "is withholding her name",
        "spoke to the Northgate Courier anonymously",
        "goes by the pseudonym",
        "talk only if they were not identified",
    ],
)
def test_wordings(condition: str) -> None:
    assert found(f"Of the diver, {condition}, no more was told.") == [(condition, None)]


@pytest.mark.parametrize(
    "text",
    [
        "An anonymous donor gave a million.",
        "The loan was given on the condition that the funds not be used for pay.",
        "The victim cannot be named.",
        "He did not want to be mayor.",
        "She was not authorised to drive the lorry.",
        "The letter was signed.",
        "He asked to be named to the board.",
    ],
)
def test_look_alikes(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for one in conditions(
        text_document(text + " on condition of anonymity because " + text), ENGLISH
    ):
        assert one.reason is None or one.reason.start < one.reason.end


def test_a_million_characters_without_a_full_stop() -> None:
    assert len(found("requested anonymity because it was so " * 25_000)) == 25_000


@pytest.mark.parametrize(
    "text",
    [
        "The leak compromised the anonymity of voters, an official said.",
        "Teachers are not allowed to discuss politics in class, the union said.",
    ],
)
def test_other_anonymity(text: str) -> None:
    assert found(text) == []


def test_a_condition_begins_with_a_whole_word() -> None:
    ((condition, _),) = found("said an officer who wasn’t allowed to speak publicly about it.")
    assert condition.startswith("wasn’t allowed to speak")


def terms(marked: str) -> list[str | None]:
    return [one.terms for one in resolve(reading_of(marked))]


def test_all_officials_at_once() -> None:
    marked = (
        "[A harbour official] <said> {it leaks}. [A diver] <said> {it does not}. [Two port officials] <said> "
        "{it was shut}. All officials spoke on condition of anonymity."
    )
    assert terms(marked) == ["anonymous", "unnamed", "anonymous"]


def test_who_also_spoke_so() -> None:
    marked = (
        "[A diplomat] <said> {it leaks}. [Another official, who also spoke on condition of anonymity,] <said> "
        "{it was shut}."
    )
    assert terms(marked) == ["anonymous", "anonymous"]


def test_an_assumed_name() -> None:
    marked = (
        "One diver, who asked to be identified only by his nickname, [Bob Reed], <said> {it leaks}."
    )
    assert terms(marked) == ["anonymous"]
