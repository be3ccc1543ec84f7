"""What language folders take from the Unicode CLDR is what Babel says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_names_are_babels() -> None:
    spec = importlib.util.spec_from_file_location("cldr", ROOT / "docs" / "cldr.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    written = ROOT / "src" / "onrecord" / "languages" / "en" / "cldr.py"
    assert written.read_text(encoding="utf-8") == made.module("en"), "run: make cldr"
