"""The front door: what it takes, and what it says of what it does not take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import Page
from onrecord.attributions import MODEL

TEXT = "The mayor said on Monday that the bridge would open in May."


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda: onrecord.read(None), TypeError, "a page is a URL, text"),  # type: ignore[arg-type]
        (lambda: onrecord.attribute(TEXT), TypeError, "takes an Article"),  # type: ignore[arg-type]
        (lambda: Page(5), TypeError, "text or bytes"),  # type: ignore[arg-type]
        (lambda: Page(TEXT, kind="bogus"), ValueError, "no kind of page"),  # type: ignore[arg-type]
        (
            lambda: onrecord.to_frame([onrecord.PageError("x")]),  # type: ignore[list-item]
            TypeError,
            "takes readings",
        ),
        *(
            (
                lambda threads=threads: onrecord.attribute(
                    onrecord.read_text(TEXT), threads=threads
                ),
                ValueError,
                "number of threads",
            )
            for threads in (0, -1, 2.5, True)
        ),
    ],
)
def test_what_is_not_taken_is_told(call: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        call()


def test_one_input_is_as_good_as_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    for inputs in ("a.txt", Path("a.txt"), ["a.txt"]):
        assert [name for name, _ in onrecord.read_all(inputs)] == ["a.txt"]
    ((_, error),) = onrecord.read_all([b"bytes"])  # type: ignore[list-item]
    assert isinstance(error, onrecord.FormatError)


def test_a_model_may_be_named_by_a_string() -> None:
    article = onrecord.read_text(TEXT, id="x")
    assert onrecord.attribute(article, model=str(MODEL)) == onrecord.attribute(article)
    with pytest.raises(onrecord.ModelError):
        onrecord.attribute(article, model="/nope")


def test_the_settings_are_on_record() -> None:
    article = onrecord.read_text(TEXT, id="x")
    assert article.provenance is not None
    assert article.provenance.settings == {}
    made = onrecord.attribute(article, min_score=0.5, nested=False).provenance
    assert made is not None
    assert made.settings == {
        "min_score": 0.5,
        "force": False,
        "continued": True,
        "nested": False,
        "all_nested": False,
    }


def test_an_empty_frame_has_its_columns() -> None:
    assert "page" in onrecord.to_frame([]).columns
