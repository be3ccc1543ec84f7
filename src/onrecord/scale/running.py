"""A run, from its inputs to its tables, and on from wherever it was broken off."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pyarrow import compute

from onrecord._log import logger
from onrecord.attributions import MODEL, read_manifest
from onrecord.attributions.network import processors
from onrecord.errors import PageError
from onrecord.scale import cluster, copies, local, steps
from onrecord.scale.cluster import Step
from onrecord.scale.inputs import Stretch, found_inputs
from onrecord.scale.places import Folder, below
from onrecord.scale.plan import MANIFEST, Order, Part, Plan, begun, in_parts, sampled, told_inputs
from onrecord.scale.tables import ROWS, SCHEMAS, TABLES

__all__ = [
    "LIGHT",
    "Engine",
    "Progress",
    "Rates",
    "Summary",
    "carried_out",
    "engine",
    "find_copies",
    "prepared",
    "run",
]

_log = logger(__name__)
_STAGES = READING, ATTRIBUTING = "reading pages", "attributing"
#: Pages up to which what is soon done is done here: workers take longer to begin.
LIGHT = 20_000
_FEW = 1_000  # pages up to which their rows are put together here


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        stage: what it does.
        done, total: of what the stage counts: pages, files, chunks.
        rate: of them a second, since the stage began; None while that is not known.
    """

    stage: str
    done: int
    total: int
    rate: float | None

    @property
    def left(self) -> float | None:
        """Seconds that the stage still takes, at that rate."""
        return None if not self.rate else (self.total - self.done) / self.rate


@dataclass(frozen=True, slots=True)
class Rates:
    """What a run took, as far as this command did it.

    Attributes:
        seconds: by stage, the workers' beginning left out.
        pages: by stage, how many were done in these.
        workers: that were at it.
    """

    seconds: Mapping[str, float]
    pages: Mapping[str, int]
    workers: int = 0

    def seconds_a_page(self) -> float:
        """Of reading and attributing together, all workers at it; 0 where nothing was done."""
        return sum(
            self.seconds[stage] / self.pages[stage] for stage in _STAGES if self.pages.get(stage)
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run.

    Attributes:
        counts: pages by what became of them (``read``, ``copy``, ``language``, ``error``), and
            ``pages``, ``attributions`` and ``sources``.
        pages: that the inputs have, where the run took a sample of them; as many as it read else.
        input_bytes, output_bytes: of the inputs, and of what was written.
        rates: what it took.
    """

    counts: Mapping[str, int]
    pages: int
    input_bytes: int
    output_bytes: int
    rates: Rates


class Engine:
    """Has steps done by workers, of this machine or of a cluster, and tells how far they are.

    Args:
        workers: how many work at a time.
        tell: what is called with how far the run is.
        on_cluster: whether they are those of the cluster that this process has joined.
    """

    def __init__(
        self,
        workers: int,
        tell: Callable[[Progress], None] | None = None,
        *,
        on_cluster: bool = False,
    ) -> None:
        self.workers = workers
        self._on_cluster = on_cluster
        self._tell = tell or (lambda progress: None)
        self._seconds: dict[str, float] = {}
        self._pages: dict[str, int] = {}

    @property
    def rates(self) -> Rates:
        """Of the stages so far."""
        return Rates(dict(self._seconds), dict(self._pages), self.workers)

    def do(
        self,
        stage: str,
        step: Callable[..., Step],
        arguments: Sequence[Any],
        tasks: Sequence[dict[str, Any]],
        *,
        weights: Callable[[Mapping[str, Any]], int] = lambda told: 1,
        done: int = 0,
        total: int | None = None,
        here: bool = False,
    ) -> list[dict[str, Any]]:
        """Have the tasks of a stage done; what is told of each.

        Args:
            stage: its name, for people.
            step: made of the arguments, does a task.
            arguments: of the step.
            tasks: what is left to do.
            weights: how much of the total what is told of a task makes up.
            done: of the total, what was done before.
            total: of the stage; None for the number of tasks.
            here: whether to do them in this process, one after the other.
        """
        whole = total if total is not None else done + len(tasks)
        if not tasks:
            return []
        _log.info("%s: %d tasks", stage, len(tasks))
        found: list[dict[str, Any]] = []
        fresh, behind, began = 0, 0, time.monotonic()
        self._tell(Progress(stage, done, whole, None))
        with closing(self._done(step, arguments, tasks, here=here)) as all_told:
            for told in all_told:
                found.append(told)
                fresh += weights(told)
                # The workers' beginning is no part of the rate, where enough is left to tell it by.
                if len(found) <= self.workers and len(tasks) >= 2 * self.workers:
                    behind, began = fresh, time.monotonic()
                seconds = time.monotonic() - began
                rate = (fresh - behind) / seconds if fresh > behind and seconds > 0 else None
                self._tell(Progress(stage, done + fresh, whole, rate))
        self._seconds[stage], self._pages[stage] = time.monotonic() - began, fresh - behind
        return found

    def _done(
        self,
        step: Callable[..., Step],
        arguments: Sequence[Any],
        tasks: Sequence[dict[str, Any]],
        *,
        here: bool,
    ) -> Generator[dict[str, Any], None, None]:
        if self._on_cluster and not here:
            yield from cluster.each(step, arguments, tasks, self.workers)
        else:
            yield from local.each(step, arguments, tasks, self.workers, here=here)


@contextmanager
def engine(
    address: str | None, jobs: int | None, tell: Callable[[Progress], None] | None
) -> Iterator[Engine]:
    """What has a run's steps done, until the block ends.

    Args:
        address: of a Ray cluster, ``local`` for one that begins here and ends with the block; None for none.
        jobs: workers; None for as many as there are processors.
        tell: what is called with how far the run is.

    Raises:
        ClusterError: Ray is not installed, or the cluster cannot be reached.
    """
    if address is None:
        yield Engine(jobs or processors(), tell)
        return
    with cluster.joined(address, jobs) as workers:
        yield Engine(workers, tell, on_cluster=True)


def run(
    order: Order,
    output: str,
    *,
    jobs: int | None = None,
    address: str | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read all pages of the inputs, attribute their articles, and write the tables.

    What a run that was broken off has done is kept, and the same call goes on with it.

    Args:
        order: what to read, and how.
        output: folder to write to, here or in an object store; on a cluster all its nodes reach it.
        jobs: workers; None for as many as there are processors.
        address: of a Ray cluster, ``local`` for one of this machine; None for this machine without one.
        tell: what is called with how far the run is.

    Raises:
        PageError: an input leads to nothing.
        FormatError: an input is of another form, or the folder holds another run.
        ModelError: the model cannot be loaded.
        ClusterError: there is no cluster, or it was lost.
        OSError: the folder cannot be written.
    """
    folder = Folder(output)
    plan = prepared(order, folder)
    if folder.has(MANIFEST):
        return _finished(folder)
    with engine(address, jobs, tell) as made, folder.locked():
        return carried_out(made, folder, plan)


def prepared(order: Order, folder: Folder) -> Plan:
    """The plan of a run, as it was begun in its folder, or would be; nothing is written yet.

    Args:
        order: what to read, and how.
        folder: of the run.

    Raises:
        PageError: an input leads to nothing.
        FormatError: an input is of another form, or the folder holds another run.
        ModelError: the model cannot be loaded.
    """
    model = read_manifest((order.settings.model or MODEL) / "manifest.json").name
    own = below(folder.name, "").partition("?")[0]
    inputs = [one for one in found_inputs(order.inputs) if not one.place.startswith(own)]
    if not inputs:
        raise PageError("nothing to read but what a run has written")
    return begun(folder, order, inputs, model)


def carried_out(engine: Engine, folder: Folder, plan: Plan) -> Summary:
    """Do what is left of a run, and end it."""
    if folder.has(MANIFEST):
        return _finished(folder)
    folder.tidy("")
    plan.write(folder)
    found = _looked_through(engine, folder, plan)
    if not plan.parts:
        sample = plan.recorded["sample"]
        kept = found if sample is None else sampled(found, sample)
        plan = replace(plan, parts=in_parts(kept, engine.workers))
        plan.write(folder)
    _read_and_attribute(engine, folder, plan)
    if not plan.recorded["keep_copies"]:
        _attribute_copies_of_failed(engine, folder, plan)
    tasks = list(steps.chunks_of_tables(plan.parts))
    engine.do("writing", steps.PutTogether, (folder.name,), tasks, here=plan.pages <= _FEW)
    return _written(folder, plan, sum(one.pages for own in found for one in own), engine.rates)


def _looked_through(engine: Engine, folder: Folder, plan: Plan) -> list[list[Stretch]]:
    """Each input cut into stretches."""
    known = set(folder.files(steps.INDEX))
    names = [f"{steps.INDEX}/{number:06}.json" for number in range(len(plan.inputs))]
    tasks = [{"input": number} for number, name in enumerate(names) if name not in known]
    engine.do(
        "looking through the inputs",
        steps.LookThrough,
        (folder.name,),
        tasks,
        done=len(names) - len(tasks),
        here=sum(one.bytes for one in plan.inputs) < 1 << 28,
    )
    return [[Stretch(*one) for one in folder.read_json(name)] for name in names]


def _read_and_attribute(engine: Engine, folder: Folder, plan: Plan) -> None:
    for stage, step, where in (
        (READING, steps.ReadPages, steps.PAGES),
        (ATTRIBUTING, steps.AttributeArticles, f"{steps.READINGS}/articles"),
    ):
        if step is steps.AttributeArticles and not plan.recorded["keep_copies"]:
            find_copies(engine, folder, plan.parts, steps.PAGES, steps.COPIES)
        known = set(folder.files(where))
        tasks = [part.task() for part in plan.parts if f"{where}/{part.name}" not in known]
        pages = sum(task["pages"] for task in tasks)
        engine.do(
            stage,
            step,
            (folder.name,),
            tasks,
            weights=lambda told: int(told["pages"]),
            done=plan.pages - pages,
            total=plan.pages,
        )


def _attribute_copies_of_failed(engine: Engine, folder: Folder, plan: Plan) -> None:
    """Attribute the copies of articles that could not be attributed themselves."""
    failed = folder.read_json(steps.FAILED)
    held = steps.failed_originals(folder)
    if failed is None:
        failed = sorted(held)
        folder.write_json(steps.FAILED, failed)
    wanted = {key // ROWS for original in failed for key in held.get(original, ())}
    known = set(folder.files(steps.AGAIN))
    tasks = [
        {**part.task(), "again": True}
        for part in plan.parts
        if part.number in wanted and f"{steps.AGAIN}/{part.name}.json" not in known
    ]
    engine.do("attributing copies of what failed", steps.AttributeArticles, (folder.name,), tasks)


def find_copies(
    engine: Engine, folder: Folder, parts: Sequence[Part], pages: str, name: str
) -> None:
    """Find the articles whose words stand in another one, and write which.

    Args:
        engine: that has it done.
        folder: of the run.
        parts: whose articles are laid beside each other.
        pages: where their fingerprints are.
        name: of the file that is written.
    """
    if folder.has(name):
        return
    work = name.removesuffix(".parquet")
    many = sum(part.stretch.pages for part in parts)
    buckets = copies.buckets_for(many)
    arguments = (folder.name, pages, work)
    light = many <= LIGHT
    tasks = [{**one, "buckets": buckets} for one in steps.chunks(parts)]
    engine.do("taking fingerprints", copies.IntoBuckets, arguments, tasks, here=light)
    tasks = [{"bucket": number} for number in range(buckets)]
    engine.do("finding copies", copies.MergeBucket, arguments, tasks, here=light)
    engine.do("finding likely copies", copies.FindLikely, arguments, [{"bucket": 0}], here=light)
    engine.do("verifying copies", copies.VerifyBucket, arguments, tasks, here=light)
    engine.do("telling copies", copies.Resolve, arguments, [{"name": name}], here=light)
    folder.remove(work)


def _written(folder: Folder, plan: Plan, every: int, rates: Rates) -> Summary:
    """Write a run's manifest, and remove what it needed to get there."""
    counts = _counts(folder)
    output_bytes = sum(folder.size(table) for table in TABLES)
    folder.write_json(MANIFEST, {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": dict(plan.versions),
        "order": dict(plan.recorded),
        "inputs": told_inputs(plan.inputs),
        "pages": every,
        "counts": counts,
        "bytes": output_bytes,
        "rates": asdict(rates),
        "tables": {table: len(folder.files(table, below=True)) for table in TABLES},
    })  # fmt: skip
    folder.remove("_work")
    return Summary(counts, every, sum(one.bytes for one in plan.inputs), output_bytes, rates)


def _counts(folder: Folder) -> dict[str, int]:
    counts: Counter[str] = Counter()
    held = folder.dataset("articles", SCHEMAS["articles"], below=True)
    columns = ["status", "attributions", "sources"]
    for batch in held.to_batches(columns=columns, use_threads=False):
        counts["pages"] += len(batch)
        for one in compute.value_counts(batch["status"]).to_pylist():
            counts[one["values"]] += one["counts"]
        for name in ("attributions", "sources"):
            counts[name] += compute.sum(batch[name]).as_py() or 0
    return dict(counts)


def _finished(folder: Folder) -> Summary:
    """Of a run that was done before; what a kill at its very end left lying is removed."""
    folder.remove("_work")
    told = folder.read_json(MANIFEST)
    input_bytes = sum(one["bytes"] for one in told["inputs"])
    rates = Rates(**told.get("rates", {"seconds": {}, "pages": {}}))
    return Summary(told["counts"], told["pages"], input_bytes, told["bytes"], rates)
