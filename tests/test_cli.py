"""The command as people and scripts use it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from onrecord import __version__
from onrecord.cli import main
from onrecord.formats.brat import read_brat
from onrecord.formats.json_form import schema


def run(*arguments: object, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=input)


@pytest.fixture
def folder(tmp_path: Path, demo_page: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_bytes(demo_page.read_bytes())
    (pages / "b.html").write_bytes(b"%PDF-1.7")
    (pages / "c.txt").write_text(
        "A day of talks\n\nThe mayor said that the talks had failed again.\n"
    )
    return pages


def test_version() -> None:
    assert run("--version").output == f"onrecord, version {__version__}\n"


def test_numpy_is_not_loaded_before_its_threads_are_forbidden() -> None:
    code = "import sys, onrecord.cli; print('numpy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_help_teaches_by_example() -> None:
    for arguments in (["--help"], ["read", "-h"]):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "Examples:\n    onrecord read page.html" in result.output
        assert "Exit codes:" in result.output


def test_terminal(demo_page: Path) -> None:
    result = run("read", demo_page)
    assert result.exit_code == 0
    assert "Harbour tunnel to open a year late" in result.output
    assert "Two engineers who work on the site" in result.output


def test_json_of_one_page(demo_page: Path) -> None:
    result = run("read", demo_page, "--format", "json")
    written = json.loads(result.output)
    jsonschema.validate(written, schema())
    assert written["id"] == str(demo_page)


def test_json_of_many_is_a_list_with_errors_in_place(folder: Path) -> None:
    result = run("read", folder, "-f", "json")
    assert result.exit_code == 1
    written = json.loads(result.stdout)
    assert [Path(one["id"]).name for one in written] == ["a.html", "b.html", "c.txt"]
    assert written[1]["error"]["kind"] == "BinaryPageError"
    assert "b.html" in result.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_jsonl(folder: Path, tmp_path: Path, jobs: int) -> None:
    out = tmp_path / "new" / "found.jsonl"
    result = run("read", folder, "--format", "jsonl", "-o", out, "--jobs", jobs)
    assert result.exit_code == 1
    assert result.stdout == ""
    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(written) == 3
    for one in written:
        jsonschema.validate(one, schema())


def test_csv(folder: Path) -> None:
    found = list(csv.DictReader(io.StringIO(run("read", folder, "-f", "csv").stdout)))
    assert any(row["error"].startswith("BinaryPageError") for row in found)
    assert any(row["source"] == "The mayor" for row in found)


def test_brat_of_raw_text_has_the_offsets_of_the_file(tmp_path: Path) -> None:
    text = "\ufeff\tA day of talks\r\n\r\nThe mayor said that the talks had failed again.\n"
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8", newline="")
    out = tmp_path / "out"
    assert run("read", "--as", "text", path, "-f", "brat", "-o", out).exit_code == 0
    assert [file.name for file in out.iterdir()] == ["x.ann"]
    (one,) = read_brat((out / "x.ann").read_text(encoding="utf-8"))
    file = path.read_bytes().decode("utf-8")
    assert [file[a:b] for a, b in one.source] == ["The mayor"]


def test_brat_of_a_scraped_page_has_the_offsets_of_the_file(
    tmp_path: Path, scraped_page: Path
) -> None:
    run("read", scraped_page, "-f", "brat", "-o", tmp_path)
    text = scraped_page.read_text(encoding="utf-8")
    ann = (tmp_path / "scraped.ann").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in ann.splitlines() if line.startswith("T")]
    assert lines
    for _, spans, words in lines:
        pieces = [tuple(map(int, p.split())) for p in spans.partition(" ")[2].split(";")]
        assert " ".join(text[a:b].replace("\n", " ") for a, b in pieces) == words


def test_brat_of_html_comes_with_its_text(tmp_path: Path, demo_page: Path) -> None:
    run("read", demo_page, "-f", "brat", "-o", tmp_path)
    text = (tmp_path / "page.txt").read_text(encoding="utf-8")
    ann = (tmp_path / "page.ann").read_text(encoding="utf-8")
    for one in read_brat(ann):
        assert all(0 <= a < b <= len(text) for a, b in (*one.cue, *one.content))


def test_brat_of_text_that_is_no_file_of_its_own_comes_with_it(tmp_path: Path) -> None:
    """As a row of a table, and as a file of which the words had to be repaired."""
    rows = tmp_path / "in.jsonl"
    rows.write_text(json.dumps({"id": "a", "text": "“We stay,” the mayor said on Monday."}) + "\n")
    garbled = "“We will stay,” the mayor said at the café. “We will,” she said.".encode().decode(
        "cp1252", "replace"
    )
    page = tmp_path / "b.txt"
    page.write_text(garbled.replace("\ufffd", "\x9d"), encoding="utf-8")
    out = tmp_path / "out"
    assert run("read", rows, page, "--format", "brat", "-o", f"{out}/").exit_code == 0
    for name in ("a", "b"):
        text = (out / f"{name}.txt").read_text(encoding="utf-8")
        for one in read_brat((out / f"{name}.ann").read_text(encoding="utf-8")):
            assert text[one.cue[0].start : one.cue[0].end] == "said"


def test_names_that_come_twice(tmp_path: Path) -> None:
    for part in ("one", "two"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "x.txt").write_text("The mayor said that the talks had failed.")
    out = tmp_path / "out"
    run("read", tmp_path / "one", tmp_path / "two", "--as", "text", "-f", "brat", "-o", out)
    assert sorted(file.name for file in out.iterdir()) == ["x-2.ann", "x.ann"]


def test_html_to_a_file_and_to_a_folder(tmp_path: Path, folder: Path, demo_page: Path) -> None:
    assert run("read", demo_page, "-f", "html", "-o", tmp_path / "r.html").exit_code == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    run("read", folder, "-f", "html", "-o", tmp_path / "reports")
    assert sorted(f.name for f in (tmp_path / "reports").iterdir()) == ["a.html", "c.html"]


def test_several_reports_need_a_folder(folder: Path) -> None:
    result = run("read", folder, folder, "-f", "html")
    assert result.exit_code == 2
    assert "-o FOLDER" in result.stderr


def test_brat_needs_a_folder(demo_page: Path) -> None:
    assert run("read", demo_page, "-f", "brat").exit_code == 2


def test_standard_input() -> None:
    result = run(
        "read", "-", "-f", "json", input="A day of talks\n\nThe mayor said that it was over.\n"
    )
    assert json.loads(result.output)["article"]["title"] == "A day of talks"


def test_nothing_could_be_read(tmp_path: Path) -> None:
    result = run("read", tmp_path / "none.html")
    assert result.exit_code == 3
    assert "no such file" in result.stderr


def test_options_that_contradict_each_other(tmp_path: Path, demo_page: Path) -> None:
    told = run("read", demo_page, "--no-nested", "--all-nested")
    assert told.exit_code == 2 and "one or the other" in told.output
    told = run("audit", "--archive", tmp_path / "a.db", "--min-score", "0.9")
    assert told.exit_code == 2 and "--min-score is of pages" in told.output


def test_a_fault_of_our_own_has_a_code_of_its_own(
    demo_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.batch.run", lambda *_, **__: 1 / 0)
    told = run("read", demo_page)
    assert told.exit_code == 5
    assert "a fault of onrecord's own: ZeroDivisionError" in told.output


def test_usage_errors() -> None:
    assert run("read").exit_code == 2
    assert run("read", "x", "--min-score", "2").exit_code == 2


def test_other_language(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "Der Minister sagte am Montag, der Tunnel werde im Mai eröffnet, und alle lachten."
    )
    result = run("read", path, "--as", "text")
    assert (result.exit_code, "German (de)" in result.stderr) == (3, True)
    assert run("read", path, "--as", "text", "--force").exit_code == 0


def test_furniture_on_request(scraped_page: Path) -> None:
    assert "LEAVE A REPLY" not in run("read", scraped_page).output
    assert "LEAVE A REPLY" in run("read", scraped_page, "--furniture").output


def test_schema_is_printed() -> None:
    assert json.loads(run("schema").output) == schema()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_ONRECORD_COMPLETE" in result.output


def test_verbose_goes_to_standard_error(demo_page: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", "read", str(demo_page), "-f", "json", "-vv"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    json.loads(result.stdout)
    assert "onrecord" in result.stderr


def test_a_closed_pipe_is_no_error(demo_page: Path) -> None:
    command = f"{sys.executable} -m onrecord.cli read {demo_page} {demo_page} -f jsonl | head -c 10"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "Traceback" not in result.stderr
