"""How a run is cut, and that one that goes on is the one that was begun."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import FormatError
from onrecord.pipeline import Settings
from onrecord.scale.inputs import Stretch, found_inputs
from onrecord.scale.places import Folder
from onrecord.scale.plan import Order, Part, Plan, begun, in_parts, sampled
from scaled import jsonl

stretch_lists = st.lists(st.lists(st.integers(1, 20), max_size=30), min_size=1, max_size=4)


def cut(sizes: list[list[int]]) -> list[list[Stretch]]:
    return [
        [Stretch(0, end - many, end - many, end, many) for end, many in zip(accumulate(own), own, strict=True)]
        for own in sizes
    ]  # fmt: skip


@given(stretch_lists, st.integers(1, 50))
def test_parts_hold_all_pages_once_and_in_order(sizes: list[list[int]], workers: int) -> None:
    parts = in_parts(cut(sizes), workers)
    assert [part.number for part in parts] == list(range(len(parts)))
    for number, own in enumerate(sizes):
        held = [part.stretch for part in parts if part.input == number]
        assert sum(one.pages for one in held) == sum(own)
        assert all(one.last == other.number for one, other in pairwise(held))


def test_what_a_worker_holds_is_a_small_share() -> None:
    found = cut([[16] * 2_000])  # 32,000 pages
    assert max(part.stretch.pages for part in in_parts(found, 4)) <= 80
    assert max(part.stretch.pages for part in in_parts(found, 20)) <= 16
    assert max(part.stretch.pages for part in in_parts(cut([[16] * 40_000]), 4)) == 256


@given(stretch_lists, st.integers(1, 200))
def test_a_sample_is_from_all_over(sizes: list[list[int]], pages: int) -> None:
    found = cut(sizes)
    kept = sampled(found, pages)
    total, taken = (sum(one.pages for own in many for one in own) for many in (found, kept))
    assert taken == total if total <= pages else pages <= taken + 20
    assert all(one in own for own, mine in zip(found, kept, strict=True) for one in mine)
    assert taken <= max(pages + 20, 0)


def test_a_task_is_its_part() -> None:
    part = Part(3, 1, Stretch(10, 2, 5, 9, 4))
    assert Part.of(part.task()) == part


def made(folder: Path, **options: object) -> tuple[Folder, Order]:
    path = folder / "a.jsonl"
    if not path.exists():
        jsonl(path, [{"id": "1", "text": "x"}])
    return Folder(str(folder / "out")), replace(Order((str(path),)), **options)


def plan_of(folder: Folder, order: Order, model: str = "m") -> Plan:
    return begun(folder, order, found_inputs(order.inputs), model)


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder, order = made(tmp_path, sample=5, settings=Settings(force=True, min_score=0.5))
    plan = replace(plan_of(folder, order), parts=(Part(0, 0, Stretch(0, 0, 0, 1, 1)),))
    plan.write(folder)
    assert Plan.read(folder) == plan
    assert plan_of(folder, order) == plan
    assert plan.settings() == Settings(force=True, min_score=0.5, threads=1)
    assert plan.pages == 1


@pytest.mark.parametrize(
    "options", [{"sample": 9}, {"keep_copies": True}, {"settings": Settings(force=True)}]
)
def test_another_run_does_not_go_on(tmp_path: Path, options: dict[str, object]) -> None:
    folder, order = made(tmp_path)
    plan_of(folder, order).write(folder)
    with pytest.raises(FormatError, match="begun with other options"):
        plan_of(folder, replace(order, **options))
    with pytest.raises(FormatError, match=r"begun with other versions .*model"):
        plan_of(folder, order, "another")
    Path(order.inputs[0]).write_text('{"id": "1", "text": "longer"}\n')
    with pytest.raises(FormatError, match="begun with other inputs"):
        plan_of(folder, order)


def test_a_folder_with_other_things_in_it(tmp_path: Path) -> None:
    folder, order = made(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("x")
    with pytest.raises(FormatError, match="no run's"):
        plan_of(folder, order)


def test_a_plan_that_is_none(tmp_path: Path) -> None:
    folder, _ = made(tmp_path)
    folder.write_json("_work/plan.json", {"inputs": 3})
    with pytest.raises(FormatError, match="no plan"):
        Plan.read(folder)
