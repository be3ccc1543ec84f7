"""Batches that are killed at random moments lose nothing and double nothing.

    python benchmarks/kill.py --kills 200

A batch of small pages is read once undisturbed. Then again and again, with two processes: at a random
moment the parent or one of its workers is killed (SIGKILL); a killed parent is followed by ``--resume``,
until the run ends by itself. The outputs are compared as sets of records; any difference is told. The
last line is ``name=value …``; the exit code is 1 where anything differs or a process is left over.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

_STATEMENTS = (
    "The transport minister said on Monday that tunnel {n} would open in May.",
    "Two officials told Radio Westhaven that {n} joints leak. They spoke on condition of anonymity.",
    "“We will not wait,” said Ada Reed, who leads council {n}. The builder declined to comment.",
    "Nothing happened at joint {n} today.",
)


def pages(path: Path, count: int) -> Path:
    """A batch of small pages of our own."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            text = _STATEMENTS[n % len(_STATEMENTS)].format(n=n)
            file.write(json.dumps({"id": f"page {n}", "text": text, "own": n}) + "\n")
        file.write("{broken\n")
    return path


def records(path: Path) -> list[str]:
    """What an output holds, without its order."""
    return sorted(path.read_text(encoding="utf-8").splitlines())


def _workers(parent: int) -> list[psutil.Process]:
    try:
        children = psutil.Process(parent).children(recursive=True)
        return [one for one in children if "spawn_main" in " ".join(one.cmdline())]
    except psutil.Error:
        return []


def disturbed(
    command: list[str], longest: float, chance: random.Random
) -> tuple[str, list[psutil.Process]]:
    """Run a command and kill it, or one of its workers, at a random moment: who was killed, if anyone,
    and the workers that were there.
    """
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, longest))
    workers = _workers(process.pid)
    victim = "none"
    if process.poll() is None:
        if workers and chance.random() < 0.5:
            victim = "worker"
            chance.choice(workers).kill()
            process.wait()
        else:
            victim = "parent"
            process.kill()
            process.wait()
    return victim, workers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    killed = {"parent": 0, "worker": 0}
    differing = orphans = runs = 0
    with tempfile.TemporaryDirectory() as folder:
        source = pages(Path(folder) / "in.jsonl", options.pages)
        whole, out = Path(folder) / "whole.jsonl", Path(folder) / "out.jsonl"
        command = [sys.executable, "-m", "onrecord.cli", "read", str(source), "-j", "2", "-o"]
        began = time.monotonic()
        subprocess.run([*command, str(whole)], stderr=subprocess.DEVNULL, check=False)
        longest = time.monotonic() - began
        expected = records(whole)
        while sum(killed.values()) < options.kills:
            out.unlink(missing_ok=True)
            while not out.exists():
                runs += 1
                victim, workers = disturbed([*command, str(out), "--resume"], longest, chance)
                if victim in killed:
                    killed[victim] += 1
                _, alive = psutil.wait_procs(workers, timeout=10)
                orphans += len(alive)
            subprocess.run([*command, str(out), "--resume"], stderr=subprocess.DEVNULL, check=False)
            if records(out) != expected:
                differing += 1
                strange = sorted(set(records(out)) - set(expected))
                print(
                    f"differs after {sum(killed.values())} kills: {[one[:400] for one in strange[:2]]}"
                )
            print(f"{sum(killed.values())} kills …", file=sys.stderr, flush=True)
    print(
        f"kills={sum(killed.values())} parents={killed['parent']} workers={killed['worker']} runs={runs} "
        f"differing={differing} orphans={orphans} undisturbed={longest:.1f}"
    )
    sys.exit(1 if differing or orphans else 0)


if __name__ == "__main__":
    main()
