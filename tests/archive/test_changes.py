"""What was changed between two versions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archiving import article_of
from onrecord import Reading
from onrecord.archive.changes import changes

BASE = (
    "[Ana Ruiz] <said> {the dam on the river Orr is safe}. [Two officials] <said> {“the gates were never "
    "tested”}. [The council] <denied> {that it had been warned about the gates}."
)


def kinds(old: str, new: str, **options: str) -> list[str]:
    made = [article_of(text, title="Dam is safe") for text in (old, new)]
    return [one.kind for one in changes(*made, ("correction",))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{the dam on the river Orr is safe}", "{the dam on the river Orr may be safe}", ["statement_reworded"]),
        (" [Two officials] <said> {“the gates were never tested”}.", "", ["quotation_dropped"]),
        (" [The council] <denied> {that it had been warned about the gates}.", "", ["statement_dropped"]),
        ("about the gates}.", "about the gates}. [Bo Li] <said> {nobody asked the engineers at all}.", ["statement_added"]),
        ("[Ana Ruiz] <said> {the dam", "[Two people] <said> {the dam", ["attribution_softened"]),
        ("[Two officials] <said> {“the", "[Bo Li and Cy Moss] <said> {“the", ["attribution_hardened"]),
        ("<denied> {that it", "<acknowledged> {that it", ["act_changed"]),
        ("[Ana Ruiz] <said> {the dam", "[Bo Li] <said> {the dam", ["source_changed"]),
        ("about the gates}.", "about the gates}.\n\nCorrection: the river is the Orr.", ["correction_added"]),
        ("[Two officials]", "It rained. [Two officials]", ["text_changed"]),
        ("[Two officials]", "[Two officials]", []),
    ],
)  # fmt: skip
def test_each_kind(old: str, new: str, expected: list[str]) -> None:
    assert old in BASE
    assert kinds(BASE, BASE.replace(old, new)) == expected


def test_a_headline() -> None:
    old, new = article_of(BASE, title="Dam is safe"), article_of(BASE, title="Dam may not be safe")
    (change,) = changes(old, new)
    assert (change.kind, change.before, change.after) == (
        "headline_rewritten", "Dam is safe", "Dam may not be safe",
    )  # fmt: skip


def test_what_only_the_model_missed_is_no_change() -> None:
    old = article_of(BASE)
    new: Reading = replace(old, attributions=old.attributions[:1])
    assert changes(old, new) == []
    assert changes(new, old) == []


def test_a_statement_of_the_headline_changes_with_it() -> None:
    old = article_of(
        BASE, title="[Ruiz] <says> {dam is safe}".translate(str.maketrans("", "", "[]<>{}"))
    )
    new = article_of(BASE, title="Dam may fail, officials say")
    assert [one.kind for one in changes(old, new)] == ["headline_rewritten"]


def test_a_new_wording_of_one_source_is_no_other_statement() -> None:
    old = BASE.replace(
        "{the dam on the river Orr is safe}", "{the sand would be gone within a decade}"
    )
    new = BASE.replace(
        "{the dam on the river Orr is safe}", "{the sand could be halved in thirty years}"
    )
    assert kinds(old, new) == ["statement_reworded"]


def test_marks_and_spaces_are_no_change_of_a_statement() -> None:
    old = article_of(BASE)
    new = article_of(BASE.replace(" on the river", "  on the river"))
    assert [one.kind for one in changes(old, new)] == ["text_changed"]
