"""Outputs are whole or not there, no input is written over, and a run goes on after any death."""

from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import Reading
from onrecord.cli import main
from onrecord.output import mended, part_of, unfetched

STATEMENT = "The transport minister said on Monday that the tunnel would open in May, number {}."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def jsonl(path: Path, count: int, **more: Any) -> Path:
    rows = (
        {"id": f"p{n}", "text": STATEMENT.format(n), "topic": f"t{n % 3}", **more}
        for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sorted_records(path: Path) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True) for one in records(path))


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.jsonl", '{"version"'),
        ("a.json", "["),
        ("a.csv", "page,identity"),
        ("a.tsv", "page\tidentity"),
        ("a.parquet", "PAR1"),
    ],
)
def test_the_ending_tells_the_format(tmp_path: Path, name: str, begins: str) -> None:
    source = jsonl(tmp_path / "in.jsonl", 2)
    assert run("read", source, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins.encode())
    assert not part_of(tmp_path / name).exists()


def test_the_ending_of_a_report(tmp_path: Path, demo_page: Path) -> None:
    assert run("read", demo_page, "-o", tmp_path / "a.html").exit_code == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").lstrip().startswith("<!doctype html>")


def test_tables_beside_the_first(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", 3)
    run("read", source, "-o", tmp_path / "a.csv")
    tables = {}
    for name in ("a.csv", "a.sources.csv", "a.routes.csv"):
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    keys = {(row["page"], row["source_id"]) for row in tables["a.sources.csv"]}
    assert keys == {(row["page"], row["source_id"]) for row in tables["a.csv"]}
    assert {row["topic"] for table in tables.values() for row in table} == {"t0", "t1", "t2"}


@pytest.mark.parametrize("output", ["in.jsonl", "./in.jsonl", "sub/../in.jsonl", "."])
def test_no_input_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    source = jsonl(tmp_path / "in.jsonl", 2)
    before = source.read_bytes()
    assert run("read", "in.jsonl", "-o", output).exit_code == 2
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "sub"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["pages", "-f", "html", "-o", "pages"], 2),
        (["pages", "-f", "brat", "-o", "pages"], 2),
        (["pages/a.html", "-f", "brat", "-o", "pages"], 2),
        (["pages/a.html", "-f", "html", "-o", "pages/a.html"], 2),
        (["pages", "-o", "pages/all.jsonl"], 2),
        (["pages/a.txt", "--as", "text", "-f", "brat", "-o", "pages"], 0),
    ],
)
def test_nor_its_neighbour(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    demo_page: Path,
    arguments: list[str],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_bytes(demo_page.read_bytes())
    (pages / "a.txt").write_text(STATEMENT)
    before = {path.name: path.read_bytes() for path in pages.iterdir()}
    assert run("read", *arguments).exit_code == code
    after = {path.name: path.read_bytes() for path in pages.iterdir()}
    assert {name: after[name] for name in before} == before
    assert code == 2 or set(after) == {*before, "a.ann"}


def test_what_stood_there_is_kept_until_all_is_read(tmp_path: Path) -> None:
    report = tmp_path / "out.html"
    report.write_text("old")
    assert run("read", tmp_path / "missing.html", "-o", report).exit_code == 3
    assert report.read_text() == "old"
    out = tmp_path / "out.json"
    source = jsonl(tmp_path / "in.jsonl", 2)
    out.write_text("old")
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord.cli", "read", str(jsonl(source, 3000)), "-o", str(out)]
    )
    _until(lambda: part_of(out).exists() and part_of(out).stat().st_size > 10_000)
    assert out.read_text() == "old"
    process.kill()
    process.wait()
    assert out.read_text() == "old"


def _until(holds: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
def test_a_run_goes_on_after_it_was_killed(tmp_path: Path, ending: str) -> None:
    """The short form of benchmarks/kill.py."""
    source = jsonl(tmp_path / "in.jsonl", 400)
    whole, broken = tmp_path / f"whole{ending}", tmp_path / f"broken{ending}"
    assert run("read", source, "-o", whole).exit_code == 0
    command = [
        sys.executable,
        "-m",
        "onrecord.cli",
        "read",
        str(source),
        "-o",
        str(broken),
        "-j",
        "2",
    ]
    for size in (1, 200_000):
        process = subprocess.Popen([*command, "--resume"], stderr=subprocess.DEVNULL)
        _kill_when_grown(process, part_of(broken), size)
    assert not broken.exists()
    with part_of(broken).open("ab") as part:
        part.write(b'{"version": "2.0", "id": "p3')  # a half-written line
    assert subprocess.run([*command, "--resume"], check=False).returncode == 0
    assert not part_of(broken).exists()
    assert sorted(broken.read_text().splitlines()) == sorted(whole.read_text().splitlines())


def _kill_when_grown(process: subprocess.Popen[bytes], path: Path, size: int) -> None:
    _until(lambda: _size(path) >= size or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_a_file_that_was_cut_is_mended(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 6), tmp_path / "out.jsonl"
    run("read", source, "-o", out)
    whole = sorted_records(out)
    out.write_bytes(out.read_bytes()[:-200])
    assert run("read", source, "-o", out, "--resume").exit_code == 0
    assert sorted_records(out) == whole
    assert run("read", source, "-o", out, "--resume").exit_code == 0  # nothing is left to do
    assert sorted_records(out) == whole


def test_pages_of_one_id_are_each_done_once(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": "same", "text": STATEMENT.format(n)} for n in range(4)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("read", source, "-o", out)
    whole = sorted_records(out)
    lines = out.read_text().splitlines(keepends=True)
    out.write_text("".join(lines[:2]))
    run("read", source, "-o", out, "--resume")
    assert sorted_records(out) == whole


def test_what_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    error = {"version": "2.0", "id": "p1", "error": {"kind": "WorkerError", "message": "m"}}
    run("read", source, "-o", out)
    whole = sorted_records(out)
    lines = out.read_text().splitlines(keepends=True)
    out.write_text(lines[0] + json.dumps(error) + "\n\n" + lines[2] + '{"id": "half')
    assert sum(mended(out, part_of(out)).values()) == 2
    assert [one["id"] for one in records(part_of(out))] == ["p0", "p2"]
    assert run("read", source, "-o", out, "--resume").exit_code == 0
    assert sorted_records(out) == whole


def test_other_articles_under_the_same_ids_are_read(tmp_path: Path) -> None:
    first, second = jsonl(tmp_path / "a.jsonl", 2), tmp_path / "b.jsonl"
    second.write_text(first.read_text().replace("tunnel", "bridge"))
    out = tmp_path / "out.jsonl"
    run("read", first, "-o", out)
    assert run("read", second, "-o", out, "--resume").exit_code == 0
    texts = [one["article"]["text"] for one in records(out)]
    assert ["tunnel" in text for text in texts] == [True, True, False, False]


def test_nothing_is_gone_on_with_by_other_settings(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    run("read", source, "-o", out)
    before = out.read_bytes()
    result = run("read", source, "-o", out, "--resume", "--min-score", "0.9")
    assert result.exit_code == 2
    assert "other settings: min_score 0.0, now 0.9" in " ".join(result.output.split())
    assert out.read_bytes() == before
    assert not part_of(out).exists()
    assert run("read", source, "-o", out, "--resume").exit_code == 0


@pytest.mark.parametrize(
    "line",
    ['{"id":"1.txt"}', '{"version":"2.0","id":"1.txt","article":{}}', '{"version":"9.0","id":"x"}'],
)
def test_a_damaged_part_is_told_before_anything_is_read(tmp_path: Path, line: str) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 2), tmp_path / "out.csv"
    part_of(out).write_text(line + "\n")
    result = run("read", source, "-o", out, "--resume")
    assert result.exit_code == 2
    assert "out.csv.part:1: cannot be gone on with" in "".join(result.output.split("\n"))
    assert part_of(out).read_text() == line + "\n"


def test_several_pages_in_one_report_leave_nothing_behind(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 2), tmp_path / "out.html"
    result = run("read", source, "-o", out)
    assert result.exit_code == 2
    assert "need a folder to write to" in " ".join(result.output.split())
    assert [one.name for one in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_and_links_stay_what_they_are(tmp_path: Path) -> None:
    source, pipe = jsonl(tmp_path / "in.jsonl", 2), tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "onrecord.cli", "read", str(source), "-o", str(pipe)]
    process = subprocess.Popen([*command, "-f", "jsonl"])
    with pipe.open() as read:
        assert [json.loads(line)["id"] for line in read] == ["p0", "p1"]
    assert process.wait(60) == 0
    assert pipe.is_fifo()
    assert run("read", source, "-o", pipe, "-f", "parquet").exit_code == 2
    for name in ("out.jsonl", "out.json", "out.csv", "out.parquet"):
        link, target = tmp_path / name, tmp_path / f"target-{name}"
        target.write_text("old")
        link.symlink_to(target.name)
        assert run("read", source, "-o", link).exit_code == 0
        assert link.is_symlink()
        assert target.read_bytes() != b"old"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["*.jsonl", "-o", "b.jsonl"], 2),
        (["found.sources.csv", "--text-column", "name", "-o", "found.csv"], 2),
        (["out.jsonl.part", "a.jsonl", "-o", "out.jsonl"], 2),
        (["--urls", "u.json", "-o", "u.json"], 2),
        (["link.jsonl", "-o", "a.jsonl"], 2),
        (["pages", "-f", "html", "-o", "pages/sub"], 2),
        (["pages", "-f", "html", "-o", "pages/new"], 2),
        (["other/a.html", "pages/a.txt", "-f", "brat", "-o", "pages"], 2),
        (["pages/b.txt", "-f", "brat", "-o", "pages"], 3),
    ],
)
def test_whatever_an_input_is_called_it_is_not_written_over(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    demo_page: Path,
    arguments: list[str],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    jsonl(tmp_path / "a.jsonl", 1)
    for name in ("b.jsonl", "out.jsonl.part"):
        jsonl(tmp_path / name, 1)
    (tmp_path / "link.jsonl").symlink_to("a.jsonl")
    (tmp_path / "found.sources.csv").write_text("name\nThe mayor said it would hold.\n")
    (tmp_path / "u.json").write_text("http://127.0.0.1:9/a\n")
    for folder in ("pages/sub", "other"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.html").write_bytes(demo_page.read_bytes())
    (tmp_path / "pages" / "a.txt").write_text(STATEMENT)
    (tmp_path / "pages" / "b.txt").write_bytes(demo_page.read_bytes())  # HTML under a text's name
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run("read", *arguments).exit_code == code
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "x.csv.gz"], "tells no format"),
        (["-o", "x.xyz"], "tells no format"),
        (["-f", "json", "-o", "x.csv"], "not called as a file of json"),
        (["-f", "html", "-o", "x.csv"], "not called as a file of html"),
        (["-o", "x.json", "--excel"], "of CSV and TSV"),
        (["-o", ""], "a file or folder is expected"),
        (["--min-score", "nan"], "is no number"),
        (["--page-timeout", "inf"], "not in the range"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    source = jsonl(tmp_path / "in.jsonl", 1)
    result = run("read", source, *arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_slash_or_an_ending_tells_a_folder(tmp_path: Path, demo_page: Path) -> None:
    assert run("read", demo_page, "-f", "html", "-o", f"{tmp_path}/new/").exit_code == 0
    assert [path.suffix for path in (tmp_path / "new").iterdir()] == [".html"]
    source = jsonl(tmp_path / "in.jsonl", 2)
    assert run("read", source, "-f", "html", "-o", tmp_path / "v1.2").exit_code == 0
    assert len(list((tmp_path / "v1.2").iterdir())) == 2
    assert run("read", demo_page, "-f", "html", "-o", "-").output.startswith("<!doctype html>")


def test_own_columns_keep_apart(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('text,page,own_page\n"The mayor said it would hold.",P,OP\n')
    assert run("read", source, "-o", out).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["own_page"], row["own_own_page"]) == ("OP", "P")


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_row_that_failed_keeps_its_own_columns(tmp_path: Path, ending: str) -> None:
    import pandas

    source, out = tmp_path / "in.jsonl", tmp_path / f"out{ending}"
    rows = ['{"broken', '{"text": 5, "k": 1}', '{"text": "The mayor said it would hold.", "k": 2}']
    source.write_text("\n".join(rows))
    assert run("read", source, "-o", out).exit_code == 1
    frame = pandas.read_csv(out) if ending == ".csv" else pandas.read_parquet(out)
    assert frame["error"].notna().tolist() == [True, True, False]
    assert frame["k"].tolist()[1:] == [1, 2]
    assert frame["other_columns"].isna().all()


def test_what_is_no_part_of_ours_is_not_gone_on_with(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    out.write_text("shopping list\n")
    result = run("read", source, "-o", out, "--resume")
    assert result.exit_code == 2
    assert "no result of onrecord's" in result.output
    assert out.read_text() == "shopping list\n"


def test_a_folder_goes_on_too(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a-", "a", "b"):
        (folder / f"{name}.txt").write_text(STATEMENT.format(name))
    arguments = ("read", folder, "--as", "text", "-f", "brat", "-o", out)
    assert run(*arguments).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["a-.ann", "a.ann", "b.ann"]
    (out / "b.ann").unlink()
    (out / "a.ann").write_text("kept\n")
    assert run(*arguments, "--resume").exit_code == 0
    assert (out / "a.ann").read_text() == "kept\n"
    assert (out / "b.ann").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
def test_a_full_disk_ends_the_run_cleanly(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "onrecord.cli",
        "read",
        str(jsonl(tmp_path / "in.jsonl", 3)),
        "-f",
        "jsonl",
    ]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 5
    assert ended.stderr.startswith("onrecord: cannot write: ")
    assert "Traceback" not in ended.stderr


def test_a_closed_pipe_and_closed_streams(tmp_path: Path) -> None:
    command = f"{sys.executable} -m onrecord.cli read {jsonl(tmp_path / 'in.jsonl', 300)} -f jsonl"
    for shell, code in (
        (f"{command} | head -c 100", 0),
        (f"{command} >&-", 5),
        (f"{command} 2>&- >&-", 5),
    ):
        ended = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {shell}"], capture_output=True, text=True, check=False
        )
        assert ended.returncode == code, shell
        assert "Traceback" not in ended.stderr
    closed = f"{sys.executable} -m onrecord.cli read - <&-"
    ended = subprocess.run(["bash", "-c", closed], capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert "stdin: closed" in ended.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    result = run("read", jsonl(tmp_path / "in.jsonl", 1), "-o", folder / "out.jsonl")
    assert result.exit_code == 5


def test_an_interrupt_keeps_what_is_done(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "in.jsonl", 3000), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "onrecord.cli", "read", str(source), "-o", str(out), "-j", "2"]
    # Whatever a shell runs in the background begins with interrupts ignored, and so would this.
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    _until(lambda: _size(part_of(out)) > 50_000)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (
        told.strip()
        == f"onrecord: interrupted; what is done is in {part_of(out)}, and --resume goes on with it"
    )
    for line in part_of(out).read_text().splitlines():
        assert isinstance(Reading.from_json(line), Reading)


def test_urls_that_are_done_are_not_fetched_again() -> None:
    done = Counter({("http://a.test/1", "sha256:1"): 1, ("b.txt", "sha256:2"): 1})
    names = ["http://a.test/1", "http://a.test/1", "http://a.test/2", "b.txt"]
    assert list(unfetched(names, done)) == ["http://a.test/1", "http://a.test/2", "b.txt"]
    assert +done == {("b.txt", "sha256:2"): 1}


def test_a_report_of_several_pages_is_refused_at_the_second(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", 3)
    told = run("read", source, "-o", tmp_path / "report.html")
    assert told.exit_code == 2
    assert f"-o {tmp_path / 'report'}/" in told.output
    assert not (tmp_path / "report.html").exists()


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir() or Path("/dev/shm").stat().st_dev == Path("/tmp").stat().st_dev,
    reason="needs a second file system",
)
def test_a_link_to_another_file_system_is_followed(tmp_path: Path) -> None:
    source, link = jsonl(tmp_path / "in.jsonl", 2), tmp_path / "found.jsonl"
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        link.symlink_to(Path(folder) / "found.jsonl")
        assert run("read", source, "-o", link).exit_code == 0
        assert len(records(Path(folder) / "found.jsonl")) == 2
        assert link.is_symlink() and not part_of(link).exists()


@pytest.mark.parametrize("name", ["in.jsonl", "in.warc", "in.jsonl.gz"])
def test_an_input_without_pages_is_an_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"") if name.endswith("gz") else b"")
    told = run("read", path)
    assert told.exit_code == 3
    assert "no pages in it" in told.output


def test_a_table_in_the_folder_that_is_read_is_no_output(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("body\nThe minister said yes.\n")
    told = run("read", tmp_path, "--text-column", "body", "-o", tmp_path / "found.csv")
    assert told.exit_code == 2 and "would be read itself" in told.output
    assert (
        run(
            "read", tmp_path / "in.csv", "--text-column", "body", "-o", tmp_path / "a.csv"
        ).exit_code
        == 0
    )
