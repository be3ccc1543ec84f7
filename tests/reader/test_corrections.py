"""What readers find wrong: proposed, accepted, and put right however often the article is read anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from archiving import article_of, filed
from onrecord import Reading
from onrecord.archive import Archive, schema, site
from onrecord.archive.correcting import export_corrected
from onrecord.archive.corrections import Correction, corrected
from onrecord.archive.pages import unpacked
from onrecord.errors import SiteError
from onrecord.reader.corrections import Corrections
from onrecord.stories.store import Stories

TEXT = (
    "[Ana Ruiz] <said> {the dam was safe}. [She] <said> {nobody had asked}. [Ben Okoye] <denied> {it}.\n\n"
    "[Two officials] <said> {the wall was wet}."
)


def reading() -> Reading:
    return article_of(TEXT, url="https://a.example/dam", title="Dam")


@pytest.fixture
def corrections(archive: Archive) -> Corrections:
    archive.add(filed(reading()))
    return Corrections(archive.database)


def who(archive: Archive, place: int) -> str | None:
    found = archive.reading(1)
    source = found.source_of(found.attributions[place])
    return source.name if source else None


def test_an_accepted_correction_changes_the_archive(
    archive: Archive, corrections: Corrections
) -> None:
    number = corrections.propose(
        1, "a2", "source", "Lena Holt", note="She says so herself.", name="Ada"
    )
    assert who(archive, 1) == "Ana Ruiz" and corrections.waiting() == 1
    (waiting,) = corrections.queue()
    assert (waiting.words, waiting.value, waiting.name) == ("nobody had asked", "Lena Holt", "Ada")
    assert corrections.decide(number, accept=True, by="Ed")
    assert who(archive, 1) == "Lena Holt"
    assert [hit.attribution.id for hit in archive.search('source:"Lena Holt"').statements] == ["a2"]
    assert len(archive.search('source:"Ana Ruiz"').statements) == 1
    (held,) = corrections.accepted(1)
    assert held.decided_by == "Ed" and held.decided_at
    assert archive.check() == []


def test_it_survives_being_read_anew_and_changed(
    archive: Archive, corrections: Corrections
) -> None:
    corrections.decide(corrections.propose(1, "a2", "source", "Lena Holt"), accept=True, by="Ed")
    newer = reading()
    assert newer.provenance is not None
    newer = replace(newer, provenance=replace(newer.provenance, software="onrecord newer"))
    archive.add(filed(newer, minute=1))
    assert who(archive, 1) == "Lena Holt"
    longer = article_of("More came out. " + TEXT, url="https://a.example/dam", title="Dam")
    archive.add(filed(longer, minute=2))
    assert who(archive, 1) == "Lena Holt"
    assert archive.check() == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("terms", "anonymous", lambda found: found.attributions[3].terms == "anonymous"),
        ("words", "the wall", lambda found: found.text_of(found.attributions[3]) == "the wall"),
        ("words", "the … wet", lambda found: found.text_of(found.attributions[3]) == "the … wet"),
        ("no_statement", "", lambda found: [one.id for one in found] == ["a1", "a2", "a3"]),
        ("claim", "", lambda found: found == reading() or len(found) == 4),
    ],
)
def test_each_thing_that_may_be_wrong(
    archive: Archive, corrections: Corrections, field: str, value: str, told: object
) -> None:
    corrections.decide(corrections.propose(1, "a4", field, value), accept=True, by="Ed")
    assert told(archive.reading(1))  # type: ignore[operator]
    assert archive.check() == []


@pytest.mark.parametrize(
    ("statement", "field", "value", "told"),
    [
        ("a99", "source", "x", "no such statement"), ("a1", "colour", "x", "what is wrong"),
        ("a1", "source", " ", "write something"), ("a1", "terms", "secret", "terms are one of"),
        ("a1", "words", "words that are not there", "just so"),
    ],
)  # fmt: skip
def test_what_cannot_be_right(
    corrections: Corrections, statement: str, field: str, value: str, told: str
) -> None:
    with pytest.raises(SiteError, match=told):
        corrections.propose(1, statement, field, value)
    assert corrections.waiting() == 0


def test_a_rejected_one_changes_nothing(archive: Archive, corrections: Corrections) -> None:
    corrections.decide(corrections.propose(1, "a2", "source", "Lena Holt"), accept=False, by="Ed")
    assert who(archive, 1) == "Ana Ruiz" and corrections.waiting() == 0
    with pytest.raises(SiteError, match="no such correction"):
        corrections.decide(99, accept=True, by="Ed")


def test_a_correction_of_words_that_are_gone_changes_nothing() -> None:
    told = Correction(1, "a1", "words that were never there", 3, "source", "Somebody")
    assert corrected(reading(), [told]) == reading()


def test_they_are_exported_as_labelled_data(
    archive: Archive, corrections: Corrections, tmp_path: Path
) -> None:
    corrections.decide(corrections.propose(1, "a2", "source", "Lena Holt"), accept=True, by="Ed")
    assert export_corrected(archive.database, tmp_path / "out") == 1
    text = (tmp_path / "out" / "article-1.txt").read_text(encoding="utf-8")
    rows = [
        json.loads(line) for line in (tmp_path / "out" / "article-1.jsonl").read_text().splitlines()
    ]
    assert rows[1]["name"] == "Lena Holt"
    (start, end), *_ = rows[1]["content"]
    assert text[start:end] == "nobody had asked"


def test_the_exports_form_is_that_of_the_corpus(
    archive: Archive, corrections: Corrections, tmp_path: Path, corpora: Path
) -> None:
    corrections.decide(corrections.propose(1, "a2", "source", "Lena Holt"), accept=True, by="Ed")
    export_corrected(archive.database, tmp_path)
    labelled = next((corpora / "modern/train").glob("*.jsonl"))
    theirs = json.loads(labelled.read_text(encoding="utf-8").splitlines()[0])
    ours = json.loads((tmp_path / "article-1.jsonl").read_text().splitlines()[0])
    assert set(ours) == set(theirs)


def test_a_statement_is_not_of_the_claim_that_it_is_shown_with(archive: Archive) -> None:
    words = "[Ana Ruiz] <said> {the wall of the Orr dam had cracked on Monday night}. Rain fell."
    for number in range(3):
        archive.add(
            article_of(
                words, url=f"https://{number}.example/a", outlet=f"Outlet {number}", title="Orr dam"
            )
        )
    stories, corrections = Stories(archive), Corrections(archive.database)
    stories.work_in()

    def carried() -> set[int]:
        told = stories.told(1)
        return {
            told.articles[row.place.article]
            for claim in told.story.claims
            for row in claim.rows
            if row.attribution
        }

    assert carried() == {1, 2, 3}
    number = corrections.propose(2, "a1", "claim", "")
    assert corrections.decide(number, accept=True, by="Ed")
    assert stories.untold() == [1] and carried() == {1, 3}
    corrections.decide(number, accept=False, by="Ed")
    assert carried() == {1, 2, 3}


def test_two_who_say_the_same_take_away_one_statement(
    archive: Archive, corrections: Corrections
) -> None:
    numbers = [corrections.propose(1, "a2", "no_statement", "") for _ in range(2)]
    assert [corrections.decide(one, accept=True, by="Ed") for one in numbers] == [True, False]
    assert [one.id for one in archive.reading(1)] == ["a1", "a3", "a4"]
    assert [one.state for one in corrections.queue("rejected")] == ["rejected"]
    later = corrections.propose(1, "a4", "terms", "anonymous")
    assert corrections.decide(later, accept=True, by="Ed")
    assert [one.id for one in archive.reading(1)] == ["a1", "a3", "a4"]
    assert archive.check() == []


def test_one_that_is_taken_back_leaves_nothing(archive: Archive, corrections: Corrections) -> None:
    before = archive.reading(1)
    first = corrections.propose(1, "a2", "source", "Lena Holt")
    second = corrections.propose(1, "a4", "words", "the wall")
    for number in (first, second):
        corrections.decide(number, accept=True, by="Ed")
    corrections.decide(first, accept=False, by="Ed")
    assert who(archive, 1) == "Ana Ruiz"
    assert archive.reading(1).text_of(archive.reading(1).attributions[3]) == "the wall"
    corrections.decide(second, accept=False, by="Ed")
    assert archive.reading(1) == before and archive.check() == []


def test_a_new_source_is_not_of_the_terms_of_the_old_one(
    archive: Archive, corrections: Corrections
) -> None:
    corrections.decide(corrections.propose(1, "a4", "source", "Maria Novak"), accept=True, by="Ed")
    found = archive.reading(1)
    source = found.source_of(found.attributions[3])
    assert source is not None and (source.kind, source.terms) == (None, "on_record")
    assert found.attributions[3].terms == "on_record"


def test_who_says_so_sees_and_deletes_it(archive: Archive, corrections: Corrections) -> None:
    waits = corrections.propose(1, "a2", "source", "Lena Holt", name="Ada", author="secret")
    holds = corrections.propose(1, "a4", "terms", "anonymous", name="Ada", author="secret")
    corrections.decide(holds, accept=True, by="Ed")
    assert [one["id"] for one in corrections.of_author("secret")] == [waits, holds]
    assert corrections.forget_author("secret") == 2
    assert corrections.of_author("secret") == [] and corrections.waiting() == 0
    (kept,) = corrections.accepted(1)
    assert kept.name is None


def test_a_person_who_is_forgotten_is_in_no_correction_and_does_not_come_back(
    archive: Archive, corrections: Corrections
) -> None:
    terms = corrections.propose(1, "a4", "terms", "anonymous", note="Ana Ruiz told me so.")
    corrections.decide(terms, accept=True, by="Ed")
    corrections.propose(1, "a3", "source", "Ana Ruiz")
    archive.forget_actor("Ana Ruiz")
    (held,), (waiting,) = corrections.accepted(1), corrections.queue()
    assert waiting.value == "███ ████"
    with archive.database.read() as connection:
        kept = connection.execute(select(schema.reading.c.data, schema.reading.c.uncorrected)).one()
        notes = connection.execute(select(site.correction.c.note)).scalars().all()
    assert notes == ["███ ████ told me so.", None]
    for data in kept:
        assert data is not None and "Ruiz" not in unpacked(data).to_json()
    corrections.decide(held.id, accept=False, by="Ed")
    assert archive.search("dam").statements == ()
    assert "Ruiz" not in archive.reading(1).to_json()
    assert archive.check() == []
