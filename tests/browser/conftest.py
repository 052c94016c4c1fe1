"""A real browser on a real server: Debian's Chromium, headless, driven by Playwright."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from dragoman.web.app import HANDLERS
from tests.browser.prepared import prepare
from tests.browser.visitor import Visitor
from tests.end_to_end.newsroom import python_m_dragoman

CHROMIUM = shutil.which("chromium")

NO_PAGES = {"/add/progress", "/static/{name:str}", "/take"}
"""What pages ask for by themselves, or give as files."""

ROUTES = sorted({path for one in HANDLERS if "GET" in one.http_methods for path in one.paths} - NO_PAGES)
"""All routes that show pages: a new one is looked at by the tests of access and of hostile articles at once."""

SWITCHES = (
    "--no-sandbox",  # tests may run as root, where Chromium has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; tests are skipped where it or Playwright is missing."""
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium (apt install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright (a dependency for development)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[str]:
    """The address of a server over an empty workspace."""
    with serving(tmp_path_factory.mktemp("served")) as printed:
        yield printed


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server over the workspace "ws" in a folder, as `dragoman serve` prints it."""
    environment = {name: value for name, value in os.environ.items() if name != "DRAGOMAN_WORKSPACE"}
    environment["PYTHONUNBUFFERED"] = "1"
    command = ["--workspace", "ws", "serve", "--port", "0", "--who", "Ruth"]
    with python_m_dragoman(command, folder, env=environment) as server:
        try:
            assert server.stdout is not None
            printed = server.stdout.readline().decode().strip()
            assert printed.startswith("http://127.0.0.1:"), printed
            yield printed
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(30) == 0


Served: TypeAlias = tuple[str, dict[str, tuple[str, ...]]]
"""The address of a server over the prepared workspace, and the example addresses of its pages."""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Served]:
    """A server over a workspace made by hand."""
    folder = tmp_path_factory.mktemp("prepared")
    examples = prepare(folder / "ws")
    with serving(folder) as printed:
        yield printed, examples


@pytest.fixture
def pages(prepared: Served) -> list[str]:
    """An address of every kind of page in the prepared workspace, whatever routes there are."""
    examples, found = prepared[1], []
    for route in ROUTES:
        assert "{" not in route or route in examples, f"give an example of {route} in tests/browser/prepared.py"
        found += [*([] if "{" in route else [route]), *examples.get(route, ())]
    return found


@pytest.fixture
def visitor(browser: Any, address: str) -> Iterator[Visitor]:
    """A person with a fresh browser that opened the printed address; complaints of the browser fail the test."""
    with visiting(browser, address) as person:
        yield person


@pytest.fixture
def guest(browser: Any, prepared: Served) -> Iterator[Visitor]:
    """The same in the prepared workspace."""
    with visiting(browser, prepared[0]) as person:
        yield person


@contextmanager
def visiting(browser: Any, address: str) -> Iterator[Visitor]:
    """A person who complains at the end of whatever the browser asked elsewhere or told as wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    person = Visitor(context, address)
    yield person
    context.close()
    assert person.elsewhere == []
    assert person.complaints == []
