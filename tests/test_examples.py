"""What the documents show is run."""

from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
import urllib3
from click.testing import CliRunner

import onrecord
from onrecord.cli import main

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The service behind a real server."""
    uvicorn = pytest.importorskip("uvicorn")
    config = uvicorn.Config(module("service").app, port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


def test_the_service_answers_many_at_once_as_one_by_one(service: str, demo_page: Path) -> None:
    page = demo_page.read_bytes()
    texts = [b"The mayor of town %d said that it leaks." % n for n in range(20)]
    bodies = [page, *texts, b"%PDF-1.7"]

    def post(number: int) -> tuple[int, bytes]:
        answer = urllib3.request("POST", f"{service}?id=p{number}", body=bodies[number])
        return answer.status, answer.data

    alone = [post(number) for number in range(len(bodies))]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(post, range(len(bodies))))
    assert together == alone
    assert [status for status, _ in alone] == [*[200] * 21, 422]
    reading = onrecord.Reading.from_json(alone[0][1].decode())
    expected = onrecord.attribute(onrecord.read(onrecord.Page(page, id="p0")))
    assert reading == expected


def test_the_researchers_path(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    table = tmp_path / "articles.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["nr", "headline", "body", "topic"])
        for n in range(60):
            said = f"Ada Reed said on Monday that tunnel {n} leaks. Two officials denied it."
            writer.writerow([n, f"Tunnel {n}", said, f"t{n % 3}"])
    found = tmp_path / "found.parquet"
    arguments = ["read", table, "--text-column", "body", "--id-column", "nr", "-o", found]
    assert CliRunner().invoke(main, [str(one) for one in arguments]).exit_code == 0
    script = [sys.executable, str(EXAMPLES / "sources_by_outlet.py"), str(found)]
    shown = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert "on_record" in shown
    assert "Ada Reed" in shown
    assert "60" in shown
