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
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context, parent_process
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

from onrecord._log import logger
from onrecord.errors import InternalError, OnRecordError, TimeLimitError, WorkerError
from onrecord.page import Page
from onrecord.pipeline import Settings, read_and_attribute
from onrecord.records import Reading, to_values

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import FrameType

__all__ = [
    "PAGE_TIMEOUT",
    "Done",
    "Result",
    "Work",
    "Workers",
    "attempt",
    "end_with_parent",
    "run",
]

_log = logger(__name__)


class Item(Protocol):
    """What is handed to a process: a page to read, an article to attribute; or an error, why there is none."""

    @property
    def columns(self) -> Mapping[str, Any]:
        """The caller's own fields that came with it."""


T = TypeVar("T")
#: What a process does with a page or an article; it can be pickled, and so can what it makes.
Work: TypeAlias = Callable[[Any], T]

#: Seconds that a page may take.
PAGE_TIMEOUT = 30.0
_AHEAD = 4  # pages handed to each process before their results are asked for
_TRIES = 2  # of a page at which a process died: it may have died of something else
_STARTING = 60.0  # seconds more that a process may take for its first page: it loads the model


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of a page or an article.

    Attributes:
        id: of the page.
        outcome: what was made of it, or why there is nothing.
        columns: of a page that could not be read: the caller's own fields that came with it.
    """

    id: str
    outcome: T | OnRecordError
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Result(Done[Reading]):
    """What came of a page: its reading, or why there is none; see `Done`."""


def attempt(id: str, page: Page | OnRecordError, settings: Settings) -> Result:
    """Read a page and attribute its article; any error becomes the result."""
    return _result(_attempt(id, page, partial(read_and_attribute, settings=settings)))


def _result(done: Done[Reading]) -> Result:
    return Result(done.id, done.outcome, done.columns)


def _attempt(id: str, item: Item, work: Work[T]) -> Done[T]:
    if isinstance(item, OnRecordError):
        return Done(id, item, item.columns)
    try:
        return Done(id, work(item))
    except OnRecordError as error:
        return Done(id, error, item.columns)
    except _OutOfTime:
        raise
    except Exception as error:  # a bug of ours must not lose the rest of a batch
        _log.exception("%s: a fault of onrecord's own", id)
        what = to_values(f"{type(error).__name__}: {error}")
        fault = InternalError(f"{id}: a fault of onrecord's own, please report it ({what})")
        return Done(id, fault, item.columns)


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
        work = partial(read_and_attribute, settings=settings)
        for name, page in pages:
            yield _result(_here(name, page, work, page_timeout))
        return
    work = partial(read_and_attribute, settings=replace(settings, threads=1))
    with Workers(jobs, work, page_timeout) as workers:
        yield from map(_result, workers.run(pages))


def _here(id: str, item: Item, work: Work[T], limit: float | None) -> Done[T]:
    try:
        with _alarm(limit):
            return _attempt(id, item, work)
    except _OutOfTime:
        return Done(id, _too_long(id, limit), item.columns)


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
class _Task(Generic[T]):
    """A page or an article that was handed over, and what comes of it."""

    id: str
    item: Item
    done: threading.Event = field(default_factory=threading.Event)
    result: Done[T] | None = None

    def settle(self, result: Done[T]) -> None:
        """Give its result."""
        self.result = result
        self.done.set()

    def settled(self) -> Done[T]:
        """Its result, once it has one."""
        self.done.wait()
        assert self.result is not None  # it is done when it has one
        return self.result


class _NotBegunError(WorkerError):
    """A process that was to read pages died before it could."""

    def __init__(self) -> None:
        super().__init__(
            "a process that is to read pages dies as it begins; in a script, what begins it must stand behind "
            'if __name__ == "__main__":'
        )


class Workers(Generic[T]):
    """Processes that work on pages or articles, in order. Each has a pipe and a thread of its own, so that one
    that dies takes nothing of another's with it.

    Args:
        jobs: how many processes.
        work: what they do.
        limit: seconds that a page may take; None for no limit.
    """

    def __init__(self, jobs: int, work: Work[T], limit: float | None) -> None:
        self._ahead = jobs * _AHEAD
        self._tasks: SimpleQueue[_Task[T] | None] = SimpleQueue()
        self._stopped, self._begun = threading.Event(), threading.Event()
        self._workers = [_Worker(work, limit, self._stopped, self._begun) for _ in range(jobs)]
        for worker in self._workers:
            threading.Thread(target=worker.serve, args=(self._tasks,), daemon=True).start()

    def __enter__(self) -> Workers[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, items: Iterable[tuple[str, Item]]) -> Iterator[Done[T]]:
        """What comes of pages or articles, in their order; they are taken as they are needed.

        Raises:
            CancelledError: they were stopped meanwhile, by another thread.
            WorkerError: no process could be begun at all.
        """
        waiting: deque[_Task[T]] = deque()
        for name, item in items:
            waiting.append(self._put(name, item))
            if len(waiting) >= self._ahead:
                yield self._settled(waiting.popleft())
        while waiting:
            yield self._settled(waiting.popleft())

    def _settled(self, task: _Task[T]) -> Done[T]:
        result = task.settled()
        if isinstance(result.outcome, _NotBegunError) and not self._begun.is_set():
            raise WorkerError(str(result.outcome)) from None
        if self._stopped.is_set():  # then it may tell of a process that was ended, not of a page
            raise CancelledError
        return result

    def _put(self, id: str, item: Item) -> _Task[T]:
        task: _Task[T] = _Task(id, item)
        if isinstance(item, OnRecordError):
            task.settle(Done(id, item, item.columns))
        else:
            self._tasks.put(task)
        if self._stopped.is_set():  # then nobody may take it
            raise CancelledError
        return task

    def processes(self) -> list[int]:
        """The numbers that the system has given to the processes that run now."""
        return [number for worker in self._workers if (number := worker.process) is not None]

    def stop(self) -> None:
        """End the processes; what waits for them is not done."""
        self._stopped.set()
        for worker in self._workers:
            worker.stop()
            self._tasks.put(None)


class _Worker(Generic[T]):
    """A process that works on pages, started anew when it dies, until its pool is stopped."""

    def __init__(
        self,
        work: Work[T],
        limit: float | None,
        stopped: threading.Event,
        begun: threading.Event,
    ) -> None:
        self._work, self._limit, self._stopped, self._begun = work, limit, stopped, begun
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def process(self) -> int | None:
        """Its number in the system; None while it does not run."""
        process = self._process
        return None if process is None else process.pid

    def serve(self, tasks: SimpleQueue[_Task[T] | None]) -> None:
        """Take tasks and have them done, until there is None: the body of this worker's thread."""
        while (task := tasks.get()) is not None:
            try:
                task.settle(self._read(task))
            except _NotBegunError as error:
                task.settle(Done(task.id, error, task.item.columns))
            except Exception as error:  # what cannot be handed over between processes
                what = to_values(f"{type(error).__name__}: {error}")
                fault = InternalError(f"{task.id}: a fault of onrecord's own ({what})")
                task.settle(Done(task.id, fault, task.item.columns))

    def _read(self, task: _Task[T]) -> Done[T]:
        for _ in range(_TRIES):
            try:
                pipe = self._pipe or self._start()
                pipe.send((task.id, task.item))
                # The limit of a page is kept in the process; this one is for what no alarm can end.
                if not pipe.poll(None if self._limit is None else 2 * self._limit + _STARTING):
                    self._end()
                    return Done(task.id, _too_long(task.id, self._limit), task.item.columns)
                result: Done[T] = pipe.recv()
                return result
            except (EOFError, OSError):
                self._end()
        died = WorkerError(
            f"{task.id}: the process that read it died, {_TRIES} times: out of memory, or killed"
        )
        return Done(task.id, died, task.item.columns)

    def _start(self) -> Connection:
        if self._stopped.is_set():
            raise EOFError
        # Not forked: the runtime's threads do not survive a fork.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        process = context.Process(
            target=_serve_pages, args=(theirs, self._work, self._limit), daemon=True
        )
        try:
            process.start()
        except RuntimeError as error:  # this is such a process itself, which still begins
            raise _NotBegunError from error
        theirs.close()  # so that its death is the end of the pipe
        self._process = process
        if not self._is_ready(self._pipe):
            self._end()
            raise _NotBegunError
        self._begun.set()
        if self._stopped.is_set():  # meanwhile
            self._end()
            raise EOFError
        return self._pipe

    def _is_ready(self, pipe: Connection) -> bool:
        """Wait until the process is ready to read; False if it dies before."""
        try:
            return pipe.poll(_STARTING) and pipe.recv() is None
        except (EOFError, OSError):
            return False

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def stop(self) -> None:
        """End the process; the pool is stopped."""
        if (process := self._process) is not None:
            process.kill()
            process.join()


def _serve_pages(pipe: Connection, work: Work[Any], limit: float | None) -> None:
    """The body of a process: read what is sent, send back what came of it, until the pipe ends."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    end_with_parent()
    pipe.send(None)  # ready
    while True:
        try:
            name, item = pipe.recv()
        except EOFError:
            return
        pipe.send(_here(name, item, work, limit))


def end_with_parent() -> None:
    """From now on this process ends when the one that started it does, however that ends."""
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
