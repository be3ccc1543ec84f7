"""Sources that no words of their own name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marked import reading_of, resolve
from onrecord import Reading, Source


def without_source(marked: str) -> Reading:
    """The last statement's source is only marked so that it has a cue and a content."""
    reading = reading_of(marked)
    *others, last = reading.attributions
    return resolve(replace(reading, attributions=(*others, replace(last, source=()))))


def source_of_last(reading: Reading) -> Source | None:
    wanted = reading.attributions[-1].source_id
    return next((source for source in reading.sources if source.id == wanted), None)


@pytest.mark.parametrize("cue", ["was criticized", "was charged", "were asked", "charged"])
def test_who_does_that_is_not_told(cue: str) -> None:
    assert source_of_last(without_source(f"[Ada Reed] <said> {{no}}. [He] <{cue}> {{it}}.")) is None
