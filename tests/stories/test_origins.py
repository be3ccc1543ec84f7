"""Rows of a claim → origins: what newsrooms count as one, and what stays a range."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages import story_words
from onrecord.records import Span
from onrecord.stories._model import Stance
from onrecord.stories.derivation import linked
from onrecord.stories.origins import Group, described, doubts, most_probable, origins, settled
from onrecord.stories.same_origin import Carried, Company, clues
from onrecord.stories.texts import Text
from onrecord.stories.voices import Voices
from storied import text

WORDS = story_words("en")


def counted(
    *texts: Text, stances: dict[int, Stance] | None = None
) -> tuple[list[Group], list[Carried], object]:
    """The origins of the first statement of each article, or of its first line where it has none."""
    voices, links = Voices(texts, WORDS), linked(texts)
    rows = []
    for number, one in enumerate(texts):
        said = next(iter(one.reading), None)
        source = one.source_of(said) if said is not None else None
        rows.append(
            voices.carried(
                number,
                said.content[0] if said is not None else Span(0, one.article.text.index("\n")),
                source=source.name if source else None,
                kind=source.kind if source else None,
                named=source.named if source else False,
                terms=said.terms if said is not None and source else None,
                via=tuple(hop.name for hop in said.via) if said is not None else (),
                stance=(stances or {}).get(number, "asserts"),
            )
        )
    groups, held = origins(rows, links, WORDS)
    return groups, rows, held


def ids(groups: list[Group]) -> list[tuple[int, ...]]:
    return [group.members for group in groups]


A = "[Ines Okafor], the harbour master, <said> {that all 41 passengers were safe}.\n\nThe sea was calm that night in Westhaven."
B = "{All 41 passengers were safe}, [Ines Okafor] <told> reporters.\n\nSchools in the town were shut because of the fog on Monday."
C = "[Jonas Brekke], a teacher on board, <said> {that all 41 passengers were safe}.\n\nHe teaches music and lives by the quay."


def test_one_person_is_one_origin_whoever_prints_it() -> None:
    groups, rows, held = counted(text(A, outlet="Courier"), text(B, outlet="Post"))
    assert ids(groups) == [(0, 1)] and groups[0].sure
    origin = described(0, groups, rows, held, WORDS.writer)  # type: ignore[arg-type]
    assert (
        origin.what == "Ines Okafor"
        and origin.named
        and origin.terms == "on_record"
        and not origin.unattributed
    )
    assert origin.why and all(len(reason.places) == 2 for reason in origin.why)


def test_two_people_are_two_origins() -> None:
    groups, *_ = counted(text(A, outlet="Courier"), text(C, outlet="Radio Sund"))
    assert ids(groups) == [(0,), (1,)] and all(group.sure for group in groups)


def test_what_a_writer_says_alone_is_one_sure_origin() -> None:
    groups, rows, held = counted(
        text("All 41 passengers of the ferry were safe.\n\nMore follows here.", outlet="Post")
    )
    assert ids(groups) == [(0,)] and groups[0].sure
    origin = described(0, groups, rows, held, WORDS.writer)  # type: ignore[arg-type]
    assert (
        origin.unattributed and not origin.named and origin.terms is None and "Post" in origin.what
    )


def test_what_a_writer_says_beside_a_source_is_not_counted_for_sure() -> None:
    loose = "On Tuesday the people of the ferry came ashore.\n\nA second matter is told here, of a bridge and its toll."
    groups, *_ = counted(text(A, outlet="Courier"), text(loose, outlet="Post"))
    assert [group.sure for group in groups] == [True, False] or len(groups) == 1


def test_a_copy_without_credit_is_no_further_origin() -> None:
    bare = (
        A.replace("[", "")
        .replace("]", "")
        .replace("<", "")
        .replace(">", "")
        .replace("{", "")
        .replace("}", "")
    )
    groups, *_ = counted(text(A, outlet="Courier"), text(bare, outlet="Post"))
    assert ids(groups) == [(0, 1)]


def test_who_denies_is_not_who_asserts() -> None:
    groups, *_ = counted(text(A, outlet="Courier"), text(B, outlet="Post"), stances={1: "denies"})
    assert ids(groups) == [(0,), (1,)]


def test_what_two_statements_share_is_the_same_both_ways() -> None:
    _, rows, _ = counted(text(A, outlet="Courier"), text(C, outlet="Radio Sund"))
    one, other = clues(rows[0], rows[1], None, WORDS), clues(rows[1], rows[0], None, WORDS)
    assert one == other and one["two persons"] == 1 and one["same name"] == 0


@pytest.mark.parametrize(
    ("name", "short"), [("New York Times", "NYT"), ("Wafa Daily News", "the WDN")]
)
def test_an_outlet_and_its_initials_are_the_same_both_ways(name: str, short: str) -> None:
    _, rows, _ = counted(text(A, outlet="Courier"), text(C, outlet="Radio Sund"))
    mine, theirs = replace(rows[0], source=name), replace(rows[1], source=short)
    one, other = clues(mine, theirs, None, WORDS), clues(theirs, mine, None, WORDS)
    assert one == other and one["same name"] == one["names overlap"] == 1


E = "All 41 passengers of the ferry were safe.\n\nA second matter is told here, of a bridge and its toll."


def together(*rows: tuple[int, str | None, str]) -> Company:
    """Rows by their article, their source and what is told of it."""
    _, (one, *_), _ = counted(text(A, outlet="Courier"))
    return Company(
        [replace(one, article=number, source=who, about=about) for number, who, about in rows],
        WORDS,
    )


def test_two_whom_one_article_hears_are_two_elsewhere_too() -> None:
    company = together(
        (0, "Ines Okafor", ""), (1, "Jonas Brekke", ""), (2, "Okafor", ""), (2, "Jonas Brekke", "")
    )
    assert company.clues(0, 1) == company.clues(1, 0) == {"heard beside each other": 1.0}
    assert company.clues(0, 2) == {"heard beside each other": 0.0}  # one by both names


def test_a_body_and_who_speaks_for_it_are_not_heard_as_two() -> None:
    company = together(
        (0, "Ines Okafor", "harbour master of Westhaven"),
        (1, "Westhaven", ""),
        (2, "Ines Okafor", "harbour master of Westhaven"),
        (2, "Westhaven", ""),
    )
    assert company.clues(0, 1) == {"heard beside each other": 0.0}


def test_who_else_speaks_tells_whose_words_a_writer_has() -> None:
    company = together(
        (0, None, ""), (1, "Ines Okafor", ""), (2, "Jonas Brekke", ""), (0, "Okafor", "")
    )
    assert (
        company.clues(0, 1)
        == company.clues(1, 0)
        == {"others speak": 1 - 2 / 3, "heard there": 1.0}
    )
    assert company.clues(2, 0) == {"others speak": 1 - 1 / 3, "heard there": 0.0}


def test_writers_beside_one_voice_alone() -> None:
    one = together((0, None, ""), (1, None, ""), (2, "Ines Okafor", ""), (3, "Okafor", ""))
    assert one.clues(0, 1) == {"one voice": 1.0}
    two = together((0, None, ""), (1, None, ""), (2, "Ines Okafor", ""), (3, "Jonas Brekke", ""))
    assert two.clues(0, 1) == {"one voice": 0.0}
    assert together((0, None, ""), (1, None, "")).clues(0, 1) == {"one voice": 0.0}


def test_what_makes_an_origin_doubtful() -> None:
    _, rows, _ = counted(text(A, outlet="Courier"), text(E, outlet="Post"), text(C, outlet="Echo"))
    own = [replace(rows[0], said=0.25), replace(rows[0], said=0.75, about="harbour police")]
    held = doubts(own, [[rows[1]], [rows[2]]], WORDS)
    assert held["said"] == 0.75 and held["official"] == 1.0 and held["share"] == 0.5
    assert doubts([rows[1]], [], WORDS)["official"] == 0.0


@pytest.mark.parametrize(
    ("said", "source", "expected"),
    [
        (0.1, "Ines Okafor", "does not say it outright"),
        (0.9, "Ines Okafor", "others stand firmer"),
        (0.1, None, "no source of its own"),
    ],
)
def test_why_an_origin_is_uncertain(said: float, source: str | None, expected: str) -> None:
    _, (row, *_), _ = counted(text(A, outlet="Courier"))
    rows = [replace(row, said=said, source=source)]
    groups = [Group((0,), sure=False, doubt=0.7, near=())]
    (why,) = described(0, groups, rows, {}, WORDS.writer).why
    assert why.why == expected and why.weight < 0 and len(why.places) == 1


def test_no_rows_no_origins() -> None:
    assert origins([], linked([]), WORDS) == ([], {})


def test_an_origin_says_one_thing() -> None:
    """Of three statements of one person, two of which may well deny the claim, the third denies it too; a stranger's does not."""
    one, two, three = (text(A, outlet=name) for name in ("Courier", "Post", "Star"))
    _, rows, _ = counted(one, two, three, text(C, outlet="Echo"))
    held = [
        replace(row, denial=told) for row, told in zip(rows, (0.48, 0.48, 0.05, 0.05), strict=True)
    ]
    links = linked([one, two, three, text(C, outlet="Echo")])
    told = settled(held, links, WORDS)
    assert [row.stance for row in told] == ["denies", "denies", "denies", "asserts"]
    assert [row.denial for row in told] == [row.denial for row in held]


def test_one_that_is_misread_does_not_turn_its_origin() -> None:
    texts = [text(A, outlet=name) for name in ("Courier", "Post", "Star", "Echo")]
    _, rows, _ = counted(*texts)
    held = [replace(row, denial=0.45 if number == 0 else 0.02) for number, row in enumerate(rows)]
    told = settled(held, linked(texts), WORDS)
    assert {row.stance for row in told} == {"asserts"}


def test_what_surely_denies_stands_apart_from_its_like() -> None:
    """Who denies a claim in the words of those who assert it does not turn them."""
    texts = [text(A, outlet=name) for name in ("Courier", "Post", "Star")]
    _, rows, _ = counted(*texts)
    held = [replace(row, denial=0.9 if number == 2 else 0.05) for number, row in enumerate(rows)]
    told = settled(held, linked(texts), WORDS)
    assert [row.stance for row in told] == ["asserts", "asserts", "denies"]


def test_what_was_not_answered_stays_so() -> None:
    texts = [text(A, outlet="Courier"), text(A, outlet="Post")]
    _, rows, _ = counted(*texts, stances={1: "reports_without_answer"})
    told = settled([replace(row, denial=0.9) for row in rows], linked(texts), WORDS)
    assert [row.stance for row in told] == ["denies", "reports_without_answer"]


def test_as_many_are_counted_as_there_most_probably_are() -> None:
    assert most_probable([]) == 0
    assert most_probable([0.1]) == 1  # somebody says it
    assert most_probable([0.9, 0.8, 0.1]) == 2
    assert most_probable([0.45] * 4) == 2
    assert most_probable([0.3] * 3) == 1


@given(st.lists(st.floats(0, 1), max_size=7))
def test_the_most_probable_number_is_that_of_all_ways_to_count(sure: list[float]) -> None:
    chance = [0.0] * (len(sure) + 1)
    for held in product((0, 1), repeat=len(sure)):
        chance[sum(held)] += prod(p if one else 1 - p for p, one in zip(sure, held, strict=True))
    found = most_probable(sure)
    assert found == 0 if not sure else chance[found] >= max(chance[1:]) - 1e-9
