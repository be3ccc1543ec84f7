"""What the package promises to its users."""

from __future__ import annotations

import subprocess
import sys
import typing

import onrecord


def test_all_names_exist_and_are_sorted() -> None:
    assert list(onrecord.__all__) == sorted(onrecord.__all__)
    for name in onrecord.__all__:
        assert hasattr(onrecord, name), name


def test_public_names_are_documented() -> None:
    for name in onrecord.__all__:
        if name != "__version__":
            assert (getattr(onrecord, name).__doc__ or "").strip(), name


def test_public_functions_are_typed() -> None:
    for name in ("attribute", "read", "read_all", "to_frame"):
        function = getattr(onrecord, name)
        assert "return" in function.__annotations__, name
        assert set(function.__annotations__) > {"return"}, name


def test_every_error_has_the_one_base() -> None:
    errors = [getattr(onrecord, name) for name in onrecord.__all__ if name.endswith("Error")]
    assert len(errors) > 5
    assert all(issubclass(error, onrecord.OnRecordError) for error in errors)


def test_import_loads_no_heavy_library() -> None:
    code = "import sys, onrecord; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "onnxruntime",
        "numpy",
        "tokenizers",
        "trafilatura",
        "lxml",
        "jinja2",
        "rich",
        "pandas",
    }
    assert heavy.isdisjoint(loaded)


def test_records_name_their_types() -> None:
    hints = typing.get_type_hints(onrecord.Attribution)
    assert hints["source"] == tuple[onrecord.Span, ...]
