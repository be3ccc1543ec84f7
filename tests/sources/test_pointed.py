"""The rules' answers weighed against what the network says; the network's words are written down by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluing import clues_of
from marked import ENGLISH, document_of, reading_of
from onrecord import Attribution, Reading
from onrecord.attributions import Clues
from onrecord.routes import trace
from onrecord.sources import resolve, with_continued

SCORES = {"quotation": 0.9, "figures": 0.9, "data": 0.9, "plan": 0.8}


def resolved(marked: str, **said: object) -> tuple[Reading, Clues]:
    reading = reading_of(marked)
    clues = clues_of(reading.article.text, **said)  # type: ignore[arg-type]
    return resolve(reading, document_of(reading.article), ENGLISH, clues, lambda _: 0.5), clues


def name(reading: Reading, one: Attribution) -> str | None:
    source = reading.source_of(one)
    return source.name if source else None


COMPANY = "Northgate Holdings built it. Westhaven Docks Ltd. paid. [The company] <said> {it leaks}."


def test_the_network_says_which_company() -> None:
    reading, _ = resolved(COMPANY, source=[("said", "Northgate Holdings")])
    assert name(reading, reading.attributions[0]) == "Northgate Holdings"


def test_a_name_behind_its_title_and_behind_what_opens_a_sentence() -> None:
    marked = "It rained. But Mr. Robin Reed met Ada Reed. [He] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "Robin")])
    assert name(reading, reading.attributions[0]) == "Robin Reed"


def test_whom_a_source_is_of_is_another_one() -> None:
    marked = "[Ada Brandt, director of the Westhaven Coalition,] <feared> {a flood}. [We] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "Westhaven Coalition")])
    assert name(reading, reading.attributions[1]) == "Westhaven Coalition"


def test_its_words_decide() -> None:
    reading, _ = resolved(COMPANY, source=[("said", "Northgate Holdings")])
    (one,) = reading
    assert reading.article.words(*one.named_by) == "Northgate Holdings"
    assert one.source_score == 0.5
    assert reading.sources[0].score == 0.5


def test_a_pronoun_keeps_its_gender() -> None:
    marked = "Mr. Tom Reed met Mrs. Ada Brandt. [She] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "Tom Reed")])
    assert name(reading, reading.attributions[0]) != "Tom Reed"


def test_a_name_stays_what_it_is() -> None:
    marked = "Ada Brandt came. [Tom Reed] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "Ada Brandt")])
    assert name(reading, reading.attributions[0]) == "Tom Reed"


DOCTOR = "The crew freed a young doctor at noon. [He] <said> {it leaks}. Robin Brandt came. [He] <feared> {a flood}."


def test_a_description_that_is_no_sources_words() -> None:
    reading, _ = resolved(DOCTOR, source=[("said", "doctor"), ("feared", "doctor")])
    (source,) = reading.sources
    assert source.name == "a young doctor"
    assert source.kind == "person"
    assert [one.source_id for one in reading] == [source.id, source.id]
    assert {reading.article.words(*one.named_by) for one in reading} == {"a young doctor"}
    assert reading.article.words(source.mentions[0]) == "a young doctor"


def test_a_noun_that_opens_a_paragraph() -> None:
    marked = "It rained.\n\nDoctors came at noon. [They] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "Doctors")])
    assert name(reading, reading.attributions[0]) == "Doctors"


def test_a_noun_for_a_thing_speaks_not() -> None:
    marked = "The crew freed a young tree at noon. [It] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "tree")])
    assert name(reading, reading.attributions[0]) != "a young tree"


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("They told the former harbour ", "the former harbour officers"),
        ("They met senior Norwegian ", "senior Norwegian officers"),
        ("They arrested ", "officers"),
        ("The mayor told her ", "her officers"),
    ],
)
def test_what_belongs_to_a_noun(before: str, phrase: str) -> None:
    marked = f"{before}officers at noon. [They] <said> {{it leaks}}."
    reading, _ = resolved(marked, source=[("said", "officers")])
    assert name(reading, reading.attributions[0]) == phrase


def test_the_other_one_is_a_candidate() -> None:
    marked = "[Tom Reed] <said> {it leaks}. Robin Brandt came. [He] <denied> {it always had}."
    reading, _ = resolved(marked, source=[("denied", "Tom Reed"), ("denied", "Robin Brandt")])
    assert reading.sources[0].candidates == ("Robin Brandt",)


def test_the_network_tells_the_kind() -> None:
    marked = "[Zorvex] <said> {it leaks}."
    reading, _ = resolved(marked, labels={"said": ("kind", "organisation")})
    assert reading.sources[0].kind == "organisation"


def test_of_nobody() -> None:
    marked = "The board is under [some] <criticism> {that it leaks}."
    reading, _ = resolved(marked, labels={"criticism": ("kind", "none")})
    assert reading.attributions[0].source_id is None
    assert reading.sources == ()


def test_the_network_tells_what_goes_on() -> None:
    marked = "[Ada Reed] <said> {the wall leaks}. The water has reached the second gate by now."
    reading, clues = resolved(marked, goes_on=["The water"])
    document = document_of(reading.article)
    (_, one) = with_continued(reading, document, ENGLISH, SCORES, clues)
    assert one.continued == "a1"
    assert name(reading, one) == "Ada Reed"
    assert reading.article.words(*one.content) == "The water has reached the second gate by now"
    assert len(with_continued(reading, document, ENGLISH, SCORES)) == 1


@pytest.mark.parametrize("outlet", ["Harbour Gazette", "Pilot"])
def test_the_network_tells_who_carried_it(outlet: str) -> None:
    marked = f"It was in the {outlet} first. [Ada Reed] <said> {{it leaks}}."
    reading, clues = resolved(marked, carrier=[("said", outlet)])
    traced = trace(reading, document_of(reading.article), ENGLISH, clues)
    assert [hop.name for hop in traced.attributions[0].via] == [outlet]
    assert trace(reading, document_of(reading.article), ENGLISH).attributions[0].via == ()


def test_the_officer_is_not_the_widow() -> None:
    marked = "[The widow] <wept> {at it}. [The officer] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "widow")])
    assert name(reading, reading.attributions[1]) == "The officer"


def test_he_is_not_a_woman() -> None:
    marked = "[A man] <spoke> {of it}. [A woman] <told> {more}. [He] <said> {it leaks}."
    reading, _ = resolved(marked, source=[("said", "woman")])
    assert name(reading, reading.attributions[2]) != "A woman"


def test_a_title_decides_whatever_the_network_says() -> None:
    marked = (
        "President Hugo Salas was charged. Elena Salas wept. [The president] <said> {it leaks}."
    )
    reading, _ = resolved(marked, source=[("said", "Elena")])
    assert name(reading, reading.attributions[0]) == "Hugo Salas"


def test_a_council_is_not_the_police() -> None:
    marked = (
        "[Tarn Valley Police] <said> {no}. [The council] <added> {it}. [The police] <agreed> {now}."
    )
    said = [("added", "Tarn Valley Police"), ("agreed", "Tarn Valley Police")]
    reading, _ = resolved(marked, source=said)
    names = [name(reading, one) for one in reading]
    assert names == ["Tarn Valley Police", "The council", "Tarn Valley Police"]


def test_a_rival_is_not_whose_rival_he_is() -> None:
    marked = "[The mayor] <said> {no}. [Lopez, his old rival], <added> {yes}."
    reading, _ = resolved(marked, source=[("said", "Lopez")])
    assert [name(reading, one) for one in reading] == ["The mayor", "Lopez"]


@pytest.mark.parametrize("source", ["The minister", "He"])
def test_who_is_told_of_is_not_who_says_it(source: str) -> None:
    marked = f"Hugo Tranter died. [{source}] <said> {{Tranter had been a giant}}."
    reading, _ = resolved(marked, source=[("said", "Hugo Tranter")])
    assert name(reading, reading.attributions[0]) != "Hugo Tranter"


def test_one_of_a_family_may_tell_of_another() -> None:
    marked = (
        "Ada Tranter came. Hugo Tranter came too. [She] <said> {Tranter had been a giant of a man}."
    )
    reading, _ = resolved(marked, source=[("said", "Ada Tranter")])
    assert name(reading, reading.attributions[0]) == "Ada Tranter"


def test_a_spokesman_s_we_is_his_body_s() -> None:
    reading = reading_of(
        "[A spokesman for the Harbour Office] <said> {no}. "
        "{“[We] <know> {it leaks}”}, [a Tarn Valley Police spokesman] <added>."
    )
    first, inner, outer = reading.attributions
    nested = replace(reading, attributions=(first, replace(inner, parent=outer.id), outer))
    said = [("know", "A spokesman for the Harbour Office")]
    clues = clues_of(reading.article.text, source=said)
    found = resolve(nested, document_of(reading.article), ENGLISH, clues, lambda _: 0.5)
    assert name(found, found.attributions[1]) == "Tarn Valley Police"
