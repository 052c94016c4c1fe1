"""The weight of the command line: asking for help loads nothing heavy."""

import json
import subprocess
import sys

HEAVY = ("spacy", "sqlalchemy", "numpy", "onnxruntime", "trafilatura", "litestar", "jinja2", "uvicorn")

# One interpreter asks every command for its help and says after each which heavy packages are loaded.
SCRIPT = f"""
import contextlib, io, json, sys

def heavy():
    return [name for name in {HEAVY} if name in sys.modules]

import dragoman
loaded = {{"import dragoman": heavy()}}
from dragoman.cli.app import app, run
from typer.main import get_command
for command in [None, *get_command(app).commands]:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert run([command, "--help"] if command else ["--help"]) == 0
    assert "Usage: dragoman" in said.getvalue()
    loaded[command or "dragoman"] = heavy()
print(json.dumps(loaded))
"""


def test_help_loads_nothing_heavy() -> None:
    """`import dragoman`, `dragoman --help` and the help of each command answer before any model or database loads."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    assert len(loaded) > 10
    assert {asked: names for asked, names in loaded.items() if names} == {}
