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


@pytest.mark.parametrize("cue", ["was charged", "were formally indicted", "has been sentenced"])
def test_only_authorities_do_that(cue: str) -> None:
    reading = without_source(f"[Ada Reed] <said> {{no}}. [He] <{cue}> {{with fraud}}.")
    source = source_of_last(reading)
    assert source is not None
    assert (source.name, source.kind, source.named, source.terms) == (
        "authorities", "organisation", False, None,
    )  # fmt: skip
    assert [reading.article.words(span) for span in source.mentions] == [cue]
    assert source.id == "s2"


@pytest.mark.parametrize("cue", ["was criticized", "was known", "were asked", "charged"])
def test_anybody_may_do_that(cue: str) -> None:
    assert source_of_last(without_source(f"[Ada Reed] <said> {{no}}. [He] <{cue}> {{it}}.")) is None


def test_authorities_are_one_source() -> None:
    first = reading_of("[He] <was charged> {with fraud}. [She] <was arrested> {for theft}.")
    bare = tuple(replace(one, source=()) for one in first.attributions)
    reading = resolve(replace(first, attributions=bare))
    assert [one.source_id for one in reading.attributions] == ["s1", "s1"]
    assert len(reading.sources) == 1
