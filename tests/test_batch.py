from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord import OnRecordError, Page, PageError, Reading
from onrecord.batch import Task, read_and_attribute, run

STATEMENT = "The transport minister said on Monday that the tunnel would open in May, at last."


def pages(count: int) -> Iterator[tuple[str, Page | OnRecordError]]:
    for number in range(count):
        if number % 3 == 1:
            yield str(number), PageError(f"{number}: gone")
        else:
            yield str(number), Page(STATEMENT, id=str(number), kind="raw")


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_with_errors_in_their_place(jobs: int) -> None:
    results = list(run(pages(7), Task(), jobs=jobs))
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

    results = run(endless(), Task(), jobs=1)
    next(results)
    next(results)
    assert len(taken) == 2


def test_a_bug_does_not_lose_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.attributions

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(onrecord.attributions, "attribute", broken)
    result = read_and_attribute("x", Page("a b", kind="raw"), Task())
    assert isinstance(result.outcome, PageError)
    assert "report it (ZeroDivisionError: oops)" in str(result.outcome)


def test_force_reaches_the_engine() -> None:
    german = (
        "Der Minister sagte am Montag, der Tunnel werde im Mai eröffnet, und niemand glaubte es."
    )
    plain = read_and_attribute("x", Page(german, kind="raw"), Task())
    assert isinstance(plain.outcome, OnRecordError)
    forced = read_and_attribute("x", Page(german, kind="raw"), Task(force=True))
    assert isinstance(forced.outcome, Reading)
