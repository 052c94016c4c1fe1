"""Articles of invented outlets for the tests of the command line, and how those tests run it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.app import run

ROOT = Path(__file__).parents[2]

VISIT = """\
Kenyan minister due in Kampala

By Ruth Adeyemi
The Meridian Courier
3 March 2025

Kenyan Foreign Minister Amina Wekesa is set to visit Uganda next month, an official said on condition of anonymity.
Kenya and Uganda signed a border agreement in 2019.
“We will keep the road open,” Wekesa told reporters on Monday.
"""

CALLS = """\
---
title: Uganda waits for a guest
outlet: The Lakeside Record
published: 2025-03-05
---
Uganda said on Wednesday that Kenya's president would visit Kampala in April.
Uganda accused Rwanda of shelling a border post on 28 February 2025.
"""

# Escapes that colour a terminal, a right-to-left override, a C1 control, HTML and Markdown.
HOSTILE = """\
---
title: Kenya | Uganda <script>alert(1)</script>
outlet: "Evil \u202etimes\x1b[31m"
published: 2025-03-07
---
Kenya accused Uganda of “\x1b[31mspying\x1b[0m on \u202e the | **border** <script>alert(1)</script>\x9b31m” on Thursday.
Traders at the lake said that the market was full as usual, that prices had hardly moved since the rains, and that
nobody had asked them for papers. The ministry did not answer questions that were sent to it before the weekend.
"""

UNSAFE = (b"\x1b", b"\xc2\x9b", b"\xe2\x80\xae")
"""ESC, the C1 control CSI and the right-to-left override, as a terminal would get them."""

NO_EVENT = "The recipe needs two onions, a spoon of oil and an hour of patience."


def write_articles(folder: Path) -> Path:
    """A folder with the three articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("visit.txt", VISIT), ("calls.md", CALLS), ("hostile.md", HOSTILE)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class Shell:
    """The command line, run in this process and in one folder."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._captured = captured

    def __call__(self, *arguments: str | Path, gives: int = 0) -> tuple[bytes, str]:
        """What a command prints to stdout and stderr, where it gives this exit code."""
        self._captured.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = self._captured.readouterr()
        assert code == gives, err.decode()
        return out, err.decode()

    def json(self, *arguments: str | Path, gives: int = 0) -> Any:  # whatever JSON the command prints
        """The JSON that a command prints."""
        return json.loads(self(*arguments, gives=gives)[0])


def python_m_dragoman(arguments: Sequence[str | Path], folder: Path, **how: Any) -> subprocess.Popen[bytes]:
    """`python -m dragoman` started in a folder; `how` is for `Popen`."""
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    how.setdefault("env", {name: value for name, value in os.environ.items() if name != "DRAGOMAN_WORKSPACE"})
    return subprocess.Popen(command, cwd=folder, **(streams | how))
