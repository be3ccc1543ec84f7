"""What workers of a run do, and do again without harm."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord import ClusterError
from onrecord.scale import running, steps
from onrecord.scale.places import Folder
from onrecord.scale.plan import Order, Plan
from onrecord.scale.running import Engine, carried_out, prepared
from scaled import PAGES, Deadly, jsonl, ran, rows, warc_of


class Broken(Exception):
    """The power went."""


class Stopping(Engine):
    """An engine that stops before a stage."""

    def __init__(self, stage: str) -> None:
        super().__init__(1)
        self._stage = stage

    def do(self, stage: str, *arguments: Any, **options: Any) -> list[dict[str, Any]]:
        if stage == self._stage:
            raise Broken
        return super().do(stage, *arguments, **options)


def stopped(folder: Folder, order: Order, stage: str) -> Plan:
    """The plan of a run that stopped before a stage."""
    with pytest.raises(Broken):
        carried_out(Stopping(stage), folder, prepared(order, folder))
    plan = Plan.read(folder)
    assert plan is not None
    return plan


def test_a_page_that_kills_its_process_is_set_aside_after_two_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [
        {"id": str(n), "text": "deadly" if n == 1 else text}
        for n, text in enumerate(PAGES[:2] + PAGES[:1])
    ]
    path = jsonl(tmp_path / "a.jsonl", told)
    monkeypatch.setattr(running.steps, "ReadPages", Deadly)
    assert ran(tmp_path / "out", path).counts["error"] == 1
    first, second, third = rows(tmp_path / "out", "articles")
    assert (first["status"], third["status"], third["copy_of"]) == ("read", "copy", first["key"])
    assert second["error"].startswith("WorkerError: 1: the process that read it died, 2 times")


def test_a_page_that_takes_too_long_is_set_aside(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [{"id": "1", "text": PAGES[0], "mine": 3}])
    ran(tmp_path / "out", path, page_timeout=1e-4)
    (row,) = rows(tmp_path / "out", "articles")
    assert row["error"].startswith("TimeLimitError: 1: took longer")
    assert row["columns"] == '{"mine": 3}'


@pytest.mark.parametrize(
    ("stage", "step", "where"),
    [
        ("attributing", steps.ReadPages, f"{steps.PAGES}/part-000000.parquet"),
        ("writing", steps.AttributeArticles, f"{steps.READINGS}/articles/part-000000.parquet"),
    ],
)
def test_a_part_that_is_done_is_not_done_again(
    tmp_path: Path, stage: str, step: type[steps.ReadPages], where: str
) -> None:
    folder = Folder(str(tmp_path / "out"))
    order = Order((str(warc_of(tmp_path / "a.warc.gz", PAGES)),))
    (part,) = stopped(folder, order, stage).parts
    before = Path(folder.at(where)).stat().st_mtime_ns
    told = step(folder.name)(part.task())
    assert (told["pages"], told["read"]) == (len(PAGES), 0)
    assert Path(folder.at(where)).stat().st_mtime_ns == before


def test_a_part_that_is_half_done_is_done_again_to_the_same(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    order = Order((str(warc_of(tmp_path / "a.warc.gz", PAGES)),))
    (part,) = stopped(folder, order, "writing").parts
    names = [
        f"{steps.READINGS}/{table}/{part.name}" for table in ("articles", "attributions", "sources")
    ]
    before = [folder.read_table(name) for name in names]
    folder.remove(names[0])  # it is written last
    told = steps.AttributeArticles(folder.name)(part.task())
    assert told["attributions"] == len(before[1])
    assert [folder.read_table(name) for name in names] == before


def test_a_node_that_cannot_see_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="plan is gone"):
        steps.ReadPages(str(tmp_path))


def test_chunks_hold_each_part_of_each_table_once(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    order = Order((str(jsonl(tmp_path / "a.jsonl", [{"text": f"x {n}"} for n in range(1200)])),))
    plan = stopped(folder, order, "reading pages")
    told: list[Mapping[str, Any]] = list(steps.chunks_of_tables(plan.parts))
    for table in ("articles", "attributions", "sources"):
        own = [name for chunk in told if chunk["table"] == table for name in chunk["parts"]]
        assert own == [part.name for part in plan.parts]
    assert len(plan.parts) == 75
    assert len(told) == 6
