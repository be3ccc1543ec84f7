"""Steps of a run as tasks of Ray Data, on a cluster.

Each step commits what it has done by itself (`onrecord.scale.steps`), and a step that is done again writes the same
files; so Ray may begin any task anew wherever it likes, and nothing is lost or doubled.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.attributions.network import processors
from onrecord.errors import ClusterError

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["Step", "cores", "each", "joined", "said"]

_BLOCKS = 20_000  # tasks that Ray holds apart; of more, several are one
_SHOWN = 500  # code points of a fault
_PATIENCE = 10.0  # seconds for a cluster to answer
_OBJECTS = 128 * 1024 * 1024  # bytes of Ray's store of objects on this machine: ours are small
#: How Ray is told to keep to itself.
_QUIET = {
    # Nothing leaves the house: Ray would tell its makers of each run.
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    # Of what it mends by itself nobody needs to know.
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    # What takes too much memory is the process beside a worker, which the system ends, and which costs its page. Ray
    # would end the worker, and begin it anew for ever.
    "RAY_memory_monitor_refresh_ms": "0",
}


class Step(Protocol):
    """What is done with one task; made once in each worker."""

    def __call__(self, task: dict[str, Any]) -> dict[str, Any]:
        """Do a task; what is told of it."""


@contextmanager
def joined(address: str, jobs: int | None) -> Iterator[int]:
    """A cluster to work on, until the block ends; gives the number of workers that it has room for.

    Args:
        address: of a cluster that runs; ``local`` for one that begins here and ends with the block.
        jobs: workers; None for as many as there are processors.

    Raises:
        ClusterError: Ray is not installed, or the cluster cannot be reached.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ModuleNotFoundError as error:
        raise ClusterError("a cluster needs Ray: pip install onrecord[ray]") from error
    here: dict[str, Any] = {}
    if address == "local":
        here = {
            "num_cpus": jobs or processors(),
            "object_store_memory": _OBJECTS,
            "include_dashboard": False,
        }
    _check_reachable(address)
    try:
        with _muted():
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **here)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise ClusterError(f"{address}: no cluster ({error})") from error
    _quietly()
    try:
        yield jobs or cores()
    finally:
        ray.shutdown()


def _check_reachable(address: str) -> None:
    """Whether anybody listens at an address: Ray would ask for minutes.

    Raises:
        ClusterError: nobody does.
    """
    host, mark, port = address.rpartition(":")
    if not mark or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise ClusterError(f"{address}: no cluster ({error})") from error


@contextmanager
def _muted() -> Iterator[None]:
    """Nothing goes to standard error, not even from below Python: what goes wrong is raised."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def cores() -> int:
    """Processors of the cluster."""
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]


def _quietly() -> None:
    """Ray's own bars and logs would cover ours."""
    from ray.data import DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    # A worker is not given up because one of its tasks took long, or its node went.
    context.actor_task_retry_on_errors = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)


def each(
    step: Callable[..., Step],
    arguments: Sequence[Any],
    tasks: Sequence[dict[str, Any]],
    workers: int,
) -> Iterator[dict[str, Any]]:
    """Have tasks done, in any order; gives what is told of each as it comes.

    A worker or node that dies has its tasks begun anew elsewhere. A fault that the step does not take care of itself
    (a full disk, a folder that cannot be written) ends the run.

    Args:
        step: made in each worker of some arguments.
        arguments: those.
        tasks: what is done, with values that JSON knows.
        workers: how many work at a time.

    Raises:
        ClusterError: the cluster was lost, or a task failed for good.
    """
    if not tasks:
        return
    import ray
    from ray.exceptions import RayError

    data: Dataset = ray.data.from_items(list(tasks), override_num_blocks=min(len(tasks), _BLOCKS))
    done = data.map(
        _Told,  # type: ignore[arg-type]  # a class is called with a row, once it is made
        fn_constructor_args=(step, *arguments),
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(tasks))),
        num_cpus=1,
    )
    try:
        for told in done.iter_rows():
            if fault := told.pop("fault"):
                raise ClusterError(fault)
            yield told
    except (RayError, OSError) as error:
        raise ClusterError(said(error)) from error


class _Told:
    """A step in a worker, which tells its faults: Ray would put words of its own in their place.

    Args:
        step: made of the arguments, the first time that it is asked for.
    """

    def __init__(self, step: Callable[..., Step], *arguments: Any) -> None:
        self._make = partial(step, *arguments)
        self._step: Step | None = None
        self._like: dict[str, Any] = {}

    def __call__(self, task: dict[str, Any]) -> dict[str, Any]:
        """Do a task; what is told of it, or the fault."""
        try:
            self._step = self._step or self._make()
            self._like = self._step(task)
            return {**self._like, "fault": ""}
        except Exception as error:
            return {**self._like, "fault": said(error)}


def said(error: BaseException) -> str:
    """What went wrong, in a line."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0].strip() if lines else error}"[:_SHOWN]
