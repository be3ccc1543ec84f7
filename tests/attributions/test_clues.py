"""What the network says of attributions beside their spans."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluing import clues_of
from marked import reading_of
from onrecord import Span
from onrecord.attributions import LABELS
from onrecord.attributions.clues import Heads, read_heads
from onrecord.errors import ModelError

MARKED = "Ada Reed runs the harbour. [She] <said> {it leaks}."
READING = reading_of(MARKED)
TEXT = READING.article.text


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_a_source_is_named_elsewhere() -> None:
    pointed = clues_of(TEXT, source=[("said", "Ada Reed")]).pointed(READING.attributions[0])
    assert pointed.share([place("Ada Reed")]) > 0.95
    assert pointed.share([place("harbour")]) < 0.05


def test_nowhere_is_what_is_left() -> None:
    pointed = clues_of(TEXT).pointed(READING.attributions[0])
    assert pointed.nowhere > 0.5
    assert pointed.nowhere + float(pointed.shares.sum()) == pytest.approx(1, abs=1e-4)


def test_nobody_points_at_itself() -> None:
    pointed = clues_of(TEXT, source=[("said", "She")]).pointed(READING.attributions[0])
    assert pointed.share([place("She")]) == 0


def test_carriers_are_asked_for_apart() -> None:
    clues = clues_of(TEXT, carrier=[("said", "harbour")])
    one = READING.attributions[0]
    assert clues.carried(one).share([place("harbour")]) > 0.9
    assert clues.pointed(one).share([place("harbour")]) < 0.1


def test_labels_are_probabilities() -> None:
    told = clues_of(TEXT, labels={"said": ("kind", "person")}).labels(READING.attributions[0])
    assert told.keys() == LABELS.keys()
    assert all(sum(shares.values()) == pytest.approx(1, abs=1e-5) for shares in told.values())
    assert told["kind"]["person"] > 0.99


def test_what_goes_on() -> None:
    clues = clues_of(TEXT, goes_on=["runs"])
    assert clues.goes_on(place("runs the")) > 0.99
    assert clues.goes_on(place("harbour")) < 0.01


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 12))
def test_any_stretch_has_a_share(start: int, length: int) -> None:
    pointed = clues_of(TEXT, source=[("said", "Ada Reed")]).pointed(READING.attributions[0])
    assert 0 <= pointed.share([Span(start, start + length)]) <= 1.001


def heads() -> dict[str, np.ndarray]:
    made = clues_of(TEXT).heads
    return {name: getattr(made, name) for name in Heads.__slots__}


def test_heads_are_read_back(tmp_path: Path) -> None:
    np.savez(tmp_path / "heads.npz", **heads())
    assert read_heads(tmp_path / "heads.npz").width == 32


def test_damaged_heads_are_told(tmp_path: Path) -> None:
    (tmp_path / "heads.npz").write_bytes(b"no archive")
    with pytest.raises(ModelError, match="no heads that can be read"):
        read_heads(tmp_path / "heads.npz")


@pytest.mark.parametrize("name", ["label_weights", "biases"])
def test_heads_of_another_form_are_refused(tmp_path: Path, name: str) -> None:
    arrays = heads()
    arrays[name] = np.zeros((2, 7), dtype=np.float32)
    np.savez(tmp_path / "heads.npz", **arrays)
    with pytest.raises(ModelError, match="another version"):
        read_heads(tmp_path / "heads.npz")
