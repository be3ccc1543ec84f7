"""The stories of a run's tables, beside those that the same functions make of a handful of articles."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord import FormatError
from onrecord.languages import story_words
from onrecord.page.inputs import pages
from onrecord.pipeline import Settings, read_and_attribute
from onrecord.scale.grouping import grouped_in_order, members_of
from onrecord.scale.happenings import stories, told_by
from onrecord.scale.places import Folder
from onrecord.scale.running import Engine
from onrecord.scale.vectors import UNDATED, blocks_beside, near, weighed
from onrecord.stories import compare
from onrecord.stories.grouping import WINDOW
from onrecord.stories.json_form import schema, to_dict
from onrecord.stories.texts import Text
from onrecord.stories.vectors import Frequencies, Vectors, alike, bags
from scaled import PAGES, jsonl, ran

DEMO = Path(__file__).parents[2] / "demo" / "news.jsonl"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of the demo's articles, one of them twice, with its stories."""
    folder = tmp_path_factory.mktemp("stories")
    lines = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    copy = {**lines[0], "id": "copy", "url": "https://copier.example/1", "outlet": "The Copier"}
    output = folder / "out"
    ran(output, jsonl(folder / "a.jsonl", [*lines, copy]))
    told_of(output, claims=True)
    return output


def told_of(output: Path, *, claims: bool) -> dict[str, int]:
    order = {"articles": 22, "claims": claims}
    engine = Engine(1)
    return dict(told_by(engine, Folder(str(output)), Folder(str(output / "stories")), order).counts)


def table(output: Path, name: str) -> list[dict[str, object]]:
    return parquet.read_table(output / "stories" / name).to_pylist()


def test_articles_of_one_happening_are_one_story(made: Path) -> None:
    ids = {row["key"]: row["id"] for row in parquet.read_table(made / "articles").to_pylist()}
    groups = defaultdict(set)
    for row in table(made, "members"):
        groups[row["story"]].add(row["key"])
    assert sorted(key for own in groups.values() for key in own) == sorted(ids)
    # The demo's articles are called by their happening.
    told = {frozenset(ids[key].split("-")[0] for key in own) - {"copy"} for own in groups.values()}
    assert all(len(own) == 1 for own in told)
    several = {story for story, own in groups.items() if len(own) > 1}
    assert {row["story"] for row in table(made, "stories")} == several
    assert len(several) == 6


def test_a_copy_stands_in_its_originals_story(made: Path) -> None:
    (copy,) = [row for row in table(made, "members") if row["derivation"] == "copy_of_article"]
    original = next(row for row in table(made, "members") if row["key"] == copy["of"])
    assert copy["story"] == original["story"]
    claims = [row for row in table(made, "claims") if row["story"] == copy["story"]]
    for claim in claims:
        asserting = {row["key"] for row in claim["rows"] if row["stance"] == "asserts"}
        assert claim["copies"] == (copy["of"] in asserting)
    assert any(claim["copies"] for claim in claims)


def test_claims_are_those_of_compare(made: Path) -> None:
    import jsonschema

    identities = {
        row["identity"]: row["key"] for row in parquet.read_table(made / "articles").to_pylist()
    }
    readings = [read_and_attribute(page, Settings()) for _, page in pages([DEMO])]
    members = {
        row["key"]: row["story"] for row in table(made, "members") if row["place"] is not None
    }
    for row in table(made, "stories"):
        own = [one for one in readings if members[identities[one.article.identity]] == row["story"]]
        theirs = to_dict(compare(own))
        record = json.loads(row["record"])
        jsonschema.validate(record, schema())
        assert record["claims"] == theirs["claims"]
        assert row["claims"] == len(theirs["claims"])


def test_stories_without_claims(made: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    subprocess.run(["cp", "-r", made, output], check=True)
    Folder(str(output)).remove("stories")
    counts = told_of(output, claims=False)
    assert counts["claims"] == 0
    assert counts["stories"] == len(table(made, "stories"))
    without = {row["key"]: (row["story"], row["derivation"]) for row in table(output, "members")}
    assert without == {
        row["key"]: (row["story"], row["derivation"]) for row in table(made, "members")
    }


def test_a_story_that_cannot_be_compared_is_a_row_that_says_why(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    subprocess.run(["cp", "-r", made, output], check=True)
    Folder(str(output)).remove("stories")
    monkeypatch.setattr("onrecord.scale.telling._LIMIT", 1e-4)
    counts = told_of(output, claims=False)
    assert counts["failed"] == counts["stories"] > 0
    assert all("TimeLimitError" in row["error"] for row in table(output, "stories"))
    assert len(table(output, "members")) == len(table(made, "members"))


def vectors_of(*texts: str) -> tuple[list[Vectors], pa.Table]:
    """Vectors of articles, as a table that says they came out a day apart."""
    from onrecord import Page, Reading
    from onrecord.article import read_page

    made = []
    for text in texts:
        article = read_page(Page(text, id="a"))
        made.append(
            Vectors.made(bags(Text(Reading(article, ())), story_words("en")), Frequencies())
        )
    rows = [
        {"key": 10 * place, "day": 7 * place, "ids": ids, "weights": weights}
        for place, (ids, weights) in enumerate(map(weighed, made))
    ]
    fields = pa.schema([("key", pa.int64()), ("day", pa.int32()), ("ids", pa.list_(pa.int64())), ("weights", pa.list_(pa.float32()))])  # fmt: skip
    return made, pa.Table.from_pylist(rows, schema=fields)


def test_products_of_sparse_vectors_are_how_alike_articles_are() -> None:
    texts = (PAGES[0], PAGES[1], PAGES[2], f"{PAGES[0]} {PAGES[1]}")
    made, held = vectors_of(*texts)
    found = near(held, held)
    values = dict(
        zip(
            zip(found["one"].tolist(), found["other"].tolist(), strict=True),
            found["value"],
            strict=True,
        )
    )
    assert set(values) <= {(10 * one, 10 * other) for other in range(4) for one in range(other)}
    for one in range(4):
        for other in range(one + 1, 4):
            told = alike(made[one], made[other])
            assert values.get((10 * one, 10 * other), 0.0) == pytest.approx(
                told if told >= 0.05 else 0.0, abs=1e-5
            )


def test_articles_that_lie_too_far_apart_are_not_near() -> None:
    _, held = vectors_of(*[PAGES[0]] * 5)
    found = near(held.slice(4), held)
    assert sorted(found["one"].tolist()) == [10, 20, 30]  # 21 days before, and later
    assert np.allclose(found["value"], 1.0, atol=1e-4)


def test_blocks_that_are_laid_beside_each_other() -> None:
    assert blocks_beside(10, [3, 7, 8, 10, 11, UNDATED]) == [7, 8, 10]
    assert blocks_beside(UNDATED, [3, UNDATED]) == [UNDATED]


def test_what_cannot_change_any_more_is_told_and_forgotten() -> None:
    told: list[list[int]] = []
    batches = [
        ([1, 2, 3], [0, 0, 1], {2: {1: 0.9}}),
        ([4], [WINDOW], {4: {1: 0.8, 2: 0.8}}),
        ([5], [3 * WINDOW], {}),
        ([6], [3 * WINDOW + 1], {6: {5: 0.9, 1: 0.9}}),  # 1 is gone
    ]
    for story in grouped_in_order(iter(batches)):
        told.append(story)
    assert told == [[3], [1, 2, 4], [5, 6]]


def test_members_of_stories_and_copies() -> None:
    found = members_of([[5, 2], [9]], np.array([7, 8]), np.array([2, 100])).to_pylist()
    assert found == [
        {"key": 2, "story": 5, "place": 1, "copy_of": None, "articles": 3},
        {"key": 5, "story": 5, "place": 0, "copy_of": None, "articles": 3},
        {"key": 7, "story": 5, "place": None, "copy_of": 2, "articles": 3},
        {"key": 9, "story": 9, "place": 0, "copy_of": None, "articles": 1},
    ]
    assert members_of([], np.zeros(0, int), np.zeros(0, int)).num_rows == 0


def test_the_command(made: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    ran(output, jsonl(tmp_path / "a.jsonl", [{"text": PAGES[0]}, {"text": PAGES[1]}]))
    command = [sys.executable, "-m", "onrecord.cli", "scale-stories", str(output), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2 articles, 0 of them in 0 stories of several, 0 claims\n"
    again = subprocess.run([*command, "--no-claims"], capture_output=True, text=True)
    assert again.returncode == 2
    assert "made with claims" in again.stderr


def test_years_whose_articles_have_no_statements(tmp_path: Path) -> None:
    told = [
        {"text": PAGES[0], "published": "2026-05-01"},
        {"text": PAGES[2] + " Nothing more is known.", "published": "2026-05-02"},
        {"text": PAGES[3], "published": "2020-01-01"},
        {"text": "Nothing happened at all in the town of Halden.", "published": "1999-01-01"},
    ]
    output = tmp_path / "out"
    ran(output, jsonl(tmp_path / "a.jsonl", told), keep_copies=True)
    assert told_of(output, claims=False)["grouped"] == 2


def test_no_finished_run(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no finished run"):
        stories(str(tmp_path))
