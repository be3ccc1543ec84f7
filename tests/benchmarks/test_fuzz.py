"""The short form of the fuzzing driver, with a fixed seed: exceptions and invariants, no clock."""

from __future__ import annotations

import pytest

import fuzz

POOL = fuzz.seeds_of(None)


@pytest.mark.parametrize("block", range(10))
def test_nothing_but_our_own_errors_and_no_broken_invariant(block: int) -> None:
    outcomes = [fuzz.run(seed, POOL) for seed in range(1000 + 30 * block, 1030 + 30 * block)]
    assert [(one.seed, one.fault) for one in outcomes if one.fault] == []


def test_the_driver_sees_what_is_wrong() -> None:
    """A check that cannot fail is none."""
    import dataclasses

    from onrecord import Span, attribute, read_text

    reading = attribute(read_text("The mayor said that it leaks."))
    assert fuzz.broken_invariant(reading) is None
    (one,) = reading.attributions
    for broken, told in (
        (dataclasses.replace(one, parent="a9"), "parents"),
        (dataclasses.replace(one, source_id="s9"), "sources"),
        (dataclasses.replace(one, score=2.0), "scores"),
        (dataclasses.replace(one, content=(Span(0, 999),)), "spans"),
    ):
        found = fuzz.broken_invariant(dataclasses.replace(reading, attributions=(broken,)))
        assert found is not None
        assert told in found
    assert fuzz._CHECKS["csv"]("a,b\n=1,2\n") is not None
    assert fuzz._CHECKS["terminal"]("\x1b[31m") is not None
    assert fuzz._CHECKS["html"]("<p><script>x</script>") is not None
    assert fuzz.slow(
        [fuzz.Outcome(n, ".txt", 100, 0.001, None) for n in range(9)]
        + [fuzz.Outcome(9, ".txt", 100, 9.0, None)]
    )
