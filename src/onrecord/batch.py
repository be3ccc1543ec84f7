"""Many pages → readings, over several processes, in order, an error in its page's place."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context

from onrecord.errors import OnRecordError, PageError
from onrecord.page import Page
from onrecord.records import Reading

__all__ = ["Result", "Task", "read_and_attribute", "run"]

_log = logging.getLogger(__name__)

_AHEAD = 4  # pages handed to each process before their results are asked for


@dataclass(frozen=True, slots=True)
class Task:
    """How pages are to be read.

    Attributes:
        min_score: of attributions, or None for the model's own threshold.
        force: attribute articles in languages that the model does not read.
        continued: add statements that have no cue of their own and go on with another's.
        threads: processor threads of the network in each process; None for the runtime's choice.
    """

    min_score: float | None = None
    force: bool = False
    continued: bool = True
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a page."""

    id: str
    outcome: Reading | OnRecordError


def read_and_attribute(id: str, page: Page | OnRecordError, task: Task) -> Result:
    """Read a page and attribute its article; any error becomes the result."""
    if isinstance(page, OnRecordError):
        return Result(id, page)
    from onrecord.api import attribute
    from onrecord.article import read_page

    try:
        reading = attribute(
            read_page(page),
            min_score=task.min_score,
            force=task.force,
            continued=task.continued,
            threads=task.threads,
        )
    except OnRecordError as error:
        return Result(id, error)
    except Exception as error:  # a bug of ours must not lose the rest of a batch
        _log.exception("%s: unexpected error", id)
        what = f"{type(error).__name__}: {error}"
        return Result(id, PageError(f"{id}: unexpected error, please report it ({what})"))
    return Result(id, reading)


def run(
    pages: Iterable[tuple[str, Page | OnRecordError]], task: Task, *, jobs: int = 1
) -> Iterator[Result]:
    """Read pages one after the other, or ``jobs`` at a time; results come in the pages' order.

    Pages are taken as they are needed, so that a batch of any size runs in flat memory.
    """
    if jobs <= 1:
        for name, page in pages:
            yield read_and_attribute(name, page, task)
        return
    waiting: deque[tuple[str, Future[Result]]] = deque()
    task = replace(task, threads=1)
    # Not forked: the runtime's threads do not survive a fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for name, page in pages:
            waiting.append((name, pool.submit(read_and_attribute, name, page, task)))
            if len(waiting) >= jobs * _AHEAD:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())


def _outcome(name: str, future: Future[Result]) -> Result:
    try:
        return future.result()
    except BrokenProcessPool as error:
        return Result(name, PageError(f"{name}: a working process was killed ({error})"))
