"""Formats are registered; a fault of one costs one page of one output."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import Page
from onrecord.batch import Result, attempt
from onrecord.cli import main
from onrecord.errors import InternalError
from onrecord.formats import FORMATS, Options, by_suffix
from onrecord.pipeline import Settings


def results() -> list[Result]:
    texts = ("The mayor said that it leaks.", "The clerk said that it does not.")
    return [attempt(f"p{n}", Page(text, kind="raw"), Settings()) for n, text in enumerate(texts)]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_writes_what_it_says(name: str, tmp_path: Path) -> None:
    form, written = FORMATS[name], False
    if (write := form.writes_text()) is not None:
        out = io.StringIO()
        write(results()[:1], out, Options())
        written = "mayor" in out.getvalue()
    if (write_file := form.writes_file()) is not None:
        pytest.importorskip("pyarrow")
        write_file(results(), tmp_path / "t.x", Options())
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "t.routes.x",
            "t.sources.x",
            "t.x",
        ]
        written = True
    if (write_folder := form.writes_folder()) is not None:
        write_folder(results(), tmp_path / "folder", Options())
        written = len({path.stem for path in (tmp_path / "folder").iterdir()}) == 2
    assert written


def test_a_file_tells_its_format() -> None:
    for name, form in FORMATS.items():
        for suffix in form.suffixes:
            assert by_suffix(Path(f"x{suffix.upper()}")) is FORMATS[name]
    assert by_suffix(Path("x.docx")) is None
    assert by_suffix(Path("x")) is None


@pytest.mark.parametrize(
    "name", [name for name, form in FORMATS.items() if form.text and name != "html"]
)
def test_a_fault_in_writing_costs_one_page(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.formats import fragments, json_form, linked, rows, schemaorg, terminal

    both = results()
    for module, function in (
        (json_form, "stations"), (rows, "text_fragment"), (terminal, "by_source"),
        (linked, "base_of"), (fragments, "text_fragment"), (schemaorg, "base_of"),
    ):  # fmt: skip
        _break(monkeypatch, module, function)
    for module_name in ("provenance", "webannotation"):
        _break(
            monkeypatch, __import__(f"onrecord.formats.{module_name}", fromlist=["x"]), "base_of"
        )
    told: list[InternalError] = []
    write = FORMATS[name].writes_text()
    assert write is not None
    write(both, io.StringIO(), Options(many=True, report=told.append))
    assert [str(one).partition(":")[0] for one in told] == ["p0", "p1"]
    assert "please report it" in str(told[0])


def _break(monkeypatch: pytest.MonkeyPatch, module: object, function: str) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(module, function, broken)


@pytest.mark.parametrize(
    "url", ["http://[bad#x", "http://x:99999999/", "nonsense", "", "javascript:x"]
)
def test_an_address_that_is_none_ends_nothing(url: str, tmp_path: Path) -> None:
    import json

    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "The mayor said that it leaks.", "url": url}) + "\n")
    for name, form in FORMATS.items():
        if form.text and name != "html":
            result = CliRunner().invoke(main, ["read", str(path), "-f", name])
            assert result.exit_code == 0, result.output
