"""The commands that work on an archive."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive_publishing import STORY, rss, site
from onrecord.cli import main

Run = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "news.db")


@pytest.fixture
def run(place: str) -> Run:
    def invoke(*arguments: str, code: int = 0, archive: str = place) -> Result:
        result = CliRunner().invoke(main, list(arguments), env={"ONRECORD_ARCHIVE": archive})
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    for number in (1, 2):
        (tmp_path / f"{number}.html").write_text(
            f'<html><head><link rel="canonical" href="https://courier.example/{number}"></head><body><article>'
            f"<h1>Dam number {number}</h1>{STORY}</article></body></html>"
        )
    run("add", str(tmp_path / "1.html"), str(tmp_path / "2.html"))
    return run


def test_add_prints_what_is_kept(run: Run, filled: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    told = run("add", str(tmp_path / "1.html"), str(tmp_path / "bad.html"), code=1)
    assert told.stdout == f"1\tsame\t{tmp_path / '1.html'}\n"
    assert "bad.html" in told.stderr
    run("add", str(tmp_path / "none.html"), code=3)


def test_search(filled: Run, tmp_path: Path) -> None:
    told = filled("search", "gates", "source:Ruiz").stdout
    assert "Ana Ruiz" in told
    assert "Dam number 1" in told
    rows = list(
        csv.DictReader(
            io.StringIO(filled("search", "source:Ruiz", "--format", "csv", "--limit", "2").stdout)
        )
    )
    assert [row["source_name"] for row in rows] == ["Ana Ruiz", "Ana Ruiz"]
    filled("search", "source:Ruiz", "-o", str(tmp_path / "found.jsonl"))
    lines = (tmp_path / "found.jsonl").read_text().splitlines()
    assert {json.loads(line)["article"] for line in lines} == {1, 2}
    filled("search", "source:Ruiz", "-o", str(tmp_path / "found.parquet"))
    assert (tmp_path / "found.parquet").stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", "colour:red"), "the fields are"),
        (("search", "x", "--format", "parquet"), "-o FILE"),
        (("search", "x", "-o", "found.xyz"), "name a format"),
        (("actor", "Nobody"), "nobody of that name"),
        (("archive", "forget", "99"), "no such article"),
        (("archive", "changes", "https://none.example/"), "no such article"),
        (("follow",), "nothing to follow"),
    ],
)
def test_what_cannot_be_done_says_why(filled: Run, arguments: tuple[str, ...], told: str) -> None:
    assert told in filled(*arguments, code=2).stderr


def test_no_archive_yet(run: Run, place: str) -> None:
    assert "there is no archive here" in run("search", "x", code=2).stderr
    assert not Path(place).exists()


def test_actor(filled: Run) -> None:
    assert "statements in 2 articles" in filled("actor", "Ana", "Ruiz").stdout
    history = json.loads(filled("actor", "Ruiz", "--format", "json").stdout)
    assert history["name"] == "Ana Ruiz"
    assert history["statements"][0]["words"]


def test_check_ends_with_four_where_something_is_wrong(filled: Run, place: str) -> None:
    assert filled("archive", "check").stdout == "sound\n"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE page SET size = 1")
        connection.commit()
    told = filled("archive", "check", code=4).stdout
    assert "its bytes are not those that came" in told


def test_upkeep(filled: Run, tmp_path: Path) -> None:
    assert "article 2" in filled("archive", "info").stdout
    assert json.loads(filled("archive", "info", "--json").stdout)["rows"]["article"] == 2
    copy = str(tmp_path / "copy.db")
    filled("archive", "backup", copy)
    filled("archive", "restore", copy, archive=str(tmp_path / "new.db"))
    filled("archive", "export", "-o", str(tmp_path / "all.jsonl"), archive=str(tmp_path / "new.db"))
    assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 2
    assert len(filled("archive", "export").stdout.splitlines()) == 2
    assert filled("archive", "reread").stdout == ""
    apart = filled("archive", "split", "2", "s1").stdout.strip()
    assert "statements in 1 articles" in filled("actor", apart).stdout
    filled("archive", "join", apart, "1")
    assert "statements in 2 articles" in filled("actor", "1").stdout
    told = filled("archive", "forget", "https://courier.example/1").stdout
    assert told == f"forgotten\t1\nstill in backup\t{copy}\n"
    assert "covered in\t2" in filled("archive", "forget", "--person", "Ana Ruiz").stdout
    assert filled("archive", "check").stdout == "sound\n"


def test_changes(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "1.html"
    path.write_text(path.read_text().replace("is safe, Ana", "may be safe, Ana"))
    assert filled("add", str(path)).stdout.startswith("1\tchanged\t")
    assert "statement_reworded" in filled("archive", "changes", "1").stdout


def test_audit_of_an_archive(filled: Run, place: str) -> None:
    told = json.loads(
        filled("audit", "--archive", place, "--format", "json", "--total-only").stdout
    )
    assert told["pages"] == 2
    rows = list(
        csv.DictReader(
            io.StringIO(
                filled("audit", "--archive", place, "--by", "month", "--format", "csv").stdout
            )
        )
    )
    assert len(rows) >= 1
    assert "nothing to read" in filled("audit", code=2).stderr
    assert "--by is of an archive" in filled("audit", "x.html", "--by", "month", code=2).stderr


def test_follow_update_and_list(run: Run, tmp_path: Path) -> None:
    item = f"<item><title>T</title><link>https://c.example/1</link><description><![CDATA[{STORY}]]></description></item>"
    with site() as published:
        url = published.put("/feed", rss(item))
        told = run("follow", url, f"{published.address}/none", "--allow-private", code=1)
        assert told.stdout == f"1\tnew\t{url}\tWesthaven Courier\n"
        assert "404" in told.stderr
        assert run("follow", "--list").stdout.split("\t")[:2] == ["1", "live"]
        told = run("update", "--allow-private")
        assert told.stdout == "1\tnew\thttps://c.example/1\n"
        assert "1 feeds asked" in told.stderr
        assert run("update", "--allow-private").stdout == ""
        opml = run("follow", "--export").stdout
        (tmp_path / "feeds.opml").write_text(opml)
        run("follow", url, "--remove")
        assert run("follow", "--opml", str(tmp_path / "feeds.opml")).stdout.startswith("2\tnew\t")


def test_no_output_takes_the_archive_s_place(filled: Run, place: str, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(place)
    for arguments in (
        ("search", "dam", "-f", "csv", "-o", place),
        ("search", "dam", "-o", str(tmp_path / "link.csv")),
        ("archive", "export", "-o", place),
        ("audit", "--archive", place, "-f", "csv", "-o", place),
    ):
        assert "is the archive" in filled(*arguments, code=2).stderr
    assert filled("archive", "check").stdout == "sound\n"


def test_nothing_is_forgotten_where_one_of_them_is_not_there(filled: Run) -> None:
    assert "no such article" in filled("archive", "forget", "1", "99", code=2).stderr
    assert filled("archive", "forget", "1", "2", "1").stdout == "forgotten\t1\nforgotten\t2\n"


@pytest.mark.parametrize("arguments", [("actor", "9" * 30), ("archive", "join", "9" * 30, "1"), ("archive", "forget", "9" * 30),
                                       ("archive", "changes", "\udcff"), ("search", "!!!"), ("search", "")])  # fmt: skip
def test_odd_arguments_are_refused(filled: Run, arguments: tuple[str, ...]) -> None:
    assert "Error" in filled(*arguments, code=2).stderr


def test_a_file_that_cannot_be_read_is_not_sound(filled: Run, place: str) -> None:
    for name in ("", "-wal", "-shm"):
        Path(f"{place}{name}").unlink(missing_ok=True)
    Path(place).write_bytes(b"no database " * 1_000)
    assert "not a database" in filled("archive", "check", code=4).stdout
