"""A story of seven outlets, compared: what an editor would say of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from rich.console import Console

import onrecord
from marked import reading_of, resolve
from onrecord.errors import FormatError
from onrecord.page import Page
from onrecord.pipeline import Settings, attribute, read
from onrecord.stories import Claim, Story, compare
from onrecord.stories._model import Derivation
from onrecord.stories.json_form import from_dict, schema, to_dict
from onrecord.stories.network import graphml, network
from onrecord.stories.output import FIELDS, render_terminal, rows, write_rows
from onrecord.stories.report import render_report
from onrecord.stories.texts import Text
from onrecord.stories.wording import folded, standing

STORY = Path(__file__).parents[2] / "demo" / "story"


@pytest.fixture(scope="module")
def readings() -> list[onrecord.Reading]:
    return [onrecord.attribute(onrecord.read(path)) for path in sorted(STORY.glob("*.html"))]


@pytest.fixture(scope="module")
def story(readings: list[onrecord.Reading]) -> Story:
    return compare(readings)


def claim_with(story: Story, *words: str) -> Claim:
    """The claim of which a row has some words."""
    found = [
        claim
        for claim in story.claims
        if any(all(word in story.words(row.place) for word in words) for row in claim.rows)
    ]
    assert found, [claim.wording for claim in story.claims]
    return found[0]


def test_copies_are_folded_under_the_agency(story: Story) -> None:
    outlets = [reading.article.outlet for reading in story.readings]
    kinds = dict(zip(outlets, (one.kind for one in story.derivations), strict=True))
    assert kinds["The Westhaven Courier"] == kinds["The Island Post"] == "wire_copy"
    assert kinds["The Northern Ledger"] == kinds["Radio Sund"] == "independent"
    assert {one.whose for one in story.derivations if one.kind == "wire_copy"} == {
        "Coast Press Agency"
    }
    under = folded(story)
    assert sum(1 + len(copies) for _, copies in under) == 7
    assert len(under) < 7


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([None, 0, 1], [(0, [1, 2])]),  # a copy of a copy
        ([None, None, 0], [(0, [2]), (1, [])]),
        ([2, None, None], [(1, []), (2, [0])]),  # of what came out later
        ([1, 0, None], [(0, [1]), (2, [])]),  # two that retell each other
    ],
)
def test_each_article_is_folded_under_the_first_of_its_kind(
    story: Story, heads: list[int | None], expected: list[tuple[int, list[int]]]
) -> None:
    derived = tuple(
        Derivation("independent" if head is None else "rewrite_with_credit", head) for head in heads
    )
    assert folded(replace(story, derivations=derived)) == expected


def test_a_story_of_another_version_is_not_read(story: Story) -> None:
    values = to_dict(story)
    assert from_dict(values).title == story.title
    for version in ("99.0", "", None):
        with pytest.raises(FormatError, match="version"):
            from_dict({**values, "version": version})


def test_articles_stand_in_order_of_time(story: Story) -> None:
    told = [str(reading.article.published) for reading in story.readings]
    assert told == sorted(told)


def test_ten_outlets_that_repeat_one_report_are_one_origin(story: Story) -> None:
    claim = claim_with(story, "seriously hurt")
    assert claim.articles >= 3 and claim.least == 1
    assert any(origin.what == "Ines Okafor" and origin.sure for origin in claim.origins)


def test_an_anonymous_source_that_another_outlet_relays_is_one_origin_and_denied(
    story: Story,
) -> None:
    claim = claim_with(story, "not on the bridge")
    asserting = {
        row.origin
        for row in claim.rows
        if row.stance == "asserts" and "not on the bridge" in story.words(row.place)
    }
    assert len(asserting) == 1, [(row.origin, story.words(row.place)) for row in claim.rows]
    assert claim.disputed_by
    assert {row.stance for row in claim.rows if "Halden" in (row.source or "")} == {"denies"}
    assert "disputes it" in standing(claim) or "dispute it" in standing(claim)


def test_who_had_it_first(story: Story) -> None:
    claim = claim_with(story, "not on the bridge")
    assert claim.first is not None
    assert (
        story.readings[claim.rows[claim.first].place.article].article.outlet
        == "The Northern Ledger"
    )
    later = [
        hours for row, hours in zip(claim.rows, claim.delays, strict=True) if row.place.article == 5
    ]
    assert later and later[0] == pytest.approx(1.67, abs=0.01)


def test_what_was_asked_and_not_answered(story: Story) -> None:
    told = {(one.source, story.words(one.place)) for one in story.unanswered}
    assert any("Halden Line" in source and "did not respond" in words for source, words in told)


def test_everything_points_at_words(story: Story) -> None:
    for claim in (*story.claims, *story.single):
        assert claim.wording in " ".join(story.words(claim.place).split())
        assert claim.rows and claim.origins
        known = {origin.id for origin in claim.origins}
        assert {row.origin for row in claim.rows} <= known
        assert claim.least <= claim.most
        assert claim.least >= 1
        for row in claim.rows:
            assert story.words(row.place)
        for origin in claim.origins:
            assert set(origin.maybe_same_as) <= known - {origin.id}
            assert all(story.words(place) for reason in origin.why for place in reason.places)
    for event in story.timeline:
        assert event.places and all(story.words(place) for place in event.places)
    for edge in story.network:
        assert edge.source != edge.target and edge.places


def test_a_story_as_it_stood(readings: list[onrecord.Reading]) -> None:
    from datetime import UTC, datetime

    then = compare(readings, as_of=datetime(2026, 6, 3, 8, tzinfo=UTC))
    assert len(then.readings) == 4 and then.frozen is not None
    assert not any(claim.disputed_by for claim in then.claims)


def test_the_order_in_which_articles_are_given_changes_nothing(
    readings: list[onrecord.Reading], story: Story
) -> None:
    assert to_dict(compare(readings[::-1])) == to_dict(story)


def test_json_is_of_its_schema(story: Story) -> None:
    jsonschema.validate(json.loads(json.dumps(to_dict(story))), schema())


def test_rows_and_csv(story: Story) -> None:
    every = list(rows(story))
    assert all(list(row) == list(FIELDS) for row in every)
    assert len(every) == sum(len(claim.rows) for claim in (*story.claims, *story.single))
    out = io.StringIO()
    write_rows(story, out)
    read = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(read) == len(every) and read[0]["wording"] == every[0]["wording"]


def test_for_people_at_a_terminal(story: Story) -> None:
    console = Console(file=io.StringIO(), width=120)
    console.print(render_terminal(story, single=True))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "wire copy of Coast Press Agency" in shown and "asked, and not answered" in shown


def test_the_report_shows_claims_and_fetches_nothing(story: Story) -> None:
    page = render_report(story)
    assert "<script" not in page and "default-src 'none'" in page
    for claim in story.claims:
        assert f'id="{claim.id}"' in page
    assert "wire copy: Coast Press Agency" in page
    assert ("<svg" in page) == (len(story.network) >= 3)


def test_a_surname_is_that_of_a_person_and_a_body_may_go_by_three_capitals() -> None:
    first = "[Anna Reed] <said> {the FBI and Team Reed lied}. [The FBI] <said> {that Reed was wrong}. [Team Reed] <said> {no}."
    reading = resolve(reading_of(first))
    sources = [
        one if one.name == "Anna Reed" else replace(one, name=one.name.removeprefix("The "), kind="organisation")
        for one in reading.sources
    ]  # fmt: skip
    edges = network([Text(replace(reading, sources=tuple(sources)))])
    assert {(edge.source, edge.target) for edge in edges} == {
        ("Anna Reed", "FBI"), ("Anna Reed", "Team Reed"), ("FBI", "Anna Reed"),
    }  # fmt: skip


def test_the_network_is_xml(story: Story) -> None:
    root = ElementTree.fromstring(graphml(story.network))
    assert len(root.findall(".//{*}edge")) == len(story.network)


@pytest.mark.parametrize("words", ["", "Only one line of text.", "<b>&\ud83d\u2028"])
def test_nothing_to_compare(words: str) -> None:
    empty = onrecord.Reading(onrecord.Article("a", words, language="en"), ())
    for told in ([], [empty], [empty, empty]):
        found = compare(told)
        assert not found.claims or words
        assert render_report(found) and to_dict(found)["version"]


def test_a_page_that_is_given_twice_is_one_article(readings: list[onrecord.Reading]) -> None:
    assert len(compare([*readings, readings[0]]).readings) == len(readings)


@pytest.mark.parametrize("told", ["0001-01-01T00:10:00+14:00", "9999-12-31T23:59:59-11:00"])
def test_dates_at_the_edge_of_the_calendar(readings: list[onrecord.Reading], told: str) -> None:
    from dataclasses import replace
    from datetime import date, datetime

    edge = replace(
        readings[0], article=replace(readings[0].article, published=datetime.fromisoformat(told))
    )
    found = compare([edge, *readings[1:3]])
    assert len(found.readings) == 3
    assert render_report(found)
    assert len(compare([edge, *readings[1:3]], as_of=datetime.fromisoformat(told)).readings) <= 3
    assert len(compare(readings, as_of=date(2026, 6, 3)).readings) == 7


def test_no_input_and_no_archive_is_written_over(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from onrecord.archive import Archive
    from onrecord.cli import main

    pages = [tmp_path / f"{number}.html" for number in range(2)]
    for page, source in zip(pages, sorted(STORY.glob("*.html")), strict=False):
        page.write_bytes(source.read_bytes())
    Archive(tmp_path / "news.db").close()
    before = [page.read_bytes() for page in pages]
    run = CliRunner()
    for output in (pages[0], tmp_path / "news.db"):
        told = run.invoke(main, ["compare", *map(str, pages), "-f", "html", "-o", str(output)])
        assert told.exit_code == 2, told.output
    assert [page.read_bytes() for page in pages] == before
    Archive(tmp_path / "news.db", create=False).close()
    told = run.invoke(main, ["compare", *map(str, pages), "--as-of", "2026-W23-1", "-f", "csv"])
    assert told.exit_code == 0 and "left out: 2 articles" in told.output
    assert run.invoke(main, ["compare", str(pages[0]), "--as-of", "soon"]).exit_code == 2


def test_names_that_xml_cannot_hold() -> None:
    from onrecord.stories import Edge

    told = graphml([Edge("Anna \x01Kovac", "Tom \ud83dRuiz\ufffe", "about", ())])
    ElementTree.fromstring(told)


def test_pages_without_a_word_are_no_articles(readings: list[onrecord.Reading]) -> None:
    empty = onrecord.Reading(onrecord.Article("empty", " \n", outlet="Gazette"), ())
    assert len(compare([*readings[:2], empty]).readings) == 2


def test_no_cell_steers_a_terminal(readings: list[onrecord.Reading]) -> None:
    steering = replace(readings[0], article=replace(readings[0].article, outlet="Gaz\x1b[2Jette"))
    out = io.StringIO()
    write_rows(compare([steering, *readings[1:3]]), out)
    assert "Gaz�[2Jette" in out.getvalue() and "\x1b" not in out.getvalue()


@pytest.mark.parametrize(("hour", "stances"), [(9, {"asserts"}), (5, {"asserts", "denies"})])
def test_a_later_count_denies_no_earlier_one(hour: int, stances: set[str]) -> None:
    """At one moment two counts cannot both be right; hours later the second is news."""
    told = []
    for many, clock in ((300, 5), (450, hour)):
        words = f"Some {many} workers of the Dahl factory went on strike on Monday, the union Metall said."
        reading = attribute(read(Page(words, kind="raw")), Settings(force=True))
        moment = datetime(2026, 5, 4, clock, tzinfo=UTC)
        told.append(replace(reading, article=replace(reading.article, published=moment)))
    (claim,) = compare(told).claims
    assert {row.stance for row in claim.rows} == stances
