from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.attributions.network import MODEL
from onrecord.attributions.manifest import FEATURES, Settings, read_settings


def test_the_shipped_settings_can_be_read() -> None:
    settings = read_settings(MODEL / "settings.json")
    assert len(settings.calibration) == len(FEATURES)
    assert 0 < settings.floor < settings.min_score < 1


def test_what_is_not_given_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"border": 1.0, "price": [0, 1, 2]}))
    assert read_settings(path) == Settings(border=1.0, price=(0, 1, 2))


@pytest.mark.parametrize("values", [{"bordre": 1.0}, {"calibration": [1.0, 2.0]}])
def test_what_does_not_fit_is_an_error(tmp_path: Path, values: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(values))
    with pytest.raises(ValueError, match=r"settings|calibration"):
        read_settings(path)


def test_a_surer_anchor_has_a_higher_score() -> None:
    settings = Settings()
    doubtful, sure = ((1.0, anchor, *[0.0] * (len(FEATURES) - 2)) for anchor in (-1.0, 3.0))
    assert settings.score(doubtful) < 0.5 < settings.score(sure)
    assert settings.inner_score(doubtful) < settings.inner_score(sure)


def test_no_score_leaves_its_range() -> None:
    settings = Settings(calibration=(0.0, 1e9, *[0.0] * (len(FEATURES) - 2)))
    assert settings.score((1.0, 8.0, *[0.0] * (len(FEATURES) - 2))) <= 1
    assert settings.score((1.0, -8.0, *[0.0] * (len(FEATURES) - 2))) >= 0
