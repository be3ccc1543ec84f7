"""The house: what lint cannot see of its rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 40  # lines of a function, its docstring aside

#: Functions that may be longer, each with its reason; at most five.
EXCEPTIONS: dict[str, str] = {
    "archive/migrations/versions/0001_first.py:_tables": "written by Alembic, a table after the other",
    "archive/migrations/versions/0002_stories.py:upgrade": "likewise",
    "archive/migrations/versions/0003_site.py:upgrade": "likewise",
}


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_functions_fit_in_a_head() -> None:
    assert len(EXCEPTIONS) <= 5
    long = {
        f"{path.relative_to(SOURCE)}:{name}": lines
        for path in MODULES
        for name, lines in _functions(path)
        if lines > LONGEST
    }
    assert set(long) == set(EXCEPTIONS), long


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nobody_enters_another_rooms_private_modules(path: Path) -> None:
    own = ("onrecord", *path.relative_to(SOURCE).parent.parts)
    for name in re.findall(r"^\s*from (onrecord[\w.]*) import|^\s*import (onrecord[\w.]*)",
                           path.read_text(encoding="utf-8"), re.M):  # fmt: skip
        parts = (name[0] or name[1]).split(".")
        for place, part in enumerate(parts):
            if part.startswith("_"):
                assert tuple(parts[:place]) == own[:place], f"{path}: {'.'.join(parts)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_what_is_exported_is_there(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it is"
    exported = [
        node
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and "__all__" in ast.unparse(node).split("=")[0]
    ]
    if path.name not in ("__main__.py",):
        assert len(exported) == 1, "a module says what is for others"


#: English that a stage may not know: it asks the language it is handed.
ENGLISH = re.compile(
    r"\b(?:said|told|according|officials?|spokes\w+|anonym\w+|yesterday|monday)\b", re.I
)
STAGES = ("text", "outlets", "attributions", "sources", "routes", "times.py", "pipeline.py")


@pytest.mark.parametrize("stage", STAGES)
def test_no_pattern_of_english_words_stands_in_a_stage(stage: str) -> None:
    """Word lists and patterns are strings outside docstrings; these hold no English of news."""
    paths = [SOURCE / stage] if stage.endswith(".py") else sorted((SOURCE / stage).rglob("*.py"))
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                # A word by itself is a value of a record, or a name.
                if id(node) not in docstrings and not node.value.isidentifier():
                    assert not ENGLISH.search(node.value), f"{path}: {node.value[:80]!r}"
