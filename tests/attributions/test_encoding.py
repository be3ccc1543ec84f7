from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions import encoding
from onrecord.attributions.encoding import BREAKS, CASES, encode, load_tokenizer
from onrecord.attributions.network import MODEL

TOKENIZER = load_tokenizer(MODEL / "tokenizer.json")


def test_features() -> None:
    pieces = encode("The USA\n\nsaid McDonald\n2024", TOKENIZER)
    first = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    assert pieces.cases[first].tolist() == [2, 3, 1, 4, 0]
    assert pieces.breaks[first].tolist() == [2, 0, 2, 0, 1]


def test_offsets_point_into_the_text() -> None:
    text = "Über „Straße“ 🙂 sagte\u00a0sie"
    pieces = encode(text, TOKENIZER)
    words = [text[pieces.starts[i] : pieces.ends[i]] for i in range(len(pieces))]
    assert "".join(words) == "Über„Straße“🙂sagtesie"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    pieces = encode(text, TOKENIZER)
    assert (pieces.starts <= pieces.ends).all()
    assert (pieces.starts[1:] >= pieces.starts[:-1]).all()
    assert not len(pieces) or pieces.ends.max() <= len(text)
    assert ((pieces.cases >= 0) & (pieces.cases < CASES)).all()
    assert ((pieces.breaks >= 0) & (pieces.breaks < BREAKS)).all()
    assert (np.diff(pieces.words) >= 0).all()
    assert (np.diff(pieces.words) <= 1).all()


def test_a_long_text_in_chunks_is_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The minister said so.\nNobody else did.\n" * 40
    whole = encode(text, TOKENIZER)
    monkeypatch.setattr(encoding, "_CHUNK", 100)
    parts = encode(text, TOKENIZER)
    for name in ("ids", "starts", "ends", "words", "cases", "breaks"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name


def test_a_word_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_CHUNK", 1_000)
    assert len(encode("x" * 10_000, TOKENIZER))
