"""The JSON form is held to its published schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import onrecord
from onrecord import Page, PageError, TooLargeError
from onrecord.formats.json_form import error_record, record, schema
from onrecord.records import SCHEMA_VERSION as VERSION


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


@pytest.mark.parametrize("page", ["demo_page", "scraped_page"])
def test_readings_fit_the_schema(
    page: str, request: pytest.FixtureRequest, validator: jsonschema.Draft202012Validator
) -> None:
    reading = onrecord.attribute(onrecord.read(request.getfixturevalue(page)))
    written = json.loads(json.dumps(record(reading)))
    validator.validate(written)
    text = written["article"]["text"]
    for one in written["attributions"]:
        for role in ("source", "cue", "content"):
            for span in one[role]:
                assert text[span["start"] : span["end"]] == span["words"]


@pytest.mark.parametrize("text", ["", "Nothing is said here."])
def test_empty_readings_fit_too(text: str, validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(record(onrecord.attribute(onrecord.read(Page(text, kind="raw")))))


@pytest.mark.parametrize("error", [PageError("no"), TooLargeError("big")])
def test_errors_fit(error: PageError, validator: jsonschema.Draft202012Validator) -> None:
    written = error_record("x", error)
    validator.validate(written)
    assert written["error"]["kind"] == type(error).__name__


def test_the_schema_refuses_what_it_should(
    demo_page: Path, validator: jsonschema.Draft202012Validator
) -> None:
    written = record(onrecord.attribute(onrecord.read(demo_page)))
    for broken in (
        {**written, "version": "0.1"},
        {key: value for key, value in written.items() if key != "article"},
        {**written, "attributions": [{**written["attributions"][0], "form": "quoted"}]},
        {**written, "attributions": [{**written["attributions"][0], "score": 1.2}]},
    ):
        assert not validator.is_valid(broken)


def test_a_later_minor_version_may_add_fields(
    demo_page: Path, validator: jsonschema.Draft202012Validator
) -> None:
    reading = onrecord.attribute(onrecord.read(demo_page))
    written = {**record(reading), "version": "2.9", "extra": 1}
    written["attributions"][0]["mood"] = "grim"
    assert validator.is_valid(written)
    assert onrecord.Reading.from_dict(written) == reading


def test_version_is_that_of_the_schema() -> None:
    assert schema()["$id"].endswith(VERSION)


def test_benchmark_reads_our_own_form(tmp_path: Path, scraped_page: Path) -> None:
    import attribution

    text = scraped_page.read_text(encoding="utf-8")
    reading = onrecord.attribute(onrecord.read(scraped_page))
    (tmp_path / "x.json").write_text(json.dumps(record(reading)), encoding="utf-8")
    found = attribution.predictions(tmp_path, "x", text)
    outer = [one for one in reading if one.parent is None]  # gold marks no others
    for ours, theirs in zip(found, outer, strict=True):
        words = [text[a:b] for a, b in ours.cue]
        assert words == [reading.article.words(span) for span in theirs.cue]
