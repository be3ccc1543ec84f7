"""What belongs to a set of weights is checked when they are loaded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from onrecord import ModelError
from onrecord.attributions import MODEL, Manifest, load, read_manifest
from onrecord.attributions.manifest import FEATURES, FILES, SHIPPED, check_version

LEAST = {"name": "test", "language": "en", "requires": ">=0.1"}


def written(folder: Path, **values: Any) -> Path:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**LEAST, **values}))
    return path


def test_the_shipped_manifest_can_be_read() -> None:
    manifest = read_manifest(MODEL / "manifest.json")
    assert len(manifest.calibration) == len(FEATURES)
    assert 0 < manifest.floor < manifest.least < 1
    assert manifest.language == "en"
    assert set(manifest.continued_scores) == {"data", "figures", "plan", "quotation"}


def test_what_is_not_given_has_its_default(tmp_path: Path) -> None:
    path = written(tmp_path, border=1.0, price=[0, 1, 2])
    assert read_manifest(path) == Manifest(**LEAST, border=1.0, price=(0, 1, 2))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"bordre": 1.0}, "unknown entries: bordre"),
        ({"calibration": [1.0, 2.0]}, "a weight for each"),
        ({"calibration": {"bias": 1.0}}, "a weight for each"),
        ({"price": [1.0]}, "3 numbers"),
        ({"pieces": "two"}, "pieces should be int"),
        ({"least": 2.0}, "probability"),
        ({"window": {"body": 2}}, "window"),
        ({"window": {"size": 2}}, "size"),
        ({"requires": ">=9"}, "for onrecord >=9"),
        ({"requires": "at least one"}, "no version specifier"),
    ],
)
def test_what_does_not_fit_is_an_error(tmp_path: Path, values: dict[str, Any], told: str) -> None:
    with pytest.raises(ModelError, match=told):
        read_manifest(written(tmp_path, **values))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"name": "x"}', "\xff"])
def test_what_is_no_manifest_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ModelError, match=r"manifest\.json"):
        read_manifest(path)


@pytest.mark.parametrize("missing", [*FILES, "manifest.json"])
def test_a_model_that_lacks_a_file_says_which(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for path in MODEL.iterdir():
        if path.name not in (missing, "CARD.md"):
            shutil.copy(path, folder)
    with pytest.raises(ModelError, match=missing.replace(".", r"\.")):
        load(folder)


def test_a_surer_anchor_has_a_higher_score() -> None:
    manifest = Manifest()
    doubtful, sure = ((1.0, anchor, *[0.0] * (len(FEATURES) - 2)) for anchor in (-1.0, 3.0))
    assert manifest.score(doubtful) < 0.5 < manifest.score(sure)
    assert manifest.inner_score(doubtful) < manifest.inner_score(sure)


def test_no_score_leaves_its_range() -> None:
    manifest = Manifest(calibration=(0.0, 1e9, *[0.0] * (len(FEATURES) - 2)))
    assert manifest.score((1.0, 8.0, *[0.0] * (len(FEATURES) - 2))) <= 1
    assert manifest.score((1.0, -8.0, *[0.0] * (len(FEATURES) - 2))) >= 0


def test_the_model_that_ships_is_for_this_version() -> None:
    path = SHIPPED / "manifest.json"
    check_version(path, read_manifest(path).requires)
