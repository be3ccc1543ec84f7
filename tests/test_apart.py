"""Work in a process apart, and what is told when that process ends."""

from __future__ import annotations

import os
import signal

import pytest

from onrecord import ClusterError, FormatError
from onrecord.cli._apart import apart


def test_what_work_gives() -> None:
    assert apart(lambda: {"a": os.getpid()}) != {"a": os.getpid()}


def test_what_work_raises() -> None:
    def work() -> None:
        raise FormatError("x: is none")

    with pytest.raises(FormatError, match="is none"):
        apart(work)


def test_a_process_that_ends_is_told() -> None:
    with pytest.raises(ClusterError, match="was lost"):
        apart(lambda: os.kill(os.getpid(), signal.SIGKILL))


def test_what_cannot_be_handed_over() -> None:
    with pytest.raises(ClusterError):
        apart(lambda: lambda: 0)


def test_what_it_prints_is_not_ours(capfd: pytest.CaptureFixture[str]) -> None:
    apart(lambda: os.write(1, b"noise"))
    assert capfd.readouterr().out == ""
