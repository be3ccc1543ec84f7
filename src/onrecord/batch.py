"""Many pages → readings, over several processes, in order, an error in its page's place.

A page that takes too long, and a process that dies at one, cost that page and no other; another
process is started. Why this is our own pool: docs/decisions/0014-batches.md.
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
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from onrecord._log import logger
from onrecord.errors import InternalError, OnRecordError, TimeLimitError, WorkerError
from onrecord.page import Page
from onrecord.pipeline import Settings, read_and_attribute
from onrecord.records import Reading, to_values

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import FrameType

__all__ = ["PAGE_TIMEOUT", "Result", "attempt", "run"]

_log = logger(__name__)

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
        return Result(id, page, page.columns)
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
class _Task:
    """A page that was handed over, and what comes of it."""

    id: str
    page: Page | OnRecordError
    done: threading.Event = field(default_factory=threading.Event)
    result: Result | None = None

    def settle(self, result: Result) -> None:
        """Give its result."""
        self.result = result
        self.done.set()


class _Pool:
    """Processes that read pages, in order. Each has a pipe and a thread of its own, so that one that
    dies takes nothing of another's with it.
    """

    def __init__(self, jobs: int, settings: Settings, limit: float | None) -> None:
        self._ahead = jobs * _AHEAD
        self._waiting: deque[_Task] = deque()
        self._tasks: SimpleQueue[_Task] = SimpleQueue()
        self._workers = [_Worker(settings, limit) for _ in range(jobs)]
        for worker in self._workers:
            threading.Thread(target=worker.serve, args=(self._tasks,), daemon=True).start()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def is_full(self) -> bool:
        """Whether as many pages wait as are read ahead."""
        return len(self._waiting) >= self._ahead

    def put(self, id: str, page: Page | OnRecordError) -> None:
        """Hand over a page."""
        task = _Task(id, page)
        self._waiting.append(task)
        if isinstance(page, OnRecordError):
            task.settle(Result(id, page, page.columns))
        else:
            self._tasks.put(task)

    def take(self) -> Result:
        """The result of the page that was handed over first."""
        task = self._waiting.popleft()
        task.done.wait()
        assert task.result is not None  # a task is done when it has one
        return task.result


class _Worker:
    """A process that reads pages, started anew when it dies."""

    def __init__(self, settings: Settings, limit: float | None) -> None:
        self._settings, self._limit = settings, limit
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._stopped = False

    def serve(self, tasks: SimpleQueue[_Task]) -> None:
        """Take tasks and have them read, for ever: the body of this worker's thread."""
        while True:
            task = tasks.get()
            try:
                task.settle(self._read(task))
            except Exception as error:  # what cannot be handed over between processes
                what = to_values(f"{type(error).__name__}: {error}")
                fault = InternalError(f"{task.id}: a fault of onrecord's own ({what})")
                task.settle(Result(task.id, fault, _columns(task)))

    def _read(self, task: _Task) -> Result:
        for _ in range(_TRIES):
            try:
                pipe = self._pipe or self._start()
                pipe.send((task.id, task.page))
                # The limit of a page is kept in the process; this one is for what no alarm can end.
                if not pipe.poll(None if self._limit is None else 2 * self._limit + _STARTING):
                    self._end()
                    return Result(task.id, _too_long(task.id, self._limit), _columns(task))
                result: Result = pipe.recv()
                return result
            except (EOFError, OSError):
                self._end()
        died = WorkerError(
            f"{task.id}: the process that read it died, {_TRIES} times: out of memory, or killed"
        )
        return Result(task.id, died, _columns(task))

    def _start(self) -> Connection:
        if self._stopped:
            raise EOFError
        # Not forked: the runtime's threads do not survive a fork.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        process = context.Process(
            target=_serve_pages, args=(theirs, self._settings, self._limit), daemon=True
        )
        process.start()
        theirs.close()  # so that its death is the end of the pipe
        self._process = process
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def stop(self) -> None:
        """End the process; its thread waits for tasks that do not come."""
        self._stopped = True
        if (process := self._process) is not None:
            process.kill()
            process.join()


def _columns(task: _Task) -> Mapping[str, Any]:
    return task.page.columns if isinstance(task.page, Page) else {}


def _serve_pages(pipe: Connection, settings: Settings, limit: float | None) -> None:
    """The body of a process: read what is sent, send back what came of it, until the pipe ends."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    while True:
        try:
            name, page = pipe.recv()
        except EOFError:
            return
        pipe.send(_here(name, page, settings, limit))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
