"""What a statement does to a claim: by its act, by what the network reads, beside the claim's other statements."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages import story_words
from onrecord.stories.entailment import CONFLICT, SAME, Float, load
from onrecord.stories.stances import beside_each_other, signs, stance
from storied import text

WORDS = story_words("en")
CLAIM = "The bridge was unsafe when it was opened."


def answer(same: float, conflict: float) -> Float:
    told = np.zeros(3, dtype=np.float32)
    told[SAME], told[CONFLICT] = same, conflict
    told[3 - SAME - CONFLICT] = 1 - same - conflict
    return told


def test_who_is_said_to_deny_it_denies_it() -> None:
    (one,) = text("[The mayor] <denied> {that the bridge was unsafe when it was opened}.").reading
    side, denial = stance(CLAIM, "the bridge was unsafe when it was opened", one, answer(0.9, 0.05), WORDS)  # fmt: skip
    assert one.act == "denies"
    assert side == "denies" and denial == pytest.approx(0.9)


def test_who_would_not_answer_neither_asserts_nor_denies() -> None:
    (one,) = text("[The mayor] <declined to comment> {on whether the bridge was unsafe}.").reading
    side, denial = stance(CLAIM, "on whether the bridge was unsafe", one, answer(0.9, 0.05), WORDS)
    assert (side, denial) == ("reports_without_answer", 0.0)


@pytest.mark.parametrize(
    "said",
    [
        "it is too early to say whether the bridge was unsafe",
        "The state of the bridge was unclear.",
        "We do not yet know whether it was safe.",
        "The results of the inspection are pending.",
        "The council is investigating whether it was.",
        "No details have been released.",
        "It isn’t clear whether the bridge was safe.",
        "Officials wouldn’t say whether it was.",
        "A message left at the mayor’s office was not immediately returned.",
    ],
)
def test_what_is_not_known_neither_asserts_nor_denies(said: str) -> None:
    assert stance(CLAIM, said, None, answer(0.4, 0.4), WORDS) == ("reports_without_answer", 0.0)
    unknown = "It is unclear whether the bridge was unsafe."
    assert stance(unknown, said, None, answer(0.9, 0.05), WORDS)[0] == "asserts"


@pytest.mark.parametrize(
    "said",
    [
        "Unknown gunmen closed the bridge.",
        "The bridge is not clear of ice.",
        "She did not know about the bridge.",
        "The hostages have not been released.",
        "He was suspended pending an inquiry.",
        "It is too early to open the bridge.",
        "The mayor refused to give way.",
    ],
)
def test_what_asserts_something_is_not_taken_for_unknown(said: str) -> None:
    assert stance(CLAIM, said, None, answer(0.9, 0.05), WORDS)[0] == "asserts"


def test_other_numbers_of_the_same_are_more_likely_a_denial() -> None:
    claim, read = "More than 50,000 people crossed the bridge.", answer(0.4, 0.1)
    same = stance(claim, "some 60,000 people crossed the bridge", None, read, WORDS)[1]
    other = stance(claim, "some 20,000 people crossed the bridge", None, read, WORDS)
    assert other[0] == "denies" and other[1] > same


def test_what_cannot_be_true_with_the_others_is_more_likely_a_denial() -> None:
    read = answer(0.2, 0.3)
    said = "inspectors found the bridge sound on the day of its opening"
    alone = stance(CLAIM, said, None, read, WORDS)[1]
    against = stance(CLAIM, said, None, read, WORDS, [(0.05, 0.9), (0.1, 0.8)])[1]
    beside = stance(CLAIM, said, None, read, WORDS, [(0.9, 0.05), (0.8, 0.1)])[1]
    assert beside < alone < against


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=5))
def test_conflict_with_others_is_a_share(beside: list[tuple[float, float]]) -> None:
    held = signs(CLAIM, "it was sound", None, answer(0.3, 0.3), WORDS, beside)
    assert 0 <= held["conflict with others"] <= 1
    assert held["conflict, not same"] == pytest.approx(0.5)


def test_each_statement_is_read_beside_every_other_both_ways() -> None:
    said = ["The bridge was safe.", "The bridge was unsafe.", "Engineers warned of the bridge."]
    read = load()
    found = beside_each_other(said, read)
    wanted: list[list[float]] = [[] for _ in said]
    for one, other in permutations(range(3), 2):
        told = read([(said[one], said[other])])[0]
        for place in (one, other):
            wanted[place].append(float(told[CONFLICT]))
    assert [len(told) for told in found] == [4, 4, 4]
    for told, values in zip(found, wanted, strict=True):
        # What stands in one batch is quantised together: alone a pair is read a little differently.
        assert [conflict for _, conflict in told] == pytest.approx(values, abs=0.05)
    assert beside_each_other(said[:1], read) == [[]]
