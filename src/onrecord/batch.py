"""Many pages → readings, over several processes, in order, an error in its page's place.

A page that takes too long, and a process that dies at one, cost that page and no other: a pool of
processes that outlives its members (pebble) starts another.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any

from onrecord.errors import InternalError, OnRecordError, TimeLimitError, WorkerError
from onrecord.page import Page
from onrecord.pipeline import Settings, read_and_attribute
from onrecord.records import Reading, to_values

if TYPE_CHECKING:
    from types import FrameType

    from pebble import ProcessFuture

__all__ = ["PAGE_TIMEOUT", "Result", "attempt", "run"]

_log = logging.getLogger(__name__)

#: Seconds that a page may take.
PAGE_TIMEOUT = 30.0
_AHEAD = 4  # pages handed to each process before their results are asked for
_TRIES = 2  # of a page at which a process died: it may have died of something else
_STARTING = 60.0  # seconds more that a process may take for its first page: it loads the model


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a page.

    Attributes:
        id: of the page.
        outcome: its reading, or why there is none.
        columns: of a page that could not be read: the caller's own fields that came with it.
    """

    id: str
    outcome: Reading | OnRecordError
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)


def attempt(id: str, page: Page | OnRecordError, settings: Settings) -> Result:
    """Read a page and attribute its article; any error becomes the result."""
    if isinstance(page, OnRecordError):
        return Result(id, page)
    try:
        return Result(id, read_and_attribute(page, settings))
    except OnRecordError as error:
        return Result(id, error, page.columns)
    except _OutOfTime:
        raise
    except Exception as error:  # a bug of ours must not lose the rest of a batch
        _log.exception("%s: a fault of onrecord's own", id)
        what = to_values(f"{type(error).__name__}: {error}")
        fault = InternalError(f"{id}: a fault of onrecord's own, please report it ({what})")
        return Result(id, fault, page.columns)


def run(
    pages: Iterable[tuple[str, Page | OnRecordError]],
    settings: Settings,
    *,
    jobs: int = 1,
    page_timeout: float | None = PAGE_TIMEOUT,
) -> Iterator[Result]:
    """Read pages one after the other, or ``jobs`` at a time; results come in the pages' order.

    Pages are taken as they are needed, so that a batch of any size runs in flat memory.

    Args:
        pages: each with its id.
        settings: of the pipeline.
        jobs: processes; with one, pages are read in this one.
        page_timeout: seconds that a page may take; None for no limit. In this process it holds in the
            main thread, where the system has alarms.
    """
    if jobs <= 1:
        for name, page in pages:
            yield _here(name, page, settings, page_timeout)
        return
    with _Pool(jobs, replace(settings, threads=1), page_timeout) as pool:
        for name, page in pages:
            pool.put(name, page)
            while pool.is_full():
                yield pool.take()
        while pool:
            yield pool.take()


def _here(id: str, page: Page | OnRecordError, settings: Settings, limit: float | None) -> Result:
    try:
        with _alarm(limit):
            return attempt(id, page, settings)
    except _OutOfTime:
        columns = page.columns if isinstance(page, Page) else {}
        return Result(id, _too_long(id, limit), columns)


def _too_long(id: str, limit: float | None) -> TimeLimitError:
    return TimeLimitError(f"{id}: took longer than {limit or 0:g} s; --page-timeout allows more")


class _OutOfTime(BaseException):
    """Raised by the alarm; no handler of errors takes it for one of a page."""


@contextmanager
def _alarm(seconds: float | None) -> Iterator[None]:
    """Raise `_OutOfTime` after some seconds, where this thread and this system can."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not seconds or not usable:
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    # Again each second, should some library have taken the first for an error of its own.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(slots=True)
class _Waiting:
    """A page that was handed to the pool."""

    id: str
    page: Page | OnRecordError
    future: ProcessFuture[Result] | None  # None of an error, which needs no process
    tries: int = 1


class _Pool:
    """Processes that read pages, in order; one that dies is replaced."""

    def __init__(self, jobs: int, settings: Settings, limit: float | None) -> None:
        from pebble import ProcessPool

        self._jobs, self._settings, self._limit = jobs, settings, limit
        self._waiting: deque[_Waiting] = deque()
        # Not forked: the runtime's threads do not survive a fork.
        self._pool = ProcessPool(jobs, context=get_context("spawn"), initializer=_start_worker)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def is_full(self) -> bool:
        """Whether as many pages wait as are read ahead."""
        return len(self._waiting) >= self._jobs * _AHEAD

    def put(self, id: str, page: Page | OnRecordError) -> None:
        """Hand over a page."""
        future = None if isinstance(page, OnRecordError) else self._scheduled(id, page)
        self._waiting.append(_Waiting(id, page, future))

    def _scheduled(self, id: str, page: Page) -> ProcessFuture[Result]:
        # The limit of a page is kept in the process; this one is for what no alarm can end.
        limit = None if self._limit is None else 2 * self._limit + _STARTING
        args = (id, page, self._settings, self._limit)
        return self._pool.schedule(_here, args=args, timeout=limit)

    def take(self) -> Result:
        """The result of the page that was handed over first."""
        from concurrent.futures import TimeoutError as OutOfTime

        from pebble import ProcessExpired

        one = self._waiting.popleft()
        if isinstance(one.page, OnRecordError) or one.future is None:
            return attempt(one.id, one.page, self._settings)
        while True:
            try:
                result: Result = one.future.result()
                return result
            except OutOfTime:
                return Result(one.id, _too_long(one.id, self._limit), one.page.columns)
            except ProcessExpired as error:
                if one.tries >= _TRIES:
                    died = WorkerError(
                        f"{one.id}: the process that read it died, twice (exit code "
                        f"{error.exitcode}): out of memory, or killed"
                    )
                    return Result(one.id, died, one.page.columns)
                one.tries += 1
                one.future = self._scheduled(one.id, one.page)
            except Exception as error:  # what cannot be handed over between processes
                what = to_values(f"{type(error).__name__}: {error}")
                fault = InternalError(f"{one.id}: a fault of onrecord's own ({what})")
                return Result(one.id, fault, one.page.columns)


def _start_worker() -> None:
    """In a new process: leave an interrupt to the parent, and do not outlive it."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
