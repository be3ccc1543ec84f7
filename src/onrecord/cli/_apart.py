"""Work in a process apart: a library that ends its own process ends that one, and this one can tell of it."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn, TypeVar

from onrecord.errors import ClusterError

__all__ = ["apart"]

T = TypeVar("T")
_TERMINATED = 143


def apart(work: Callable[[], T]) -> T:
    """What work gives, or raises; done in a process apart, where the system can fork.

    What it writes to standard output is lost: what is to be shown it returns.

    Raises:
        ClusterError: its process ended before it did.
    """
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    with _ended_with(child), os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
        os.waitpid(child, 0)
    if not told:
        raise ClusterError("the cluster was lost: the process that leads it ended")
    good, outcome = pickle.loads(told)  # of our own process
    if not good:
        raise outcome
    found: T = outcome
    return found


def _work(work: Callable[[], object], writing: int) -> NoReturn:
    code = 0
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # no path is meant
            os.dup2(nowhere.fileno(), 1)
        told: tuple[bool, object] = True, work()
    except KeyboardInterrupt as error:
        told, code = (False, error), 130
    except BaseException as error:
        told, code = (False, error), 1
    with suppress(OSError), os.fdopen(writing, "wb") as pipe:
        try:
            pipe.write(pickle.dumps(told))
        except Exception as error:  # what cannot be handed over between processes
            pipe.write(pickle.dumps((False, ClusterError(f"{type(error).__name__}: {error}"))))
    sys.stderr.flush()
    os._exit(code)


@contextmanager
def _ended_with(child: int) -> Iterator[None]:
    """A process ends when this one is ended: by an interrupt by itself, else it is killed."""

    def ended(number: int, frame: FrameType | None) -> NoReturn:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, ended)
    try:
        yield
    except KeyboardInterrupt:
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
