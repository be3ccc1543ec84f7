"""What keeps a site from being abused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.protection import Rates, SealError, Seals, worked


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_seal_is_opened_in_its_time_and_for_its_purpose_only() -> None:
    clock = Clock()
    seals = Seals(b"one secret", clock)
    seal = seals.sealed("comment", "7")
    assert seals.opened("comment", seal) == "7"
    with pytest.raises(SealError, match="fast"):
        seals.opened("comment", seal, soonest=3)
    clock.now += 5
    assert seals.opened("comment", seal, soonest=3) == "7"
    for other, purpose in ((seals, "correct"), (Seals(b"another secret", clock), "comment")):
        with pytest.raises(SealError, match="not from here"):
            other.opened(purpose, seal)
    clock.now += 90_000
    with pytest.raises(SealError, match="too old"):
        seals.opened("comment", seal)


@given(st.text(max_size=80))
def test_no_other_seal_is_opened(told: str) -> None:
    with pytest.raises(SealError):
        Seals(b"one secret").opened("comment", told)


def test_addresses_are_digests_and_of_ipv6_the_networks() -> None:
    seals = Seals(b"one secret")
    assert seals.address(None) is None
    one, other = seals.address("203.0.113.7"), seals.address("203.0.113.8")
    assert one != other and one is not None and "203" not in one
    assert seals.address("2001:db8::1") == seals.address("2001:db8::ffff")
    assert seals.address("2001:db8::1") != seals.address("2001:db9::1")
    assert Seals(b"another secret").address("203.0.113.7") != one
    assert seals.address("::ffff:203.0.113.7") == one != seals.address("::ffff:203.0.113.8")


def test_what_is_done_too_often_waits() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.wait("comment", "me", 2, 60) for _ in range(2)] == [0, 0]
    assert rates.wait("comment", "me", 2, 60) == 60
    assert rates.wait("comment", "you", 2, 60) == 0 and rates.wait("report", "me", 2, 60) == 0
    clock.now += 61
    assert rates.wait("comment", "me", 2, 60) == 0


def test_memory_of_callers_is_bounded() -> None:
    clock = Clock()
    rates = Rates(clock)
    for number in range(60_000):
        rates.wait("comment", str(number), 1, 60)
    assert len(rates._held) <= 50_001


def test_proof_of_work() -> None:
    answer = next(
        str(number)
        for number in range(100_000)
        if hashlib.sha256(f"challenge:{number}".encode()).digest()[0] == 0
    )
    assert worked("challenge", answer, 8) and not worked("other", answer, 8)
    assert worked("challenge", "", 0) and not worked("challenge", "x" * 65, 0)
