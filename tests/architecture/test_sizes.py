"""Sizes: a module or function that grows splits by a concept of the field."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "tests", "benchmarks", "training")

MODULE_LINES = 400
FUNCTION_LINES = 60

# What may be longer, with the reason.
EXCUSED_MODULES: dict[str, str] = {}
EXCUSED_FUNCTIONS: dict[str, str] = {}


def modules() -> Iterator[tuple[str, str]]:
    """Each module's name and source."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_no_module_is_too_long() -> None:
    """What is excused is named with its reason, and only what needs it."""
    lengths = {name: source.count("\n") for name, source in modules()}
    assert {name for name, lines in lengths.items() if lines > MODULE_LINES} == set(EXCUSED_MODULES)


def test_no_function_is_too_long() -> None:
    """Counted from `def` to its last line, docstring included."""
    long = {
        f"{name}: {node.name}"
        for name, source in modules()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    }
    assert long == set(EXCUSED_FUNCTIONS)
