"""A run from its inputs to its tables: in this process, and as the command that people give."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from onrecord import Reading
from onrecord.attributions import MODEL
from onrecord.batch import run as read_all
from onrecord.page.inputs import Columns, pages
from onrecord.pipeline import Settings
from onrecord.scale import steps
from onrecord.scale.places import Folder
from onrecord.scale.plan import Order
from onrecord.scale.running import Engine, Progress, run
from onrecord.scale.tables import TABLES, readings_in
from scaled import PAGES, Failing, jsonl, ran, rows, warc_of


def mixed(folder: Path) -> list[Path]:
    """A WARC file and lines, of which one is broken."""
    lines = jsonl(
        folder / "b.jsonl",
        [{"id": "x", "text": PAGES[1], "mine": 7}, {"id": "y", "text": PAGES[0]}],
    )
    with lines.open("a") as file:
        file.write("{broken\n")
    return [warc_of(folder / "a.warc.gz", PAGES), lines]


def statuses(output: Path) -> list[str]:
    return [row["status"] for row in rows(output, "articles")]


def test_what_a_run_writes(tmp_path: Path) -> None:
    done = ran(tmp_path / "out", *mixed(tmp_path))
    told = rows(tmp_path / "out", "articles")
    assert statuses(tmp_path / "out") == [
        "read",
        "read",
        "copy",
        "language",
        "copy",
        "copy",
        "error",
    ]
    assert [row["copy_of"] for row in told if row["status"] == "copy"] == [
        told[0]["key"], told[1]["key"], told[0]["key"],
    ]  # fmt: skip
    assert told[4]["columns"] == '{"mine": 7}'
    assert "not JSON" in told[6]["error"]
    assert done.counts["pages"] == 7
    assert done.counts["attributions"] == len(rows(tmp_path / "out", "attributions"))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["counts"] == done.counts
    assert {"onrecord", "model", "ray", "fastwarc"} <= manifest["versions"].keys()
    assert not (tmp_path / "out" / "_work").exists()


def test_the_records_are_those_of_read(tmp_path: Path) -> None:
    inputs = mixed(tmp_path)
    ran(tmp_path / "out", *inputs, keep_copies=True)
    folder = Folder(str(tmp_path / "out"))
    tables = [folder.dataset(name, None, below=True).to_table() for name in TABLES]
    ours = {reading.article.id: reading for _, reading in readings_in(*tables)}
    for result in read_all(pages(inputs), Settings(threads=1)):
        if isinstance(result.outcome, Reading):
            assert ours.pop(result.id) == result.outcome
    assert not ours


def test_settings_and_columns_reach_the_workers(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"who": "w", "body": PAGES[3]}])
    ran(
        tmp_path / "out",
        path,
        settings=Settings(force=True),
        columns=Columns(text="body", id="who"),
    )
    (row,) = rows(tmp_path / "out", "articles")
    assert (row["id"], row["status"]) == ("w", "read")


def test_a_model_of_one_s_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is named from here is the same one wherever a worker stands."""
    monkeypatch.chdir(MODEL.parent)
    path = jsonl(tmp_path / "a.jsonl", [{"text": PAGES[0]}])
    ran(tmp_path / "out", path, settings=Settings(model=Path(MODEL.name)))
    (row,) = rows(tmp_path / "out", "articles")
    assert row["status"] == "read"


def test_a_sample_and_what_all_would_take(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"text": f"Page {n}. {PAGES[n % 2]}"} for n in range(100)])
    done = ran(tmp_path / "out", path, sample=30, keep_copies=True)
    assert done.counts["pages"] == 32
    assert done.pages == 100
    assert done.rates.seconds_a_page() > 0
    assert done.rates.workers == 2
    again = ran(tmp_path / "out", path, sample=30, keep_copies=True)
    assert again.rates == done.rates
    keys = [json.loads(row["provenance"])["origin"] for row in rows(tmp_path / "out", "articles")]
    assert {int(key.rpartition(":")[2]) > 32 for key in keys} == {True, False}


def test_an_article_that_is_not_attributed_is_nobodys_original(tmp_path: Path) -> None:
    told = [{"id": code, "text": PAGES[0], "language": code} for code in ("nb", "en", "xx")]
    ran(tmp_path / "out", jsonl(tmp_path / "a.jsonl", told))
    assert statuses(tmp_path / "out") == ["language", "read", "language"]


def test_copies_of_an_article_that_failed_are_attributed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [{"id": str(n), "text": PAGES[n % 2]} for n in range(4)]
    monkeypatch.setattr(steps, "AttributeArticles", Failing)
    ran(tmp_path / "out", jsonl(tmp_path / "a.jsonl", told))
    assert statuses(tmp_path / "out") == ["error", "read", "read", "copy"]
    assert [row["id"] for row in rows(tmp_path / "out", "attributions")].count("2") > 2


def test_what_a_run_has_written_is_no_input(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", [{"id": "1", "text": PAGES[0]}])
    for name in ("first", "second"):
        assert ran(tmp_path / name, tmp_path).counts == ran(tmp_path / "first", tmp_path).counts
    assert len(rows(tmp_path / "second", "articles")) == 1


def test_one_command_at_a_time(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"id": "1", "text": PAGES[0]}])
    with Folder(str(tmp_path / "out")).locked():
        done = command("scale", path, "-o", tmp_path / "out", "-j", 1)
    assert done.returncode == 2
    assert "another command is at work" in done.stderr


def test_no_pages_at_all(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(b"")
    done = ran(tmp_path / "out", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert done.counts == {}


def test_progress_tells_how_much_is_left() -> None:
    assert Progress("x", 20, 100, 4.0).left == 20.0
    assert Progress("x", 20, 100, None).left is None
    told: list[Progress] = []
    engine = Engine(1, told.append)
    engine.do(
        "x",
        lambda: lambda task: task,
        (),
        [{"n": 2}] * 5,
        weights=lambda one: one["n"],
        done=3,
        total=13,
        here=True,
    )
    assert [one.done for one in told] == [3, 5, 7, 9, 11, 13]
    assert engine.do("x", lambda: lambda task: task, (), []) == []


COMMAND = [sys.executable, "-m", "onrecord.cli"]


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True)


def test_the_command_killed_and_given_again(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        [{"id": str(n), "text": f"Page {n}. {PAGES[n % 2]}"} for n in range(400)],
    )
    arguments = ("scale", path, "-o", tmp_path / "out", "-j", 2, "--keep-copies")
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, text=True, start_new_session=True)  # fmt: skip
    # Killed, with all that it started, while some parts are attributed and others are not.
    done = tmp_path / "out" / "_work" / "readings" / "articles"
    until = time.monotonic() + 120
    while time.monotonic() < until and len(list(done.glob("part-*"))) < 4:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    kept = {one.name: one.stat().st_mtime_ns for one in done.glob("part-*")}
    assert 4 <= len(kept) < 25
    again = command(*arguments)
    assert again.returncode == 0, again.stderr
    assert "400 pages: 400 read" in again.stdout
    calm = ran(tmp_path / "calm", path, keep_copies=True)
    assert calm.counts["read"] == 400
    for table in TABLES:
        ours, theirs = rows(tmp_path / "out", table), rows(tmp_path / "calm", table)
        assert [strip(row) for row in ours] == [strip(row) for row in theirs]
    third = command(*arguments)
    assert (third.returncode, third.stdout) == (0, again.stdout)
    other = command(*arguments, "--no-nested")
    assert other.returncode == 2
    assert "begun with other options" in other.stderr


def strip(row: dict[str, object]) -> dict[str, object]:
    """Without the key, which hangs on how a run was cut."""
    return {name: value for name, value in row.items() if name != "key"}


def test_the_command_tells_errors_and_estimates(tmp_path: Path) -> None:
    inputs = mixed(tmp_path)
    done = command("scale", *inputs, "-o", tmp_path / "out", "-j", 1, "--dry-run", "--price", 2)
    assert done.returncode == 1
    first, second, third = done.stdout.splitlines()
    assert first == "7 pages: 2 read, 3 copies, 1 in other languages, 1 not read"
    assert "attributions" in second
    assert third.startswith("all 7 pages: 0.0 hours")
    assert third.endswith("for processors")
    assert not (tmp_path / "out").exists()


def test_a_few_pages_are_tried_on_this_machine(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"text": PAGES[0]}])
    done = command("scale", path, "--dry-run", "--address", "ray://nowhere:10001")
    assert done.returncode == 2 and "leave --address out" in done.stderr


@pytest.mark.parametrize("arguments", [("gone.warc",), ("page.html",), ()])
def test_the_command_used_wrongly(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "page.html").write_text("x")
    done = command("scale", *(tmp_path / name for name in arguments), "-o", tmp_path / "out")
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()


def test_a_cluster_that_is_lost(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        [{"id": str(n), "text": f"Page {n}. {PAGES[n % 2]}"} for n in range(300)],
    )
    arguments = (
        "scale",
        path,
        "-o",
        tmp_path / "out",
        "-j",
        1,
        "--keep-copies",
        "--address",
        "local",
    )
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, text=True
    ) as process:
        until = time.monotonic() + 60
        pages = tmp_path / "out" / "_work" / "pages"
        while time.monotonic() < until and not list(pages.glob("part-*")):
            time.sleep(0.05)
        raylets = [
            one
            for one in psutil.Process(process.pid).children(recursive=True)
            if "raylet/raylet" in " ".join(one.cmdline()[:1])
        ]
        for one in raylets:
            one.kill()
        _, told = process.communicate(timeout=120)
    assert raylets
    assert process.returncode == 5
    assert "cluster was lost" in told
    assert "the same command goes on" in told


def test_no_cluster_at_an_address(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"text": "x"}])
    done = command("scale", path, "-o", tmp_path / "out", "--address", "127.0.0.1:9")
    assert done.returncode == 5
    assert "no cluster" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_run_from_python_is_the_same_run(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"id": "1", "text": PAGES[0]}])
    ran(tmp_path / "out", path)
    assert run(Order((str(path),)), str(tmp_path / "out")).counts["read"] == 1
