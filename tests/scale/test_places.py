"""Folders: each file whole or not there."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from onrecord import FormatError
from onrecord.scale.places import Folder

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
