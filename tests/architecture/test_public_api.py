"""The facade: a short sorted list of names, loaded on demand, that nothing inside the package leans on."""

import ast
import subprocess
import sys
from pathlib import Path

import dragoman

PACKAGE = Path(dragoman.__file__).parent
FACADE = PACKAGE / "__init__.py"

# Seconds; DESIGN's budget for `import dragoman`. The best of some runs: a busy machine is not a slow import.
IMPORT_BUDGET = 0.15
RUNS = 3


def test_the_public_names_are_sorted_and_few() -> None:
    """One list to read, in the order in which one looks a name up."""
    assert dragoman.__all__ == sorted(set(dragoman.__all__))
    assert len(dragoman.__all__) <= 26


def test_every_public_name_is_there_and_has_a_docstring() -> None:
    """The list promises nothing that is missing or unexplained."""
    for name in dragoman.__all__:
        assert getattr(dragoman, name).__doc__, name
        assert name in dir(dragoman)


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    """The imports for types and the table for loading name the same homes."""
    block = next(node for node in ast.parse(FACADE.read_text(encoding="utf-8")).body if isinstance(node, ast.If))
    typed = {alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed == dragoman._HOME_OF
    assert sorted(typed) == dragoman.__all__


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    """Laziness must not hide a misspelt name."""
    assert not hasattr(dragoman, "code_articles")


def test_importing_the_package_is_quick() -> None:
    """A script that uses one function does not pay for the parser."""
    script = "import time; start = time.perf_counter(); import dragoman; print(time.perf_counter() - start)"
    seconds = [
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)
        for _ in range(RUNS)
    ]
    assert min(seconds) < IMPORT_BUDGET


def test_nothing_inside_the_package_imports_the_facade() -> None:
    """Each module says which floor it takes a name from."""
    leaning = [
        f"{path.relative_to(PACKAGE)}, line {node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _takes_from_facade(node)
    ]
    assert leaning == []


def _takes_from_facade(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name == "dragoman" for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.module == "dragoman" and any(alias.name in (*dragoman.__all__, "*") for alias in node.names)
    return False
