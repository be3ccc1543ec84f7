"""The measures of stories: as the set's own script has them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import stories


def test_b_cubed() -> None:
    assert stories._b3([1, 1, 2, 2], [1, 1, 2, 2]) == 100
    assert stories._b3([1, 1, 1, 1], [1, 1, 2, 2]) == pytest.approx(200 * 0.5 / 1.5)
    assert stories._b3([], []) == 0


def test_pairs_across_the_stories_of_a_topic() -> None:
    docs = [{"topic": "1", "story": one} for one in ("a", "a", "b")]
    assert stories._crossed([1, 1, 1], docs) == 100
    assert stories._crossed([1, 1, 2], docs) == 0


def test_macro_f1() -> None:
    assert stories._macro([0, 1], [0, 1]) == 100
    assert stories._macro([0, 1, 1], [1, 1, 1]) == pytest.approx((0 + 80) / 2)


def test_the_measure_is_that_of_the_set(shared: Path) -> None:
    folder = shared / "corpora" / "origins"
    told = [json.loads(path.read_text()) for path in sorted(folder.glob("*/story.json"))]
    printed = subprocess.run(
        [sys.executable, str(folder / "score.py")], capture_output=True, text=True, check=True
    ).stdout
    for ours, theirs in (
        ("all one origin", "all one origin"),
        ("one per article", "one per article"),
        ("source string", "source string"),
        ("the same, 1 sure", "source string, 1 sure"),
    ):
        line = next(one for one in printed.splitlines() if one.startswith(f"{theirs}  "))
        expected = {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", line)}
        found = stories._measured(
            {one["story"]: stories._BASELINES[ours](one) for one in told},
            [(one, None) for one in told],
        )
        for name, value in found.items():
            assert value == pytest.approx(expected[name], abs=0.06), (ours, name)
