"""Small pages of every shape that readers of news trip over, read as is right of them.

They were written by people who had not seen the code (``pages/``, with what is right in
``pages/expected``); rules were written by their misses, so how well pages like them are read is measured on others
(``benchmarks/pages``).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "pages"
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from cases import Verdict, judged  # noqa: E402

#: What is read wrong, and known to be: (page, field, words).
KNOWN = {
    ("bo04_paywall_teaser", "body_has", "The first safe was opened on Monday before two notaries"),
    ("bo11_bold_headings", "body_lacks", "Chip in from $5"),
    ("en01_cp1252_called_latin1", "body_lacks", "Pixel & Péniche"),
    ("in02_heading_questions", "kinds", "Fifty-three hours, for a telephone"),
}
VERDICTS = list(judged(FOLDER))


def test_every_page_is_judged() -> None:
    assert (
        len({one.page for one in VERDICTS}) == len(list((FOLDER / "expected").glob("*.json"))) == 50
    )


@pytest.mark.parametrize("page", sorted({one.page for one in VERDICTS}))
def test_page(page: str) -> None:
    wrong = [one for one in VERDICTS if one.page == page and not one.right and not _is_known(one)]
    assert wrong == []


def test_what_is_known_to_be_wrong_still_is() -> None:
    wrong = {(one.page, one.field, _words(one)) for one in VERDICTS if not one.right}
    assert wrong == KNOWN


def _is_known(one: Verdict) -> bool:
    return (one.page, one.field, _words(one)) in KNOWN


def _words(one: Verdict) -> object:
    return one.wanted["words"] if isinstance(one.wanted, dict) else one.wanted
