"""Mutated pages through read, attribute and every format: no exception but ours, no invariant broken.

    python benchmarks/fuzz.py --count 20000 --jobs 2 [--pages ../shared/corpora/pages-fundus] [--seed 1]

Each input is a page of our own (or of a folder of pages), mutated a few times and put into one of the
forms in which pages come: HTML, text, JSON Lines, CSV, WARC, a feed. It is read, attributed and written
in every format, and what came of it is checked. An input is slow that takes longer than one second plus
thirty times the median time a byte of its form, of the processor's time: other work does not count. Seeds make each input anew: ``--only SEED`` runs one.
The last line is ``name=value …``; the exit code is 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from onrecord import Article, Reading
from onrecord.batch import Result, attempt
from onrecord.errors import InternalError
from onrecord.formats import FORMATS, Options
from onrecord.page.inputs import pages
from onrecord.page.repair import repaired
from onrecord.pipeline import Settings

OWN = Path(__file__).parent.parent / "demo"
_LONGEST, _LONG = 6_000, 40_000  # bytes of a page before it is mutated: of most, of one in twenty
_ALLOWANCE, _FACTOR = 1.0, 30.0  # seconds, and times the median a byte
_HOSTILE = (
    *("\0", "\ufeff", "\u2028", "\x1b]0;owned\x07", "\x9b31m", "\x85", "\x08", "\ud83d\ude00", "\u202e"),
    *("<", ">", "<!--", "]]>", "<![CDATA[", "&#xD800;", "&#0;", "&nbsp;", "&lt;script&gt;", "</body>"),
    *("<script>alert(1)</script>", "<br>" * 50, "<div>" * 60, "</div>" * 60, "<h1>x</h1>" * 30),
    *('"', "“", "”", "‘", "’", "«", "„", "“" * 40, '"' * 40, "''", "—", " — ", "...", "…", "!?"),
    *("=1+1", "@SUM(A1)", "+cmd|x", "-2", "\t=x", "\r\n", "\n\n\n", " " * 400, "a" * 3000, "1" * 400),
    *("2026-01-02T03:04:05+24:00", "2026-01-02T03:04:05+99:99", "Fri, 31 Feb 0000", "1/1/1", "© 2031"),
    *('<meta property="article:published_time" content="2026-01-01T00:00:00+25:00">', "http://[", "h/t X"),
    *('<script type="application/ld+json">{"@type":"NewsArticle","author":"\\ud800"}</script>',),
    *('<link rel="canonical" href="http://[::1">', '<p class="' + "caption-" * 200 + '">x</p>'),
    *("He said, she said, they said: ", "according to according to ", "declined to comment. ", "Q: A: Q: "),
    *("on condition of anonymity because ", "told the Times told the Post ", "Mr. Mr. Mr. ", "A.B.C.D.E. "),
)  # fmt: skip


class Outcome(NamedTuple):
    """What came of an input."""

    seed: int
    form: str
    size: int
    seconds: float
    fault: str | None


def seeds_of(folder: Path | None) -> list[bytes]:
    """Pages to be mutated: ours, and those of a folder."""
    found = [path.read_bytes() for path in sorted(OWN.glob("*.*")) if path.is_file()]
    if folder is not None:
        paths = sorted(folder.rglob("*.html.gz"))
        found += [gzip.decompress(path.read_bytes()) for path in paths[:: max(len(paths) // 60, 1)]]
    return found


def mutated(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    """A page after a few mutations."""
    most = _LONG if chance.random() < 0.05 else _LONGEST
    if len(page) > most:
        start = chance.randrange(len(page) - most)
        page = page[start : start + most] if chance.random() < 0.7 else page[:most]
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        page = chance.choice(_MUTATORS)(chance, page, others)
    return page[: 4 * most]


def _place(chance: random.Random, page: bytes) -> int:
    return chance.randrange(len(page) + 1)


def _cut(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    return page[: _place(chance, page)]


def _without(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    a, b = sorted((_place(chance, page), _place(chance, page)))
    return page[:a] + page[b:]


def _twice(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    a = _place(chance, page)
    part = page[a : a + chance.choice((10, 200, 3000))]
    return page[:a] + part * chance.choice((2, 3, 20)) + page[a:]


def _flipped(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    data = bytearray(page)
    for _ in range(min(len(data), chance.choice((1, 10, 100)))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _hostile(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    a = _place(chance, page)
    token = chance.choice(_HOSTILE).encode("utf-8", "surrogatepass")
    return page[:a] + token * chance.choice((1, 1, 1, 30)) + page[a:]


def _recoded(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    return page.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "cp1252", "koi8-r", "utf-8-sig", "utf-32", "shift-jis")), "replace"
    )


def _mixed(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    other = chance.choice(others)
    a, b = _place(chance, page), _place(chance, other)
    return page[:a] + other[b : b + 5000] + page[a:]


def _recased(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    return chance.choice((bytes.upper, bytes.lower, bytes.swapcase))(page)


def _shuffled(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    lines = page.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _untagged(chance: random.Random, page: bytes, others: list[bytes]) -> bytes:
    return re.sub(rb"<[^<>]{0,500}>", chance.choice((b"", b" ", b"\n\n")), page)


_MUTATORS = (
    *(_cut, _without, _twice, _flipped, _hostile, _hostile, _hostile, _recoded, _mixed, _recased),
    *(_shuffled, _untagged),
)  # fmt: skip


def in_form(chance: random.Random, page: bytes) -> tuple[str, bytes]:
    """A page in one of the forms in which pages come: the form's ending, and the bytes."""
    form = chance.choice((".html", ".html", ".txt", ".txt", ".jsonl", ".csv", ".warc", ".rss"))
    text = page.decode("utf-8", "surrogateescape" if chance.random() < 0.3 else "replace")
    odd = chance.choice(
        ("x", "\ud800", "\x1b[31m", "a" * 400, "=1", "", "../../x", "http://[", "2026-01-01")
    )
    if form == ".jsonl":
        rows = {"id": odd, "url": odd, "title": odd, "authors": [odd], "published": odd, "own": odd}
        kind = chance.choice(("text", "html"))
        kept = {key: value for key, value in rows.items() if chance.random() < 0.6}
        return form, json.dumps({kind: text, **kept}).encode() + b"\n"
    if form == ".csv":
        out = io.StringIO()
        csv.writer(out).writerows([["text", "id", "own"], [text, odd, odd]])
        return form, out.getvalue().encode("utf-8", "surrogatepass")
    if form == ".warc":
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        length = len(http) + chance.choice((0, 0, 0, 1, -1, 500))
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/{chance.random()}\r\n"
        record = (
            f"{head}Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        return form, record + http + b"\r\n\r\n"
    if form == ".rss":
        before = b'<rss version="2.0"><channel><item><title>t</title><description>'
        return form, before + page + b"</description></item></channel></rss>"
    return form, page


def run(seed: int, pool: list[bytes], *, limit: float = 60.0) -> Outcome:
    """Make the input of a seed, and see what comes of it."""
    chance = random.Random(seed)
    form, data = in_form(chance, mutated(chance, chance.choice(pool), pool))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"page{form}"
        path.write_bytes(data)
        began = time.process_time()
        try:
            fault = _fault(path, deep=seed % 10 == 0)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        seconds = time.process_time() - began
    return Outcome(seed, form, max(len(data), 1), seconds, fault)


def _fault(path: Path, *, deep: bool) -> str | None:
    """What is wrong with what comes of a file; None where nothing is."""
    results: list[Result] = []
    for name, page in pages([path]):
        if isinstance(page, InternalError):
            return f"input: {page}"
        result = attempt(name, page, Settings(force=True, threads=1))
        results.append(result)
        if isinstance(result.outcome, InternalError):
            return f"pipeline: {result.outcome}"
        if isinstance(result.outcome, Reading):
            text = page.data if isinstance(page.data, str) and page.kind == "text" else None  # type: ignore[union-attr]
            if (broken := broken_invariant(result.outcome, text)) is not None:
                return broken
    return _fault_in_formats(results, path.parent, deep=deep)


def broken_invariant(reading: Reading, page: str | None = None) -> str | None:
    """The invariant of a reading that does not hold; None where all do."""
    article = reading.article
    checks: dict[str, bool] = {
        "text can be written": _is_text(article.text) and _is_text(reading.to_json()),
        "blocks in order": _in_order([block.span for block in article.blocks], article),
        "ids once": len({one.id for one in reading}) == len(reading),
        "spans in the text": all(_in_order(role, article) for role in _roles(reading)),
        "parents": all(one.parent in (None, *(o.id for o in reading)) for one in reading),
        "sources": all(
            one.source_id in (None, *(s.id for s in reading.sources)) for one in reading
        ),
        "scores": all(0 <= one.score <= 1 for one in reading),
        "JSON both ways": Reading.from_json(reading.to_json()) == reading,
    }
    if page is not None:
        if article.provenance is not None and article.provenance.repaired:
            page, _ = repaired(page)
        checks["offsets in the page"] = all(
            article.words(block.span)
            == page[block.page_start or 0 :][: block.span.end - block.span.start]
            for block in article.blocks
        )
    return next((f"invariant: {name}" for name, holds in checks.items() if not holds), None)


def _roles(reading: Reading) -> Iterator[list[Any]]:
    for one in reading:
        yield from (list(one.source), list(one.cue), list(one.content))
        yield from ([hop.span] for hop in one.via if hop.span)
    for source in reading.sources:
        # One source span may hold another: each by itself.
        yield from ([span] for span in source.mentions)


def _in_order(spans: Iterable[Any], article: Article) -> bool:
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= len(article.text):
            return False
        end = span.end
    return True


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _fault_in_formats(results: list[Result], folder: Path, *, deep: bool) -> str | None:
    faults: list[str] = []
    options = Options(many=True, report=lambda error: faults.append(str(error)))
    for name, form in FORMATS.items():
        write = form.writes_text()
        if write is not None:
            out = io.StringIO()
            kept = results[:1] if name == "html" else results
            write(kept, out, options)
            text = out.getvalue()
            text.encode("utf-8")
            if (wrong := _CHECKS.get(name, _nothing)(text)) is not None:
                return f"{name}: {wrong}"
        if form.folder and (write_folder := form.writes_folder()) is not None:
            write_folder(results, folder / name, options)
    if faults:
        return f"format: {faults[0]}"
    return _deep_fault(results, folder) if deep else None


def _deep_fault(results: list[Result], folder: Path) -> str | None:
    """What costs more time: the schema, the tables in files."""
    import jsonschema

    from onrecord.formats.json_form import record_of, schema

    for name in ("csv", "parquet"):
        if (write := FORMATS[name].writes_file()) is not None:
            write(results, folder / f"t.{name}", Options(many=True))
    validator = jsonschema.Draft202012Validator(schema())
    for result in results:
        error = next(validator.iter_errors(record_of(result)), None)
        if error is not None:
            return f"schema: {error.message[:200]} at {list(error.absolute_path)}"
    return None


def _nothing(text: str) -> str | None:
    return None


def _terminal(text: str) -> str | None:
    found = _STEERS.search(text)
    return f"steers a terminal: {found[0]!r}" if found else None


def _json(text: str) -> str | None:
    json.loads(text)
    return None


def _csv(text: str) -> str | None:
    rows = list(csv.reader(io.StringIO(text)))
    if any(len(row) != len(rows[0]) for row in rows):
        return "rows of different lengths"
    cells = (cell for row in rows for cell in row)
    return next(
        (f"a formula: {cell[:20]!r}" for cell in cells if cell[:1] in tuple("=+-@\t\r")), None
    )


def _html(text: str) -> str | None:
    lower = text.lower()
    for mark in ("<script", "<iframe", "<img", "<link", "<object", "javascript:", "onerror="):
        place = lower.find(mark)
        if place >= 0 and mark.startswith("<"):
            return f"holds {mark}: {text[place : place + 60]!r}"
    return None


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "terminal": _terminal,
    "json": _json,
    "annotations": _json,
    "prov": _json,
    "schema-org": _json,
    "csv": _csv,
    "html": _html,
}


def slow(outcomes: list[Outcome]) -> list[Outcome]:
    """Those that took longer than they may."""
    by_form: dict[str, list[float]] = {}
    for one in outcomes:
        by_form.setdefault(one.form, []).append(one.seconds / one.size)
    typical = {form: median(rates) for form, rates in by_form.items()}
    return [
        one for one in outcomes if one.seconds > _ALLOWANCE + _FACTOR * typical[one.form] * one.size
    ]


def _some(seeds: range, folder: Path | None) -> list[Outcome]:
    pool = seeds_of(folder)
    run(0, pool)  # loads the model, which is not the first input's to pay for
    return [run(seed, pool) for seed in seeds]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1, help="of the first input")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--pages", type=Path, help="a folder of packed pages to mutate too")
    parser.add_argument("--only", type=int, help="run the input of one seed")
    options = parser.parse_args()
    if options.only is not None:
        print(_some(range(options.only, options.only + 1), options.pages)[0])
        return
    step = max(options.count // (options.jobs * 8), 1)
    ranges = [
        range(start, min(start + step, options.seed + options.count))
        for start in range(options.seed, options.seed + options.count, step)
    ]
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for some in pool.map(_some, ranges, [options.pages] * len(ranges)):
            outcomes += some
            print(f"{len(outcomes)} …", file=sys.stderr, flush=True)
    faults = [one for one in outcomes if one.fault]
    late = slow(outcomes)
    for one in faults[:40]:
        print(f"seed {one.seed} {one.form}: {(one.fault or '')[:300]}")
    for one in sorted(late, key=lambda one: -one.seconds)[:20]:
        print(f"seed {one.seed} {one.form}: {one.size} bytes took {one.seconds:.1f} s")
    longest = max(one.seconds for one in outcomes)
    print(
        f"inputs={len(outcomes)} faults={len(faults)} slow={len(late)} slowest={longest:.2f} "
        f"seconds={sum(one.seconds for one in outcomes):.0f}"
    )
    sys.exit(1 if faults or late else 0)


if __name__ == "__main__":
    main()
