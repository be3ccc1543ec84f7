"""How many of what statements tell, and whether two of them tell different numbers of the same."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages import StoryWords, story_words
from onrecord.stories.quantities import contradict, is_later_toll, quantities

WORDS = story_words("en")


@pytest.mark.parametrize(
    ("said", "low", "high", "of"),
    [
        ("Twelve people were hurt.", 12, 12, "peopl"),
        ("About 30 divers went down.", 27, 33, "diver"),
        ("More than 50,000 people marched.", 50_000, inf, "peopl"),
        ("Up to 40 boats were lost.", 0, 40, "boat"),
        ("No fewer than 40 boats were lost.", 40, inf, "boat"),
        ("As many as 40 boats were lost.", 0, 40, "boat"),
        ("They found 28 to 30 boats.", 28, 30, "boat"),
        ("It cost $5.2 million.", 5_200_000, 5_200_000, "$"),
        ("It fell two hundred and five metres.", 205, 205, "metr"),
        ("The quake had a magnitude of 5.2.", 5.2, 5.2, "magnitud"),
        ("Seven of the mayor's 17 advisers left.", 7, 7, "advis"),
        ("54 % were against it.", 54, 54, "%"),
        ("It lent £1.5bn to the port.", 1.5e9, 1.5e9, "£"),
        ("19 divers died on Sunday night.", 19, 19, "diver"),
        ("12 local divers were hurt.", 12, 12, "diver"),
        ("14 may have drowned.", 14, 14, "drown"),
    ],
)
def test_numbers_and_what_they_count(said: str, low: float, high: float, of: str) -> None:
    (one,) = quantities(said, WORDS)
    assert of in one.of
    assert one.low == pytest.approx(low, rel=0.1, abs=0.5)
    assert one.high == pytest.approx(high, rel=0.1, abs=0.5)


@pytest.mark.parametrize(
    "said",
    [
        "It was built in 1987.",
        "It opened on 12 May.",
        "It opened at 9:25 and at 2 p.m.",
        "It opened about 9.25 in the morning.",
        "He was the 3rd and she the second.",
        "It paid $5.2m and ran 200m.",
        "At 17:06 local time it shook.",
        "The F-16 and flight 714 left.",
        "The Group of Seven met.",
        "On Jan. 6 and on 9/11 it was shut.",
        "One of the divers left.",
        "Thousands of people came.",
        "",
    ],
)
def test_years_days_hours_and_ordinals_count_nothing(said: str) -> None:
    assert quantities(said, WORDS) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("60 boats were lost", "at least 45 boats were lost", False),
        ("60 boats were lost", "at least 75 boats were lost", True),
        ("More than 60 boats were lost", "72 boats sank", False),
        ("More than 50,000 people marched", "police counted 20,000 people", True),
        ("About 30 people were hurt, 28 to 30", "some 29 people were hurt", False),
        ("The quake had a magnitude of 5.2", "a magnitude-5.4 quake", True),
        ("60,000 people came", "59,619 people came", False),
        ("19 people were hurt", "20 people were hurt", True),
        ("seven of his 17 advisers left", "five of the 17 advisers have left", True),
        ("20 people were hurt", "12 boats were lost", False),
        ("20 people were hurt", "people were hurt", False),
        ("a loan of £1.5bn", "a loan of £1.5 billion", False),
        ("a loan of £10bn", "a loan of 12 billion pounds", False),
        ("a loan of £10bn", "a loan of £12 billion", True),
        ("61% were against it", "48 per cent opposed it", True),
        ("61% were against it", "61 percent opposed it", False),
        ("it cost €60m", "it cost 60 million euros", False),
        ("it cost $60 million", "it cost 75 million dollars", True),
    ],
)
def test_different_numbers_of_the_same(one: str, other: str, differ: bool) -> None:
    assert contradict(quantities(one, WORDS), quantities(other, WORDS)) is differ


_TEXTS = st.lists(
    st.one_of(
        st.sampled_from("12 30 5,000 2.5 to of and - $ % . about more than million people 1st one nine hundred".split()),
        st.text(max_size=6),
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(_TEXTS, _TEXTS)
def test_any_texts(one: str, other: str) -> None:
    mine, theirs = quantities(one, WORDS), quantities(other, WORDS)
    assert contradict(mine, theirs) == contradict(theirs, mine)
    assert not contradict(mine, mine)
    for quantity in mine:
        assert quantity.low + 0.5 >= 0 and quantity.low <= quantity.high and quantity.of


def test_of_a_language_without_words_digits_are_read() -> None:
    (one,) = quantities("12 Boote", StoryWords())
    assert one.low < 12 < one.high


def test_numbers_without_end() -> None:
    assert quantities("9" * 5_000 + " people and " + "9" * 5_000 + " boats", WORDS) == []
    assert quantities("1," * 20_000 + "x", WORDS) == []


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("12 people were killed", "police put the dead at 19 people", True),
        ("at least 12 people died", "17 people were killed", False),  # no other number
        ("19 people were killed", "12 people were killed", False),
        ("12 people were hurt and 3 boats lost", "19 people were hurt and 2 boats lost", False),
        ("20,000 people marched", "50,000 people marched", False),
        ("nobody was killed", "two people were killed", False),
        ("the dead man paid $3 million", "the killed man paid $5 million", False),
    ],
)
def test_a_later_toll_is_higher(earlier: str, later: str, expected: bool) -> None:
    assert is_later_toll(earlier, later, WORDS) is expected


def test_what_no_encoding_knows() -> None:
    (one,) = quantities("5 people \ud800 died", WORDS)
    assert "peopl" in one.of
