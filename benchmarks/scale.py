"""Runs at scale: their rate and memory, what kills do to them, and how the search for copies grows.

    python benchmarks/scale.py rate --pages 10000        one worker and two, over a WARC file of made-up pages
    python benchmarks/scale.py memory --pages 1000 100000
    python benchmarks/scale.py kill --kills 20 --heads 5  four nodes on this machine
    python benchmarks/scale.py copies --articles 10000 100000 1000000

``kill`` starts a cluster of a head and four nodes of one processor each, and again and again kills a worker, the
process beside it that reads pages, or a whole node; and the head with the command, which is then given again. The
tables are compared with those of a run that nobody disturbed, as sets of rows, and what was begun twice is counted.
The last line of each is ``name=value …``; the exit code is 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
from pyarrow import dataset

from crawled import articles, tiny, write_warc

_HERE = Path(__file__)
_TABLES = ("articles", "attributions", "sources")
_NODES = 4
_PAUSE = (4.0, 14.0)  # seconds between two kills
#: On a cluster the process in which Ray runs a step; everywhere the one that works on pages.
_STEP, _BESIDE = "ray::MapWorker", "spawn_main"
#: The command with the one that it leads a run from, and its workers.
_KINDS = ("command", "worker")
#: Stages of a run in which pages are worked on; in the others workers hold fingerprints, or rows.
_ON_PAGES = ("reading pages", "attributing")

Most = dict[tuple[str, str], float]


def rows_in(folder: Path) -> dict[str, set[str]]:
    """The rows of a run's tables, without their order."""
    found = {}
    for table in _TABLES:
        held = dataset.dataset(folder / table, partitioning="hive").to_table()
        names = sorted(held.column_names)
        rows = [json.dumps(row, sort_keys=True) for row in held.select(names).to_pylist()]
        assert len(rows) == len(set(rows)), f"{table}: rows are doubled"
        found[table] = set(rows)
    return found


class Memory(threading.Thread):
    """Watches what a command's processes take, in MB, by the stage that the command tells on standard error.

    Args:
        command: that runs; what it tells is read to its end.
    """

    def __init__(self, command: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self.most: Most = {}
        self.told: list[str] = []
        self._command, self._over = command, threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        assert self._command.stderr is not None
        for line in self._command.stderr:
            self.told.append(line)

    def _stage(self) -> str:
        return self.told[-1].split(": ")[1] if self.told and ": " in self.told[-1] else "beginning"

    def run(self) -> None:
        """Look every two seconds: to look more often would take from what is measured."""
        self._reader.start()
        while not self._over.wait(2.0):
            with suppress(psutil.Error):
                parent = psutil.Process(self._command.pid)
                for one in (parent, *parent.children(recursive=True)):
                    self._look(one)

    def _look(self, one: psutil.Process) -> None:
        with suppress(psutil.Error):
            key = self._stage(), "worker" if _BESIDE in " ".join(one.cmdline()) else "command"
            self.most[key] = max(self.most.get(key, 0.0), one.memory_info().rss / 2**20)

    def stop(self) -> Most:
        """End it; the most that each kind of process took, by stage."""
        self._over.set()
        self.join()
        self._reader.join()
        return self.most


def timed(source: Path, output: Path, *options: str) -> tuple[float, Most]:
    """Run the command; the seconds it took, and the most memory of its processes by stage."""
    command = [sys.executable, "-m", "onrecord.cli", "scale", str(source), "-o", str(output), *options]  # fmt: skip
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        memory = Memory(process)
        memory.start()
        process.wait()
        most = memory.stop()
    if process.returncode:
        raise RuntimeError("".join(memory.told))
    return time.perf_counter() - began, most


def held(most: Most, stages: Iterable[str] | None = None) -> dict[str, float]:
    """The most that each kind of process took in some stages; None for all."""
    kept = None if stages is None else set(stages)
    found = dict.fromkeys(_KINDS, 0.0)
    for (stage, kind), mb in most.items():
        if kept is None or stage in kept:
            found[kind] = max(found[kind], mb)
    return found


def cells(own: Mapping[str, float]) -> str:
    """Of a table's row."""
    return " | ".join(f"{own[kind]:.0f}" for kind in _KINDS)


def rate(folder: Path, pages: int) -> bool:
    """One worker and two over the same pages."""
    source = write_warc(folder / "crawl.warc.gz", articles(pages))
    seconds: dict[int, float] = {}
    print("| workers | seconds | pages/s | MB: command | worker |\n|---:|---:|---:|---:|---:|")
    for jobs in (1, 2):
        took, most = timed(source, folder / f"out{jobs}", "--jobs", str(jobs))
        seconds[jobs] = took
        print(f"| {jobs} | {took:.0f} | {pages / took:.1f} | {cells(held(most))} |", flush=True)
    same = rows_in(folder / "out1") == rows_in(folder / "out2")
    gain = seconds[1] / seconds[2]
    print(f"pages={pages} gain={gain:.2f} same={same}")
    return same and gain >= 1.85


def memory(folder: Path, sizes: list[int]) -> bool:
    """Tiny pages, ever more of them: while pages are worked on, and while all fingerprints are laid beside each other."""
    on_pages = []
    print("| tiny pages | seconds | while | MB: command | worker |\n|---:|---:|---|---:|---:|")
    for pages in sizes:
        source = write_warc(folder / f"{pages}.warc.gz", tiny(pages))
        took, most = timed(source, folder / f"out{pages}", "--jobs", "2")
        on_pages.append(held(most, _ON_PAGES))
        others = held(most, {stage for stage, _ in most}.difference(_ON_PAGES))
        print(f"| {pages} | {took:.0f} | pages are worked on | {cells(on_pages[-1])} |")
        print(f"| | | all else | {cells(others)} |", flush=True)
    growth = {kind: on_pages[-1][kind] / on_pages[0][kind] for kind in _KINDS}
    print(" ".join(f"{kind}={grown:.2f}" for kind, grown in growth.items()))
    return max(growth.values()) < 1.2


@contextmanager
def cluster(nodes: int) -> Iterator[Any]:
    """A head without processors and some nodes of one each, in processes of this machine."""
    from ray.cluster_utils import Cluster

    made = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": 1 << 27, "include_dashboard": False}
    )  # fmt: skip
    try:
        for _ in range(nodes):
            made.add_node(num_cpus=1, object_store_memory=1 << 27)
        yield made
    finally:
        with suppress(Exception):
            made.shutdown()  # type: ignore[no-untyped-call]


def begin(source: Path, output: Path, address: str, trace: Path) -> subprocess.Popen[bytes]:
    """The command, told by this file so that what its workers begin is counted."""
    command = [sys.executable, str(_HERE), "_traced", str(source), str(output), address, str(trace)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip


def traced(source: str, output: str, address: str, trace: str) -> None:
    """A run whose workers write down what they begin."""
    from onrecord.scale import running, steps
    from onrecord.scale.plan import Order

    def noted(task: Mapping[str, Any], step: str) -> None:
        with Path(trace).open("a", encoding="utf-8") as file:  # one short line: written whole
            file.write(f"{step} {task['part']} {task['pages']}\n")

    class ReadPages(steps.ReadPages):
        def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
            noted(task, "read")
            return super().__call__(task)

    class AttributeArticles(steps.AttributeArticles):
        def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
            noted(task, "attribute")
            return super().__call__(task)

    steps.ReadPages, steps.AttributeArticles = ReadPages, AttributeArticles  # type: ignore[misc]
    print(running.run(Order((source,)), output, jobs=_NODES, address=address))


def _processes(mark: str) -> list[psutil.Process]:
    found = []
    for one in psutil.process_iter(["cmdline"]):
        with suppress(psutil.Error):
            if mark in " ".join(one.info["cmdline"] or ()):
                found.append(one)
    return found


def _disturb(made: Any, chance: random.Random) -> str:
    """Kill a worker, the process beside it, or a node; who it was."""
    who = chance.choice(("step", "beside it", "node"))
    if who == "node":
        node = chance.choice(list(made.worker_nodes))
        made.remove_node(node, allow_graceful=False)
        made.add_node(num_cpus=1, object_store_memory=1 << 27)
        return who
    found = _processes(_STEP if who == "step" else _BESIDE)
    if not found:
        return "nobody"
    with suppress(psutil.Error):
        chance.choice(found).send_signal(signal.SIGKILL)
    return who


def kill(folder: Path, pages: int, kills: int, heads: int, seed: int) -> bool:
    """A run that is disturbed, against one that is not."""
    source = write_warc(folder / "crawl.warc.gz", tiny(pages))
    timed(source, folder / "calm", "--jobs", "2")
    chance, trace, output = random.Random(seed), folder / "trace.txt", folder / "disturbed"
    left, left_heads, said = kills, heads, []
    began = time.monotonic()
    while True:
        with cluster(_NODES) as made:
            process = begin(source, output, made.address, trace)
            headless = False
            while process.poll() is None:
                time.sleep(chance.uniform(*_PAUSE))
                if process.poll() is not None:
                    break
                if left_heads and chance.random() < left_heads / (left + left_heads):
                    made.remove_node(made.head_node, allow_graceful=False)
                    with suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
                    left_heads, headless = left_heads - 1, True
                    said.append("head")
                    break
                if left and (who := _disturb(made, chance)) != "nobody":
                    left -= 1
                    said.append(who)
            _, wrong = process.communicate()
        print(f"{time.monotonic() - began:.0f} s: {said[-1] if said else 'nobody'}, {left} kills and {left_heads} heads left, exit {process.returncode}", flush=True)  # fmt: skip
        if not headless:
            break
    if process.returncode:
        print(wrong.decode()[-3000:])
        return False
    calm, after = rows_in(folder / "calm"), rows_in(output)
    same = calm == after
    begun: dict[str, int] = {}
    for line in trace.read_text(encoding="utf-8").splitlines():
        step, _, many = line.split()
        begun[step] = begun.get(step, 0) + int(many)
    twice = sum(begun.values()) - len(begun) * pages
    done = kills - left + heads - left_heads
    share = twice / (2 * pages) / max(done, 1)
    for table in _TABLES:
        print(f"{table}: {len(calm[table])} rows, {len(calm[table] - after[table])} lost, {len(after[table] - calm[table])} new")  # fmt: skip
    print(f"pages={pages} kills={kills - left} heads={heads - left_heads} same={same} twice={twice} share_a_kill={100 * share:.2f}%")  # fmt: skip
    return same and share <= 0.01 and not left and not left_heads


def copies(folder: Path, sizes: list[int]) -> bool:
    """The search for copies over ever more articles, each size in a process of its own."""
    found: list[tuple[int, float, float]] = []
    print(
        "| articles | seconds | MB | copies | of those that were made |\n|---:|---:|---:|---:|---:|"
    )
    for many in sizes:
        command = [sys.executable, str(_HERE), "_copies", str(folder / str(many)), str(many)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        told = json.loads(done.stdout.splitlines()[-1])
        found.append((many, told["seconds"], told["mb"]))
        print(f"| {many} | {told['seconds']:.1f} | {told['mb']:.0f} | {told['copies']} | {told['made']} |", flush=True)  # fmt: skip
    growth = (found[-1][1] / found[0][1]) / (found[-1][0] / found[0][0])
    print(f"articles={found[-1][0]} mb={found[-1][2]:.0f} growth_by_size={growth:.2f}")
    return found[-1][2] < 4096 and growth < 1.5


def searched(folder: str, many: int) -> None:
    """One search: of a hundred articles 40 have the sentences of another one of their time, cut; half of them and one of
    their own, and are no copies.
    """
    import numpy as np

    from onrecord.scale import running
    from onrecord.scale.inputs import Stretch
    from onrecord.scale.places import Folder
    from onrecord.scale.plan import Part
    from onrecord.scale.steps import PAGES

    rng, made = np.random.default_rng(1), 0
    earlier: list[Any] = []
    place, size, parts = Folder(folder), 2_000, []
    for number, start in enumerate(range(0, many, size)):
        prints = []
        for _ in range(min(size, many - start)):
            if earlier and rng.random() < 0.4:
                own = earlier[rng.integers(len(earlier))]
                kept = own[: int(len(own) * rng.uniform(0.5, 1.0))]
                further = int(rng.integers(0, 2))
                made += not further
                own = np.concatenate((kept, rng.integers(1 << 62, size=further)))
            else:
                own = rng.integers(1 << 62, size=rng.integers(10, 40))
                earlier.append(own)
            prints.append(np.unique(own))
        earlier = earlier[-5_000:]
        part = Part(number, 0, Stretch(0, 0, 0, 0, len(prints)))
        parts.append(part)
        table = {
            "key": np.arange(len(prints)) + (number << 20),
            "digest": [int(own.sum() % (1 << 62)) for own in prints],
            "prints": prints,
        }
        place.write_table(f"{PAGES}/{part.name}", pa.table(table))
    began = time.perf_counter()
    running.LIGHT = 1 << 60  # all of it in this process, whose memory is told
    running.find_copies(running.Engine(1), place, parts, PAGES, "copies.parquet")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = place.read_table("copies.parquet").num_rows
    print(json.dumps({"seconds": time.perf_counter() - began, "mb": peak, "copies": found, "made": made}))  # fmt: skip


def main() -> None:
    if sys.argv[1:2] == ["_traced"]:
        traced(*sys.argv[2:])
        return
    if sys.argv[1:2] == ["_copies"]:
        searched(sys.argv[2], int(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("rate", "memory", "kill", "copies"))
    parser.add_argument("--pages", type=int, nargs="*", default=[10_000])
    parser.add_argument("--articles", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--heads", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as beside:
        folder = Path(beside)
        if options.what == "rate":
            good = rate(folder, options.pages[0])
        elif options.what == "memory":
            good = memory(folder, options.pages)
        elif options.what == "kill":
            good = kill(folder, options.pages[0], options.kills, options.heads, options.seed)
        else:
            good = copies(folder, options.articles)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
