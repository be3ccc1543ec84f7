"""Folders: each file whole or not there."""

from __future__ import annotations

import json
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from onrecord import FormatError
from onrecord.scale.happenings import told_by
from onrecord.scale.places import Folder, below, is_remote, named
from onrecord.scale.plan import Order
from onrecord.scale.running import Engine, carried_out, prepared
from scaled import PAGES

TABLE = pa.table({"a": [1, 2, 3]})


def test_what_is_written_is_there(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "new"))
    assert folder.read_json("a/b.json") is None
    folder.write_json("a/b.json", {"ä": 1})
    folder.write_table("a/c.parquet", TABLE, group=2)
    assert folder.read_json("a/b.json") == {"ä": 1}
    assert folder.read_table("a/c.parquet", ["a"]).equals(TABLE)
    assert folder.files("a") == ["a/b.json", "a/c.parquet"]
    assert folder.files(below=True) == folder.files("a")
    assert folder.rows("", below=False) == 0
    assert [len(batch) for batch in folder.read_batches("a/c.parquet", 2)] == [2, 1]
    assert folder.size("a") > 0


def test_a_file_that_an_error_cut_short_is_not_there(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with pytest.raises(ZeroDivisionError), folder.writer("a.parquet", TABLE.schema) as write:
        write(TABLE)
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_there_before_it_is_whole(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    with folder.writer("a.parquet", TABLE.schema) as write:
        write(TABLE)
        assert not folder.has("a.parquet")
        assert folder.files() == []
    assert folder.has("a.parquet")


def test_what_a_killed_process_left_is_tidied_away(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / ".half-0-a.parquet").write_bytes(b"x")
    (tmp_path / "deep" / "a.parquet").write_bytes(b"x")
    Folder(str(tmp_path)).tidy("")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a.parquet"]


def test_files_and_folders_are_removed(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write_json("a/b.json", 1)
    folder.write_json("c.json", 1)
    for name in ("a", "c.json", "gone"):
        folder.remove(name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_goes_to_another_process(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write_json("a.json", 1)
    assert pickle.loads(pickle.dumps(folder)).read_json("a.json") == 1


def test_broken_json(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(FormatError, match="no JSON"):
        Folder(str(tmp_path)).read_json("a.json")


ADDRESS = "s3://key:secret@bucket/a/?region=x&endpoint_override=h%3A1"


def test_addresses_with_options_and_passwords() -> None:
    assert (
        below(ADDRESS, "b/c.warc")
        == "s3://key:secret@bucket/a/b/c.warc?region=x&endpoint_override=h%3A1"
    )
    assert below("/home/x/", "b") == "/home/x/b"
    assert named(ADDRESS) == "s3://bucket/a/"
    assert named("odd?name://x") == "odd?name://x"
    assert [is_remote(name) for name in ("s3://a", "C:\\a", "a/b", "://a")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A server of S3's protocol, with a bucket; what its addresses end in."""
    pytest.importorskip("moto", reason="no server of S3's protocol here: moto")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from moto.server import main; main()", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"?scheme=http&endpoint_override=127.0.0.1%3A{port}&allow_bucket_creation=true"
        server.kill()


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Folder:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    found = Folder(f"s3://{tmp_path.name.replace('_', '-')}{store}")
    found.system.create_dir(found.at(""))
    return found


def test_a_run_in_an_object_store(bucket: Folder) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(PAGES))
    with bucket.system.open_output_stream(bucket.at("in/a.jsonl")) as file:
        file.write(lines.encode())
    order = Order((bucket.name,), keep_copies=True)  # the output lies in the input, and is none
    folder = Folder(below(bucket.name, "out"))
    done = carried_out(Engine(1), folder, prepared(order, folder))
    assert (done.counts["read"], done.counts["language"]) == (3, 1)
    assert folder.rows("articles", below=True) == 4
    assert folder.files("_work", below=True) == []
    (one,) = folder.read_json("manifest.json")["inputs"]
    assert one["name"] == one["place"] == f"{named(bucket.name)}/in/a.jsonl"
    assert prepared(order, folder).inputs  # the same run again
    work = Folder(below(folder.name, "stories"))
    told = told_by(Engine(1), folder, work, {"articles": 3, "claims": False})
    assert told.counts["grouped"] == 2


def test_a_file_in_an_object_store_that_an_error_cut_short_is_not_there(bucket: Folder) -> None:
    with pytest.raises(ZeroDivisionError), bucket.writer("a.parquet", TABLE.schema) as write:
        write(TABLE)
        raise ZeroDivisionError
    assert not bucket.has("a.parquet")
