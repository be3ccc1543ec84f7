"""Steps of a run on this machine, without a cluster: nothing has to begin first, and nothing runs beside it.

A step that works on pages has a process for that (`onrecord.scale.steps.WithProcess`), so it writes in a thread of
this one; of other steps each worker is a process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeAlias

from onrecord.batch import end_with_parent
from onrecord.errors import ClusterError, OnRecordError
from onrecord.scale.cluster import Step, said
from onrecord.scale.steps import WithProcess

__all__ = ["each"]

_Told: TypeAlias = dict[str, Any]
_Submit: TypeAlias = Callable[[dict[str, Any]], Future[_Told]]


def each(
    step: Callable[..., Step],
    arguments: Sequence[Any],
    tasks: Sequence[dict[str, Any]],
    workers: int,
    *,
    here: bool = False,
) -> Iterator[_Told]:
    """Have tasks done, in any order; gives what is told of each as it comes.

    Args:
        step: made of some arguments, by each worker for its first task.
        arguments: those.
        tasks: what is done.
        workers: how many work at a time.
        here: whether it is done one after the other, in this process.

    Raises:
        OnRecordError, OSError: as a step raises them.
        ClusterError: a task failed otherwise, or the process that did it died.
    """
    if not tasks:
        return
    make, many = partial(step, *arguments), 1 if here else min(workers, len(tasks))
    beside = isinstance(step, type) and issubclass(step, WithProcess)
    pool = _threads(make, many) if here or beside else _processes(make, many)
    try:
        with pool as submit:
            for done in as_completed([submit(task) for task in tasks]):
                yield done.result()
    except (OnRecordError, OSError):
        raise
    except Exception as error:
        raise ClusterError(said(error)) from error


@contextmanager
def _threads(make: Callable[[], Step], many: int) -> Iterator[_Submit]:
    """Threads with a step each. What is in hand when the block is left early fails, and no more is begun."""
    own, made = threading.local(), list[Step]()

    def do(task: dict[str, Any]) -> _Told:
        if not hasattr(own, "step"):
            own.step = make()
            made.append(own.step)
        told: _Told = own.step(task)
        return told

    pool = ThreadPoolExecutor(many)
    try:
        yield lambda task: pool.submit(do, task)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for step in made:
            if isinstance(step, WithProcess):
                step.stop()


@contextmanager
def _processes(make: Callable[[], Step], many: int) -> Iterator[_Submit]:
    """Processes with a step each; no more is begun when the block is left early."""
    # Not forked: this process has threads.
    pool = ProcessPoolExecutor(many, mp_context=get_context("spawn"), initializer=_begin, initargs=(make,))  # fmt: skip
    try:
        yield lambda task: pool.submit(_do, task)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Own:
    """What a process of `_processes` has."""

    make: Callable[[], Step]
    step: Step | None = None


def _begin(make: Callable[[], Step]) -> None:
    end_with_parent()
    _Own.make = make


def _do(task: dict[str, Any]) -> _Told:
    # Made here, so that its fault is told: one of an initializer is not.
    _Own.step = _Own.step or _Own.make()
    return _Own.step(task)
