"""Many pages: in order, an error in its place, and no page that ends the batch."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import psutil
import pytest

from onrecord import OnRecordError, Page, PageError, Reading, TimeLimitError
from onrecord.batch import Workers, attempt, run
from onrecord.errors import InternalError
from onrecord.pipeline import Settings

STATEMENT = "The transport minister said on Monday that the tunnel would open in May, at last."


def pages(count: int) -> Iterator[tuple[str, Page | OnRecordError]]:
    for number in range(count):
        if number % 3 == 1:
            yield str(number), PageError(f"{number}: gone")
        else:
            yield str(number), Page(STATEMENT, id=str(number), kind="raw")


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_with_errors_in_their_place(jobs: int) -> None:
    results = list(run(pages(7), Settings(), jobs=jobs))
    assert [result.id for result in results] == [str(number) for number in range(7)]
    for number, result in enumerate(results):
        if number % 3 == 1:
            assert isinstance(result.outcome, PageError)
        else:
            assert isinstance(result.outcome, Reading)
            assert len(result.outcome) == 1


def test_pages_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless() -> Iterator[tuple[str, Page | OnRecordError]]:
        number = 0
        while True:
            taken.append(number)
            yield str(number), PageError("gone")
            number += 1

    results = run(endless(), Settings(), jobs=1)
    next(results)
    next(results)
    assert len(taken) == 2


def test_a_fault_of_ours_is_told_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("onrecord.batch.read_and_attribute", broken)
    page = Page("a b", kind="raw", columns={"mine": 1})
    result = attempt("x", page, Settings())
    assert isinstance(result.outcome, InternalError)
    assert "report it (ZeroDivisionError: oops)" in str(result.outcome)
    assert result.columns == {"mine": 1}


def test_force_reaches_the_engine() -> None:
    german = (
        "Der Minister sagte am Montag, der Tunnel werde im Mai eröffnet, und niemand glaubte es."
    )
    plain = attempt("x", Page(german, kind="raw"), Settings())
    assert isinstance(plain.outcome, OnRecordError)
    forced = attempt("x", Page(german, kind="raw"), Settings(force=True))
    assert isinstance(forced.outcome, Reading)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms on this system")
def test_a_page_that_takes_too_long_ends_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord import batch

    read = batch.read_and_attribute

    def slow(page: Page, settings: Settings) -> Reading:
        if page.id == "slow":
            time.sleep(60)
        return read(page, settings)

    monkeypatch.setattr(batch, "read_and_attribute", slow)
    both = [(name, Page(STATEMENT, id=name, kind="raw")) for name in ("slow", "quick")]
    first, second = run(both, Settings(), page_timeout=5.0)
    assert isinstance(first.outcome, TimeLimitError)
    assert "--page-timeout" in str(first.outcome)
    assert isinstance(second.outcome, Reading)


def test_a_worker_that_is_killed_costs_no_page() -> None:
    """A process dies while it reads; its page is read by another, the others are not touched."""

    def killing() -> Iterator[tuple[str, Page | OnRecordError]]:
        for number in range(40):
            if number == 20:
                _kill_a_worker()
            yield str(number), Page(STATEMENT, id=str(number), kind="raw")

    results = list(run(killing(), Settings(), jobs=2))
    assert [result.id for result in results] == [str(number) for number in range(40)]
    assert all(isinstance(result.outcome, Reading) for result in results)


def _waiting(page: Page) -> int:
    if page.id == "1":
        time.sleep(60)
    return 1


def test_workers_that_are_stopped_tell_nothing_of_pages() -> None:
    """Another thread stops them: what was in hand is not told as a page that killed its process."""
    told: list[Any] = []
    workers = Workers(1, _waiting, None)

    def work() -> None:
        try:
            for done in workers.run((str(n), Page("x", id=str(n))) for n in range(9)):
                told.append(done.outcome)
        except CancelledError as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    until = time.monotonic() + 20
    while not told and time.monotonic() < until:
        time.sleep(0.02)
    workers.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert told[0] == 1
    assert [type(one) for one in told[1:]] == [CancelledError]
    with pytest.raises(CancelledError):
        next(workers.run([("x", Page("x"))]))


def _kill_a_worker() -> None:
    for _ in range(200):
        workers = _workers(os.getpid())
        if workers:
            workers[0].kill()
            return
        time.sleep(0.05)
    raise AssertionError("no worker was started")


def _workers(parent: int) -> list[psutil.Process]:
    return [
        one
        for one in psutil.Process(parent).children(recursive=True)
        if "spawn_main" in " ".join(one.cmdline())
    ]


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    import subprocess
    import sys

    source = tmp_path / "many.jsonl"
    source.write_text(f'{{"text": "{STATEMENT}"}}\n' * 5_000)
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "onrecord.cli", "read", str(source), "-o", str(out), "-j", "2"]
    parent = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not (workers := _workers(parent.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert workers
        time.sleep(1.0)
    finally:
        parent.kill()
        parent.wait()
    gone, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive
    assert len(gone) == len(workers)


def test_results_are_the_same_in_threads() -> None:
    """One loaded model may be used from several threads at once."""
    from concurrent.futures import ThreadPoolExecutor

    texts = [
        f"{STATEMENT} {number} people were told by the mayor that it leaks." for number in range(16)
    ]
    settings = Settings(threads=1)
    alone = [attempt(str(n), Page(text, kind="raw"), settings) for n, text in enumerate(texts)]
    with ThreadPoolExecutor(8) as pool:
        together = list(
            pool.map(
                lambda one: attempt(str(one[0]), Page(one[1], kind="raw"), settings),
                enumerate(texts),
            )
        )
    assert together == alone


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    import subprocess

    script = tmp_path / "script.py"
    script.write_text(
        "from onrecord import Page\nfrom onrecord.batch import run\nfrom onrecord.pipeline import Settings\n"
        "page = Page.from_text('Reed said it leaks.')\nlist(run([('a', page)], Settings(), jobs=2))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.returncode != 0
    assert '__name__ == "__main__"' in done.stderr
