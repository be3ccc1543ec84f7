"""Workers of this machine, without a cluster."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from onrecord import ClusterError, FormatError
from onrecord.page import Page
from onrecord.scale.local import each
from onrecord.scale.places import Folder
from onrecord.scale.steps import WithProcess


class Telling:
    """Tells which process and which of its steps did a task; a task may ask for worse."""

    made = 0

    def __init__(self, folder: str) -> None:
        Telling.made += 1
        self._number, self._folder = Telling.made, folder

    def __call__(self, task: dict[str, Any]) -> dict[str, Any]:
        if fault := task.get("fault"):
            raise {"own": FormatError, "other": KeyError}[fault]("x")
        if task.get("die"):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)
        return {**task, "process": os.getpid(), "step": self._number}


class Unmakable:
    """Cannot be made."""

    def __init__(self) -> None:
        raise FormatError("no plan")

    def __call__(self, task: dict[str, Any]) -> dict[str, Any]:
        return task


def _slowly(page: Page) -> int:
    time.sleep(0.05 if page.id != "slow" else 60)
    return os.getpid()


class Beside(WithProcess[int]):
    """Has pages worked on, and writes that it did."""

    def __init__(self, folder: str) -> None:
        super().__init__(Folder(folder), _slowly, None)

    def __call__(self, task: dict[str, Any]) -> dict[str, Any]:
        found = [one.outcome for one in self.workers.run([(task["id"], Page("x", id=task["id"]))])]
        self.folder.write_json(f"{task['id']}.json", [])
        (one,) = found
        return {"by": one if isinstance(one, int) else None, "thread": threading.get_ident()}


TASKS = [{"n": number} for number in range(8)]


def test_other_steps_are_made_once_in_each_process() -> None:
    told = list(each(Telling, ("",), TASKS, 2))
    assert sorted(one["n"] for one in told) == list(range(8))
    assert {one["step"] for one in told} == {1}
    assert 1 <= len({one["process"] for one in told} - {os.getpid()}) <= 2


def test_here_is_this_process_and_in_order() -> None:
    told = list(each(Telling, ("",), TASKS, 2, here=True))
    assert [one["n"] for one in told] == list(range(8))
    assert {one["process"] for one in told} == {os.getpid()}
    assert len({one["step"] for one in told}) == 1


def test_steps_with_a_process_have_one_each(tmp_path: Path) -> None:
    tasks = [{"id": str(n)} for n in range(8)]
    told = list(each(Beside, (str(tmp_path),), tasks, 2))
    assert len({one["by"] for one in told} - {os.getpid()}) == 2
    assert len({(one["by"], one["thread"]) for one in told}) == 2


@pytest.mark.parametrize("here", [True, False])
def test_faults(here: bool) -> None:
    with pytest.raises(FormatError, match="x"):
        list(each(Telling, ("",), [*TASKS, {"fault": "own"}], 2, here=here))
    with pytest.raises(ClusterError, match="KeyError"):
        list(each(Telling, ("",), [{"fault": "other"}, *TASKS], 2, here=here))
    with pytest.raises(FormatError, match="no plan"):
        list(each(Unmakable, (), TASKS, 2, here=here))


def test_a_process_that_dies_ends_the_run() -> None:
    with pytest.raises(ClusterError, match="terminated abruptly"):
        list(each(Telling, ("",), [{"n": 1}, {"die": True}], 2))


def test_what_is_in_hand_when_a_run_is_broken_off_writes_nothing(tmp_path: Path) -> None:
    tasks = [{"id": "quick"}, {"id": "slow"}, {"id": "later"}]
    told = each(Beside, (str(tmp_path),), tasks, 2)
    next(told)
    told.close()
    until = time.monotonic() + 10
    while time.monotonic() < until and any(
        "ThreadPool" in one.name for one in threading.enumerate()
    ):
        time.sleep(0.02)
    assert not any("ThreadPool" in one.name for one in threading.enumerate())
    assert {path.stem for path in tmp_path.glob("*.json")} <= {"quick", "later"}


def test_nothing_to_do() -> None:
    assert list(each(Unmakable, (), [], 2)) == []
