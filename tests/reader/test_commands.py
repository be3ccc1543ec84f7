"""``onrecord serve`` and ``onrecord site``."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from archiving import article_of
from onrecord.archive import Archive
from onrecord.cli import main
from onrecord.reader import Site
from onrecord.stories.store import Stories
from storied import OTHER, WIRE


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@pytest.mark.parametrize("workers", ["1", "2"])
def test_from_nothing_to_a_first_page(tmp_path: Path, workers: str) -> None:
    port = free_port()
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("onrecord")), "serve", "--archive", str(tmp_path / "news.db"), "--port", str(port), "--workers", workers],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"http://127.0.0.1:{port}/\n"
        first = re.search(r"http://\S+/desk/first\?code=\S+", process.stdout.readline())
        assert first is not None
        for _ in range(300):
            try:
                page = httpx.get(f"http://127.0.0.1:{port}/")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        assert page.status_code == 200 and "a story begins where two articles" in page.text
        assert "server" not in page.headers
        assert httpx.get(first[0]).status_code == 200
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = CliRunner().invoke(
            main, ["serve", "--archive", str(tmp_path / "a.db"), "--port", port]
        )
    assert told.exit_code == 2 and "cannot be listened at" in told.output


def test_settings_from_the_terminal(tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    run = CliRunner()
    told = run.invoke(
        main,
        ["site", "set", "--archive", place, "name=The Reader", 'own_outlets=["A", "B"]', "work=4"],
    )
    assert told.exit_code == 0, told.output
    values = json.loads(told.output)
    assert (values["name"], values["own_outlets"], values["work"]) == ("The Reader", ["A", "B"], 4)
    assert json.loads(run.invoke(main, ["site", "set", "--archive", place]).output) == values
    for wrong in ("nothing=1", "extent=all", "work=many", "open_read=yes", "name"):
        assert run.invoke(main, ["site", "set", "--archive", place, wrong]).exit_code == 2, wrong


def test_stories_are_mended_by_hand(tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    with Archive(place) as archive:
        for number, words in enumerate((WIRE, OTHER)):
            archive.add(article_of(words, url=f"https://{number}.example/a", title=words[:20]))
    run = CliRunner()
    assert run.invoke(main, ["site", "join", "2", "1", "--archive", place]).output == "1\n"
    with Archive(place) as archive:
        assert Stories(archive).members(1) == [1, 2] and archive.check() == []
    assert run.invoke(main, ["site", "part", "2", "--archive", place]).output == "2\n"
    assert run.invoke(main, ["site", "part", "2", "--archive", place]).exit_code == 2
    assert run.invoke(main, ["site", "join", "2", "9", "--archive", place]).exit_code == 2


def test_members_corrections_and_bounces(tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    run = CliRunner()
    with Archive(place) as archive:
        archive.add(article_of("[Ana Ruiz] <said> {the dam was safe}.", url="https://a.example/1"))
        site = Site(archive)
        statement = archive.reading(1).attributions[0].id
        site.corrections.decide(
            site.corrections.propose(1, statement, "source", "Lena Holt"), accept=True, by="Ed"
        )
        site.close()
    code = run.invoke(main, ["site", "invite", "editor", "--archive", place]).output.strip()
    assert len(code) > 20
    assert run.invoke(main, ["site", "invite", "king", "--archive", place]).exit_code == 2
    out = tmp_path / "labelled"
    assert (
        run.invoke(main, ["site", "corrections", str(out), "--archive", place]).output
        == "1 articles\n"
    )
    assert "Lena Holt" in (out / "article-1.jsonl").read_text(encoding="utf-8")
    assert run.invoke(main, ["site", "bounce", "--archive", place], input="no mail").exit_code == 1
