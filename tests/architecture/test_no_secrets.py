"""What is published names no machine, no private host and no key."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written in pieces, so that this file is no find of its own.
UNWANTED = {
    "a folder of one machine": r"(?<![\w.-])/(work|root|home|Users)/" + r"\w",
    "a private key": "-----BEGIN " + r"[A-Z ]*PRIVATE KEY",
    "a token": r"\b(gh[pousr]_\w{30}|github_pat_\w{30}|sk-[A-Za-z0-9]{32}|xox[abp]-\w{10}|AKIA[A-Z0-9]{16})",
    "a password in an address": r"\bhttps?://[^/\s:@]{1,80}:[^/\s@]{1,80}" + "@",
    "a package index": r"(--(extra-)?index-url|--find-links)" + r"[ =]\S*//",
}

# Folders of data outside the project are named as defaults of what measures, and nowhere else.
OUTSIDE = "shared/" + "gold"
MEASURING = {"Makefile", "benchmarks/quality.py"}


def published() -> dict[str, str]:
    """The text of each file that a clone holds, by its path; binary files are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"],  # noqa: S607 - the git of whoever tests
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("no clone: a package of the sources holds what the clone it was made from held")
    texts = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            texts[name] = data.decode("utf-8", "replace")
    return texts


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The files, read once."""
    return published()


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_names(what: str, texts: dict[str, str]) -> None:
    """Each find is a file and the words."""
    found = [(name, match[0]) for name, text in texts.items() for match in re.finditer(UNWANTED[what], text)]
    assert found == []


def test_data_outside_the_project_is_named_where_it_measures_only(texts: dict[str, str]) -> None:
    """A clone works without them."""
    assert {name for name, text in texts.items() if OUTSIDE in text} <= MEASURING
