"""Units, pairs that the network reads, claims."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.languages import story_words
from onrecord.stories.claims import clusters, paired
from onrecord.stories.entailment import CONFLICT, ONE_CLAIM, OTHER, SAME, Remembering, load
from onrecord.stories.stances import stance
from onrecord.stories.texts import Text
from onrecord.stories.units import units
from onrecord.stories.weights import probability, weights
from storied import text

WORDS = story_words("en")


def test_units_are_statements_and_what_nobody_is_quoted_with() -> None:
    one = text(
        "The ferry struck a sandbank in calm weather off Kestrel Point.\n\n"
        "[Ines Okafor] <said> {that all the passengers had come ashore. The crew stayed on the ship that night.}"
    )
    found = units(0, one, WORDS)
    assert [unit.attribution is None for unit in found] == [True, False, False]
    for unit in found:
        assert " ".join(one.article.text[slice(*unit.span)].split()) == unit.words
    assert "kestrel" in found[0].names and "the" not in found[0].stems


def test_what_one_does_not_believe_is_no_claim_of_its_own() -> None:
    reading = text(
        "“{[We] <do not believe> {that people downstream of the dam are at risk}},” [Ann Cole] <said>.\n\n"
        "[The police] <do not think> {that the engineer shredded the letter}."
    ).reading
    inner, *others = reading.attributions
    one = Text(replace(reading, attributions=(replace(inner, parent="a2"), *others)))
    assert [unit.words for unit in units(0, one, WORDS)] == [
        "We do not believe that people downstream of the dam are at risk",
        "The police do not think that the engineer shredded the letter",
    ]


@pytest.mark.parametrize(
    ("line", "when"),
    [
        (
            "The captain was not on the bridge when the ferry ran aground.",
            " when the ferry ran aground.",
        ),
        ("The mayor had left the building before the fire began", " before the fire began"),
        # What is news is what was when.
        ("The driver was walking home when he was hit by a tram", ""),
        ("Nobody in the council knows when the bridge will open again", ""),
        ("The party won 12 seats in the north, while its rivals lost nine", ""),
        (
            "The old mill burned when lightning struck, the fire service was there within minutes",
            "",
        ),
        # Too little would be left, and too much is there.
        ("He fell when it rained", ""),
        (f"The list names {'town after town, ' * 20}and ends there when it is read out", ""),
        ("The council will decide after the crash but not before Friday", ""),
    ],
)
def test_what_only_tells_when_is_no_part_of_a_claim(line: str, when: str) -> None:
    (one,) = units(0, text(f"{line}\n\nMore."), WORDS)
    assert one.core + when == one.words == " ".join(line.split()[:60])
    kept = line.removesuffix(when)
    assert one.stems == units(0, text(f"{kept}\n\nMore."), WORDS)[0].stems


def test_what_only_tells_when_does_not_make_two_claims_one() -> None:
    first = text("The ferry Halcyon ran aground off Kestrel Point late on Tuesday evening.")
    other = text(
        "The captain of the ferry Halcyon was at home when it ran aground on Tuesday evening."
    )
    every = [*units(0, first, WORDS), *units(1, other, WORDS)]
    assert len(clusters(every, paired(every, load()))) == 2


@pytest.mark.parametrize(
    "line", ["Wednesday, 3 June 2026", "12: 48PM BST 09 Sep 2013", "By Marit Solberg", "***"]
)
def test_a_line_that_says_nothing_is_no_unit(line: str) -> None:
    assert units(0, text(f"{line}\n\nMore."), WORDS) == []


def test_the_network_tells_the_same_from_something_else_and_from_conflict() -> None:
    read = load()
    answers = read(
        [
            (
                "All 41 passengers were rescued.",
                "The 41 people on board were all rescued, the coastguard said.",
            ),
            ("All 41 passengers were rescued.", "The ship carries lorries six times a day."),
            ("The mayor will resign in March.", "The mayor will not resign in March."),
        ]
    )
    assert answers[:, :ONE_CLAIM].argmax(axis=1).tolist() == [SAME, OTHER, CONFLICT]
    assert np.allclose(answers[:, :ONE_CLAIM].sum(axis=1), 1, atol=1e-5)
    assert (answers[:, ONE_CLAIM] > 0.5).tolist() == [True, False, True]


def test_pairs_are_read_alike_whatever_is_read_beside_them() -> None:
    read = load()
    pairs = [
        ("A fire broke out.", "A fire broke out in the old mill last night."),
        ("It rained.", "No rain fell."),
    ]
    both = read(pairs)
    for place, pair in enumerate(pairs):
        assert np.allclose(read([pair])[0], both[place], atol=0.05)
    assert read([]).shape == (0, 4)
    assert [one.shape for one in read.answers(pairs, "weakens", "stance")] == [(2, 2), (2, 3)]


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_pair_has_an_answer(claim: str, statement: str) -> None:
    assert np.isfinite(load()([(claim, statement)])).all()


def test_no_pair_is_read_twice() -> None:
    pairs = [("A fire broke out.", "A fire broke out last night."), ("It rained.", "No rain fell.")]
    first = Remembering(load(), {})
    told = first(pairs)
    assert first.fresh and len(first.used) == 2
    again = Remembering(load(), first.used)
    assert np.array_equal(again(pairs), told) and not again.fresh
    again([*pairs, ("It snowed.", "Snow fell.")])
    assert again.fresh and len(again.used) == 3
    assert Remembering(load(), {})([]).shape == (0, 4)


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks network\.onnx"):
        load(tmp_path)


def test_statements_of_one_thing_are_one_claim() -> None:
    texts = [
        text(
            "[Ines Okafor] <said> {that all 41 passengers of the Halcyon were brought ashore by lifeboats}."
        ),
        text(
            "{All 41 passengers of the Halcyon were brought ashore}, [Ines Okafor] <told> reporters."
        ),
        text(
            "[Karin Moe] <said> {that the owner of the Halcyon had cancelled all sailings until Friday}."
        ),
    ]
    every = [unit for number, one in enumerate(texts) for unit in units(number, one, WORDS)]
    groups = clusters(every, paired(every, load()))
    assert sorted(map(sorted, groups)) == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("said", "cue", "expected"),
    [
        ("that the captain had left the bridge", "denied", "denies"),
        ("that the captain had left the bridge", "said", "asserts"),
    ],
)
def test_who_denies_what_the_claim_says_denies_it(said: str, cue: str, expected: str) -> None:
    one = text(f"[Karin Moe] <{cue}> {{{said}}}.")
    claim = "The captain had left the bridge."
    (answer,) = load()([(claim, said)])
    assert stance(claim, said, one.reading.attributions[0], answer, WORDS)[0] == expected


def test_who_would_not_say_neither_asserts_nor_denies() -> None:
    one = text("[Karin Moe] <declined to comment> {on whether the captain had left the bridge}.")
    (answer,) = load()(
        [("The captain had left the bridge.", "on whether the captain had left the bridge")]
    )
    told, _ = stance(
        "The captain had left the bridge.", "", one.reading.attributions[0], answer, WORDS
    )
    assert told == "reports_without_answer"


def test_weights_are_whole() -> None:
    known = weights()
    for name in ("same_origin", "uncertain", "dependent", "claim", "stance"):
        assert "bias" in getattr(known, name), name
    for name in ("together", "copied", "one_claim", "denied"):
        assert 0 < getattr(known, name) < 1
    assert probability({"bias": 1.0}, {"bias": 0.0}) == 0.5
    assert probability({"bias": 1e9}, {"bias": 1e9}) <= 1
